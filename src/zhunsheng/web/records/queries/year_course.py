"""Where monitoring and self-evaluation stand, what can be done there and by whom, and every step so far: for their pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from zhunsheng.lifecycle import guards
from zhunsheng.lifecycle.facts import Facts
from zhunsheng.lifecycle.process import Act, Course, Guard, Process, Refusal, State, hindrance_of, offers
from zhunsheng.lifecycle.registry import processes
from zhunsheng.model.role import Role
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records.course_facts import Point
from zhunsheng.web.records.current_day import current_day
from zhunsheng.web.records.matters import project_year, year_courses
from zhunsheng.web.records.matters.matter import Asking, Matter
from zhunsheng.web.records.matters.seam import in_order
from zhunsheng.web.records.models import ProcessStep, Target, YearCourse
from zhunsheng.web.records.operations.take_year_step import points_of
from zhunsheng.web.records.queries.course import OfferView, StepView, due_words, hopeful
from zhunsheng.web.records.year_course import (
    MONITORING,
    Difference,
    Gap,
    Place,
    Row,
    allowed,
    content_of,
    course_at,
    courses_of,
    differences,
    facts_of,
    gaps_of,
    look,
    no_course,
    note_refusal,
    owed_at,
    process_of,
    state_at,
    steps_of,
)

_OPINION = {guards.opinion_given, guards.findings_bound}
_COUNTED: Mapping[Guard, str] = {
    guards.filled_in: "missing", guards.deviations_explained: "unexplained", guards.overrides_proven: "unproven",
}  # fmt: skip
GAPS_SHOWN = 12
_BADGES = {"done": "ok", "confirmed": "ok", "archived": "ok", "published": "ok", "returned": "warning", "suspended": "error", "cancelled": "error",
           "disposition": "error", "not_started": ""}  # fmt: skip


@dataclass(frozen=True, slots=True)
class YearCourseView:
    """A place as a person sees it. ``refusal`` says why there is nothing to report here; then nothing else is told."""

    place: Place
    refusal: str = ""
    state: str = ""
    label: str = ""
    badge: str = ""
    holder: str = ""
    rests: bool = False
    is_closed: bool = False
    """Nobody may change the content now."""
    sentence: str = ""
    is_late: bool = False
    offers: tuple[OfferView, ...] = ()
    gaps: tuple[Gap, ...] = ()
    """What stands in the way of an act of this reader, the first of it."""
    more_gaps: int = 0
    steps: tuple[StepView, ...] = ()
    points: tuple[Point, ...] = ()
    kept: ProcessStep | None = None
    """The step that keeps what was reported or confirmed last."""
    differences: tuple[Difference, ...] = ()
    """What today's records say otherwise than what was kept."""
    is_frozen: bool = False
    may_fill: bool = True
    may_add_act: bool = True
    may_decide: bool = True
    """What the state, and whose turn it is, still leave open to this person; their role is asked elsewhere."""

    @property
    def number(self) -> int:
        """The number of the last step."""
        return self.steps[-1].number if self.steps else 0

    @property
    def last(self) -> StepView | None:
        """The newest step."""
        return self.steps[-1] if self.steps else None

    @property
    def back(self) -> StepView | None:
        """The step by which it came back, while it waits to be mended."""
        return self.last if self.state == "returned" else None

    def offer(self, name: str) -> OfferView | None:
        """The button of this name."""
        return next((offer for offer in self.offers if offer.name == name), None)


@dataclass(frozen=True, slots=True)
class CourseMark:
    """Where one project of a list stands."""

    key: str
    state: str
    label: str
    badge: str
    holder: str
    rests: bool


def year_course(user: User, place: Place, row: Row | None = None) -> YearCourseView:
    """A place as this person sees it; ``row`` is what the records say of it, where the page has computed it."""
    if refusal := no_course(place):
        return YearCourseView(place, refusal)
    found, course, process = row or look(place), course_at(place), process_of(place)
    here, steps, facts = state_at(place, course), steps_of(course), facts_of(place, found, who=str(user))
    due, today = owed_at(place, course, facts), current_day()
    mine = tuple(_offers(user, place, course, facts))
    gaps = _hindering(process, here, mine, gaps_of(found))
    kept = next((step for step in reversed(steps) if step.content), None)
    frozen = course.frozen if course else None
    kept = frozen or (kept if here.name not in ("filling", "returned", "not_started") else None)
    return YearCourseView(
        place, "", here.name, here.label, badge_of(here), here.holder.label, here.ends, not here.editors and not here.starts,
        due_words(due, today), bool(due and due.due and due.due.day < today), mine, gaps[:GAPS_SHOWN],
        max(0, len(gaps) - GAPS_SHOWN), tuple(_step(process, step) for step in steps), points_of(found), kept,
        differences(kept.content, content_of(found)) if kept else (), frozen is not None,
        *(not note_refusal(place, course, user, what) for what in ("standing", "act", "decision")),
    )  # fmt: skip


