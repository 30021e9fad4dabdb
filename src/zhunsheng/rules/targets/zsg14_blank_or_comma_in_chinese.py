"""ZSG14: a blank or a half-width mark in the middle of Chinese words, or one full stop too many."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhunsheng.law.citation import Citation
from zhunsheng.model.department import DepartmentPlan
from zhunsheng.model.document import Document
from zhunsheng.model.finding import Category, Fix, Severity
from zhunsheng.model.project import Project
from zhunsheng.rules.cell_text import department_texts, project_texts, texts_with
from zhunsheng.rules.examples import UNIT, bad, document, fine, good
from zhunsheng.rules.rule import Context, Remark, Rule

_BLANK = re.compile(r"[ \t\u3000\xa0\u200b](?<=[一-龥，。；、%％）”℃㎡°].)[ \t\u3000\xa0\u200b]*(?=[一-龥])")
_HALF = re.compile(r"[,;:?!](?<=[一-龥）”》].)(?=[一-龥（“《\s]|$)")
_STOPS = re.compile(r"。\s*。+")
_EITHER = re.compile(f"{_BLANK.pattern}|{_HALF.pattern}|{_STOPS.pattern}", re.M)
_TITLE = re.compile(r"《[^《》]*》")
"""The title of a standard keeps the blank between its parts: 《消防车 第1部分》."""
_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_CELLS = ("name", "purpose", "goal", "level3", "description", "basis")


def check(project: Project, context: Context) -> Iterator[Remark]:
    """Blanks between Chinese and figures or letters are a matter of taste and stay."""
    for address, text in texts_with(_EITHER, project_texts(project, *_CELLS)):
        yield from _remarks(address, text)


def check_department(document: Document, context: Context) -> Iterator[Remark]:
    """The same in the department part."""
    for address, text in texts_with(_EITHER, department_texts(document.department)):
        yield from _remarks(address, text)


def _remarks(address: str, text: str) -> Iterator[Remark]:
    blank = _BLANK.search(_TITLE.sub(lambda found: "《" * len(found.group()), text))
    if blank is not None:
        quote = text[max(0, blank.start() - 4) : blank.end() + 4].strip("\n")
        yield Remark(
            address,
            f"“{quote}”中间有空格，句子断开了。",
            quote,
            "去掉空格；本来是两句的，换成逗号或句号。",
        )
    stops = _STOPS.search(text)
    if stops is not None:
        quote = text[max(0, stops.start() - 4) : stops.end()]
        mended = _STOPS.sub("。", text)
        yield Remark(address, f"“{quote}”多了句号。", quote, "留一个句号。", Fix(address, mended, "留一个句号"))
    half = _HALF.search(text)
    if half is not None:
        quote = text[max(0, half.start() - 4) : half.end() + 4]
        mended = _HALF.sub(lambda found: _FULL[found.group()], text)
        yield Remark(
            address,
            f"“{quote}”里用了半角的“{half.group()}”，中文里用全角“{_FULL[half.group()]}”。",
            quote,
            f"换成“{_FULL[half.group()]}”。",
            Fix(address, mended, "换成全角标点"),
        )


RULE = Rule(
    code="ZSG14",
    name="blank-or-comma-in-chinese",
    title="句中有空格或半角标点",
    category=Category.WORDING,
    severity=Severity.INFO,
    automation="A",
    why="句子中间的空格多半是漏了标点，断句不同意思就不同；半角逗号混用，打印出来也不齐。",
    how_to_fix="空格换成该有的标点或删去；中文里的标点用全角。",
    basis=(Citation(note="公文标点规范"),),
    bad=(
        bad(
            "漏了逗号，空了一格",
            good({"goal": "1、教室长期保持正常照度 提高学习效率，更换264套。\n2、师生满意度不低于90%。"}),
            ("goal", "正常照度 提高学习"),
        ),
        bad(
            "半角逗号",
            good({"indicators[0].basis": "依据学校职责,校舍维修计划"}),
            ("indicators[0].basis", "学校职责,校舍维修"),
        ),
        bad(
            "部门部分",
            document(plan=DepartmentPlan(unit=UNIT, safeguard="1.校长负责,总务处每周检查施工进度。")),
            ("safeguard", "校长负责,总务处每"),
        ),
    ),
    good=(
        fine("标点齐全", good()),
        fine("标准名称里的空格", good({"indicators[1].basis": "《建筑照明 第1部分：学校》"})),
        fine("数字前后的空格不算", good({"purpose": "更换灯具 264 套，每套 681.82 元，合计18万元。"})),
        fine("数字里的半角逗号不算", good({"purpose": "更换灯具264套，合计180,000元，即18万元。"})),
    ),
    check_project=check,
    check_document=check_department,
    reads=("name", "purpose", "goal", "level3", "description", "basis", "department"),
)
