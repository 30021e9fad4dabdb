"""时段天数: how many days the window has had by the as-of day."""

from __future__ import annotations

from dataclasses import dataclass

from zhunsheng.formula.called import Called
from zhunsheng.formula.function import Example, Function
from zhunsheng.formula.units import PLAIN
from zhunsheng.formula.value import Calculation, Places, Value
from zhunsheng.formula.window import When, WindowChoice


@dataclass(frozen=True)
class DaysSoFar(Value):
    """The days of a window up to the as-of day, as a plain number."""

    window: WindowChoice
    unit = PLAIN

    def calculation(self, places: Places, when: When) -> Calculation:
        """The number, whatever the records."""
        found = (self.window.span(when).days, 1)
        return lambda numbers: found

    @property
    def words(self) -> str:
        """What it is, in words."""
        return f"{self.window.said() or '时段'}到截止日的天数"


def build(called: Called) -> Value:
    """The days of the window."""
    return DaysSoFar(called.window)


FUNCTION = Function(
    name="days_so_far",
    label="时段天数",
    parameters=(),
    gives="数（没有单位）",
    meaning="时段到截止日为止有多少天，用来算规定次数。",
    examples=(Example("计数(巡查, 条件: 到场 = 是) ÷ (时段天数() × 2次)", "每天应巡2次，到场率是多少"),),
    build=build,
)
