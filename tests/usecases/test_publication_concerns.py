"""What stands in the way of a publication: where, why, how to mend, and what a person may let go out with a reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from published_years import accounts

from zhunsheng.model.document import Document
from zhunsheng.model.finding import Severity
from zhunsheng.model.publication import Publication
from zhunsheng.model.score import EXECUTION, DeviationReason
from zhunsheng.rules.examples import GOOD, document, good
from zhunsheng.usecases import publication_concerns
from zhunsheng.usecases.open_data.rows import PublicYear
from zhunsheng.usecases.publication import PublicationKind
from zhunsheng.usecases.publication_concerns import Concern, concerns
from zhunsheng.usecases.read_document import read_file

APPROVED, OUT = date(2026, 2, 10), date(2026, 2, 20)


def found(noun: Document, releases: dict[str, str] | None = None, **about: object) -> tuple[Concern, ...]:
    year = PublicYear(PublicationKind.BUDGET, noun, (), 1, APPROVED, OUT)
    return concerns(year, Publication(APPROVED, OUT, **about) if about else None, releases)


def test_a_clean_document_has_nothing_in_its_way() -> None:
    assert [one for one in found(document()) if one.severity is not Severity.INFO] == []


def test_the_published_parks_own_mistakes_forbid_nothing(seed: Path) -> None:
    park = replace(read_file(seed), fiscal_year=2020)
    told = concerns(PublicYear(PublicationKind.BUDGET, park, (), 1, date(2020, 2, 18), date(2020, 3, 6)))
    assert [one for one in told if one.stops or one.asks] == []
    assert {one.rule for one in told} == {"ZSI05"}


def test_a_private_number_stops_with_its_place_and_its_cure_and_is_told_once() -> None:
    (one,) = [
        each
        for each in found(document(good({"purpose": "用于更换灯具264套，合计18万元，联系人电话13912345678。"})))
        if each.stops
    ]
    assert (one.rule, one.project, one.address, one.private) == ("ZSI01", 0, "purpose", True)
    assert one.where == f"{GOOD.name} › 资金用途"
    assert "139…78" in str(one)
    assert "13912345678" not in str(one), "a terminal's log repeats no private number"
    assert "改法：" in str(one)


def test_a_reason_lets_a_private_finding_out_and_nothing_else() -> None:
    noun = document(good({"purpose": "用于更换灯具264套，合计18万元，联系人电话13912345678。", "name": None}))
    told = found(noun)
    private, missing = ([one for one in told if one.stops and one.private is want] for want in (True, False))
    reasons = {one.name: "对外公布的服务电话" for one in (*private, *missing)}
    after = {one.name: one for one in found(noun, reasons)}
    assert [after[one.name].stops for one in private] == [False]
    assert [after[one.name].stops for one in missing] == [True], "what is missing is filled in, not excused"


def test_a_likely_number_asks_but_does_not_stop() -> None:
    told = found(document(good({"purpose": "用于更换灯具264套，合计18万元，编号110105194912310021。"})))
    assert [(one.severity, one.stops, one.asks) for one in told if one.private] == [(Severity.WARNING, False, True)]


def test_missing_parts_stop() -> None:
    told = found(document(replace(GOOD, indicators=())))
    assert [one.message for one in told if one.stops] == ["没有绩效指标，目标表不完整。"]
    left_out = found(document(), expected=frozenset({GOOD.code or "", "219-0302-YBN-AAAA"}))
    assert [one.rule for one in left_out if one.stops] == ["ZSI07"]


def test_what_is_late_is_told_and_goes_out_all_the_more() -> None:
    year = PublicYear(PublicationKind.BUDGET, document(), (), 1, APPROVED, date(2026, 4, 1))
    (late,) = [one for one in concerns(year) if one.rule == "ZSI06"]
    assert (late.severity, late.stops) == (Severity.WARNING, False)


def test_an_unknown_day_of_approval_is_a_warning() -> None:
    year = PublicYear(PublicationKind.BUDGET, document(), (), 1, None, OUT)
    assert [one.severity for one in concerns(year) if "批复日期" in one.message] == [Severity.WARNING]


def test_results_without_a_total_stop_and_whole_ones_do_not() -> None:
    whole = accounts()
    assert [one for one in concerns(whole) if one.stops] == []
    part = replace(whole.evaluated[0], evaluation=replace(whole.evaluated[0].evaluation, total=None))
    told = concerns(replace(whole, evaluated=(part,)))
    assert [one.project_name for one in told if one.stops] == [GOOD.name]


def test_without_a_unit_there_is_one_sentence() -> None:
    (one,) = concerns(PublicYear(PublicationKind.BUDGET, Document(fiscal_year=2026), (), 1, None, None))
    assert one.stops
    assert "单位名称" in one.message


def test_names_of_concerns_do_not_change_with_the_edition() -> None:
    noun = document(good({"purpose": "用于更换灯具264套，合计18万元，联系人电话13912345678。"}))
    first = {one.name for one in found(noun)}
    year = PublicYear(PublicationKind.BUDGET, noun, (), 7, APPROVED, date(2026, 5, 1))
    assert first <= {one.name for one in concerns(year)}


def test_private_words_in_any_cell_of_the_open_data_stop_it_once() -> None:
    year = accounts(reasons=(DeviationReason(EXECUTION, "合同跨年，请联系13912345678"),))
    assert [(one.rule, one.quote) for one in concerns(year) if one.stops] == [("ZSI11", "13912345678")]


def test_what_the_open_data_says_and_no_form_prints_is_looked_through_too(monkeypatch) -> None:
    monkeypatch.setattr(publication_concerns, "table_rows", lambda year: {"new": [{"contact": "电话13912345678"}]})
    assert [one.quote for one in found(document()) if one.stops] == ["13912345678"]
