"""The formula over records in memory: the value, and what became of every record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from zhunsheng.formula.aggregate import Aggregate, Taken, of_now, watched_in
from zhunsheng.formula.checker import Formula
from zhunsheng.formula.finish import Finisher
from zhunsheng.formula.outcome import Outcome, Trace
from zhunsheng.formula.row import AS_OF, TooLarge, Values
from zhunsheng.formula.storage import Stored, day_number, day_of, encode, microseconds, slots
from zhunsheng.formula.uses import COUNTS, LATE, OUTSIDE, UNREADABLE, WITHDRAWN, Seen, last_minute, uses_of
from zhunsheng.formula.window import When
from zhunsheng.model.record import Record, RecordKind


def evaluate(formula: Formula, records: Iterable[Record], when: When) -> Outcome:
    """What the formula comes to over these records: those of one project (or one unit), of any kind, in any order.

    Records that a later one supersedes, and those not yet known at ``when.known_at``, are passed over.
    """
    return _run(formula, records, when)[0]


def trace(formula: Formula, records: Iterable[Record], when: When) -> Trace:
    """The outcome with every record of the formula's ledgers: those that count, and those that do not, with why; newest first."""
    outcome, seen = _run(formula, records, when)
    return Trace(outcome, uses_of(formula, seen, when))


@dataclass(frozen=True, slots=True)
class _Held:
    """A valid record of one of the formula's ledgers, its values as they would be stored."""

    record: Record
    day: date | None
    values: dict[str, Stored]
    unreadable: str

    @property
    def order(self) -> tuple[int, int, str]:
        recorded = microseconds(self.record.recorded_at) if self.record.recorded_at else 0
        return int(self.values.get("?day") or 0), recorded, self.record.id


def _run(formula: Formula, records: Iterable[Record], when: When) -> tuple[Outcome, list[Seen]]:
    by_kind: dict[str, list[_Held]] = {kind.name: [] for kind in formula.kinds}
    kinds = {kind.name: kind for kind in formula.kinds}
    for record in records:
        if record.kind in kinds and _is_valid(record, when):
            by_kind[record.kind].append(_held(record, kinds[record.kind], when))
    codes: dict[str, list[int]] = {}
    numbers: list[int | None] = []
    too_large = False
    for aggregate in formula.aggregates:
        held = by_kind[aggregate.selection.kind.name]
        try:
            number, found = _over(aggregate, held, when)
        except TooLarge:
            number, found, too_large = None, [UNREADABLE] * len(held), True
        numbers.append(number)
        for one, code in zip(held, found, strict=True):
            codes.setdefault(one.record.id, []).append(code)
    seen = [
        Seen(held.record.id, kind, held.day, held.order, tuple(codes.get(held.record.id, ())), held.unreadable)
        for kind, group in by_kind.items()
        for held in group
    ]
    used = sum(1 for one in seen if COUNTS in one.codes)
    return Finisher(formula, when).outcome(numbers, used, _in_windows(formula, seen), too_large), seen


def _in_windows(formula: Formula, seen: Iterable[Seen]) -> int:
    """How many records lie in a window of now of their ledger."""
    places: dict[str, list[int]] = {}
    for kind in formula.kinds:
        own = [one for one in formula.aggregates if one.selection.kind == kind]
        now = of_now(own)
        places[kind.name] = [place for place, one in enumerate(own) if one in now]
    return sum(any(one.codes[place] not in (WITHDRAWN, OUTSIDE) for place in places[one.kind]) for one in seen)


def _is_valid(record: Record, when: When) -> bool:
    if when.known_at is None:
        return record.superseded_at is None
    known = microseconds(when.known_at)
    if record.recorded_at is not None and microseconds(record.recorded_at) > known:
        return False
    return record.superseded_at is None or microseconds(record.superseded_at) > known


def _held(record: Record, kind: RecordKind, when: When) -> _Held:
    day = day_of(kind, record.values)
    values: dict[str, Stored] = {AS_OF: last_minute(when)}
    unreadable = ""
    for column in kind.columns:
        if column.name in slots(kind):
            try:
                values[column.name] = encode(column, record.values.get(column.name))
            except ValueError as error:
                unreadable = unreadable or str(error)
    values["?day"] = values.get(kind.day)
    return _Held(record, day, values, unreadable)


def _over(aggregate: Aggregate, held: Sequence[_Held], when: When) -> tuple[int | None, list[int]]:
    """The aggregate's number and, for every record, the code of what became of it."""
    span, watched = aggregate.days(when), watched_in(aggregate)
    codes, taken = [], []
    for one in held:
        code = _code(aggregate, one, span.first, span.last)
        if code not in (WITHDRAWN, OUTSIDE, UNREADABLE):
            for computed in watched:
                computed.of(one.values)
            code = _first_unmet(aggregate, one.values)
        codes.append(code)
        if code == COUNTS and one.day is not None:
            taken.append(Taken(one.order, day_number(one.day), one.values))
    found = aggregate.over(taken, when)
    late = [
        LATE if code == COUNTS and one.record.id not in found.entered else code
        for one, code in zip(held, codes, strict=True)
    ]
    return found.number, late


def _code(aggregate: Aggregate, one: _Held, first: date, last: date) -> int:
    if one.record.withdrawn:
        return WITHDRAWN
    if one.day is None or not first <= one.day <= last:
        return OUTSIDE
    return UNREADABLE if one.unreadable else COUNTS


def _first_unmet(aggregate: Aggregate, values: Values) -> int:
    """The code of the first condition that the record does not meet."""
    for number, asked in enumerate(aggregate.selection.asked):
        if asked.condition.holds(values) is not True:
            return number + 1
    return COUNTS
