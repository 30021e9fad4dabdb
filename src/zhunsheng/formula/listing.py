"""The records behind one number, by SQL: those that count and those that do not, with why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from zhunsheng.formula.aggregate import Aggregate, Nested
from zhunsheng.formula.checker import Formula
from zhunsheng.formula.outcome import Use
from zhunsheng.formula.row import Scope
from zhunsheng.formula.sql import Parameter, Sql, join
from zhunsheng.formula.storage import day_of_number, slots
from zhunsheng.formula.store import Store, day_range
from zhunsheng.formula.uses import COUNTS, LATE, OUTSIDE, WITHDRAWN, Seen, last_minute, uses_of
from zhunsheng.formula.window import When
from zhunsheng.model.record import RecordKind


@dataclass(frozen=True)
class Listing:
    """A query for the records of one group, and how to read its rows: :meth:`uses`."""

    text: str
    parameters: tuple[Parameter, ...]
    formula: Formula
    when: When

    def uses(self, rows: Iterable[Sequence[object]]) -> tuple[Use, ...]:
        """What became of each record, newest first."""
        kinds = [kind.name for kind in self.formula.kinds]
        own = [
            [place for place, one in enumerate(self.formula.aggregates) if one.selection.kind.name == name]
            for name in kinds
        ]
        days: dict[object, date] = {}
        seen = []
        for identity, number, day, order, recorded, *codes in rows:
            kind = int(str(number))
            if day is not None and day not in days:
                days[day] = day_of_number(int(str(day)))
            seen.append(
                Seen(
                    str(identity),
                    kinds[kind],
                    None if day is None else days[day],
                    (int(str(order or 0)), int(str(recorded or 0)), str(identity)),
                    tuple([int(str(codes[place])) for place in own[kind]]),
                )
            )
        return uses_of(self.formula, seen, self.when)


def to_listing_sql(formula: Formula, when: When, group: int, store: Store | None = None) -> Listing:
    """The query for the records of one project (or unit, by the store's scope) in the formula's ledgers.

    Raises ``ValueError`` for the name of a window that is not there.
    """
    store = store or Store()
    one = Store(store.dialect, store.scope, (group,), store.placeholder, store.table)
    branches = []
    for number, kind in enumerate(formula.kinds):
        aggregates = [each for each in formula.aggregates if each.selection.kind == kind]
        place = iter(range(len(aggregates)))
        columns = [
            f"code{next(place)}" if each.selection.kind == kind else "CAST(NULL AS bigint)"
            for each in formula.aggregates
        ]
        said = ", ".join(columns)
        looked_at = entering(one, kind, aggregates, when, withdrawn=True)
        branches.append(
            f"SELECT id, {number} AS kind, day, at, recorded_at, {said} FROM (" + looked_at + f") AS kind{number}"
        )
    sql = join(" UNION ALL ", branches)
    return Listing(sql.written(one.driver_placeholder), sql.parameters, formula, when)


def entering(
    store: Store, kind: RecordKind, aggregates: Sequence[Aggregate], when: When, withdrawn: bool = False
) -> Sql:
    """The records of a kind with what became of each, for every aggregate: columns ``g``, ``id``, ``day``, ``at``, ``code0`` …

    ``at`` orders the records in time. The codes are those of :mod:`zhunsheng.formula.uses`.
    """
    scope = Scope(store.dialect, last_minute(when))
    codes = [_code(one, scope, when) for one in aggregates]
    at = slots(kind).get(kind.day, "day")
    slot_names = ", ".join(dict.fromkeys(slots(kind).values()))
    valid = store.of_kind(kind, when) if withdrawn else store.valid(kind, when)
    named = join(", ", (code + f" AS first{number}" for number, code in enumerate(codes)))
    inner = (
        f"SELECT {store.group} AS g, id, day, {at} AS at, recorded_at, {slot_names}, "
        + named
        + f" FROM {store.table} WHERE "
        + valid
    )
    ranked = join(", ", (_ranked(one, number, scope) + f" AS code{number}" for number, one in enumerate(aggregates)))
    return "SELECT g, id, day, at, recorded_at, " + ranked + " FROM (" + inner + ") AS told"


def _code(aggregate: Aggregate, scope: Scope, when: When) -> Sql:
    """The code of a record as SQL, but for the aggregate's own ranking."""
    steps = [
        Sql(f"WHEN withdrawn THEN {WITHDRAWN}"),
        "WHEN (" + day_range([aggregate.days(when)]) + f") IS NOT TRUE THEN {OUTSIDE}",
    ]
    for number, asked in enumerate(aggregate.selection.asked, 1):
        steps.append("WHEN (" + asked.condition.sql(scope) + f") IS NOT TRUE THEN {number}")
    return "CASE " + join(" ", steps) + f" ELSE {COUNTS} END"


def _ranked(aggregate: Aggregate, number: int, scope: Scope) -> Sql:
    """The code with the aggregate's own ranking: of those that were selected only the first of each thing enter."""
    first = f"first{number}"
    rank = (
        aggregate.rank(scope, Sql(f"g, CASE WHEN {first} = {COUNTS} THEN 1 ELSE 0 END"))
        if isinstance(aggregate, Nested)
        else None
    )
    if rank is None:
        return Sql(first)
    return f"CASE WHEN {first} = {COUNTS} AND " + rank + f" > 1 THEN {LATE} ELSE {first} END"
