"""The unit and year that a page of a year's results is about, and the others that one may choose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from zhunsheng.web.accounts.models import User
from zhunsheng.web.records.current_day import current_day
from zhunsheng.web.records.models import Tally, Target, Unit, Version, VersionKind
from zhunsheng.web.records.scope import scoped


@dataclass(frozen=True, slots=True)
class UnitYear:
    """A unit's year: its projects in their order. ``choices`` are code, year and words of every unit-year that the person sees."""

    unit: Unit | None
    year: int | None
    targets: tuple[Target, ...]
    choices: tuple[tuple[str, int, str], ...]


def unit_year(user: User, code: str = "", year: int | None = None) -> UnitYear:
    """The unit-year asked for; by default the latest in which the person's own unit, or the first they see, recorded anything."""
    there = scoped(Target.objects.filter(archived=False), user)
    rows = there.order_by().values_list("unit__code", "unit__name", "year").distinct()
    found = sorted(rows, key=lambda row: (-row[2], row[0]))
    choices = tuple((unit, each, f"{name} {each}年") for unit, name, each in found)
    own = user.unit.code if user.unit else ""
    wanted = [(unit, each) for unit, _, each in found if (not code or unit == code) and (year is None or each == year)]
    wanted.sort(key=lambda pair: (pair[0] != own, -pair[1]))
    if not wanted:
        return UnitYear(None, None, (), choices)
    chosen, of_year = wanted[0]
    if year is None:
        of_year = latest_recorded(chosen, [each for unit, each in wanted if unit == chosen])
    targets = tuple(there.filter(unit__code=chosen, year=of_year).select_related("unit"))
    return UnitYear(targets[0].unit, of_year, targets, choices)


def latest_recorded(code: str, years: Sequence[int]) -> int:
    """The latest of a unit's years in which it recorded anything, so that next year's drafts do not hide this year's results;
    the latest of all where nothing was recorded. One query where there are several years, two where several have records."""
    return _latest(Tally.objects.filter(unit__code=code), Target.objects.filter(unit__code=code), years)


def latest_seen(user: User, years: Sequence[int]) -> int:
    """Of the years that a person sees, the latest in which anything was recorded, else the latest; 0 without any."""
    return _latest(scoped(Tally.objects.all(), user), scoped(Target.objects.all(), user), years)


def latest_of_all() -> int | None:
    """The latest year of any target table in which anything was recorded, else the latest; ``None`` without tables."""
    targets = Target.objects.filter(archived=False)
    years = set(targets.order_by().values_list("year", flat=True))
    return _latest(Tally.objects.all(), targets, tuple(years)) or None


def _latest(tallies: QuerySet[Tally], targets: QuerySet[Target], years: Sequence[int]) -> int:
    """The year that today's work belongs to: of the years with records the latest whose tables were approved. A first entry of
    a year that is still being drafted does not turn the pages to it, and a year to come never does while there is one at hand.
    """
    this = current_day().year
    years = [each for each in years if each <= this] or sorted(years)[:1]
    if len(years) > 1:
        months = tallies.filter(count__gt=0).order_by().values_list("month", flat=True).distinct()
        recorded = {month // 100 for month in months}
        years = [each for each in years if each in recorded] or years
    if len(years) > 1:
        approved = Version.objects.filter(kind=VersionKind.APPROVED, target=OuterRef("pk"))
        there = targets.filter(Exists(approved), archived=False, year__in=years)
        years = list(there.order_by().values_list("year", flat=True).distinct()) or years
    return max(years, default=0)
