"""Where a project stands, what can be done there and by whom, and every step so far: for its pages."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import Any

from django.utils import timezone

from zhunsheng.lifecycle import guards
from zhunsheng.lifecycle.due import Owed, UnderWay, owed
from zhunsheng.lifecycle.due import due_words as told_by_when
from zhunsheng.lifecycle.facts import Facts
from zhunsheng.lifecycle.process import Act, Course, Effect, Guard, Refusal, hindrance_of, offers
from zhunsheng.model.role import Role
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records.calendars import Calendars, calendars
from zhunsheng.web.records.course import allowed, state_of, steps_of, the_process, thing_of
from zhunsheng.web.records.course_facts import Point, Said, facts_of, grade_so_far, points_of
from zhunsheng.web.records.current_day import current_day, no_later
from zhunsheng.web.records.models import ProcessStep, Target
from zhunsheng.web.records.reviewing import Reviewed

_OPINION = {guards.opinion_given, guards.findings_bound, guards.grade_good, guards.grade_poor, guards.something_changed}
_GRADE = {guards.grade_decided, guards.grade_permits, guards.grade_good, guards.grade_poor}
_EXPLAIN = {guards.no_open_errors, guards.warnings_answered}


@dataclass(frozen=True, slots=True)
class OfferView:
    """A button. ``hindrance`` is what stands in the way and cannot be put right on the act's own page."""

    name: str
    label: str
    course: str
    then: str
    hindrance: str
    needs_opinion: bool
    needs_grade: bool
    needs_bound: bool
    explains: bool
    """There are findings that the unit has to explain, if it does not mend them."""
    needs_is_new: bool

    @property
    def is_plain(self) -> bool:
        """True when one click does it."""
        asks = self.needs_opinion or self.needs_grade or self.needs_bound or self.explains or self.needs_is_new
        return not (asks or self.hindrance) and self.course == Course.ONWARD


@dataclass(frozen=True, slots=True)
class StepView:
    """One step as the history shows it."""

    number: int
    label: str
    course: str
    source: str
    reached: str
    role: str
    by: str
    at: datetime
    sentence: str
    grade: str
    bound: tuple[dict[str, Any], ...]
    version: int | None
    approved: bool


@dataclass(frozen=True, slots=True)
class CourseView:
    """A project's course: its state, who owes the next act by when, the buttons of this person, the steps."""

    state: str
    label: str
    holder: str
    read_only: bool
    waits: bool
    due: Owed | None
    sentence: str
    """What is due by when and how it stands, or nothing."""
    is_late: bool
    offers: tuple[OfferView, ...]
    steps: tuple[StepView, ...]
    points: tuple[Point, ...]
    grade: str
    approved: tuple[int, ...]
    """The numbers of the approved versions, oldest first."""

    def offer(self, name: str) -> OfferView | None:
        """The button of this name."""
        return next((offer for offer in self.offers if offer.name == name), None)

    @property
    def last(self) -> StepView | None:
        """The newest step."""
        return self.steps[-1] if self.steps else None


def course_of(user: User, target: Target, reviewed: Reviewed) -> CourseView:
    """A project's course as this person sees it; needs ``unit`` joined."""
    steps, here = steps_of(target), state_of(target)
    facts = facts_of(target, steps, reviewed, Said(), str(user))
    points = points_of(target, reviewed, steps)
    due = owed_of(target, facts)
    today = current_day()
    mine = () if target.archived else tuple(_offers(user, target, steps, facts, points))
    versions = tuple(s.version.number for s in steps if s.version and _effect(s) in (Effect.FREEZE, Effect.NEW_VERSION))
    return CourseView(
        here.name, here.label, here.holder.label, not here.editors, here.waits or here.ends, due,
        due_words(due, today), bool(due and due.due and due.due.day < today), mine, tuple(map(_step, steps)), points,
        grade_so_far(steps), versions,
    )  # fmt: skip


