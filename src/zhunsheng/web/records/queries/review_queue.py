"""The reviewer's queue: documents and projects, those that need a human first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from urllib.parse import parse_qsl, urlencode

from django.db.models import Case, Count, Exists, Max, OuterRef, Q, QuerySet, When

from zhunsheng.web.accounts.models import User
from zhunsheng.web.records.cell_text import one_line
from zhunsheng.web.records.course import the_process
from zhunsheng.web.records.current_day import current_day
from zhunsheng.web.records.derived import search_key
from zhunsheng.web.records.models import Decision, DecisionKind, Standing, Target, Unit
from zhunsheng.web.records.queries.listing import UNITS_OFFERED, whole_number
from zhunsheng.web.records.queries.sheets import TargetView, target_view
from zhunsheng.web.records.round_way import RoundWay, way_of
from zhunsheng.web.records.scope import scoped, units

PAGE = 50
"""Rows on one page."""
STATES = {
    "undecided": ("还有未定的", Q(undecided__gt=0)),
    "answered": ("询问已答复", Q(answered__gt=0)),
    "fresh": ("上轮之后新增", Q(fresh__gt=0, returned=False)),
    "error": ("有错误", Q(error__gt=0)),
    "done": ("已都有决定", Q(undecided=0, returned=False)),
    "returned": ("本轮已结束，单位还没改过", Q(returned=True)),
    "never": ("还没结束过一轮", Q(rounds=0)),
}
"""What the state filter of documents lets through."""
_WAITS = Case(When(undecided__gt=0, then=1), default=0)
_START = the_process().start.name
_THERE = Target.objects.filter(unit=OuterRef("unit"), year=OuterRef("year"), archived=False)
_UNSUBMITTED = Case(When(Exists(_THERE.exclude(state=_START)), then=0), default=1)
"""0 for a document of which anything was submitted, 1 for drafts alone."""
NEEDS_A_HUMAN = (
    _UNSUBMITTED, "-answered", "returned", _WAITS.desc(), "-error", "-fresh", "-undecided", "-asks", "unit__code", "-year",
)  # fmt: skip
"""The order of the queue: what waits for the reviewer's word first, then errors, then what is new; what was returned
last, and behind it what was not submitted at all."""
TARGETS_NEED = (
    Case(When(state=_START, then=1), default=0),
    _WAITS.desc(), "-open_threads", "-error_count", "-warning_count", "-info_count", "unit__code", "-year", "position", "pk",
)  # fmt: skip
TARGET_STATES = {
    "undecided": Q(undecided__gt=0), "answered": Q(open_threads__gt=0), "error": Q(error_count__gt=0),
    "done": Q(undecided=0),
}  # fmt: skip
"""What the state filter of projects lets through."""


@dataclass(frozen=True, slots=True)
class QueueFilters:
    """What the queue shows, as its address says; anything senseless is as if it were not there."""

    by: str = ""
    """``project`` lists projects, anything else documents."""
    unit: str = ""
    year: int | None = None
    q: str = ""
    state: str = ""
    page: int = 1

    @classmethod
    def of(cls, query: Mapping[str, str]) -> QueueFilters:
        """The filters of a query string."""
        state = one_line(query.get("state"))
        return cls(
            by="project" if query.get("by") == "project" else "", unit=one_line(query.get("unit"), 20),
            year=whole_number(query.get("year"), 9999), q=one_line(query.get("q"), 60),
            state=state if state in STATES else "", page=whole_number(query.get("page"), 1_000_000) or 1,
        )  # fmt: skip

    @property
    def query(self) -> str:
        """The query string of these filters, without the page."""
        values = {"by": self.by, "unit": self.unit, "year": self.year or "", "q": self.q, "state": self.state}
        return urlencode({key: value for key, value in values.items() if value})

    @property
    def is_narrowed(self) -> bool:
        """True when the filters leave anything out."""
        return bool(self.unit or self.year or self.q or self.state)


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One unit's year in the queue."""

    unit_code: str
    unit_name: str
    year: int
    projects: int
    error: int
    warning: int
    info: int
    undecided: int
    fresh: int
    asks: int
    answered: int
    rounds: int
    closed_at: datetime | None
    returned: bool
    drafts: int = 0
    """Projects that the unit has not submitted yet."""
    way: RoundWay = field(default_factory=lambda: way_of([]))
    """What the end of its last round means for its tables."""
    aside: int = 0
    """Findings that were dismissed or are waived today."""

    @property
    def total(self) -> int:
        """All findings, with those set aside."""
        return self.error + self.warning + self.info + self.aside

    @property
    def decided(self) -> int:
        """Findings with a decision in the round in progress."""
        return self.total - self.undecided

    @property
    def number(self) -> int:
        """The number of the round in progress."""
        return self.rounds + 1

    @property
    def is_draft(self) -> bool:
        """True while nothing of it was submitted."""
        return self.drafts >= self.projects


