"""在: a number in another window."""

from __future__ import annotations

from zhunsheng.formula.called import Called
from zhunsheng.formula.function import Example, Function, Parameter, Takes
from zhunsheng.formula.value import Value


def build(called: Called) -> Value:
    """The same number, counted in the window named."""
    return called.value("value", called.chosen_window("window"))


FUNCTION = Function(
    name="within",
    label="在",
    parameters=(
        Parameter("window", "时段", Takes.WINDOW, "哪个时段"),
        Parameter("value", "数", Takes.VALUE, "在那个时段里算什么"),
    ),
    gives="第二个参数的单位",
    meaning="换一个时段来算。",
    examples=(
        Example("在(采暖季, 去重计数(供暖日志.日期))", "采暖季里有记录的天数"),
        Example("在(上年, 求和(电费.用量)) - 求和(电费.用量)", "比上年少用了多少度电"),
        Example("在(2020-03-01 至 2020-05-31, 计数(栽植成活))", "春季栽植了几批"),
    ),
    build=build,
    rank=3,
)