def owed_of(target: Target, facts: Facts | None = None, found: Calendars | None = None) -> Owed | None:
    """What is owed for a project now, by the calendar of its region; ``found`` are the calendars, where there are many to ask."""
    return owed(under_way(target, facts), (found or calendars()).of(target.unit.path))


def under_way(target: Target, facts: Facts | None = None) -> UnderWay:
    """A project as a thing that is under way; needs ``unit`` joined."""
    facts = facts or Facts(has_department=target.unit.has_department)
    since = timezone.localtime(target.entered_at or target.updated_at).date()
    entered = no_later(since)
    events = {"budget_approved": entered} if target.state == "approved" else {}
    return UnderWay(thing_of(target), target.name or "未命名项目", target.year, entered, facts=facts, events=events)


def due_words(due: Owed | None, today: date) -> str:
    """``期限2019-10-31，已逾期3天（期限未核，以当地通知为准）``; nothing without a day."""
    if due is None or (due.due is None and not due.is_past):
        return ""
    return told_by_when(due, today)


def labels_of_states() -> tuple[tuple[str, str], ...]:
    """Every state of the process in the order of a year, with its label."""
    return tuple((state.name, state.label) for state in the_process().states)


def _offers(
    user: User, target: Target, steps: Sequence[ProcessStep], facts: Facts, points: Sequence[Point]
) -> list[OfferView]:
    found = []
    for offer in offers(the_process(), target.state, user.offices, facts):
        row = offer.act
        answer = allowed(user, row.name, target, steps)
        if isinstance(answer, Refusal) and "自己" not in answer.sentence:
            continue
        hindrance = answer.sentence if isinstance(answer, Refusal) else hindrance_of(row, hopeful(row, facts))
        unsaid = any(not point.explained for point in points)
        own = set(row.guards)
        found.append(
            OfferView(
                row.name, row.label, row.course.value, the_process().state(row.target).label, hindrance,
                bool(own & _OPINION), bool(own & _GRADE), guards.findings_bound in own, bool(own & _EXPLAIN) and unsaid,
                guards.assessed_if_needed in own and facts.needs_assessment is None,
            )
        )  # fmt: skip
    return found


def hopeful(row: Act, facts: Facts) -> Facts:
    """The facts as they would be with everything said that the act's page asks for: what hinders then, hinders indeed."""
    own: Collection[Guard] = set(row.guards)
    changed: dict[str, Any] = {}
    if set(own) & _OPINION:
        changed["opinion"] = facts.opinion or "…"
    if guards.findings_bound in own:
        changed["bound"] = facts.bound or ("…",)
    if guards.grade_poor in own:
        changed["grade"] = "差"
    elif guards.grade_good in own:
        changed["grade"] = "良"
    elif set(own) & _GRADE:
        changed["grade"] = "优" if not facts.mended or facts.agreed else "良"
    if set(own) & _EXPLAIN and facts.open_errors is not None:
        changed |= {"open_errors": 0, "unanswered": 0}
    if guards.assessed_if_needed in own and facts.needs_assessment is None:
        changed["needs_assessment"] = False
    return replace(facts, **changed)


def _own_words(said: str, item: dict[str, Any]) -> dict[str, Any]:
    """A finding of a step with the words given for it alone: what was said for all stands in the step's sentence already."""
    return {**item, "reason": ""} if item.get("reason") == said else item


def _effect(step: ProcessStep) -> Effect | None:
    row = _row(step)
    return row.effect if row else None


def _row(step: ProcessStep) -> Act | None:
    return next((row for row in the_process().acts_from(step.source) if row.name == step.act), None)


def _step(step: ProcessStep) -> StepView:
    row, process = _row(step), the_process()
    return StepView(
        step.number, row.label if row else step.act, row.course.value if row else "", process.state(step.source).label,
        process.state(step.reached).label, Role(step.role).label, step.who, step.at, step.sentence, step.grade,
        tuple(map(partial(_own_words, step.reason), step.bound)), step.version.number if step.version else None,
        _effect(step) in (Effect.FREEZE, Effect.NEW_VERSION),
    )  # fmt: skip
