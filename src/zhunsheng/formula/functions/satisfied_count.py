"""满意人数: how many valid answers of a survey question are satisfied."""

from __future__ import annotations

from zhunsheng.formula.called import Called
from zhunsheng.formula.function import Example, Function
from zhunsheng.formula.functions.satisfied_share import PARAMETERS, samples
from zhunsheng.formula.value import OutOf, Value


def build(called: Called) -> Value:
    """The satisfied, out of the valid."""
    satisfied, valid = samples(called)
    return OutOf(satisfied, valid, satisfied.unit)


FUNCTION = Function(
    name="satisfied_count",
    label="满意人数",
    parameters=PARAMETERS,
    gives="人数（用指标值的单位：人、家……），带有效样本数",
    meaning="答“满意”“比较满意”的有多少份。分母是有效样本数。没有样本是0，要看用了几条记录。",
    examples=(Example('满意人数(问卷, 卷: "使用人员满意度")', "满意的有几个人"),),
    build=build,
    rank=3,
)