@dataclass(frozen=True, slots=True)
class Queue:
    """One page of the queue and what can be chosen; either ``documents`` or ``targets`` are filled."""

    filters: QueueFilters
    documents: tuple[DocumentRow, ...]
    targets: tuple[TargetView, ...]
    total: int
    pages: int
    units: tuple[tuple[str, str], ...]
    years: tuple[int, ...]


def review_queue(user: User, filters: QueueFilters) -> Queue:
    """One page of what the person may review."""
    rows = _targets(user, filters) if filters.by else _documents(user, filters)
    total = rows.count()
    pages = max(1, -(-total // PAGE))
    filters = replace(filters, page=min(filters.page, pages))
    start = (filters.page - 1) * PAGE
    found = rows[start : start + PAGE]
    years = scoped(Standing.objects.all(), user).order_by("-year").values_list("year", flat=True).distinct()
    return Queue(
        filters=filters,
        documents=() if filters.by else _document_rows(list(found)),
        targets=tuple(target_view(row) for row in found) if filters.by else (),
        total=total,
        pages=pages,
        units=tuple(units(user).order_by("code").values_list("code", "name")[:UNITS_OFFERED]),
        years=tuple(years),
    )


def waiting_for(user: User) -> int:
    """How many documents still need a decision of this person."""
    return scoped(Standing.objects.filter(Q(undecided__gt=0) | Q(answered__gt=0)), user).count()


def next_document(user: User, unit_code: str, year: int, query: str = "") -> tuple[str, int] | None:
    """The document that needs the reviewer most, apart from this one: its unit's code and year; ``None`` for none.

    ``query`` is the query string with which the queue was last seen: what it leaves out does not come next.
    """
    filters = replace(QueueFilters.of(dict(parse_qsl(query))), by="", state="")
    rows = _documents(user, filters).filter(Q(undecided__gt=0) | Q(answered__gt=0))
    return rows.exclude(unit__code=unit_code, year=year).values_list("unit__code", "year").first()


def _documents(user: User, filters: QueueFilters) -> QuerySet[Standing]:
    rows = scoped(Standing.objects.filter(projects__gt=0), user).select_related("unit")
    rows = _narrowed(rows, filters)
    if not user.sees_drafts:
        there = Target.objects.filter(unit=OuterRef("unit"), year=OuterRef("year"), archived=False)
        rows = rows.filter(Exists(scoped(there, user)))
    if filters.q:
        rows = rows.filter(Q(unit__name__icontains=filters.q) | Q(unit__code__startswith=filters.q))
    if filters.state:
        rows = rows.filter(STATES[filters.state][1])
    return rows.order_by(*NEEDS_A_HUMAN)


def _targets(user: User, filters: QueueFilters) -> QuerySet[Target]:
    rows = (
        scoped(Target.objects.filter(archived=False), user)
        .select_related("unit", "updated_by")
        .defer("draft", "search")
    )
    rows = _narrowed(rows, filters).annotate(open_threads=Count("threads", filter=Q(threads__open=True)))
    for word in search_key(filters.q).split():
        rows = rows.filter(search__contains=word)
    if filters.state in TARGET_STATES:
        rows = rows.filter(TARGET_STATES[filters.state])
    return rows.order_by(*TARGETS_NEED)


def _narrowed(rows: QuerySet, filters: QueueFilters) -> QuerySet:  # type: ignore[type-arg]
    if filters.unit:
        chosen = Unit.objects.filter(code=filters.unit).values_list("path", flat=True).first()
        rows = rows.filter(unit__path__startswith=chosen) if chosen else rows.none()
    return rows.filter(year=filters.year) if filters.year is not None else rows


def _document_rows(rows: list[Standing]) -> tuple[DocumentRow, ...]:
    """The rows of one page, with what is counted for them alone. Two queries."""
    of = Q(unit__in={row.unit_id for row in rows}, year__in={row.year for row in rows})
    states: dict[tuple[int, int], list[str]] = {}
    for unit, year, state in Target.objects.filter(of, archived=False).values_list("unit", "year", "state"):
        states.setdefault((unit, year), []).append(state)
    latest = Decision.objects.filter(of).order_by().values("unit", "year", "target", "finding").annotate(last=Max("pk"))
    held = Q(kind=DecisionKind.DISMISS) | Q(kind=DecisionKind.WAIVE, until__gte=current_day())
    sheets = Q(target=None) | Q(target__archived=False)
    held_rows = Decision.objects.filter(held, sheets, pk__in=latest.values("last")).order_by()
    aside = {(unit, year): n for unit, year, n in held_rows.values_list("unit", "year").annotate(n=Count("pk"))}
    keys = [(row.unit_id, row.year) for row in rows]
    return tuple(_document(row, states.get(key, []), aside.get(key, 0)) for row, key in zip(rows, keys, strict=True))


def _document(row: Standing, states: list[str], aside: int) -> DocumentRow:
    return DocumentRow(
        row.unit.code, row.unit.name, row.year, row.projects, row.error, row.warning, row.info, row.undecided, row.fresh,
        row.asks, row.answered, row.rounds, row.closed_at, row.returned, states.count(_START), way_of(states), aside,
    )  # fmt: skip
