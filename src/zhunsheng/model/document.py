"""A whole performance document: a unit's department part, its projects and its forms, with where it came from."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from zhunsheng.model.department import DepartmentPlan
from zhunsheng.model.monitoring_form import MonitoringForm
from zhunsheng.model.organisation import BudgetUnit
from zhunsheng.model.place import Problem
from zhunsheng.model.project import Project
from zhunsheng.model.self_evaluation_form import SelfEvaluationForm


@dataclass(frozen=True, slots=True)
class Source:
    """The file a document was read from: its name, SHA-256, format and the layout that recognised it."""

    name: str = ""
    sha256: str = ""
    format: str = ""
    layout: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """What one file says. ``other_departments`` holds the department parts of further units in the same file."""

    unit: BudgetUnit = BudgetUnit()
    fiscal_year: int | None = None
    department: DepartmentPlan = DepartmentPlan()
    projects: tuple[Project, ...] = ()
    other_departments: tuple[DepartmentPlan, ...] = ()
    self_evaluations: tuple[SelfEvaluationForm, ...] = ()
    monitorings: tuple[MonitoringForm, ...] = ()
    problems: tuple[Problem, ...] = field(default=(), compare=False)
    source: Source = field(default=Source(), compare=False)

    @property
    def indicator_count(self) -> int:
        """How many indicators all projects have together."""
        return sum(len(project.indicators) for project in self.projects)

    @property
    def budget_yuan(self) -> Decimal:
        """The projects' budgets together, in 元; blank budgets add nothing."""
        return sum((project.budget.yuan() or Decimal(0) for project in self.projects), Decimal(0))
