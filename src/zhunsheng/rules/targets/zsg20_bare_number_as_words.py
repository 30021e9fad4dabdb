"""ZSG20: a bare number stands where words belong."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.model.address import cell_name
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.project import Project
from zhunsheng.model.spelling import half_width
from zhunsheng.rules.cell_text import project_texts
from zhunsheng.rules.counters import UNITS
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.word_list import any_of
from zhunsheng.rules.wording import brief

_NUMBER = re.compile(r"[≥≤=><\s]*\d[\d.,、/\s]*(?:%|百分比|[万亿]?元|[万亿]?(?:" + any_of(UNITS) + "))?")


def check(project: Project, context: Context) -> Iterator[Remark]:
    """Names, descriptions and bases are words; a number alone says nothing there."""
    for address, text in project_texts(project, "level3", "description", "basis"):
        if text[0] > "9" and text[0] not in "≥≤１２３４５６７８９０＝＞＜":
            continue
        if not _NUMBER.fullmatch(half_width(text)):
            continue
        where = cell_name(address)
        yield Remark(
            address,
            f"{where}只填了“{brief(text, 20)}”，没有文字，不知道指的是什么。",
            text,
            f"{where}写文字；数写到指标值一格。",
        )


RULE = Rule(
    code="ZSG20",
    name="bare-number-as-words",
    title="用纯数字充填",
    category=Category.WORDING,
    severity=Severity.ERROR,
    automation="A",
    why="指标名称写成“88”，谁也不知道要考核什么，这一条等于没有填。",
    how_to_fix="名称写要量的东西，描述写口径，数只写在指标值里。",
    basis=(Citation("财预〔2015〕88号", None, Verified.DOCUMENT, "审核绩效目标的规范完整性"),),
    bad=(
        bad("指标名称写88", good({"indicators[0].level3": "88"}), ("indicators[0].level3", "88")),
        bad("描述只有百分数", good({"indicators[1].description": "100%"}), ("indicators[1].description", "100%")),
        bad("依据只有一个数", good({"indicators[5].basis": "90"}), ("indicators[5].basis", "90")),
    ),
    good=(
        fine("都是文字", good()),
        fine("名称以数字开头", good({"indicators[0].level3": "12345热线办结件数"})),
        fine("年份开头的依据", good({"indicators[0].basis": "2025年实际完成数"})),
    ),
    check_project=check,
    reads=("level3", "description", "basis"),
)
