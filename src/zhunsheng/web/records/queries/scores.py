"""What the pages of self-evaluation show: scores with their steps, what is asked of people, and the pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from zhunsheng.law.weight_schemes import FULL, WeightScheme, weight_schemes
from zhunsheng.model.execution import FundFigures
from zhunsheng.model.finding import Severity
from zhunsheng.model.fund_line import FundLine
from zhunsheng.model.indicator import Level1
from zhunsheng.model.organisation import BudgetUnit
from zhunsheng.model.score import EXECUTION, Band, IndicatorScore, RollUp, ScoreRemark, ScoreState
from zhunsheng.model.self_evaluation_form import EvaluatedIndicator
from zhunsheng.pictures.bars import BarRow, ranking
from zhunsheng.pictures.drawing import BROAD, HALF, NARROW, WIDE
from zhunsheng.pictures.picture import Picture
from zhunsheng.pictures.radar import Axis, radar
from zhunsheng.pictures.waterfall import Step, waterfall
from zhunsheng.scoring.exact import fixed, plain
from zhunsheng.usecases.self_evaluation import unit_score
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records.evaluated import ProjectYear, evaluate_targets
from zhunsheng.web.records.measured import usual_day
from zhunsheng.web.records.models import Target, YearNote
from zhunsheng.web.records.note_sorts import TEXTS
from zhunsheng.web.records.queries.measures import url_of
from zhunsheng.web.records.queries.unit_years import UnitYear, unit_year

GRADE_BADGES = {"优": "ok", "良": "info", "中": "warning", "差": "error"}
"""The look of each grade; its word stands in it always."""
_STATES = {ScoreState.JUDGED: "人评", ScoreState.OVERRIDDEN: "人工改动", ScoreState.OPEN: "没有评"}


@dataclass(frozen=True, slots=True)
class Both:
    """A picture for desk and paper, and the same for a phone."""

    wide: Picture
    narrow: Picture
    broad: Picture | None = None
    """Where it has the whole width of a large screen to itself."""


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """A project in the list of a year."""

    row: ProjectYear

    @property
    def url(self) -> str:
        """The project's self-evaluation."""
        return f"/scores/{self.row.target.pk}/"

    @property
    def total(self) -> str:
        """The score; without one, between what it will lie."""
        found = self.row.evaluated.evaluation
        if found.total is not None:
            return fixed(found.total)
        return f"{fixed(found.points)}—{fixed(found.points + found.open_points)}" if found.open_points else "没有总分"

    @property
    def badge(self) -> str:
        """The look of the grade."""
        return GRADE_BADGES.get(self.row.evaluated.evaluation.grade or "", "")

    @property
    def todo(self) -> int:
        """How many things still have to be mended or explained."""
        return sum(one.severity is not Severity.INFO for one in self.row.evaluated.evaluation.remarks)

    @property
    def overridden(self) -> int:
        """How many scores a person replaced."""
        return len(self.row.evaluated.evaluation.overridden)

    @property
    def stated(self) -> int:
        """How many values are merely stated."""
        return len(self.row.evaluated.evaluation.stated)


@dataclass(frozen=True, slots=True)
class Scoreboard:
    """A unit's year in scores."""

    where: UnitYear
    rows: tuple[ProjectYear, ...]
    whole: RollUp | None
    picture: Both | None

    @property
    def lines(self) -> tuple[ScoreLine, ...]:
        """The projects, in the order of their tables."""
        return tuple(map(ScoreLine, self.rows))

    @property
    def mean(self) -> Decimal | None:
        """The simple mean of the projects' scores, which is not the unit's: that is by budget."""
        known = [total for row in self.rows if (total := row.evaluated.evaluation.total) is not None]
        return sum(known, Decimal(0)) / len(known) if known else None

    @property
    def badge(self) -> str:
        """The look of the unit's grade."""
        return GRADE_BADGES.get(self.whole.grade or "", "") if self.whole else ""

    @property
    def as_of(self) -> object:
        """Until which day."""
        return usual_day(self.where.year) if self.where.year else None

    @property
    def unit(self) -> BudgetUnit:
        """The unit as the core knows it."""
        unit = self.where.unit
        return BudgetUnit(unit.code, unit.name) if unit else BudgetUnit()


@dataclass(frozen=True, slots=True)
class FormRow:
    """One row of the official form with all that lies underneath."""

    printed: EvaluatedIndicator
    score: IndicatorScore
    key: str
    url: str
    notes: dict[str, YearNote | None]
    bases: dict[str, int]
    asks: tuple[ScoreRemark, ...]
    is_worded: bool
    """A person has to judge it: no formula can."""

    @property
    def state(self) -> str:
        """How the score came about, where not by formula."""
        return _STATES.get(self.score.state, "")

    @property
    def full(self) -> bool:
        """True for full points."""
        return self.score.score == self.score.weight


@dataclass(frozen=True, slots=True)
class ProjectScore:
    """A project's self-evaluation as its page shows it."""

    row: ProjectYear
    rows: tuple[FormRow, ...]
    money: tuple[tuple[FundLine, FundFigures], ...]
    money_asks: tuple[ScoreRemark, ...]
    other_asks: tuple[ScoreRemark, ...]
    reason: YearNote | None
    bases: dict[str, int]
    radar: Both
    waterfall: Both
    history: tuple[YearNote, ...]

    @property
    def badge(self) -> str:
        """The look of the grade."""
        return GRADE_BADGES.get(self.row.evaluated.evaluation.grade or "", "")

    @property
    def schemes(self) -> tuple[WeightScheme, ...]:
        """Every weight scheme."""
        return tuple(weight_schemes().values())

    @property
    def bands(self) -> tuple[str, ...]:
        """The three bands."""
        return tuple(Band)

    @property
    def texts(self) -> tuple[tuple[str, str, str, int], ...]:
        """The texts of form and report: key, heading, what stands there, number of its last note."""
        said = self.row.notes.texts
        return tuple((key, word, said.get(key, ""), self.row.notes.base("text", key)) for key, word in TEXTS.items())


