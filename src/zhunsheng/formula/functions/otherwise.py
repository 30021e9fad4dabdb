"""若无: a value, or another one where there is none."""

from __future__ import annotations

from dataclasses import dataclass

from zhunsheng.formula.called import Called
from zhunsheng.formula.function import Example, Function, Parameter, Takes
from zhunsheng.formula.problem import Problem
from zhunsheng.formula.units import Unit, name_of, together
from zhunsheng.formula.value import Calculation, Missing, Numbers, Places, Result, Value
from zhunsheng.formula.window import When


@dataclass(frozen=True)
class Otherwise(Value):
    """A value; where it is missing, another one."""

    value: Value
    instead: Value
    unit: Unit

    def calculation(self, places: Places, when: When) -> Calculation:
        """The value, or the other."""
        first, second = self.value.calculation(places, when), self.instead.calculation(places, when)

        def result(numbers: Numbers) -> Result:
            found = first(numbers)
            return second(numbers) if isinstance(found, Missing) else found

        return result

    @property
    def words(self) -> str:
        """Both, with when the second is taken."""
        return f"{self.value.words}（没有时按{self.instead.words}）"

    @property
    def parts(self) -> tuple[Value, ...]:
        """Both."""
        return self.value, self.instead


def build(called: Called) -> Value:
    """The first value, else the second."""
    value, instead = called.value("value"), called.value("instead")
    unit = together(value.unit, instead.unit)
    if unit is None:
        raise Problem(f"“若无”的两个数不是一类：{name_of(value.unit)}，{name_of(instead.unit)}。", called.place)
    return Otherwise(value, instead, unit)


FUNCTION = Function(
    name="otherwise",
    label="若无",
    parameters=(
        Parameter("value", "数", Takes.VALUE, "算什么"),
        Parameter("instead", "按", Takes.VALUE, "没有值时按多少"),
    ),
    gives="第一个数的单位",
    meaning="第一个数没有值时（没有记录，或除数是0），用第二个。只在道理上说得通时用：没有隐患，消除率可以按100%。",
    examples=(Example('若无(占比(隐患, 条件: 状态 = "已消除"), 100%)', "隐患消除率，没有隐患时按100%"),),
    build=build,
)
