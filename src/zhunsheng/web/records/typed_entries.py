"""What somebody typed for an entry, read and held against the kind, the project and what is there already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from zhunsheng.formula.storage import day_number, day_of
from zhunsheng.ledger.entry import EntryReader
from zhunsheng.ledger.gravity import Gravity, Remark
from zhunsheng.ledger.values import print_value
from zhunsheng.model.record import Value
from zhunsheng.web.records.current_day import current_moment
from zhunsheng.web.records.entry_rows import SLOTS, cells_of
from zhunsheng.web.records.kinds_in_force import KindInForce
from zhunsheng.web.records.models import Entry, Target, Unit
from zhunsheng.web.records.moments import moment_of

LONGEST_CELL = 5000
"""Longer texts than any column takes are not even read."""


@dataclass(frozen=True, slots=True)
class TypedEntry:
    """An entry as typed: its texts by column name, the id its writer gave it, and the project it is for.

    ``confirmed`` says that the person answered “yes” to what was asked about it.
    """

    id: str
    cells: Mapping[str, str]
    project: Target | None = None
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class ReadEntry:
    """What came of it: values to be kept, and what has to be said about them."""

    typed: TypedEntry
    values: Mapping[str, Value]
    remarks: tuple[Remark, ...]

    @property
    def refused(self) -> bool:
        """True when it cannot be kept as it stands."""
        return any(remark.gravity is Gravity.REFUSE for remark in self.remarks)

    @property
    def asks(self) -> bool:
        """True when it waits for a “yes”."""
        return not self.typed.confirmed and any(remark.gravity is Gravity.ASK for remark in self.remarks)

    @property
    def may_be_kept(self) -> bool:
        """True when it can be written now."""
        return not self.refused and not self.asks


def read_entries(
    unit: Unit, kind: KindInForce, rows: Sequence[TypedEntry], *, replacing: str | None = None
) -> list[ReadEntry]:
    """Read rows and remark on them. ``replacing`` is the id of the entry that a correction takes the place of."""
    now = current_moment()
    readers: dict[int | None, EntryReader] = {}
    read = []
    for row in rows:
        year = row.project.year if row.project else None
        reader = readers.setdefault(year, EntryReader(kind.ledger, now, year))
        texts = {column.name: row.cells.get(column.name, "")[:LONGEST_CELL] for column in kind.columns}
        found = reader.read(texts)
        read.append(ReadEntry(row, found.values, found.remarks))
    alike = _alike(unit, kind, read, replacing)
    return [ReadEntry(row.typed, row.values, (*row.remarks, *more)) for row, more in zip(read, alike, strict=True)]


def texts_of(kind: KindInForce, values: Mapping[str, Value]) -> dict[str, str]:
    """The values as texts that read back the same, blank ones left out."""
    return {
        column.name: print_value(value, column)
        for column in kind.ledger.columns
        if (value := values.get(column.name)) is not None
    }


def _alike(unit: Unit, kind: KindInForce, rows: Sequence[ReadEntry], replacing: str | None) -> list[tuple[Remark, ...]]:
    """For each row the remark that the same is there already, or stands above it."""
    keys = [_key(kind, row) for row in rows]
    days = {key[1] for key in keys if key is not None}
    known = _known(unit, kind, days, {row.typed.id for row in rows} | {replacing})
    seen: dict[Any, int] = {}
    found: list[tuple[Remark, ...]] = []
    for number, key in enumerate(keys, 1):
        words = None
        if key is not None and key in known:
            words = f"{known[key]}已录过完全相同的一条，确定不是重复吗。"
        elif key is not None and key in seen:
            words = f"与第{seen[key]}行完全相同，确定不是重复吗。"
        if key is not None:
            seen.setdefault(key, number)
        found.append((Remark(None, words, Gravity.ASK),) if words else ())
    return found


def _key(kind: KindInForce, row: ReadEntry) -> Any:
    """What two entries have in common when they say the same; ``None`` for one that cannot be kept anyway."""
    day = day_of(kind.record, row.values)
    if day is None or row.refused:
        return None
    return (row.typed.project.pk if row.typed.project else None, day_number(day), *cells_of(kind.record, row.values))


def _known(unit: Unit, kind: KindInForce, days: set[int], but: set[str | None]) -> dict[Any, str]:
    """The valid entries of these days, and who wrote each when."""
    if not days:
        return {}
    rows = Entry.objects.filter(kind=kind.name, unit=unit, day__in=days, superseded_at__isnull=True, withdrawn=False)
    fields = rows.values_list("pk", "by__name", "recorded_at", "project_id", "day", *SLOTS)
    found: dict[Any, str] = {}
    for pk, name, at, *key in fields.iterator(chunk_size=2000):
        if pk not in but:
            when = timezone.localtime(moment_of(at)).strftime("%m-%d %H:%M")
            found[tuple(key)] = f"{name or ''}{when}"
    return found
