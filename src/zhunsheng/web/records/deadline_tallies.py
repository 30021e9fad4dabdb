"""Counting kept and missed deadlines: a step is judged by the day that its region's calendar set when it was taken.

A unit that is hung elsewhere takes its steps along: they are judged by the calendar of where it stands now.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import accumulate

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from zhunsheng.law.deadlines import YearCalendar, deadlines
from zhunsheng.lifecycle.process import Course
from zhunsheng.lifecycle.registry import processes
from zhunsheng.web.records import audit
from zhunsheng.web.records.calendars import Calendars, calendars_of
from zhunsheng.web.records.course import PROCESS
from zhunsheng.web.records.models import CalendarChange, DeadlineTally, ProcessStep, Target

COUNTED = (PROCESS, "monitoring", "self_evaluation")
"""The processes whose steps are counted; other matters are counted as they are done."""
_NO_DELIVERY = frozenset({"start"})
"""Acts that only begin: what is in time or late is what is handed on."""
_OF_MATTERS = frozenset({"accounts_publication", "rectification", "rectification_check"})
"""Deadlines whose list is one of matters, not of projects: publications and rectification items are counted there."""
_FINAL = "target_final"
Judged = tuple[str, bool]
"""The name of a deadline, and whether it was kept."""


def judged(
    calendar: YearCalendar,
    process: str,
    year: int,
    month: int,
    act: str,
    source: str,
    entered: datetime | None,
    at: datetime,
) -> Judged | None:
    """How a step of a table, a monitoring (of a ``month``) or a self-evaluation stands to its deadline; ``None`` where none was
    set. ``calendar`` is what the unit's region had set by then, ``entered`` when the thing came into the state."""
    row = next((one for one in processes()[process].acts_from(source) if one.name == act), None)
    if row is None or row.deadline is None or row.course is not Course.ONWARD or act in _NO_DELIVERY:
        return None
    if row.deadline == _FINAL and source.startswith("adjustment"):
        return None  # that day is over long before a table is adjusted
    name = row.deadline.format(checkpoint=month) if "{" in row.deadline else row.deadline
    if name not in deadlines() or name in _OF_MATTERS:
        return None  # a month that is no usual checkpoint has no day of its own
    since = _day(entered or at)
    events = {"entered": since, "warned": since} | ({"budget_approved": since} if source == "approved" else {})
    due = calendar.due(name, year, events)
    return (name, _day(at) <= due.day) if due else None


def count(target: Target, step: Judged | None) -> None:
    """Count a step that was just taken. Runs in its transaction, which holds the audit chain."""
    if step is None:
        return
    name, kept = step
    more = {"kept": int(kept), "missed": int(not kept)}
    rows = DeadlineTally.objects.filter(target=target, deadline=name)
    if not rows.update(**{key: F(key) + value for key, value in more.items()}):
        DeadlineTally.objects.create(target=target, unit_id=target.unit_id, year=target.year, deadline=name, **more)


def recounted(path: str = "") -> Counter[tuple[int, str, bool]]:
    """Every step judged anew, or those of the units below a path: how many by project, deadline and whether it was kept."""
    sheets = Target.objects.filter(unit__path__startswith=path)
    places = {pk: (year, where) for pk, year, where in sheets.values_list("pk", "year", "unit__path")}
    rows = ProcessStep.objects.filter(process__in=COUNTED, target__unit__path__startswith=path)
    found: Counter[tuple[int, str, bool]] = Counter()
    entered: dict[tuple[int, str, int | None], datetime] = {}
    held = _Held()
    told = ("target_id", "process", "course_id", "course__month", "act", "source", "reached", "at")
    for pk, process, course, month, act, source, reached, at in (
        rows.order_by("target", "number").values_list(*told).iterator(500)
    ):
        (year, where), thing = places[pk], (pk, process, course)
        step = judged(held.at(at, where), process, year, month or 0, act, source, entered.get(thing), at)
        if step is not None:
            found[(pk, *step)] += 1
        if reached != source or course is not None:
            entered[thing] = at
    return found


class _Held:
    """The calendars as they held from change to change, each made once."""

    def __init__(self) -> None:
        self._changes = list(CalendarChange.objects.order_by("pk"))
        self._moments = list(accumulate((row.at for row in self._changes), max))
        self._made: dict[int, Calendars] = {}
        self._known: dict[tuple[int, str], YearCalendar] = {}

    def at(self, moment: datetime, path: str) -> YearCalendar:
        """What held for a unit at a moment."""
        many = bisect_right(self._moments, moment)
        if (many, path) not in self._known:
            if many not in self._made:
                self._made[many] = calendars_of(self._changes[:many])
            self._known[many, path] = self._made[many].of(path)
        return self._known[many, path]


def rebuild(path: str = "") -> int:
    """Count all steps anew, or those of the units below a path; how many deadlines of projects there are."""
    with transaction.atomic():
        audit.hold()
        rows = _rows(recounted(path))
        DeadlineTally.objects.filter(unit__path__startswith=path).delete()
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
