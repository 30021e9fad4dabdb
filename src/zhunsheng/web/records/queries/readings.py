"""Uploads and what was read from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from zhunsheng.documents.interchange import document_from_json
from zhunsheng.model.project import Project
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records.models import Plan, Reading, ReadingStatus, Target, Unit
from zhunsheng.web.records.reading_parts import Part, matches, parts
from zhunsheng.web.records.scope import sees, units
from zhunsheng.web.records.standing_in import owners

RECENT = 12


@dataclass(frozen=True, slots=True)
class ReadingView:
    """An upload as pages show it."""

    id: int
    name: str
    at: datetime
    by: str
    size: int
    status: str
    status_label: str
    message: str
    year: int | None
    layout: str


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """One project of a reading. ``existing`` is the id of the project it would renew."""

    index: int
    code: str
    name: str
    budget: str
    indicators: int
    problems: int
    existing: int | None


@dataclass(frozen=True, slots=True)
class PartView:
    """One unit's share of a reading. ``allowed`` is false when the person may not see that unit."""

    code: str
    name: str
    known: bool
    allowed: bool
    has_plan: bool
    plan_exists: bool
    overall_goal: str
    projects: tuple[ProjectRow, ...]


@dataclass(frozen=True, slots=True)
class ReadingDetail:
    """All that the page of a reading shows."""

    reading: ReadingView
    parts: tuple[PartView, ...]
    problems: tuple[dict[str, Any], ...]
    projects: int
    indicators: int
    existing: int
    needs_unit: bool


def find_reading(user: User, pk: int) -> Reading | None:
    """The reading of this id: one's own, or one of a unit that one sees."""
    rows = Reading.objects.select_related("uploaded_by", "file")
    if not user.sees_drafts:
        rows = rows.filter(uploaded_by__in=owners(user))
    elif not user.sees_everything:
        rows = rows.filter(Q(uploaded_by__in=owners(user)) | Q(unit__in=units(user).values("pk")))
    return rows.filter(pk=pk).first()


def recent_readings(user: User) -> tuple[ReadingView, ...]:
    """One's own newest uploads."""
    rows = Reading.objects.filter(uploaded_by__in=owners(user)).select_related("uploaded_by", "file").defer("document")
    return tuple(reading_view(row) for row in rows.order_by("-pk")[:RECENT])


def reading_view(row: Reading) -> ReadingView:
    """An upload as pages show it; needs ``uploaded_by`` and ``file`` joined."""
    return ReadingView(
        row.pk, row.name, row.at, str(row.uploaded_by), row.file.size, row.status, ReadingStatus(row.status).label,
        row.message, row.year, row.layout,
    )  # fmt: skip


def reading_detail(user: User, reading: Reading, year: int | None) -> ReadingDetail:
    """What was read, by units, with what is in the records already for that year."""
    if reading.document is None:
        return ReadingDetail(reading_view(reading), (), (), 0, 0, 0, False)
    document = document_from_json(reading.document)
    problems = tuple(reading.document.get("problems") or ())
    shares = parts(document)
    codes = [part.code for part in shares if part.code]
    known = {unit.code: unit for unit in Unit.objects.filter(code__in=codes)}
    targets = Target.objects.filter(unit__code__in=codes, year=year, archived=False).select_related("unit")
    by_unit: dict[str, list[Target]] = {}
    for target in targets.defer("draft", "search").order_by("position", "pk"):
        by_unit.setdefault(target.unit.code, []).append(target)
    plans = set(Plan.objects.filter(unit__code__in=codes, year=year).values_list("unit__code", flat=True))
    views = tuple(
        _part(user, part, known.get(part.code), by_unit.get(part.code, []), part.code in plans, problems)
        for part in shares
    )
    existing = sum(row.existing is not None for view in views for row in view.projects)
    return ReadingDetail(
        reading_view(reading), views, problems, len(document.projects), document.indicator_count, existing,
        any(not part.code for part in shares),
    )  # fmt: skip


def _part(
    user: User, part: Part, unit: Unit | None, targets: list[Target], plan_exists: bool, problems: tuple[dict[str, Any], ...]
) -> PartView:  # fmt: skip
    known = matches(part.projects, targets)
    rows = tuple(_row(index, project, known.get(index), problems) for index, project in part.projects)
    allowed = sees(user, unit) if unit else user.sees_everything or _may_found(user, part.code)
    goal = part.plan.overall_goal or "" if part.plan else ""
    return PartView(
        part.code,
        unit.name if unit else part.name,
        unit is not None,
        allowed,
        part.plan is not None,
        plan_exists,
        goal,
        rows,
    )


def _row(index: int, project: Project, target: Target | None, problems: tuple[dict[str, Any], ...]) -> ProjectRow:
    budget = project.budget
    name = (project.name or "").replace("\n", "")
    own = sum(1 for problem in problems if name and f"“{name}”" in str(problem.get("where", "")))
    money = f"{budget.total.text}{'' if budget.total.unit else budget.unit}" if budget.total else ""
    return ProjectRow(
        index, project.code or "", name, money, len(project.indicators), own, target.pk if target else None
    )


def _may_found(user: User, code: str) -> bool:
    """True when a unit of this code would come to stand under the person's own."""
    own = user.unit
    return own is not None and code.startswith(own.code) and code != own.code
