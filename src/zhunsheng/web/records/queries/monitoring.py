"""What the pages of monitoring show: lights with their reasons, forecasts, what people add, and the picture of the money."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from zhunsheng.law.monitoring import WarningLines, checkpoint_basis, warning_lines
from zhunsheng.law.parameters import legal_number
from zhunsheng.model.light import Light
from zhunsheng.model.measure import Measure
from zhunsheng.model.monitoring import Checkpoint, Decision, IndicatorStanding
from zhunsheng.model.monitoring_form import MonitoredIndicator
from zhunsheng.pictures.drawing import BROAD, NARROW, WIDE
from zhunsheng.pictures.figures import wan as short_wan
from zhunsheng.pictures.money import money_by_month
from zhunsheng.scoring.exact import plain, wan
from zhunsheng.usecases.monitoring import CAUSES, OUTLOOKS
from zhunsheng.usecases.printed_values import unit_word
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records.course import was_approved
from zhunsheng.web.records.current_day import current_day
from zhunsheng.web.records.evaluated import ProjectWatch, months_past, watch_targets
from zhunsheng.web.records.kept_readings import READING
from zhunsheng.web.records.models import CalendarChange, Target, Unit, YearNote
from zhunsheng.web.records.monitoring_rules import (
    MONITORING,
    NUMBERS,
    MonitoringRules,
    monitoring_rules,
    months_of,
    words_of,
)
from zhunsheng.web.records.queries.measures import short, url_of
from zhunsheng.web.records.queries.scores import Both
from zhunsheng.web.records.queries.unit_years import UnitYear, unit_year
from zhunsheng.web.records.year_notes import act_of

HISTORY = 30
"""Changes of the settings that their page lists."""


@dataclass(frozen=True, slots=True)
class WatchBoard:
    """A unit's projects at a checkpoint. ``months`` are the usual checkpoints, ``past`` those that have come."""

    where: UnitYear
    checkpoint: Checkpoint | None
    rows: tuple[ProjectWatch, ...]
    months: tuple[int, ...]
    past: tuple[int, ...]
    picture: Both | None
    unapproved: tuple[Target, ...] = ()
    """The unit's tables of the year that were never approved: they are not monitored."""

    @property
    def lights(self) -> tuple[tuple[Light, int], ...]:
        """How many projects stand under each light."""
        return tuple((light, sum(row.monitored.monitoring.light is light for row in self.rows)) for light in Light)


@dataclass(frozen=True, slots=True)
class WatchRow:
    """One indicator at a checkpoint with what people said."""

    standing: IndicatorStanding
    printed: MonitoredIndicator
    key: str
    url: str
    note: YearNote | None
    base: int

    @property
    def forecast(self) -> str:
        """The year's expected value with its range."""
        found, unit = self.standing.forecast, unit_word(self.standing.unit)
        if found is None:
            return ""
        told = f"{plain(found.value)}{unit}"
        if found.low is not None and found.high is not None and found.low != found.high:
            told += f"（{plain(found.low)}—{plain(found.high)}{unit}）"
        return told

    @property
    def outlook(self) -> str:
        """What the forecast suggests."""
        return OUTLOOKS[self.standing.outlook] if self.standing.outlook else ""

    @property
    def said_outlook(self) -> str:
        """What people answered about the year's end."""
        said = self.standing.entry
        return OUTLOOKS[said.outlook] if said and said.outlook else ""

    @property
    def said_causes(self) -> str:
        """The kinds of causes that people ticked."""
        return "、".join(CAUSES[one] for one in (self.standing.entry.causes if self.standing.entry else ()))

    @property
    def said_expected(self) -> str:
        """What people expect of the year instead of the forecast."""
        return self.standing.entry.expected.strip() if self.standing.entry else ""

    @property
    def is_behind(self) -> bool:
        """True where a cause is asked for."""
        return self.standing.light in (Light.AT_RISK, Light.MISSED)


@dataclass(frozen=True, slots=True)
class ActRow:
    """A corrective act with the number of its last note: which indicator it is about, and by how many days it is late."""

    note: YearNote
    base: int
    about: str
    days_late: int


@dataclass(frozen=True, slots=True)
class ReadingChange:
    """A kept value that entries written since would change, as one reads it."""

    name: str
    url: str
    then: str
    now: str
    records: tuple[int, int]


