"""Monitoring and self-evaluation that were reported: who signs, reviews, decides, mends or confirms next."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import F, Q

from zhunsheng.lifecycle.registry import processes
from zhunsheng.model.role import Role
from zhunsheng.web.records.matters.matter import Asking, Matter, day_of
from zhunsheng.web.records.models import YearCourse
from zhunsheng.web.records.project_standings import last_month
from zhunsheng.web.records.scope import scoped
from zhunsheng.web.records.year_course import MONITORING, STAGES, Place, holding, owed_at, running

_FILLING = ("filling", "returned")
_OPEN_ACTS = {"disposition": "作处置决定", "bureau_review": "审核监控表"}
"""What is owed in states from which several acts lead: which one it will be, the page says with its buttons."""
_JUDGES = (Role.DEPARTMENT, Role.BUREAU_SECTION, Role.PERFORMANCE)


def matters(asking: Asking) -> Iterator[Matter]:
    """The courses whose next act is owed: one query, those that wait longest first. What is being filled in at the last
    checkpoint is told by how its project stands."""
    rows = _rows(asking)
    if rows is None:
        return
    for row in rows:
        place = Place(row.target, row.process, row.month)
        if row.state in _FILLING and (row.process != MONITORING or row.month == last_month(row.target.year)):
            continue
        found = owed_at(place, row, found=asking.calendars)
        if found is None:
            continue
        filler = str(row.filler_id) if row.filler_id and found.role in _JUDGES else None
        if not asking.whole and not asking.reaches((found.role,), row.target.unit.path, filler):
            continue
        day, is_checked = day_of(found.due)
        state, unit = processes()[row.process].state(row.state), row.target.unit
        key = f"year:{row.process}:{row.target_id}:{row.month}:{row.state}"
        act = _OPEN_ACTS.get(row.state, found.label)
        yield Matter(
            key, found.deadline.format(checkpoint=row.month), act, row.target.name or "未命名项目", f"{place.short}，{state.label}",
            unit.code, unit.name, row.target.year, state.label, found.role.label, place.page, asking.today, day, is_checked,
            is_back=found.is_back, is_past=found.is_past,
        )  # fmt: skip


def _rows(asking: Asking) -> list[YearCourse] | None:
    if not asking.has_courses:
        return None
    offices = set(asking.user.offices)
    where = Q(pk__in=())
    for process in STAGES.values():
        states = running(process) if asking.whole else holding(process, offices)
        if states:
            where |= Q(process=process, state__in=states)
    if where == Q(pk__in=()):
        return None
    rows = scoped(YearCourse.objects.filter(where, target__archived=False), asking.user, unit="target__unit")
    if asking.year is not None:
        rows = rows.filter(target__year=asking.year)
    if asking.path:
        rows = rows.filter(target__unit__path__startswith=asking.path)
    rows = rows.select_related("target__unit").defer("target__draft", "target__search")
    found = list(rows.order_by(F("entered_at").asc(), "pk")[: asking.most + 1])
    asking.is_cut |= len(found) > asking.most
    return found[: asking.most]
