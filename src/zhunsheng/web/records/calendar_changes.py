"""What regions set for their calendars and the bureau for monitoring: one table, asked once a request."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from zhunsheng.web.records.models import CalendarChange

_ASKED: ContextVar[list[list[CalendarChange]] | None] = ContextVar("calendar_changes", default=None)


def changes() -> list[CalendarChange]:
    """Every change with who made it, in the order in which they were made. At most one query within :func:`asked_once`."""
    asked = _ASKED.get()
    if asked:
        return asked[0]
    rows = list(CalendarChange.objects.select_related("by", "unit").order_by("pk"))
    if asked is not None:
        asked.append(rows)
    return rows


@contextmanager
def asked_once() -> Iterator[None]:
    """Within it the settings are asked of the database once, unless somebody changes them meanwhile."""
    token = _ASKED.set([])
    try:
        yield
    finally:
        _ASKED.reset(token)


def forget() -> None:
    """The settings were changed: they are asked for anew."""
    asked = _ASKED.get()
    if asked is not None:
        asked.clear()
