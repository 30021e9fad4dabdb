"""What a person owes and by when: the projects that wait for their office, the most pressing first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F

from zhunsheng.web.accounts.models import User
from zhunsheng.web.records.calendars import Calendars, calendars
from zhunsheng.web.records.course import state_of, the_process
from zhunsheng.web.records.current_day import current_day
from zhunsheng.web.records.models import Target
from zhunsheng.web.records.queries.course import due_words, owed_of
from zhunsheng.web.records.queries.listing import owed_rows
from zhunsheng.web.records.scope import scoped

_LOOKED_AT = 200
"""Of more than so many, those that wait longest are looked at."""
SHOWN = 10


@dataclass(frozen=True, slots=True)
class OwedRow:
    """One project that waits for this person."""

    id: int
    name: str
    unit_name: str
    year: int
    state: str
    state_label: str
    act: str
    due: date | None
    words: str
    is_late: bool


@dataclass(frozen=True, slots=True)
class OwedGroup:
    """How many projects wait in one state."""

    state: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class OwedList:
    """What waits for a person: how many in each state, and the most pressing."""

    groups: tuple[OwedGroup, ...] = ()
    rows: tuple[OwedRow, ...] = ()

    @property
    def count(self) -> int:
        """How many there are in all."""
        return sum(group.count for group in self.groups)


def owed_by(user: User) -> OwedList:
    """What a person owes now. Three queries, however much there is."""
    if not user.offices:
        return OwedList()
    rows = owed_rows(user, scoped(Target.objects.filter(archived=False), user))
    counts = dict(rows.values_list("state").annotate(Count("pk")).order_by())
    groups = [OwedGroup(s.name, s.label, counts[s.name]) for s in the_process().states if s.name in counts]
    if not groups:
        return OwedList()
    oldest = (
        rows.select_related("unit")
        .defer("draft", "search")
        .order_by(F("entered_at").asc(nulls_last=True), "year", "pk")
    )
    today, in_force = current_day(), calendars()
    found = sorted(
        (_row(target, today, in_force) for target in oldest[:_LOOKED_AT]),
        key=lambda row: (row.due is None, row.due or today, row.id),
    )
    return OwedList(tuple(groups), tuple(found[:SHOWN]))


def _row(target: Target, today: date, found: Calendars) -> OwedRow:
    owed, here = owed_of(target, found=found), state_of(target)
    day = owed.due.day if owed and owed.due else None
    return OwedRow(
        target.pk, target.name or "未命名项目", target.unit.name, target.year, here.name, here.label, owed.label if owed else "",
        day, due_words(owed, today), day is not None and day < today,
    )  # fmt: skip
