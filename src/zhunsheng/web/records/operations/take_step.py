"""Take a step of the process: submit, return, pass, approve a project's target table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from zhunsheng.law.review_form import GRADES
from zhunsheng.lifecycle.process import Act, Effect, Outcome, Refusal, act
from zhunsheng.scoring.exact import plain
from zhunsheng.usecases.review_form import ReviewForm
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records import audit, deadline_tallies
from zhunsheng.web.records.calendars import calendars
from zhunsheng.web.records.canonical import digest
from zhunsheng.web.records.cell_text import one_line
from zhunsheng.web.records.changes import restore_change
from zhunsheng.web.records.course import PROCESS, SUBMITS, allowed, state_of, steps_of, the_process
from zhunsheng.web.records.course_facts import Point, Said, approved_version, facts_of, grade_so_far, points_of
from zhunsheng.web.records.current_day import shown_moment
from zhunsheng.web.records.models import ProcessStep, ProjectStanding, Target, Version, VersionKind
from zhunsheng.web.records.operations.outcome import Forbidden, Invalid, Moved
from zhunsheng.web.records.operations.recording import noun, object_name, record
from zhunsheng.web.records.operations.save_version import add_version, keep_unsaved
from zhunsheng.web.records.queries.review_forms import project_form
from zhunsheng.web.records.reviewing import mark_stale, review_target
from zhunsheng.web.records.scope import sees

GRADING = ("grade_decided", "grade_permits", "grade_good", "grade_poor")
"""The guards that look at the grade."""
_FREEZES = (Effect.FREEZE, Effect.NEW_VERSION)


def take_step(
    target: Target, by: User, name: str, said: Said | None = None, *, state: str | None = None,
    revision: int | None = None,
) -> ProcessStep:  # fmt: skip
    """Do an act of the process. ``state`` and ``revision`` are what the person saw; ``None`` asks not.

    Raises ``Forbidden`` for whoever may not, ``Invalid`` where a condition is not met, ``Moved`` where somebody was faster.
    """
    said = _cleaned(said or Said())
    with transaction.atomic():
        target = _held(target, by)
        steps = steps_of(target)
        _unmoved(target, steps, state, revision)
        here = state_of(target)
        row = next((one for one in the_process().acts_from(here.name) if one.name == name), None)
        permission = allowed(by, name, target, steps) if _is_known(name) else None
        if permission is None:
            raise Invalid("没有这个动作，没有办理。请刷新页面后再试。")
        if isinstance(permission, Refusal):
            raise Forbidden(f"没有办理。{permission.sentence}")
        reviewed = review_target(target) if row and (row.guards or said.bound) else None
        points = points_of(target, reviewed, steps) if reviewed else ()
        said = _present(said, points)
        form = project_form(target, reviewed=reviewed) if row and _asks_grade(row) else None
        if form is not None and not (said.grade or grade_so_far(steps)):
            said = replace(said, grade=form.grade)
        answer = act(
            the_process(), here.name, name, permission.role, facts_of(target, steps, reviewed, said, permission.who)
        )
        if isinstance(answer, Refusal):
            raise Invalid(f"没有办理。{answer.sentence}")
        if form is not None:
            _reasoned(form, said, grade_so_far(steps))
        giver = permission.seat.giver
        return _kept(
            target,
            by,
            steps,
            answer,
            said,
            points,
            permission.role.value,
            int(giver.id) if giver and giver.id.isdecimal() else None,
        )


def written(row: ProcessStep) -> dict[str, Any]:
    """What the audit trail's digest of a step covers."""
    lent: dict[str, Any] = {"for": row.for_person_id} if row.for_person_id else {}
    if row.course_id:
        lent |= {"course": row.course_id, "content": row.content}
    return {
        "sheet": row.target_id or -row.plan_id, "process": row.process, "number": row.number, "act": row.act,
        "from": row.source, "to": row.reached, "role": row.role, "reason": row.reason, "grade": row.grade,
        "is_new": row.is_new, "bound": row.bound, "revision": row.revision, "version": row.version_id, "by": row.by_id,
        "sentence": row.sentence, **lent,
    }  # fmt: skip


def _is_known(name: str) -> bool:
    return any(row.name == name for row in the_process().acts)


def _cleaned(said: Said) -> Said:
    if said.grade not in ("", *GRADES):
        raise Invalid("审核等级应为优、良、中或差，没有办理。请重新选择。")
    reasons = {name: one_line(text, 400) for name, text in said.reasons.items() if one_line(text, 400)}
    return Said(one_line(said.opinion, 1000), said.grade, said.bound, reasons, one_line(said.own, 400), said.is_new)


def _asks_grade(row: Act) -> bool:
    """True for an act that looks at the grade: without one it is the review form's."""
    return bool({guard.__name__ for guard in row.guards} & set(GRADING))


def _reasoned(form: ReviewForm, said: Said, before: str) -> None:
    """A grade other than the form's, or than the one given before, is given with a reason."""
    if said.grade in ("", form.grade, before) or said.opinion:
        return
    raise Invalid(
        f"没有办理。审核表得{plain(form.score)}分，为“{form.grade}”，与所选的“{said.grade}”不同。请写明理由，或先在审核表上改分。"
    )


