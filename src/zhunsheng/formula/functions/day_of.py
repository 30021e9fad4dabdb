"""日期: the day of a moment."""

from __future__ import annotations

from zhunsheng.formula.called import Called
from zhunsheng.formula.function import Example, Function, Parameter, Takes
from zhunsheng.formula.typed import RowType, Typed


def build(called: Called) -> Typed:
    """The day of a moment; a day stays one."""
    found = called.time("moment")
    return Typed(RowType.DAY, called.place, f"{found.words}那天", found.as_day)


FUNCTION = Function(
    name="day_of",
    label="日期",
    parameters=(Parameter("moment", "时刻", Takes.ROW, "哪一列时刻"),),
    gives="日期",
    meaning="一个时刻是哪一天。",
    examples=(Example("计数(报修工单, 条件: 日期(完成时间) = 日期(报修时间))", "当天修好的有几单"),),
    build=build,
    in_conditions=True,
)
