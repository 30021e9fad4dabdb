"""The projects behind a picture of the overview: page by page, and all of them for a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from zhunsheng.law.deadlines import deadlines
from zhunsheng.model.light import Light
from zhunsheng.rules.registry import rules_by_code
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records.models import ProjectStanding
from zhunsheng.web.records.project_standings import freshen, last_month
from zhunsheng.web.records.queries.overview import (
    BAND,
    GRAVEST_FIRST,
    TODOS,
    Filters,
    codes_of,
    finding_tallies,
    narrowed,
    seen_targets,
    standings,
    worst_first,
    years_seen,
)
from zhunsheng.web.records.queries.unit_years import latest_seen

PAGE = 50
"""Projects on one page."""
COLUMNS = (
    "单位编码", "单位", "项目编码", "项目", "预算（万元）", "已支付（万元）", "执行率（%）", "目标进度（%）", "状态", "为什么", "自评得分", "等级",
    "错误", "警告",
)  # fmt: skip
"""The columns of the file."""


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """One project with what the list shows of it; money in 万元."""

    id: int
    code: str
    name: str
    unit_code: str
    unit_name: str
    month: int
    light: Light
    before: Light | None
    why: str
    behind: tuple[tuple[str, ...], ...]
    budget: Decimal | None
    paid: Decimal | None
    rate: Decimal | None
    goals: Decimal | None
    score: Decimal | None
    grade: str
    error: int
    warning: int

    @property
    def url(self) -> str:
        """Where one sees why: monitoring at the checkpoint, or the table before there is one."""
        return f"/monitoring/{self.id}/?month={self.month}" if self.month else f"/projects/{self.id}/"

    @property
    def is_worse(self) -> bool:
        """True where the light was better at the checkpoint before."""
        grave = (Light.MET, Light.AT_RISK, Light.MISSED)
        return self.before in grave and self.light in grave and grave.index(self.light) > grave.index(self.before)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class ProjectList:
    """One page of projects, what they are narrowed by in words, and the way back."""

    filters: Filters
    words: tuple[tuple[str, str], ...]
    """What narrows the list, and the address without it."""
    rows: tuple[ProjectRow, ...]
    count: int
    pages: int
    findings: int | None = None
    """How many findings these projects have, where the list is of those with some; as many as the picture counts, with
    ``in_plans``, those in department parts."""
    in_plans: int = 0


def project_list(user: User, filters: Filters) -> ProjectList:
    """A page of the projects that the filters let through, the worst first."""
    filters, rows = _chosen(user, filters)
    count = rows.aggregate(count=Count("pk"))["count"]
    pages = max(1, -(-count // PAGE))
    filters = replace(filters, page=min(filters.page, pages))
    shown = rows[(filters.page - 1) * PAGE : filters.page * PAGE]
    return ProjectList(filters, _words(filters), tuple(_rows(shown)), count, pages, *_counted(user, filters, rows))


def _counted(user: User, filters: Filters, rows: QuerySet[ProjectStanding]) -> tuple[int | None, int]:
    """The findings of these projects, and those of department parts, where the list is of those with some."""
    if not (filters.rule or filters.category) or not filters.year:
        return None, 0
    told = finding_tallies(user, filters, filters.year).filter(rule__in=codes_of(filters))
    mine = Q(target__in=rows.order_by().values("target"))
    found = told.aggregate(mine=Sum("count", filter=mine), plans=Sum("count", filter=Q(target__isnull=True)))
    return found["mine"] or 0, found["plans"] or 0


def every_row(user: User, filters: Filters) -> Iterator[Sequence[object]]:
    """The same projects as rows of a file, however many there are."""
    _, rows = _chosen(user, filters)
    for row in _rows(rows):
        yield (
            row.unit_code, row.unit_name, row.code, row.name, row.budget, row.paid, row.rate, row.goals, row.light.label, row.why, row.score,
            row.grade, row.error, row.warning,
        )  # fmt: skip


def row_of(one: ProjectStanding) -> ProjectRow:
    """A standing as a row; needs its project and unit joined."""
    target, unit = one.target, one.unit
    return ProjectRow(
        target.pk, target.code, target.name or "未命名项目", unit.code, unit.name, one.month, Light(one.light),
        Light(one.light_before) if one.light_before else None, one.why, tuple(tuple(row) for row in one.behind), _wan(one.budget_fen),
        _wan(one.paid_fen), _hundredth(one.rate), _hundredth(one.goals), _hundredth(one.score), one.grade, target.error_count,
        target.warning_count,
    )  # fmt: skip


def _chosen(user: User, filters: Filters) -> tuple[Filters, QuerySet[ProjectStanding]]:
    years = years_seen(user)
    year = filters.year if filters.year in years else latest_seen(user, years)
    filters = replace(filters, year=year or None)
    if year:
        freshen(seen_targets(user).filter(year=year), year)
    rows = narrowed(standings(user, year, filters.unit), filters).select_related("target", "unit")
    cross = Decimal(max(last_month(year) * 100 // 12 - BAND, 0)) if year else Decimal(0)
    return filters, rows.defer("target__draft", "target__search").order_by(GRAVEST_FIRST, worst_first(cross), "pk")


def _rows(rows: Any) -> Iterator[ProjectRow]:
    for one in rows:
        yield row_of(one)


def _words(filters: Filters) -> tuple[tuple[str, str], ...]:
    told: list[tuple[str, str]] = []
    if filters.unit:
        told.append((f"单位 {filters.unit}", filters.projects(unit="")))
    if filters.light:
        light = Light(filters.light)
        told.append((f"{light.sign} {light.label}", filters.projects(light="")))
    if filters.todo:
        told.append((TODOS[filters.todo], filters.projects(todo="")))
    if filters.rule:
        rule = rules_by_code().get(filters.rule)
        told.append((f"{filters.rule} {rule.title if rule else ''}", filters.projects(rule="")))
    if filters.category:
        told.append((f"有“{filters.category}”方面的意见", filters.projects(category="")))
    if filters.deadline:
        title = deadlines()[filters.deadline].title if filters.deadline in deadlines() else filters.deadline
        told.append((f"逾期：{title}", filters.projects(deadline="")))
    if filters.money is not None:
        told.append((f"执行率{filters.money}%至{filters.money + BAND}%", filters.projects(money=None)))
    if filters.goals is not None:
        told.append((f"目标进度{filters.goals}%至{filters.goals + BAND}%", filters.projects(goals=None)))
    return tuple(told)


def _wan(fen: int | None) -> Decimal | None:
    return None if fen is None else Decimal(fen) / 1_000_000


def _hundredth(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value) / 100
