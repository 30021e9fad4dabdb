"""Give up what was read from a file; the file itself stays."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from zhunsheng.web.accounts.models import User
from zhunsheng.web.records import audit
from zhunsheng.web.records.models import Reading, ReadingStatus
from zhunsheng.web.records.operations.confirm_reading import check_open


def discard_reading(reading: Reading, by: User) -> Reading:
    """Mark a reading that waits as given up. Raises ``Invalid`` or ``Forbidden``."""
    at = timezone.now()
    with transaction.atomic():
        reading = Reading.objects.select_for_update(of=("self",)).get(pk=reading.pk)
        check_open(reading, by)
        reading.status, reading.decided_at = ReadingStatus.DISCARDED, at
        reading.save(update_fields=("status", "decided_at"))
        audit.log("discard_reading", by, at, f"reading:{reading.pk}", {"name": reading.name})
    return reading
