"""What monitoring (绩效运行监控) finds at a checkpoint: money and goals against plan and time, forecasts, causes, decisions."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from zhunsheng.model.execution import MonthlyFigure
from zhunsheng.model.light import Light
from zhunsheng.model.monitoring_form import DeviationCause, Outlook
from zhunsheng.model.score import ScoreRemark


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A month of a year at whose end things are looked at."""

    year: int
    month: int

    @property
    def as_of(self) -> date:
        """The last day of the month."""
        return date(self.year, self.month, monthrange(self.year, self.month)[1])

    @property
    def label(self) -> str:
        """The months covered, as forms print them: ``1—7月``."""
        return f"1—{self.month}月" if self.month > 1 else "1月"


class ForecastMethod(StrEnum):
    """How the year's outcome is foreseen."""

    FINAL = "全年已过"
    RUN_RATE = "按月均推算"
    SEASONAL = "按上年同期推算"
    LEVEL = "按目前水平推算"
    PLAN = "按支出计划推算"


@dataclass(frozen=True, slots=True)
class Forecast:
    """What the year will come to: the expected value and the range that the months so far span; ``words`` tell how.

    ``low`` and ``high`` are ``None`` when there are too few months for a range.
    """

    method: ForecastMethod
    value: Decimal
    low: Decimal | None
    high: Decimal | None
    words: str


@dataclass(frozen=True, slots=True)
class History:
    """An indicator's months: of this year up to the checkpoint, and of last year where known.

    ``accumulates`` tells a count that grows (times, 元) from a level that stands (a rate, a temperature); ``None``: told
    from formula and unit.
    """

    months: tuple[MonthlyFigure, ...] = ()
    last_year: tuple[MonthlyFigure, ...] = ()
    accumulates: bool | None = None


@dataclass(frozen=True, slots=True)
class MonitoringEntry:
    """What people say of one indicator: causes of a deviation, the outlook, what is expected and done about it."""

    indicator: str
    causes: tuple[DeviationCause, ...] = ()
    explanation: str = ""
    outlook: Outlook | None = None
    expected: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class CorrectiveAct:
    """Something to be done about a deviation: by whom, until when, and when it was done; ``indicator`` ``None``: the project."""

    what: str
    owner: str
    due: date
    indicator: str | None = None
    done_on: date | None = None
    result: str = ""


class Decision(StrEnum):
    """What follows from monitoring."""

    CONTINUE = "继续执行"
    ADJUST = "调整"
    STOP = "停止"


@dataclass(frozen=True, slots=True)
class FundStanding:
    """The money of a project at a checkpoint, in 元 and percent; ``planned`` is the cumulative plan, ``None`` where none is filled."""

    budget: Decimal | None
    paid: Decimal | None
    rate: Decimal | None
    planned: Decimal | None
    light: Light
    why: str
    forecast: Forecast | None = None


@dataclass(frozen=True, slots=True)
class IndicatorStanding:
    """One indicator at a checkpoint: value, percent of the year's target, what the time elapsed asks for, light and why.

    ``outlook`` is what the forecast suggests; what people chose stands in ``entry``.
    """

    address: str
    name: str
    target: str
    value: Decimal | None
    unit: str | None
    percent: Decimal | None
    expected: Decimal | None
    light: Light
    why: str
    forecast: Forecast | None = None
    outlook: Outlook | None = None
    entry: MonitoringEntry | None = None
    can_end: bool = False
    """True for what can be done with before the year is over: it grows towards its target, or its own time is up."""


@dataclass(frozen=True, slots=True)
class Monitoring:
    """A project at a checkpoint. ``time`` is the percent of the year elapsed, ``goals`` the mean completion of what is measured."""

    project: str | None
    checkpoint: Checkpoint
    time: Decimal
    funds: FundStanding
    indicators: tuple[IndicatorStanding, ...]
    goals: Decimal | None
    light: Light
    why: str
    warnings: tuple[str, ...] = ()
    remarks: tuple[ScoreRemark, ...] = ()
    steps: tuple[str, ...] = ()

    @property
    def lights(self) -> dict[Light, int]:
        """How many indicators stand under each light."""
        return {light: sum(1 for one in self.indicators if one.light is light) for light in Light}


@dataclass(frozen=True, slots=True)
class MonitoringEntries:
    """All that people say at a checkpoint: of each indicator, of the acts that follow, and the decision.

    ``histories`` are months by indicator name, as :class:`MonitoringEntry` names it.
    """

    entries: tuple[MonitoringEntry, ...] = ()
    acts: tuple[CorrectiveAct, ...] = ()
    decision: Decision | None = None
    histories: Mapping[str, History] = field(default_factory=dict)
