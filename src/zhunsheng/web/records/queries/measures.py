"""What the pages of measured values show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.db.models import Count
from django.utils import timezone

from zhunsheng.formula.outcome import Use, Verdict
from zhunsheng.formula.window import WINDOWS
from zhunsheng.ledger.kind import LedgerKind
from zhunsheng.library.suggest import Suggestion, suggest
from zhunsheng.model.light import Light
from zhunsheng.model.measure import Measure, MeasureStatus
from zhunsheng.model.quantity import PERCENT_UNITS
from zhunsheng.model.record import ColumnType
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records.changes import noun_of
from zhunsheng.web.records.entry_values import from_json
from zhunsheng.web.records.kinds_in_force import editions
from zhunsheng.web.records.measured import (
    AnySheet,
    Item,
    Kinds,
    Said,
    compute,
    items_at,
    items_of,
    measures_of,
    said_of,
    traced,
    usual_day,
)
from zhunsheng.web.records.models import Entry, FormulaBinding, Plan, StatedValue, Target, Unit
from zhunsheng.web.records.moments import moment_of
from zhunsheng.web.records.queries.unit_years import latest_recorded
from zhunsheng.web.records.scope import scoped

PER_PAGE = 50
"""Records on one page."""
_NEAR = Decimal(90)
"""Percent of the target from which a miss is called a near one."""
_SHOWN = 4
"""Columns of a record in the list."""


@dataclass(frozen=True, slots=True)
class Value:
    """A measured value as pages show it."""

    item: Item
    measure: Measure
    url: str

    @property
    def light(self) -> Light:
        """Met, near, missed or nothing to say."""
        return light_of(self.measure)

    @property
    def is_stated(self) -> bool:
        """True for a value that a person stated."""
        return self.measure.status is MeasureStatus.STATED

    @property
    def number(self) -> str:
        """The value with two decimals at most; empty where there is none."""
        return short(self.measure.value)

    @property
    def unit(self) -> str:
        """The unit as one reads it behind a number: a percentage has its sign."""
        unit = self.measure.unit or ""
        return "%" if unit in PERCENT_UNITS and unit != "个百分点" else unit

    @property
    def quotient(self) -> str:
        """``35 ÷ 36`` for a rate."""
        one = self.measure
        if one.numerator is None or one.denominator is None:
            return ""
        return f"{short(one.numerator)} ÷ {short(one.denominator)}"

    @property
    def target(self) -> str:
        """The target as printed."""
        return self.measure.target.text if self.measure.target else ""


@dataclass(frozen=True, slots=True)
class Group:
    """The values of one project, or of a department."""

    name: str
    code: str
    url: str
    values: tuple[Value, ...]

    @property
    def met(self) -> int:
        """How many meet their targets."""
        return sum(value.measure.met is True for value in self.values)

    @property
    def missed(self) -> int:
        """How many do not."""
        return sum(value.measure.met is False for value in self.values)

    @property
    def open(self) -> int:
        """How many have no value to compare."""
        return len(self.values) - self.met - self.missed


@dataclass(frozen=True, slots=True)
class Overview:
    """All values of a unit's year."""

    unit: Unit | None
    year: int | None
    as_of: date | None
    is_past: bool
    choices: tuple[tuple[str, int, str], ...]
    """Unit code, year and words of every unit-year that the person sees."""
    groups: tuple[Group, ...]
    has_plan: bool = False
    """Whether there is a department plan, whose goals can be given formulas."""

    @property
    def counts(self) -> dict[str, int]:
        """How many values there are of each sort."""
        values = [value for group in self.groups for value in group.values]
        return {
            "all": len(values), "met": sum(group.met for group in self.groups), "missed": sum(group.missed for group in self.groups),
            "open": sum(group.open for group in self.groups), "stated": sum(value.is_stated for value in values),
            "measured": sum(value.measure.status is MeasureStatus.MEASURED for value in values),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class RecordLine:
    """One record behind a value."""

    id: str
    kind: str
    day: str
    cells: tuple[tuple[str, str], ...]
    by: str
    written: datetime
    why: str
    corrected: bool
    files: int


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value is from: its formula, its records, its history."""

    value: Value
    sheet: AnySheet
    as_of: date
    binding: FormulaBinding | None
    window: str
    stated: StatedValue | None
    history: tuple[FormulaBinding, ...]
    statements: tuple[StatedValue, ...]
    counts: dict[str, int]
    show: str
    page: int
    pages: int
    lines: tuple[RecordLine, ...]
    suggestions: tuple[Suggestion, ...]
    """What the library would measure it by; nothing once a formula is bound."""
    known_at: datetime
    """The moment whose records were counted: the one asked for, or now."""
    other: Value | None = None
    """For a past day the other reading, where it differs: from the records known at that day's end, or (where those were asked
    for) from all there are now."""


def light_of(measure: Measure) -> Light:
    """The light of a value: met, near (90 % of the target or more), missed, nothing to say."""
    if measure.met is None:
        return Light.NO_DATA
    if measure.met:
        return Light.MET
    return Light.AT_RISK if measure.completion is not None and measure.completion >= _NEAR else Light.MISSED


def short(number: Decimal | None) -> str:
    """A number with thousands separators and two decimals at most."""
    if number is None:
        return ""
    rounded = round(number, 2)
    return f"{rounded:,f}".rstrip("0").rstrip(".") if "." in f"{rounded:f}" else f"{rounded:,f}"


def url_of(sheet: AnySheet, key: str) -> str:
    """The page of a value."""
    return f"/measures/{'project' if isinstance(sheet, Target) else 'department'}/{sheet.pk}/{key}/"


def overview(user: User, code: str = "", year: int | None = None, as_of: date | None = None) -> Overview:
    """The values of a unit's year; by default of the latest year of the person's own unit (or the first they see)."""
    there = scoped(Target.objects.filter(archived=False), user).order_by()  # an order would make every project distinct
    rows = there.values_list("unit__code", "unit__name", "year").distinct()
    found = sorted(rows, key=lambda row: (-row[2], row[0]))
    choices = tuple((unit, each, f"{name} {each}年") for unit, name, each in found)
    own = user.unit.code if user.unit else ""
    wanted = [(unit, each) for unit, _, each in found if (not code or unit == code) and (year is None or each == year)]
    wanted.sort(key=lambda pair: (pair[0] != own, -pair[1]))
    if not wanted:
        return Overview(None, None, None, False, choices, ())
    unit = Unit.objects.get(code=wanted[0][0])
    chosen = year or latest_recorded(unit.code, [each for code_of, each in wanted if code_of == unit.code])
    return _of_year(unit, chosen, as_of, choices)


def _of_year(unit: Unit, year: int, as_of: date | None, choices: tuple[tuple[str, int, str], ...]) -> Overview:
    targets = list(Target.objects.filter(unit=unit, year=year, archived=False).select_related("unit"))
    plans = list(Plan.objects.filter(unit=unit, year=year).select_related("unit"))
    usual = usual_day(year)
    day = min(as_of, usual) if as_of else usual
    sheets: list[AnySheet] = [*plans, *targets]
    items = items_of(sheets)
    found = measures_of(items, day if day != usual else None)
    groups = []
    of_sheet: dict[tuple[str, int], list[Item]] = {}
    for item in items:
        of_sheet.setdefault(item.name[:2], []).append(item)
    for sheet in sheets:
        own = of_sheet.get(("target" if isinstance(sheet, Target) else "plan", sheet.pk), [])
        values = tuple(Value(item, found[item.name], url_of(sheet, item.key)) for item in own)
        if isinstance(sheet, Target):
            groups.append(Group(sheet.name, sheet.code, f"/projects/{sheet.pk}/", values))
        elif values:
            groups.append(Group("部门整体目标", "", f"/department/{unit.code}/{year}/", values))
    return Overview(unit, year, day, day != usual, choices, tuple(groups), bool(plans))


def origin(
    sheet: AnySheet,
    key: str,
    *,
    as_of: date | None,
    known_at: datetime | None,
    show: str,
    page: int,
    told: Said | None = None,
) -> Origin | None:
    """Where a value is from, or ``None`` for a key that the sheet does not have; ``told`` is what was bound and stated, where
    it was asked for before."""
    usual, now = usual_day(sheet.year), timezone.localtime()
    day = min(as_of, usual) if as_of else usual
    instead = None if known_at else end_of(day)
    told = told or said_of([sheet])
    items, others = items_at([sheet], (known_at, instead), said=told)
    item = next((one for one in items if one.key == key), None)
    if item is None:
        return None
    kinds = Kinds()
    measure, trace = traced(item, day, known_at, kinds)
    there = next((one for one in others if one.key == key), None) if as_of else None
    other = _differing(there, measure, day, instead, kinds) if there else None
    uses = trace.uses if trace else ()
    groups = {
        "counts": [use for use in uses if use.verdict is Verdict.COUNTS],
        "misses": [use for use in uses if use.verdict is Verdict.MISSES],
        "others": [use for use in uses if use.verdict is Verdict.LEFT_OUT],
    }
    show = show if show in groups else "counts"
    chosen = groups[show]
    pages = max(1, -(-len(chosen) // PER_PAGE))
    page = min(max(page, 1), pages)
    bound = sorted((row for row in told.bound if row.key == key), key=lambda row: -row.number)
    stated = sorted((row for row in told.stated if row.key == key), key=lambda row: -row.pk)
    return Origin(
        value=Value(item, measure, url_of(sheet, key)), sheet=sheet, as_of=day, binding=item.binding if item.binding and item.binding.formula else None,
        window=WINDOWS[item.binding.window].label if item.binding else "", stated=item.stated,
        history=tuple(bound[:20]), statements=tuple(stated[:20]),
        counts={name: len(group) for name, group in groups.items()}, show=show, page=page, pages=pages,
        lines=lines(chosen[(page - 1) * PER_PAGE : page * PER_PAGE]), suggestions=_suggestions(sheet, item),
        known_at=timezone.localtime(known_at) if known_at else now, other=other,
    )  # fmt: skip


def end_of(day: date) -> datetime:
    """The last moment of a day."""
    return timezone.make_aware(datetime.combine(day, time.max))


def _differing(item: Item, measure: Measure, day: date, known_at: datetime | None, kinds: Kinds) -> Value | None:
    """The item's other reading of a day, where it is another value or rests on another number of records."""
    found = compute([item], lambda _: day, known_at, kinds=kinds)[item.name]
    if (found.value, found.records, found.formula) == (measure.value, measure.records, measure.formula):
        return None
    return Value(item, found, url_of(item.sheet, item.key))


