"""Lists of entries: filtered, page by page, the newest day first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from urllib.parse import urlencode

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from zhunsheng.formula.storage import TEXT_SLOTS, day_number, slots
from zhunsheng.ledger.values import print_value
from zhunsheng.model.record import Column, Value
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records.cell_text import one_line
from zhunsheng.web.records.entry_values import from_json
from zhunsheng.web.records.kinds_in_force import KindInForce, editions, every_edition
from zhunsheng.web.records.models import Attachment, Entry, EntrySource, Tally, Target, Unit
from zhunsheng.web.records.moments import moment_of
from zhunsheng.web.records.queries.listing import whole_number
from zhunsheng.web.records.scope import scoped, units

PAGE = 50
"""Entries on one page."""
MOST_COUNTED = 100_000
"""Beyond so many a narrowed list is not counted to its end."""
LOOKED_THROUGH = 20_000
"""Words and things are looked for in the newest months that hold so many entries; who wants older ones says which."""
STATES = {"": "有效", "corrected": "更正过", "withdrawn": "撤回的", "all": "全部，含被更正的"}
"""What a list can show."""


@dataclass(frozen=True, slots=True)
class EntryFilters:
    """What a list shows, as its address says; anything senseless is as if it were not there."""

    unit: str = ""
    project: int | None = None
    since: date | None = None
    until: date | None = None
    thing: str = ""
    q: str = ""
    state: str = ""
    act: int | None = None
    page: int = 1

    @classmethod
    def of(cls, query: Mapping[str, str]) -> EntryFilters:
        """The filters of a query string."""
        state = one_line(query.get("state"), 20)
        return cls(
            unit=one_line(query.get("unit"), 20),
            project=whole_number(query.get("project"), 10**9),
            since=day_in(query.get("since")),
            until=day_in(query.get("until")),
            thing=one_line(query.get("thing"), 100),
            q=one_line(query.get("q"), 60),
            state=state if state in STATES else "",
            act=whole_number(query.get("act"), 10**9),
            page=whole_number(query.get("page"), 1_000_000) or 1,
        )

    @property
    def query(self) -> str:
        """The query string of these filters, without the page."""
        values = {
            "unit": self.unit, "project": self.project, "since": self.since, "until": self.until, "thing": self.thing,
            "q": self.q, "state": self.state, "act": self.act,
        }  # fmt: skip
        return urlencode({key: value for key, value in values.items() if value})

    @property
    def words(self) -> str:
        """What these filters narrow a list to, as people say it."""
        days = f"{self.since or ''}至{self.until or ''}" if self.since or self.until else ""
        told = (
            self.unit and f"单位 {self.unit}", self.project and "一个项目", days, self.thing, self.q and f"含“{self.q}”",
            self.state and STATES[self.state], self.act and "一次记入的",
        )  # fmt: skip
        return "、".join(str(word) for word in told if word)

    @property
    def is_narrowed(self) -> bool:
        """True when the filters leave anything out."""
        return bool(self.query)

    @property
    def is_plain(self) -> bool:
        """True when nothing but the unit is chosen: then the tallies know how many there are."""
        return not (self.project or self.since or self.until or self.thing or self.q or self.state or self.act)


@dataclass(frozen=True, slots=True)
class Cell:
    """One column of an entry as it prints."""

    name: str
    label: str
    text: str
    value: Value = None
    unit: str = ""

    @property
    def figure(self) -> str:
        """The text as people read it: numbers with thousands separators."""
        is_number = isinstance(self.value, Decimal | int) and not isinstance(self.value, bool)
        return f"{Decimal(self.text):,}" if is_number and self.text else self.text


@dataclass(frozen=True, slots=True)
class EntryView:
    """An entry as lists and pages show it. ``cells`` are all columns of its edition, blank ones too."""

    id: str
    kind: str
    label: str
    edition: int
    unit_code: str
    unit_name: str
    project_id: int | None
    project_code: str
    project_name: str
    by: str
    at: datetime
    source: str
    reason: str
    withdrawn: bool
    is_correction: bool
    superseded_at: datetime | None
    attachments: int
    logged: int
    cells: tuple[Cell, ...]

    @property
    def state(self) -> str:
        """``""`` for a valid entry, else ``withdrawn`` or ``superseded``."""
        return "withdrawn" if self.withdrawn else "superseded" if self.superseded_at else ""

    def cell(self, name: str) -> str:
        """The text of one column; ``""`` where its edition has none."""
        return next((cell.text for cell in self.cells if cell.name == name), "")

    def value(self, name: str) -> Value:
        """The value of one column; ``None`` where it is blank or its edition has none."""
        return next((cell.value for cell in self.cells if cell.name == name), None)


@dataclass(frozen=True, slots=True)
class EntryListing:
    """One page of entries, how many there are (``more``: at least so many), and what can be chosen.

    ``back_to`` is the first day that was looked through where there are more entries than are looked through at once.
    """

    rows: tuple[EntryView, ...]
    columns: tuple[Column, ...]
    filters: EntryFilters
    total: int
    more: bool
    pages: int
    units: tuple[tuple[str, str], ...]
    projects: tuple[tuple[int, str, int], ...]
    back_to: date | None = None

    @property
    def first(self) -> int:
        """The number of the page's first row."""
        return (self.filters.page - 1) * PAGE + 1 if self.rows else 0

    @property
    def last(self) -> int:
        """The number of the page's last row."""
        return self.first + len(self.rows) - 1 if self.rows else 0


