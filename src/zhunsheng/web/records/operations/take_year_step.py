"""Take a step of monitoring or self-evaluation: begin, report, sign, return, pass, decide, confirm."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from zhunsheng.lifecycle.guards import (
    deviations_explained,
    filled_in,
    has_alarms,
    no_alarms,
    not_own_work,
    opinion_given,
    overrides_proven,
)
from zhunsheng.lifecycle.process import Act, Effect, Outcome, Refusal, act
from zhunsheng.model.finding import Severity
from zhunsheng.model.light import Light
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records import audit, deadline_tallies
from zhunsheng.web.records.calendars import calendars
from zhunsheng.web.records.canonical import digest
from zhunsheng.web.records.cell_text import one_line
from zhunsheng.web.records.confirmed_scores import READINGS, readings_from_json, readings_json
from zhunsheng.web.records.course_facts import Point
from zhunsheng.web.records.current_day import current_day
from zhunsheng.web.records.evaluated import ProjectWatch, evaluate_targets
from zhunsheng.web.records.models import ItemSource, ProcessStep, ProjectStanding, Target, YearCourse
from zhunsheng.web.records.operations.outcome import Forbidden, Invalid, Moved
from zhunsheng.web.records.operations.recording import object_name
from zhunsheng.web.records.operations.rectify import Problem, open_item
from zhunsheng.web.records.operations.take_step import written
from zhunsheng.web.records.scope import sees
from zhunsheng.web.records.year_course import (
    MONITORING,
    SELF_EVALUATION,
    SUBMITS,
    Place,
    Row,
    allowed,
    content_of,
    course_at,
    facts_of,
    gaps_of,
    look,
    no_course,
    process_of,
    state_at,
    steps_of,
)

_MENDING = timedelta(days=30)
"""How long a rectification item that a stopped project leaves is given."""
_KEEPS = (*SUBMITS, "accept", "warn", "close")
"""The acts with which what stands there is kept as it was."""
_COUNTING = {filled_in, deviations_explained, overrides_proven}
_GRAVE = {Light.MISSED: Severity.ERROR, Light.AT_RISK: Severity.WARNING}


@dataclass(frozen=True, slots=True)
class YearSaid:
    """What a person said with an act. ``bound`` are the names of points that have to be mended, ``reasons`` a word on each;
    ``own`` is a point of their own."""

    opinion: str = ""
    bound: tuple[str, ...] = ()
    reasons: Mapping[str, str] = field(default_factory=dict)
    own: str = ""


def take_year_step(
    place: Place,
    by: User,
    name: str,
    said: YearSaid | None = None,
    *,
    state: str | None = None,
    number: int | None = None,
) -> ProcessStep:
    """Do an act of the process. ``state`` and ``number`` (of the last step) are what the person saw; ``None`` asks not.

    Raises ``Forbidden`` for whoever may not, ``Invalid`` where a condition is not met, ``Moved`` where somebody was faster.
    """
    said = _cleaned(said or YearSaid())
    with transaction.atomic():
        place = held(place, by)
        course = course_at(place)
        _unmoved(place, course, state, number)
        if refusal := no_course(place):
            raise Invalid(f"没有办理。{refusal}")
        row = next((one for one in process_of(place).acts_from(state_at(place, course).name) if one.name == name), None)
        if not any(one.name == name for one in process_of(place).acts):
            raise Invalid("没有这个动作，没有办理。请刷新页面后再试。")
        permission = allowed(by, name, place, course)
        if isinstance(permission, Refusal):
            raise Forbidden(f"没有办理。{permission.sentence}")
        found = _settled(place, by, look(place), row) if row is not None and (_looks(row) or said.bound) else None
        points = points_of(found) if found else ()
        names = {point.name for point in points}
        bound = tuple(one for one in dict.fromkeys(said.bound) if one in names)
        facts = facts_of(
            place, found, who=permission.who, opinion=said.opinion, bound=(*bound, *(("own",) if said.own else ()))
        )
        answer = act(process_of(place), state_at(place, course).name, name, permission.role, facts)
        if isinstance(answer, Refusal):
            raise Invalid(f"没有办理。{answer.sentence}{_first_gap(found, row)}")
        giver = permission.seat.giver
        lent = int(giver.id) if giver and giver.id.isdecimal() else None
        return _kept(place, course, by, answer, said, _bound(said, points, bound), permission.role.value, lent, found)


def _looks(row: Act) -> bool:
    """Whether an act asks for what the records say, or keeps it; the others need not wait for it to be computed."""
    asks = set(row.guards) - {not_own_work, opinion_given} or row.when in (has_alarms, no_alarms)
    return bool(asks) or row.effect is Effect.FREEZE or row.name in _KEEPS


def begin_with_a_note(place: Place, by: User) -> None:
    """Who writes the first word of a report begins it, where their role begins reports; within the writer's transaction."""
    course = course_at(place)
    if course is not None and course.state != process_of(place).start.name:
        return
    permission = allowed(by, "start", place, course)
    if no_course(place) or isinstance(permission, Refusal):
        return
    facts = facts_of(place, None, who=permission.who)
    answer = act(process_of(place), process_of(place).start.name, "start", permission.role, facts)
    if isinstance(answer, Outcome):
        giver = permission.seat.giver
        lent = int(giver.id) if giver and giver.id.isdecimal() else None
        _kept(place, course, by, answer, YearSaid(), [], permission.role.value, lent, None)


