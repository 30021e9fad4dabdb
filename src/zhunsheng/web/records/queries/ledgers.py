"""The ledgers of the units that a person sees: which kinds, how many entries, when the last one came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max, QuerySet, Sum

from zhunsheng.web.accounts.models import User
from zhunsheng.web.records.kinds_in_force import KindInForce, kinds_seen
from zhunsheng.web.records.models import Tally, Unit
from zhunsheng.web.records.moments import moment_of
from zhunsheng.web.records.scope import scoped, units


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One kind with what it holds."""

    kind: KindInForce
    count: int
    last_at: datetime | None
    months: tuple[tuple[int, int], ...]
    """``(month, entries)`` of the months that have any, oldest first."""


@dataclass(frozen=True, slots=True)
class Ledgers:
    """All kinds by group, and what can be chosen."""

    groups: tuple[tuple[str, tuple[LedgerRow, ...]], ...]
    total: int
    years: tuple[int, ...]
    units: tuple[tuple[str, str], ...]


def ledgers_of(user: User, unit: str = "", year: int | None = None, month: int | None = None) -> Ledgers:
    """The ledgers of one unit and those under it, or of all that the person sees; of one year or month (``202007``), or of
    all. Of a month only the kinds that have any."""
    tallies = scoped(Tally.objects.filter(count__gt=0), user)
    if unit:
        path = Unit.objects.filter(code=unit).values_list("path", flat=True).first()
        tallies = tallies.filter(unit__path__startswith=path) if path else tallies.none()
    years = sorted({month // 100 for month in tallies.values_list("month", flat=True).distinct()}, reverse=True)
    shown = tallies if year is None else tallies.filter(month__gte=year * 100, month__lt=(year + 1) * 100)
    if month is not None:
        shown = tallies.filter(month=month)
    months, last = _counted(shown)
    rows = [
        LedgerRow(kind, sum(months.get(name, {}).values()), last.get(name), tuple(sorted(months.get(name, {}).items())))
        for name, kind in kinds_seen(user).items()
        if name in months or (month is None and not kind.closed)
    ]
    groups: dict[str, list[LedgerRow]] = {}
    for row in rows:
        groups.setdefault(row.kind.ledger.group, []).append(row)
    return Ledgers(
        tuple((group, tuple(members)) for group, members in groups.items()),
        sum(row.count for row in rows),
        tuple(years),
        tuple(units(user).order_by("code").values_list("code", "name")[:500]),
    )


def _counted(tallies: QuerySet[Tally]) -> tuple[dict[str, dict[int, int]], dict[str, datetime]]:
    months: dict[str, dict[int, int]] = {}
    last: dict[str, datetime] = {}
    rows = tallies.values_list("kind", "month").annotate(sum=Sum("count"), last=Max("last_at"))
    for name, month, count, at in rows.order_by("kind", "month"):
        months.setdefault(name, {})[month] = count
        last[name] = max(last.get(name, moment_of(at)), moment_of(at))
    return months, last


def entries_of_months(user: User, today: date, count: int = 12) -> tuple[tuple[int, int], ...]:
    """How many valid entries the last months have in what the person sees: month (``202007``) and count, the oldest first."""
    months = [(today.year * 12 + today.month - 1 - back) for back in reversed(range(count))]
    names = [month // 12 * 100 + month % 12 + 1 for month in months]
    rows = scoped(Tally.objects.filter(month__range=(names[0], names[-1])), user)
    found = dict(rows.order_by().values_list("month").annotate(Sum("count")))
    return tuple((name, found.get(name, 0)) for name in names)
