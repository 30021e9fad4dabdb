"""Monitoring at a checkpoint and self-evaluation as things of a process: where they stand, what is missing, who may do what."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from zhunsheng.lifecycle.due import Owed, UnderWay, owed
from zhunsheng.lifecycle.facts import Facts
from zhunsheng.lifecycle.permissions import Permission, Thing, may
from zhunsheng.lifecycle.process import Process, Refusal, State
from zhunsheng.lifecycle.registry import processes
from zhunsheng.model.finding import Severity
from zhunsheng.model.light import Light
from zhunsheng.model.monitoring import Checkpoint
from zhunsheng.model.role import Role
from zhunsheng.model.score import ScoreState
from zhunsheng.scoring.exact import plain
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records.calendars import Calendars, calendars
from zhunsheng.web.records.course import watch_refusal
from zhunsheng.web.records.current_day import current_day, no_later
from zhunsheng.web.records.evaluated import ProjectWatch, ProjectYear, evaluate_targets, watch_targets
from zhunsheng.web.records.models import NoteStage, ProcessStep, Target, YearCourse
from zhunsheng.web.records.standing_in import arrangements_of, person_of

MONITORING, SELF_EVALUATION = "monitoring", "self_evaluation"
STAGES = {NoteStage.MONITORING: MONITORING, NoteStage.EVALUATION: SELF_EVALUATION}
SUBMITS = ("submit", "resubmit")
OPEN = ("", "not_started", "filling", "returned")
"""The states in which the unit has not reported, ``""`` where nobody has begun."""
_GRAVE = (Light.MISSED, Light.AT_RISK)
_FOLLOWED = ("rectifying", "disposition", "suspended", "checking")
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Place:
    """One project at one checkpoint, or at its self-evaluation (``month`` 0); needs the project's ``unit`` joined."""

    target: Target
    process: str
    month: int = 0

    @property
    def words(self) -> str:
        """What people call it."""
        name = self.target.name or "未命名项目"
        if self.process == MONITORING:
            return f"“{name}”{self.target.year}年{Checkpoint(self.target.year, self.month).label}绩效监控表"
        return f"“{name}”{self.target.year}年绩效自评表"

    @property
    def short(self) -> str:
        """Which occasion of the year, in two words."""
        return f"{self.month}月底监控" if self.process == MONITORING else "自评"

    @property
    def page(self) -> str:
        """Its page."""
        if self.process == MONITORING:
            return f"/monitoring/{self.target.pk}/?month={self.month}"
        return f"/scores/{self.target.pk}/"

    @property
    def course_url(self) -> str:
        """The page of its steps."""
        return f"/{'monitoring' if self.process == MONITORING else 'scores'}/{self.target.pk}/course/"

    @property
    def key(self) -> str:
        """Its name in lists of many: number of the project and month."""
        return f"{self.target.pk}-{self.month}"


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that stands in the way of reporting: which fact counts it, what it is, and where on the page."""

    fact: str
    words: str
    anchor: str


Row = ProjectWatch | ProjectYear


def process_of(place: Place) -> Process:
    """The process that a place goes through."""
    return processes()[place.process]


def courses_of(targets: Sequence[Target], process: str, month: int = 0) -> Mapping[int, YearCourse]:
    """Where some projects stand, by their numbers; those with which nobody has begun are left out. One query."""
    rows = YearCourse.objects.filter(target__in=[one.pk for one in targets], process=process, month=month)
    return {row.target_id: row for row in rows.select_related("frozen")}


def course_at(place: Place) -> YearCourse | None:
    """Where a place stands; ``None`` where nobody has begun."""
    return courses_of([place.target], place.process, place.month).get(place.target.pk)


def state_at(place: Place, course: YearCourse | None) -> State:
    """The state that a place is in."""
    return process_of(place).state(course.state) if course else process_of(place).start


def steps_of(course: YearCourse | None) -> tuple[ProcessStep, ...]:
    """Every step of a course, oldest first."""
    if course is None:
        return ()
    return tuple(course.steps.select_related("by", "for_person").order_by("number"))


def no_course(place: Place) -> str:
    """Why there is nothing to report here yet, or ever; ``""`` where there is."""
    target = place.target
    if target.archived:
        return "这个项目已移出，不用办理。"
    if refusal := watch_refusal(target):
        return refusal if place.process == MONITORING else refusal.replace("不用填监控", "不用自评")
    if place.process == MONITORING and Checkpoint(target.year, place.month).as_of > current_day():
        return f"{target.year}年{place.month}月还没有过完，到月底以后再填。"
    if place.process == SELF_EVALUATION and current_day() < date(target.year, 12, 31):
        return f"{target.year}年还没有过完，年底以后再自评。"
    return ""


def thing_of(place: Place, course: YearCourse | None) -> Thing:
    """A place as the permissions know things; who reported it may not review it."""
    filler = str(course.filler_id) if course and course.filler_id else None
    return Thing(place.target.unit.path, str(place.target.pk), place.process, state_at(place, course).name, filler)


def allowed(user: User, act: str, place: Place, course: YearCourse | None) -> Permission | Refusal:
    """Whether a user may do an act today, by role and reach."""
    name = f"{place.process}.{act}"
    return may(person_of(user), name, thing_of(place, course), current_day(), arrangements_of(user))


def note_refusal(place: Place, course: YearCourse | None, by: User, what: str, key: str = "") -> str:
    """Why nobody, or not this person, may write this down in the present state; ``""`` where it may be written.

    What was reported stays as it is. Those above decide while it is being filled in, or lies with them; corrective acts are followed up at any time,
    and agreed while something is being mended.
    """
    if course is None or course.state == process_of(place).start.name:
        return ""
    here = state_at(place, course)
    if what == "act" and (key or here.name in _FOLLOWED):
        return ""
    if what in ("decision", "reading") and here.holder in by.offices and not here.ends:
        return ""
    answer = allowed(by, "edit", place, course)
    if not isinstance(answer, Refusal):
        return ""
    if what in ("decision", "reading") and here.editors:
        return ""
    return f"没有保存。{answer.sentence}"


def look(place: Place) -> Row:
    """What the records say of it now, whatever was confirmed."""
    if place.process == MONITORING:
        return watch_targets([place.target], Checkpoint(place.target.year, place.month), every_month=True)[0]
    return evaluate_targets([place.target], rests_on={})[0]


def gaps_of(row: Row) -> tuple[Gap, ...]:
    """Everything that the guards of reporting count, each with its place on the page."""
    return tuple(_watch_gaps(row) if isinstance(row, ProjectWatch) else _score_gaps(row))


def facts_of(
    place: Place,
    row: Row | None,
    *,
    who: str = "",
    opinion: str = "",
    bound: tuple[str, ...] = (),
    own_work: bool = False,
) -> Facts:
    """Everything that the guards may ask; without ``row`` nothing is known of the content."""
    gaps = gaps_of(row) if row is not None else ()
    counts: dict[str, Any] = (
        {}
        if row is None
        else {name: sum(gap.fact == name for gap in gaps) for name in ("missing", "unexplained", "unproven")}
    )
    if isinstance(row, ProjectWatch):
        found, acts = row.monitored.monitoring, row.monitored.case.said.acts
        red = sum(one.light is Light.MISSED for one in (found.funds, *found.indicators))
        counts |= {
            "alarms": red + len(found.warnings),
            "measures_open": sum(a.done_on is None for a in acts) if acts else None,
        }
    elif row is not None:
        evaluation = row.evaluated.evaluation
        weights = sum((one.weight for one in evaluation.indicators), evaluation.execution.weight)
        counts["weights"] = Decimal(plain(weights))
    return Facts(
        who=who, what=place.words, opinion=opinion, bound=bound, own_work=own_work, has_department=place.target.unit.has_department,
        **counts,
    )  # fmt: skip


def content_of(row: Row) -> dict[str, Any]:
    """What is reported or confirmed, in values that later records do not change. Scores and percents are written as text."""
    if isinstance(row, ProjectWatch):
        found, form = row.monitored.monitoring, row.monitored.form.indicators
        keys = [one.key for one in row.monitored.case.project.indicators]
        rows = [
            {
                "key": keys[number], "name": one.name, "light": one.light.value, "reached": form[number].reached or "",
                "why": one.why, "explanation": one.entry.explanation if one.entry else "",
                "outlook": one.entry.outlook.value if one.entry and one.entry.outlook else "",
            }
            for number, one in enumerate(found.indicators)
        ]  # fmt: skip
        money = {"light": found.funds.light.value, "rate": _text(found.funds.rate), "why": found.funds.why}
        return {
            "light": found.light.value,
            "why": found.why,
            "warnings": list(found.warnings),
            "money": money,
            "rows": rows,
        }
    evaluation, form_rows = row.evaluated.evaluation, row.evaluated.form.indicators
    keys = [one.key for one in row.evaluated.case.project.indicators]
    money = evaluation.execution
    return {
        "total": _text(evaluation.total), "grade": evaluation.grade or "",
        "money": {"weight": _text(money.weight), "score": _text(money.score), "rate": _text(money.rate)},
        "rows": [
            {
                "key": keys[number], "name": one.name, "weight": _text(one.weight), "score": _text(one.score),
                "actual": form_rows[number].actual or "", "state": one.state.value,
            }
            for number, one in enumerate(evaluation.indicators)
        ],
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that would be another by today's records."""

    name: str
    then: str
    now: str


