"""What a confirmed self-evaluation rests on: its values and its money stay what they were, whatever is written down later.

The step that confirms it keeps them, digested like every step; a reopened self-evaluation has none. Where they are kept, every
page, form, publication and command scores from them, because :func:`~zhunsheng.web.records.evaluated.evaluate_targets` does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from zhunsheng.model.measure import Measure
from zhunsheng.usecases.measure_report import measure_from_json, measure_json, plain
from zhunsheng.usecases.spending import Paid
from zhunsheng.web.records.kept_readings import paid_from_json, paid_json
from zhunsheng.web.records.measured import compute, items_of, usual_day
from zhunsheng.web.records.models import NoteStage, ProcessStep, Target, YearCourse
from zhunsheng.web.records.spent import of_project, paid_by
from zhunsheng.web.records.year_notes import notes_of

READINGS = "readings"
"""Where the content of a confirming step keeps them."""


@dataclass(frozen=True, slots=True)
class Readings:
    """Values by indicator key, payments (``None``: the unit wrote none down), the budget after adjustments in 元, and their day."""

    as_of: date
    values: Mapping[str, Measure]
    paid: Sequence[Paid] | None
    adjusted: Decimal | None


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The step that confirmed a self-evaluation, and what it rests on."""

    step: ProcessStep
    readings: Readings


def confirmed_of(targets: Sequence[Target]) -> dict[int, Confirmed]:
    """The confirmed self-evaluations of these projects, by project. One query."""
    rows = YearCourse.objects.filter(
        process="self_evaluation", target__in=[one.pk for one in targets], frozen__isnull=False
    ).select_related("frozen__by")
    return {row.target_id: Confirmed(row.frozen, readings_from_json(row.frozen.content[READINGS])) for row in rows}


def readings_json(target: Target) -> dict[str, Any]:
    """What there is to be kept of a project's year, from the entries known at this moment."""
    known, day = timezone.now(), usual_day(target.year)
    items = items_of([target], people=False, known_at=known)
    values = compute(items, lambda _: day, known, digests=True)
    adjusted = notes_of([target], NoteStage.EVALUATION)[target.pk].adjusted
    return {
        "known_at": known.isoformat(),
        "as_of": day.isoformat(),
        "values": {item.key: measure_json(values[item.name]) for item in items},
        "paid": paid_json(of_project(paid_by([target.unit_id], target.year, day, known), target, day.month)),
        "adjusted": plain(adjusted),
    }


def readings_from_json(said: Mapping[str, Any]) -> Readings:
    """The readings that :func:`readings_json` wrote."""
    return Readings(
        date.fromisoformat(said["as_of"]),
        {key: measure_from_json(one) for key, one in said["values"].items()},
        paid_from_json(said["paid"]),
        None if said["adjusted"] is None else Decimal(said["adjusted"]),
    )
