"""较基数: the change against a baseline, in per cent."""

from __future__ import annotations

from zhunsheng.formula.called import Called
from zhunsheng.formula.function import Example, Function, Parameter, Takes
from zhunsheng.formula.functions.change_on_year import VALUE
from zhunsheng.formula.problem import Problem
from zhunsheng.formula.units import PERCENT, name_of, together
from zhunsheng.formula.value import Arithmetic, Quotient, Value

BASE = Parameter("base", "基数", Takes.VALUE, "和多少比，如 120000度")


def against_base(called: Called) -> tuple[Value, Value]:
    """The value and its baseline, of one unit."""
    now, base = called.value("value"), called.value("base")
    if together(now.unit, base.unit) is None:
        raise Problem(f"基数的单位不对：{name_of(base.unit)}，应当是{name_of(now.unit)}。", called.place_of("base"))
    return now, base


def build(called: Called) -> Value:
    """(Value − baseline) ÷ baseline."""
    now, base = against_base(called)
    return Quotient(Arithmetic("-", now, base, now.unit), base, PERCENT, "基数是 0，没有增减的百分比。")


FUNCTION = Function(
    name="change_on_base",
    label="较基数",
    parameters=(VALUE, BASE),
    gives="比率（%），增加为正、减少为负",
    meaning="比基数增加百分之几。基数是0就没有值。",
    examples=(Example("较基数(求和(电费.用量), 基数: 120000度)", "用电比12万度增加百分之几"),),
    build=build,
    rank=4,
)
