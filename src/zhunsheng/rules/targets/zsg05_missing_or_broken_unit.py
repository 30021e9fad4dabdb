"""ZSG05: a target number without a measuring unit, or with half of one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhunsheng.law.citation import Citation
from zhunsheng.model.finding import Category, Fix, Severity
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.project import Project
from zhunsheng.rules.cell_text import core_name
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.measuring_unit import unit_kind
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.wording import brief

_SCALES = re.compile(r"^[十百千万亿]+$")
_SHORTENED = {"平方": "平方米", "立方": "立方米", "平": "平方米"}
_AMBIGUOUS = {
    "方": "立方米或平方米",
    "公": "公里、公斤或公顷",
    "千": "千米、千克或千瓦时",
    "立": "立方米",
    "小": "小时",
    "工作": "工作日",
    "百分": "百分比",
}
_WITHOUT_UNIT = (
    "指数",
    "系数",
    "容积率",
    "比值",
    "之比",
    "投入产出比",
    "pH值",
    "PH值",
    "pH",
    "PH",
    "酸碱度",
    "评分",
    "得分",
    "名次",
    "排名",
)
"""Names whose number has no unit."""
_BRACKETS = re.compile(r"[（(]\s*([^（()）]{1,6})\s*[）)]?\s*$")


def check(project: Project, context: Context) -> Iterator[Remark]:
    """A unit in a bracket behind the name, as indicator libraries print it, counts as given."""
    for number, row in enumerate(project.indicators):
        target = row.target
        if target is None or target.value is None:
            continue
        address = f"indicators[{number}].target"
        unit = target.unit
        if not unit:
            if _unit_is_known(row.level3) or _is_degree(row):
                continue
            yield Remark(
                address,
                f"“{brief(target.text)}”后面没有单位，不知道数的是什么。",
                target.text,
                "补上单位，如人、次、平方米、万元、%。",
            )
        elif (twice := _two_units(unit)) is not None:
            yield Remark(
                address,
                f"“{brief(target.text)}”写了“{twice[0]}”又写“{twice[1]}”，一个数只有一个单位。",
                target.text,
                "只留一个单位，照名称要量的东西写。",
            )
        elif _SCALES.match(unit):
            yield Remark(
                address,
                f"“{brief(target.text)}”的单位只有“{unit}”，{unit}元、{unit}人还是{unit}度，看不出来。",
                target.text,
                f"把单位写全，如“{unit}元”“{unit}千瓦时”“{unit}人次”。",
            )
        elif unit in _SHORTENED:
            full = target.text.replace(unit, _SHORTENED[unit], 1)
            fix = Fix(address, full, f"写成“{_SHORTENED[unit]}”") if target.text.count(unit) == 1 else None
            yield Remark(
                address, f"“{brief(target.text)}”的单位“{unit}”没有写全。", target.text, f"写成“{full}”。", fix
            )
        elif unit in _AMBIGUOUS:
            yield Remark(
                address, f"“{brief(target.text)}”的单位“{unit}”没有写全。", target.text, f"写明是{_AMBIGUOUS[unit]}。"
            )


def _is_degree(row: Indicator) -> bool:
    """True for a number between none and all of something that has no unit: 林分郁闭度≥0.40."""
    number = row.target.number if row.target else None
    return number is not None and 0 < number < 1 and core_name(row.level3).endswith(_DEGREES)


_DEGREES = ("度", "比", "值", "数")


def _two_units(unit: str) -> tuple[str, str] | None:
    """Two units typed behind one another (册张, %百分比); 台套, 人天, 批次 and the like are one."""
    if unit_kind(unit) is not None or len(unit) > _LONGEST:
        return None
    plain = _PERIOD.sub("", unit)  # 台次/年
    for cut in range(1, len(plain)):
        first, second = plain[:cut], plain[cut:]
        if second in _SECOND_OF_ONE and first != second and (second != "套" or first in ("台", "件", "组")):
            continue
        if unit_kind(first) is not None and unit_kind(second) is not None:
            return first, second
    return None


_LONGEST = 10
_PERIOD = re.compile(r"[/／每](?:年|半年|季度?|月|旬|周|天|日)$")
_SECOND_OF_ONE = frozenset(
    {
        "次",
        "天",
        "月",
        "套",
        "日",
        "年",
        "时",
        "小时",
        "周",
        "季",
        "班",
        "组",
        "里",
        "例",
        "副",
        "架",
        "千瓦",
        "期",
        "批",
        "度",
        "克",
        "升",
        "份",
        "节",
        "程",
        "个月",
    }
)
"""What makes one unit of two words; the same unit twice is none."""


def _unit_is_known(name: str | None) -> bool:
    if core_name(name).endswith(_WITHOUT_UNIT):
        return True
    found = _BRACKETS.search(name or "")
    return found is not None and unit_kind(found.group(1)) is not None


RULE = Rule(
    code="ZSG05",
    name="missing-or-broken-unit",
    title="指标值缺单位或单位不全",
    category=Category.WORDING,
    severity=Severity.WARNING,
    automation="A",
    why="没有单位的数无法核对：三万可能是钱、是人，也可能是度电。",
    how_to_fix="数字后面写全计量单位：平方米不写平方，万千瓦时不写万。",
    basis=(Citation(note="指标值由符号、数值、单位组成"),),
    bad=(
        bad(
            "节电量只写三万",
            good({"indicators[4].level3": "年节电量", "indicators[4].target": "≥3万"}),
            ("indicators[4].target", "≥3万"),
        ),
        bad(
            "平方",
            good({"indicators[0].level3": "改造面积", "indicators[0].target": "≥2500平方"}),
            ("indicators[0].target", "≥2500平方"),
        ),
        bad("没有单位", good({"indicators[0].target": "≥264"}), ("indicators[0].target", "≥264")),
        bad(
            "土方",
            good({"indicators[0].level3": "清运土方量", "indicators[0].target": "≥800方"}),
            ("indicators[0].target", "≥800方"),
        ),
    ),
    good=(
        fine("单位齐全", good()),
        fine("台次是一个单位", good({"indicators[0].level3": "灯具检修台次", "indicators[0].target": "≥264台次/年"})),
        fine("指数没有单位", good({"indicators[4].level3": "用眼健康指数", "indicators[4].target": "≥85"})),
        fine(
            "单位写在名称的括号里", good({"indicators[0].level3": "更换灯具数量（套）", "indicators[0].target": "≥264"})
        ),
        fine(
            "万人次是完整的单位", good({"indicators[4].level3": "受益师生人次", "indicators[4].target": "≥1.2万人次"})
        ),
    ),
    check_project=check,
    reads=("level3", "target"),
)
