"""Rows of the entry table: made from what a record says, written many at a time, digested for the audit trail."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any

from django.db import connection

from zhunsheng.formula.storage import NUMBER_SLOTS, TEXT_SLOTS, day_number, day_of, encode, month_number, slots
from zhunsheng.model.record import Column, RecordKind, Value
from zhunsheng.web.records.canonical import canonical
from zhunsheng.web.records.entry_values import to_json
from zhunsheng.web.records.measured import Touched, mark_stale
from zhunsheng.web.records.models import Entry

SLOTS = (*NUMBER_SLOTS, *TEXT_SLOTS)
COLUMNS = (
    "id", "kind", "edition", "unit_id", "project_id", "day", "month", "recorded_at", "superseded_at", "values", *SLOTS,
    "withdrawn", "supersedes_id", "root_id", "reason", "north", "east", "source", "by_id", "logged",
)  # fmt: skip
"""The columns of the table in the order of :meth:`Row.fields`."""
_UNIT, _PROJECT, _KIND = map(COLUMNS.index, ("unit_id", "project_id", "kind"))
_CHUNK = 2000
_NAMES = ", ".join(f'"{name}"' for name in COLUMNS)


@dataclass(frozen=True, slots=True)
class Row:
    """One entry as the table keeps it. ``values`` is JSON by column name; ``cells`` are the twenty slots."""

    id: str
    kind: str
    edition: int
    unit_id: int
    project_id: int | None
    day: int
    month: int
    recorded_at: int
    values: Mapping[str, Any]
    cells: tuple[int | str | None, ...]
    source: str
    by_id: int | None
    withdrawn: bool = False
    supersedes_id: str | None = None
    root_id: str | None = None
    reason: str = ""
    north: int | None = None
    east: int | None = None

    def fields(self, logged: int) -> tuple[Any, ...]:
        """What stands in the columns, in their order."""
        return (
            self.id, self.kind, self.edition, self.unit_id, self.project_id, self.day, self.month, self.recorded_at, None,
            json.dumps(self.values, ensure_ascii=False), *self.cells, self.withdrawn, self.supersedes_id, self.root_id,
            self.reason, self.north, self.east, self.source, self.by_id, logged,
        )  # fmt: skip

    @property
    def digest(self) -> str:
        """SHA-256 over all that somebody wrote down; not over what is derived from it, nor over when: that is the act's."""
        return entry_digest(self)


def entry_digest(row: Row | Entry) -> str:
    """The digest of an entry, from the row that is to be written or from the one in the table."""
    said = [
        row.id, row.kind, row.edition, row.unit_id, row.project_id, row.values, row.withdrawn, row.supersedes_id, row.root_id,
        row.reason, row.north, row.east, row.source, row.by_id,
    ]  # fmt: skip
    return hashlib.sha256(canonical(said).encode("utf-8")).hexdigest()


class Digest:
    """The digest of many entries, taken in the order of their ids."""

    def __init__(self) -> None:
        self._hash = hashlib.sha256()
        self.rows = 0

    def add(self, digest: str) -> None:
        """Take in the digest of the next entry."""
        self._hash.update(bytes.fromhex(digest))
        self.rows += 1

    @property
    def value(self) -> str:
        """SHA-256 over all digests taken in."""
        return self._hash.hexdigest()


def digest_of(rows: Iterable[Row | Entry]) -> str:
    """The digest of some entries, in the order of their ids."""
    total = Digest()
    for row in sorted(rows, key=lambda row: row.id):
        total.add(entry_digest(row))
    return total.value


def times_of(rows: Iterable[Row]) -> str:
    """The digest of when entries were written, for an act that brings in entries written down earlier, elsewhere.

    Such an act logs it as ``times``; all entries of any other act have the act's own time.
    """
    total = Digest()
    for row in sorted(rows, key=lambda row: row.id):
        total.add(time_digest(row))
    return total.value


def time_digest(row: Row | Entry) -> str:
    """The digest of when one entry was written."""
    return hashlib.sha256(f"{row.id} {row.recorded_at}".encode()).hexdigest()


def cells_of(kind: RecordKind, values: Mapping[str, Value]) -> tuple[int | str | None, ...]:
    """The twenty slots of a record, in the order of :data:`SLOTS`."""
    cells: list[int | str | None] = [None] * len(SLOTS)
    for place, column in _places(kind):
        value = values.get(column.name)
        if value is not None:
            cells[place] = encode(column, value)
    return tuple(cells)


@lru_cache(maxsize=1024)
def _places(kind: RecordKind) -> tuple[tuple[int, Column], ...]:
    """The columns that have a slot, with its place."""
    named = slots(kind)
    return tuple((SLOTS.index(named[column.name]), column) for column in kind.columns if column.name in named)


def placed(kind: RecordKind, values: Mapping[str, Value]) -> dict[str, Any]:
    """The columns of a row that its kind and values decide. Raises ``ValueError`` for a record without its day."""
    day = day_of(kind, values)
    if day is None:
        raise ValueError(f"an entry of {kind.name} needs its day")
    return {
        "kind": kind.name, "day": day_number(day), "month": month_number(day), "values": to_json(kind, values),
        "cells": cells_of(kind, values),
    }  # fmt: skip


def insert(rows: Iterable[Row], logged: int) -> None:
    """Write rows. Must run inside the transaction of the act that audit entry ``logged`` tells of."""
    insert_fields(row.fields(logged) for row in rows)


def insert_fields(rows: Iterator[tuple[Any, ...]]) -> None:
    """Write rows given as what stands in :data:`COLUMNS`, ten thousands a second; see :func:`insert`.

    The measured values that read them become stale in the same transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("entries belong into the transaction of their act")
    put = _copy if connection.vendor == "postgresql" else _execute
    touched: set[Touched] = set()
    for part in _parts(rows):
        put(part)
        touched.update((fields[_UNIT], fields[_PROJECT], fields[_KIND]) for fields in part)
    mark_stale(touched)


def _execute(part: list[tuple[Any, ...]]) -> None:
    marks = ", ".join(["%s"] * len(COLUMNS))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO records_entry ({_NAMES}) VALUES ({marks})", part)


def _copy(part: list[tuple[Any, ...]]) -> None:
    with connection.cursor() as cursor, cursor.copy(f"COPY records_entry ({_NAMES}) FROM STDIN") as copy:
        for fields in part:
            copy.write_row(fields)


def _parts(rows: Iterator[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    while part := list(islice(rows, _CHUNK)):
        yield part
