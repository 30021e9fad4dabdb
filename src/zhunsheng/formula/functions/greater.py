"""较大: the greater of two numbers."""

from __future__ import annotations

from zhunsheng.formula.called import Called
from zhunsheng.formula.function import Example, Function
from zhunsheng.formula.functions.lesser import PARAMETERS, one_of_two
from zhunsheng.formula.value import Value


def build(called: Called) -> Value:
    """The greater."""
    return one_of_two(called, True)


FUNCTION = Function(
    name="greater",
    label="较大",
    parameters=PARAMETERS,
    gives="两个数的单位",
    meaning="两个数里较大的，用来托底。",
    examples=(Example("较大(120000度 - 求和(电费.用量), 0度)", "节电量，不低于0"),),
    build=build,
)
