"""``zhunsheng score``: the self-evaluations of a data folder without the web."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from zhunsheng.documents.reading.refusal import Refused
from zhunsheng.model.organisation import BudgetUnit
from zhunsheng.usecases.score_report import UnitScore
from zhunsheng.usecases.self_evaluation import Evaluated, unit_score
from zhunsheng.web.serve import prepare


@dataclass(frozen=True, slots=True)
class YearScored:
    """The scores of a year's projects, of each unit and of all of them together."""

    year: int
    as_of: date
    projects: tuple[Evaluated, ...]
    units: tuple[UnitScore, ...]
    whole: UnitScore


def score(data: Path, year: int | None = None) -> YearScored:
    """Score a year (the latest in which anything was recorded, unless one is named). Raises :class:`Refused` where there is nothing to score."""
    prepare(data)
    return _scored(data, year)


def _scored(data: Path, year: int | None) -> YearScored:
    from zhunsheng.web.records.evaluated import evaluate_targets
    from zhunsheng.web.records.measured import usual_day
    from zhunsheng.web.records.models import Target
    from zhunsheng.web.records.queries.unit_years import latest_of_all

    there = Target.objects.filter(archived=False).select_related("unit")
    year = year or latest_of_all()
    targets = list(there.filter(year=year)) if year else []
    if year is None or not targets:
        raise Refused(
            f"{data}里没有{f'{year}年的' if year else ''}绩效目标表。请先用 zhunsheng import 导入，或核对 --data 和 --year。"
        )
    rows = evaluate_targets(targets)
    by_unit: dict[tuple[str, str], list[Evaluated]] = {}
    for row in rows:
        by_unit.setdefault((row.target.unit.code, row.target.unit.name), []).append(row.evaluated)
    units = tuple((BudgetUnit(code, name), unit_score(name, group)) for (code, name), group in by_unit.items())
    everything = tuple(row.evaluated for row in rows)
    whole = units[0] if len(units) == 1 else (BudgetUnit(None, "全部单位"), unit_score("全部单位", everything))
    return YearScored(year, usual_day(year), everything, units, whole)
