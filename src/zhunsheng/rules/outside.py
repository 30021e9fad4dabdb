"""What a check may know from beyond the document: earlier years, the approved budget, assessments, completed values.

Each part is ``None`` when nobody gave it. That is unknown, not empty: a check that needs it then cannot judge and says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from zhunsheng.model.document import Document
from zhunsheng.model.project import Project
from zhunsheng.model.publication import Publication


@dataclass(frozen=True, slots=True)
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
        found = []
        for document in self.earlier or ():
            for other in document.projects:
                if document.fiscal_year is not None and _is_same(project, other):
                    found.append((document.fiscal_year, other))
        return tuple(sorted(found, key=lambda pair: -pair[0]))


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
