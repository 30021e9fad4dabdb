"""时段月数: how many whole months the window has had by the as-of day."""

from __future__ import annotations

from dataclasses import dataclass

from zhunsheng.formula.called import Called
from zhunsheng.formula.function import Example, Function
from zhunsheng.formula.units import PLAIN
from zhunsheng.formula.value import Calculation, Places, Value
from zhunsheng.formula.window import PERIODS, When, WindowChoice


@dataclass(frozen=True)
class MonthsSoFar(Value):
    """The whole months of a window up to the as-of day, as a plain number."""

    window: WindowChoice
    unit = PLAIN

    def calculation(self, places: Places, when: When) -> Calculation:
        """The number, whatever the records."""
        found = (len(PERIODS["month"].whole_periods(self.window.span(when))), 1)
        return lambda numbers: found

    @property
    def words(self) -> str:
        """What it is, in words."""
        return f"{self.window.said() or '时段'}到截止日的整月数"


def build(called: Called) -> Value:
    """The whole months of the window."""
    return MonthsSoFar(called.window)


FUNCTION = Function(
    name="months_so_far",
    label="时段月数",
    parameters=(),
    gives="数（没有单位）",
    meaning="时段到截止日为止过完了多少个整月，用来算规定次数。",
    examples=(Example("计数(巡查, 条件: 到场 = 是) ÷ (时段月数() × 20次)", "每月应巡20次，到场率是多少"),),
    build=build,
)
