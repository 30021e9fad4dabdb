"""Readings kept at a checkpoint: what monitoring rests on once somebody has settled it, whatever is written down later.

They stand in a note of the sort ``reading``, written once and digested like every note. Each value carries the digest of the
entries that it counted, and ``known_at`` is the moment whose entries they were: asked again as known then, they come out the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from zhunsheng.model.fund_line import FundSource
from zhunsheng.model.measure import Measure, MeasureStatus
from zhunsheng.model.monitoring import Checkpoint
from zhunsheng.usecases.measure_report import measure_from_json, measure_json, plain
from zhunsheng.usecases.spending import Paid
from zhunsheng.web.records.measured import compute, compute_days, items_of
from zhunsheng.web.records.models import NoteStage, Target, YearNote
from zhunsheng.web.records.spent import of_project, paid_by
from zhunsheng.web.records.year_notes import Notes, notes_of

READING = "reading"
"""The sort of note that keeps them."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What was kept of a project at a checkpoint: its values by indicator key, those of earlier month ends as far as forecasts
    look at them, its payments (``None``: its unit wrote none down) and its budget after adjustments in 元."""

    note: YearNote
    known_at: datetime
    values: Mapping[str, Measure]
    months: Mapping[int, Mapping[str, Measure]]
    paid: Sequence[Paid] | None
    adjusted: Decimal | None

    def at(self, month: int) -> Mapping[str, Measure]:
        """The values at the end of a month, by indicator key."""
        return self.months.get(month, {}) if month != self.note.month else self.values


@dataclass(frozen=True, slots=True)
class Change:
    """An indicator that entries written later would change: what was kept, and what it is by all entries there are now."""

    key: str
    then: Measure
    now: Measure


def kept_of(notes: Notes) -> Kept | None:
    """What the notes of a checkpoint keep, or ``None``."""
    row = notes.one(READING)
    if row is None:
        return None
    said = row.content
    values = {key: measure_from_json(one) for key, one in said["values"].items()}
    months = {
        int(month): {key: _figures(values[key], *figures) for key, figures in found.items()}
        for month, found in said["months"].items()
    }
    return Kept(
        row, datetime.fromisoformat(said["known_at"]), values, months, paid_from_json(said["paid"]),
        None if said["adjusted"] is None else Decimal(said["adjusted"]),
    )  # fmt: skip


def readings(target: Target, checkpoint: Checkpoint) -> dict[str, Any]:
    """What there is to be kept of a project at a checkpoint, from the entries known at this moment."""
    known, day = timezone.now(), checkpoint.as_of
    items = items_of([target], people=False, known_at=known)
    values = compute(items, lambda _: day, known, digests=True)
    bound = [item for item in items if item.binding is not None]
    ends = {month: Checkpoint(checkpoint.year, month).as_of for month in range(1, checkpoint.month)}
    before = compute_days(dict.fromkeys(ends.values(), bound), known_at=known)
    paid = of_project(paid_by([target.unit_id], checkpoint.year, day, known), target, checkpoint.month)
    adjusted = notes_of([target], NoteStage.EVALUATION)[target.pk].adjusted
    return {
        "known_at": known.isoformat(),
        "values": {item.key: measure_json(values[item.name]) for item in items},
        "months": {
            str(month): {
                item.key: [plain(one.value), plain(one.numerator), plain(one.denominator)]
                for item in bound if (one := before[end][item.name]).value is not None
            }
            for month, end in ends.items()
        },
        "paid": paid_json(paid),
        "adjusted": plain(adjusted),
    }  # fmt: skip


def paid_json(paid: Sequence[Paid] | None) -> list[list[Any]] | None:
    """Payments as they are kept: month, 元, source."""
    return None if paid is None else [[one.month, plain(one.amount), str(one.source or "")] for one in paid]


def paid_from_json(said: Sequence[Sequence[Any]] | None) -> list[Paid] | None:
    """The payments that :func:`paid_json` wrote."""
    if said is None:
        return None
    return [Paid(month, Decimal(yuan), FundSource(word) if word else None) for month, yuan, word in said]


def changes(kept: Kept, now: Mapping[str, Measure]) -> tuple[Change, ...]:
    """The kept values that are others by now."""
    return tuple(
        Change(key, then, now[key])
        for key, then in kept.values.items()
        if key in now and _said(then) != _said(now[key])
    )


def _said(one: Measure) -> tuple[Any, ...]:
    return one.value, one.numerator, one.denominator, one.records


def _figures(like: Measure, value: str | None, above: str | None, below: str | None) -> Measure:
    """An earlier month's measure, as far as forecasts look at it."""
    number, numerator, denominator = (None if text is None else Decimal(text) for text in (value, above, below))
    return Measure(
        like.project, like.indicator, like.target, like.as_of, MeasureStatus.MEASURED, value=number, unit=like.unit,
        numerator=numerator, denominator=denominator,
    )  # fmt: skip
