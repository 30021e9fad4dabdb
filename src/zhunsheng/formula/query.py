"""The formula as one set-based SQL query over all projects at once.

Aggregates of one ledger that a single expression computes share one scan; what all of them ask of a record stands in its WHERE, the
rest in their FILTER. Others have a query of their own. Where there is more than one, they are put one under the other and
brought together by project. The database delivers whole numbers; :class:`~zhunsheng.formula.finish.Finisher` does the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import TypeAlias

from zhunsheng.formula.aggregate import HALF, Aggregate, Nested, Plain, Rows, of_now, watched_in
from zhunsheng.formula.checker import Formula
from zhunsheng.formula.finish import Finisher
from zhunsheng.formula.listing import entering
from zhunsheng.formula.outcome import Outcome
from zhunsheng.formula.row import Scope
from zhunsheng.formula.sql import Parameter, Sql, all_of, join
from zhunsheng.formula.store import Store, day_range
from zhunsheng.formula.uses import last_minute
from zhunsheng.formula.window import Span, When
from zhunsheng.model.record import RecordKind

Cell: TypeAlias = int | Decimal | float | None
"""What a database answers: PostgreSQL's sums are Decimal; a float is a number that left 64 bits in SQLite."""


_MOST_KNOWN = 20_000
"""How many outcomes are kept for rows that say the same."""


@dataclass(frozen=True)
class Query:
    """A query and how to read its rows. Each row has the group (project or unit) first; groups without records have no row.

    ``text`` carries the placeholders that were asked for, ``parameters`` are in their order.
    """

    text: str
    parameters: tuple[Parameter, ...]
    finisher: Finisher
    layout: Layout
    width: int
    """How many columns a row has: the group, then ``c0``, ``c1`` …"""

    def outcome(self, row: Sequence[Cell] | None) -> Outcome:
        """The outcome of one row, its group first; of ``None`` for a group that has no row."""
        return self.finisher.outcome(*self.layout.read(row))

    def outcomes(self, rows: Iterable[Sequence[Cell]]) -> Iterator[tuple[int, Outcome]]:
        """Every row's group and outcome."""
        outcome, read = self.finisher.outcome, self.layout.read
        known: dict[Sequence[Cell], Outcome] = {}  # counts are small: many projects have the same
        for row in rows:
            numbers = row[1:]
            found = known.get(numbers)
            if found is None:
                found = outcome(*read(row))
                if len(known) < _MOST_KNOWN:
                    known[numbers] = found
            yield int(row[0] or 0), found


@dataclass(frozen=True)
class Layout:
    """Where in a row the numbers stand (the group is at 0): for each aggregate, one place or two halves."""

    numbers: tuple[tuple[int, ...], ...]
    records: tuple[int, ...]
    seen: tuple[int, ...] | None
    guards: tuple[int, ...]
    simple: tuple[int, ...] = ()
    """The places of the numbers where there is nothing else to look at: no halves, no guards, one count of records."""

    def read(self, row: Sequence[Cell] | None) -> tuple[list[int | None], int, int | None, bool]:
        """The aggregates' numbers, how many records entered, how many were seen, and whether a number is too large."""
        if row is None:
            return [None] * len(self.numbers), 0, None if self.seen is None else 0, False
        if self.simple:
            whole_numbers = [None if (number := row[place]) is None else int(number) for place in self.simple]
            return whole_numbers, int(row[self.records[0]] or 0), None, False
        too_large = any(row[place] for place in self.guards)
        numbers: list[int | None] = []
        for places in self.numbers:
            number = row[places[0]]
            too_large = too_large or isinstance(number, float)
            whole = None if number is None else int(number)
            if len(places) == 2 and whole is not None:
                whole = whole * HALF + int(row[places[1]] or 0)
            numbers.append(whole)
        records = sum(int(row[place] or 0) for place in self.records)
        seen = None if self.seen is None else sum(int(row[place] or 0) for place in self.seen)
        return numbers, records, seen, too_large


def to_sql(
    formula: Formula, when: When, store: Store | None = None, *, seen: bool = False, wide: bool = False
) -> Query:
    """The query for all groups of the store.

    ``seen`` also counts all records of the formula's ledgers in its windows (:attr:`Outcome.seen`). ``wide`` is for SQLite's
    «integer overflow»: it adds up in two halves, which takes longer and never overflows. Raises ``ValueError`` for the name of a
    window that is not there.
    """
    return _Writer(formula, when, store or Store(), wide).query(seen)


