"""Scores of a year's self-evaluation: what people say, what is reckoned, and every step of the reckoning in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from zhunsheng.model.finding import Severity
from zhunsheng.model.measure import MeasureStatus

EXECUTION = "execution"
"""The name under which the budget execution rate is spoken of beside indicators."""


class Direction(StrEnum):
    """Which way an indicator is good, for a target whose cell gives no operator."""

    UP = "正向"
    DOWN = "反向"
    EQUAL = "等值"


class Method(StrEnum):
    """How the points of an indicator follow from its value (赋分方法)."""

    DIRECT = "直接赋分"
    PROPORTION = "按完成比例赋分"
    BANDS = "按评判等级赋分"
    SATISFACTION = "满意度赋分"


class Band(StrEnum):
    """The three bands of a target in words (财预〔2020〕10号)."""

    REACHED = "达成年度指标"
    PARTLY = "部分达成并具有一定效果"
    MISSED = "未达成且效果较差"


class ScoreState(StrEnum):
    """How a score came about."""

    COMPUTED = "computed"
    """By formula, from a value."""
    JUDGED = "judged"
    """A person put it into a band and gave the percent."""
    OVERRIDDEN = "overridden"
    """A person replaced the value or the score, with a reason and an attachment; it stays marked."""
    OPEN = "open"
    """Not scored: no value, no evidence, no judgement yet. Neither 0 nor full."""


class Weighting(StrEnum):
    """How much each project counts in the score of its unit."""

    BUDGET = "按预算加权"
    EVEN = "各项目相同"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's verdict on what no formula can score: a target in words, a late day. ``percent`` of the full points."""

    indicator: str
    percent: Decimal | None
    band: Band | None = None
    description: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Override:
    """A person's correction of one indicator: another ``value`` (scored by formula) or another ``score``.

    Without a reason and an attachment (its SHA-256 or name) it does not take effect.
    """

    indicator: str
    reason: str
    attachment: str
    value: Decimal | None = None
    score: Decimal | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class DeviationReason:
    """Why an indicator (or ``execution``) came out otherwise than planned, and what will be done (偏差原因分析及改进措施)."""

    indicator: str
    cause: str
    correction: str = ""


@dataclass(frozen=True, slots=True)
class Entries:
    """All that people say in a self-evaluation. An indicator is named by its key, its address or its unique level-3 name.

    ``weights`` are points of single indicators, ``directions`` settle targets without operator, ``methods`` replace the
    method that would be taken, ``pass_marks`` give the percent below which an indicator gets nothing (及格门槛).
    """

    judgements: tuple[Judgement, ...] = ()
    overrides: tuple[Override, ...] = ()
    reasons: tuple[DeviationReason, ...] = ()
    weights: Mapping[str, Decimal] = field(default_factory=dict)
    directions: Mapping[str, Direction] = field(default_factory=dict)
    methods: Mapping[str, Method] = field(default_factory=dict)
    pass_marks: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ScoreRemark:
    """Something about a self-evaluation that must be mended or explained: where, and one sentence."""

    severity: Severity
    address: str
    message: str


@dataclass(frozen=True, slots=True)
class ExecutionScore:
    """The budget execution rate and its points; money in 元, ``rate`` in percent, ``None`` where it cannot be reckoned."""

    weight: Decimal
    budget: Decimal | None
    paid: Decimal | None
    rate: Decimal | None
    score: Decimal | None
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IndicatorScore:
    """One indicator's points. ``computed`` keeps what the formula gave where a person overrode it.

    ``evidence`` says what the value rests on, ``percent`` how far the target is fulfilled, ``reason`` the deviation's
    cause; ``needs_reason`` is true when one has to be given.
    """

    address: str
    name: str
    level1: str | None
    weight: Decimal
    score: Decimal | None
    state: ScoreState
    method: Method | None = None
    evidence: MeasureStatus | None = None
    value: Decimal | None = None
    met: bool | None = None
    percent: Decimal | None = None
    computed: Decimal | None = None
    steps: tuple[str, ...] = ()
    needs_reason: bool = False
    reason: DeviationReason | None = None
    override: Override | None = None


@dataclass(frozen=True, slots=True)
class SelfEvaluation:
    """A project's self-evaluation. ``points`` is the sum of what is scored, ``open_points`` what is not scored yet.

    ``total`` and ``grade`` are there only when nothing is open; until then the total lies between ``points`` and
    ``points + open_points``.
    """

    project: str | None
    scheme: str
    execution: ExecutionScore
    indicators: tuple[IndicatorScore, ...]
    points: Decimal
    open_points: Decimal
    total: Decimal | None
    grade: str | None
    steps: tuple[str, ...] = ()
    remarks: tuple[ScoreRemark, ...] = ()

    @property
    def overridden(self) -> tuple[IndicatorScore, ...]:
        """The indicators whose value or score a person replaced."""
        return tuple(item for item in self.indicators if item.state is ScoreState.OVERRIDDEN)

    @property
    def stated(self) -> tuple[IndicatorScore, ...]:
        """The indicators whose value is merely stated."""
        return tuple(item for item in self.indicators if item.evidence is MeasureStatus.STATED)


@dataclass(frozen=True, slots=True)
class Part:
    """One project, unit or part of a score that is rolled up: how much it weighs and what it came to.

    ``weighted`` is the sum of weight × score below it, so that a department adds up its units without averaging averages;
    ``budget`` and ``paid`` in 元. ``score`` is ``None`` for a part without a total: it is listed and not counted.
    """

    name: str
    score: Decimal | None
    weight: Decimal | None
    weighted: Decimal = Decimal(0)
    budget: Decimal | None = None
    paid: Decimal | None = None
    below_complete: bool | None = None
    """For a whole, whether everything below it is complete; ``None`` for a project, which its score and weight tell."""

    @property
    def complete(self) -> bool:
        """Whether nothing lacks a score or a weight, here and below; a weight of 0 lacks nothing."""
        known = self.score is not None and self.weight is not None
        return known if self.below_complete is None else self.below_complete


@dataclass(frozen=True, slots=True)
class RollUp:
    """The score of a unit or department from its parts: mean by ``weighting``, execution rate from summed money.

    ``left_out`` are parts without a score (or without a weight); ``covered`` is the percent of the weight that counts.
    ``grade`` is ``None`` while anything is missing below: some projects do not give the whole its grade.
    """

    name: str
    weighting: Weighting
    score: Decimal | None
    grade: str | None
    rate: Decimal | None
    parts: tuple[Part, ...]
    left_out: tuple[Part, ...]
    covered: Decimal | None
    whole: Part
    """This roll-up as a part of the next one."""
    steps: tuple[str, ...] = ()
