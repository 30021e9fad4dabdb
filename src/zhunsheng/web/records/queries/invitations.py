"""What somebody who evaluates for others finds first: every case that they were invited to, with what to do and by when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhunsheng.law.deadlines import days_left
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records.appraisal_course import seen_cases, state_of
from zhunsheng.web.records.appraisal_notes import notes_of
from zhunsheng.web.records.appraisal_todo import term_of, todo_of, url_of
from zhunsheng.web.records.calendars import calendars
from zhunsheng.web.records.current_day import current_day
from zhunsheng.web.records.models import Appraisal, AppraisalKind

MOST = 100
"""Invitations that are shown; nobody has as many."""
_SOON = 7


@dataclass(frozen=True, slots=True)
class Invitation:
    """A case to which somebody is invited: as what, where it stands, what they have to do there and by when."""

    case: Appraisal
    part: str
    label: str
    todo: str
    url: str
    """Where it is done; the case itself where nothing is to be done."""
    handed_in: bool
    due: date | None = None
    words: str = ""
    """How the due day stands today."""
    is_late: bool = False
    is_near: bool = False

    @property
    def kind(self) -> str:
        """绩效评价 or 事前绩效评估."""
        return AppraisalKind(self.case.process).label


def invitations_of(user: User) -> tuple[Invitation, ...]:
    """The cases to which a third party is invited now: first what it has to do, by the day, then what goes on, then what is over."""
    cases = [case for kind in AppraisalKind.values for case in seen_cases(user, kind).order_by("-pk")[:MOST]]
    notes, in_force, today = notes_of(cases, with_items=False), calendars(), current_day()
    found = []
    for case in cases:
        mine, here = notes[case.pk], state_of(case)
        todo = None if here.ends else todo_of(user, mine)
        due = None if here.ends or todo is None else term_of(mine, in_force.of(case.target.unit.path)).day
        part = "主评人" if user.pk in mine.leads else "评分专家"
        found.append(
            Invitation(
                case, part, here.label, todo.label if todo else "", f"{url_of(case)}{todo.page if todo else ''}",
                mine.handed_in(user.pk) is not None, due, days_left(due, today) if due else "",
                due is not None and due < today, due is not None and 0 <= (due - today).days <= _SOON,
            )
        )  # fmt: skip
    return tuple(sorted(found, key=lambda one: (not one.todo, not one.case.is_open, one.due or date.max)))
