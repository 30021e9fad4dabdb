"""每期平均: the mean over the whole periods of the window, those without records among them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from zhunsheng.formula.aggregate import Found, Nested, Rows, Selection, Taken, everybody
from zhunsheng.formula.called import Called
from zhunsheng.formula.function import WHERE, Example, Function
from zhunsheng.formula.functions.each_least import EVERY, WHAT, PerPeriod, per_period
from zhunsheng.formula.row import Expression, Scope
from zhunsheng.formula.sql import Sql
from zhunsheng.formula.units import PLAIN
from zhunsheng.formula.value import Calculation, Measured, Missing, Places, Quotient, Result, Value
from zhunsheng.formula.window import PeriodKind, Span, When


@dataclass(frozen=True)
class WholePeriods(Value):
    """How many whole periods the window has."""

    aggregate: PerPeriod
    unit = PLAIN

    def calculation(self, places: Places, when: When) -> Calculation:
        """The number, whatever the records."""
        count, label = self.aggregate.periods(when), self.aggregate.period.label
        found: Result = (count, 1) if count else Missing(f"时段里还没有一个过完的整{label}，算不出平均。")
        return lambda numbers: found

    @property
    def words(self) -> str:
        """What it is, in words."""
        return f"整{self.aggregate.period.label}数"


@dataclass(frozen=True)
class InWholePeriods(Nested):
    """The count (or sum of ``added``) over all whole periods together."""

    selection: Selection
    period: PeriodKind
    added: Expression | None
    said: str

    @property
    def empty(self) -> int | None:
        """Nothing adds up to 0."""
        return 0

    @property
    def expressions(self) -> tuple[Expression, ...]:
        """What is added, if not records are counted."""
        return () if self.added is None else (self.added,)

    @property
    def words(self) -> str:
        """What it is, in words."""
        return self.said

    def days(self, when: When) -> Span:
        """The days of the whole periods."""
        return PerPeriod(self.selection, self.period, self.added, "min", "").days(when)

    def over(self, records: Sequence[Taken], when: When) -> Found:
        """Count or add up."""
        numbers = [1 if self.added is None else self.added.of(record.values) for record in records]
        return Found(sum(one for one in numbers if isinstance(one, int)), everybody(records))

    def query(self, scope: Scope, rows: Rows, when: When) -> Sql:
        """Count or add up over the days of the whole periods."""
        total = Sql("count(*)") if self.added is None else "sum(" + self.added.sql(scope) + ")"
        head = f"SELECT {rows.group} AS g, " + total + f" AS number, count(*) AS records FROM {rows.table} WHERE "
        return head + rows.where + f" GROUP BY {rows.group}"


def build(called: Called) -> Value:
    """Total of the whole periods ÷ their number."""
    least = per_period(called, "min", "")
    if not isinstance(least, Measured) or not isinstance(least.aggregate, PerPeriod):
        raise TypeError("per_period gives a measured value")
    one = least.aggregate
    what = f"{one.selection.words}{'条数' if one.added is None else '合计'}"
    total = Measured(InWholePeriods(one.selection, one.period, one.added, what), least.unit, least.size or Fraction(1))
    return Quotient(total, WholePeriods(one), least.unit, "", f"平均每{one.period.label}{what}")


FUNCTION = Function(
    name="each_average",
    label="每期平均",
    parameters=(WHAT, EVERY, WHERE),
    gives="条数，或那一列的单位；带合计和期数",
    meaning="时段里平均每个整月（周、季度……）有多少，一条没有的月也算一个月。没过完的月不看。",
    examples=(Example("每期平均(巡查, 每: 月, 条件: 到场 = 是)", "平均每个月到场巡查几次"),),
    build=build,
)
