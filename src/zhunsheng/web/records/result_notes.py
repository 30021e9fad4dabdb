"""What was set down about results, as it holds: the newest of each sort and key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet

from zhunsheng.web.records.models import Plan, ResultNote, Target, Unit

Key = tuple[int, str, str]
"""Owner's id, sort, key."""


def holding(rows: Iterable[ResultNote], owner: str = "") -> dict[Key, ResultNote]:
    """The newest of each owner, sort and key; what was withdrawn is left out."""
    newest: dict[Key, ResultNote] = {}
    for row in rows:
        newest[(getattr(row, f"{owner}_id") if owner else 0, row.what, row.key)] = row
    return {name: row for name, row in newest.items() if not row.withdrawn}


def of_targets(targets: Sequence[Target], *whats: str) -> Mapping[Key, ResultNote]:
    """What holds of projects. One query."""
    return holding(_rows(whats).filter(target__in=[target.pk for target in targets]), "target")


def of_plan(plan: Plan) -> tuple[Mapping[tuple[str, str], ResultNote], tuple[ResultNote, ...]]:
    """What holds of a unit's year by sort and key, and everything ever said of it, oldest first. One query."""
    rows = tuple(_rows(()).filter(plan=plan))
    return {(what, key): row for (_, what, key), row in holding(rows).items()}, rows


def of_unit(unit: Unit, what: str) -> Mapping[str, ResultNote]:
    """What holds of a unit by key. One query."""
    return {key: row for (_, _, key), row in holding(_rows((what,)).filter(unit=unit)).items()}


def of_year(what: str, year: int) -> tuple[dict[str, ResultNote], tuple[ResultNote, ...]]:
    """What holds of a year for everybody by key, and its history, oldest first. One query."""
    rows = tuple(_rows((what,)).filter(year=year, target=None, plan=None, unit=None))
    return {key: row for (_, _, key), row in holding(rows).items()}, rows


def of_years(what: str, years: Sequence[int]) -> dict[int, tuple[dict[str, ResultNote], tuple[ResultNote, ...]]]:
    """The same of some years, of those that anything was ever said of. One query."""
    by_year: dict[int, list[ResultNote]] = {}
    for row in _rows((what,)).filter(year__in=years, target=None, plan=None, unit=None):
        by_year.setdefault(row.year, []).append(row)
    return {
        year: ({key: row for (_, _, key), row in holding(rows).items()}, tuple(rows)) for year, rows in by_year.items()
    }


def base_of(rows: Iterable[ResultNote], what: str, key: str) -> int:
    """The number of the newest note of a sort and key, withdrawn ones too; 0 when there is none."""
    return max((row.pk for row in rows if row.what == what and row.key == key), default=0)


def _rows(whats: Sequence[str]) -> QuerySet[Any]:
    rows = ResultNote.objects.select_related("by").order_by("pk")
    return rows.filter(what__in=whats) if whats else rows
