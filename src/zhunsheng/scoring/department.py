"""The department as a whole (部门整体): which projects carry which goals, and the department's own self-evaluation.

The hundred points are split by a proposal that no national text fixes: execution rate, the department's own goals, its
projects together; all three are settings.

Source: none fixes the split; execution and goals are reckoned as in a project's self-evaluation (财预〔2020〕10号).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

from zhunsheng.law.weight_schemes import FULL
from zhunsheng.model.department import DepartmentPlan
from zhunsheng.model.department_goal import (
    CoveredStatement,
    DepartmentEvaluation,
    DepartmentGoal,
    GoalCoverage,
    GoalLink,
    GoalStatement,
)
from zhunsheng.model.execution import Execution
from zhunsheng.model.finding import Severity
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.measure import Measure
from zhunsheng.model.project import Project
from zhunsheng.model.score import (
    DeviationReason,
    Entries,
    ExecutionScore,
    IndicatorScore,
    Judgement,
    Override,
    RollUp,
    ScoreRemark,
)
from zhunsheng.scoring.exact import fixed, plain, rounded
from zhunsheng.scoring.execution_score import execution_score
from zhunsheng.scoring.indicator_score import Case, indicator_score
from zhunsheng.scoring.rows import row_of
from zhunsheng.scoring.rules import ScoringRules, scoring_rules, value_on
from zhunsheng.scoring.weights import even_split

Said = TypeVar("Said", Judgement, Override, DeviationReason)
NO_ENTRIES = Entries()
"""Nobody has said anything yet."""


@dataclass(frozen=True, slots=True)
class DepartmentPoints:
    """How the hundred points are split; anything but 100 together is an error."""

    execution: Decimal
    goals: Decimal
    projects: Decimal

    @property
    def total(self) -> Decimal:
        """All points together."""
        return self.execution + self.goals + self.projects


def department_points(on: date | None = None) -> DepartmentPoints:
    """The split of a day from the dated settings."""
    return DepartmentPoints(
        value_on("department_points_execution", on),
        value_on("department_points_goals", on),
        value_on("department_points_projects", on),
    )


def statements(plan: DepartmentPlan) -> tuple[GoalStatement, ...]:
    """The numbered statements of a plan's overall and itemised goals, each with an address."""
    groups = (("overall_goals", plan.overall_goals), ("sub_goals", plan.sub_goals))
    return tuple(
        GoalStatement(f"{group}[{number}]", one.no, one.text)
        for group, items in groups
        for number, one in enumerate(items)
    )


def coverage(
    plan: DepartmentPlan,
    goals: Iterable[DepartmentGoal],
    projects: Iterable[Project],
    links: Iterable[GoalLink],
) -> GoalCoverage:
    """Which statements are carried by which projects; links that lead nowhere are told, not followed."""
    all_statements, all_goals, known = statements(plan), tuple(goals), {one.code: one for one in projects if one.code}
    addresses = {one.address for one in all_statements}
    given = tuple(dict.fromkeys(links))
    sound = tuple(link for link in given if link.statement in addresses and _leads(link, known))
    covered = tuple(
        CoveredStatement(
            one,
            tuple(goal for goal in all_goals if goal.statement == one.address),
            tuple(link for link in sound if link.statement == one.address),
        )
        for one in all_statements
    )
    carrying = {link.project for link in sound}
    return GoalCoverage(
        covered,
        tuple(one.statement for one in covered if not one.links),
        tuple(one.statement for one in covered if not one.goals),
        tuple(code for code in known if code not in carrying),
        tuple(link for link in given if link not in sound),
    )


def evaluate_department(
    goals: Iterable[DepartmentGoal],
    measures: Iterable[Measure],
    projects: RollUp,
    execution: Execution | None,
    entries: Entries = NO_ENTRIES,
    points: DepartmentPoints | None = None,
    rules: ScoringRules | None = None,
) -> DepartmentEvaluation:
    """Score a department's year: its money, its goals by the formulas of indicators, its projects by their roll-up."""
    on = execution.as_of if execution else None
    rules, points = rules or scoring_rules(on), points or department_points(on)
    money = execution_score(execution, points.execution, rules)
    remarks = list(money.remarks)
    if points.total != FULL:
        remarks.append(ScoreRemark(Severity.ERROR, "points", f"部门自评的分值合计{plain(points.total)}，应当等于100。"))
    found, said = _goals(tuple(goals), measures, entries, points, rules, on)
    remarks += said
    share = Fraction(projects.score) / 100 if projects.score is not None else None
    project_points = rounded(share * Fraction(points.projects)) if share is not None else None
    if projects.left_out:
        names = "、".join(part.name for part in projects.left_out)
        remarks.append(ScoreRemark(Severity.WARNING, "projects", f"没有总分的项目没有算进来：{names}。"))
    return _summed(money.score, found, projects, project_points, points, tuple(remarks), rules)


