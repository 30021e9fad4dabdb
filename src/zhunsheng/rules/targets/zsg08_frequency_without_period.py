"""ZSG08: a routine is to be done so many times, and nobody says in what period."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from zhunsheng.law.citation import Citation
from zhunsheng.model.finding import Category, Fix, Severity
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.project import Project
from zhunsheng.rules.cell_text import core_name
from zhunsheng.rules.clauses import sentence_at
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.measuring_unit import unit_kind
from zhunsheng.rules.prose import counts
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.wording import brief

_ROUTINE = re.compile(
    r"频率|频次|日常|巡查|巡检|巡护|巡逻|护理|保洁|清扫|清运|清洗|养护|维护|检修|消毒|消杀|查房|值班|巡视|保养|除草|浇水|修剪|(?:卫生|安全|消防|环境)检查"
)
_TIMES = ("次", "遍", "回")
_NAMED_PERIOD = re.compile(r"(?:次|遍|回)?[/／每](?P<a>日|天|周|旬|月|季度|季|年)|[（(](?P<b>日|周|月|季|季度|年)[）)]")
_WHOLE_YEAR = re.compile(r"全年|年内|年度|当年|本年|一年|累计|期间|合计|总次数|每年|年均")


def check(project: Project, context: Context) -> Iterator[Remark]:
    """Once-a-year events (举办活动2次) need no period; the table is of one year."""
    for number, row in enumerate(project.indicators):
        target = row.target
        if target is None or target.value is None or (target.unit or "") not in _TIMES or not row.level3:
            continue
        if unit_kind(target.unit) != "occasion":
            continue
        told = _told_by_period(row, target.value)
        if not told and not _ROUTINE.search(core_name(row.level3)):
            continue
        period, certain = _period(row)
        period = period or told
        if period is None and _WHOLE_YEAR.search(f"{row.level3}{row.description}{target.note or ''}"):
            continue
        if period is None and _told_of_year(project, target.value):
            continue
        address, wanted = f"indicators[{number}].target", f"{target.text}/{period}"
        plain_end = certain and target.text.endswith(_TIMES)
        yield Remark(
            address,
            f"“{brief(core_name(row.level3))}”的指标值“{brief(target.text)}”没有写明是每月、每季还是全年。",
            target.text,
            f"写成“{wanted}”。" if period else f"写明周期，如“{target.text}/月”或在描述里写“全年”。",
            Fix(address, wanted, f"写成“{wanted}”") if plain_end else None,
        )


def _told_by_period(row: Indicator, times: str) -> str | None:
    """The period for which the description gives the very number of the target: 每月开展不少于2次."""
    for found in _EACH.finditer(row.description or ""):
        if found["times"] == times and not _ALL_TOLD.search(row.description or ""):
            return found["period"]
    return None


_EACH = re.compile(r"每(?:个)?(?P<period>日|天|周|旬|半月|月|季度|季)[^，。；、\d]{0,8}(?P<times>\d+)[次遍回](?!以内)")
_ALL_TOLD = re.compile(r"合计|累计|全年[^，。；]{0,8}\d")


def _told_of_year(project: Project, times: str) -> bool:
    """True where the goal or the purpose gives the very number for the whole year: 全年巡查不少于1248次."""
    if Decimal(times) < _MANY:
        return False
    return any(
        number.unit in _TIMES and number.value == Decimal(times) and _WHOLE_YEAR.search(sentence_at(text, number.start))
        for text in (project.goal or "", project.purpose or "")
        for number in counts(text)
    )


_MANY = 12
"""A smaller number may stand for several routines of one table."""


def _period(row: Indicator) -> tuple[str | None, bool]:
    """The period that the name or else the description gives, and whether it is certain (the name's own unit)."""
    found = _NAMED_PERIOD.search(row.level3 or "")
    if found:
        return found.group("a") or found.group("b"), True
    found = _NAMED_PERIOD.search(row.description or "")
    return (found.group("a") or found.group("b"), False) if found else (None, False)


RULE = Rule(
    code="ZSG08",
    name="frequency-without-period",
    title="频次没有写周期",
    category=Category.WORDING,
    severity=Severity.INFO,
    automation="A",
    why="巡查“≥4次”是一个月四次还是一年四次，工作量差十二倍。",
    how_to_fix="单位写成“次/月”“次/周”，或在描述里写明“全年”。",
    basis=(Citation(note="频次类指标写明周期"),),
    bad=(
        bad(
            "周期只写在名称里",
            good({"indicators[0].level3": "日常护理频率(次/月)", "indicators[0].target": "≥4次"}),
            ("indicators[0].target", "≥4次"),
        ),
        bad(
            "哪里都没有周期",
            good(
                {
                    "indicators[0].level3": "照明巡查次数",
                    "indicators[0].description": "有记录的巡查次数",
                    "indicators[0].target": "≥5次",
                }
            ),
            ("indicators[0].target", "≥5次"),
        ),
    ),
    good=(
        fine("单位里有周期", good({"indicators[0].level3": "照明巡查次数", "indicators[0].target": "≥5次/月"})),
        fine(
            "描述写明是全年",
            good(
                {
                    "indicators[0].level3": "照明巡查次数",
                    "indicators[0].description": "全年有记录的巡查次数",
                    "indicators[0].target": "≥60次",
                }
            ),
        ),
        fine(
            "办活动按年算，不用写", good({"indicators[0].level3": "举办开放活动数量", "indicators[0].target": "≥2次"})
        ),
    ),
    check_project=check,
    reads=("purpose", "goal", "level3", "description", "target"),
)
