"""Evaluations and assessments beforehand: sheets, objections, answers, materials, and whoever has to lead a case on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone

from zhunsheng.lifecycle.process import Course
from zhunsheng.lifecycle.registry import processes
from zhunsheng.model.role import Role as Office
from zhunsheng.web.accounts.models import Role
from zhunsheng.web.records.appraisal_course import holder_words, looks_inside, process_of, state_of
from zhunsheng.web.records.appraisal_notes import CaseNotes, notes_of
from zhunsheng.web.records.appraisal_todo import OVERALL, Term, Todo, term_of, todo_of, url_of
from zhunsheng.web.records.matters.matter import Asking, Matter
from zhunsheng.web.records.models import Appraisal, AppraisalKind, AppraisalNote, ProcessStep
from zhunsheng.web.records.scope import scoped

_RESULTS = ("final", "supported", "rejected")
"""The states that come with the result for which the whole of a case is due."""
_OFFICES = (
    Office.THIRD_PARTY, Office.PERFORMANCE, Office.DEPARTMENT, Office.BUREAU_SECTION, Office.BUDGET, Office.CLERK, Office.HEAD, Office.SECTION,
)  # fmt: skip


def matters(asking: Asking) -> Iterator[Matter]:
    """The cases in which somebody owes something: two queries."""
    if not asking.whole and not set(_OFFICES) & set(asking.user.offices):
        return
    cases = _cases(asking)
    notes = notes_of(cases) if cases else {}
    for case in cases:
        one = notes[case.pk]
        if asking.whole:
            yield from _whole(asking, one)
            continue
        todo = todo_of(asking.user, one)
        if todo is not None:
            yield _matter(asking, one, todo)


def _cases(asking: Asking) -> Sequence[Appraisal]:
    """Open cases that the person sees; of their own those that their offices hold or to which they are invited."""
    user = asking.user
    rows = Appraisal.objects.filter(target__archived=False)
    if asking.with_done:
        reached = ProcessStep.objects.filter(
            target=OuterRef("target"), process=OuterRef("process"), reached__in=_RESULTS
        )
        reached = reached.filter(number__gt=OuterRef("steps_before")).order_by("number")
        rows = rows.annotate(finished=Subquery(reached.values("at")[:1]))
    else:
        rows = rows.filter(is_open=True)
    invited = Q(Exists(AppraisalNote.objects.filter(appraisal=OuterRef("pk"), what="member", key=str(user.pk))))
    if user.role == Role.THIRD_PARTY and not user.is_superuser:
        rows = rows.filter(invited)
    else:
        rows = rows if asking.whole else rows.filter(invited | _held_by(set(user.offices)))
        rows = scoped(rows, user, unit="target__unit")
        if not user.sees_drafts:
            rows = rows.exclude(state__in=[processes()[name].start.name for name in AppraisalKind.values])
        elif not looks_inside(user):
            start = processes()[AppraisalKind.EVALUATION].start.name
            rows = rows.exclude(process=AppraisalKind.EVALUATION, state=start)
    if asking.year is not None:
        rows = rows.filter(target__year=asking.year)
    if asking.path:
        rows = rows.filter(target__unit__path__startswith=asking.path)
    rows = rows.select_related("target__unit", "opened_by").defer("target__draft", "target__search")
    found = list(rows.order_by("entered_at", "pk")[: asking.most + 1])
    asking.is_cut |= len(found) > asking.most
    return found[: asking.most]


def _held_by(offices: set[Office]) -> Q:
    """The cases in states whose next act may fall to one of some offices: a client may be the bureau or a department."""
    found, clients = Q(pk__in=()), {Office.PERFORMANCE, Office.DEPARTMENT}
    for name in AppraisalKind.values:
        for state in processes()[name].states:
            owing = clients if state.holder is Office.PERFORMANCE or state.name == "objection" else set()
            owing = owing | ({Office.CLERK, Office.HEAD} if state.holder is Office.CLERK else {state.holder})
            if owing & offices:
                found |= Q(process=name, state=state.name)
    return found


def _matter(asking: Asking, notes: CaseNotes, todo: Todo) -> Matter:
    term = term_of(notes, asking.calendars.of(notes.case.target.unit.path))
    return _said(asking, notes, term, todo.label, f"{url_of(notes.case)}{todo.page}")


def _whole(asking: Asking, notes: CaseNotes) -> Iterator[Matter]:
    """As those see it who look at everything: what is next there, and the result where it is there."""
    case, calendar = notes.case, asking.calendars.of(notes.case.target.unit.path)
    if case.is_open:
        onward = [act for act in process_of(case).acts_from(case.state) if act.course is Course.ONWARD]
        label = (
            "打分" if case.state in ("fieldwork", "assessing") else onward[0].label if onward else state_of(case).label
        )
        yield _said(asking, notes, term_of(notes, calendar), label, url_of(case))
    finished = getattr(case, "finished", None)
    if finished is not None:
        name = OVERALL[AppraisalKind(case.process)]
        due = calendar.due(name, case.target.year)
        term = Term(due.day, name, due.is_checked) if due else Term(None, name)
        on = timezone.localtime(finished).date()
        yield replace(_said(asking, notes, term, "得出结果", url_of(case)), is_done=True, done_on=on)


def _said(asking: Asking, notes: CaseNotes, term: Term, label: str, page: str) -> Matter:
    case, target = notes.case, notes.case.target
    kind = case.get_process_display()
    since = f"{case.entered_at:%Y%m%d%H%M%S}"
    return Matter(
        f"{case.process}:{case.pk}:{case.state}:{since}:{label}"[:90], term.deadline, label, target.name or "未命名项目",
        f"{kind}，{state_of(case).label}；{target.unit.name} {target.year}年", target.unit.code, target.unit.name, target.year,
        state_of(case).label, holder_words(case), page, asking.today, term.day, term.is_checked,
        is_back=case.state in ("supplementing", "adjusting"),
    )  # fmt: skip
