"""ZSG06: a unit that cannot measure what the name says: a rate in 起, an area in 元, gas by the square metre."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhunsheng.law.citation import Citation
from zhunsheng.model.finding import Category, Related, Severity
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.project import Project
from zhunsheng.rules.cell_text import core_name
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.measuring_unit import unit_conflict, unit_kind
from zhunsheng.rules.mentions import is_plainly_about, mentions, promised
from zhunsheng.rules.prose import Kind
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.wording import brief

_UNIT_IN_NAME = re.compile(r"[（(]\s*([^（()）]{1,6})\s*[）)]?\s*$")
_FIRM = frozenset({"percent", "area", "length", "time", "money", "temperature", "volume", "mass", "energy"})
"""Kinds that never stand for one another, nor for a count."""
_PRICE = re.compile(
    r"(?:(?P<gas>天然气|燃气|煤气)|(?P<power>用?电)|(?P<water>自来水|用水|水))(?:单价|价格|价|费单价|费标准)[^，。；\d]{0,6}"
    r"(?P<price>\d+(?:\.\d+)?\s*元\s*(?:[/／]|每)\s*(?:㎡|平方米|平米|平方|m2|m²))"
    r"|(?P<first>\d+(?:\.\d+)?\s*元\s*(?:[/／]|每)\s*(?:㎡|平方米|平米|平方|m2|m²))的?(?:(?P<gas2>天然气|燃气|煤气)|(?P<power2>电)|(?P<water2>自来水|水))(?:单价|价格|价)"
)
_BY_AREA = re.compile("[/／每](?:㎡|平方|平米|m2|m²)")
_SOLD_BY = {"gas": "立方米", "power": "千瓦时（度）", "water": "立方米（吨）"}


def check(project: Project, context: Context) -> Iterator[Remark]:
    """Target against name, target against the unit printed in the name, and prices of gas, power and water."""
    for number, row in enumerate(project.indicators):
        target = row.target
        kind = _kind_of(target.unit, core_name(row.level3)) if target is not None and target.value is not None else None
        if target is None or kind is None or not row.level3:
            continue
        problem = unit_conflict(core_name(row.level3), kind) or _against_bracket(row.level3, kind)
        if problem is not None:
            says, write = problem
            yield Remark(
                f"indicators[{number}].target",
                f"“{brief(core_name(row.level3))}”说的是{says}，指标值却是“{brief(target.text)}”，单位对不上。",
                target.text,
                f"单位改为{write}；要考核的确是“{target.unit}”，就改指标名称。",
                related=(Related(project.code, f"indicators[{number}].level3", row.level3),),
            )
            continue
        told = _told_in_another(project, row, kind)
        if told is not None:
            address, words = told
            yield Remark(
                f"indicators[{number}].target",
                f"{'绩效目标' if address == 'goal' else '资金用途'}写“{brief(words, 16)}”，“{brief(core_name(row.level3))}”的指标值却是“{brief(target.text)}”，单位对不上。",
                target.text,
                "核对单位，与目标、用途写成一致。",
                related=(Related(project.code, address, words),),
            )
    for address, text in (("purpose", project.purpose), ("goal", project.goal)):
        for found in _PRICE.finditer(text or "") if _BY_AREA.search(text or "") else ():
            sold = next(name for name in _SOLD_BY if found.group(name) or found.group(f"{name}2"))
            price = found.group("price") or found.group("first")
            goods = found.group(sold) or found.group(f"{sold}2")
            yield Remark(
                address,
                f"“{price}”是按面积计的价，{goods}按{_SOLD_BY[sold]}计价，单位写错了。",
                price,
                f"核对单价，写成“元/{_SOLD_BY[sold]}”，再用用量重算总价。",
            )


def _told_in_another(project: Project, row: Indicator, kind: str) -> tuple[str, str] | None:
    """The cell and words that tell the row's very number of its thing in a unit of another kind: 更换传感器40支 for =40公里."""
    said = promised(row.target)
    if said is None or said[0] < _MANY or kind in ("percent", "money"):
        return None
    found = None
    for address, text in (("goal", project.goal), ("purpose", project.purpose)):
        for one in mentions(text):
            if one.number.kind is not Kind.COUNT or one.number.value != said[0]:
                continue
            other = unit_kind(one.number.unit)
            if other == kind or one.number.unit == said[1] or other is None:
                return None
            if _FIRM & {kind, other} and is_plainly_about(one, row):
                found = found or (address, one.number.text)
    return found


