"""What a person is to be reminded of, the same for the bell, its page and the letter; and what is overdue in their part of the tree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import F

from zhunsheng.law.deadlines import deadlines
from zhunsheng.lifecycle.due import DAYS_AHEAD, Occasion, Owed, occasion, owed
from zhunsheng.web.accounts.models import Role, User
from zhunsheng.web.records.calendars import Calendars, calendars
from zhunsheng.web.records.course import state_of, the_process
from zhunsheng.web.records.current_day import current_day
from zhunsheng.web.records.models import Target
from zhunsheng.web.records.queries.course import due_words, under_way
from zhunsheng.web.records.queries.listing import owed_rows
from zhunsheng.web.records.scope import scoped

LOOKED_AT = 500
"""Of more than so many things that a person owes, those that wait longest are looked at."""
LISTED = 2000
"""The same for the list of what is overdue."""
NODES_AHEAD = 30
"""How far ahead the page tells of days of the calendar."""
_RUNNING = ("approved", "in_execution", "adjust")
_NODES = tuple(name for name in deadlines() if name.startswith("monitoring_") or name == "self_evaluation")
"""Days of the calendar that every unit with approved tables has to keep, whatever its tables' own state."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to be reminded of. ``key`` is the same each time the same thing is told for the same reason."""

    key: str
    occasion: Occasion
    target_id: int
    name: str
    unit_name: str
    year: int
    state: str
    act: str
    words: str
    due: date | None
    owed: Owed


@dataclass(frozen=True, slots=True)
class Node:
    """A day of the calendar that a unit has to keep."""

    key: str
    title: str
    unit_name: str
    year: int
    day: date
    left: int
    is_checked: bool
    url: str

    def __str__(self) -> str:
        doubt = "" if self.is_checked else "（未核实，以当地通知为准）"
        when = f"还有{self.left}天" if self.left > 0 else "今天到期"
        return f"{self.unit_name}{self.year}年{self.title}，{self.day}，{when}{doubt}"


@dataclass(frozen=True, slots=True)
class Notices:
    """All that a person is to be reminded of."""

    rows: tuple[Notice, ...] = ()
    nodes: tuple[Node, ...] = ()

    def of(self, why: Occasion) -> tuple[Notice, ...]:
        """Those of one occasion."""
        return tuple(row for row in self.rows if row.occasion is why)


@dataclass(frozen=True, slots=True)
class OverdueRow:
    """One thing that is overdue, with whose turn it is."""

    target_id: int
    name: str
    unit_code: str
    unit_name: str
    year: int
    state: str
    holder: str
    act: str
    due: date
    days: int
    is_checked: bool


def notices_of(user: User, found: Calendars | None = None) -> Notices:
    """What a person is to be reminded of today; nothing while they are on leave. Three queries."""
    if user.standing.away or not user.offices:
        return Notices()
    in_force, today = found or calendars(), current_day()
    rows = owed_rows(user, scoped(Target.objects.filter(archived=False), user)).select_related("unit")
    oldest = rows.defer("draft", "search").order_by(F("entered_at").asc(nulls_last=True), "pk")[:LOOKED_AT]
    notices = [one for target in oldest if (one := _notice(target, in_force, today)) is not None]
    order = list(Occasion)
    notices.sort(key=lambda one: (order.index(one.occasion), one.due or date.max, one.target_id))
    return Notices(tuple(notices), tuple(_nodes(user, in_force, today)))


def overdue_in(user: User, unit: str = "") -> tuple[tuple[OverdueRow, ...], bool]:
    """Everything that is overdue in what a person sees, the latest first; and whether more waits than was looked at."""
    states = [state.name for state in the_process().states if not (state.waits or state.ends)]
    rows = scoped(Target.objects.filter(archived=False, state__in=states), user).select_related("unit")
    if unit:
        rows = rows.filter(unit__code=unit)
    in_force, today = calendars(), current_day()
    looked = list(rows.defer("draft", "search").order_by(F("entered_at").asc(nulls_last=True), "pk")[: LISTED + 1])
    found = [one for target in looked[:LISTED] if (one := _overdue(target, in_force, today)) is not None]
    return tuple(sorted(found, key=lambda row: (-row.days, row.unit_code, row.target_id))), len(looked) > LISTED


def _notice(target: Target, found: Calendars, today: date) -> Notice | None:
    one = owed(under_way(target), found.of(target.unit.path))
    why = occasion(one, today) if one is not None else None
    if one is None or why is None:
        return None
    since = f"{target.entered_at:%Y%m%d%H%M%S}" if target.entered_at else "0"
    return Notice(
        f"target:{target.pk}:{target.state}:{since}:{why.value}", why, target.pk, target.name or "未命名项目", target.unit.name,
        target.year, state_of(target).label, one.label, due_words(one, today) or "没有设期限", one.due.day if one.due else None, one,
    )  # fmt: skip


def _nodes(user: User, found: Calendars, today: date) -> Iterator[Node]:
    """Days of the calendar within the next month, for clerks and heads of units with tables that are being carried out."""
    if user.unit is None or user.role not in (Role.CLERK, Role.HEAD):
        return
    rows = Target.objects.filter(unit=user.unit, archived=False)
    running = [state.name for state in the_process().states if state.name.startswith(_RUNNING)]
    years = rows.filter(state__in=running).order_by("year").values_list("year", flat=True).distinct()
    calendar = found.of(user.unit.path)
    for year in years:
        for name in _NODES:
            due = calendar.due(name, year)
            left = (due.day - today).days if due else -1
            if due is not None and 0 <= left <= NODES_AHEAD:
                url = (
                    f"/scores/?year={year}"
                    if name == "self_evaluation"
                    else f"/monitoring/?month={name[11:]}&year={year}"
                )
                key = f"node:{name}:{year}:{user.unit_id}:{due.day}"
                yield Node(key, deadlines()[name].title, user.unit.name, year, due.day, left, due.is_checked, url)


def _overdue(target: Target, found: Calendars, today: date) -> OverdueRow | None:
    one = owed(under_way(target), found.of(target.unit.path))
    if one is None or one.due is None or one.due.day >= today:
        return None
    return OverdueRow(
        target.pk, target.name or "未命名项目", target.unit.code, target.unit.name, target.year, state_of(target).label,
        one.role.label, one.label, one.due.day, (today - one.due.day).days, one.due.is_checked,
    )  # fmt: skip


__all__ = ["DAYS_AHEAD", "Node", "Notice", "Notices", "OverdueRow", "notices_of", "overdue_in"]