def _goals(
    goals: tuple[DepartmentGoal, ...],
    measures: Iterable[Measure],
    entries: Entries,
    points: DepartmentPoints,
    rules: ScoringRules,
    on: date | None,
) -> tuple[tuple[IndicatorScore, ...], list[ScoreRemark]]:
    """Each goal scored like an indicator; points not given by hand are split evenly."""
    named = {one.indicator: one for one in sorted(measures, key=lambda one: one.as_of) if one.project is None}
    weights, remarks = _goal_weights(goals, points)
    found = []
    for number, (goal, weight) in enumerate(zip(goals, weights, strict=True)):
        case = Case(
            f"goals[{number}]", Indicator(level3=goal.name, target=goal.target), weight, None, on.year if on else None,
            named.get(goal.name), _of(entries.judgements, goal.name), _of(entries.overrides, goal.name),
            _of(entries.reasons, goal.name), entries.directions.get(goal.name), entries.methods.get(goal.name),
        )  # fmt: skip
        score, said = indicator_score(case, rules)
        found.append(score)
        remarks += said
    return tuple(found), remarks


def _goal_weights(
    goals: tuple[DepartmentGoal, ...], points: DepartmentPoints
) -> tuple[list[Decimal], list[ScoreRemark]]:
    free = points.goals - sum((goal.weight for goal in goals if goal.weight is not None), Decimal(0))
    shared = iter(even_split(max(free, Decimal(0)), sum(1 for goal in goals if goal.weight is None)))
    weights = [goal.weight if goal.weight is not None else next(shared) for goal in goals]
    if goals and sum(weights, Decimal(0)) != points.goals:
        got = plain(sum(weights, Decimal(0)))
        return weights, [
            ScoreRemark(Severity.ERROR, "goals", f"部门目标的分值合计{got}，应当等于{plain(points.goals)}。")
        ]
    if not goals:
        said = f"部门没有可衡量的目标，{plain(points.goals)}分没有评。"
        return weights, [ScoreRemark(Severity.ERROR, "goals", said)]
    return weights, []


def _summed(
    money: ExecutionScore,
    goals: tuple[IndicatorScore, ...],
    projects: RollUp,
    project_points: Decimal | None,
    points: DepartmentPoints,
    remarks: tuple[ScoreRemark, ...],
    rules: ScoringRules,
) -> DepartmentEvaluation:
    of_goals = sum((one.score for one in goals if one.score is not None), Decimal(0))
    got = (money.score or Decimal(0)) + of_goals + (project_points or Decimal(0))
    open_points = sum((one.weight for one in goals if one.score is None), Decimal(0)) if goals else points.goals
    open_points += (points.execution if money.score is None else 0) + (points.projects if project_points is None else 0)
    weighed = sum((one.weight for one in goals), Decimal(0))
    sound = points.total == FULL and weighed == points.goals
    total = got if open_points == 0 and sound else None
    parts = f"预算执行率{fixed(money.score)}＋部门目标{fixed(of_goals)}（满分{plain(points.goals)}）"
    reckoned = f"项目{fixed(projects.score)}×{plain(points.projects)}%＝{fixed(project_points)}"
    word = "总分" if total is not None else "已得分"
    steps = [f"{word}＝{parts}＋{reckoned}，合计{fixed(got)}分"]
    if open_points:
        steps.append(f"还有{plain(open_points)}分没有评")
    grade = rules.grade(total) if total is not None and projects.whole.complete else None
    return DepartmentEvaluation(
        money, goals, projects, points.projects, project_points, got, open_points, total, grade, tuple(steps), remarks
    )


def _leads(link: GoalLink, projects: dict[str, Project]) -> bool:
    project = projects.get(link.project)
    return project is not None and (link.indicator is None or row_of(project, link.indicator) is not None)


def _of(said: Iterable[Said], name: str) -> Said | None:
    return next((one for one in said if one.indicator == name), None)