@dataclass(frozen=True, slots=True)
class ProjectMonitoring:
    """A project at a checkpoint as its page shows it."""

    row: ProjectWatch
    checkpoint: Checkpoint
    months: tuple[int, ...]
    past: tuple[int, ...]
    rows: tuple[WatchRow, ...]
    acts: tuple[ActRow, ...]
    proposal: YearNote | None
    proposal_base: int
    decision: YearNote | None
    decision_base: int
    picture: Both
    reading_base: int
    changes: tuple[ReadingChange, ...]

    @property
    def causes(self) -> tuple[tuple[str, str], ...]:
        """The kinds of causes and their names."""
        return tuple((cause.value, word) for cause, word in CAUSES.items())

    @property
    def outlooks(self) -> tuple[tuple[str, str], ...]:
        """The answers about the year's end."""
        return tuple((one.value, word) for one, word in OUTLOOKS.items())

    @property
    def decisions(self) -> tuple[str, ...]:
        """What may follow."""
        return tuple(Decision)

    @property
    def fund_forecast(self) -> str:
        """What will be paid in the year, with its range."""
        found = self.row.monitored.monitoring.funds.forecast
        if found is None:
            return ""
        told = wan(found.value)
        if found.low is not None and found.high is not None and found.low != found.high:
            told += f"（{wan(found.low)}—{wan(found.high)}）"
        return told


@dataclass(frozen=True, slots=True)
class RuleNumber:
    """A number of the lights: its name and title, what is set and what holds without it, and what that rests on."""

    name: str
    title: str
    unit: str
    own: str
    usual: str
    basis: str


@dataclass(frozen=True, slots=True)
class RulesPage:
    """The months and numbers of monitoring of a budget year; ``is_own`` where this very year set them."""

    rules: MonitoringRules
    numbers: tuple[RuleNumber, ...]
    lines: tuple[WarningLines, ...]
    months_basis: str
    is_own: bool
    is_here: bool
    """True where this very place set it, for this year or for every one."""
    region: Unit | None
    source: str
    history: tuple[tuple[CalendarChange, str], ...]


def rules_page(
    year: int, region: Unit | None = None, typed: Mapping[str, str] | None = None, rows: Sequence[CalendarChange] = ()
) -> RulesPage:  # fmt: skip
    """What holds for a budget year in a region; ``rows`` are all changes there were; ``typed`` are numbers that were refused, shown again as they were typed."""
    rules = monitoring_rules(year, region.path if region else "/")
    own = rules.setting.value["numbers"] if rules.setting else {}
    own = own if typed is None else {name: typed.get(name, "") for name in NUMBERS}
    numbers = []
    for name in NUMBERS:
        known = legal_number(f"monitoring_{name}")
        dated = known.on(date(year, 12, 31)) if year >= known.values[0].since.year else known.values[0]
        numbers.append(
            RuleNumber(name, known.title, known.unit, own.get(name, ""), plain(dated.value), dated.basis.note)
        )
    here = rules.setting is not None and rules.setting.unit_id == (region.pk if region else None)
    is_own = here and rules.setting is not None and rules.setting.year == year
    history = tuple(
        row for row in reversed(rows) if row.what == MONITORING and row.unit_id == (region.pk if region else None)
    )
    told = tuple((row, words_of(row.value)) for row in history[:HISTORY])
    return RulesPage(
        rules, tuple(numbers), tuple(warning_lines().values()), checkpoint_basis().note, is_own, here, region, _source(rules, here), told
    )  # fmt: skip


def _source(rules: MonitoringRules, here: bool) -> str:
    """Where what holds comes from, in words."""
    if rules.setting is None:
        return "默认【未核】"
    if here:
        return "本区自定" if rules.setting.unit else "全部单位统一设定"
    return f"沿用{rules.setting.unit.name}" if rules.setting.unit else "沿用全部单位的设定"


def checkpoint_of(year: int, month: int | None, path: str = "/") -> Checkpoint | None:
    """The checkpoint asked for if it has come, else the last usual one that has; ``None`` while none has."""
    if month is not None and months_past(year, (month,)):
        return Checkpoint(year, month)
    past = months_past(year, months_of(year, path)) or months_past(year, range(1, 13))
    return Checkpoint(year, past[-1]) if past else None


def watch_board(user: User, code: str = "", year: int | None = None, month: int | None = None) -> WatchBoard:
    """A unit's projects at a checkpoint."""
    where = unit_year(user, code, year)
    path = where.unit.path if where.unit is not None else "/"
    months = months_of(where.year, path) if where.year is not None else ()
    checkpoint = checkpoint_of(where.year, month, path) if where.year is not None else None
    if checkpoint is None:
        return WatchBoard(where, None, (), months, (), None)
    rows = tuple(watch_targets([one for one in where.targets if was_approved(one.state)], checkpoint))
    rest = tuple(one for one in where.targets if not was_approved(one.state))
    picture, past = money_picture(rows) if rows else None, months_past(checkpoint.year, months)
    return WatchBoard(where, checkpoint, rows, months, past, picture, rest)


