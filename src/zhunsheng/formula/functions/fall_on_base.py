"""较基数下降: the fall against a baseline, in per cent."""

from __future__ import annotations

from zhunsheng.formula.called import Called
from zhunsheng.formula.function import Example, Function
from zhunsheng.formula.functions.change_on_base import BASE, against_base
from zhunsheng.formula.functions.change_on_year import VALUE
from zhunsheng.formula.units import PERCENT
from zhunsheng.formula.value import Arithmetic, Quotient, Value


def build(called: Called) -> Value:
    """(Baseline − value) ÷ baseline."""
    now, base = against_base(called)
    return Quotient(Arithmetic("-", base, now, now.unit), base, PERCENT, "基数是 0，没有增减的百分比。")


FUNCTION = Function(
    name="fall_on_base",
    label="较基数下降",
    parameters=(VALUE, BASE),
    gives="比率（%），减少为正、增加为负",
    meaning="比基数减少百分之几。基数是0就没有值。",
    examples=(Example("较基数下降(求和(电费.用量), 基数: 12万度)", "用电比12万度减少百分之几"),),
    build=build,
    rank=4,
)
