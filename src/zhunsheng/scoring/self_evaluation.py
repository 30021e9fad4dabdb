"""A project's self-evaluation (项目支出绩效自评): execution rate and indicators by a weight scheme, all steps shown.

What has no evidence is not scored: it is listed, its points stay open, and there is no total until nothing is open.

Source: 财预〔2020〕10号; points by its weights or another scheme of ``law/weight_schemes.yaml`` (those of
财预〔2021〕101号 are 【未核】).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

from zhunsheng.law.weight_schemes import WeightScheme, weight_scheme
from zhunsheng.model.execution import Execution
from zhunsheng.model.finding import Severity
from zhunsheng.model.indicator import Level1
from zhunsheng.model.measure import Measure
from zhunsheng.model.project import Project
from zhunsheng.model.score import (
    EXECUTION,
    DeviationReason,
    Entries,
    ExecutionScore,
    IndicatorScore,
    Judgement,
    Override,
    ScoreRemark,
    ScoreState,
    SelfEvaluation,
)
from zhunsheng.scoring.exact import fixed, plain
from zhunsheng.scoring.execution_score import ScoredExecution, execution_score
from zhunsheng.scoring.indicator_score import Case, indicator_score
from zhunsheng.scoring.rows import address_of, by_row, measures_by_row
from zhunsheng.scoring.rules import ScoringRules, scoring_rules
from zhunsheng.scoring.weights import Weights, weights_of

Said = TypeVar("Said", Judgement, Override, DeviationReason)
NO_ENTRIES = Entries()
"""Nobody has said anything yet."""


def self_evaluate(
    project: Project,
    measures: Iterable[Measure],
    execution: Execution | None,
    scheme: WeightScheme | str = "A",
    entries: Entries = NO_ENTRIES,
    rules: ScoringRules | None = None,
) -> SelfEvaluation:
    """Score a project's year.

    ``measures`` are the values of its indicators (the newest of each counts), ``execution`` its money, ``scheme`` a
    weight scheme or its key, ``entries`` what people say: judgements, overrides, reasons, points. ``rules`` are those in
    force when the year ends unless given. Never raises for what a table says or lacks.
    """
    scheme = weight_scheme(scheme) if isinstance(scheme, str) else scheme
    rules = rules or scoring_rules(execution.as_of if execution else None)
    weights = weights_of(project, scheme, entries.weights)
    cases, strangers = _cases(project, tuple(measures), execution, entries, weights)
    money = execution_score(execution, weights.execution, rules)
    scored = [indicator_score(case, rules) for case in cases]
    indicators = tuple(found for found, _ in scored)
    remarks = [*weights.remarks, *strangers, *_money_remarks(money, entries)]
    remarks += [remark for _, said in scored for remark in said]
    return _summed(project, scheme, weights, money.score, indicators, tuple(remarks), rules)


def _cases(
    project: Project, measures: tuple[Measure, ...], execution: Execution | None, entries: Entries, weights: Weights
) -> tuple[list[Case], list[ScoreRemark]]:
    """Every row with all that is known of it, and what people said of indicators that are not there."""
    measured = measures_by_row(project, measures)
    judgements, unknown = by_row(project, _named(entries.judgements))
    overrides, unknown2 = by_row(project, _named(entries.overrides))
    reasons, unknown3 = by_row(project, _named(entries.reasons))
    directions, unknown4 = by_row(project, entries.directions)
    methods, unknown5 = by_row(project, entries.methods)
    marks, unknown6 = by_row(project, entries.pass_marks)
    lost = dict.fromkeys((*unknown, *unknown2, *unknown3, *unknown4, *unknown5, *unknown6))
    strangers = [
        ScoreRemark(Severity.ERROR, "indicators", f"填了“{word}”，表里没有（或不止一条）这样的指标。")
        for word in lost
        if word != EXECUTION
    ]
    days = [one.as_of.year for one in measures] + ([execution.as_of.year] if execution else [])
    cases = [
        Case(
            address_of(row), indicator, weights.rows[row], weights.levels[row], max(days, default=None),
            measured.get(row), judgements.get(row), overrides.get(row), reasons.get(row), directions.get(row),
            methods.get(row), marks.get(row),
        )
        for row, indicator in enumerate(project.indicators)
    ]  # fmt: skip
    return cases, strangers


def _named(said: Iterable[Said]) -> dict[str, Said]:
    return {one.indicator: one for one in said}


def _money_remarks(money: ScoredExecution, entries: Entries) -> list[ScoreRemark]:
    explained = any(one.indicator == EXECUTION and one.cause.strip() for one in entries.reasons)
    if not money.needs_reason or explained:
        return list(money.remarks)
    asked = ScoreRemark(Severity.WARNING, EXECUTION, f"执行率{fixed(money.score.rate)}%，要写偏差原因和改进措施。")
    return [*money.remarks, asked]


def _summed(
    project: Project,
    scheme: WeightScheme,
    weights: Weights,
    money: ExecutionScore,
    indicators: tuple[IndicatorScore, ...],
    remarks: tuple[ScoreRemark, ...],
    rules: ScoringRules,
) -> SelfEvaluation:
    """The total when nothing is open and all points make a hundred; else how much is got and how much is open."""
    points = sum((one.score for one in indicators if one.score is not None), money.score or Decimal(0))
    open_points = sum((one.weight for one in indicators if one.state is ScoreState.OPEN), Decimal(0))
    open_points += sum(weights.uncarried.values(), Decimal(0)) + (money.weight if money.score is None else 0)
    total = points if open_points == 0 and weights.add_up else None
    grade = rules.grade(total) if total is not None else None
    found = SelfEvaluation(
        project.code, scheme.key, money, indicators, points, open_points, total, grade, remarks=remarks
    )
    return replace(found, steps=_steps(found, rules))


def _steps(found: SelfEvaluation, rules: ScoringRules) -> tuple[str, ...]:
    """How the total comes together, level by level."""
    parts = [f"预算执行率{fixed(found.execution.score)}"]
    for level in Level1:
        of_level = [one for one in found.indicators if one.level1 == level]
        if of_level:
            got = sum((one.score or Decimal(0) for one in of_level), Decimal(0))
            parts.append(f"{level}{fixed(got)}（满分{plain(sum((one.weight for one in of_level), Decimal(0)))}）")
    if found.total is not None:
        least = next((least for grade, least in rules.grade_minimums if grade == found.grade), Decimal(0))
        return (
            f"总分＝{'＋'.join(parts)}＝{fixed(found.total)}分",
            f"等级：{found.grade}（{f'不低于{plain(least)}分' if least else '低于上一等级的最低分'}）",
        )
    if found.open_points == 0:
        return (f"已得分＝{'＋'.join(parts)}＝{fixed(found.points)}分", "各项分值有错，没有总分")
    reach = f"总分在{fixed(found.points)}到{fixed(found.points + found.open_points)}分之间"
    return (f"已得分＝{'＋'.join(parts)}＝{fixed(found.points)}分", f"还有{plain(found.open_points)}分没有评，{reach}")
