"""最短: the shortest time between two columns."""

from __future__ import annotations

from zhunsheng.formula.called import Called
from zhunsheng.formula.function import WHERE, Example, Function, Parameter, Takes
from zhunsheng.formula.functions.maximum import extreme
from zhunsheng.formula.value import Value


def build(called: Called) -> Value:
    """The shortest."""
    return extreme(called, called.length("value"), "min", "最短")


FUNCTION = Function(
    name="shortest",
    label="最短",
    parameters=(Parameter("value", "时长", Takes.DURATION, "哪两个时间的差"), WHERE),
    gives="天（与小时、分钟自动换算）",
    meaning="最短的一段时间。两头有一头空着的记录不计；没有记录就没有值。",
    examples=(Example("最短(隐患.消除日期 - 隐患.发现日期)", "消除隐患最快用了几天"),),
    build=build,
    rank=4,
)
