"""The calendars in force: deadlines and days off as regions set them, for every unit; what nobody set is the law's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from zhunsheng.law.deadlines import DeadlineSetting, WorkingDays, YearCalendar, deadline_rule, working_days
from zhunsheng.web.records.calendar_changes import changes
from zhunsheng.web.records.models import CalendarChange
from zhunsheng.web.records.monitoring_rules import MONITORING
from zhunsheng.web.records.scoring_settings import SCORING

DAYS = "days"
"""What a change is about when it sets days off."""


@dataclass(frozen=True, slots=True)
class Calendars:
    """All settings that hold. A place of the tree is named by its id as text; ``""`` is the whole installation."""

    settings: tuple[DeadlineSetting, ...] = ()
    days: Mapping[tuple[str, int], WorkingDays] = field(default_factory=dict)

    def of(self, path: str) -> YearCalendar:
        """The calendar of a unit by its path: the nearest place above it that set something wins."""
        places = (*reversed([part for part in path.split("/") if part]), "")
        return YearCalendar(places, self.settings, self._worked(places))

    def _worked(self, places: tuple[str, ...]) -> WorkingDays:
        holidays: set[date] = set()
        worked: set[date] = set()
        for year in {year for _, year in self.days}:
            near = next((self.days[place, year] for place in places if (place, year) in self.days), None)
            if near is not None:
                holidays |= near.holidays
                worked |= near.worked
        return working_days(holidays, worked)


def calendars(at: datetime | None = None) -> Calendars:
    """What holds now, or what held at a moment. At most one query."""
    return calendars_of(changes() if at is None else CalendarChange.objects.filter(at__lte=at).order_by("pk"))


def calendars_of(made: Iterable[CalendarChange]) -> Calendars:
    """What holds after some changes, in the order in which they were made."""
    settings: list[DeadlineSetting] = []
    days: dict[tuple[str, int], WorkingDays] = {}
    for row in newest(made):
        place = str(row.unit_id or "")
        if not row.value or row.what in (MONITORING, SCORING):
            continue
        if row.what == DAYS:
            days[place, row.year] = days_of(row.value)
        else:
            rule = deadline_rule(row.value["rule"]) if row.value["rule"] is not None else None
            settings.append(DeadlineSetting(row.what, place, rule, row.year, row.note))
    return Calendars(tuple(settings), days)


def newest(rows: Any) -> list[CalendarChange]:
    """Of changes in the order in which they were made, the last of each place, thing and year."""
    found = {(row.unit_id, row.what, row.year): row for row in rows}
    return list(found.values())


def days_of(value: Mapping[str, Any]) -> WorkingDays:
    """Days off from their plain form."""
    return working_days(
        [date.fromisoformat(day) for day in value.get("holidays", ())],
        [date.fromisoformat(day) for day in value.get("worked", ())],
    )
