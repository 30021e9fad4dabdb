"""A department's goals as measurable statements, the projects that carry them, and the department's own evaluation."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from zhunsheng.model.quantity import Quantity
from zhunsheng.model.score import ExecutionScore, IndicatorScore, RollUp, ScoreRemark


@dataclass(frozen=True, slots=True)
class GoalStatement:
    """One numbered statement of a department plan: ``overall_goals[0]``, its number as printed, its words."""

    address: str
    no: str | None
    text: str


@dataclass(frozen=True, slots=True)
class DepartmentGoal:
    """What of a statement can be measured: a name (measures bear it), the statement it stands in, its target, its points."""

    name: str
    statement: str
    target: Quantity | None
    weight: Decimal | None = None


@dataclass(frozen=True, slots=True)
class GoalLink:
    """A project, or one of its indicators, that carries a statement."""

    statement: str
    project: str
    indicator: str | None = None


@dataclass(frozen=True, slots=True)
class CoveredStatement:
    """One statement with what measures it and what carries it."""

    statement: GoalStatement
    goals: tuple[DepartmentGoal, ...]
    links: tuple[GoalLink, ...]


@dataclass(frozen=True, slots=True)
class GoalCoverage:
    """The map of goals and projects: statements that nobody carries or nothing measures, projects that carry none."""

    statements: tuple[CoveredStatement, ...]
    uncarried: tuple[GoalStatement, ...]
    unmeasured: tuple[GoalStatement, ...]
    idle_projects: tuple[str, ...]
    """Codes of projects that no link names."""
    broken: tuple[GoalLink, ...]
    """Links to statements, projects or indicators that are not there."""


@dataclass(frozen=True, slots=True)
class DepartmentEvaluation:
    """A department's self-evaluation: execution rate, its goals, its projects together; a total only when nothing is open."""

    execution: ExecutionScore
    goals: tuple[IndicatorScore, ...]
    projects: RollUp
    project_weight: Decimal
    project_points: Decimal | None
    points: Decimal
    open_points: Decimal
    total: Decimal | None
    grade: str | None
    steps: tuple[str, ...] = ()
    remarks: tuple[ScoreRemark, ...] = ()
