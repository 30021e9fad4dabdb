"""What one reading holds for each unit: its department plan and its projects."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zhunsheng.model.department import DepartmentPlan
from zhunsheng.model.document import Document
from zhunsheng.model.project import Project
from zhunsheng.web.records.models import Target


@dataclass(frozen=True, slots=True)
class Part:
    """One unit's share of a document. ``code`` is ``""`` where the document does not say whose it is; ``projects`` come
    with their index in the document."""

    code: str
    name: str
    plan: DepartmentPlan | None
    projects: tuple[tuple[int, Project], ...]


def parts(document: Document) -> tuple[Part, ...]:
    """The document by units, in the order in which they appear."""
    usual = document.unit.code or ""
    names: dict[str, str] = {usual: document.unit.name or ""}
    plans: dict[str, DepartmentPlan] = {}
    projects: dict[str, list[tuple[int, Project]]] = {}
    for plan in (document.department, *document.other_departments):
        code = plan.unit.code or usual
        names[code] = names.get(code) or plan.unit.name or ""
        if not plan.is_blank:
            plans.setdefault(code, plan)
    for index, project in enumerate(document.projects):
        code = project.unit.code or usual
        names[code] = names.get(code) or project.unit.name or ""
        projects.setdefault(code, []).append((index, project))
    codes = [code for code in names if code in plans or code in projects]
    return tuple(Part(code, names[code], plans.get(code), tuple(projects.get(code, ()))) for code in codes)


def matches(projects: Sequence[tuple[int, Project]], existing: Iterable[Target]) -> dict[int, Target]:
    """Which project of a document is which one in the records: by its code, or by its name where there is no code."""
    left = list(existing)
    found: dict[int, Target] = {}
    for index, project in projects:
        code, name = (project.code or "")[:120], (project.name or "").replace("\n", "")[:300]
        target = next((t for t in left if t.code == code), None) if code else None
        if target is None and name:
            target = next((t for t in left if t.name == name and (not t.code or not code)), None)
        if target is not None:
            found[index] = target
            left.remove(target)
    return found
