"""One project or department plan as a page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from zhunsheng.lifecycle.registry import processes
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records.models import Plan, Target, Version, VersionKind
from zhunsheng.web.records.operations.recording import AnySheet, owner
from zhunsheng.web.records.scope import scoped

PLANS_SHOWN = 500
"""The most department plans on one list."""


@dataclass(frozen=True, slots=True)
class TargetView:
    """A project's target table as lists and pages show it; money in 元, ``None`` where the budget is blank."""

    id: int
    unit_code: str
    unit_name: str
    year: int
    code: str
    name: str
    revision: int
    indicator_count: int
    total_yuan: Decimal | None
    error_count: int
    warning_count: int
    info_count: int
    reviewed: bool
    """False when the counts are older than the draft."""
    updated_at: datetime
    updated_by: str
    archived: bool
    asks: int = 0
    """Open threads, where the row was asked with them."""
    undecided: int = 0
    """Findings that wait for a reviewer's decision."""
    state: str = "draft"

    @property
    def state_label(self) -> str:
        """Where it stands in the process, in words."""
        return processes()["target"].state(self.state).label

    @property
    def total_wan(self) -> Decimal | None:
        """The budget in 万元."""
        return None if self.total_yuan is None else self.total_yuan / 10_000


@dataclass(frozen=True, slots=True)
class PlanView:
    """A department plan as pages show it."""

    id: int
    unit_code: str
    unit_name: str
    year: int
    revision: int
    updated_at: datetime
    updated_by: str
    error_count: int
    warning_count: int
    info_count: int


@dataclass(frozen=True, slots=True)
class Siblings:
    """The neighbours of a project in its unit's document: ids, ``None`` at the ends; ``number`` counts from 1."""

    prev: int | None
    next: int | None
    number: int
    total: int


@dataclass(frozen=True, slots=True)
class VersionView:
    """A version as menus show it."""

    number: int
    kind: str
    label: str
    note: str
    by: str
    at: datetime
    revision: int
    digest: str


def find_target(user: User, pk: int) -> Target | None:
    """The project of this id if the user may see it."""
    return scoped(Target.objects.select_related("unit", "updated_by"), user).filter(pk=pk).first()


def find_plan(user: User, unit_code: str, year: int) -> Plan | None:
    """The department plan of a unit's year if the user may see it."""
    rows = scoped(Plan.objects.select_related("unit", "updated_by"), user)
    return rows.filter(unit__code=unit_code, year=year).first()


def target_view(target: Target) -> TargetView:
    """A project's row as pages show it; needs ``unit`` and ``updated_by`` joined."""
    return TargetView(
        id=target.pk, unit_code=target.unit.code, unit_name=target.unit.name, year=target.year, code=target.code,
        name=target.name, revision=target.revision, indicator_count=target.indicator_count,
        total_yuan=None if target.total_fen is None else Decimal(target.total_fen) / 100,
        error_count=target.error_count, warning_count=target.warning_count, info_count=target.info_count,
        reviewed=target.reviewed_revision == target.revision, updated_at=target.updated_at,
        updated_by=str(target.updated_by or ""), archived=target.archived,
        asks=getattr(target, "open_threads", 0), undecided=target.undecided, state=target.state,
    )  # fmt: skip


def plan_view(plan: Plan) -> PlanView:
    """A department plan's row as pages show it; needs ``unit`` and ``updated_by`` joined."""
    return PlanView(
        id=plan.pk, unit_code=plan.unit.code, unit_name=plan.unit.name, year=plan.year, revision=plan.revision,
        updated_at=plan.updated_at, updated_by=str(plan.updated_by or ""), error_count=plan.error_count,
        warning_count=plan.warning_count, info_count=plan.info_count,
    )  # fmt: skip


def list_plans(user: User) -> tuple[PlanView, ...]:
    """The department plans that the user sees, newest year first."""
    rows = scoped(Plan.objects.filter(archived=False), user).select_related("unit", "updated_by").defer("draft")
    return tuple(plan_view(plan) for plan in rows.order_by("-year", "unit__code")[:PLANS_SHOWN])


def siblings(target: Target) -> Siblings:
    """Which projects stand before and after this one in its unit's document."""
    rows = Target.objects.filter(unit_id=target.unit_id, year=target.year, archived=False)
    ids = list(rows.order_by("position", "pk").values_list("pk", flat=True))
    if target.pk not in ids:
        return Siblings(None, None, len(ids) + 1, len(ids))
    index = ids.index(target.pk)
    return Siblings(
        ids[index - 1] if index else None, ids[index + 1] if index + 1 < len(ids) else None, index + 1, len(ids)
    )


def versions(sheet: AnySheet) -> tuple[VersionView, ...]:
    """All versions of a sheet, newest first."""
    rows = Version.objects.filter(**owner(sheet)).select_related("by").defer("content").order_by("-number")
    return tuple(
        VersionView(
            row.number, row.kind, VersionKind(row.kind).label, row.note, str(row.by), row.at, row.revision, row.digest
        )
        for row in rows
    )
