"""每期最多: the largest number that a whole period of the window has."""

from __future__ import annotations

from zhunsheng.formula.called import Called
from zhunsheng.formula.function import WHERE, Example, Function
from zhunsheng.formula.functions.each_least import period_extreme
from zhunsheng.formula.periods import EVERY, WHAT
from zhunsheng.formula.value import Value


def build(called: Called) -> Value:
    """The largest."""
    return period_extreme(called, "max")


FUNCTION = Function(
    name="each_most",
    label="每期最多",
    parameters=(WHAT, EVERY, WHERE),
    gives="条数，或那一列的单位",
    meaning="时段里每个整月（周、季度……）各有多少，取最多的一个。没过完的月不看。",
    examples=(Example("每期最多(信访投诉, 每: 月)", "投诉最多的一个月有几件"),),
    build=build,
)