def held(place: Place, by: User) -> Place:
    """The place with its project as it is now, locked to the end of the transaction."""
    rows = Target.objects.select_for_update(of=("self",)).select_related("unit")
    target = rows.get(pk=place.target.pk)
    if not sees(by, target.unit):
        raise Forbidden("这个项目不属于您能看到的单位，没有办理。")
    return Place(target, place.process, place.month)


def points_of(row: Row) -> tuple[Point, ...]:
    """What a return can be bound to: what is asked of people, and the indicators that are behind, the gravest first."""
    found: dict[str, Point] = {}
    if isinstance(row, ProjectWatch):
        monitoring = row.monitored.monitoring
        for number, one in enumerate(monitoring.indicators):
            if one.light in _GRAVE:
                said = one.entry.explanation if one.entry else ""
                _add(found, _GRAVE[one.light], one.name, f"{one.light.label}：{one.why}", f"i{number}", said)
        remarks = monitoring.remarks
        names = {one.address: one.name for one in monitoring.indicators}
    else:
        evaluation = row.evaluated.evaluation
        remarks, names = evaluation.remarks, {one.address: one.name for one in evaluation.indicators}
        for number, score in enumerate(evaluation.indicators):
            if score.score is not None and score.score < score.weight:
                said = score.reason.cause if score.reason else ""
                message = f"分值{score.weight:f}，得分{score.score:f}"
                _add(found, Severity.WARNING, score.name, message, f"i{number}", said)
    for one in remarks:
        if one.severity is not Severity.INFO:
            _add(found, one.severity, names.get(one.address.split(".")[0], ""), one.message, one.address, "")
    return tuple(sorted(found.values(), key=lambda point: point.severity != Severity.ERROR))


def _add(found: dict[str, Point], severity: Severity, cell: str, message: str, where: str, said: str) -> None:
    name = hashlib.sha256(f"{where}:{message}".encode()).hexdigest()[:16]
    found.setdefault(name, Point(name, severity.value, "", cell or "整张表", message, cell, "", said))


def _settled(place: Place, by: User, found: Row, row: Act | None) -> Row:
    """What is reported of a checkpoint rests on readings that later records do not change: those that nobody settled are now."""
    if row is None or row.name not in SUBMITS or not isinstance(found, ProjectWatch) or found.kept is not None:
        return found
    from zhunsheng.web.records.operations.note_year import settle_readings

    if any(gap.fact in ("missing", "unexplained") for gap in gaps_of(found)):
        return found
    settle_readings(place.target, by, place.month)
    return look(place)


def _cleaned(said: YearSaid) -> YearSaid:
    reasons = {name: one_line(text, 400) for name, text in said.reasons.items() if one_line(text, 400)}
    return YearSaid(one_line(said.opinion, 1000), said.bound, reasons, one_line(said.own, 400))


def _unmoved(place: Place, course: YearCourse | None, state: str | None, number: int | None) -> None:
    here = state_at(place, course)
    steps = steps_of(course) if state is not None or number is not None else ()
    gone_on = number is not None and number != (steps[-1].number if steps else 0)
    if (state is not None and state != here.name) or gone_on:
        last = f"{timezone.localtime(steps[-1].at):%m-%d %H:%M} {steps[-1].sentence.rstrip('。')}。" if steps else ""
        raise Moved(f"没有办理：刚有人办过，现在是“{here.label}”。{last}请看过再办。")


