"""``zhunsheng read`` and ``review`` on forms that other bodies publish: whatever the file, an answer in words."""

import io
from dataclasses import replace

import pytest
from command_line import zhunsheng
from PIL import Image

from zhunsheng.model.document import Document
from zhunsheng.rules.examples import GOOD, UNIT
from zhunsheng.rules.form_examples import evaluation, monitoring
from zhunsheng.usecases.write_document import write_document

FORMS = Document(fiscal_year=2026, self_evaluations=(evaluation(),), monitorings=(monitoring(),))


@pytest.fixture(scope="module")
def word() -> bytes:
    """A Word file of a self-evaluation and a monitoring form."""
    return write_document(FORMS, "docx")


def picture() -> bytes:
    """A page without a text layer, as a scanner makes it."""
    out = io.BytesIO()
    Image.new("RGB", (800, 1100), "white").save(out, "PDF")
    return out.getvalue()


@pytest.mark.parametrize("name", ["自评表.docx", "自评表.pdf", "自评表.xls", "自评表"])
def test_a_form_is_known_by_what_is_in_the_file_and_not_by_its_name(word, tmp_path, name):
    file = tmp_path / name
    file.write_bytes(word)
    ran = zhunsheng("read", file, "--json")
    assert (ran.status, ran.err) == (0, "")
    assert [len(ran.json[group]) for group in ("projects", "self_evaluations", "monitorings")] == [0, 1, 1]
    told = zhunsheng("review", file)
    assert told.status in (0, 1)
    assert told.out


@pytest.mark.parametrize("suffix", ["docx", "xlsx", "html", "pdf", "txt"])
def test_the_findings_of_a_form_name_its_cell_in_every_format(tmp_path, suffix):
    file = tmp_path / f"自评表.{suffix}"
    wrong = evaluation({"total_score": "12"})
    file.write_bytes(write_document(Document(fiscal_year=2026, self_evaluations=(wrong,)), suffix))
    found = zhunsheng("review", file, "--format", "json").json["findings"]
    (sums,) = [finding for finding in found if finding["rule"] == "ZSF09"]
    assert sums["address"] == "self_evaluations[0].total_score"
    assert "ZSF09" in zhunsheng("review", file).out


@pytest.mark.parametrize("command", ["read", "review"])
@pytest.mark.parametrize(("name", "make", "words"), [
    ("空的.docx", lambda word: b"", "空的"),
    ("半截.docx", lambda word: word[:3000], "已损坏"),
    ("扫描.pdf", lambda word: picture(), "扫描件或图片"),
    ("乱码.xls", lambda word: bytes(range(256)) * 40, "认不出"),
    ("半截.pdf", lambda word: write_document(FORMS, "pdf")[:900], "已损坏"),
])  # fmt: skip
def test_what_cannot_be_read_is_one_sentence_with_the_file_and_what_to_do(word, tmp_path, command, name, make, words):
    file = tmp_path / name
    file.write_bytes(make(word))
    ran = zhunsheng(command, file)
    assert (ran.status, ran.out) == (2, "")
    (sentence,) = ran.err.splitlines()
    assert name in sentence
    assert words in sentence
    assert "请" in sentence
    as_json = zhunsheng(command, file, *(["--json"] if command == "read" else ["--format", "json"]))
    assert as_json.status == 2
    assert words in as_json.err + as_json.out


def papers(tmp_path, name, **parts):
    """A Word file with some forms or tables in it."""
    file = tmp_path / f"{name}.docx"
    file.write_bytes(write_document(Document(fiscal_year=parts.pop("year", 2026), unit=UNIT, **parts), "docx"))
    return file


def rules_of(*arguments):
    """The rules that speak, and those that cannot judge."""
    said = zhunsheng("review", "--format", "json", *arguments).json
    return {finding["rule"] for finding in said["findings"]}, {entry["rule"] for entry in said["undecided"]}


def test_a_form_that_stands_alone_is_held_against_the_approved_tables(tmp_path):
    approved = papers(tmp_path, "批复的目标表", projects=(GOOD,))
    form = papers(tmp_path, "自评表", self_evaluations=(evaluation({"indicators[1].target": "≥90%"}),))
    watched = papers(tmp_path, "监控表", monitorings=(replace(monitoring(), indicators=monitoring().indicators[:-1]),))
    assert "ZSE10" in rules_of(form)[1]
    assert "ZSE10" in rules_of(form, "--approved", approved)[0]
    assert "ZSE09" in rules_of(watched)[1]
    assert "ZSE09" in rules_of(watched, "--approved", approved)[0]


def test_a_missed_target_is_held_against_the_monitoring_form(tmp_path):
    sure = monitoring({"indicators[0].outlook_certain": "√", "indicators[0].outlook_possible": None})
    form = papers(tmp_path, "自评表", self_evaluations=(evaluation(),))
    assert "ZSE12" not in rules_of(form)[0]
    assert "ZSE12" in rules_of(form, "--monitored", papers(tmp_path, "监控表", monitorings=(sure,)))[0]


def test_a_target_is_held_against_last_years_form(tmp_path):
    reached = replace(evaluation({"indicators[5].actual": "99%"}), year=2025)
    last = papers(tmp_path, "上年自评表", year=2025, self_evaluations=(reached,))
    table = papers(tmp_path, "目标表", projects=(GOOD,))
    assert "ZSC08" not in rules_of(table)[0]
    assert "ZSC08" in rules_of(table, "--earlier", last)[0]