def differences(kept: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[Difference, ...]:
    """What today's computation says otherwise than what was reported or confirmed."""
    return tuple(_differences(kept, now))


def under_way(place: Place, course: YearCourse | None, facts: Facts | None = None) -> UnderWay:
    """A place as what is owed knows it."""
    since = no_later(timezone.localtime(course.entered_at).date() if course else current_day())
    if course is None or course.state == process_of(place).start.name:
        year, month = place.target.year, place.month or 12
        since = Checkpoint(year, month).as_of
    facts = facts or Facts(has_department=place.target.unit.has_department)
    return UnderWay(
        thing_of(place, course),
        place.target.name or "未命名项目",
        place.target.year,
        since,
        checkpoint=place.month,
        facts=facts,
    )


def owed_at(
    place: Place, course: YearCourse | None, facts: Facts | None = None, found: Calendars | None = None
) -> Owed | None:
    """What is owed now, by whom, by when."""
    return owed(under_way(place, course, facts), (found or calendars()).of(place.target.unit.path))


def holding(process: str, offices: Collection[Role]) -> tuple[str, ...]:
    """The states of a process whose next act falls to one of some offices, those before anybody began left out."""
    return tuple(
        state.name
        for state in processes()[process].states
        if state.holder in offices and not (state.ends or state.starts)
    )


def running(process: str) -> tuple[str, ...]:
    """The states of a process in which somebody owes something."""
    return tuple(state.name for state in processes()[process].states if not (state.ends or state.starts))


def is_reported(state: str) -> bool:
    """Whether the unit has reported."""
    return state not in OPEN


def year_course_faults() -> Iterator[str]:
    """Courses that are not where their steps lead, and steps that do not follow each other or the table."""
    acts = {(name, row.source, row.name): row.target for name in STAGES.values() for row in processes()[name].acts}
    reached: dict[int, str] = {}
    rows = ProcessStep.objects.filter(course__isnull=False).order_by("course", "number")
    values = rows.values_list("course_id", "number", "process", "act", "source", "reached")
    for pk, number, process, act, source, then in values.iterator(chunk_size=_CHUNK):
        before = reached.get(pk, processes()[process].start.name)
        if source != before or acts.get((process, source, act)) != then:
            yield f"监控或自评{pk}号的第{number}步流转接不上：前面的记录被删改过，或不是按流程办的。"
        reached[pk] = then
    for pk, process, now in (
        YearCourse.objects.order_by("pk").values_list("pk", "process", "state").iterator(chunk_size=_CHUNK)
    ):
        if now != reached.get(pk, processes()[process].start.name):
            yield f"监控或自评{pk}号的状态与流转记录不符：状态被改动过。"


def _watch_gaps(row: ProjectWatch) -> Iterator[Gap]:
    for number, one in enumerate(row.monitored.monitoring.indicators):
        if one.entry is None or one.entry.outlook is None:
            yield Gap("missing", f"“{one.name}”没有选完成目标可能性", f"i{number}")
        if one.light in _GRAVE and (one.entry is None or not one.entry.explanation.strip()):
            yield Gap("unexplained", f"“{one.name}”{one.light.label}，没有写偏差原因", f"i{number}")


def _score_gaps(row: ProjectYear) -> Iterator[Gap]:
    found, case = row.evaluated.evaluation, row.evaluated.case
    anchors = {one.address: f"i{number}" for number, one in enumerate(found.indicators)}
    if found.execution.score is None:
        yield Gap("missing", "预算执行率没有得分", "money")
    for one in found.indicators:
        if one.state is ScoreState.OPEN:
            yield Gap("missing", f"“{one.name}”没有评分", anchors[one.address])
    if not any((goal.actual or "").strip() for goal in row.evaluated.form.goals):
        yield Gap("missing", "没有写总体目标实际完成情况", "texts")
    for ask in found.remarks:
        if ask.severity is not Severity.INFO and "偏差原因" in ask.message:
            yield Gap("unexplained", ask.message, anchors.get(ask.address.split(".")[0], "money"))
    names = {one.key: (number, one.level3 or "") for number, one in enumerate(case.project.indicators)}
    for said in case.entries.overrides:
        if not said.reason.strip() or not said.attachment.strip():
            number, name = names.get(said.indicator, (0, said.indicator))
            yield Gap("unproven", f"“{name}”改了算出的数，缺理由或佐证", f"i{number}")


def _differences(kept: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Difference]:
    for name, word in (("total", "总分"), ("grade", "等级"), ("light", "总灯")):
        if kept.get(name) != now.get(name):
            yield Difference(word, _shown(name, kept.get(name)), _shown(name, now.get(name)))
    for name, word in (("score", "预算执行率得分"), ("rate", "预算执行率"), ("light", "资金的灯")):
        then, today = kept["money"].get(name), now["money"].get(name)
        if then != today:
            yield Difference(word, _shown(name, then), _shown(name, today))
    fresh = {row["key"]: row for row in now["rows"]}
    for row in kept["rows"]:
        other = fresh.pop(row["key"], None)
        if other is None:
            yield Difference(row["name"], "有这条指标", "没有")
            continue
        for name, word in (
            ("reached", "完成值"),
            ("actual", "完成值"),
            ("light", "灯"),
            ("weight", "分值"),
            ("score", "得分"),
        ):
            if row.get(name) != other.get(name):
                yield Difference(f"{row['name']}：{word}", _shown(name, row.get(name)), _shown(name, other.get(name)))
    for other in fresh.values():
        yield Difference(other["name"], "没有这条指标", "有")


def _shown(name: str, value: Any) -> str:
    if not value:
        return "没有"
    return Light(value).label if name == "light" else f"{value}%" if name == "rate" else str(value)


def _text(value: Decimal | None) -> str:
    return "" if value is None else plain(value)
