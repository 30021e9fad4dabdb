"""Corrections: which records were the valid ones at a moment, and how each came to replace the one before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from zhunsheng.ledger.duplicates import digest_of
from zhunsheng.model.record import Record, Value


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction ready to keep: the new record and the old one with its end; or ``problem``, and then neither."""

    new: Record | None = None
    old: Record | None = None
    problem: str | None = None


def correct(old: Record, values: Mapping[str, Value], *, id: str, reason: str, by: str, at: datetime) -> Correction:
    """Replace what a record says. Needs a reason; a record that was replaced already is not replaced again."""
    problem = _not_open(old, reason, at)
    if problem is None and digest_of(old.kind, old.values) == digest_of(old.kind, values):
        problem = "改前改后一样，没有什么可更正。"
    if problem is not None:
        return Correction(problem=problem)
    new = replace(
        old, id=id, values=values, supersedes=old.id, reason=reason.strip(), by=by, recorded_at=at, superseded_at=None
    )
    return Correction(new, replace(old, superseded_at=at))


def withdraw(old: Record, *, id: str, reason: str, by: str, at: datetime) -> Correction:
    """Take a mistaken record back: a superseding record that never counts."""
    problem = _not_open(old, reason, at)
    if problem is not None:
        return Correction(problem=problem)
    new = replace(
        old, id=id, withdrawn=True, supersedes=old.id, reason=reason.strip(), by=by, recorded_at=at, superseded_at=None
    )
    return Correction(new, replace(old, superseded_at=at))


def _not_open(old: Record, reason: str, at: datetime) -> str | None:
    if not reason.strip():
        return "请写明更正的原因。"
    if old.superseded_at is not None:
        return "这一条已经被更正或撤回过，请打开最新的那一条再改。"
    if old.withdrawn:
        return "这一条已经撤回，请另记一条。"
    if old.recorded_at is not None and at <= old.recorded_at:
        return "更正的时间不能早于记录的时间，请核对这台设备的时钟。"
    return None


def effective(records: Iterable[Record], as_of: datetime | None = None) -> Iterator[Record]:
    """The records that were valid at a moment (``None``: now, that is, those nobody replaced), without withdrawn ones.

    Works on records that carry their ends; :func:`with_ends` gives them to a list that only says what supersedes what.
    """
    for record in records:
        if record.withdrawn:
            continue
        if as_of is None:
            if record.superseded_at is None:
                yield record
        elif (record.recorded_at is None or record.recorded_at <= as_of) and (
            record.superseded_at is None or record.superseded_at > as_of
        ):
            yield record


@dataclass(frozen=True, slots=True)
class Ended:
    """Records with their ends, and those that could not take their place (``stray``: a second correction of the same record,
    of an unknown one, or going in a circle), which are not among ``records``."""

    records: tuple[Record, ...]
    stray: tuple[Record, ...]


def with_ends(records: Iterable[Record]) -> Ended:
    """Give every superseded record the moment of its end, from what supersedes it. The first correction wins."""
    all_of = sorted(
        records, key=lambda record: (record.recorded_at is not None, record.recorded_at or datetime.max, record.id)
    )
    kept: dict[str, Record] = {}
    stray: list[Record] = []
    waiting = list(all_of)
    while waiting:  # a correction may stand before what it corrects when clocks differ: go round until nothing moves
        left = []
        for record in waiting:
            before = None if record.supersedes is None else kept.get(record.supersedes)
            if record.id in kept or (before is not None and before.superseded_at is not None):
                stray.append(record)
            elif record.supersedes is None:
                kept[record.id] = replace(record, superseded_at=None)
            elif before is not None:
                kept[before.id] = replace(before, superseded_at=record.recorded_at)
                kept[record.id] = replace(record, superseded_at=None)
            else:
                left.append(record)
        if len(left) == len(waiting):
            stray.extend(left)
            break
        waiting = left
    return Ended(tuple(kept.values()), tuple(stray))


def chain(records: Iterable[Record], id: str) -> tuple[Record, ...]:
    """All that a record has been, oldest first, whichever of them is named; empty for an unknown id."""
    by_id = {record.id: record for record in records}
    after = {record.supersedes: record for record in by_id.values() if record.supersedes is not None}
    if id not in by_id:
        return ()
    first, met = by_id[id], {id}
    while first.supersedes in by_id and first.supersedes not in met:
        first = by_id[first.supersedes]
        met.add(first.id)
    found = [first]
    while (following := after.get(found[-1].id)) is not None and following not in found:
        found.append(following)
    return tuple(found)
