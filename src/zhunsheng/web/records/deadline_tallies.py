"""Counting kept and missed deadlines: a step is judged by the day that the calendar set for it when it was taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from zhunsheng.law.deadlines import YearCalendar
from zhunsheng.lifecycle.process import Course
from zhunsheng.web.records import audit
from zhunsheng.web.records.course import PROCESS, the_process
from zhunsheng.web.records.models import DeadlineTally, ProcessStep, Target

_FINAL = "target_final"
Judged = tuple[str, bool]
"""The name of a deadline, and whether it was kept."""


def judged(year: int, act: str, source: str, entered: datetime | None, at: datetime) -> Judged | None:
    """How a step stands to its deadline; ``None`` where none was set. ``entered`` is when the sheet came into the state."""
    row = next((one for one in the_process().acts_from(source) if one.name == act), None)
    if row is None or row.deadline is None or row.course is not Course.ONWARD:
        return None
    if row.deadline == _FINAL and source.startswith("adjustment"):
        return None  # that day is over long before a table is adjusted
    since = _day(entered or at)
    events = {"entered": since} | ({"budget_approved": since} if source == "approved" else {})
    due = YearCalendar().due(row.deadline, year, events)
    return (row.deadline, _day(at) <= due.day) if due else None


def count(target: Target, step: Judged | None) -> None:
    """Count a step that was just taken. Runs in its transaction, which holds the audit chain."""
    if step is None:
        return
    name, kept = step
    more = {"kept": int(kept), "missed": int(not kept)}
    rows = DeadlineTally.objects.filter(target=target, deadline=name)
    if not rows.update(**{key: F(key) + value for key, value in more.items()}):
        DeadlineTally.objects.create(target=target, unit_id=target.unit_id, year=target.year, deadline=name, **more)


def recounted() -> Counter[tuple[int, str, bool]]:
    """Every step judged anew: how many by project, deadline and whether it was kept."""
    years = dict(Target.objects.values_list("pk", "year"))
    rows = ProcessStep.objects.filter(process=PROCESS, target__isnull=False).order_by("target", "number")
    found: Counter[tuple[int, str, bool]] = Counter()
    entered: dict[int, datetime] = {}
    for pk, act, source, reached, at in rows.values_list("target_id", "act", "source", "reached", "at").iterator(500):
        step = judged(years[pk], act, source, entered.get(pk), at)
        if step is not None:
            found[(pk, *step)] += 1
        if reached != source:
            entered[pk] = at
    return found


def rebuild() -> int:
    """Count all steps anew; how many deadlines of projects there are."""
    with transaction.atomic():
        audit.hold()
        rows = _rows(recounted())
        DeadlineTally.objects.all().delete()
        DeadlineTally.objects.bulk_create(rows, batch_size=500)
    return len(rows)


def faults() -> Iterable[str]:
    """Counts that are not what the steps say."""
    kept = {(one.target_id, one.deadline): (one.kept, one.missed) for one in DeadlineTally.objects.all()}
    true = {(one.target_id, one.deadline): (one.kept, one.missed) for one in _rows(recounted())}
    if kept != true:
        yield "按期、逾期的件数与流转记录不符：请运行 rebuild 重建。"


def _rows(found: Counter[tuple[int, str, bool]]) -> Sequence[DeadlineTally]:
    sheets = {pk: (unit, year) for pk, unit, year in Target.objects.values_list("pk", "unit_id", "year")}
    rows: dict[tuple[int, str], DeadlineTally] = {}
    for (pk, name, kept), number in found.items():
        unit, year = sheets[pk]
        row = rows.setdefault((pk, name), DeadlineTally(target_id=pk, unit_id=unit, year=year, deadline=name))
        if kept:
            row.kept += number
        else:
            row.missed += number
    return list(rows.values())


def _day(moment: datetime) -> date:
    return timezone.localtime(moment).date()
