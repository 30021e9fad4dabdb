"""The project list: filtered, sorted, searched, summed up, page by page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from urllib.parse import urlencode

from django.db.models import Count, F, Q, QuerySet, Sum

from zhunsheng.lifecycle.permissions import scopes_of, seats
from zhunsheng.lifecycle.registry import processes
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records.cell_text import one_line
from zhunsheng.web.records.current_day import current_day
from zhunsheng.web.records.derived import search_key
from zhunsheng.web.records.models import Plan, Target, Unit
from zhunsheng.web.records.queries.sheets import TargetView, target_view
from zhunsheng.web.records.scope import scoped, units
from zhunsheng.web.records.standing_in import arrangements_of, person_of

PAGE = 50
"""Projects on one page."""
SORTS = {
    "": ("unit__code", "-year", "position", "pk"),
    "code": ("code", "pk"),
    "name": ("name", "pk"),
    "money": (F("total_fen").desc(nulls_last=True), "pk"),
    "errors": ("-error_count", "-warning_count", "-info_count", "pk"),
    "updated": ("-updated_at", "pk"),
}
"""The orders a list can have; the first is the order of the documents."""
SEVERITIES = {"error": Q(error_count__gt=0), "warning": Q(warning_count__gt=0), "info": Q(info_count__gt=0),
              "none": Q(error_count=0, warning_count=0, info_count=0)}  # fmt: skip
"""What the severity filter lets through."""
_TARGET = processes()["target"]
STATES = tuple((state.name, state.label) for state in _TARGET.states)
"""The states of the process in the order of a year."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list shows, as its address says; anything senseless in the address is as if it were not there."""

    unit: str = ""
    year: int | None = None
    q: str = ""
    severity: str = ""
    state: str = ""
    """A state of the process, or ``mine``: those in which the person owes the next act."""
    sort: str = ""
    page: int = 1
    archived: bool = False

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Filters:
        """The filters of a query string."""
        severity, sort = one_line(query.get("severity")), one_line(query.get("sort"))
        state = one_line(query.get("state"))
        return cls(
            unit=one_line(query.get("unit"), 20),
            year=whole_number(query.get("year"), 9999),
            q=one_line(query.get("q"), 60),
            severity=severity if severity in SEVERITIES else "",
            state=state if state in ("mine", *dict(STATES)) else "",
            sort=sort if sort in SORTS else "",
            page=whole_number(query.get("page"), 1_000_000) or 1,
            archived=query.get("archived") == "1",
        )

    @property
    def query(self) -> str:
        """The query string of these filters, without the page."""
        values = {
            "unit": self.unit, "year": self.year or "", "q": self.q, "severity": self.severity, "state": self.state, "sort": self.sort,
            "archived": "1" if self.archived else "",
        }  # fmt: skip
        return urlencode({key: value for key, value in values.items() if value})

    @property
    def is_narrowed(self) -> bool:
        """True when the filters leave anything out."""
        return bool(self.unit or self.year or self.q or self.severity or self.state or self.archived)


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over everything the filters let through, not only the page."""

    projects: int
    indicators: int
    yuan: Decimal
    error: int
    warning: int
    info: int

    @property
    def wan(self) -> Decimal:
        """The money in 万元."""
        return self.yuan / 10_000


@dataclass(frozen=True, slots=True)
class PlanTotals:
    """What is found in the department parts that the filters let through; ``url`` leads to them."""

    plans: int
    error: int
    warning: int
    info: int
    url: str


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of the list with its totals and what can be chosen."""

    rows: tuple[TargetView, ...]
    filters: Filters
    totals: Totals
    pages: int
    units: tuple[tuple[str, str], ...]
    years: tuple[int, ...]
    plans: PlanTotals | None = None
    """``None`` where a search or filter is about projects alone, or nothing is found there."""
    states: tuple[tuple[str, str], ...] = STATES

    @property
    def first(self) -> int:
        """The number of the page's first row."""
        return (self.filters.page - 1) * PAGE + 1 if self.rows else 0

    @property
    def last(self) -> int:
        """The number of the page's last row."""
        return self.first + len(self.rows) - 1 if self.rows else 0


UNITS_OFFERED = 500


