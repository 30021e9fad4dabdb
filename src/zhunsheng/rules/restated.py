"""A price told in words and again in a reckoning: ``1600人，每人每月120元。…1600×100×12＝192万元``.

The reckoning may come out and still be another one than the words tell: whoever raised the standard forgot to reckon anew.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from zhunsheng.rules.prose import Kind, Number, numbers
from zhunsheng.rules.reckoning import Reckoning, reckonings

_STOP = re.compile(r"[。；;\n]")
_PERIODS = {
    "个月": (12, 10, 9, 11, 8, 6),
    "天": (365, 30, 22, 250),
    "季度": (4,),
    "年": (1,),
    "学期": (2,),
    "次": (),
    "周": (52,),
}
_TAKEN_IN = re.compile(r"(?:报名费|参赛费|门票|收入)[：:]?$")
"""What people pay in is no spending at the price told before."""
_BETWEEN = re.compile(r"[^。；;\n\d]{0,14}$")


@dataclass(frozen=True, slots=True)
class Restated:
    """A price in words, the other figure that the reckoning has in its place, and that reckoning."""

    count: Number
    price: Number
    used: Number
    reckoning: Reckoning


@lru_cache(maxsize=4096)
def restated_prices(text: str | None) -> tuple[Restated, ...]:
    """Every reckoning of a text that multiplies a count with another price than the words right behind that count."""
    if not text or "元" not in text:
        return ()
    written = [
        one
        for one in reckonings(text)
        if not one.is_sum and len(one.terms) == 1 and not _TAKEN_IN.search(text[: one.start])
    ]
    if not written:
        return ()
    inside = [(one.start, one.stated.end) for one in written]
    found = [n for n in numbers(text) if n.kind is not Kind.ORDINAL and not any(a <= n.start < b for a, b in inside)]
    told = [
        (n, price)
        for (n, price), after in itertools.zip_longest(itertools.pairwise(found), found[2:])
        if _belong(text, n, price) and not _is_closed(n, price, after)
    ]
    made = (_clash(told, one) or _recounted(text, found, one) for one in written)
    return tuple(one for one in made if one is not None)


def _recounted(text: str, found: list[Number], reckoning: Reckoning) -> Restated | None:
    """Another count right before the bracket that reckons with one of the same thing: 推介会6场（4场×8.5万元=34万元）."""
    first = reckoning.terms[0][0]
    opened = re.search(r"[（(]\s*$", text[: reckoning.start])
    if opened is None or first.kind is not Kind.COUNT:
        return None
    before = next((n for n in reversed(found) if n.end <= opened.start()), None)
    if before is None or before.kind is not Kind.COUNT or before.end != opened.start() or before.unit != first.unit:
        return None
    same = before.upper is not None or before.approximate or before.per or before.value == first.value
    return None if same else Restated(before, before, first, reckoning)


def _is_closed(count: Number, price: Number, after: Number | None) -> bool:
    """True for a line with a sum of its own behind it (水电费：7600平方米，每平方米每年30元，228000元): no reckoning is its."""
    return (
        after is not None
        and after.kind is Kind.MONEY
        and not after.is_rate
        and after.value == count.value * price.value
    )


def _belong(text: str, count: Number, price: Number) -> bool:
    """True for ``1600人，每人每月100元``: a count and, right behind it, the price of one of the same kind."""
    plain = count.kind is Kind.COUNT and count.upper is None and not count.approximate and not count.per
    if not plain or price.kind is not Kind.MONEY or not price.is_rate or price.upper is not None or price.approximate:
        return False
    return count.unit in price.per and bool(_BETWEEN.match(text[count.end : price.start]))


def _clash(told: list[tuple[Number, Number]], reckoning: Reckoning) -> Restated | None:
    term = reckoning.terms[0]
    same = [(count, price) for count, price in told if any(n.value == count.value for n in term)]
    if len(same) != 1 or any(n.kind is Kind.PERCENT for n in term):
        return None
    count, price = same[0]
    counted = next(n for n in term if n.value == count.value)
    if counted.kind is Kind.COUNT and counted.unit != count.unit:
        return None  # as many of another thing: 8000份奖牌 and 8000人保险
    rest = [n for n in term if n is not counted]
    if any(n.value == price.value for n in rest):
        return None
    times = {Decimal(time) for unit in price.per for time in _PERIODS.get(unit, ())}
    used = [n for n in rest if n.unit not in _PERIODS and n.value not in times]
    if len(used) != 1 or used[0].kind not in (Kind.BARE, Kind.MONEY):
        return None
    # A price for the whole time, or a sum of several prices, is another figure with good reason.
    ratio = used[0].value / price.value if price.value else Decimal(0)
    periodic = any(unit in _PERIODS and unit != "年" for unit in price.per)
    if not ratio or (len(rest) == 1 and periodic) or ratio in (Decimal(10_000), Decimal("0.0001")):
        return None
    return Restated(count, price, used[0], reckoning)
