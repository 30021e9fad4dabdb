"""Measured values: what an indicator came to, and where the number is from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from zhunsheng.model.quantity import Quantity


class MeasureStatus(StrEnum):
    """How far a value may be relied upon."""

    MEASURED = "measured"
    """Computed from records that one can open."""
    STATED = "stated"
    """Said by a person, with a reason; every place that shows it says so."""
    NO_EVIDENCE = "no_evidence"
    """There is a formula, and no record it could be computed from."""
    ERROR = "error"
    """The formula cannot be computed; the note says why."""


class BindingScope(StrEnum):
    """Whose records a formula counts."""

    PROJECT = "project"
    UNIT = "unit"


@dataclass(frozen=True, slots=True)
class Binding:
    """How one indicator is measured: a formula over records, its window and whose records count.

    ``window`` is a name of :mod:`zhunsheng.formula.window` (``fiscal_year``, ``heating_season``, …).
    """

    project: str | None
    indicator: str
    formula: str
    window: str = "fiscal_year"
    scope: BindingScope = BindingScope.PROJECT


@dataclass(frozen=True, slots=True)
class Measure:
    """The value of one indicator as of a day. ``value`` is in the target's own unit; a blank value is ``None``, never 0.

    ``numerator`` and ``denominator`` are there for rates; ``records`` counts the records that entered the value and
    ``digest`` is the SHA-256 over their sorted ids; ``completion`` is percent of the target (财预〔2020〕10号).
    """

    project: str | None
    indicator: str
    target: Quantity | None
    as_of: date
    status: MeasureStatus
    formula: str = ""
    explanation: str = ""
    window: tuple[date, date] | None = None
    value: Decimal | None = None
    unit: str | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    records: int = 0
    digest: str = ""
    met: bool | None = None
    completion: Decimal | None = None
    note: str | None = None