def list_targets(user: User, filters: Filters) -> Listing:
    """One page of the projects that the user sees and the filters let through."""
    seen = scoped(Target.objects.all(), user)
    rows = narrowed(user, filters)
    totals = _totals(rows)
    pages = max(1, -(-totals.projects // PAGE))
    filters = replace(filters, page=min(filters.page, pages))
    start = (filters.page - 1) * PAGE
    page = rows.select_related("unit", "updated_by").defer("draft", "search").order_by(*SORTS[filters.sort])
    page = page.annotate(open_threads=Count("threads", filter=Q(threads__open=True)))
    return Listing(
        rows=tuple(target_view(target) for target in page[start : start + PAGE]),
        filters=filters,
        totals=totals,
        pages=pages,
        units=tuple(units(user).order_by("code").values_list("code", "name")[:UNITS_OFFERED]),
        years=tuple(seen.order_by("-year").values_list("year", flat=True).distinct()),
        plans=_plans(user, filters),
    )


def narrowed(user: User, filters: Filters) -> QuerySet[Target]:
    """The projects that the user sees and the filters let through, unordered."""
    rows = scoped(Target.objects.filter(archived=filters.archived), user)
    if filters.unit:
        chosen = Unit.objects.filter(code=filters.unit).values_list("path", flat=True).first()
        rows = rows.filter(unit__path__startswith=chosen) if chosen else rows.none()
    if filters.year is not None:
        rows = rows.filter(year=filters.year)
    for word in search_key(filters.q).split():
        rows = rows.filter(search__contains=word)
    if filters.state:
        rows = owed_rows(user, rows) if filters.state == "mine" else rows.filter(state=filters.state)
    return rows.filter(SEVERITIES[filters.severity]) if filters.severity else rows


def _plans(user: User, filters: Filters) -> PlanTotals | None:
    if filters.q or filters.archived or filters.severity == "none":
        return None
    rows = scoped(Plan.objects.filter(archived=False), user)
    if filters.unit:
        chosen = Unit.objects.filter(code=filters.unit).values_list("path", flat=True).first()
        rows = rows.filter(unit__path__startswith=chosen) if chosen else rows.none()
    if filters.year is not None:
        rows = rows.filter(year=filters.year)
    found = list(
        rows.filter(Q(error_count__gt=0) | Q(warning_count__gt=0) | Q(info_count__gt=0))
        .values_list("unit__code", "year", "error_count", "warning_count", "info_count")
    )  # fmt: skip
    if not found:
        return None
    sums = [sum(row[at] for row in found) for at in (2, 3, 4)]
    url = f"/department/{found[0][0]}/{found[0][1]}/" if len(found) == 1 else "/department/"
    return PlanTotals(len(found), *sums, url)


def owed_rows(user: User, rows: QuerySet[Target]) -> QuerySet[Target]:
    """Of projects, those whose next act this person owes: from their own seat, or from one that they were lent."""
    found = Q(pk__in=())
    person, around = person_of(user), arrangements_of(user)
    for seat in seats(person, current_day(), around):
        posting = seat.posting
        states = [s.name for s in _TARGET.states if s.holder is posting.role and not (s.waits or s.ends)]
        for reach in scopes_of(seat, person) if states else ():
            where = Q(unit__path__startswith=reach.path) if reach.below else Q(unit__path=reach.path)
            found |= Q(state__in=states) & (
                Q(pk__in=[pk for pk in reach.ids if pk.isdecimal()]) if reach.ids else where
            )
    return rows.filter(found)


def _totals(rows: QuerySet[Target]) -> Totals:
    sums = rows.aggregate(
        projects=Count("pk"), indicators=Sum("indicator_count"), fen=Sum("total_fen"), error=Sum("error_count"),
        warning=Sum("warning_count"), info=Sum("info_count"),
    )  # fmt: skip
    return Totals(
        sums["projects"], sums["indicators"] or 0, Decimal(sums["fen"] or 0) / 100, sums["error"] or 0,
        sums["warning"] or 0, sums["info"] or 0,
    )  # fmt: skip


def whole_number(text: str | None, largest: int) -> int | None:
    """A whole number of an address, ``None`` for anything else."""
    if not text or not text.isascii() or not text.isdecimal() or len(text) > 9:
        return None
    return min(int(text), largest) or None