def _suggestions(sheet: AnySheet, item: Item) -> tuple[Suggestion, ...]:
    if not isinstance(sheet, Target) or (item.binding is not None and item.binding.formula):
        return ()
    project = noun_of(sheet.draft)
    indicator = next((row for row in project.indicators if row.key == item.key), None)
    return suggest(indicator) if indicator is not None else ()


def lines(uses: Sequence[Use]) -> tuple[RecordLine, ...]:
    """The records of some uses, in their order."""
    rows = (
        Entry.objects.filter(pk__in=[use.id for use in uses]).select_related("by").annotate(papers=Count("attachments"))
    )
    by_id = {row.pk: row for row in rows}
    kinds = editions(by_id.values())
    found = []
    for use in uses:
        row = by_id[use.id]
        kind = kinds[row.kind, row.edition].ledger
        values = from_json(kind.record, row.values)
        found.append(
            RecordLine(
                row.pk, kind.label, said(values.get(kind.record.day)), _cells(kind, values), str(row.by or row.get_source_display()),
                moment_of(row.recorded_at), use.why, row.supersedes_id is not None, row.papers,
            )
        )  # fmt: skip
    return tuple(found)


def said(value: Any) -> str:
    """A value as people read it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, Decimal):
        return short(value)
    return str(value)


def _cells(kind: LedgerKind, values: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """The columns that say most: those asked first, then the others, as many as have something to say."""
    names = [*kind.asked, *(column.name for column in kind.columns if column.name not in kind.asked)]
    found = []
    for name in names:
        column = kind.column(name)
        if column is None or name == kind.record.day or values.get(name) is None or name == "remark":
            continue
        unit = column.unit if column.type in (ColumnType.MONEY, ColumnType.NUMBER, ColumnType.COUNT) else None
        found.append((column.label, said(values[name]) + (unit or "")))
    return tuple(found[: _SHOWN + 1])