def _first_gap(found: Row | None, row: Act | None) -> str:
    """The first thing that is missing, by name, where an act was refused for what it asks of the content."""
    gaps = gaps_of(found) if found is not None and row is not None and _COUNTING & set(row.guards) else ()
    return f"第一处：{gaps[0].words}。" if gaps else ""


def _bound(said: YearSaid, points: Sequence[Point], bound: Sequence[str]) -> list[dict[str, str]]:
    rows = [
        {
            "finding": point.name, "rule": point.rule, "title": point.title, "message": point.message, "cell": point.cell,
            "reason": said.reasons.get(point.name, "") or said.opinion,
        }
        for point in points if point.name in bound
    ]  # fmt: skip
    own = {"finding": "own", "rule": "", "title": "审核人意见", "message": said.own, "cell": "", "reason": said.opinion}
    return [*rows, own] if said.own else rows


def _kept(
    place: Place, course: YearCourse | None, by: User, done: Outcome, said: YearSaid, bound: list[dict[str, str]], role: str,
    giver: int | None, found: Row | None,
) -> ProcessStep:  # fmt: skip
    audit.hold()
    at, target = timezone.now(), place.target
    if course is None:
        course = YearCourse.objects.create(
            target=target, process=place.process, month=place.month, state=process_of(place).start.name, entered_at=at
        )
    freezes = done.act.effect is Effect.FREEZE
    content = content_of(found) if found is not None and (freezes or done.act.name in _KEEPS) else None
    if freezes and place.process == SELF_EVALUATION:
        content = _confirmed(target)
    rows = ProcessStep.objects.filter(target=target, process=place.process)
    last = rows.aggregate(last=Max("number"))["last"] or 0
    step = ProcessStep(
        target=target, process=place.process, course=course, number=last + 1, act=done.act.name, source=course.state,
        reached=done.state, role=role, sentence=done.sentence, reason=said.opinion, bound=bound, revision=target.revision,
        content=content, by=by, for_person_id=giver, at=at,
    )  # fmt: skip
    step.save()
    calendar = calendars(at).of(target.unit.path)
    deadline_tallies.count(target, deadline_tallies.judged(
        calendar, place.process, target.year, place.month, step.act, step.source, course.entered_at, at
    ))  # fmt: skip
    course.state = done.state
    course.entered_at = at
    course.filler_id = by.pk if done.act.name in SUBMITS else course.filler_id
    if freezes:
        course.frozen = step
    elif done.act.name == "reopen":
        course.frozen = None
    course.save()
    ProjectStanding.objects.filter(target=target, stale=False).update(stale=True)  # what is owed goes by the state
    detail = {
        "process": place.process, "month": place.month, "step": step.number, "act": step.act, "from": step.source,
        "to": step.reached, "role": role, "sentence": step.sentence, "written": {f"process_step:{step.pk}": digest(written(step))},
    }  # fmt: skip
    if giver:
        detail["for"] = str(step.for_person.username)
    audit.log("take_step", by, at, object_name(target), detail)
    if done.act.effect is Effect.OPEN_ITEMS:
        _open_items(place, by, said, step)
    return step


def _confirmed(target: Target) -> dict[str, Any]:
    """A self-evaluation with the readings that it rests on: one is scored from the other, whatever is recorded meanwhile."""
    kept = readings_json(target)
    (row,) = evaluate_targets([target], rests_on={target.pk: readings_from_json(kept)})
    return {**content_of(row), READINGS: kept}


def _open_items(place: Place, by: User, said: YearSaid, step: ProcessStep) -> None:
    """What a stopped project leaves to be settled, as rectification items: the opinion, each of its points."""
    points = [point.strip() for point in said.opinion.replace("；", "\n").splitlines() if point.strip()]
    for point in points:
        about = {"process": place.process, "month": place.month, "step": step.number}
        due = current_day() + _MENDING
        source = ItemSource.MONITORING if place.process == MONITORING else ItemSource.OTHER
        open_item(place.target, by, Problem(point, place.target.unit.name, due, source=source, reference=about))