_MANY = 10
"""Smaller numbers are alike by chance."""


def _kind_of(unit: str | None, name: str) -> str | None:
    """The kind of a unit; of 公斤/亩 the kind of its first half, where the name is of no rate (十万分之, 人/千人)."""
    head, slash, _ = (unit or "").partition("/")
    return unit_kind(unit) or (
        unit_kind(head) if slash and not name.endswith(("率", "度", "比", "比例", "系数")) else None
    )


def _against_bracket(name: str, kind: str) -> tuple[str, str] | None:
    """The same for a unit that the name itself carries; ``次/月`` and other compound units are left alone."""
    found = _UNIT_IN_NAME.search(name)
    said = unit_kind(found.group(1)) if found else None
    if (
        found is None
        or said is None
        or said == kind
        or not {said, kind} & _FIRM
        or core_name(name).endswith(("率", "度"))
    ):
        return None
    return f"“{found.group(1)}”", f"“{found.group(1)}”"


def _named(text: str) -> dict[str, str | None]:
    return {"indicators[4].level3": text}


RULE = Rule(
    code="ZSG06",
    name="unit-does-not-fit-the-name",
    title="单位与指标名称对不上",
    category=Category.WORDING,
    severity=Severity.WARNING,
    automation="A",
    why="发生率用“起”、面积用“元”，这个数算不出来，也没法和别处比；单价的单位错了，总价也跟着错。",
    how_to_fix="先定要考核什么：考核比率就用百分比，考核件数就把名称改成“起数”“次数”。",
    basis=(Citation(note="指标名称与计量单位一致"),),
    bad=(
        bad(
            "发生率用起",
            good({**_named("校园事故发生率"), "indicators[4].target": "≤3起"}),
            ("indicators[4].target", "≤3起"),
        ),
        bad(
            "面积用家", good({**_named("受益面积"), "indicators[4].target": "≥30家"}), ("indicators[4].target", "≥30家")
        ),
        bad(
            "满意人数用家",
            good({"indicators[5].level3": "满意人数", "indicators[5].target": "≥18家"}),
            ("indicators[5].target", "≥18家"),
        ),
        bad(
            "名称里的单位与指标值不同",
            good({"indicators[0].level3": "改造规模（平方米）", "indicators[0].target": "≥6公里"}),
            ("indicators[0].target", "≥6公里"),
        ),
        bad(
            "天然气按平方米计价",
            good({"purpose": "用于冬季取暖，供暖面积3510平方米，天然气单价3.36元/㎡，共需18万元。"}),
            ("purpose", "3.36元/㎡"),
        ),
    ),
    good=(
        fine("单位合适", good()),
        fine("十万分之一的发病率", good({**_named("近视新发病率"), "indicators[4].target": "≤5/10万"})),
        fine("巡查频率用次", good({**_named("照明巡查频率"), "indicators[4].target": "≥4次/月"})),
        fine(
            "名称里是个、指标值写场，意思相通", good({**_named("开放活动数量（个）"), "indicators[4].target": "≥2场"})
        ),
        fine(
            "供热本来就按面积收费",
            good({"purpose": "用于集中供热，供热面积3510平方米，供热费22元/平方米，合计18万元。"}),
        ),
    ),
    check_project=check,
    reads=("purpose", "goal", "level3", "target"),
)
