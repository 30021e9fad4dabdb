"""Evidence records (台账记录) and the kinds they are of: nouns that the formula language and the ledgers share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

Value = str | int | Decimal | date | datetime | bool | None
"""What a cell of a record holds; ``None`` is blank, which is neither 0 nor 否."""


class ColumnType(StrEnum):
    """What a column holds, and with it how it is typed in, checked, stored and counted."""

    TEXT = "text"
    CHOICE = "choice"
    COUNT = "count"
    """A whole number of things."""
    NUMBER = "number"
    """A number with ``scale`` decimals in ``unit``."""
    MONEY = "money"
    """元, two decimals."""
    DATE = "date"
    MOMENT = "moment"
    """Day and time of day, to the minute, in the unit's own time zone."""
    BOOLEAN = "boolean"


NUMERIC = frozenset({ColumnType.COUNT, ColumnType.NUMBER, ColumnType.MONEY})
"""Types that can be added up."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a kind of record. ``name`` is the English identifier, ``label`` the Chinese one; formulas know both.

    ``unit`` is what the number counts (``元``, ``度``, ``人``); ``scale`` how many decimals it keeps; ``minimum`` and
    ``maximum`` the range outside of which a value is refused; ``names_thing`` marks the column that tells one thing from
    another (the lamp's number, the tree's), for distinct counts and repeats.
    """

    name: str
    label: str
    type: ColumnType
    unit: str | None = None
    scale: int = 0
    required: bool = False
    choices: tuple[str, ...] = ()
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    names_thing: bool = False
    help: str = ""


@dataclass(frozen=True, slots=True)
class RecordKind:
    """A kind of record: what one line of that ledger says. ``day`` names the column whose day puts a record in a period."""

    name: str
    label: str
    columns: tuple[Column, ...]
    day: str

    def __hash__(self) -> int:
        """By the name alone: kinds are looked up for every record, and few share a name."""
        return hash(self.name)

    def column(self, word: str) -> Column | None:
        """The column of an English name or a Chinese label, or ``None``."""
        return next((column for column in self.columns if word in (column.name, column.label)), None)


@dataclass(frozen=True, slots=True)
class Record:
    """One record. ``id`` is made by whoever wrote it first (so a repeated sending doubles nothing).

    ``project`` is the code of the project it proves, ``None`` for a record of the whole unit. A correction names the record it
    ``supersedes``; ``recorded_at`` and ``superseded_at`` say from when to when the record was the valid one.
    """

    id: str
    kind: str
    values: Mapping[str, Value]
    project: str | None = None
    unit: str | None = None
    recorded_at: datetime | None = None
    superseded_at: datetime | None = None
    supersedes: str | None = None
    reason: str = ""
    by: str = ""
    attachments: tuple[str, ...] = field(default=())
    """SHA-256 digests of its photos and files."""
    withdrawn: bool = False
    """True for the record that takes a mistaken one back: it is kept, and never counts."""
