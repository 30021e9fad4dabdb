"""What a phone needs to know to take entries without a signal: kinds, projects, known things."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Count, Sum

from zhunsheng.formula.storage import slots
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records.kinds_in_force import KindInForce, kinds_of
from zhunsheng.web.records.models import Entry, MeasuredValue, Tally, Target, Unit

THINGS = 300
"""Known things of one kind that a phone is told."""
PROJECTS = 200
_EPOCH = date(1970, 1, 1)
NOT_ON_PHONES = frozenset({"survey_answer"})
"""Kinds that have pages of their own."""


@dataclass(frozen=True, slots=True)
class PhoneData:
    """Kinds (those most used first), projects of the newest years, and the things that each kind has named so far.

    ``readers`` are by kind the projects of a year whose indicators are computed from it, those with most such indicators first.
    """

    kinds: tuple[KindInForce, ...]
    used: frozenset[str]
    projects: tuple[tuple[int, str, str, int], ...]
    things: dict[str, list[str]]
    readers: Mapping[str, Sequence[int]]


def phone_data(unit: Unit, year: int, user: User) -> PhoneData:
    """What the phone of a person is told in a year: first the kinds that they themselves enter most, then those of the unit."""
    counts = dict(Tally.objects.filter(unit=unit).values_list("kind").annotate(sum=Sum("count")).order_by("kind"))
    kinds = [kind for kind in kinds_of(unit).values() if not kind.closed and kind.name not in NOT_ON_PHONES]
    own = _own_counts(unit, year, user, counts)
    kinds.sort(key=lambda kind: (-own.get(kind.name, 0), -counts.get(kind.name, 0)))
    used = frozenset(kind.name for kind in kinds if counts.get(kind.name))
    return PhoneData(
        tuple(kinds), used, unit_projects(unit), things(unit, [kind for kind in kinds if kind.name in used]), readers(unit, year)
    )  # fmt: skip


def _own_counts(unit: Unit, year: int, user: User, known: Iterable[str]) -> dict[str, int]:
    """How many entries of each kind a person wrote with days of this year and the last: one query along the units' index."""
    rows = Entry.objects.filter(unit=unit, kind__in=list(known), by=user, day__gte=(date(year - 1, 1, 1) - _EPOCH).days)
    return dict(rows.order_by().values_list("kind").annotate(Count("pk")))


def things(unit: Unit, kinds: Iterable[KindInForce]) -> dict[str, list[str]]:
    """The things (lamps, trees, meters) that the valid entries of a unit name, by kind: one query for all kinds."""
    parts, given = [], []
    for number, kind in enumerate(kinds):
        thing = kind.ledger.thing
        slot = slots(kind.record).get(thing.name) if thing else None
        if slot:
            parts.append(
                f"SELECT * FROM (SELECT DISTINCT CAST(%s AS text) AS kind, {slot} AS thing FROM records_entry WHERE kind = %s"
                f" AND unit_id = %s AND {slot} IS NOT NULL AND superseded_at IS NULL LIMIT {THINGS}) AS part{number}"
            )
            given += [kind.name, kind.name, unit.pk]
    if not parts:
        return {}
    found: dict[str, list[str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), given)
        for name, thing in cursor.fetchall():
            found.setdefault(name, []).append(thing)
    return {name: sorted(rows) for name, rows in found.items()}


def readers(unit: Unit, year: int) -> dict[str, list[int]]:
    """By kind the projects of a year whose indicators are computed from their own entries of it, the one with most such
    indicators first. Asked of the values kept, so that no formula is read: what was never computed is not among them."""
    rows = MeasuredValue.objects.filter(project__unit=unit, project__year=year, project__archived=False)
    counts: dict[str, Counter[int]] = {}
    for project, names in rows.order_by("project__position", "project_id").values_list("project_id", "kinds"):
        for name in filter(None, names.split("|")):
            counts.setdefault(name, Counter())[project] += 1
    return {name: [project for project, _ in found.most_common()] for name, found in counts.items()}


def unit_projects(unit: Unit) -> tuple[tuple[int, str, str, int], ...]:
    """Id, name, code and year of the projects of a unit's two newest years."""
    rows = Target.objects.filter(unit=unit, archived=False).order_by("-year", "position", "pk")
    found = list(rows.values_list("pk", "name", "code", "year")[:PROJECTS])
    newest = found[0][3] if found else 0
    return tuple(row for row in found if row[3] > newest - 2)