@dataclass(frozen=True)
class _Part:
    """A query by its pieces: what groups, the columns behind it, and everything from FROM on."""

    group: str
    columns: tuple[Sql, ...]
    tail: Sql

    def alone(self) -> Sql:
        """The query as it is."""
        named = (column + f" AS c{place}" for place, column in enumerate(self.columns))
        return f"SELECT {self.group} AS g, " + join(", ", named) + self.tail

    def among(self, before: int, width: int) -> Sql:
        """The query with empty columns where others have theirs: ``before`` of ``width`` come first."""
        named = [
            self.columns[place - before] if 0 <= place - before < len(self.columns) else Sql("CAST(NULL AS bigint)")
            for place in range(width)
        ]
        return (
            f"SELECT {self.group} AS g, " + join(", ", (one + f" AS c{n}" for n, one in enumerate(named))) + self.tail
        )


class _Writer:
    def __init__(self, formula: Formula, when: When, store: Store, wide: bool) -> None:
        self.formula = formula
        self.when = when
        self.store = store
        self.wide = wide
        self.scope = Scope(store.dialect, last_minute(when))
        self.parts: list[_Part] = []
        self.width = 0
        self.numbers: dict[Aggregate, tuple[int, ...]] = {}
        self.records: list[int] = []
        self.seen: list[int] = []
        self.guards: list[int] = []

    def query(self, seen: bool) -> Query:
        for kind in self.formula.kinds:
            aggregates = [one for one in self.formula.aggregates if one.selection.kind == kind]
            plain = [one for one in aggregates if isinstance(one, Plain)]
            nested = [one for one in aggregates if isinstance(one, Nested)]
            alone = bool(plain) + len(nested) == 1
            quicker = plain[0].alone(self.scope, self._rows(plain[0])) if alone and len(plain) == 1 else None
            if quicker is not None:
                self._own(plain[0], quicker, alone)
            elif plain:
                self._scan(kind, plain, alone)
            for one in nested:
                self._own(one, one.query(self.scope, self._rows(one), self.when), alone)
            if not alone:
                self._union(kind, aggregates)
            self._watch(kind, aggregates)
            if seen:
                self._seen(kind, aggregates)
        numbers = tuple(self.numbers[one] for one in self.formula.aggregates)
        bare = not (seen or self.wide or self.guards) and len(self.records) == 1
        simple = tuple(places[0] for places in numbers) if bare else ()
        layout = Layout(numbers, tuple(self.records), tuple(self.seen) if seen else None, tuple(self.guards), simple)
        sql = self._together()
        text = sql.written(self.store.driver_placeholder)
        return Query(text, sql.parameters, Finisher(self.formula, self.when), layout, self.width + 1)

    def _scan(self, kind: RecordKind, aggregates: Sequence[Plain], alone: bool) -> None:
        """One scan of the ledger for all of them."""
        spans = [one.days(self.when) for one in aggregates]
        common = [
            asked for asked in aggregates[0].selection.asked if all(asked in one.selection.asked for one in aggregates)
        ]
        where = [
            self.store.valid(kind, self.when),
            self.store.days(spans),
            *(asked.condition.sql(self.scope) for asked in common),
        ]
        columns: list[Sql] = []
        filters = []
        differ = any(span != spans[0] for span in spans)
        for one, span in zip(aggregates, spans, strict=True):
            rest = [asked.condition.sql(self.scope) for asked in one.selection.asked if asked not in common]
            if differ:
                rest.insert(0, day_range([span]))
            filters.append(rest)
            halves = one.halves(self.scope) if self.wide else None
            found = [_place(columns, _filtered(piece, rest)) for piece in halves or (one.as_sql(self.scope),)]
            self.numbers[one] = tuple(self.width + 1 + place for place in found)
        if alone:
            everybody = any(not rest for rest in filters)
            everybody = everybody or (differ and _meet(spans) and all(len(rest) == 1 for rest in filters))
            taken = [] if everybody else [_either(filters)]
            self.records.append(self.width + 1 + _place(columns, _filtered(Sql("count(*)"), taken)))
        self._read(columns, where)

    def _rows(self, one: Aggregate) -> Rows:
        """Where a query of an aggregate's own reads."""
        where = [self.store.valid(one.selection.kind, self.when), self.store.days([one.days(self.when)])]
        where += [asked.condition.sql(self.scope) for asked in one.selection.asked]
        return Rows(self.store.table, self.store.group, all_of(where))

    def _own(self, one: Aggregate, inner: Sql, alone: bool) -> None:
        """An aggregate with a query of its own."""
        self.numbers[one] = (self.width + 1,)
        columns = [Sql("number")]
        if alone:
            columns.append(Sql("records"))
            self.records.append(self.width + 2)
        self._add(columns, " FROM (" + inner + ") AS own", "g")

    def _union(self, kind: RecordKind, aggregates: Sequence[Aggregate]) -> None:
        """How many different records enter several queries over one ledger."""
        inner = entering(self.store, kind, aggregates, self.when)
        entered = " OR ".join(f"code{number} = 0" for number in range(len(aggregates)))
        self.records.append(self.width + 1)
        self._add([Sql("count(*)")], " FROM (" + inner + f") AS looked_at WHERE {entered} GROUP BY g", "g")

    def _watch(self, kind: RecordKind, aggregates: Sequence[Aggregate]) -> None:
        """Whether a computed number of a record left 64 bits."""
        cases = []
        for one in aggregates:
            large = [self.scope.dialect.too_large(computed.sql(self.scope)) for computed in watched_in(one)]
            if large:
                cases.append("(" + day_range([one.days(self.when)]) + " AND (" + join(" OR ", large) + "))")
        if cases:
            self.guards.append(self.width + 1)
            flag = "max(CASE WHEN " + join(" OR ", cases) + " THEN 1 ELSE 0 END)"
            self._read([flag], [self.store.valid(kind, self.when)])

    def _seen(self, kind: RecordKind, aggregates: Sequence[Aggregate]) -> None:
        """How many records of the ledger lie in the windows of now, whatever they say."""
        spans = list(dict.fromkeys(one.days(self.when) for one in of_now(aggregates)))
        within = "(" + join(" OR ", [self.store.days([span]) for span in spans]) + ")"
        self.seen.append(self.width + 1)
        self._read([Sql("count(*)")], [self.store.valid(kind, self.when), within])

    def _read(self, columns: Sequence[Sql], where: Sequence[Sql]) -> None:
        """One grouped scan of the table."""
        tail = f" FROM {self.store.table} WHERE " + all_of(where) + f" GROUP BY {self.store.group}"
        self._add(columns, tail, self.store.group)

    def _add(self, columns: Sequence[Sql], tail: Sql, group: str) -> None:
        self.parts.append(_Part(group, tuple(columns), tail))
        self.width += len(columns)

    def _together(self) -> Sql:
        """One part as it is; several one under the other, each in its own columns, brought together by group."""
        if len(self.parts) == 1:
            return self.parts[0].alone()
        branches, before = [], 0
        for part in self.parts:
            branches.append(part.among(before, self.width))
            before += len(part.columns)
        merged = ", ".join(f"max(c{place}) AS c{place}" for place in range(self.width))
        return f"SELECT g, {merged} FROM (" + join(" UNION ALL ", branches) + ") AS parts GROUP BY g"


def _filtered(piece: Sql, conditions: Sequence[Sql]) -> Sql:
    return piece + " FILTER (WHERE " + all_of(conditions) + ")" if conditions else piece


def _meet(spans: Sequence[Span]) -> bool:
    """True when between the first and the last day of the spans no day belongs to none: last year and this one."""
    ordered = sorted(spans, key=lambda span: span.first)
    reached = ordered[0].last
    for span in ordered:
        if not span.has_begun or span.first > reached + timedelta(days=1):
            return False
        reached = max(reached, span.last)
    return True


def _either(filters: Sequence[Sequence[Sql]]) -> Sql:
    return "(" + join(" OR ", ("(" + all_of(conditions) + ")" for conditions in filters)) + ")"


def _place(columns: list[Sql], piece: Sql) -> int:
    """Where the piece stands among the columns; the same piece stands there once."""
    if piece not in columns:
        columns.append(piece)
    return columns.index(piece)
