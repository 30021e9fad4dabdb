"""``zhunsheng publish``: the publications of a data folder's year as files, without the web."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from zhunsheng.documents.reading.refusal import Refused
from zhunsheng.usecases.open_data.files import PublicFiles, public_files
from zhunsheng.usecases.publication import PublicationKind
from zhunsheng.usecases.publication_concerns import Concern
from zhunsheng.web.serve import prepare


@dataclass(frozen=True, slots=True)
class UnitPublication:
    """One publication of one unit: its files, or what forbids them; ``None`` where the gate is shut."""

    folder: str
    words: str
    concerns: tuple[Concern, ...]
    made: PublicFiles | None


def publish(
    data: Path, year: int, kind: PublicationKind | None = None, unit: str | None = None
) -> tuple[UnitPublication, ...]:
    """Everything that can be published of a year: targets, and results where there are any.

    Raises :class:`Refused` where there is nothing of the year, of the unit, or of the kind that was asked for.
    """
    prepare(data)
    return _published(data, year, kind, unit)


def _published(data: Path, year: int, kind: PublicationKind | None, code: str | None) -> tuple[UnitPublication, ...]:
    from zhunsheng.web.records.models import Target, Unit
    from zhunsheng.web.records.publishing import Occasion, draft, standings

    there = Target.objects.filter(archived=False, year=year)
    units = list(Unit.objects.filter(pk__in=there.values("unit")).select_related("parent").order_by("code"))
    if not units:
        raise Refused(f"{data}里没有{year}年的绩效目标表。请先用 zhunsheng import 导入，或核对 --data 和 --year。")
    if code is not None:
        units = [unit for unit in units if unit.code == code]
        if not units:
            raise Refused(f"{year}年没有编码是“{code}”的单位。请核对 --unit。")
    kinds = [kind] if kind else list(PublicationKind)
    found = []
    for now in standings([Occasion(unit, year, each) for unit in units for each in kinds]):
        would = draft(now)
        if now.occasion.kind is PublicationKind.ACCOUNTS and not would.has_results:
            if kind is not None:
                raise Refused(
                    f"{now.occasion.unit.name}{year}年还没有自评结果，不能公开。请等年度结束、补齐完成值和支付记录后再公开。"
                )
            continue
        made = None if would.stopping else public_files(would.year, would.about)
        folder = f"{now.occasion.unit.code}-{year}-{now.occasion.kind.value}"
        found.append(UnitPublication(folder, now.occasion.words, would.concerns, made))
    return tuple(found)