def badge_of(state: State) -> str:
    """The look of a state; its word stands in it always."""
    return _BADGES.get(state.name, "info")


def marks_of(targets: Sequence[Target], process: str, month: int = 0) -> dict[int, CourseMark]:
    """Where the projects of a list stand, by their numbers; those for which there is nothing to report are left out. One query."""
    courses, found = courses_of(targets, process, month), {}
    for target in targets:
        place = Place(target, process, month)
        course = courses.get(target.pk)
        if course is None and no_course(place):
            continue
        here = state_at(place, course)
        found[target.pk] = CourseMark(place.key, here.name, here.label, badge_of(here), here.holder.label, here.ends)
    return found


def bulk_acts(user: User, process: str, states: Iterable[str] | None = None) -> tuple[tuple[str, str], ...]:
    """The acts that this person's roles do, each once, with its label; of ``states`` alone where they are known."""
    held: set[Role] = set(user.offices)
    here = None if states is None else set(states)
    found: dict[str, str] = {}
    for row in processes()[process].acts:
        if held & set(row.roles) and (here is None or row.source in here):
            found.setdefault(row.name, row.label)
    return tuple(found.items())


def worklist(user: User, process: str) -> tuple[Matter, ...]:
    """What a person owes of monitoring or of self-evaluation, the most pressing first."""
    asking = Asking(user)
    start = "fill:" if process == MONITORING else "explain:"
    found = [one for one in project_year.matters(asking) if one.key.startswith(start)]
    found += [one for one in year_courses.matters(asking) if one.key.startswith(f"year:{process}:")]
    return in_order(found)


def place_key(matter: Matter) -> str:
    """The key of the place that a matter is about."""
    parts = matter.key.split(":")
    if parts[0] == "year":
        return f"{parts[2]}-{parts[3]}"
    return f"{parts[1]}-{parts[2] if parts[0] == 'fill' else 0}"


def _offers(user: User, place: Place, course: YearCourse | None, facts: Facts) -> Iterable[OfferView]:
    process, here = process_of(place), state_at(place, course)
    for offer in offers(process, here.name, user.offices, facts):
        row, answer = offer.act, allowed(user, offer.act.name, place, course)
        if isinstance(answer, Refusal) and "自己" not in answer.sentence:
            continue
        hindrance = answer.sentence if isinstance(answer, Refusal) else hindrance_of(row, hopeful(row, facts))
        own = set(row.guards)
        yield OfferView(
            row.name, row.label, row.course.value, process.state(row.target).label, hindrance, bool(own & _OPINION), False,
            guards.findings_bound in own, False, False,
        )  # fmt: skip


def _hindering(process: Process, here: State, mine: Sequence[OfferView], gaps: Sequence[Gap]) -> tuple[Gap, ...]:
    """The gaps that the guards of this reader's hindered acts count."""
    names = {offer.name for offer in mine if offer.hindrance}
    facts = {
        _COUNTED[g] for row in process.acts_from(here.name) if row.name in names for g in row.guards if g in _COUNTED
    }
    return tuple(gap for gap in gaps if gap.fact in facts)


def _row(process: Process, step: ProcessStep) -> Act | None:
    return next((row for row in process.acts_from(step.source) if row.name == step.act), None)


def _step(process: Process, step: ProcessStep) -> StepView:
    row = _row(process, step)
    bound = tuple(
        {**item, "reason": "" if item.get("reason") == step.reason else item["reason"]} for item in step.bound
    )
    return StepView(
        step.number, row.label if row else step.act, row.course.value if row else Course.ONWARD.value,
        process.state(step.source).label, process.state(step.reached).label, Role(step.role).label, step.who, step.at,
        step.sentence, step.grade, bound, None, False,
    )  # fmt: skip
