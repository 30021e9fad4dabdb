"""Which records entered a value, for all groups at once: what their digests are made of, without the story of each record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zhunsheng.formula.aggregate import Aggregate, Nested
from zhunsheng.formula.checker import Formula
from zhunsheng.formula.listing import entering
from zhunsheng.formula.outcome import digest
from zhunsheng.formula.row import Scope
from zhunsheng.formula.sql import Parameter, Sql, all_of, join
from zhunsheng.formula.store import Store
from zhunsheng.formula.uses import COUNTS, last_minute
from zhunsheng.formula.window import When
from zhunsheng.model.record import RecordKind


@dataclass(frozen=True)
class Entered:
    """A query with the columns ``g`` (the group) and ``ids`` (one a line, in no order), and how to read its rows."""

    text: str
    parameters: tuple[Parameter, ...]


def digests_of(rows: Iterable[Sequence[object]]) -> dict[int, str]:
    """The digest of every group of rows ``(g, ids)``, as :attr:`~zhunsheng.formula.outcome.Trace.digest` has it.

    A group without a row has :data:`NOTHING`.
    """
    found: dict[int, list[str]] = {}
    for group, ids in rows:
        found.setdefault(int(str(group)), []).extend(str(ids).split("\n"))
    return {group: digest(ids) for group, ids in found.items()}


NOTHING = digest(())
"""The digest of no records."""


def to_entered_sql(formula: Formula, when: When, store: Store | None = None) -> Entered:
    """The query for the groups of the store; a formula over several ledgers has one row of a group for each.

    Raises ``ValueError`` for the name of a window that is not there.
    """
    store = store or Store()
    branches = []
    for kind in formula.kinds:
        aggregates = [one for one in formula.aggregates if one.selection.kind == kind]
        branches.append(_of_kind(store, kind, aggregates, when))
    sql = join(" UNION ALL ", branches)
    return Entered(sql.written(store.driver_placeholder), sql.parameters)


def _of_kind(store: Store, kind: RecordKind, aggregates: Sequence[Aggregate], when: When) -> Sql:
    """The records of one ledger. Where an aggregate ranks them (only the newest enters) they are looked at one by one."""
    ids = store.dialect.lines("id")
    scope = Scope(store.dialect, last_minute(when))
    if any(isinstance(one, Nested) and one.rank(scope, Sql("g")) is not None for one in aggregates):
        entered = " OR ".join(f"code{number} = {COUNTS}" for number in range(len(aggregates)))
        inner = entering(store, kind, aggregates, when)
        return f"SELECT g, {ids} AS ids FROM (" + inner + f") AS looked_at WHERE {entered} GROUP BY g"
    taken = [_taken(store, one, when, scope) for one in _widest(aggregates, when)]
    where = all_of([store.valid(kind, when), "(" + join(" OR ", taken) + ")"])
    return f"SELECT {store.group} AS g, {ids} AS ids FROM {store.table} WHERE " + where + f" GROUP BY {store.group}"


def _taken(store: Store, aggregate: Aggregate, when: When, scope: Scope) -> Sql:
    """The condition for the records that an aggregate takes."""
    asked = [one.condition.sql(scope) for one in aggregate.selection.asked]
    return all_of([store.days([aggregate.days(when)]), *asked])


def _widest(aggregates: Sequence[Aggregate], when: When) -> list[Aggregate]:
    """Those aggregates that take a record which no other takes: of a share, only the whole."""
    found: list[Aggregate] = []
    for one in sorted(aggregates, key=lambda each: len(each.selection.asked)):
        inside = any(
            other.days(when) == one.days(when) and set(other.selection.asked) <= set(one.selection.asked)
            for other in found
        )
        if not inside:
            found.append(one)
    return found
