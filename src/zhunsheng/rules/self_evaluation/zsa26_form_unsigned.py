"""ZSA26: the form asks who filled it in and when, and nobody says it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from zhunsheng.law.citation import Citation
from zhunsheng.model.document import Document
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.form_address import Form, forms_of
from zhunsheng.model.self_evaluation_form import FormDetail
from zhunsheng.rules.cell_text import unfilled
from zhunsheng.rules.form_cases import at_form
from zhunsheng.rules.form_examples import evaluation, monitoring, papers, right, spoiled, wrong
from zhunsheng.rules.rule import Context, Remark, Rule, Undecided

_ASKED = (
    "填报人",
    "填表人",
    "经办人",
    "填报日期",
    "填表日期",
    "自评日期",
    "单位负责人",
    "财务负责人",
    "项目负责人",
    "负责人",
)


def check(document: Document, context: Context) -> Iterator[Remark | Undecided]:
    """Only cells that the form has: a published form may leave the signatures out altogether."""
    for group, number, form in forms_of(document):
        for remark in _blanks(form):
            yield at_form(group, number, remark)


def _blanks(form: Form) -> Iterator[Remark]:
    for number, detail in enumerate(form.details):
        label = (detail.label or "").strip()
        if unfilled(detail.text) and label.startswith(_ASKED):
            yield Remark(
                f"details[{number}].text",
                f"“{label}”空着。",
                detail.text or "",
                "填上姓名或日期；公开时按规定可以隐去联系方式。",
            )


RULE = Rule(
    code="ZSA26",
    name="form-unsigned",
    title="填报人或日期空着",
    category=Category.COMPLETENESS,
    severity=Severity.INFO,
    automation="A",
    why="谁填的、什么时候填的，是追问和复核的起点。",
    how_to_fix="报送的表填全填报人、负责人和日期。",
    basis=(Citation(note="报表由填报人和负责人签字，写明日期"),),
    bad=(
        spoiled("日期空着", {"details[2].text": None}, ("details[2].text", "")),
        spoiled("填报人画了一道", {"details[0].text": "—"}, ("details[0].text", "—")),
        wrong(
            "监控表的负责人空着",
            papers(replace(monitoring(), details=(FormDetail("单位负责人", None),))),
            ("monitorings[0].details[0].text", ""),
        ),
    ),
    good=(
        right("都填了"),
        right("联系电话可以不公开", {"details[1].text": None}),
        wrong("表上没有这些栏目", papers(evaluation(details=()))),
    ),
    check_document=check,
    stage="self_evaluation",
    reads=("self_evaluations", "monitorings"),
)
