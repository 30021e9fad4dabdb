"""Which kinds of evidence a unit keeps: those of the program, and those that it or a unit above it defined."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from zhunsheng.ledger.kind import LedgerKind
from zhunsheng.ledger.own_kind import read_own_kind
from zhunsheng.ledger.registry import kinds as built_in
from zhunsheng.model.record import Column, RecordKind
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records.models import Entry, OwnKind, Unit


@dataclass(frozen=True, slots=True)
class KindInForce:
    """A kind as entry pages use it now. ``edition`` is 0 for a kind of the program; ``dropped`` are columns that only older
    entries fill; ``closed`` kinds take no new entries."""

    ledger: LedgerKind
    edition: int = 0
    unit_id: int | None = None
    dropped: frozenset[str] = frozenset()
    closed: bool = False

    @property
    def name(self) -> str:
        """The English name, as the table keeps it."""
        return self.ledger.name

    @property
    def label(self) -> str:
        """The Chinese name."""
        return self.ledger.label

    @property
    def record(self) -> RecordKind:
        """The noun."""
        return self.ledger.record

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns that are filled in now."""
        return tuple(column for column in self.ledger.columns if column.name not in self.dropped)


def kinds_of(unit: Unit) -> dict[str, KindInForce]:
    """Every kind that a unit keeps, the program's own first."""
    return _all(OwnKind.objects.filter(unit_id__in=_line(unit)))


def kinds_of_many(units: Iterable[Unit]) -> dict[int, dict[str, KindInForce]]:
    """The same for many units by their ids, in one query. Units that keep the same kinds share one and the same dictionary."""
    lines = {unit.pk: _line(unit) for unit in units}
    above = {pk for line in lines.values() for pk in line}
    own: dict[int, list[OwnKind]] = {}
    for row in OwnKind.objects.order_by("name", "edition"):  # a few for all units: naming the units would be longer
        if row.unit_id in above:
            own.setdefault(row.unit_id, []).append(row)
    made: dict[tuple[int, ...], dict[str, KindInForce]] = {}
    found = {}
    for pk, line in lines.items():
        whose = tuple(unit for unit in line if unit in own)
        if whose not in made:
            rows = sorted((row for unit in whose for row in own[unit]), key=lambda row: (row.name, row.edition))
            made[whose] = _in_force(rows)
        found[pk] = made[whose]
    return found


def kinds_seen(user: User) -> dict[str, KindInForce]:
    """Every kind of the units that a person sees."""
    return _all(own_kinds_seen(user))


def own_kinds_seen(user: User) -> QuerySet[OwnKind]:
    """All editions of the own kinds that are used in the units a person sees."""
    if user.sees_everything:
        return OwnKind.objects.all()
    if user.unit is None or not user.unit.path:
        return OwnKind.objects.none()
    return OwnKind.objects.filter(Q(unit_id__in=_line(user.unit)) | Q(unit__path__startswith=user.unit.path))


def editions(entries: Iterable[Entry]) -> Mapping[tuple[str, int], KindInForce]:
    """The kinds that some entries were written under, by name and edition."""
    found = {(name, 0): KindInForce(kind) for name, kind in built_in().items()}
    own = {entry.kind for entry in entries if entry.edition}
    if own:
        found |= {(row.name, row.edition): in_force(row) for row in OwnKind.objects.filter(name__in=own)}
    return found


def every_edition() -> Mapping[tuple[str, int], KindInForce]:
    """All kinds there ever were, by name and edition."""
    found = {(name, 0): KindInForce(kind) for name, kind in built_in().items()}
    return found | {(row.name, row.edition): in_force(row) for row in OwnKind.objects.all()}


def in_force(row: OwnKind) -> KindInForce:
    """An edition of an own kind as a kind."""
    kind = read_own_kind(row.definition, name=row.name).kind
    if kind is None:
        raise ValueError(f"edition {row.edition} of {row.name} is no kind")
    return KindInForce(kind, row.edition, row.unit_id, frozenset(row.dropped), row.retired)


def _all(own: QuerySet[OwnKind]) -> dict[str, KindInForce]:
    return _in_force(own.order_by("name", "edition"))


def _in_force(own: Iterable[OwnKind]) -> dict[str, KindInForce]:
    """The program's kinds, and the newest edition of each own one; they come in the order of their editions."""
    found = {name: KindInForce(kind) for name, kind in built_in().items()}
    newest = {row.name: row for row in own}
    return found | {name: in_force(row) for name, row in newest.items()}


def _line(unit: Unit) -> list[int]:
    """The ids of a unit and of all units above it."""
    return [int(part) for part in unit.path.split("/") if part]
