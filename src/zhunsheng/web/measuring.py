"""``zhunsheng measure``: the values of a data folder without the web."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from zhunsheng.documents.reading.refusal import Refused
from zhunsheng.model.measure import Measure
from zhunsheng.web.serve import prepare


@dataclass(frozen=True, slots=True)
class YearMeasured:
    """What the indicators of a year's projects, and the bound goals of its departments, came to as of a day, from the records
    known at a moment."""

    year: int
    as_of: date
    known_at: datetime
    projects: tuple[tuple[str, tuple[Measure, ...]], ...]
    goals: tuple[Measure, ...]


def measure(
    data: Path, year: int | None = None, as_of: date | None = None, project: str | None = None, known_at: datetime | None = None
) -> YearMeasured:  # fmt: skip
    """Measure a year (the latest in which anything was recorded, unless one is named). Raises :class:`Refused` where there is nothing to measure.

    ``known_at`` (local time where it says no zone) counts the records as they stood at that moment, by the formulas of then.
    """
    prepare(data)
    return _measured(data, year, as_of, project, known_at)


def _measured(
    data: Path, year: int | None, as_of: date | None, code: str | None, known_at: datetime | None
) -> YearMeasured:
    from django.utils import timezone

    from zhunsheng.web.records.measured import AnySheet, items_of, measures_of, usual_day
    from zhunsheng.web.records.models import Plan, Target
    from zhunsheng.web.records.queries.unit_years import latest_of_all

    there = Target.objects.filter(archived=False).select_related("unit")
    year = year or latest_of_all()
    targets = list(there.filter(year=year)) if year else []
    if year is None or not targets:
        raise Refused(
            f"{data}里没有{f'{year}年的' if year else ''}绩效目标表。请先用 zhunsheng import 导入，或核对 --data 和 --year。"
        )
    if code is not None:
        targets = [target for target in targets if target.code == code]
        if not targets:
            raise Refused(f"{year}年没有编码是“{code}”的项目。请核对 --project。")
    plans = [] if code is not None else list(Plan.objects.filter(year=year).select_related("unit"))
    sheets: list[AnySheet] = [*targets, *plans]
    usual = usual_day(year)
    day = min(as_of, usual) if as_of else usual
    known = timezone.make_aware(known_at) if known_at is not None and known_at.tzinfo is None else known_at
    now = timezone.localtime()
    items = items_of(sheets, known_at=known)
    found = measures_of(items, day if day != usual else None, known)
    by_sheet: dict[tuple[str, int], list[Measure]] = {}
    for item in items:
        by_sheet.setdefault(item.name[:2], []).append(found[item.name])
    return YearMeasured(
        year, day, timezone.localtime(known) if known else now, tuple((target.name, tuple(by_sheet.get(("target", target.pk), ()))) for target in targets),
        tuple(one for plan in plans for one in by_sheet.get(("plan", plan.pk), ())),
    )  # fmt: skip
