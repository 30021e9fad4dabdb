"""What the first page shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Max, Sum

from zhunsheng.model.address import cell_name
from zhunsheng.model.light import Light
from zhunsheng.web.accounts.models import Role, User
from zhunsheng.web.records.cell_address import row_key
from zhunsheng.web.records.current_day import current_day
from zhunsheng.web.records.models import Edit, EditKind, Plan, ProjectStanding, Reading, ReadingStatus, Round, Target
from zhunsheng.web.records.project_standings import freshen as freshen_standings
from zhunsheng.web.records.queries.duties import Duty, duties_of
from zhunsheng.web.records.queries.events import Event, events_of
from zhunsheng.web.records.queries.overview import (
    CROWD,
    GRAVEST_FIRST,
    Overview,
    glance,
    seen_targets,
    standings,
    worst_first,
)
from zhunsheng.web.records.queries.overview_list import ProjectRow, row_of
from zhunsheng.web.records.queries.owed import OwedList, owed_by
from zhunsheng.web.records.queries.threads import OpenThread, open_threads
from zhunsheng.web.records.queries.unit_years import latest_seen
from zhunsheng.web.records.scope import scoped
from zhunsheng.web.records.standing_in import owners

YEARS_SHOWN = 30
EDITS_SHOWN = 8
RETURNS_SHOWN = 3
TURNED_SHOWN = 6
LOOKS_AT = {
    Role.CLERK: "deadlines", Role.HEAD: "money", Role.SECTION: "money", Role.DEPARTMENT: "lights", Role.REVIEWER: "findings",
    Role.BUREAU_SECTION: "money", Role.PERFORMANCE: "findings", Role.BUDGET: "unspent", Role.OVERSIGHT: "lights", Role.ADMIN: "entries",
}  # fmt: skip
"""The one picture that matters to each role."""


@dataclass(frozen=True, slots=True)
class YearRow:
    """One unit's year: how much there is and what is wrong in it. ``worst`` leads to the project with most errors."""

    unit_code: str
    unit_name: str
    year: int
    projects: int
    indicators: int
    yuan: Decimal
    error: int
    warning: int
    info: int
    updated_at: datetime
    plan_error: int = 0
    plan_warning: int = 0
    """How many of the errors and warnings are in the department part: the project list does not have them."""
    undecided: int = 0
    """Findings on which no reviewer has decided."""

    @property
    def wan(self) -> Decimal:
        """The money in 万元."""
        return self.yuan / 10_000


@dataclass(frozen=True, slots=True)
class EditRow:
    """One recent edit: where to go on."""

    url: str
    name: str
    what: str
    by: str
    at: datetime
    mine: bool


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """A file that waits to be confirmed."""

    id: int
    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ReturnRow:
    """A document that came back from review."""

    url: str
    unit_name: str
    year: int
    number: int
    summary: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Bench:
    """Everything on the first page."""

    years: tuple[YearRow, ...]
    year: int
    """The year that the page is about; 0 without any."""
    edits: tuple[EditRow, ...]
    waiting: tuple[ReadingRow, ...]
    asked: tuple[OpenThread, ...] = ()
    """Open threads, those that wait for this person first."""
    returned: tuple[ReturnRow, ...] = ()
    """The last rounds of review that were closed."""
    owed: OwedList = field(default_factory=OwedList)
    """What waits for this person in the process, by when."""
    duties: tuple[Duty, ...] = ()
    """Everything that this person owes, what is overdue first."""
    turned: tuple[ProjectRow, ...] = ()
    """Projects with a red or amber light, those that got worse first."""
    events: tuple[Event, ...] = ()
    """What happened lately."""
    glance: Overview | None = None
    """How the year stands, for the one picture of this person's role."""


@dataclass(frozen=True, slots=True)
class Standings:
    """How projects stand, each as a row with what is still to be said; how many are not up to date."""

    pairs: tuple[tuple[ProjectRow, dict[str, Any]], ...]
    rows: tuple[ProjectStanding, ...]
    left: int
    is_crowd: bool


