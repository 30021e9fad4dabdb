"""The portal's pictures: a year's projects ranked, a project's indicators, a project and a unit over the years."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from zhunsheng.model.light import Light
from zhunsheng.pictures.bars import BarRow, progress, ranking
from zhunsheng.pictures.drawing import NARROW, WIDE
from zhunsheng.pictures.picture import Picture
from zhunsheng.pictures.years import YearRow, years
from zhunsheng.web.records.models import OpenProject

_YUAN = Decimal(10_000)
_WIDTHS = (WIDE, NARROW, 958.0)
"""For a tablet, a phone, and the full width of the portal's page, in px."""
LIGHTS = {"met": Light.MET, "missed": Light.MISSED, "unknown": Light.NO_DATA}
"""How the open data says whether a target was reached, as a light."""
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Both:
    """A picture for desk and paper, and the same for a phone."""

    wide: Picture
    narrow: Picture
    broad: Picture


def project_url(code: str, year: int, project: str) -> str:
    """The stable address of a project."""
    return f"/open/{code}/{year}/{project}/"


def year_url(code: str, year: int) -> str:
    """The stable address of a unit's year."""
    return f"/open/{code}/{year}/"


def ranked(base: str, targets: Sequence[Row], results: Sequence[Row]) -> Both | None:
    """The projects of a year by their score; without results, by their budget. ``base`` is the year's address."""
    scored = [row for row in results if row["score"] is not None]
    if scored:
        told = [(row, Decimal(row["score"])) for row in scored]
        caption, unit = _score_point(told), "分"
    else:
        told = [(row, Decimal(row["budget_total"])) for row in targets if row["budget_total"] is not None]
        caption, unit = _budget_point(told), "万元"
    if len(told) < 2:
        return None
    bars = [BarRow(row["project_name"] or "未命名项目", value, link=f"{base}{row['project']}/") for row, value in told]
    return Both(*(ranking(bars, caption=caption, unit=unit, width=width, places=2) for width in _WIDTHS))


def completion(results: Sequence[Row]) -> Both | None:
    """How far each indicator came."""
    bars = [
        BarRow(
            row["level3"] or "未命名指标", Decimal(row["completion_percent"]) if row["completion_percent"] else None, Decimal(100),
            LIGHTS[row["light"]], note=f"指标值{row['target_text'] or '没有'}，完成{row['actual_text'] or '没有数'}",
        )
        for row in results
    ]  # fmt: skip
    if not bars:
        return None
    met = sum(bar.light is Light.MET for bar in bars)
    missed = sum(bar.light is Light.MISSED for bar in bars)
    caption = f"{len(bars)}条指标，{met}条达到指标值" + (f"，{missed}条没有达到" if missed else "")
    note = "完成值占指标值的百分比，竖线为100%"
    return Both(*(progress(bars, caption=caption, note=note, width=width) for width in _WIDTHS))


def project_years(rows: Sequence[OpenProject]) -> Both | None:
    """A project over the years: budget, payments, score."""
    told = [
        YearRow(row.year, _yuan(row.budget), _yuan(row.paid), row.score, row.grade, project_url(row.unit.code, row.year, row.project))
        for row in rows
    ]  # fmt: skip
    return Both(*(years(told, width=width) for width in _WIDTHS)) if len(told) > 1 else None


def unit_years(name: str, rows: Sequence[tuple[int, Sequence[OpenProject], str]]) -> Both:
    """A unit over the years: each year with its projects and its address."""
    told = [YearRow(year, *_sums(projects), link=url) for year, projects, url in rows]
    caption = f"{name}各年公开的项目预算和支出"
    return Both(*(years(told, caption=caption, width=width) for width in _WIDTHS))


def _sums(rows: Sequence[OpenProject]) -> tuple[Decimal | None, Decimal | None]:
    return _sum(row.budget for row in rows), _sum(row.paid for row in rows)


def _sum(amounts: Iterable[Decimal | None]) -> Decimal | None:
    found = list(amounts)
    known = [amount for amount in found if amount is not None]
    return _yuan(sum(known, Decimal(0))) if found and len(known) == len(found) else None


def _yuan(wan: Decimal | None) -> Decimal | None:
    return None if wan is None else wan * _YUAN


def _score_point(rows: Sequence[tuple[Row, Decimal]]) -> str:
    good = sum(row["grade"] == "优" for row, _ in rows)
    low, value = min(rows, key=lambda pair: pair[1])
    return f"{len(rows)}个项目自评，{good}个为优；最低的是{low['project_name']}，{value}分"


def _budget_point(rows: Sequence[tuple[Row, Decimal]]) -> str:
    if not rows:
        return "没有预算数"
    most, value = max(rows, key=lambda pair: pair[1])
    total = sum((value for _, value in rows), Decimal(0))
    return f"{len(rows)}个项目预算合计{total}万元，最多的是{most['project_name']}，{value}万元"
