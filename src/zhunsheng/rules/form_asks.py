"""What a document's form asks for. A cell that the form does not have is not a cell left blank.

Forms differ: many have no column for descriptions or bases, no spending plan, no project code. The Hebei county form
asks for everything; so does a table that was made in the program. Of any other form we only know what some table of the
same document shows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from zhunsheng.model.document import Document
from zhunsheng.model.project import Project

_ASKS_EVERYTHING = ("", "河北县级部门预算绩效文本")

_HAS: Mapping[str, Callable[[Project], bool]] = {
    "code": lambda project: bool(project.code),
    "name": lambda project: bool(project.name),
    "unit": lambda project: bool(project.unit.label),
    "budget": lambda project: project.budget.total is not None,
    "purpose": lambda project: bool(project.purpose),
    "fund_plan": lambda project: any(point.percent is not None for point in project.fund_plan),
    "goal": lambda project: bool(project.goal),
    "target": lambda project: any(row.target is not None for row in project.indicators),
    "description": lambda project: any(row.description for row in project.indicators),
    "basis": lambda project: any(row.basis for row in project.indicators),
}


def has(project: Project, cell: str) -> bool:
    """True when the project fills the cell (for a column of the indicator table: in any row)."""
    return _HAS[cell](project)


def asks(document: Document, cell: str) -> bool:
    """True when the document's form surely has the cell."""
    return (document.source.layout or "") in _ASKS_EVERYTHING or any(
        has(project, cell) for project in document.projects
    )


def projects_asked(document: Document, cell: str) -> Iterator[tuple[int, Project]]:
    """The document's projects with their numbers, or none when its form may not have the cell."""
    if asks(document, cell):
        yield from enumerate(document.projects)
