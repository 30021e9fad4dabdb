"""What the first page shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Case, Count, Exists, F, Max, OuterRef, Sum, When

from zhunsheng.law.deadlines import YearCalendar
from zhunsheng.model.address import cell_name
from zhunsheng.model.light import Light
from zhunsheng.model.monitoring import Checkpoint
from zhunsheng.web.accounts.models import Role, User
from zhunsheng.web.records.cell_address import row_key
from zhunsheng.web.records.matters.matter import Asking, Matter
from zhunsheng.web.records.matters.seam import late, mine
from zhunsheng.web.records.models import (
    DeadlineTally,
    Edit,
    EditKind,
    Plan,
    ProjectStanding,
    Reading,
    ReadingStatus,
    Round,
    Target,
    YearCourse,
)
from zhunsheng.web.records.project_standings import freshen as freshen_standings
from zhunsheng.web.records.project_standings import is_fresh
from zhunsheng.web.records.queries.events import Event, events_of
from zhunsheng.web.records.queries.overview import (
    CROWD,
    GRAVEST_FIRST,
    Overview,
    glance,
    seen_targets,
    standings,
    worst_first,
    years_seen,
)
from zhunsheng.web.records.queries.overview_list import ProjectRow, row_of
from zhunsheng.web.records.queries.owed import OwedList, owed_of
from zhunsheng.web.records.queries.threads import OpenThread, open_threads
from zhunsheng.web.records.queries.unit_years import latest_seen
from zhunsheng.web.records.reviewing import freshen
from zhunsheng.web.records.scope import scoped
from zhunsheng.web.records.standing_in import owners

YEARS_SHOWN = 30
_LINE = 9000
"""Where goals should be, in hundredths of a percent, for the order of projects that are behind."""
_ADJUSTED = DeadlineTally.objects.filter(deadline="adjustment")
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
    waiting: tuple[ReadingRow, ...]
    asked: tuple[OpenThread, ...] = ()
    """Open threads, those that wait for this person first."""
    returned: tuple[ReturnRow, ...] = ()
    """The last rounds of review that were closed."""
    owed: OwedList = field(default_factory=OwedList)
    """What waits for this person in the process, by when."""
    duties: tuple[Matter, ...] = ()
    """Everything that this person has to do, what is overdue first."""
    turned: tuple[ProjectRow, ...] = ()
    """Projects with a red or amber light, those that got worse first."""
    glance: Overview | None = None
    """How the year stands, for the one picture of this person's role."""

    calendar: YearCalendar = field(default_factory=YearCalendar)
    """The calendar of the person's region."""

    @property
    def lit_as_of(self) -> date | None:
        """Until which day the lights look: the last checkpoint that has come."""
        month = max((row.month for row in self.turned), default=0)
        return Checkpoint(self.year, month).as_of if month else None

    @property
    def late(self) -> int:
        """How much of it is overdue."""
        return late(self.duties)


@dataclass(frozen=True, slots=True)
class Recent:
    """What happened lately, and where this person and others stopped."""

    events: tuple[Event, ...]
    edits: tuple[EditRow, ...]


def recent_of(user: User) -> Recent:
    """What happened lately in what a person sees: put into the first page after it stands."""
    return Recent(events_of(user), _edits(user))


@dataclass(frozen=True, slots=True)
class Standings:
    """How projects stand; how many are not up to date; for how many an adjustment was applied for, the first step that its
    deadline counts."""

    rows: tuple[ProjectStanding, ...]
    left: int
    is_crowd: bool
    applied: int = 0


