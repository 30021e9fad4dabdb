"""达标期占比: the share of whole periods whose number lies within bounds; a period without records has 0."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from zhunsheng.formula.aggregate import Found, Rows, Selection, Taken, everybody
from zhunsheng.formula.called import Called
from zhunsheng.formula.function import WHERE, Example, Function, Parameter, Takes
from zhunsheng.formula.periods import EVERY, WHAT, ByPeriod, Periods, WholePeriods, periods_of
from zhunsheng.formula.problem import Problem
from zhunsheng.formula.row import WIDEST, Scope
from zhunsheng.formula.sql import Sql
from zhunsheng.formula.units import PERCENT, PLAIN, name_of, together
from zhunsheng.formula.value import Constant, Measured, Quotient, Value
from zhunsheng.formula.window import When


@dataclass(frozen=True)
class PeriodsMet(ByPeriod):
    """How many whole periods have a total from ``least`` to ``most``, both in it."""

    selection: Selection
    periods: Periods
    least: int
    most: int
    said: str

    @property
    def words(self) -> str:
        """What it is, in words."""
        return self.said

    def empty_over(self, when: When) -> int | None:
        """Without records every whole period has 0."""
        return len(self.periods.whole(when)) if self._takes(0) else 0

    def over(self, records: Sequence[Taken], when: When) -> Found:
        """See which totals are within the bounds."""
        return Found(sum(map(self._takes, self.periods.totals(records, when))), everybody(records))

    def query(self, scope: Scope, rows: Rows, when: When) -> Sql:
        """The same; where 0 is within the bounds, with the periods that no record names."""
        silent = f" + {len(self.periods.whole(when))} - count(*)" if self._takes(0) else ""
        met = f"sum(CASE WHEN total BETWEEN {self.least} AND {self.most} THEN 1 ELSE 0 END){silent}"
        return self.over_totals(scope, rows, met)

    def _takes(self, total: int) -> bool:
        return self.least <= total <= self.most


def build(called: Called) -> Value:
    """Periods within the bounds ÷ whole periods."""
    if not called.has("least") and not called.has("most"):
        raise Problem("“达标期占比”还缺“至少”或“至多”，如 至少: 4次。", called.place)
    periods = periods_of(called)
    least, most, said = -WIDEST, WIDEST, []
    if called.has("least"):
        bound, written = _bound(called, "least", periods)
        least = max(least, math.ceil(bound))
        said.append(f"不少于{written}")
    if called.has("most"):
        bound, written = _bound(called, "most", periods)
        most = min(most, math.floor(bound))
        said.append(f"不多于{written}")
    words = f"{periods.what}{'、'.join(said)}的{periods.period.label}数"
    met = PeriodsMet(periods.selection, periods, least, most, words)
    return Quotient(
        Measured(met, PLAIN), WholePeriods(periods), PERCENT, "", f"{words} ÷ 整{periods.period.label}数 × 100%"
    )


def _bound(called: Called, name: str, periods: Periods) -> tuple[Fraction, str]:
    """A bound counted as the totals are, and as it was written."""
    found = called.value(name)
    if not isinstance(found, Constant):
        raise Problem("这里要写定好的数，如 4次。", called.place_of(name))
    if together(periods.unit, found.unit) is None:
        message = f"单位不对：{name_of(found.unit)}，应当是{name_of(periods.unit)}。"
        raise Problem(message, called.place_of(name))
    return found.number / periods.size, found.written


FUNCTION = Function(
    name="each_met",
    label="达标期占比",
    parameters=(
        WHAT,
        EVERY,
        Parameter("least", "至少", Takes.VALUE, "每期至少多少", required=False),
        Parameter("most", "至多", Takes.VALUE, "每期至多多少", required=False),
        WHERE,
    ),
    gives="比率（%），带达标期数和总期数",
    meaning="时段里每个整月（周、季度……）各有多少，够数的占百分之几。一条没有的月算0；没过完的月不看。",
    examples=(Example("达标期占比(养护, 每: 月, 至少: 4次)", "养护不少于4次的月份占百分之几"),),
    build=build,
    rank=4,
)
