"""完成率: what was done ÷ what should have been done."""

from __future__ import annotations

from zhunsheng.formula.called import Called
from zhunsheng.formula.function import Example, Function, Parameter, Takes
from zhunsheng.formula.problem import Problem
from zhunsheng.formula.units import PERCENT, name_of, together
from zhunsheng.formula.value import Quotient, Value


def build(called: Called) -> Value:
    """Done ÷ due; both of one unit."""
    done, due = called.value("done"), called.value("due")
    if together(done.unit, due.unit) is None:
        raise Problem(f"两个数不是一类：{name_of(done.unit)}，{name_of(due.unit)}。", called.place_of("due"))
    return Quotient(done, due, PERCENT)


FUNCTION = Function(
    name="ratio",
    label="完成率",
    parameters=(
        Parameter("done", "实际", Takes.VALUE, "实际完成多少（分子）"),
        Parameter("due", "应有", Takes.VALUE, "应当完成多少（分母）"),
    ),
    gives="比率（%），带分子和分母",
    meaning="实际 ÷ 应有。和直接写 ÷ 一样，只是两边必须是一类数，不写单位的数当作个数。",
    examples=(Example("完成率(计数(巡查, 条件: 到场 = 是), 应有: 240)", "规定240次，到场了百分之几"),),
    build=build,
    rank=3,
    also=("比率",),
)
