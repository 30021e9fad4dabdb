"""Scores as the public JSON (``zhunsheng/scores@1``)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from zhunsheng.model.organisation import BudgetUnit
from zhunsheng.model.score import ExecutionScore, IndicatorScore, RollUp, ScoreRemark
from zhunsheng.usecases.measure_report import plain
from zhunsheng.usecases.self_evaluation import Evaluated

SCHEMA = "zhunsheng/scores@1"
UnitScore = tuple[BudgetUnit, RollUp]
"""A unit and what its projects come to."""


def scores_json(
    year: int, as_of: date, evaluated: Iterable[Evaluated], whole: UnitScore, units: Sequence[UnitScore] = ()
) -> dict[str, Any]:
    """The scores of a year's projects and of their unit. Numbers are texts in plain digits, what is blank is ``null``.

    Where the projects belong to several units, ``whole`` is of all of them together and ``units`` of each.
    """
    return {
        "schema": SCHEMA, "year": year, "as_of": as_of.isoformat(), "projects": [project_json(one) for one in evaluated],
        "unit": _unit(whole), "units": [_unit(one) for one in units or (whole,)],
    }  # fmt: skip


def project_json(one: Evaluated) -> dict[str, Any]:
    """One project's scores with every step."""
    found, project = one.evaluation, one.case.project
    return {
        "project": project.code, "name": project.name, "unit_code": project.unit.code, "score": plain(found.total), "grade": found.grade,
        "points": plain(found.points), "open_points": plain(found.open_points), "scheme": found.scheme, "steps": list(found.steps),
        "execution": _execution(found.execution),
        "indicators": [
            _indicator(score, row.level3) for score, row in zip(found.indicators, project.indicators, strict=True)
        ],
        "findings": [_finding(remark) for remark in found.remarks],
    }  # fmt: skip


def _execution(money: ExecutionScore) -> dict[str, Any]:
    return {
        "weight": plain(money.weight), "budget_yuan": plain(money.budget), "paid_yuan": plain(money.paid), "rate_percent": plain(money.rate),
        "score": plain(money.score), "steps": list(money.steps),
    }  # fmt: skip


def _indicator(score: IndicatorScore, name: str | None) -> dict[str, Any]:
    override = score.override
    return {
        "indicator": name, "level1": score.level1, "weight": plain(score.weight), "score": plain(score.score), "state": score.state.value,
        "method": score.method.value if score.method else None, "evidence": score.evidence.value if score.evidence else None,
        "value": plain(score.value), "completion_percent": plain(score.percent), "met": score.met, "computed": plain(score.computed),
        "needs_reason": score.needs_reason, "cause": score.reason.cause if score.reason else None,
        "override": {"reason": override.reason, "attachment": override.attachment, "by": override.by} if override else None,
        "steps": list(score.steps),
    }  # fmt: skip


def _finding(remark: ScoreRemark) -> dict[str, Any]:
    return {"severity": remark.severity.value, "field": remark.address, "message": remark.message}


def _unit(one: UnitScore) -> dict[str, Any]:
    unit, found = one
    return {
        "code": unit.code, "name": unit.name, "score": plain(found.score), "grade": found.grade, "rate_percent": plain(found.rate),
        "weighting": found.weighting.value, "covered_percent": plain(found.covered), "left_out": [part.name for part in found.left_out],
        "steps": list(found.steps),
    }  # fmt: skip
