"""较小: the lesser of two numbers."""

from __future__ import annotations

from dataclasses import dataclass

from zhunsheng.formula.called import Called
from zhunsheng.formula.function import Example, Function, Parameter, Takes
from zhunsheng.formula.problem import Problem
from zhunsheng.formula.units import Unit, name_of, together
from zhunsheng.formula.value import Calculation, Missing, Numbers, Places, Result, Value
from zhunsheng.formula.window import When

PARAMETERS = (Parameter("one", "甲", Takes.VALUE, "一个数"), Parameter("other", "乙", Takes.VALUE, "另一个数"))


@dataclass(frozen=True)
class OneOfTwo(Value):
    """The lesser or (``greater``) the greater of two values."""

    one: Value
    other: Value
    greater: bool
    unit: Unit

    def calculation(self, places: Places, when: When) -> Calculation:
        """Both, then the one asked for."""
        first, second = self.one.calculation(places, when), self.other.calculation(places, when)

        def result(numbers: Numbers) -> Result:
            one, other = first(numbers), second(numbers)
            if isinstance(one, Missing):
                return one
            if isinstance(other, Missing):
                return other
            return one if (one[0] * other[1] >= other[0] * one[1]) is self.greater else other

        return result

    @property
    def words(self) -> str:
        """What it is, in words."""
        return f"“{self.one.words}”与“{self.other.words}”中{'较大' if self.greater else '较小'}的"

    @property
    def parts(self) -> tuple[Value, ...]:
        """Both."""
        return self.one, self.other


def one_of_two(called: Called, greater: bool) -> Value:
    """The lesser or greater of two values of one unit."""
    one, other = called.value("one"), called.value("other")
    unit = together(one.unit, other.unit)
    if unit is None:
        raise Problem(f"两个数不是一类：{name_of(one.unit)}，{name_of(other.unit)}。", called.place)
    return OneOfTwo(one, other, greater, unit)


def build(called: Called) -> Value:
    """The lesser."""
    return one_of_two(called, False)


FUNCTION = Function(
    name="lesser",
    label="较小",
    parameters=PARAMETERS,
    gives="两个数的单位",
    meaning="两个数里较小的，用来封顶。",
    examples=(Example("较小(求和(补助发放.实际到位金额) ÷ 求和(补助发放.应到位金额), 100%)", "到位率，最多算100%"),),
    build=build,
)
