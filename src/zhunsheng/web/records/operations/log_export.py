"""Remember who took what out as files: what it was, of whom, in which format, how many records."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from zhunsheng.web.accounts.models import User
from zhunsheng.web.records import audit
from zhunsheng.web.records.models import Target, Unit


def log_export(
    by: User, suffix: str, targets: Sequence[Target] = (), unit: Unit | None = None, year: int = 0, *,
    what: str = "绩效目标表", rows: int | None = None,
) -> None:  # fmt: skip
    """Log an export of some projects, or of a unit's whole year. ``what`` is the name of the paper, ``rows`` how many
    records it has; without it, how many projects."""
    name, detail = "", _detail(what, suffix, len(targets) or None if rows is None else rows)
    if unit is not None:
        name, detail["unit"] = f"unit:{unit.pk}", unit.code
    elif len(targets) == 1:
        name = f"target:{targets[0].pk}"
    if year or targets:
        detail["year"] = year or targets[0].year
    if targets:
        detail["targets"] = [target.pk for target in targets]
    _log(by, name, detail)


def log_entries_export(by: User, suffix: str, kind: str, query: str, *, rows: int, words: str = "") -> None:
    """Log an export of a ledger as it was narrowed: ``query`` as the address says it, ``words`` as people do."""
    _log(by, f"ledger:{kind}", _detail("台账记录", suffix, rows) | {"query": query, "filters": words})


def log_overview_export(by: User, suffix: str, query: str, *, rows: int, words: str = "") -> None:
    """Log an export of the overview's projects as they were narrowed."""
    _log(by, "", _detail("项目绩效总览", suffix, rows) | {"query": query, "filters": words})


def _detail(what: str, suffix: str, rows: int | None) -> dict[str, Any]:
    return {"exported": what, "format": suffix} | ({} if rows is None else {"rows": rows})


def _log(by: User, name: str, detail: dict[str, Any]) -> None:
    with transaction.atomic():
        audit.log("export", by, timezone.now(), name, detail)
