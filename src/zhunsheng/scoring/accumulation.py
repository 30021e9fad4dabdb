"""Whether an indicator grows over the year (times, articles, 元) or stands at a level (a rate, a temperature, the longest delay).

Source: none; this system's reading, which people may overrule (``History.accumulates``).
"""

from __future__ import annotations

from functools import lru_cache

from zhunsheng.formula.parser import parse
from zhunsheng.formula.problem import Problem
from zhunsheng.formula.tree import Binary, Call, Node
from zhunsheng.formula.units import unit_of
from zhunsheng.model.quantity import Quantity

_GROWING = frozenset({"count", "sum", "distinct"})


def accumulates(target: Quantity | None, formula: str = "", asked: bool = False) -> bool:
    """True when more of the year makes more of the value.

    Percents and people among those ``asked`` never grow. A formula grows when it is a count or a sum, or such added to or
    taken from each other; any other does not. Without a formula counts of things and amounts of money grow.
    """
    if target is None or target.number is None or target.is_percentage or asked:
        return False
    if formula.strip():
        return _formula_grows(formula)
    unit = unit_of(target.unit)
    return unit.counts or unit.is_plain or unit.dimensions == unit_of("元").dimensions


@lru_cache(maxsize=4096)
def _formula_grows(formula: str) -> bool:
    try:
        return _grows(parse(formula))
    except Problem:
        return False


def _grows(node: Node) -> bool:
    match node:
        case Binary("+" | "-", left, right):
            return _grows(left) and _grows(right)
        case Call(function):
            return function in _GROWING
    return False