def list_entries(user: User, kind: KindInForce, filters: EntryFilters) -> EntryListing:
    """One page of the entries of a kind that the user sees and the filters let through."""
    rows, back_to = narrowed(user, kind, filters), None
    if filters.is_plain:
        months = _months(user, kind, filters)
        total = sum(count for _, count in months)
        filters, pages = _turned(filters, total)
        start = (filters.page - 1) * PAGE
        days, start = _window(months, start)
        rows = rows.filter(**days)
    else:
        back_to = _looked_back(user, kind, filters)
        if back_to is not None:
            rows = rows.filter(day__gte=day_number(back_to))
        total = rows.order_by()[: MOST_COUNTED + 1].count()
        filters, pages = _turned(filters, total)
        start = (filters.page - 1) * PAGE
    page = list(joined(rows).order_by("-day", "-recorded_at", "pk")[start : start + PAGE])
    views = tuple(entry_views(page))
    return EntryListing(
        rows=views,
        columns=_columns(kind, views),
        filters=filters,
        total=min(total, MOST_COUNTED) if not filters.is_plain else total,
        more=not filters.is_plain and total > MOST_COUNTED,
        pages=pages,
        units=tuple(units(user).order_by("code").values_list("code", "name")[:500]),
        projects=_projects(user, filters),
        back_to=back_to,
    )


def every_entry(user: User, kind: KindInForce, filters: EntryFilters) -> Iterator[EntryView]:
    """All entries that the filters let through, one by one, the newest day first; few are in memory at a time."""
    rows = joined(narrowed(user, kind, filters)).order_by("-day", "-recorded_at", "pk")
    kinds = every_edition()
    for row in rows.iterator(chunk_size=2000):
        yield entry_view(row, kinds[(row.kind, row.edition)])


def narrowed(user: User, kind: KindInForce, filters: EntryFilters) -> QuerySet[Entry]:
    """The entries of a kind that the user sees and the filters let through, unordered."""
    rows = scoped(Entry.objects.filter(kind=kind.name), user)
    if filters.unit:
        rows = rows.filter(unit__in=_chosen_units(filters.unit))
    if filters.project:
        rows = rows.filter(project=filters.project)
    if filters.since:
        rows = rows.filter(day__gte=day_number(filters.since))
    if filters.until:
        rows = rows.filter(day__lte=day_number(filters.until))
    if filters.act:
        rows = rows.filter(logged=filters.act)
    thing = kind.ledger.thing
    if filters.thing and thing is not None:
        rows = rows.filter(**{slots(kind.record)[thing.name]: filters.thing})
    for word in filters.q.split():
        rows = rows.filter(_contains(kind, word))
    return _in_state(rows, filters.state)


def joined(rows: QuerySet[Entry]) -> QuerySet[Entry]:
    """The entries with what a view needs beside them."""
    files = Attachment.objects.filter(entry=Coalesce(OuterRef("root"), OuterRef("pk"))).order_by().values("entry")
    count = files.annotate(count=Count("pk")).values("count")
    return rows.select_related("unit", "by").annotate(
        files=Coalesce(Subquery(count), 0), project_code=F("project__code"), project_name=F("project__name")
    )


def entry_views(rows: list[Entry]) -> list[EntryView]:
    """Joined entries as views, each by its own edition."""
    kinds = editions(rows)
    return [entry_view(row, kinds[(row.kind, row.edition)]) for row in rows]


