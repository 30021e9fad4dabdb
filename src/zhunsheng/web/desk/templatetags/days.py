"""Days as people read them: short within the current year, whole outside it."""

from __future__ import annotations

from datetime import date, datetime

from django import template
from django.utils.timezone import localtime

from zhunsheng.web.records.current_day import current_day, shown_moment
from zhunsheng.web.records.project_standings import is_over

register = template.Library()


@register.filter
def day(moment: date | None) -> str:
    """``07-15`` in the current year, ``2020-07-15`` in any other; nothing for a blank."""
    if moment is None:
        return ""
    shown = shown_moment(moment) if isinstance(moment, datetime) else moment
    return f"{shown:%m-%d}" if shown.year == current_day().year else f"{shown:%Y-%m-%d}"


@register.filter
def day_and_time(moment: datetime | None) -> str:
    """The same with hour and minute: ``07-15 09:00``."""
    if moment is None:
        return ""
    shown = shown_moment(moment)
    return f"{day(shown)} {shown:%H:%M}"


@register.inclusion_tag("desk/_running.html")
def while_running(year: int) -> dict[str, object]:
    """A notice above scores of a year that is not over: they only say how things stand today."""
    return {"running": not is_over(year), "year": year, "today": current_day()}


@register.filter
def real_moment(moment: datetime) -> str:
    """The moment of the clock, to the second, also in a demonstration: for the audit trail."""
    return f"{localtime(moment):%Y-%m-%d %H:%M:%S}"
