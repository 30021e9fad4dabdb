"""Self-evaluate a project and fill in its official form; roll projects up to their unit.

The command line, the web and every export go through here, so that they cannot differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from zhunsheng.law.weight_schemes import WeightScheme, weight_schemes
from zhunsheng.model.document import Document
from zhunsheng.model.execution import Execution
from zhunsheng.model.fund_line import FundLine, FundSource
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.measure import Measure
from zhunsheng.model.organisation import BudgetUnit
from zhunsheng.model.project import Project
from zhunsheng.model.score import (
    EXECUTION,
    DeviationReason,
    Entries,
    IndicatorScore,
    Judgement,
    RollUp,
    ScoreState,
    SelfEvaluation,
    Weighting,
)
from zhunsheng.model.self_evaluation_form import EvaluatedIndicator, GoalLine, SelfEvaluationForm, printed_points
from zhunsheng.scoring.exact import fixed, percent, plain
from zhunsheng.scoring.execution_score import execution_share
from zhunsheng.scoring.points import band_of
from zhunsheng.scoring.roll_up import part_of, roll_up
from zhunsheng.scoring.rows import by_row, measures_by_row
from zhunsheng.scoring.rules import ScoringRules, scoring_rules
from zhunsheng.scoring.self_evaluation import NO_ENTRIES, self_evaluate
from zhunsheng.scoring.weights import fitting_scheme
from zhunsheng.usecases.printed_values import (
    FUND_LABELS,
    percent_figure,
    points_figure,
    score_figure,
    unit_text,
    unit_word,
    value_text,
    wan_figure,
)

GOALS_REACHED = "goals"
"""The text that says what came of the goals; the other texts are the parts of the report (``report_self_evaluation.PARTS``)."""


@dataclass(frozen=True, slots=True)
class EvaluationCase:
    """All that one project's self-evaluation rests on. ``scheme`` is a key, or ``""`` for the scheme that fits the table.

    ``texts`` are the words of its writers by part; ``department`` is the competent department as the form prints it.
    """

    project: Project
    measures: tuple[Measure, ...]
    execution: Execution | None
    year: int
    entries: Entries = NO_ENTRIES
    scheme: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    department: str | None = None

    @property
    def chosen_scheme(self) -> WeightScheme:
        """The scheme in force: the one named, or the one that leaves no points without an indicator."""
        return weight_schemes().get(self.scheme) or fitting_scheme(self.project)


@dataclass(frozen=True, slots=True)
class Evaluated:
    """A project's scores, its official form, and the rules by which it was scored."""

    case: EvaluationCase
    evaluation: SelfEvaluation
    form: SelfEvaluationForm
    rules: ScoringRules


def evaluate(case: EvaluationCase, rules: ScoringRules | None = None) -> Evaluated:
    """Score a project's year and fill in its form. Never raises for what a table says or lacks."""
    rules = rules or scoring_rules(case.execution.as_of if case.execution else None)
    found = self_evaluate(case.project, case.measures, case.execution, case.chosen_scheme, case.entries, rules)
    return Evaluated(case, found, _form(case, found, rules), rules)


def unit_score(name: str, evaluated: Iterable[Evaluated], weighting: Weighting = Weighting.BUDGET) -> RollUp:
    """The score of a unit from its projects, graded by their rules where all were scored by the same."""
    rows = tuple(evaluated)
    parts = [
        part_of(one.case.project.name or one.case.project.code or "未命名项目", one.evaluation, weighting)
        for one in rows
    ]
    same = rows and all(one.rules == rows[0].rules for one in rows)
    return roll_up(name, parts, weighting, rows[0].rules if same else None)


def forms_document(evaluated: Iterable[Evaluated], unit: BudgetUnit, year: int) -> Document:
    """The forms as a document that can be written in every format."""
    return Document(unit=unit, fiscal_year=year, self_evaluations=tuple(one.form for one in evaluated))


def _form(case: EvaluationCase, found: SelfEvaluation, rules: ScoringRules) -> SelfEvaluationForm:
    project = case.project
    reached = case.texts.get(GOALS_REACHED) or summary(found)
    return SelfEvaluationForm(
        year=case.year,
        project_code=project.code,
        project_name=project.name,
        department=case.department,
        unit=unit_text(project.unit),
        overview=case.texts.get("overview"),
        funds=_fund_lines(case, found),
        goals=(GoalLine(project.goal, reached),),
        indicators=_rows(case, found, rules),
        total_points=points_figure(found.execution.weight + sum((one.weight for one in found.indicators), Decimal(0))),
        total_score=score_figure(found.total),
    )


