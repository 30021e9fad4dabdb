"""``zhunsheng publish``: the publications of a data folder's year as files, without the web."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from zhunsheng.documents.reading.refusal import Refused
from zhunsheng.usecases.open_data.files import PublicFiles, public_files
from zhunsheng.usecases.publication import PublicationKind
from zhunsheng.usecases.publication_concerns import Concern
from zhunsheng.web.serve import prepare

if TYPE_CHECKING:
    from zhunsheng.web.records.models import Unit


@dataclass(frozen=True, slots=True)
class UnitPublication:
    """One publication of one unit: its files, or what forbids them; ``None`` where the gate is shut."""

    folder: str
    words: str
    concerns: tuple[Concern, ...]
    made: PublicFiles | None


def publish(
    data: Path, year: int, kind: PublicationKind | None = None, unit: str | None = None
) -> Iterator[UnitPublication]:
    """Everything that can be published of a year, one after the other: targets, and results where there are any.

    Raises :class:`Refused` at once where there is nothing of the year or of the unit.
    """
    prepare(data)
    units = _units(data, year, unit)
    return _published(units, year, [kind] if kind else list(PublicationKind))


def _units(data: Path, year: int, code: str | None) -> list[Unit]:
    from zhunsheng.web.records.models import Target, Unit

    there = Target.objects.filter(archived=False, year=year)
    units = list(Unit.objects.filter(pk__in=there.values("unit")).select_related("parent").order_by("code"))
    if not units:
        raise Refused(f"{data}里没有{year}年的绩效目标表。请先用 zhunsheng import 导入，或核对 --data 和 --year。")
    if code is not None:
        units = [unit for unit in units if unit.code == code]
        if not units:
            raise Refused(f"{year}年没有编码是“{code}”的单位。请核对 --unit。")
    return units


def _published(units: Sequence[Unit], year: int, kinds: Sequence[PublicationKind]) -> Iterator[UnitPublication]:
    from zhunsheng.web.records.publication_standing import Occasion, standings
    from zhunsheng.web.records.publishing import draft

    for unit in units:
        for now in standings([Occasion(unit, year, each) for each in kinds]):
            would = draft(now)
            if now.occasion.kind is PublicationKind.ACCOUNTS and not would.has_results:
                continue
            made = None if would.stopping else public_files(would.year, would.about)
            folder = f"{unit.code}-{year}-{now.occasion.kind.value}"
            yield UnitPublication(folder, now.occasion.words, would.concerns, made)
