"""Bringing the counts of entries up to date, inside the transaction that writes them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from django.db import connection, transaction
from django.db.models import Count, Max

from zhunsheng.web.records import audit
from zhunsheng.web.records.models import Entry, Tally

Drawer = tuple[int, str, int]
"""Unit, kind and month that an entry is counted under."""


def count(added: Iterable[Drawer], taken: Iterable[Drawer] = (), *, at: int) -> None:
    """Count entries that became valid and those that ceased to be. Whoever calls holds the audit chain's lock, so that no
    two count at once."""
    steps = Counter(added)
    steps.subtract(Counter(taken))
    count_many(steps, at=at)


def count_many(steps: Mapping[Drawer, int], *, at: int) -> None:
    """Count many entries by drawer; see :func:`count`."""
    up = [(unit, kind, month, step, at) for (unit, kind, month), step in steps.items() if step > 0]
    down = [(step, at, at, unit, kind, month) for (unit, kind, month), step in steps.items() if step <= 0]
    with connection.cursor() as cursor:
        if up:
            cursor.executemany(_UP, up)
        if down:
            cursor.executemany(_DOWN, down)


_LAST = "CASE WHEN records_tally.last_at < {at} THEN {at} ELSE records_tally.last_at END"
_UP = (
    "INSERT INTO records_tally (unit_id, kind, month, count, last_at) VALUES (%s, %s, %s, %s, %s)"
    " ON CONFLICT (unit_id, kind, month) DO UPDATE SET count = records_tally.count + excluded.count, last_at = "
    + _LAST.format(at="excluded.last_at")
)
_DOWN = (
    f"UPDATE records_tally SET count = count + %s, last_at = {_LAST.format(at='%s')}"
    " WHERE unit_id = %s AND kind = %s AND month = %s"
)


def rebuild() -> int:
    """Count all valid entries anew; how many drawers there are. Holds the audit chain while it counts."""
    valid = Entry.objects.filter(superseded_at__isnull=True, withdrawn=False)
    with transaction.atomic():
        audit.hold()
        found = (
            valid.order_by()
            .values_list("unit_id", "kind", "month")
            .annotate(count=Count("pk"), last=Max("recorded_at"))
        )
        rows = [
            Tally(unit_id=unit, kind=kind, month=month, count=count, last_at=at)
            for unit, kind, month, count, at in found
        ]
        Tally.objects.all().delete()
        Tally.objects.bulk_create(rows, batch_size=1000)
    return len(rows)