def workbench_of(user: User) -> Bench:
    """The first page of a person."""
    targets = scoped(Target.objects.filter(archived=False), user)
    sums = (
        targets.values("unit_id", "year", unit_code=F("unit__code"), unit_name=F("unit__name"))
        .annotate(
            projects=Count("pk"), indicators=Sum("indicator_count"), fen=Sum("total_fen"), error=Sum("error_count"),
            warning=Sum("warning_count"), info=Sum("info_count"), waiting=Sum("undecided"), last=Max("updated_at"),
        )
        .order_by("-year", "-last")[:YEARS_SHOWN]
    )  # fmt: skip
    plans = scoped(Plan.objects.filter(archived=False), user).values_list(
        "unit_id", "year", "error_count", "warning_count", "info_count", "undecided"
    )
    found = {(unit, year): counts for unit, year, *counts in plans}
    years = tuple(_year(row, found.get((row["unit_id"], row["year"]), [0, 0, 0, 0])) for row in sums)
    year = latest_seen(user, sorted({row.year for row in years}))
    few = len(years) < YEARS_SHOWN and sum(row.projects for row in years if row.year == year) <= CROWD
    stand = _standing(user, year, few)
    owed = owed_by(user)
    waiting = Reading.objects.filter(uploaded_by__in=owners(user), status=ReadingStatus.READ).defer("document")[:10]
    return Bench(
        years=years,
        year=year,
        edits=_edits(user),
        waiting=tuple(ReadingRow(row.pk, row.name, row.at) for row in waiting),
        asked=open_threads(user),
        returned=_returned(user),
        owed=owed,
        duties=(*duties_of(user, year, stand.pairs, owed), *_to_decide(user, years)),
        turned=_turned(row for row, _ in stand.pairs),
        events=events_of(user) if years else (),
        glance=glance(user, year, stand.rows, LOOKS_AT.get(user.role, "deadlines"), stand.left, is_crowd=stand.is_crowd)
        if years
        else None,
    )


def _standing(user: User, year: int, few: bool) -> Standings:
    """How the year's projects stand, the gravest first; of a crowd the worst alone, found before anything is joined to them."""
    if not year:
        return Standings((), (), 0, False)
    left = freshen_standings(seen_targets(user).filter(year=year), year)
    ordered = standings(user, year).order_by(GRAVEST_FIRST, worst_first(Decimal(90)), "pk")
    if not few:
        keys = list(ordered.values_list("pk", flat=True)[: CROWD + 1])
        few = len(keys) <= CROWD
        ordered = ordered.filter(pk__in=keys if few else keys[:TURNED_SHOWN])
    rows = list(ordered.select_related("target", "unit").defer("target__draft", "target__search"))
    said = ("unfilled", "needs_decision", "warnings", "acts", "unexplained")
    pairs = tuple((row_of(one), {name: getattr(one, name) for name in said}) for one in rows)
    return Standings(pairs, tuple(rows), left, not few)


def _to_decide(user: User, years: Iterable[YearRow]) -> Iterator[Duty]:
    """The documents in which findings wait for this reviewer; administrators may, but need not."""
    if user.may_review and user.role != Role.ADMIN:
        for row in years:
            if row.undecided:
                url = f"/review/{row.unit_code}/{row.year}/"
                yield Duty(
                    "处理审核意见",
                    row.unit_name,
                    f"{row.year}年还有{row.undecided}条没有处理",
                    url,
                    None,
                    current_day(),
                )


def _turned(rows: Iterable[ProjectRow]) -> tuple[ProjectRow, ...]:
    behind = [row for row in rows if row.light in (Light.MISSED, Light.AT_RISK)]
    return tuple(sorted(behind, key=lambda row: (not row.is_worse, row.light is not Light.MISSED))[:TURNED_SHOWN])


def _returned(user: User) -> tuple[ReturnRow, ...]:
    rows = scoped(Round.objects.select_related("unit").defer("content"), user).order_by("-at")[:RETURNS_SHOWN]
    return tuple(
        ReturnRow(
            f"/review/{row.unit.code}/{row.year}/?round={row.number}", row.unit.name, row.year, row.number, row.summary, row.at
        )
        for row in rows
    )  # fmt: skip


def _year(row: dict, plan: list[int]) -> YearRow:  # type: ignore[type-arg]
    return YearRow(
        row["unit_code"], row["unit_name"], row["year"], row["projects"], row["indicators"] or 0,
        Decimal(row["fen"] or 0) / 100, (row["error"] or 0) + plan[0], (row["warning"] or 0) + plan[1],
        (row["info"] or 0) + plan[2], row["last"], plan[0], plan[1], (row["waiting"] or 0) + plan[3],
    )  # fmt: skip


def _edits(user: User) -> tuple[EditRow, ...]:
    """The newest edit of each sheet that was worked on last."""
    rows = scoped(Edit.objects.filter(target__archived=False, revision=F("target__revision")), user, "target__unit")
    if not user.sees_drafts:
        rows = rows.exclude(target__state="draft")
    found = rows.select_related("by").annotate(name=F("target__name")).defer("old", "new").order_by("-pk")
    return tuple(
        EditRow(
            f"/projects/{edit.target_id}/",
            edit.name or "未命名项目",
            _what(edit),
            str(edit.by),
            edit.at,
            edit.by_id == user.pk,
        )
        for edit in found[:EDITS_SHOWN]
    )


def _what(edit: Edit) -> str:
    """What was done, in a few words."""
    label = EditKind(edit.kind).label
    if edit.kind != EditKind.SET:
        return label
    row = row_key(edit.address)
    return f"{label}{cell_name(f'indicators[0].{row[1]}' if row else edit.address)}"
