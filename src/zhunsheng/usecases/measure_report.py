"""Measures as the public JSON (``zhunsheng/measures@1``) and back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from zhunsheng.model.measure import Measure, MeasureStatus
from zhunsheng.model.quantity import quantity

SCHEMA = "zhunsheng/measures@1"


def measures_json(measures: Iterable[Measure], as_of: date, known_at: datetime) -> dict[str, Any]:
    """The public JSON of some measures.

    ``known_at`` is the moment whose records were counted: asking again for the same day as known at that moment gives the same.
    """
    return {
        "schema": SCHEMA, "as_of": as_of.isoformat(), "known_at": known_at.isoformat(), "measures": [measure_json(one) for one in measures],
    }  # fmt: skip


def measure_json(measure: Measure) -> dict[str, Any]:
    """One measure: numbers as text in plain digits, what is blank as ``null``."""
    target = measure.target
    said = (
        {"text": target.text, "operator": target.operator, "value": target.value, "unit": target.unit}
        if target
        else None
    )
    if said is not None and target is not None and target.upper is not None:
        said["upper"] = target.upper
    return {
        "project": measure.project, "indicator": measure.indicator, "target": said, "formula": measure.formula or None,
        "explanation": measure.explanation or None, "value": plain(measure.value), "unit": measure.unit,
        "numerator": plain(measure.numerator), "denominator": plain(measure.denominator), "records": measure.records,
        "digest": measure.digest or None, "met": measure.met, "completion_percent": plain(measure.completion),
        "status": measure.status.value, "note": measure.note, "as_of": measure.as_of.isoformat(),
        "window": [day.isoformat() for day in measure.window] if measure.window else None,
    }  # fmt: skip


def measure_from_json(data: dict[str, Any]) -> Measure:
    """The measure that :func:`measure_json` wrote."""
    window = data["window"]
    return Measure(
        project=data["project"], indicator=data["indicator"], target=quantity(data["target"]["text"]) if data["target"] else None,
        as_of=date.fromisoformat(data["as_of"]), status=MeasureStatus(data["status"]), formula=data["formula"] or "",
        explanation=data["explanation"] or "",
        window=(date.fromisoformat(window[0]), date.fromisoformat(window[1])) if window else None,
        value=_number(data["value"]), unit=data["unit"], numerator=_number(data["numerator"]), denominator=_number(data["denominator"]),
        records=data["records"], digest=data["digest"] or "", met=data["met"], completion=_number(data["completion_percent"]), note=data["note"],
    )  # fmt: skip


def plain(number: Decimal | None) -> str | None:
    """Plain digits, never an exponent (``1E+2`` is ``100``)."""
    return None if number is None else format(number, "f")


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
