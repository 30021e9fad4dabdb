"""最长: the longest time between two columns."""

from __future__ import annotations

from zhunsheng.formula.called import Called
from zhunsheng.formula.function import WHERE, Example, Function, Parameter, Takes
from zhunsheng.formula.functions.maximum import extreme
from zhunsheng.formula.value import Value


def build(called: Called) -> Value:
    """The longest."""
    return extreme(called, called.length("value"), "max", "最长")


FUNCTION = Function(
    name="longest",
    label="最长",
    parameters=(Parameter("value", "时长", Takes.DURATION, "哪两个时间的差"), WHERE),
    gives="天（与小时、分钟自动换算）",
    meaning="最长的一段时间。两头有一头空着的记录不计；没有记录就没有值。",
    examples=(Example("最长(报修工单.完成时间 - 报修工单.报修时间)", "从报修到修好最久用了几天"),),
    build=build,
    rank=3,
)
