"""Aggregates (汇总): one whole number out of many records of one ledger, in two executions.

An aggregate says which records it takes (:class:`Selection`) and computes over them: :meth:`Aggregate.over` over records in
memory, and as SQL either as an expression beside others in one scan of the ledger (:class:`Plain`) or as a query of its own
(:class:`Nested`). Those that functions need are defined beside them in ``functions/``.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from zhunsheng.formula.conditions import Condition, Filled, watched
from zhunsheng.formula.row import Computed, Expression, Scope, Values
from zhunsheng.formula.sql import Sql
from zhunsheng.formula.window import Span, When, WindowChoice
from zhunsheng.model.record import RecordKind


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that a record must meet to be taken: the condition, and how it is said in words (empty: goes without saying)."""

    condition: Condition
    words: str
    why_not: str = ""
    """The sentence for a record that does not meet it; empty: made of ``words``."""

    @property
    def sentence(self) -> str:
        """Why a record that does not meet it is left out."""
        return self.why_not or f"不符合：{self.words}"


def filled(expression: Expression, words: str) -> Asked:
    """The expression must not be blank."""
    return Asked(Filled(expression), "", f"{words}没有填")


@dataclass(frozen=True, slots=True)
class Selection:
    """Which records: of which kind, in which window, meeting which conditions (all of them)."""

    kind: RecordKind
    window: WindowChoice
    asked: tuple[Asked, ...] = ()

    def also(self, *more: Asked) -> Selection:
        """The same with further conditions; one that is asked already is not asked twice."""
        return Selection(self.kind, self.window, tuple(dict.fromkeys((*self.asked, *more))))

    @property
    def none(self) -> str:
        """``没有“到场”为是的巡查记录``."""
        return f"没有{self.words.removesuffix('记录')}记录"

    @property
    def words(self) -> str:
        """``“到场”为是的巡查``: the records in words."""
        asked = "、".join(one.words for one in self.asked if one.words)
        window = self.window.said()
        return (f"{window}" if window else "") + (f"{asked}的" if asked else "") + self.kind.label


class Taken(NamedTuple):
    """A record that an aggregate takes: what orders it from old to new, its day, its stored values."""

    order: tuple[int, int, str]
    day: int
    values: Values


class Found(NamedTuple):
    """What an aggregate came to: the whole number (``None``: there is none) and the ids of the records that entered."""

    number: int | None
    entered: frozenset[str]


@dataclass(frozen=True)
class Rows:
    """Where a query of its own reads: the table, the column that groups, and the condition of the records taken."""

    table: str
    group: str
    where: Sql


class Aggregate(ABC):
    """One whole number out of many records."""

    selection: Selection

    @property
    def late_reason(self) -> str:
        """Why a record that was selected does not enter after all (there is a later one); empty where all selected enter."""
        return ""

    @property
    def empty(self) -> int | None:
        """What it comes to over no records: 0 for counts and sums, ``None`` where there is no such number."""
        return None

    def empty_over(self, when: When) -> int | None:
        """The same where it depends on the window: a window without a whole month has no monthly count."""
        return self.empty

    @property
    def expressions(self) -> tuple[Expression, ...]:
        """What it computes of each record."""
        return ()

    def days(self, when: When) -> Span:
        """The days whose records count."""
        return self.selection.window.span(when)

    @abstractmethod
    def over(self, records: Sequence[Taken], when: When) -> Found:
        """Its value over the selected records."""

    @property
    @abstractmethod
    def words(self) -> str:
        """What it is, in words."""


class Plain(Aggregate):
    """An aggregate that one SQL expression computes, in one scan with others of the same ledger."""

    @abstractmethod
    def as_sql(self, scope: Scope) -> Sql:
        """The aggregate expression over the records taken, without its FILTER."""

    @abstractmethod
    def number(self, records: Sequence[Taken]) -> int | None:
        """The number over the records taken."""

    def over(self, records: Sequence[Taken], when: When) -> Found:
        """Its value; every selected record enters."""
        return Found(self.number(records) if records else self.empty_over(when), everybody(records))

    def alone(self, scope: Scope, rows: Rows) -> Sql | None:
        """A query of its own, as :meth:`Nested.query` has it, that is quicker where a formula asks nothing else of the ledger."""
        return None

    def halves(self, scope: Scope) -> tuple[Sql, Sql] | None:
        """Two expressions, thousands of millions and the rest, where the number may leave 64 bits in SQLite; else ``None``."""
        return None


HALF = 10**9
"""What the first of :meth:`Plain.halves` counts in."""


class Nested(Aggregate):
    """An aggregate that needs a query of its own: per period, per thing, between neighbours."""

    @abstractmethod
    def query(self, scope: Scope, rows: Rows, when: When) -> Sql:
        """A query with the columns ``g`` (the group), ``number`` and ``records``."""

    def rank(self, scope: Scope, apart: Sql) -> Sql | None:
        """Where not all selected enter: the window expression that is 1 for those that do, within ``apart``; else ``None``."""
        return None


def of_now(aggregates: Iterable[Aggregate]) -> tuple[Aggregate, ...]:
    """Those that look at the window itself, not at an earlier year's: records of last year are no evidence of this one.
    All of them where none does."""
    every = tuple(aggregates)
    return tuple(one for one in every if not one.selection.window.years_back) or every


def everybody(records: Sequence[Taken]) -> frozenset[str]:
    """The ids of all of them."""
    return frozenset(record.order[2] for record in records)


def watched_in(aggregate: Aggregate) -> tuple[Computed, ...]:
    """The computed numbers of an aggregate that could leave 64 bits."""
    parts: list[Expression | Condition] = [*aggregate.expressions]
    parts += [one.condition for one in aggregate.selection.asked]
    return tuple(dict.fromkeys(computed for part in parts for computed in watched(part)))
