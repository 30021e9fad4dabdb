"""Which of the counts around a price it is multiplied with: 每人 of 岗位80个, 每村 of 150个行政村, 每亩次 of 亩 and 次."""

from __future__ import annotations

import re
from decimal import Decimal

from zhunsheng.rules.clauses import clause_before
from zhunsheng.rules.prose import Kind, Number

_WHOLE = re.compile(r"(?:^|[，、])(?:以上|总)?(?:共|共计|合计|总计|总共)(?:有|聘用|配备)?$")
"""Before a count of all that were counted one by one: 保育员16人、保安2人，共18人."""
EACH_OF_SEVERAL = re.compile(r"各(?!类|种|项|级|界|族|单位)[\u4e00-\u9fff]{0,10}$")
"""So many in each of several: 春、秋两季各办招聘会1场."""


def both_in_one(price: Number, counted: list[Number]) -> Number | None:
    """The one count of 人天 that a price for a head and a day is of."""
    if set(price.per) != {"人", "天"} or any(n.unit == "人" for n in counted):
        return None
    both = [n for n in counted if n.unit in ("人天", "人日", "人次天")]
    return both[0] if len(both) == 1 else None


def counts_of(text: str, unit: str, counted: list[Number]) -> tuple[Number, ...]:
    """The count of a unit in the line, also as ``150个行政村`` for 村, or as 亩 and 次 for 亩次; none where there are several."""
    same = [n for n in counted if n.unit == unit and n.value > 0] or [
        n for n in counted if is_counted_thing(text, n, unit)
    ]
    same = same or [n for n in counted if n.unit in _ALIKE.get(unit, ())]
    same = same or [n for n in counted if n.unit in ("个", "家", "处") and _is_named_so(text, n, unit)]
    same = [n for n in same if n.value != 1] or same
    same = [n for n in same if not n.approximate] or same
    whole = [n for n in same if _WHOLE.search(clause_before(text, n.start))]
    others = [n for n in same if n not in whole and not EACH_OF_SEVERAL.search(clause_before(text, n.start))]
    if len(whole) == 1 and sum((n.value for n in others), Decimal(0)) in (0, whole[0].value):
        return (whole[0],)
    if len({n.value for n in same}) == 1:
        return (same[0],)
    if not same and len(unit) > 1 and unit.endswith("次"):
        both = (*counts_of(text, unit[:-1], counted), *counts_of(text, "次", counted))
        return both if len(both) == 2 else ()
    return ()


def is_counted_thing(text: str, number: Number, unit: str) -> bool:
    """True for ``150个行政村`` where a 村 is priced."""
    return number.unit in ("个", "所") and bool(
        re.match(rf"[\u4e00-\u9fff]{{0,8}}{re.escape(unit)}", text[number.end :])
    )


_ALIKE = {
    "车": ("辆", "台"), "天": ("工作日", "工日"), "工作日": ("天",), "份": ("人份",), "套": ("台套",), "台": ("台套", "台件"), "机": ("台", "架"),
    "批": ("批次",), "批次": ("批",), "场": ("场次",), "场次": ("场",),
    "餐": ("餐次",), "剂": ("剂次", "针次"), "针": ("针次", "剂次"), "趟": ("趟次", "班次"),
}  # fmt: skip
"""Counters of one and the same thing: a price for a 车 is of so many 辆."""
_PEOPLE_BY_POST = ("岗位", "公岗", "座席", "席位", "岗")


def _is_named_so(text: str, number: Number, unit: str) -> bool:
    """True for 考场138个 and 每考场, 托管班8个 and 每班, 公益性岗位80个 and 每人."""
    before = clause_before(text, number.start)[-10:]
    behind = re.match(r"[\u4e00-\u9fff]{0,6}", text[number.end :])
    if unit == "人":
        return before.endswith(_PEOPLE_BY_POST) or bool(behind and behind.group().endswith(_PEOPLE_BY_POST))
    return before.endswith(unit) or (unit in before and (len(unit) > 1 or unit in "点站班室店馆院校线村厅亭"))


def counts_before(found: tuple[Number, ...], price: Number) -> list[Number]:
    """The counts of a text before a price: what is priced has been named by then."""
    return [n for n in found if n.kind is Kind.COUNT and n.upper is None and not n.per and n.end <= price.start]


def is_rough(text: str, number: Number) -> bool:
    """True for about so many; a count that is only expected (预计1700具) is what the sum was reckoned with."""
    return number.approximate and not _EXPECTED.search(text, max(0, number.start - 6), number.start)


_EXPECTED = re.compile(r"(?:预计|估计|计划)(?:需要?|为)?\s*$")
