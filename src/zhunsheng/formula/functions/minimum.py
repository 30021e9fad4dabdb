"""最小: the smallest of a number."""

from __future__ import annotations

from zhunsheng.formula.called import Called
from zhunsheng.formula.function import WHERE, Example, Function, Parameter, Takes
from zhunsheng.formula.functions.maximum import extreme
from zhunsheng.formula.value import Value


def build(called: Called) -> Value:
    """The smallest."""
    return extreme(called, called.number("value"), "min", "最小")


FUNCTION = Function(
    name="minimum",
    label="最小",
    parameters=(Parameter("value", "数", Takes.NUMBER, "哪一列"), WHERE),
    gives="那一列的单位",
    meaning="一列数里最小的。没有记录就没有值。",
    examples=(Example("最小(室温记录.室温)", "室温最低时多少度"),),
    build=build,
    rank=4,
    also=("min", "最低"),
)
