"""Remember who took which projects out as files."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from zhunsheng.web.accounts.models import User
from zhunsheng.web.records import audit
from zhunsheng.web.records.models import Target, Unit


def log_export(by: User, suffix: str, targets: Sequence[Target] = (), unit: Unit | None = None, year: int = 0) -> None:
    """Log an export of some projects, or of a unit's whole year."""
    if unit is not None:
        name, detail = f"unit:{unit.pk}", {"format": suffix, "year": year}
    else:
        name = f"target:{targets[0].pk}" if len(targets) == 1 else ""
        detail = {"format": suffix, "targets": [target.pk for target in targets]}
    with transaction.atomic():
        audit.log("export", by, timezone.now(), name, detail)


def log_entries_export(by: User, suffix: str, kind: str, query: str) -> None:
    """Log an export of a ledger as it was narrowed."""
    with transaction.atomic():
        audit.log("export", by, timezone.now(), f"ledger:{kind}", {"format": suffix, "filters": query})


def log_overview_export(by: User, suffix: str, query: str) -> None:
    """Log an export of the overview's projects as they were narrowed."""
    with transaction.atomic():
        audit.log("export", by, timezone.now(), "", {"format": suffix, "filters": query})
