"""Open data: what a published year's tables hold, that they fit what describes them, and that everything reads back."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from described_data import against_package, against_schema, rows_of
from hypothesis import HealthCheck, given, settings
from published_years import BUDGET, accounts, budget

from zhunsheng.documents.publication import budget_publication
from zhunsheng.model.document import Document
from zhunsheng.model.figure import figure
from zhunsheng.model.organisation import BudgetUnit
from zhunsheng.model.score import Judgement, Override
from zhunsheng.rules.examples import GOOD, document, good
from zhunsheng.usecases import open_data
from zhunsheng.usecases.open_data.describe import dictionary, json_schema, package_name
from zhunsheng.usecases.open_data.files import csv_bytes, json_bytes, public_document, public_files
from zhunsheng.usecases.open_data.files import open_data as content_of
from zhunsheng.usecases.open_data.rows import PublicYear, identities, table_rows
from zhunsheng.usecases.open_data.tables import TABLES, table_of, tables_of
from zhunsheng.usecases.read_document import read_bytes, read_file

sys.path.append(str(Path(__file__).resolve().parent.parent / "documents"))
from generated import documents


def by_name(year: PublicYear) -> dict[str, bytes]:
    """The files of a publication."""
    return {file.name: file.data for file in public_files(year).files}


@pytest.mark.parametrize("year", [budget(document()), accounts()], ids=["budget", "accounts"])
def test_everything_fits_its_own_description(year: PublicYear) -> None:
    files = by_name(year)
    assert list(against_package(json.loads(files["datapackage.json"]), files)) == []
    assert list(against_schema(json.loads(files["open-data.json"]), json.loads(files["open-data.schema.json"]))) == []


def test_the_checkers_find_what_is_wrong() -> None:
    files = by_name(budget(document()))
    package = json.loads(files["datapackage.json"])
    assert any(
        "leads nowhere" in fault
        for fault in against_package(package, {**files, "projects.csv": files["projects.csv"].split(b"\r\n")[0]})
    )
    spoiled = json.loads(files["open-data.json"])
    spoiled["tables"]["projects"][0]["budget_total"] = 18
    spoiled["tables"]["indicators"][0]["by"] = "王经办"
    faults = list(against_schema(spoiled, json_schema()))
    assert len(faults) == 2
    assert "by is not known" in faults[1]


def test_the_park_reads_back_from_word_and_json_as_it_was(seed: Path) -> None:
    park = replace(read_file(seed), fiscal_year=2020)
    files = by_name(budget(park))
    for name in ("document.docx", "document.json"):
        read = read_bytes(files[name])
        assert (read.unit, read.fiscal_year, read.department, read.projects) == (
            park.unit,
            2020,
            park.department,
            park.projects,
        ), name
    assert [row["project"] for row in rows_of(files["projects.csv"])] == [project.code for project in park.projects]
    assert len(rows_of(files["indicators.csv"])) == 54


def test_results_read_back_from_word_and_json_as_they_were() -> None:
    year = accounts()
    files = by_name(year)
    for name in ("document.docx", "document.json"):
        (read,) = read_bytes(files[name]).self_evaluations
        assert replace(read, heading=None) == replace(year.evaluated[0].form, heading=None), name


def test_the_same_year_gives_the_same_bytes() -> None:
    first, second = by_name(accounts()), by_name(accounts())
    assert [name for name in first if first[name] != second[name]] == []


def test_each_value_says_how_it_came_about() -> None:
    judged = Judgement("k2", Decimal(80), None, "大部分办成")
    changed = Override("k3", "补记", "佐证材料另存备查", score=Decimal(5))
    rows = table_rows(accounts(judgements=(judged,), overrides=(changed,)))["indicator_results"]
    assert [row["status"] for row in rows][:2] == ["computed", "stated"]
    assert rows[1]["actual_text"].endswith("〔自述〕")
    assert rows[3]["status"] == "overridden"
    assert "〔人工改动〕" in rows[3]["cause"]
    assert {row["light"] for row in rows} <= {"met", "missed", "unknown"}


def test_amounts_keep_their_digits_and_become_wan() -> None:
    kept, turned = (
        table_rows(budget(document(replace(GOOD, budget=replace(GOOD.budget, total=figure(text), unit=unit)))))[
            "projects"
        ][0]["budget_total"]
        for text, unit in (("6.00", "万元"), ("1,234,567.89", "元"))
    )
    assert (kept, turned) == ("6.00", "123.456789")


def test_the_unit_s_money_is_the_sum_of_its_projects_to_the_last_digit() -> None:
    tables = table_rows(accounts())
    (unit,), projects = tables["unit_result"], tables["project_results"]
    for column in ("budget", "paid"):
        assert Decimal(unit[column]) == sum(Decimal(row[column]) for row in projects), column
    assert (unit["budget"], unit["paid"]) == ("18.00", "17.6543")


def test_every_project_has_a_name_of_its_own_that_an_address_can_hold() -> None:
    assert identities(["804-1", None, "804-1", "甲/乙?", "files", ""]) == [
        "804-1",
        "no2",
        "804-1-3",
        "甲-乙",
        "no5",
        "no6",
    ]


def test_text_that_a_spreadsheet_would_run_is_made_harmless_in_csv_only() -> None:
    year = budget(document(good({"purpose": "=HYPERLINK(1)"})))
    assert table_rows(year)["projects"][0]["purpose"] == "=HYPERLINK(1)"
    table = table_of("projects")
    (row,) = rows_of(csv_bytes(table, table_rows(year)["projects"]))
    assert row["purpose"] == "'=HYPERLINK(1)"


def test_nothing_of_the_desk_goes_out() -> None:
    keyed = replace(
        GOOD, indicators=tuple(replace(row, key=f"secret-key-{n}") for n, row in enumerate(GOOD.indicators))
    )
    everything = b"".join(by_name(budget(document(keyed))).values())
    assert b"secret-key" not in everything
    assert public_document(budget(document(keyed))).source.name == ""


def test_the_schema_in_the_package_is_the_one_that_the_tables_give() -> None:
    shipped = Path(open_data.__file__).with_name("open-data.schema.json").read_bytes()
    assert shipped == json_bytes(json_schema())


def test_the_dictionary_names_every_column_and_every_choice() -> None:
    text = dictionary()
    for table in TABLES:
        assert f"`{table.file}`" in text
        for field in table.fields:
            assert f"| `{field.name}` | {field.title} |" in text
            assert all(value in text for value, _ in field.choices)


def test_names_of_packages_are_what_the_standard_allows() -> None:
    odd = Document(BudgetUnit("130535-甲A", "某单位"), 2026)
    assert package_name(budget(odd)) == "zhunsheng-130535--a-2026-budget"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(documents())
def test_whatever_a_document_says_its_open_data_fits_the_schema(noun: Document) -> None:
    year = budget(replace(noun, fiscal_year=2026))
    content = content_of(year)
    assert list(against_schema(content, json_schema())) == []
    assert list(against_schema(json.loads(json_bytes(content)), json_schema())) == []
    rows = content["tables"]
    assert len(rows["projects"]) == len(noun.projects)
    assert len(rows["indicators"]) == sum(len(project.indicators) for project in noun.projects)
    for table in tables_of(BUDGET):
        keys = [tuple(row[name] for name in table.key) for row in rows[table.name]]
        assert len(set(keys)) == len(keys), table.name
        shown = rows_of(csv_bytes(table, rows[table.name]))
        assert len(shown) == len(rows[table.name]), table.name


def test_an_empty_year_is_published_as_empty() -> None:
    empty = Document(BudgetUnit("219001", "青禾县第二小学"), 2026)
    files = by_name(budget(empty))
    assert rows_of(files["projects.csv"]) == []
    assert "本部分为空" in str(budget_publication(empty).blocks)
    assert list(against_package(json.loads(files["datapackage.json"]), files)) == []
