"""ZSI10: a political or official phrase is misquoted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from zhunsheng.law.citation import Citation
from zhunsheng.model.department import DepartmentPlan
from zhunsheng.model.document import Document
from zhunsheng.model.finding import Category, Fix, Severity
from zhunsheng.model.project import Project
from zhunsheng.rules.cell_text import department_texts, project_texts, texts_with
from zhunsheng.rules.examples import UNIT, bad, document, fine, good
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.set_phrases import half_words, slips
from zhunsheng.rules.word_list import any_of, word_list


class _Phrase(NamedTuple):
    pattern: re.Pattern[str]
    right: str
    certain: bool


_PHRASES = tuple(
    _Phrase(re.compile(entry["wrong"]), entry["right"], entry["certain"]) for entry in word_list("sensitive_phrases")
)
_ANY = re.compile(any_of([*(entry["wrong"] for entry in word_list("sensitive_phrases")), *half_words()]))
_CELLS = ("name", "purpose", "goal", "level3", "description", "basis")


def check(project: Project, context: Context) -> Iterator[Remark]:
    """Every cell with words."""
    for address, text in texts_with(_ANY, project_texts(project, *_CELLS)):
        yield from _remarks(address, text)


def check_department(document: Document, context: Context) -> Iterator[Remark]:
    """The same in the department part."""
    for address, text in texts_with(_ANY, department_texts(document.department)):
        yield from _remarks(address, text)


def _remarks(address: str, text: str) -> Iterator[Remark]:
    for phrase in _PHRASES:
        for words in dict.fromkeys(found.group() for found in phrase.pattern.finditer(text)):
            mended = phrase.pattern.sub(phrase.right, text)
            yield Remark(
                address,
                f"“{words}”提法不对，规范的提法是“{phrase.right}”。",
                words,
                f"改成“{phrase.right}”。",
                Fix(address, mended, f"改成“{phrase.right}”") if phrase.certain else None,
            )
    for slip in slips(text):
        yield Remark(
            address,
            f"“{slip.words}”错了一个字，规范的提法是“{slip.right}”。",
            slip.words,
            f"改成“{slip.right}”。",
            Fix(address, text.replace(slip.words, slip.right), f"改成“{slip.right}”"),
        )


RULE = Rule(
    code="ZSI10",
    name="sensitive-phrase",
    title="规范提法有误",
    category=Category.PUBLICATION,
    severity=Severity.WARNING,
    automation="B",
    why="重要提法错一个字就是公开事故，政府网站巡检按处扣分。",
    how_to_fix="照权威发布的原文改正。",
    basis=(Citation(note="政府网站内容巡检要求"),),
    bad=(
        bad(
            "少了中国二字",
            good({"goal": "1、学习习近平新时代特色社会主义思想12次。\n2、更换灯具264套。"}),
            ("goal", "习近平新时代特色社会主义思想"),
        ),
        bad(
            "词序颠倒",
            good({"goal": "1、践行青山绿水就是金山银山理念，植树200株。\n2、成活率不低于90%。"}),
            ("goal", "青山绿水就是金山银山"),
        ),
        bad(
            "错了一个字",
            good({"goal": "1、增强“四个意志”，更换灯具264套。\n2、成活率不低于90%。"}),
            ("goal", "“四个意志”"),
        ),
        bad(
            "部门部分",
            document(plan=DepartmentPlan(unit=UNIT, overall_goal="服务一带一路战略，全年引进项目2个。")),
            ("overall_goal", "一带一路战略"),
        ),
    ),
    good=(
        fine("没有这类提法", good()),
        fine(
            "平常话里的四个意见", good({"goal": "1、收集四个意见，更换灯具264套。\n2、坚持“三位一体”养护，满意度90%。"})
        ),
        fine(
            "提法准确", good({"goal": "1、践行绿水青山就是金山银山理念，植树200株。\n2、新中国成立77周年升旗仪式1场。"})
        ),
    ),
    check_project=check,
    check_document=check_department,
    reads=("name", "purpose", "goal", "level3", "description", "basis", "department"),
)
