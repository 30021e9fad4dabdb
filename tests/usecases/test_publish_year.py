"""Publishing: the official document of a year, and the gate that it, or anybody's file, must pass."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pytest

from zhunsheng.documents.writing.unwritable import Unwritable
from zhunsheng.model.department import DepartmentPlan
from zhunsheng.model.publication import Publication
from zhunsheng.rules.examples import GOOD, GOOD_PLAN, document, good
from zhunsheng.rules.form_examples import GOOD_EVALUATION, evaluation, papers
from zhunsheng.usecases.publication import PublicationKind, look_through, publish
from zhunsheng.usecases.read_document import read_bytes, read_file

BUDGET, ACCOUNTS = PublicationKind.BUDGET, PublicationKind.ACCOUNTS


@pytest.mark.parametrize("suffix", ["docx", "pdf", "html"])
def test_a_clean_document_passes_the_gate_in_every_format(suffix: str) -> None:
    made = publish(document(), BUDGET, suffix)
    assert made.gate.is_open
    assert made.gate.review.findings == ()
    assert made.name == f"青禾县第二小学2026年部门预算绩效目标.{suffix}"
    assert look_through(made.data).is_open


def test_the_budget_document_leaves_out_forms_and_the_accounts_document_targets() -> None:
    whole = papers(GOOD, GOOD_EVALUATION, plan=GOOD_PLAN)
    budget = read_bytes(publish(whole, BUDGET).data)
    accounts = read_bytes(publish(whole, ACCOUNTS).data)
    assert (len(budget.projects), len(budget.self_evaluations)) == (1, 0)
    assert (len(accounts.projects), len(accounts.self_evaluations)) == (0, 1)


def test_the_published_park_passes_but_for_the_suppliers_that_it_names(seed: Path) -> None:
    made = publish(replace(read_file(seed), fiscal_year=2020), BUDGET)
    assert {finding.rule for finding in made.gate.review.findings} == {"ZSI05"}
    assert made.gate.is_open


def test_private_and_secret_words_close_the_gate() -> None:
    private = publish(document(good({"purpose": "用于更换灯具264套，合计18万元，联系人电话13912345678。"})), BUDGET)
    assert [finding.rule for finding in private.gate.errors] == ["ZSI01"]
    assert [found.words for found in private.gate.hits] == ["13912345678"]
    secret = publish(papers(evaluation({"issues": "按机密★文件执行，少换4套。"})), ACCOUNTS)
    assert not secret.gate.is_open
    plan = DepartmentPlan(GOOD_PLAN.unit, overall_goal="慰问幸福小区3号楼2单元501室等困难户。")
    assert not publish(document(plan=plan), BUDGET).gate.is_open


def test_what_was_forgotten_closes_the_gate_and_what_is_late_does_not() -> None:
    about = Publication(date(2026, 2, 10), None, frozenset({GOOD.code or "", "219-0302-YBN-AAAA"}))
    gate = publish(document(), BUDGET, about=about, on=date(2026, 3, 20)).gate
    assert {finding.rule for finding in gate.errors} == {"ZSI07"}
    assert "ZSI06" in {finding.rule for finding in gate.review.findings}, (
        "what is late is told, and goes out all the more"
    )


def test_somebody_elses_file_is_looked_through_to_its_hidden_rows(seed: Path) -> None:
    data = publish(document(), BUDGET).data
    word = docx.Document(io.BytesIO(data))
    word.core_properties.author = "张三"
    word.add_paragraph("以下内部资料，不得外传。")
    out = io.BytesIO()
    word.save(out)
    gate = look_through(out.getvalue())
    assert "ZSI09" in {finding.rule for finding in gate.review.findings}
    assert [found.words for found in gate.hits] == ["内部资料", "不得外传"]
    assert not gate.is_open
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"], sheet["A2"] = "公开", "不公开"
    sheet.row_dimensions[2].hidden = True
    out = io.BytesIO()
    book.save(out)
    assert not look_through(out.getvalue()).is_open


def test_an_unknown_format_or_a_nameless_unit_is_refused_with_a_sentence() -> None:
    with pytest.raises(Unwritable, match="docx"):
        publish(document(), BUDGET, "xls")
    with pytest.raises(Unwritable, match="年度"):
        publish(document(year=None), BUDGET)
