"""A department's self-evaluation as an official form: its money, its projects as tasks, its goals and projects as indicators."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from zhunsheng.law.weight_schemes import FULL
from zhunsheng.model.department import DepartmentPlan
from zhunsheng.model.department_goal import DepartmentEvaluation, DepartmentGoal
from zhunsheng.model.execution import Execution, FundFigures
from zhunsheng.model.fund_line import FundLine, FundSource
from zhunsheng.model.measure import Measure
from zhunsheng.model.organisation import BudgetUnit
from zhunsheng.model.score import IndicatorScore, Part
from zhunsheng.model.self_evaluation_form import EvaluatedIndicator, FormSubject, GoalLine, SelfEvaluationForm, TaskLine
from zhunsheng.scoring.department import DepartmentPoints
from zhunsheng.scoring.exact import fixed, plain
from zhunsheng.usecases.printed_values import (
    percent_figure,
    points_figure,
    score_figure,
    unit_text,
    value_text,
    wan_figure,
)

_MONEY = "年度资金总额（项目支出）"
_GOALS, _PROJECTS = "部门履职目标", "所属项目绩效"
_BY_ITEM = "分项目标"
"""How the statement of a goal by item begins."""
_LOST_NAMED = 5
"""How many projects that lost points are named one by one."""
_TASK_ROOM = 80
"""How many characters of what a project is for stand in the table of main tasks."""


def together(executions: Sequence[Execution]) -> Execution | None:
    """The money of all projects as one; sums of what is known, ``None`` where nothing is."""
    if not executions:
        return None
    totals = [found for one in executions if (found := one.of()) is not None]
    sums = (_sum([getattr(one, name) for one in totals]) for name in ("initial", "budget", "paid"))
    return Execution(None, executions[0].as_of, (FundFigures(FundSource.TOTAL, *sums),))


def department_form(
    found: DepartmentEvaluation,
    plan: DepartmentPlan,
    unit: BudgetUnit,
    year: int,
    *,
    execution: Execution | None,
    goals: Sequence[DepartmentGoal],
    measures: Mapping[str, Measure],
    points: DepartmentPoints,
    contents: Mapping[str, str],
    said: Mapping[str, str],
) -> SelfEvaluationForm:
    """The form. ``measures`` by a goal's name; ``contents`` what each project is for, by its name;
    ``said`` what people judged of goals that no formula measures."""
    rows = tuple(
        _goal_row(goal, score, measures.get(goal.name), said.get(goal.name, ""), points)
        for goal, score in zip(goals, found.goals, strict=True)
    )
    tasks = tuple(_task(part, contents.get(part.name, "")) for part in found.projects.parts)
    return SelfEvaluationForm(
        subject=FormSubject.DEPARTMENT, year=year, unit=unit_text(unit), funds=_funds(found, execution), tasks=tasks,
        goals=_goal_lines(found, plan, goals),
        indicators=(*rows, _project_row(found)), total_points=points_figure(points.total), total_score=score_figure(found.total),
    )  # fmt: skip


def _funds(found: DepartmentEvaluation, execution: Execution | None) -> tuple[FundLine, ...]:
    figures = execution.of() if execution else None
    if figures is None:
        return ()
    money = found.execution
    return (
        FundLine(
            label=_MONEY, initial=wan_figure(figures.initial), adjusted=wan_figure(figures.budget), executed=wan_figure(figures.paid),
            rate=percent_figure(money.rate), points=points_figure(money.weight), score=score_figure(money.score),
        ),
    )  # fmt: skip


def _task(part: Part, content: str) -> TaskLine:
    return TaskLine(
        name=part.name,
        content=in_short(content) or None,
        total=wan_figure(part.budget),
        executed=wan_figure(part.paid),
    )


def in_short(content: str) -> str:
    """The first whole sentences that together keep within :data:`_TASK_ROOM` characters, at least one of them."""
    sentences = re.findall(r"[^。；\n]+[。；]?", content)
    short = ""
    for sentence in sentences:
        if short and len(short + sentence) > _TASK_ROOM:
            break
        short += sentence
    return f"{short[:-1]}。" if short.endswith("；") else short


def _goal_row(
    goal: DepartmentGoal, score: IndicatorScore, measure: Measure | None, said: str, points: DepartmentPoints
) -> EvaluatedIndicator:
    cause = "\n".join(text for text in (score.reason.cause, score.reason.correction) if text) if score.reason else None
    return EvaluatedIndicator(
        level1=f"{_GOALS}（{plain(points.goals)}分）", level3=goal.name, target=goal.target.text if goal.target else None,
        actual=value_text(measure) or said or None, points=points_figure(score.weight), score=score_figure(score.score), cause=cause,
    )  # fmt: skip


def _project_row(found: DepartmentEvaluation) -> EvaluatedIndicator:
    whole = found.projects
    told = f"{len(whole.parts)}个项目加权得{fixed(whole.score)}分" if whole.score is not None else None
    return EvaluatedIndicator(
        level1=f"{_PROJECTS}（{plain(found.project_weight)}分）", level3="项目自评加权得分", target="100分", actual=told,
        points=points_figure(found.project_weight), score=score_figure(found.project_points), cause=_lost_by(found),
    )  # fmt: skip


def _lost_by(found: DepartmentEvaluation) -> str | None:
    """Which projects cost the roll-up its points, the worst first: their own forms say why."""
    whole, scores = found.projects, {part.name: part.score for part in found.projects.parts if part.score is not None}
    if whole.score is None or whole.score >= FULL:
        return None
    lost = sorted((score, name) for name, score in scores.items() if score < FULL)
    named = "、".join(f"{name} {fixed(score)}分" for score, name in lost[:_LOST_NAMED])
    more = f"等{len(lost)}个项目" if len(lost) > _LOST_NAMED else ""
    return f"失分的是{named}{more}，原因和改进措施见各项目自评表。"


def _goal_lines(
    found: DepartmentEvaluation, plan: DepartmentPlan, goals: Sequence[DepartmentGoal]
) -> tuple[GoalLine, ...]:
    """The overall goal and the goals by item, each with what came of what can be measured in it."""
    lines = [text for text in (plan.overall_goal, plan.sub_goal) if text]
    if len(lines) < 2:
        return tuple(GoalLine(text, f"{_told(found.goals)}；{_carried(found)}") for text in lines)
    pairs = list(zip(goals, found.goals, strict=True))
    by_item = [score for goal, score in pairs if goal.statement.startswith(_BY_ITEM)]
    overall = [score for goal, score in pairs if not goal.statement.startswith(_BY_ITEM)]
    return GoalLine(lines[0], f"{_told(overall)}；{_carried(found)}"), GoalLine(lines[1], f"{_told(by_item)}。")


def _told(scores: Sequence[IndicatorScore]) -> str:
    if not scores:
        return "没有可衡量的目标，见所属项目的绩效"
    met = [one for one in scores if one.met]
    missed = [one.name for one in scores if one.met is False]
    told = f"可衡量的目标{len(scores)}项，{len(met)}项达到"
    return told + (f"，{len(missed)}项没有达到（{'、'.join(missed)}）" if missed else "")


def _carried(found: DepartmentEvaluation) -> str:
    return f"所属项目{len(found.projects.parts)}个。"


def _sum(values: Sequence[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if known else None
