"""占比: the share of records that meet a condition."""

from __future__ import annotations

from zhunsheng.formula.called import Called
from zhunsheng.formula.function import Example, Function, Parameter, Takes
from zhunsheng.formula.functions.count import counted
from zhunsheng.formula.value import Value, quotient


def build(called: Called) -> Value:
    """Those among the range that meet the condition ÷ all of the range."""
    everybody = called.selection(where="among")
    those = everybody.also(*called.conditions("where"))
    return quotient(counted(those), counted(everybody), f"{everybody.none}，算不出占比。")


FUNCTION = Function(
    name="share",
    label="占比",
    parameters=(
        Parameter("kind", "台账", Takes.KIND, "在哪本台账里数"),
        Parameter("where", "条件", Takes.CONDITION, "满足什么算达到（分子）"),
        Parameter("among", "范围", Takes.CONDITION, "只在哪些记录里算（分母），不写就是全部", required=False),
    ),
    gives="比率（%），带分子和分母",
    meaning="满足条件的记录占多少。条件里用到的列空着，算没有达到；没有记录就没有值。",
    examples=(
        Example('占比(报修工单, 条件: 状态 = "已修复")', "修好的工单占全部工单的百分之几"),
        Example('占比(巡查, 条件: 到场 = 是, 范围: 对象 = "路灯")', "路灯巡查里到场的占百分之几"),
    ),
    build=build,
    rank=1,
)
