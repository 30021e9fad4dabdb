"""ZSA15: an indicator has no target value."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.model.document import Document
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.spelling import half_width
from zhunsheng.rules.cell_text import says_none, unfilled
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.form_asks import projects_asked
from zhunsheng.rules.indicator_kinds import row_name, stated_rows
from zhunsheng.rules.measuring_unit import unit_kind
from zhunsheng.rules.rule import Context, Remark, Rule

_SIGN = re.compile(r"\s*(?:[≥≤><=≧≦]|不少于|不低于|不超过|不高于|达到)\s*")

_NO_AS_VALUE = re.compile(r"[（(]?(?:没有|无)")
_EVENTS = re.compile(
    r"事故|投诉|事件|违[纪法规约]|案件?|起数|伤亡|差错|缺陷|纠纷|死亡|拖欠|舆情|险情|疫情|上访|信访|复发|反弹|问题|失误|故障|损失|火灾|溺水|退回|投诉"
)
"""What there should be none of: here 无 is a value."""


def check(document: Document, context: Context) -> Iterator[Remark]:
    """One remark a row, but one for the whole table when no row has a target: that is one cause."""
    for number, project in projects_asked(document, "target"):
        rows = list(stated_rows(project))
        blank = [(index, row) for index, row in rows if is_blank(row)]
        if len(blank) == len(rows) > 1:
            message = f"{len(rows)}条指标都没有指标值，年底无法判断完成没有。"
            yield Remark("indicators", message, "", "逐条写明比较符、数字和单位，如“≥95%”。", project_no=number)
            continue
        for index, row in blank:
            message = f"指标{row_name(index, row)}没有指标值，年底无法判断完成没有。"
            suggestion = "写明比较符、数字和单位，如“≥95%”；不能量化的写清分几档。"
            printed = row.target.text if row.target else ""
            yield Remark(f"indicators[{index}].target", message, printed, suggestion, project_no=number)


def is_blank(row: Indicator) -> bool:
    """True for a target that nobody filled: nothing, strokes, or a sign and a unit with no number between (``≥台``)."""
    if row.target is None or unfilled(row.target.text):
        return True
    if says_none(row.target.text):
        return not (_NO_AS_VALUE.match(row.target.text.strip()) and _EVENTS.search(row.level3 or ""))
    sign = row.target.value is None and _SIGN.match(half_width(row.target.text))
    if not sign:
        return False
    unit = row.target.text[sign.end() :].strip()
    return not unit or unit_kind(unit) is not None


RULE = Rule(
    code="ZSA15",
    name="blank-target",
    title="指标值空着",
    category=Category.COMPLETENESS,
    severity=Severity.ERROR,
    automation="A",
    why="指标值是承诺。没有数，这条指标等于没设。",
    how_to_fix="照计划、合同或上年实际写出比较符、数字和单位。",
    basis=(Citation("财预〔2015〕88号", None, Verified.DOCUMENT, "绩效目标应细化量化，不能量化的分级分档描述"),),
    bad=(
        bad("有名无值", good({"indicators[1].target": None}), ("indicators[1].target", "")),
        bad("整列空着，只提示一次", good({f"indicators[{i}].target": None for i in range(6)}), ("indicators", "")),
    ),
    good=(fine("都有值", good()), fine("定性的值也是值", good({"indicators[1].target": "优、良、中、差"}))),
    check_document=check,
    reads=("level1", "level2", "level3", "description", "target"),
)
