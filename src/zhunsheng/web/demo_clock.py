"""The demonstration's clock: while its year is played, operations write the day on which a thing happened."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.utils import timezone

_BEFORE_NOON = time(9, 0)


class Clock:
    """A clock that is set from day to day, never back; while it is held, Django's own ``now`` is read from it.

    Only the making of a demonstration holds it: one process, one thread, a data folder of its own. What people write in the
    demonstration afterwards keeps the real time.
    """

    def __init__(self) -> None:
        self._real = timezone.now
        self._at = self._from = self._shown = self._real()
        self._is_set = False

    def now(self) -> datetime:
        """The moment shown: where the clock was set to, and as much further as has gone by since; no moment twice."""
        self._shown = max(self._at + (self._real() - self._from), self._shown + timedelta(microseconds=1))
        return self._shown

    def set_to(self, day: date) -> None:
        """Show nine in the morning of a day, or a minute later than what was shown last."""
        morning = timezone.make_aware(datetime.combine(day, _BEFORE_NOON))
        self._at = max(morning, self._shown + timedelta(minutes=1)) if self._is_set else morning
        self._shown, self._from, self._is_set = self._at, self._real(), True
        settings.STANDS_AT = day


@contextmanager
def held_clock() -> Iterator[Clock]:
    """Hold the clock; afterwards the real time is back, and the day that pages act on is what it was."""
    clock, stood = Clock(), settings.STANDS_AT
    real = timezone.now
    timezone.now = clock.now
    try:
        yield clock
    finally:
        timezone.now = real
        settings.STANDS_AT = stood
