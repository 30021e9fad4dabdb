"""A region's calendar as its page shows it: every deadline of a year, the days off, what was set when by whom."""

from __future__ import annotations

from calendar import monthcalendar
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from zhunsheng.law.deadlines import DaysAfter, Ruling, WorkingDays, YearCalendar, YearlyDay, deadline_rule, deadlines
from zhunsheng.lifecycle.day_list import write_days
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records import scoring_settings
from zhunsheng.web.records.calendars import DAYS, calendars, days_of
from zhunsheng.web.records.matters import publications
from zhunsheng.web.records.matters.matter import Asking, Matter
from zhunsheng.web.records.matters.seam import in_order
from zhunsheng.web.records.models import CalendarChange, Unit, UnitKind
from zhunsheng.web.records.monitoring_rules import MONITORING, words_of
from zhunsheng.web.records.scope import units
from zhunsheng.web.records.scoring_settings import SCORING

HISTORY = 100
PUBLICATIONS = 60
"""Publications that the page lists."""


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    """One deadline. ``own`` says that this very place set it, ``year_only`` that it did so for this budget year alone."""

    name: str
    title: str
    words: str
    day: date | None
    source: str
    is_checked: bool
    is_set: bool
    own: bool
    year_only: bool
    settable: bool
    asked: bool
    yearly: YearlyDay | None
    after: DaysAfter | None
    usual: str


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a month's table: ``sort`` is ``rest``, ``holiday``, ``worked`` or nothing; ``due`` are deadlines that fall on it."""

    number: int
    sort: str
    due: str


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change in the history."""

    what: str
    year: int | None
    words: str
    note: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CalendarPage:
    """Everything on the page."""

    region: Unit | None
    year: int
    deadlines: tuple[DeadlineRow, ...]
    months: tuple[tuple[int, tuple[tuple[Day | None, ...], ...]], ...]
    holidays: str
    worked: str
    days_note: str
    has_days: bool
    history: tuple[ChangeRow, ...]
    regions: tuple[tuple[str, str], ...]
    publications: tuple[Matter, ...] = ()
    """What units have to publish, each by the day that its own approval sets: the first open ones first."""
    more_publications: int = 0

    @property
    def unchecked(self) -> int:
        """How many deadlines rest on nothing that was checked."""
        return sum(row.asked and not row.is_checked for row in self.deadlines)


def regions_of(user: User) -> tuple[Unit, ...]:
    """The regions that a person sees; for who is posted below one, the one they belong to."""
    if user.sees_everything:
        return tuple(Unit.objects.filter(kind=UnitKind.REGION).order_by("code"))
    found = list(units(user).filter(kind=UnitKind.REGION).order_by("code"))
    if user.unit is not None and not found:
        above = [int(part) for part in user.unit.path.strip("/").split("/") if part]
        found = list(Unit.objects.filter(pk__in=above, kind=UnitKind.REGION).order_by("-path"))
    return tuple(found)


def calendar_page(user: User, region: Unit | None, year: int) -> CalendarPage:
    """The calendar of a region (``None``: of the whole installation) for a budget year."""
    all_of_them = calendars()
    path = region.path if region else "/"
    calendar = all_of_them.of(path)
    rows = tuple(_deadline(calendar, name, year, str(region.pk) if region else "") for name in deadlines())
    asking = Asking(user, whole=True, with_done=True, year=year, path=region.path if region else "", found=all_of_them)
    told = in_order(publications.matters(asking))
    changes = CalendarChange.objects.filter(unit=region).select_related("by").order_by("-pk")[:HISTORY]
    mine = [row for row in changes if row.what == DAYS and row.year == year]
    worked = calendar.working_days
    return CalendarPage(
        region, year, rows, _months(year, worked, (*_days(rows), *_days_of(told[:PUBLICATIONS]))), write_days(_of(worked.holidays, year)),
        write_days(_of(worked.worked, year)), mine[0].note if mine and mine[0].value else "",
        any(day.year == year for day in (*worked.holidays, *worked.worked)), tuple(map(_change, changes)),
        tuple((unit.code, unit.name) for unit in regions_of(user)), told[:PUBLICATIONS], max(0, len(told) - PUBLICATIONS),
    )  # fmt: skip


def _days(rows: Iterable[DeadlineRow]) -> Iterator[tuple[date, str]]:
    yield from ((row.day, row.title) for row in rows if row.day is not None)


def _days_of(told: Iterable[Matter]) -> Iterator[tuple[date, str]]:
    yield from ((one.due, f"公开{one.name}") for one in told if one.due is not None)


def _deadline(calendar: YearCalendar, name: str, year: int, place: str) -> DeadlineRow:
    known, ruling = deadlines()[name], calendar.ruling(name, year)
    usual = known.on(date(year, 12, 31)).rule
    rule = ruling.rule or usual
    due = calendar.due(name, year)
    return DeadlineRow(
        name, known.title, _words(ruling), due.day if due else None, ruling.source, ruling.is_checked, ruling.setting is not None,
        ruling.setting is not None and ruling.setting.region == place, bool(ruling.setting and ruling.setting.year), known.settable,
        ruling.rule is not None, rule if isinstance(rule, YearlyDay) else None, rule if isinstance(rule, DaysAfter) else None,
        str(usual) if known.asked else "不要求",
    )  # fmt: skip


def _words(ruling: Ruling) -> str:
    return str(ruling.rule) if ruling.rule is not None else "不要求"


def _of(days: frozenset[date], year: int) -> tuple[date, ...]:
    return tuple(sorted(day for day in days if day.year == year))


def _months(
    year: int, worked: WorkingDays, days: Iterable[tuple[date, str]]
) -> tuple[tuple[int, tuple[tuple[Day | None, ...], ...]], ...]:
    due: dict[date, list[str]] = {}
    for when, title in days:
        due.setdefault(when, []).append(title)

    def day(month: int, number: int) -> Day | None:
        if not number:
            return None
        found = date(year, month, number)
        sort = "worked" if found in worked.worked else "holiday" if found in worked.holidays else ""
        return Day(number, sort or ("" if worked.is_worked(found) else "rest"), "；".join(due.get(found, ())))

    return tuple(
        (month, tuple(tuple(day(month, number) for number in week) for week in monthcalendar(year, month)))
        for month in range(1, 13)
    )


def _change(row: CalendarChange) -> ChangeRow:
    others = {DAYS: "放假和调休", MONITORING: "监控节点和亮灯的数", SCORING: "自评计分"}
    title = deadlines()[row.what].title if row.what in deadlines() else others.get(row.what, row.what)
    return ChangeRow(title, row.year, _value(row.what, row.value), row.note, str(row.by), row.at)


def _value(what: str, value: dict[str, Any]) -> str:
    if not value:
        return "改回默认"
    if what == MONITORING:
        return words_of(value)
    if what == SCORING:
        return scoring_settings.words_of(value)
    if what == DAYS:
        days = days_of(value)
        return f"放假{len(days.holidays)}天，调休上班{len(days.worked)}天"
    return str(deadline_rule(value["rule"])) if value["rule"] is not None else "不要求"