def entry_view(row: Entry, kind: KindInForce) -> EntryView:
    """One joined entry as a view."""
    values = from_json(kind.record, row.values)
    cells = tuple(_cell(column, values[column.name]) for column in kind.ledger.columns)
    return EntryView(
        row.pk, row.kind, kind.label, row.edition, row.unit.code, row.unit.name, row.project_id, row.project_code or "",
        row.project_name or "", str(row.by or ""), moment_of(row.recorded_at), EntrySource(row.source).label, row.reason,
        row.withdrawn, row.root_id is not None, moment_of(row.superseded_at) if row.superseded_at else None, row.files,
        row.logged, cells,
    )  # fmt: skip


def day_in(text: str | None) -> date | None:
    """A day of an address, ``None`` for anything else."""
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def _cell(column: Column, value: Value) -> Cell:
    return Cell(column.name, column.label, print_value(value, column), value, column.unit or "")


def _columns(kind: KindInForce, views: tuple[EntryView, ...]) -> tuple[Column, ...]:
    """The columns of which the page has anything to show."""
    return tuple(column for column in kind.ledger.columns if any(view.cell(column.name) for view in views))


def _turned(filters: EntryFilters, total: int) -> tuple[EntryFilters, int]:
    pages = max(1, -(-min(total, MOST_COUNTED) // PAGE)) if not filters.is_plain else max(1, -(-total // PAGE))
    return replace(filters, page=min(filters.page, pages)), pages


def _months(user: User, kind: KindInForce, filters: EntryFilters) -> list[tuple[int, int]]:
    """The months that have entries and how many, the newest first."""
    rows = scoped(Tally.objects.filter(kind=kind.name, count__gt=0), user)
    if filters.unit:
        rows = rows.filter(unit__in=_chosen_units(filters.unit))
    return list(rows.values_list("month").annotate(sum=Sum("count")).order_by("-month"))


def _looked_back(user: User, kind: KindInForce, filters: EntryFilters) -> date | None:
    """How far back words and things are looked for; ``None``: through everything that the filters leave."""
    if not (filters.q or filters.thing) or filters.project or filters.act:
        return None
    first = filters.since.year * 100 + filters.since.month if filters.since else 0
    last = filters.until.year * 100 + filters.until.month if filters.until else 999912
    held, back_to = 0, None
    for month, count in _months(user, kind, filters):
        if month < first:
            break
        if held >= LOOKED_THROUGH:
            return back_to
        if month <= last:
            held, back_to = held + count, date(month // 100, month % 100, 1)
    return None


def _window(months: list[tuple[int, int]], start: int) -> tuple[dict[str, int], int]:
    """The days among which a page lies, and where in them it starts: however many entries there are, few are sorted."""
    while months and start >= months[0][1]:
        start -= months.pop(0)[1]
    held, last = 0, None
    for month, count in months:
        held, last = held + count, month
        if held >= start + PAGE:
            break
    if last is None:
        return {}, start
    top = months[0][0]
    after = date(top // 100 + top % 100 // 12, top % 100 % 12 + 1, 1)
    return {"day__gte": day_number(date(last // 100, last % 100, 1)), "day__lt": day_number(after)}, start


def _chosen_units(code: str) -> QuerySet[Unit]:
    chosen = Unit.objects.filter(code=code).values_list("path", flat=True).first()
    return Unit.objects.filter(path__startswith=chosen) if chosen else Unit.objects.none()


def _contains(kind: KindInForce, word: str) -> Q:
    """The word stands in any text of the entry, or is how the person is called who wrote it."""
    found = Q(by__name__icontains=word)
    for slot in sorted(set(slots(kind.record).values()) & set(TEXT_SLOTS)):
        found |= Q(**{f"{slot}__icontains": word})
    return found


def _in_state(rows: QuerySet[Entry], state: str) -> QuerySet[Entry]:
    if state == "all":
        return rows
    rows = rows.filter(superseded_at__isnull=True)
    if state in ("corrected", "withdrawn"):  # both stand behind another entry
        return rows.filter(root__isnull=False, withdrawn=state == "withdrawn")
    return rows.filter(withdrawn=False)


def _projects(user: User, filters: EntryFilters) -> tuple[tuple[int, str, int], ...]:
    rows = scoped(Target.objects.filter(archived=False), user)
    if filters.unit:
        rows = rows.filter(unit__in=_chosen_units(filters.unit))
    return tuple(rows.order_by("-year", "unit", "position").values_list("pk", "name", "year")[:200])