def _present(said: Said, points: Sequence[Point]) -> Said:
    """Without findings that are gone meanwhile."""
    names = {point.name for point in points}
    bound = tuple(dict.fromkeys(name for name in said.bound if name in names))
    return Said(said.opinion, said.grade, bound, said.reasons, said.own, said.is_new)


def _held(target: Target, by: User) -> Target:
    """The project as it is now, locked to the end of the transaction."""
    found = Target.objects.select_for_update(of=("self",)).select_related("unit").get(pk=target.pk)
    if not sees(by, found.unit):
        raise Forbidden("这个项目不属于您能看到的单位，没有办理。")
    if found.archived:
        raise Forbidden("这个项目已移出，没有办理。请先移回。")
    return found


def _unmoved(target: Target, steps: Sequence[ProcessStep], state: str | None, revision: int | None) -> None:
    if state is not None and state != target.state:
        last = f"{shown_moment(steps[-1].at):%m-%d %H:%M} {steps[-1].sentence.rstrip('。')}。" if steps else ""
        raise Moved(f"没有办理：状态已经变成“{state_of(target).label}”。{last}请看过再办。")
    if revision is not None and revision != target.revision:
        who = f"被{target.updated_by}" if target.updated_by else ""
        raise Moved(f"没有办理：这张表刚{who}改过。请看过改动再办。")


def _kept(
    target: Target, by: User, steps: Sequence[ProcessStep], done: Outcome, said: Said, points: Sequence[Point], role: str,
    giver: int | None,
) -> ProcessStep:  # fmt: skip
    audit.hold()  # the calendar cannot change between the moment of the step and its judgement
    at, source = timezone.now(), target.state
    version = _effects(target, by, done.act, said, at)
    step = ProcessStep(
        target=target, process=PROCESS, number=len(steps) + 1, act=done.act.name, source=source, reached=done.state,
        role=role, sentence=done.sentence, reason=said.opinion, grade=said.grade, is_new=said.is_new,
        bound=_bound(said, points), revision=target.revision, version=version, by=by, for_person_id=giver, at=at,
    )  # fmt: skip
    step.save()
    calendar = calendars(at).of(target.unit.path)
    judged = deadline_tallies.judged(calendar, PROCESS, target.year, 0, step.act, source, target.entered_at, at)
    deadline_tallies.count(target, judged)
    entered = target.entered_at if done.state == source else at
    moved = Target.objects.filter(pk=target.pk, state=source, revision=target.revision)
    if moved.update(state=done.state, entered_at=entered) != 1:
        raise Moved("没有办理：这张表刚被别人办过。请刷新页面后再看。")
    target.state, target.entered_at = done.state, entered
    ProjectStanding.objects.filter(target=target).update(state=done.state, stale=True)  # what is owed goes by the state
    detail = {
        "process": PROCESS, "step": step.number, "act": step.act, "from": source, "to": step.reached, "role": role,
        "sentence": step.sentence, "written": {f"process_step:{step.pk}": digest(written(step))},
    }  # fmt: skip
    if giver:
        detail["for"] = str(step.for_person.username)
    audit.log("take_step", by, at, object_name(target), detail)
    return step


def _bound(said: Said, points: Sequence[Point]) -> list[dict[str, str]]:
    """The findings that the step is bound to, in words that stay true when the rules change."""
    rows = [
        {
            "finding": point.name, "rule": point.rule, "title": point.title, "message": point.message,
            "cell": point.cell, "reason": said.reasons.get(point.name, "") or said.opinion,
        }
        for point in points
        if point.name in said.bound
    ]  # fmt: skip
    own = {"finding": "own", "rule": "", "title": "审核人意见", "message": said.own, "cell": "", "reason": said.opinion}
    return [*rows, own] if said.own else rows


def _effects(target: Target, by: User, row: Act, said: Said, at: datetime) -> Version | None:
    """What the act does besides moving; the version that it froze."""
    if row.effect in _FREEZES:
        note = "批复" if row.effect is Effect.FREEZE else f"调整后批复：{_why_adjusted(target)}"
        return add_version(target, by, VersionKind.APPROVED, note, at, act="save_version")
    if row.name in SUBMITS:
        last = Version.objects.filter(target=target).order_by("-number").first()
        if last is not None and last.revision == target.revision:
            return last
        return add_version(target, by, VersionKind.SUBMITTED, row.label, at, act="save_version")
    if row.effect is Effect.DROP_DRAFT:
        _restore(target, by, at)
    return None


def _why_adjusted(target: Target) -> str:
    rows = ProcessStep.objects.filter(target=target, process=PROCESS, act="adjust").order_by("-number")
    return rows.values_list("reason", flat=True).first() or ""


def _restore(target: Target, by: User, at: datetime) -> None:
    """Put what was approved in the place of an adjustment that is not to be."""
    version = approved_version(target)
    if version is None:
        return
    before = noun(target)
    change = restore_change(before, version.content)
    if change.old != change.new:
        keep_unsaved(target, by, "放弃调整之前自动存下", at)
        note = f"恢复到批复的第{version.number}版"
        record(target, before, change, act="restore_version", by=by, note=note, at=at, by_step=True)
        mark_stale(target)
