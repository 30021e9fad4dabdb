"""The book that the example year is written into: records with names that are the same in every run."""

from __future__ import annotations

import random
import uuid
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from zhunsheng.ledger.registry import kinds
from zhunsheng.model.record import Record, Value

YEAR = 2020
SEED = 804002
UNIT = "804002"
_NAMES = uuid.UUID("6c6f0d5e-8040-4002-a020-202008040020")
_ZONE_HOURS = 8
"""The park writes in Beijing time; ``recorded_at`` is in UTC."""

BILLBOARD, LAMP_POWER, GREENERY, LAMPS = (
    "804-0401-JBN-ULCE", "804-0501-JBN-K5AT", "804-0501-JBN-969N", "804-0501-JBN-2RPF"
)  # fmt: skip
HEATING, GANTRIES, WAGES, ENTERPRISES, OFFICE = (
    "804-0501-JBN-GR8Q", "804-0601-YBN-SAZI", "804-0501-JBN-YZRT", "804-0601-JBN-96SU", "804-0501-JBN-3INN"
)  # fmt: skip


class Book:
    """Collects records. ``chance`` is the book's own seeded source of chance: every run writes the same year."""

    def __init__(self) -> None:
        self.chance = random.Random(SEED)
        self._records: list[Record] = []
        self._numbers: dict[str, int] = {}
        self._places: dict[str, int] = {}

    def add(self, kind: str, project: str | None, values: Mapping[str, Any], *, by: str, late: int = 0) -> Record:
        """Write a record; columns that are not named stay blank. It is written down ``late`` days after its day."""
        columns = kinds()[kind].columns
        unknown = values.keys() - {column.name for column in columns}
        if unknown:
            raise KeyError(f"{kind} has no column {sorted(unknown)}")
        number = self._numbers[kind] = self._numbers.get(kind, 0) + 1
        full = {column.name: values.get(column.name) for column in columns}
        name = str(uuid.uuid5(_NAMES, f"{kind}:{number}"))
        written = self._written(kind, full, late)
        record = Record(name, kind, full, project, UNIT, recorded_at=written, by=by)
        self._places[name] = len(self._records)
        self._records.append(record)
        return record

    def correct(self, record: Record, changes: Mapping[str, Any], *, by: str, reason: str) -> Record:
        """Write the record again with changes; the old one stays in the book, superseded."""
        at = self._places[record.id]
        new = self.add(record.kind, record.project, {**record.values, **changes}, by=by)
        new = replace(new, supersedes=record.id, reason=reason)
        self._records[-1] = new
        self._records[at] = replace(record, superseded_at=new.recorded_at)
        return new

    def records(self) -> tuple[Record, ...]:
        """All of it in the order of writing."""
        return tuple(sorted(self._records, key=lambda record: (record.recorded_at or _NEVER, record.id)))

    def moment(self, day: date, first: int, last: int) -> datetime:
        """Some minute of a day between two hours."""
        return datetime.combine(day, time(first)) + timedelta(minutes=self.chance.randrange((last - first) * 60))

    def workdays(self, first: date, last: date) -> list[date]:
        """Monday to Friday of a span."""
        return [day for day in days(first, last) if day.weekday() < 5]

    def _written(self, kind: str, values: Mapping[str, Value], late: int) -> datetime:
        """When the record got into the book: in the evening of the last day that it speaks of."""
        spoken = [_day(value) for name, value in values.items() if isinstance(value, date) and name not in _AHEAD]
        evening = datetime.combine(max(spoken), time(18, 0)) + timedelta(days=late, seconds=self._numbers[kind] % 3600)
        return (evening - timedelta(hours=_ZONE_HOURS)).replace(tzinfo=UTC)


_NEVER = datetime.min.replace(tzinfo=UTC)
_AHEAD = frozenset({"due", "planned", "deadline", "promised", "next_on", "finish"})
"""Columns whose day lies ahead when the record is written."""


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def days(first: date, last: date) -> list[date]:
    """Every day of a span, both ends in it."""
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def month_end(month: int, year: int = YEAR) -> date:
    """The last day of a month."""
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