def summary(found: SelfEvaluation) -> str:
    """What came of a project's year in one sentence, for the form's cell of what was done."""
    met = [one for one in found.indicators if one.met]
    missed = [one for one in found.indicators if one.met is False]
    unknown = [one for one in found.indicators if one.met is None and one.state is ScoreState.OPEN]
    told = f"共{len(found.indicators)}项指标，{len(met)}项达到指标值"
    if missed:
        told += f"，{len(missed)}项没有达到（{'、'.join(one.name for one in missed)}）"
    if unknown:
        told += f"，{len(unknown)}项还没有完成值（{'、'.join(one.name for one in unknown)}）"
    if found.execution.rate is not None:
        told += f"；预算执行率{fixed(found.execution.rate)}%"
    return f"{told}。"


def _fund_lines(case: EvaluationCase, found: SelfEvaluation) -> tuple[FundLine, ...]:
    funds = case.execution.funds if case.execution else ()
    money = found.execution
    reason = _reason_of(case.entries.reasons, EXECUTION)
    lines = []
    for one in funds:
        whole = one.source is FundSource.TOTAL
        rate = money.rate if whole else _rate(one.budget, one.paid)
        lines.append(
            FundLine(
                label=FUND_LABELS.get(one.source), initial=wan_figure(one.initial), adjusted=wan_figure(one.budget),
                executed=wan_figure(one.paid), rate=percent_figure(rate), points=points_figure(money.weight) if whole else None,
                score=score_figure(money.score) if whole else None, reason=reason if whole else None,
            )
        )  # fmt: skip
    return tuple(lines)


def _rate(budget: Decimal | None, paid: Decimal | None) -> Decimal | None:
    share = execution_share(budget, paid)
    return percent(share) if share is not None else None


def _rows(case: EvaluationCase, found: SelfEvaluation, rules: ScoringRules) -> tuple[EvaluatedIndicator, ...]:
    measured = measures_by_row(case.project, case.measures)
    judged, _ = by_row(case.project, {one.indicator: one for one in case.entries.judgements})
    points: dict[str | None, Decimal] = {}
    for indicator, score in zip(case.project.indicators, found.indicators, strict=True):
        points[indicator.level1] = points.get(indicator.level1, Decimal(0)) + score.weight
    return tuple(
        _row(indicator, found.indicators[row], measured.get(row), judged.get(row), points[indicator.level1], rules)
        for row, indicator in enumerate(case.project.indicators)
    )


def _row(
    indicator: Indicator,
    score: IndicatorScore,
    measure: Measure | None,
    judgement: Judgement | None,
    level: Decimal,
    rules: ScoringRules,
) -> EvaluatedIndicator:
    level1 = indicator.level1
    if level1 and printed_points(level1) is None:
        level1 = f"{level1}（{plain(level)}分）"
    return EvaluatedIndicator(
        level1=level1, level2=indicator.level2, level3=indicator.level3, target=indicator.target.text if indicator.target else None,
        actual=_actual(score, measure, judgement, indicator, rules), points=points_figure(score.weight),
        score=score_figure(score.score), cause=_cause(score),
    )  # fmt: skip


def _actual(
    score: IndicatorScore,
    measure: Measure | None,
    judgement: Judgement | None,
    indicator: Indicator,
    rules: ScoringRules,
) -> str | None:
    """The completed value: a person's correction marked as such, a verdict with its description, else what was measured."""
    if score.override is not None and score.override.value is not None:
        unit = unit_word(indicator.target.unit if indicator.target else None)
        return f"{plain(score.override.value)}{unit}〔人工改动〕"
    if score.state is ScoreState.JUDGED and judgement is not None and judgement.percent is not None:
        band = judgement.band or band_of(judgement.percent, rules)
        return "；".join(part for part in (judgement.description.strip(), str(band)) if part)
    return value_text(measure)


def _cause(score: IndicatorScore) -> str | None:
    told = []
    if score.override is not None:
        before = fixed(score.computed) + "分" if score.computed is not None else "没有得分"
        told.append(f"〔人工改动〕按公式{before}；理由：{score.override.reason}；附件：{score.override.attachment}")
    if score.reason is not None:
        told += [text.strip() for text in (score.reason.cause, score.reason.correction) if text.strip()]
    return "\n".join(told) or None


def _reason_of(reasons: Iterable[DeviationReason], name: str) -> str | None:
    said = next((one for one in reasons if one.indicator == name), None)
    if said is None:
        return None
    return "\n".join(text.strip() for text in (said.cause, said.correction) if text.strip()) or None
