"""What a ledger kind is: the columns of its records and everything that entry pages, templates and imports need to know of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from zhunsheng.formula.storage import NUMBER_SLOTS, TEXT_SLOTS
from zhunsheng.ledger.check import Check
from zhunsheng.ledger.gravity import Gravity
from zhunsheng.model.record import Column, RecordKind

N_SLOTS = len(NUMBER_SLOTS)
"""How many columns of numbers, days, moments and yes-or-no a kind may have."""
T_SLOTS = len(TEXT_SLOTS)
"""How many columns of text and choice a kind may have."""
MOST_ASKED = 5
"""How many columns a phone asks for before the rest is folded away."""


class Wish(StrEnum):
    """Whether an entry wants a photo or a place."""

    NO = "no"
    WELCOME = "welcome"
    EXPECTED = "expected"
    """The entry page asks for it first; an entry without it is kept, and says so."""


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that is not kept as it stands: its texts, and the column and sentence with which it is met."""

    texts: Mapping[str, str]
    column: str | None
    sentence: str
    gravity: Gravity = Gravity.REFUSE


@dataclass(frozen=True, slots=True)
class LedgerKind:
    """One kind of ledger.

    ``asked`` are the columns that a phone asks first (at most five, in order), ``remembered`` those that start with what the
    last entry said, ``ahead`` the days that may lie in the future (a deadline), ``months`` the days that stand for their whole
    month. ``words`` are further spellings of a column's label in the headers of other people's spreadsheets. ``examples`` and
    ``bad`` are rows as typed, by the columns' English names.
    """

    record: RecordKind
    group: str
    purpose: str
    asked: tuple[str, ...]
    examples: tuple[Mapping[str, str], ...]
    bad: tuple[BadRow, ...] = ()
    checks: tuple[Check, ...] = ()
    remembered: tuple[str, ...] = ()
    ahead: tuple[str, ...] = ()
    months: tuple[str, ...] = ()
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    photo: Wish = Wish.NO
    place: Wish = Wish.NO
    own: bool = False
    """True for a kind that a unit defined itself."""

    @property
    def name(self) -> str:
        """The English name, as formulas and the database know it."""
        return self.record.name

    @property
    def label(self) -> str:
        """The Chinese name."""
        return self.record.label

    @property
    def columns(self) -> tuple[Column, ...]:
        """All columns in the order of the ledger."""
        return self.record.columns

    @property
    def thing(self) -> Column | None:
        """The column that tells one thing from another (the lamp's number), or ``None``."""
        return next((column for column in self.columns if column.names_thing), None)

    @property
    def day(self) -> Column:
        """The column whose day puts a record in a period."""
        column = self.record.column(self.record.day)
        if column is None:
            raise LookupError(f"kind {self.name} has no column {self.record.day}")
        return column

    def asked_first(self, filled: Collection[str] = ()) -> tuple[Column, ...]:
        """What a phone asks before the rest is folded away: ``asked``, then what is required and not ``filled`` already (by
        what the last entry said, by the clock). The day is never missing: it starts as today."""
        wanted = [
            *self.asked,
            *(column.name for column in self.columns if column.required and column.name not in filled),
        ]
        names = dict.fromkeys(name for name in wanted if name in self.asked or name != self.record.day)
        return tuple(column for name in names if (column := self.record.column(name)) is not None)

    def column(self, word: str) -> Column | None:
        """The column of an English name, a Chinese label or one of its other spellings, or ``None``."""
        found = self.record.column(word)
        if found is None:
            found = next((self.record.column(name) for name, words in self.words.items() if word in words), None)
        return found
