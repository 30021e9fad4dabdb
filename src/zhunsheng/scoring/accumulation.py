"""Whether an indicator grows over the year (times, articles, 元) or stands at a level (a rate, a temperature, the longest delay)."""

from __future__ import annotations

import re

from zhunsheng.formula.units import unit_of
from zhunsheng.model.quantity import Quantity

_GROWING = re.compile(r"^(?:计数|求和|去重计数|count|sum|distinct)\s*[(（]", re.I)


def accumulates(target: Quantity | None, formula: str = "", asked: bool = False) -> bool:
    """True when more of the year makes more of the value.

    Percents and people among those ``asked`` never grow. A formula that is one count or one sum grows, any other does
    not; without a formula counts of things and amounts of money grow.
    """
    if target is None or target.number is None or target.is_percentage or asked:
        return False
    if formula.strip():
        return _is_one_call(formula.strip()) and bool(_GROWING.match(formula.strip()))
    unit = unit_of(target.unit)
    return unit.counts or unit.is_plain or unit.dimensions == unit_of("元").dimensions


def _is_one_call(formula: str) -> bool:
    """True when the bracket that opens first closes last: nothing is divided, subtracted or compared outside."""
    depth, quoted = 0, False
    for place, char in enumerate(formula):
        if char in '"“”':
            quoted = not quoted
        elif not quoted and char in "(（":
            depth += 1
        elif not quoted and char in ")）":
            depth -= 1
            if depth == 0:
                return place == len(formula) - 1
    return False
