"""每期最少: the smallest number that a whole period of the window has; a period without records has 0."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction

from zhunsheng.formula.aggregate import Found, Nested, Rows, Selection, Taken, everybody
from zhunsheng.formula.called import Called
from zhunsheng.formula.function import WHERE, Example, Function, Parameter, Takes
from zhunsheng.formula.row import Expression, Scope
from zhunsheng.formula.sql import Sql
from zhunsheng.formula.storage import day_of_number
from zhunsheng.formula.units import RECORDS, Unit
from zhunsheng.formula.value import Measured, Value
from zhunsheng.formula.window import PeriodKind, Span, When

PERIOD_SQL = {
    "day": "day",
    "week": "(day + 3) / 7",
    "month": "month",
    "quarter": "(month / 100 * 4 + (month % 100 - 1) / 3)",
    "half": "(month / 100 * 2 + (month % 100 - 1) / 6)",
    "year": "(month / 100)",
}
"""What tells the periods of a kind apart, as SQL. Days are counted from 1970-01-01, a Thursday."""


@dataclass(frozen=True)
class PerPeriod(Nested):
    """The smallest or largest count (or sum of ``added``) of the whole periods within the window. ``which`` is ``min`` or ``max``."""

    selection: Selection
    period: PeriodKind
    added: Expression | None
    which: str
    said: str

    @property
    def expressions(self) -> tuple[Expression, ...]:
        """What is added, if not records are counted."""
        return () if self.added is None else (self.added,)

    @property
    def words(self) -> str:
        """What it is, in words."""
        return self.said

    def days(self, when: When) -> Span:
        """From the first to the last day of the whole periods."""
        span = self.selection.window.span(when)
        whole = self.period.whole_periods(span)
        if not whole:
            return Span(span.first, span.first - timedelta(days=1), span.end)
        return Span(whole[0], self.period.next_start(whole[-1]) - timedelta(days=1), span.end)

    def periods(self, when: When) -> int:
        """How many whole periods there are."""
        return len(self.period.whole_periods(self.selection.window.span(when)))

    def over(self, records: Sequence[Taken], when: When) -> Found:
        """Count or add up in every whole period, then the extreme."""
        whole = self.period.whole_periods(self.selection.window.span(when))
        if not whole:
            return Found(None, frozenset())
        totals = dict.fromkeys(whole, 0)
        for record in records:
            start = self.period.start_of(day_of_number(record.day))
            added = 1 if self.added is None else self.added.of(record.values)
            totals[start] += added if isinstance(added, int) else 0
        return Found(min(totals.values()) if self.which == "min" else max(totals.values()), everybody(records))

    def query(self, scope: Scope, rows: Rows, when: When) -> Sql:
        """Count or add up by period, then the extreme; a period that no record names has 0."""
        total = Sql("count(*)") if self.added is None else "sum(" + self.added.sql(scope) + ")"
        inner = (
            f"SELECT {rows.group} AS g, {PERIOD_SQL[self.period.name]} AS period, "
            + total
            + f" AS total, count(*) AS entered FROM {rows.table} WHERE "
            + rows.where
            + " GROUP BY 1, 2"
        )
        beyond = "min(total) > 0" if self.which == "min" else "max(total) < 0"
        number = f"CASE WHEN count(*) < {self.periods(when)} AND {beyond} THEN 0 ELSE {self.which}(total) END"
        return f"SELECT g, {number} AS number, sum(entered) AS records FROM (" + inner + ") AS periods GROUP BY g"

    def empty_over(self, when: When) -> int | None:
        """Without records every whole period has 0; without a whole period there is no number."""
        return 0 if self.periods(when) else None


def per_period(called: Called, which: str, said: str) -> Value:
    """The extreme of the whole periods as a value."""
    period = called.period("every")
    if called.is_kind("what"):
        selection, added, unit, size, what = called.selection(), None, RECORDS, Fraction(1), "条数"
    else:
        selection, added, unit, size, what = _summed(called)
    words = f"每{period.label}{selection.words}{what}中{said}的"
    aggregate = PerPeriod(selection, period, added, which, words)
    return Measured(aggregate, unit, size, f"时段里还没有一个过完的整{period.label}，算不出{words}。")


def _summed(called: Called) -> tuple[Selection, Expression, Unit, Fraction, str]:
    found = called.number("what")
    if found.sized is None:
        raise TypeError(f"{found.words} is no number")
    return called.selection(found.must_be_filled), found.sized.whole, found.unit, found.sized.size, f"{found.words}合计"


WHAT = Parameter("what", "台账", Takes.KIND_OR_NUMBER, "数哪本台账的记录，或把哪一列加起来")
EVERY = Parameter("every", "每", Takes.PERIOD, "按日、周、月、季度、半年还是年")


def build(called: Called) -> Value:
    """The smallest."""
    return per_period(called, "min", "最少")


FUNCTION = Function(
    name="each_least",
    label="每期最少",
    parameters=(WHAT, EVERY, WHERE),
    gives="条数，或那一列的单位",
    meaning="时段里每个整月（周、季度……）各有多少，取最少的一个，用来查“每月不少于4次”。一条没有的月算0；没过完的月不看。",
    examples=(
        Example("每期最少(养护, 每: 月)", "养护最少的一个月做了几次"),
        Example("每期最少(宣传稿件.篇数, 每: 季度)", "最少的一个季度发了几篇"),
    ),
    build=build,
    rank=3,
)
