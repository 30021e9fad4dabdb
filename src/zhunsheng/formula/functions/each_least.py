"""每期最少: the smallest number that a whole period of the window has; a period without records has 0."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zhunsheng.formula.aggregate import Found, Rows, Selection, Taken, everybody
from zhunsheng.formula.called import Called
from zhunsheng.formula.function import WHERE, Example, Function
from zhunsheng.formula.periods import EVERY, WHAT, ByPeriod, Periods, periods_of
from zhunsheng.formula.row import Scope
from zhunsheng.formula.sql import Sql
from zhunsheng.formula.value import Measured, Value
from zhunsheng.formula.window import When


@dataclass(frozen=True)
class PeriodExtreme(ByPeriod):
    """The smallest or the largest total of the whole periods. ``which`` is ``min`` or ``max``."""

    selection: Selection
    periods: Periods
    which: str

    @property
    def words(self) -> str:
        """What it is, in words."""
        return f"{self.periods.what}中{'最少' if self.which == 'min' else '最多'}的"

    def empty_over(self, when: When) -> int | None:
        """Without records every whole period has 0; without a whole period there is no number."""
        return 0 if self.periods.whole(when) else None

    def over(self, records: Sequence[Taken], when: When) -> Found:
        """The extreme of the totals."""
        totals = self.periods.totals(records, when)
        return Found((min if self.which == "min" else max)(totals, default=None), everybody(records))

    def query(self, scope: Scope, rows: Rows, when: When) -> Sql:
        """The same; where fewer periods have records than there are, 0 is among the totals."""
        beyond = "min(total) > 0" if self.which == "min" else "max(total) < 0"
        number = (
            f"CASE WHEN count(*) < {len(self.periods.whole(when))} AND {beyond} THEN 0 ELSE {self.which}(total) END"
        )
        return self.over_totals(scope, rows, number)


def period_extreme(called: Called, which: str) -> Value:
    """The extreme as a value."""
    periods = periods_of(called)
    aggregate = PeriodExtreme(periods.selection, periods, which)
    return Measured(aggregate, periods.unit, periods.size, f"{periods.lacks}，算不出{aggregate.words}。")


def build(called: Called) -> Value:
    """The smallest."""
    return period_extreme(called, "min")


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
