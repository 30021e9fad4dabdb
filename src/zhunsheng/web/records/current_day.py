"""The day that the pages act on: the calendar's, or the one that a demonstration stands at."""

from __future__ import annotations

from datetime import date, datetime, time

from django.conf import settings
from django.utils import timezone


def current_day() -> date:
    """Today in the local time zone, or the demonstration's day (``settings.STANDS_AT``), so that its deadlines,
    checkpoints and measures are those of that day. What is written down keeps the real time.
    """
    day: date | None = settings.STANDS_AT
    return day or timezone.localdate()


def current_moment() -> datetime:
    """The latest moment at which something can have happened, local and without its zone: now, or the end of the
    demonstration's day, so that what one types there is held against the day that the page shows.
    """
    day: date | None = settings.STANDS_AT
    return datetime.combine(day, time(23, 59)) if day else timezone.localtime().replace(tzinfo=None)


def no_later(day: date) -> date:
    """A day on which something was written, as a demonstration shows it: its visitors write later than the day it stands at."""
    return min(day, settings.STANDS_AT) if settings.STANDS_AT else day


def shown_moment(at: datetime) -> datetime:
    """When something was written, local, as pages show it. In a demonstration its visitors write years after the day that it
    stands at; beside dates of its year the real one would make no sense, so it is told as that day at the same hour.

    Only what is shown: the rows, the audit trail and its page keep the real time, because the chain of digests is made over it
    and an audit answers when somebody really acted.
    """
    local = timezone.localtime(at) if timezone.is_aware(at) else at
    day: date | None = settings.STANDS_AT
    return local if day is None or local.date() <= day else local.replace(year=day.year, month=day.month, day=day.day)
