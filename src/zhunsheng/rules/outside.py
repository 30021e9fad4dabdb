"""What a check may know from beyond the document: earlier years, the approved budget, assessments, completed values.

Each part is ``None`` when nobody gave it. That is unknown, not empty: a check that needs it then cannot judge and says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from zhunsheng.model.document import Document
from zhunsheng.model.project import Project
from zhunsheng.model.publication import Publication
from zhunsheng.model.quantity import Quantity
from zhunsheng.model.self_evaluation_form import SelfEvaluationForm
from zhunsheng.rules.cell_text import squeezed


@dataclass(frozen=True)
class Outside:
    """Facts from other papers, keyed by project code where they are about a project."""

    earlier: tuple[Document, ...] | None = None
    """Performance documents of earlier years, in any order."""
    approved: Mapping[str, Decimal] | None = None
    """The budget as approved (批复), in 元."""
    assessed: frozenset[str] | None = None
    """Projects that have an ex ante assessment report (事前绩效评估报告)."""
    completed: Mapping[tuple[str, str], Decimal] | None = None
    """What an indicator reached last year: by project code and level-3 name, in the target's own unit."""
    targets: tuple[Document, ...] | None = None
    """Documents with the approved target tables of the same year, for forms that stand alone."""
    monitored: tuple[Document, ...] | None = None
    """Documents with the year's monitoring forms."""
    adjusted: Mapping[str, Decimal] | None = None
    """The budget after adjustment (调整后预算), in 元 by project code or name."""
    reported: Mapping[str, Decimal] | None = None
    """The total score that the self-evaluation report states, by project code or name."""
    publication: Publication | None = None
    """What is known of the publication that the document is for; ``None`` when it is for none."""

    def same_project(self, project: Project) -> tuple[tuple[int, Project], ...]:
        """The project in the earlier documents, latest year first: by its code, or where one has none by name and unit."""
        alike = [*self._by_code.get(project.code or "", ()), *self._by_name.get(_named(project), ())]
        found = {(year, id(other)): (year, other) for year, other in alike if _is_same(project, other)}
        return tuple(sorted(found.values(), key=lambda pair: -pair[0]))

    @cached_property
    def _by_code(self) -> dict[str, list[tuple[int, Project]]]:
        return self._earlier_by(lambda project: project.code or "")

    @cached_property
    def _by_name(self) -> dict[str, list[tuple[int, Project]]]:
        return self._earlier_by(_named)

    def _earlier_by(self, key: Callable[[Project], str]) -> dict[str, list[tuple[int, Project]]]:
        """The projects of earlier years by a key; those without one, and documents without a year, are left out."""
        found: dict[str, list[tuple[int, Project]]] = {}
        for document in self.earlier or ():
            year = document.fiscal_year
            if year is not None:
                for project in document.projects:
                    if name := key(project):
                        found.setdefault(name, []).append((year, project))
        return found

    def reached_before(self, project: Project, name: str, year: int) -> Quantity | None:
        """What the self-evaluation forms among the earlier documents say that an indicator reached in a year; ``None``: nothing."""
        for document in self.earlier or ():
            for form in document.self_evaluations:
                if (form.year or document.fiscal_year) == year and _is_about(form, project):
                    row = next((one for one in form.indicators if squeezed(one.level3) == squeezed(name)), None)
                    if row is not None and row.reached is not None:
                        return row.reached
        return None


def _is_about(form: SelfEvaluationForm, project: Project) -> bool:
    if form.project_code and project.code:
        return form.project_code == project.code
    return bool(project.name) and squeezed(form.project_name) == squeezed(project.name)


def _named(project: Project) -> str:
    return f"{project.unit.label}｜{project.name}" if project.name else ""


def _is_same(one: Project, other: Project) -> bool:
    if one.code and other.code:
        return one.code == other.code
    return bool(one.name) and one.name == other.name and one.unit.label == other.unit.label


def approved_budgets(*documents: Document) -> dict[str, Decimal]:
    """The budgets of documents that carry the approved figures, in 元 by project code; blank budgets are left out."""
    found: dict[str, Decimal] = {}
    for document in documents:
        for project in document.projects:
            yuan = project.budget.yuan()
            if project.code and yuan is not None:
                found[project.code] = yuan
    return found


NOTHING = Outside()
"""Nothing is known beyond the document."""