def workbench_of(user: User) -> Bench:
    """The first page of a person."""
    targets = scoped(Target.objects.filter(archived=False), user)
    sums = (
        targets.values("unit_id", "year", unit_code=F("unit__code"), unit_name=F("unit__name"))
        .annotate(
            projects=Count("pk"), indicators=Sum("indicator_count"), fen=Sum("total_fen"), error=Sum("error_count"),
            warning=Sum("warning_count"), info=Sum("info_count"), waiting=Sum("undecided"), last=Max("updated_at"),
            courses=Max(Case(When(Exists(YearCourse.objects.filter(target=OuterRef("pk"))), then=1), default=0)),
        )
        .order_by("-year", "-last")[:YEARS_SHOWN]
    )  # fmt: skip
    found = _plans(user)
    groups = list(sums)
    years = tuple(_year(row, found.get((row["unit_id"], row["year"]), [0, 0, 0, 0])) for row in groups)
    few = len(years) < YEARS_SHOWN
    year = latest_seen(user, sorted({row.year for row in years}) if few else years_seen(user))
    few = few and sum(row.projects for row in years if row.year == year) <= CROWD
    stand = _standing(user, year, few)
    asking = Asking(user, known_year=year)
    if not stand.is_crowd:
        asking.known_standings = stand.rows
    if len(years) < YEARS_SHOWN:
        asking.has_courses = any(row["courses"] for row in groups)
        asking.known_waiting = tuple((row.unit_code, row.unit_name, row.year, row.undecided) for row in years)
    duties, looks_at = mine(asking), LOOKS_AT.get(user.role, "deadlines")
    path = user.unit.path if user.unit else "/"
    calendar = asking.calendars.of(path) if years and looks_at == "deadlines" else YearCalendar()
    waiting = Reading.objects.filter(uploaded_by__in=owners(user), status=ReadingStatus.READ).defer("document")[:10]
    return Bench(
        years=years,
        year=year,
        waiting=tuple(ReadingRow(row.pk, row.name, row.at) for row in waiting),
        asked=open_threads(user),
        returned=_returned(user),
        owed=owed_of(asking, duties),
        duties=duties,
        calendar=calendar,
        turned=_turned(map(row_of, stand.rows)),
        glance=glance(user, year, stand.rows, looks_at, stand.left, is_crowd=stand.is_crowd, applied=stand.applied)
        if years
        else None,
    )


def _plans(user: User) -> dict[tuple[int, int], list[int]]:
    """What is found in the department parts, by unit and year; those that were edited are counted anew first."""
    rows = scoped(Plan.objects.filter(archived=False), user).values_list(
        "unit_id", "year", "stale", "error_count", "warning_count", "info_count", "undecided"
    )
    found = list(rows)
    if any(row[2] for row in found):
        freshen(user)
        found = list(rows.all())
    return {(unit, year): counts for unit, year, _, *counts in found}


def _standing(user: User, year: int, few: bool) -> Standings:
    """How the year's projects stand, the gravest first; of a crowd the worst alone, found before anything is joined to them."""
    if not year:
        return Standings((), 0, False)
    if few:
        targets = seen_targets(user).filter(year=year).annotate(applied=Exists(_ADJUSTED.filter(target=OuterRef("pk"))))
        targets = targets.select_related("standing", "unit").defer("draft", "search")
        found = list(targets.order_by("pk"))
        if all(is_fresh(target, year) for target in found):
            for target in found:
                target.standing.unit = target.unit
            return Standings(
                tuple(sorted((target.standing for target in found), key=_gravest)),
                0,
                False,
                sum(one.applied for one in found),
            )
    left = freshen_standings(seen_targets(user).filter(year=year), year)
    ordered = standings(user, year).order_by(GRAVEST_FIRST, worst_first(Decimal(_LINE) / 100), "pk")
    if not few:
        keys = list(ordered.values_list("pk", flat=True)[: CROWD + 1])
        few = len(keys) <= CROWD
        ordered = ordered.filter(pk__in=keys if few else keys[:TURNED_SHOWN])
    rows = list(ordered.select_related("target", "unit").defer("target__draft", "target__search"))
    return Standings(tuple(rows), left, not few, scoped(_ADJUSTED.filter(year=year), user).count())


def _gravest(row: ProjectStanding) -> tuple[int, int, int]:
    """The order of :data:`GRAVEST_FIRST` and :func:`worst_first`, for rows at hand."""
    grave = (Light.MISSED.value, Light.AT_RISK.value, Light.NO_DATA.value)
    behind = min(0, row.goals - _LINE) * 5 if row.goals is not None else 0
    return grave.index(row.light) if row.light in grave else len(grave), behind - (row.rate or 0), row.pk


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
