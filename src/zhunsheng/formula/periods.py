"""Counting by period (每月、每周 …): what the functions that look at whole periods share."""

from __future__ import annotations

from abc import ABC
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from zhunsheng.formula.aggregate import Nested, Rows, Selection, Taken
from zhunsheng.formula.function import Parameter, Takes
from zhunsheng.formula.row import Expression, Scope
from zhunsheng.formula.sql import Sql
from zhunsheng.formula.storage import day_of_number
from zhunsheng.formula.units import PLAIN, RECORDS, Unit
from zhunsheng.formula.value import Calculation, Missing, Places, Result, Value
from zhunsheng.formula.window import PeriodKind, Span, When

if TYPE_CHECKING:
    from zhunsheng.formula.called import Called

WHAT = Parameter("what", "台账", Takes.KIND_OR_NUMBER, "数哪本台账的记录，或把哪一列加起来")
EVERY = Parameter("every", "每", Takes.PERIOD, "按日、周、月、季度、半年还是年")
_SQL = {
    "day": "day",
    "week": "(day + 3) / 7",
    "month": "month",
    "quarter": "(month / 100 * 4 + (month % 100 - 1) / 3)",
    "half": "(month / 100 * 2 + (month % 100 - 1) / 6)",
    "year": "(month / 100)",
}
"""What tells the periods of a kind apart, as SQL. Days are counted from 1970-01-01, a Thursday."""


@dataclass(frozen=True)
class Periods:
    """What is counted in which periods: records, or (``added``) a number of theirs added up. ``what`` says it in words."""

    selection: Selection
    period: PeriodKind
    added: Expression | None
    unit: Unit
    size: Fraction
    what: str

    def whole(self, when: When) -> tuple[date, ...]:
        """The first days of the periods that lie wholly within the window and are over by the as-of day."""
        return self.period.whole_periods(self.selection.window.span(when))

    def days(self, when: When) -> Span:
        """From the first to the last day of the whole periods."""
        span, whole = self.selection.window.span(when), self.whole(when)
        if not whole:
            return Span(span.first, span.first - timedelta(days=1), span.end)
        return Span(whole[0], self.period.next_start(whole[-1]) - timedelta(days=1), span.end)

    def totals(self, records: Sequence[Taken], when: When) -> list[int]:
        """The total of every whole period, in order; 0 for one that no record names."""
        totals = dict.fromkeys(self.whole(when), 0)
        for record in records:
            added = 1 if self.added is None else self.added.of(record.values)
            totals[self.period.start_of(day_of_number(record.day))] += added if isinstance(added, int) else 0
        return list(totals.values())

    def query(self, scope: Scope, rows: Rows) -> Sql:
        """The same as a query with the columns ``g``, ``period``, ``total``, ``entered``; without the periods that no record names."""
        total = Sql("count(*)") if self.added is None else "sum(" + self.added.sql(scope) + ")"
        head = (
            f"SELECT {rows.group} AS g, {_SQL[self.period.name]} AS period, "
            + total
            + f" AS total, {scope.dialect.counted} AS entered"
        )
        return head + f" FROM {rows.table} WHERE " + rows.where + " GROUP BY 1, 2"

    @property
    def lacks(self) -> str:
        """What is said of a window without a whole period."""
        return f"时段里还没有一个过完的整{self.period.label}"


class ByPeriod(Nested, ABC):
    """An aggregate over the totals of whole periods."""

    periods: Periods

    @property
    def expressions(self) -> tuple[Expression, ...]:
        """What is added, if not records are counted."""
        return () if self.periods.added is None else (self.periods.added,)

    def days(self, when: When) -> Span:
        """The days of the whole periods."""
        return self.periods.days(when)

    def over_totals(self, scope: Scope, rows: Rows, number: str) -> Sql:
        """A query for the number, an SQL expression over the column ``total`` of all periods."""
        head = f"SELECT g, {number} AS number, sum(entered) AS records FROM ("
        return head + self.periods.query(scope, rows) + ") AS periods GROUP BY g"


def periods_of(called: Called) -> Periods:
    """What a call counts in which periods."""
    period = called.period("every")
    if called.is_kind("what"):
        selection = called.selection()
        return Periods(selection, period, None, RECORDS, Fraction(1), f"每{period.label}{selection.words}条数")
    found = called.number("what")
    if found.sized is None:
        raise TypeError(f"{found.words} is no number")
    selection = called.selection(found.must_be_filled)
    what = f"每{period.label}{selection.words}的{found.words}合计"
    return Periods(selection, period, found.sized.whole, found.unit, found.sized.size, what)


@dataclass(frozen=True)
class WholePeriods(Value):
    """How many whole periods the window has, as a plain number; none where it has none."""

    periods: Periods
    unit: Unit = PLAIN

    def calculation(self, places: Places, when: When) -> Calculation:
        """The number, whatever the records."""
        count = len(self.periods.whole(when))
        found: Result = (count, 1) if count else Missing(f"{self.periods.lacks}。")
        return lambda numbers: found

    @property
    def words(self) -> str:
        """What it is, in words."""
        return f"整{self.periods.period.label}数"