def scoreboard(user: User, code: str = "", year: int | None = None) -> Scoreboard:
    """The scores of a unit's year."""
    where = unit_year(user, code, year)
    rows = tuple(evaluate_targets(where.targets))
    if where.unit is None:
        return Scoreboard(where, (), None, None)
    whole = unit_score(where.unit.name, (row.evaluated for row in rows))
    return Scoreboard(where, rows, whole, _ranking(rows))


def project_score(target: Target) -> ProjectScore:
    """A project's self-evaluation."""
    (row,) = evaluate_targets([target])
    case, found, notes = row.evaluated.case, row.evaluated.evaluation, row.notes
    rows = []
    for number, (printed, score) in enumerate(zip(row.evaluated.form.indicators, found.indicators, strict=True)):
        key, sorts = case.project.indicators[number].key, ("weight", "judgement", "override", "reason")
        asks = tuple(one for one in found.remarks if one.address.split(".")[0] == score.address)
        worded = score.state is ScoreState.JUDGED or (score.state is ScoreState.OPEN and score.evidence is not None and score.percent is None) or any("三档" in step for step in score.steps)  # fmt: skip
        rows.append(
            FormRow(
                printed, score, key, url_of(target, key), {sort: notes.one(sort, key) for sort in sorts},
                {sort: notes.base(sort, key) for sort in sorts}, asks, worded,
            )
        )  # fmt: skip
    addresses = {one.address for one in found.indicators}
    money = tuple(zip(row.evaluated.form.funds, case.execution.funds if case.execution else (), strict=False))
    return ProjectScore(
        row, tuple(rows), money, tuple(one for one in found.remarks if one.address == EXECUTION),
        tuple(one for one in found.remarks if one.address != EXECUTION and one.address.split(".")[0] not in addresses),
        notes.one("reason", EXECUTION), {"scheme": notes.base("scheme"), "budget": notes.base("budget"), "reason": notes.base("reason", EXECUTION)},
        _radar(row), lost_points(row), tuple(reversed(notes.history))[:40],
    )  # fmt: skip


def lost_points(row: ProjectYear) -> Both:
    """From a hundred down to the score: who lost how much. What is open is drawn as lost until it is scored."""
    found = row.evaluated.evaluation
    steps = [_step("预算执行率", found.execution.weight, found.execution.score, "#money", found.execution.steps)]
    steps += [
        _step(one.name, one.weight, one.score, f"#i{number}", one.steps) for number, one in enumerate(found.indicators)
    ]
    got = sum((step.lost for step in steps), Decimal(0))
    missing = FULL - found.points - got  # points that no indicator carries
    if missing:
        steps.append(Step("没有指标承担的分值", missing))
    caption = "" if found.total is not None else f"已得{plain(found.points)}分，还有{plain(found.open_points)}分没有评"
    return Both(*(waterfall(FULL, steps, grade=found.grade or "", caption=caption, width=w) for w in (HALF, NARROW)))


def _step(name: str, weight: Decimal, score: Decimal | None, link: str, steps: Sequence[str]) -> Step:
    note = (steps[-2] if len(steps) > 1 else steps[-1]) if steps else ""
    return Step(f"{name}（没有评）" if score is None else name, weight - (score or Decimal(0)), link, note)


def _radar(row: ProjectYear) -> Both:
    found = row.evaluated.evaluation
    axes = [Axis("预算执行率", found.execution.score, found.execution.weight, "#money")]
    for level in Level1:
        mine = [one for one in found.indicators if one.level1 == level]
        if mine:
            known = [one.score for one in mine if one.score is not None]
            score = sum(known, Decimal(0)) if len(known) == len(mine) else None
            axes.append(Axis(level.removesuffix("指标"), score, sum((one.weight for one in mine), Decimal(0))))
    return Both(radar(axes, width=480), radar(axes, width=NARROW))


def _ranking(rows: Sequence[ProjectYear]) -> Both:
    bars = [
        BarRow(
            row.target.name or "未命名项目", FULL - row.evaluated.evaluation.total if row.evaluated.evaluation.total is not None else None,
            link=f"/scores/{row.target.pk}/", note=_most_lost(row),
        )
        for row in rows
    ]  # fmt: skip
    known = [bar for bar in bars if bar.value is not None]
    lost = [bar for bar in known if bar.value]
    caption = "还没有总分" if not known else "各项目都是满分"
    if lost:
        worst = max(lost, key=lambda bar: bar.value or Decimal(0))
        caption = f"{len(lost)}个项目丢分，最多的是{worst.label}（{fixed(worst.value)}分）"
    note = "每个项目距满分差多少分；虚线是还没有总分的"
    return Both(
        *(
            ranking(bars, caption=caption, note=note, unit="分", width=width, places=2)
            for width in (WIDE, NARROW, BROAD)
        )
    )


def _most_lost(row: ProjectYear) -> str:
    found = row.evaluated.evaluation
    losses = [(one.weight - one.score, one.name) for one in found.indicators if one.score is not None]
    if found.execution.score is not None:
        losses.append((found.execution.weight - found.execution.score, "预算执行率"))
    most = max(losses, default=(Decimal(0), ""))
    return f"丢分最多的是{most[1]}（{plain(most[0])}分）" if most[0] else ""