def project_monitoring(target: Target, checkpoint: Checkpoint) -> ProjectMonitoring:
    """A project at a checkpoint."""
    (row,) = watch_targets([target], checkpoint, every_month=True)
    found, notes = row.monitored, row.notes
    then = {"as_of": checkpoint.as_of.isoformat()} | ({"known": row.kept.known_at.isoformat()} if row.kept else {})
    rows = tuple(
        WatchRow(
            standing, found.form.indicators[number], indicator.key, f"{url_of(target, indicator.key)}?{urlencode(then)}",
            notes.one("standing", indicator.key), notes.base("standing", indicator.key),
        )
        for number, (indicator, standing) in enumerate(
            zip(found.case.project.indicators, found.monitoring.indicators, strict=True)
        )
    )  # fmt: skip
    months = months_of(checkpoint.year, target.unit.path)
    return ProjectMonitoring(
        row, checkpoint, months, months_past(checkpoint.year, months), rows,
        tuple(_act(row, act) for act in notes.of("act")), notes.one("proposal"), notes.base("proposal"), notes.one("decision"), notes.base("decision"), money_picture([row]),
        notes.base(READING), _changes(row, checkpoint),
    )  # fmt: skip


def _act(row: ProjectWatch, note: YearNote) -> ActRow:
    act = act_of(note)
    about = next((one.level3 or "" for one in row.monitored.case.project.indicators if one.key == act.indicator), "")
    late = (current_day() - act.due).days if act.done_on is None else 0
    return ActRow(note, row.notes.base("act", note.key), about, max(late, 0))


def _changes(row: ProjectWatch, checkpoint: Checkpoint) -> tuple[ReadingChange, ...]:
    """What entries written since would change in what was kept."""
    names = {indicator.key: indicator.level3 or "" for indicator in row.monitored.case.project.indicators}
    return tuple(
        ReadingChange(
            names.get(one.key, ""), f"{url_of(row.target, one.key)}?as_of={checkpoint.as_of}", *map(_with_unit, (one.then, one.now)),
            (one.then.records, one.now.records),
        )
        for one in row.changes
    )  # fmt: skip


def _with_unit(one: Measure) -> str:
    return "没有数" if one.value is None else f"{short(one.value)}{unit_word(one.unit)}"


def money_picture(rows: Sequence[ProjectWatch]) -> Both:
    """Plan and payments of some projects together, cumulative by month end."""
    plan: dict[int, Decimal | None] = {}
    paid: dict[int, Decimal | None] = {}
    month = rows[0].monitored.case.checkpoint.month
    for row in rows:
        case = row.monitored.case
        budget = case.project.budget.yuan()
        last = Decimal(0)
        for point in case.project.fund_plan if budget is not None else ():
            share = point.percent.value if point.percent else None
            last = share if share is not None else last
            _add(plan, point.month, (budget or Decimal(0)) * last / 100)
        so_far = Decimal(0)
        for one in case.execution.monthly if case.execution else ():
            so_far += one.value or Decimal(0)
            _add(paid, one.month, so_far)
    shown = _filled(plan)
    caption = _money_point(shown, paid, month)
    return Both(
        *(money_by_month(shown, paid, as_of=month, caption=caption, width=width) for width in (WIDE, NARROW, BROAD))
    )


def _money_point(plan: Mapping[int, Decimal | None], paid: Mapping[int, Decimal | None], month: int) -> str:
    """The picture's sentence where its month has no plan of its own: the last plan before it counts, as it does for the light."""
    spent = paid.get(month)
    due = max((each for each in plan if each <= month), default=month)
    if due == month or spent is None:
        return ""
    gap = spent - (plan[due] or Decimal(0))
    told = f"{month}月底支出{short_wan(spent)}万元，"
    return told + (
        f"比{due}月底的计划{'多' if gap > 0 else '少'}{short_wan(abs(gap))}万元" if gap else f"与{due}月底的计划相同"
    )


def _filled(plan: Mapping[int, Decimal | None]) -> Mapping[int, Decimal | None]:
    """Nothing planned anywhere is no plan."""
    return plan if any(plan.values()) else {}


def _add(sums: dict[int, Decimal | None], month: int, amount: Decimal) -> None:
    sums[month] = (sums.get(month) or Decimal(0)) + amount
