"""Rectification items (问题整改): what the unit has to mend by the day that was set, and what waits to be checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.db.models import F, Q
from django.utils import timezone

from zhunsheng.model.role import Role
from zhunsheng.web.records.matters.matter import Asking, Matter, day_of
from zhunsheng.web.records.models import Rectification
from zhunsheng.web.records.rectifications import OPEN_STATES, UNIT, holders, the_process, with_state
from zhunsheng.web.records.scope import scoped

DEADLINE, _CHECK = "rectification", "rectification_check"
_FINDERS = (Role.PERFORMANCE, Role.BUREAU_SECTION, Role.DEPARTMENT)
_ACTS: Mapping[str, str] = {
    "found": "确认问题",
    "confirmed": "接受整改",
    "disputed": "答复异议",
    "rectifying": "报告整改",
    "rectified": "验证整改",
}
"""What is owed in a state, in the words of a list."""


def matters(asking: Asking) -> Iterator[Matter]:
    """The items on which something is owed: one query."""
    if not asking.whole and not asking.has_office((*UNIT, *_FINDERS)):
        return
    for row in _rows(asking):
        offices = holders(row.now, row.by)
        filler = str(row.reporter) if row.now == "rectified" and row.reporter else None
        if asking.whole or asking.reaches(offices, row.target.unit.path, filler):
            yield _matter(asking, row, offices)


def _rows(asking: Asking) -> list[Any]:
    rows = with_state(scoped(Rectification.objects.filter(target__archived=False), asking.user, "target__unit"))
    if not asking.user.sees_drafts:
        rows = rows.exclude(target__state="draft")
    if not asking.with_done:
        rows = rows.filter(Q(now__isnull=True) | Q(now__in=OPEN_STATES))
    if asking.year is not None:
        rows = rows.filter(target__year=asking.year)
    if asking.path:
        rows = rows.filter(target__unit__path__startswith=asking.path)
    rows = rows.select_related("target__unit", "by").defer("target__draft", "target__search")
    found = list(rows.order_by(F("due").asc(), "pk")[: asking.most + 1])
    asking.is_cut |= len(found) > asking.most
    for row in found:
        row.now = row.now or the_process().start.name
    return found[: asking.most]


def _matter(asking: Asking, row: Any, offices: tuple[Role, ...]) -> Matter:
    unit, state = row.target.unit, the_process().state(row.now)
    name = _CHECK if row.now == "rectified" else DEADLINE
    day, is_checked = _due(asking, row)
    since = timezone.localtime(row.last_at or row.at)
    done = timezone.localtime(row.reported).date() if row.reported and row.now == "closed" else None
    return Matter(
        f"item:{row.pk}:{row.now}:{since:%Y%m%d%H%M%S}", name, _ACTS.get(row.now, state.label), row.title,
        f"{row.target.name or '未命名项目'}；{unit.name} {row.target.year}年，责任人{row.owner}", unit.code, unit.name, row.target.year,
        state.label, "项目单位" if offices == UNIT else offices[0].label, f"/results/items/{row.pk}/", asking.today, day, is_checked,
        is_back=row.now == "rectifying" and row.reported is not None, is_done=row.now not in OPEN_STATES, done_on=done,
    )  # fmt: skip


def _due(asking: Asking, row: Any) -> tuple[date | None, bool]:
    """The unit's day is the one on the item; the checker's is counted from the report."""
    if row.now != "rectified":
        return row.set_due or row.due, True
    entered = timezone.localtime(row.last_at).date()
    return day_of(asking.due(row.target.unit.path, _CHECK, row.target.year, entered=entered))
