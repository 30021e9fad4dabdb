"""每期平均: the mean over the whole periods of the window, those without records among them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zhunsheng.formula.aggregate import Found, Rows, Selection, Taken, everybody
from zhunsheng.formula.called import Called
from zhunsheng.formula.function import WHERE, Example, Function
from zhunsheng.formula.periods import EVERY, WHAT, ByPeriod, Periods, WholePeriods, periods_of
from zhunsheng.formula.row import Scope
from zhunsheng.formula.sql import Sql
from zhunsheng.formula.value import Measured, Quotient, Value
from zhunsheng.formula.window import When


@dataclass(frozen=True)
class PeriodTotal(ByPeriod):
    """The total of all whole periods together."""

    selection: Selection
    periods: Periods

    @property
    def empty(self) -> int | None:
        """Nothing adds up to 0."""
        return 0

    @property
    def words(self) -> str:
        """What it is, in words."""
        return f"{self.periods.what}之和"

    def over(self, records: Sequence[Taken], when: When) -> Found:
        """Count or add up."""
        return Found(sum(self.periods.totals(records, when)), everybody(records))

    def query(self, scope: Scope, rows: Rows, when: When) -> Sql:
        """Count or add up over the days of the whole periods, without looking at each."""
        total = Sql("count(*)") if self.periods.added is None else "sum(" + self.periods.added.sql(scope) + ")"
        head = f"SELECT {rows.group} AS g, " + total + f" AS number, count(*) AS records FROM {rows.table} WHERE "
        return head + rows.where + f" GROUP BY {rows.group}"


def build(called: Called) -> Value:
    """Total of the whole periods ÷ their number."""
    periods = periods_of(called)
    total = Measured(PeriodTotal(periods.selection, periods), periods.unit, periods.size)
    return Quotient(total, WholePeriods(periods), periods.unit, "", f"{periods.what}的平均")


FUNCTION = Function(
    name="each_average",
    label="每期平均",
    parameters=(WHAT, EVERY, WHERE),
    gives="条数，或那一列的单位；带合计和期数",
    meaning="时段里平均每个整月（周、季度……）有多少，一条没有的月也算一个月。没过完的月不看。",
    examples=(Example("每期平均(巡查, 每: 月, 条件: 到场 = 是)", "平均每个月到场巡查几次"),),
    build=build,
)
