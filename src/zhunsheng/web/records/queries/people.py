"""Units and people, as the administrator's pages show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from zhunsheng.web.accounts.models import Role, User
from zhunsheng.web.records.cell_text import one_line
from zhunsheng.web.records.models import Target, UnitKind
from zhunsheng.web.records.queries.listing import whole_number
from zhunsheng.web.records.scope import units

PAGE = 100


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit of the tree; ``depth`` counts from 0 at the top of what is shown."""

    id: int
    code: str
    name: str
    depth: int
    kind: str
    parent: str
    people: int
    projects: int


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person of a list."""

    id: int
    username: str
    name: str
    role: str
    unit: str
    active: bool
    last_login: datetime | None


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list: its rows, and where it stands."""

    rows: tuple[UnitRow, ...] | tuple[PersonRow, ...]
    total: int
    page: int
    pages: int


def unit_page(user: User, query: Mapping[str, str]) -> Page:
    """The units that the person sees, as a tree in the order of their paths."""
    rows = units(user).select_related("parent")
    words = one_line(query.get("q"), 60)
    if words:
        rows = rows.filter(Q(name__icontains=words) | Q(code__startswith=words))
    people = User.objects.filter(unit=OuterRef("pk"), is_active=True).order_by().values("unit")
    projects = Target.objects.filter(unit=OuterRef("pk"), archived=False).order_by().values("unit")
    rows = rows.annotate(
        people_count=Coalesce(Subquery(people.annotate(n=Count("pk")).values("n")), 0),
        project_count=Coalesce(Subquery(projects.annotate(n=Count("pk")).values("n")), 0),
    )
    own = user.unit
    top = own.path.count("/") if own is not None and not user.sees_everything else 2
    found = tuple(
        UnitRow(
            row.pk, row.code, row.name, min(6, max(0, row.path.count("/") - top)), str(UnitKind(row.kind).label),
            str(row.parent) if row.parent else "", row.people_count, row.project_count,
        )
        for row in sorted(rows, key=_tree_order(rows))
    )  # fmt: skip
    return _cut(found, query)


def person_page(user: User, query: Mapping[str, str]) -> Page:
    """The people whom the administrator may change, by unit and name."""
    rows = User.objects.exclude(password="!").select_related("unit")
    if not user.runs_installation:
        rows = rows.filter(unit__in=units(user).values("pk"), is_superuser=False)
    words = one_line(query.get("q"), 60)
    if words:
        rows = rows.filter(
            Q(name__icontains=words) | Q(username__icontains=words) | Q(unit__name__icontains=words)
            | Q(unit__code__startswith=words)
        )  # fmt: skip
    if query.get("role") in Role.values:
        rows = rows.filter(role=query["role"])
    if query.get("state") in ("on", "off"):
        rows = rows.filter(is_active=query["state"] == "on")
    total = rows.count()
    page, pages = _page(query, total)
    start = (page - 1) * PAGE
    found = tuple(
        PersonRow(
            row.pk, row.username, row.name, str(Role(row.role).label), str(row.unit or "全部单位"), row.is_active,
            row.last_login,
        )
        for row in rows.order_by("-is_active", "unit__code", "name", "pk")[start : start + PAGE]
    )  # fmt: skip
    return Page(found, total, page, pages)


def _tree_order(rows):  # type: ignore[no-untyped-def]
    """Children under their parents, neighbours by code."""
    codes = {row.pk: row.code for row in rows}
    return lambda row: [codes.get(int(pk), "") for pk in row.path.strip("/").split("/") if pk]


def _cut(rows: tuple[UnitRow, ...], query: Mapping[str, str]) -> Page:
    page, pages = _page(query, len(rows))
    return Page(rows[(page - 1) * PAGE : page * PAGE], len(rows), page, pages)


def _page(query: Mapping[str, str], total: int) -> tuple[int, int]:
    pages = max(1, -(-total // PAGE))
    return min(whole_number(query.get("page"), 1_000_000) or 1, pages), pages
