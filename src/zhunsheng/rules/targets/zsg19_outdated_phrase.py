"""ZSG19: a phrase whose time is over in the year of the budget."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zhunsheng.law.citation import Citation
from zhunsheng.model.department import DepartmentPlan
from zhunsheng.model.document import Document
from zhunsheng.model.finding import Category, Severity
from zhunsheng.rules.cell_text import department_texts, project_texts, texts_with
from zhunsheng.rules.examples import UNIT, bad, document, fine, good
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.word_list import any_of, contains, word_list


@dataclass(frozen=True, slots=True)
class _Phrase:
    pattern: re.Pattern[str]
    last_year: int
    instead: str


_PHRASES = tuple(
    _Phrase(contains(entry["words"]), entry["last_year"], entry["instead"]) for entry in word_list("outdated_phrases")
)
_ANY = re.compile(
    any_of(
        word.removeprefix("“?").removeprefix("“") for entry in word_list("outdated_phrases") for word in entry["words"]
    )
)
"""Without the opening quotation marks: words that begin with a plain character are found faster."""


def check(document: Document, context: Context) -> Iterator[Remark]:
    """Only in a document that states its year; without one, nobody can tell."""
    year = document.fiscal_year
    if year is None:
        return
    for address, text in texts_with(_ANY, department_texts(document.department)):
        yield from _remarks(address, text, year, None)
    for number, project in enumerate(document.projects):
        for address, text in texts_with(_ANY, project_texts(project, "purpose", "goal")):
            yield from _remarks(address, text, year, number)


def _remarks(address: str, text: str, year: int, number: int | None) -> Iterator[Remark]:
    for phrase in _PHRASES:
        found = phrase.pattern.search(text) if year > phrase.last_year else None
        if found is not None:
            yield Remark(
                address,
                f"“{found.group()}”是{phrase.last_year}年以前的提法，{year}年的目标里已经过时。",
                found.group(),
                f"{phrase.instead}。",
                project_no=number,
            )


RULE = Rule(
    code="ZSG19",
    name="outdated-phrase",
    title="提法已过时",
    category=Category.WORDING,
    severity=Severity.INFO,
    automation="B",
    why="照抄往年的目标，会把已经结束的会议契机、规划期写进今年，说明目标没有按今年的任务重写。",
    how_to_fix="换成今年的任务和现行规划；讲历史成果的放到用途里交代。",
    basis=(Citation(note="目标按当年任务编写"),),
    bad=(
        bad(
            "2026年还写紧抓十三五期间",
            document(good({"goal": "1、紧抓“十三五”期间机遇完成24间教室改造。\n2、师生满意度不低于90%。"})),
            ("goal", "“十三五”期间"),
        ),
        bad(
            "2026年的总体目标紧密结合十九大精神",
            document(plan=DepartmentPlan(unit=UNIT, overall_goal="紧密结合党的十九大精神，全年引进项目2个。")),
            ("overall_goal", "党的十九大精神"),
        ),
    ),
    good=(
        fine("没有过时的提法", document()),
        fine(
            "当年写当年的提法",
            document(
                plan=DepartmentPlan(unit=UNIT, overall_goal="紧密结合党的十九大精神，全年引进项目2个。"), year=2020
            ),
        ),
        fine(
            "不知道是哪一年，不判断",
            document(
                plan=DepartmentPlan(unit=UNIT, overall_goal="紧密结合党的十九大精神，全年引进项目2个。"), year=None
            ),
        ),
        fine(
            "巩固拓展脱贫攻坚成果",
            document(good({"goal": "1、巩固拓展脱贫攻坚成果，资助困难学生60人。\n2、资助对象满意度不低于95%。"})),
        ),
    ),
    check_document=check,
    reads=("purpose", "goal", "department"),
    needs=("fiscal_year",),
)
