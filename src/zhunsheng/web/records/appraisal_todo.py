"""What one person has to do next in a case and where, by when: only what they can do themselves and have not done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from zhunsheng.law.deadlines import YearCalendar
from zhunsheng.lifecycle import guards
from zhunsheng.lifecycle.facts import Facts
from zhunsheng.lifecycle.permissions import Permission
from zhunsheng.lifecycle.process import Act, Course, Guard
from zhunsheng.model.role import Role as Office
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records.appraisal_course import (
    allowed,
    facts_of,
    holders,
    may_say,
    objecting_ends,
    owed_in,
    process_of,
    state_of,
)
from zhunsheng.web.records.appraisal_notes import CaseNotes
from zhunsheng.web.records.current_day import current_day
from zhunsheng.web.records.models import Appraisal, AppraisalKind

_OWN_WORK: Mapping[Guard, tuple[str, str]] = {
    guards.papers_linked: ("补齐底稿和佐证", "papers/"), guards.scheme_sound: ("编好指标体系", "scheme/"), guards.objections_answered: ("答复意见", "objections/"),
    guards.materials_in: ("补齐材料", "materials/"), guards.measures_done: ("填整改情况", ""),
}  # fmt: skip
"""What stands in the way of an act and is the doer's own to put right: the words, and the page of the case."""
_WAITS = (guards.sheets_in, guards.evaluator_independent)
"""What stands in the way and is others' to do: their sheets, their declarations."""
_PAGES = {"object": "objections/", "agree": "objections/"}
"""Where an act is prepared, if not on the case's first page."""
OVERALL = {AppraisalKind.EVALUATION: "evaluation", AppraisalKind.EX_ANTE: "ex_ante_assessment"}
"""By when the whole of it is due."""


_AFTER = ("feedback", "reply")
"""The states after the result, to which the day of the whole says nothing."""


@dataclass(frozen=True, slots=True)
class Todo:
    """The words on the list, and the page of the case on which it is done."""

    label: str
    page: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """By when, under which deadline's name, and whether that day was checked, or set by the client."""

    day: date | None
    deadline: str
    is_checked: bool = True


def url_of(case: Appraisal) -> str:
    """The page of a case."""
    return f"/{'evaluations' if case.process == AppraisalKind.EVALUATION else 'ex-ante'}/{case.pk}/"


def todo_of(user: User, notes: CaseNotes) -> Todo | None:
    """What this person owes in the case now; ``None`` for those who only look, who are through, or who wait for others."""
    mine = str(user.pk)
    if may_say(user, "declaration", notes, mine) and notes.independent(user.pk) is None:
        return Todo("声明回避情况")
    if may_say(user, "sheet", notes, mine) and notes.handed_in(user.pk) is None:
        return Todo("填评分表", "sheet/")
    if not _is_holder(user, notes):
        return _lapsed(user, notes)
    facts = facts_of(notes, "…", str(user))
    for act in _onward(user, notes, facts):
        failing = [guard for guard in act.guards if guard(facts)]
        if not failing:
            return Todo(act.label, _PAGES.get(act.name, ""))
        own = next((_OWN_WORK[guard] for guard in failing if guard in _OWN_WORK), None)
        if own is not None and not _told_by_items(notes, failing):
            return Todo(*own)
        if own is not None:
            return None
        if any(guard in _WAITS for guard in failing):
            return Todo("邀请评价组") if not notes.members and may_say(user, "member", notes) else None
        return Todo(act.label)
    return None


def term_of(notes: CaseNotes, calendar: YearCalendar) -> Term:
    """By when what is owed now is due: the day the client set for it, else the calendar's, else that of the whole case."""
    case, one = notes.case, owed_in(notes, calendar)
    overall = OVERALL[AppraisalKind(case.process)]
    name = one.deadline if one and one.due else overall
    if case.state == "objection" and notes.until is not None:
        return Term(notes.until, name)
    if notes.scoring_until is not None and may_be_scored(notes):
        return Term(notes.scoring_until, overall)
    if case.state == "feedback" and notes.mended_until is not None:
        return Term(notes.mended_until, name)
    due = one.due if one and one.due else calendar.due(overall, case.target.year) if case.state not in _AFTER else None
    return Term(due.day, name, due.is_checked) if due else Term(None, name)


def _told_by_items(notes: CaseNotes, failing: Sequence[Guard]) -> bool:
    """True where all that is to be mended has a rectification item: that is a matter of its own."""
    return guards.measures_done in failing and all(row.key in notes.items for row in notes.of("measure"))


def may_be_scored(notes: CaseNotes) -> bool:
    """True while experts declare themselves and fill their sheets."""
    return notes.case.state in ("fieldwork", "assessing") and any(notes.handed_in(pk) is None for pk in notes.members)


def _is_holder(user: User, notes: CaseNotes) -> bool:
    """Whether the next act falls to this person: of a team, to its lead."""
    owing = holders(notes.case)
    leads = user.pk in notes.leads and notes.independent(user.pk) is not False
    if Office.THIRD_PARTY in owing:
        return leads
    return bool(set(owing) & set(user.offices)) or (leads and bool(state_of(notes.case).editors))


def _lapsed(user: User, notes: CaseNotes) -> Todo | None:
    """Once the unit's term is over, whoever organises the case writes down that nothing came."""
    ends = objecting_ends(notes)
    if ends is None or current_day() <= ends or not isinstance(allowed(user, "lapse", notes), Permission):
        return None
    return Todo("登记逾期未反馈") if Office(notes.case.opened_as) in user.offices else None


def _onward(user: User, notes: CaseNotes, facts: Facts) -> Iterator[Act]:
    """The acts that lead on from here and that this person may do; when the term is over, without those it forbids."""
    ends = objecting_ends(notes)
    is_over = ends is not None and current_day() > ends
    for act in process_of(notes.case).acts_from(notes.case.state):
        there = act.course is Course.ONWARD and act.name != "lapse" and (act.when is None or act.when(facts))
        if there and not (is_over and act.name == "object") and isinstance(allowed(user, act.name, notes), Permission):
            yield act
