"""Take back an upload that its person stopped, in case it arrived all the same."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from zhunsheng.web.accounts.models import User
from zhunsheng.web.records import audit
from zhunsheng.web.records.models import Reading, ReadingStatus


def cancel_upload(by: User, client_id: str) -> bool:
    """Give up the reading of this upload, if it has come in and still waits; whether there was one."""
    with transaction.atomic():
        rows = Reading.objects.select_for_update(of=("self",)).filter(uploaded_by=by, client_id=client_id or None)
        reading = rows.defer("document").first()
        if reading is None:
            return False
        if reading.status == ReadingStatus.READ:
            reading.status, reading.decided_at = ReadingStatus.DISCARDED, timezone.now()
            reading.save(update_fields=("status", "decided_at"))
            audit.log("cancel_upload", by, reading.decided_at, f"reading:{reading.pk}", {"name": reading.name})
    return True
