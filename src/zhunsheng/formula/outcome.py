"""What a formula came to, and which records it came from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple


class OutcomeStatus(StrEnum):
    """Whether there is a value."""

    VALUE = "value"
    NO_VALUE = "no_value"
    """Nothing to compute it from, or a division by zero; the note says which. Never a silent 0."""
    ERROR = "error"
    """Numbers too large to be exact; the note says where."""


class Outcome(NamedTuple):
    """The value of a formula, in ``unit`` (``%`` for a share), exact to 28 digits.

    ``numerator`` and ``denominator`` stand for a quotient, in the numerator's unit where both can be (元 ÷ 万元), else each in its own. ``records`` counts the records that entered;
    ``seen`` all records of the formula's ledgers in its windows, whether they met the conditions or not (``None``: not
    asked for); those of an earlier year that this one is held against are not counted. A count over nothing is 0 with ``seen``
    0: the caller decides whether that is a zero or no evidence.
    """

    status: OutcomeStatus
    value: Decimal | None
    unit: str
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    records: int = 0
    seen: int | None = None
    note: str | None = None


class Verdict(StrEnum):
    """What became of a record."""

    COUNTS = "counts"
    """It counts; for a share: it is among those that meet the condition."""
    MISSES = "misses"
    """It counts in the denominator of a share only."""
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class Use:
    """One record and what became of it; ``why`` is a sentence wherever it does not count in full, else empty."""

    id: str
    verdict: Verdict
    why: str = ""


@dataclass(frozen=True, slots=True)
class Trace:
    """An outcome with every record of its ledgers: those that count and those that do not, with why; newest first."""

    outcome: Outcome
    uses: tuple[Use, ...]

    @property
    def used(self) -> tuple[str, ...]:
        """The ids of the records that entered the value, sorted."""
        return tuple(sorted(use.id for use in self.uses if use.verdict is not Verdict.LEFT_OUT))

    @property
    def digest(self) -> str:
        """SHA-256 over the sorted ids of the records that entered."""
        return digest(self.used)


def digest(ids: Iterable[str]) -> str:
    """SHA-256 over ids, sorted, one a line: the same records give the same digest whatever their order."""
    return hashlib.sha256("\n".join(sorted(ids)).encode()).hexdigest()
