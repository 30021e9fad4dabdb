"""Write entries as they were typed: read, remarked upon, and kept when nothing stands against it. All of them or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zhunsheng.web.accounts.models import User
from zhunsheng.web.records.kinds_in_force import KindInForce
from zhunsheng.web.records.models import Entry, EntrySource, Unit
from zhunsheng.web.records.operations.add_entries import (
    NewEntry,
    Receipt,
    add_entries,
    check_id,
    check_kind,
    may_write,
)
from zhunsheng.web.records.operations.correct_entry import correct_entry
from zhunsheng.web.records.operations.outcome import Invalid
from zhunsheng.web.records.typed_entries import ReadEntry, TypedEntry, read_entries

Place = tuple[int, int]
"""Where an entry was written: north and east in millionths of a degree."""


@dataclass(frozen=True, slots=True)
class Entered:
    """What was read of each row; the receipts, one a row, when they were written, else nothing."""

    rows: tuple[ReadEntry, ...]
    receipts: tuple[Receipt, ...] = ()


def enter(
    by: User | None,
    unit: Unit,
    kind: KindInForce,
    rows: Sequence[TypedEntry],
    source: EntrySource,
    *,
    places: Mapping[str, Place] | None = None,
    **detail: object,
) -> Entered:
    """Write rows unless something has to be mended or confirmed first. Raises ``Invalid`` or ``Forbidden``.

    What has arrived before is acknowledged as it is, without being asked about again.
    """
    if by is not None:
        may_write(by, unit)
    check_kind(kind, [NewEntry(row.id, {}) for row in rows])
    if len({row.id for row in rows}) != len(rows):
        raise Invalid("有两行用了同一个编号，没有保存。请刷新页面后再试。")
    known = set(Entry.objects.filter(pk__in=[row.id for row in rows]).values_list("pk", flat=True))
    read = read_entries(unit, kind, rows)
    if not all(row.may_be_kept or (row.typed.id in known and not row.refused) for row in read):
        return Entered(tuple(read))
    where = places or {}
    entries = [
        NewEntry(row.typed.id, row.values, row.typed.project, *where.get(row.typed.id, (None, None))) for row in read
    ]
    return Entered(tuple(read), add_entries(by, unit, kind, entries, source, **detail))


def correct(by: User, old_id: str, kind: KindInForce, row: TypedEntry, unit: Unit, reason: str) -> Entered:
    """Put a typed row in the place of an entry. Raises as :func:`..correct_entry.correct_entry`."""
    may_write(by, unit)
    check_id(row.id)
    (read,) = read_entries(unit, kind, [row], replacing=old_id)
    if not read.may_be_kept and not Entry.objects.filter(pk=row.id).exists():
        return Entered((read,))
    receipt = correct_entry(by, old_id, row.id, kind, read.values, project=row.project, reason=reason)
    return Entered((read,), (receipt,))
