"""Where a rectification item stands, and what is known for the guards of its process."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery

from zhunsheng.lifecycle.facts import Facts
from zhunsheng.lifecycle.permissions import Permission, Thing, may
from zhunsheng.lifecycle.process import Course as Way
from zhunsheng.lifecycle.process import Process, Refusal, State
from zhunsheng.lifecycle.registry import processes
from zhunsheng.model.role import Role
from zhunsheng.web.accounts.models import User, offices_of
from zhunsheng.web.records.course import person_of
from zhunsheng.web.records.current_day import current_day
from zhunsheng.web.records.models import ItemSource, Rectification, RectificationStep
from zhunsheng.web.records.reviewing import review_target, whereabouts
from zhunsheng.web.records.standing_in import arrangements_of

PROCESS = "rectification"
OPEN_STATES = ("found", "confirmed", "disputed", "rectifying", "rectified")
"""States in which something is still owed."""
UNIT = (Role.CLERK, Role.HEAD)
"""Who acts for the unit."""
OWED_BY_UNIT = ("found", "confirmed", "disputed", "rectifying")
"""States in which the unit has not mended it yet."""


@dataclass(frozen=True, slots=True)
class Course:
    """An item with its steps, oldest first."""

    item: Rectification
    steps: tuple[RectificationStep, ...]

    @property
    def state(self) -> State:
        """Where its last step led."""
        return the_process().state(self.steps[-1].reached if self.steps else the_process().start.name)

    @property
    def due(self) -> date:
        """The deadline that was set last."""
        return next((step.due for step in reversed(self.steps) if step.due), self.item.due)

    @property
    def is_open(self) -> bool:
        """True while something is owed."""
        return self.state.name in OPEN_STATES

    @property
    def holder(self) -> str:
        """What those who owe the next act are called."""
        found = holders(self.state.name, self.item.by)
        return "项目单位" if found == UNIT else found[0].label

    @property
    def is_late(self) -> bool:
        """True when the deadline has passed and the unit has not reported."""
        return self.is_open and self.state.name != "rectified" and self.due < current_day()

    @property
    def closed_on(self) -> date | None:
        """The day on which it was closed."""
        last = next((step for step in reversed(self.steps) if step.reached == "closed" and step.act), None)
        return last.at.date() if last is not None and self.state.name == "closed" else None


def with_state(rows: QuerySet[Rectification]) -> QuerySet[Rectification]:
    """Items with ``now`` (the state), ``last_at``, ``set_due`` (a later day) and ``reporter``, ``reported`` (of the last report)."""
    steps = RectificationStep.objects.filter(item=OuterRef("pk")).order_by("-number")
    said = steps.filter(act="report")
    return rows.annotate(
        now=Subquery(steps.values("reached")[:1]), last_at=Subquery(steps.values("at")[:1]),
        set_due=Subquery(steps.filter(due__isnull=False).values("due")[:1]),
        reporter=Subquery(said.values("by")[:1]), reported=Subquery(said.values("at")[:1]),
    )  # fmt: skip


def the_process() -> Process:
    """The process of an item."""
    return processes()[PROCESS]


def holders(state: str, opener: User) -> tuple[Role, ...]:
    """Who owes the next act in a state: the unit, or the office of whoever opened the item where that may do it."""
    here = the_process().state(state)
    if here.holder in UNIT:
        return UNIT
    able = {role for act in the_process().acts_from(state) if act.course is Way.ONWARD for role in act.roles}
    opened = tuple(office for office in offices_of(opener.role, opener.unit_id) if office in able)
    return opened or (here.holder,)


def course_of(item: Rectification) -> Course:
    """An item with its steps."""
    return Course(item, tuple(item.steps.select_related("by").order_by("number")))


def allowed(user: User, act: str, course: Course) -> Permission | Refusal:
    """Whether a user may do an act to an item today, by role and reach."""
    return may(person_of(user), f"{PROCESS}.{act}", thing_of(course), current_day(), arrangements_of(user))


def thing_of(course: Course) -> Thing:
    """An item as the permissions know things; who reported it mended may not verify it."""
    filler = next((str(step.by_id) for step in reversed(course.steps) if step.act == "report"), None)
    return Thing(course.item.target.unit.path, str(course.item.pk), PROCESS, course.state.name, filler)


def facts_of(course: Course, by: User, who: str, opinion: str, proofs: int, still_found: bool | None) -> Facts:
    """What the guards may ask. Proofs given with an earlier report count: they stay with the item."""
    held = proofs + sum(len(step.files) for step in course.steps)
    own = thing_of(course).filler == str(by.pk)
    found = found_again(course.item) if course.item.source == ItemSource.REVIEW else still_found
    return Facts(
        who=who, what=f"问题“{_inner(course.item.title)}”", opinion=opinion, own_work=own, attachments=held, still_found=found
    )  # fmt: skip


def found_again(item: Rectification) -> bool | None:
    """Whether a fresh review of the table still finds what the item was opened for; ``None`` when nothing says which rule."""
    rule, cell = item.reference.get("rule"), item.reference.get("cell")
    if not rule:
        return None
    reviewed = review_target(item.target)
    mine: Sequence[str] = [
        finding.address
        for finding in reviewed.findings
        if finding.rule == rule and whereabouts(reviewed.year, finding)[0] == item.target_id
    ]
    return any(not cell or address == cell for address in mine)


def _inner(title: str) -> str:
    """The beginning of a title as it stands inside quotation marks."""
    return title[:40].replace("“", "‘").replace("”", "’")
