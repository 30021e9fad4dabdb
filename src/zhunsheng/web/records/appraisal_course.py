"""Where a case stands, who sees it, who may do what there today, and what the guards look at."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from zhunsheng.law.deadlines import Due, YearCalendar
from zhunsheng.lifecycle.due import Owed, UnderWay, owed
from zhunsheng.lifecycle.facts import Facts
from zhunsheng.lifecycle.materials import missing_materials
from zhunsheng.lifecycle.permissions import Permission, Thing, may
from zhunsheng.lifecycle.process import Process, Refusal, State
from zhunsheng.lifecycle.registry import processes
from zhunsheng.model.people import Person, Posting
from zhunsheng.model.role import Role as Office
from zhunsheng.scoring.evaluation_scheme import RESULTS
from zhunsheng.web.accounts.models import Role, User
from zhunsheng.web.records.appraisal_notes import CaseNotes
from zhunsheng.web.records.appraisal_sorts import SORTS, Part, Sort
from zhunsheng.web.records.calendars import calendars
from zhunsheng.web.records.course import was_approved
from zhunsheng.web.records.current_day import current_day
from zhunsheng.web.records.models import Appraisal, AppraisalKind, AppraisalNote, ProcessStep, Target, Unit
from zhunsheng.web.records.scope import scoped, sees

CLOSED = {
    AppraisalKind.EVALUATION: ("draft", "objection", "answering", "final", "feedback", "reply", "applied"),
    AppraisalKind.EX_ANTE: ("concluding", "adjusting", "supported", "rejected"),
}
"""The states in which scoring is over: only then does anybody see what others gave."""
TOLD = {
    AppraisalKind.EVALUATION: ("objection", "answering", "final", "feedback", "reply", "applied"),
    AppraisalKind.EX_ANTE: ("adjusting", "supported", "rejected"),
}
"""The states in which the evaluated unit sees the result."""
_INSIDE = (Office.DEPARTMENT, Office.PERFORMANCE, Office.BUREAU_SECTION, Office.BUDGET, Office.OVERSIGHT, Office.ADMIN)
_CHUNK = 500


def process_of(case: Appraisal) -> Process:
    """The process that a case goes through."""
    return processes()[case.process]


def state_of(case: Appraisal) -> State:
    """The state that a case is in."""
    return process_of(case).state(case.state)


def steps_of(case: Appraisal) -> tuple[ProcessStep, ...]:
    """Every step of a case, oldest first: those of the project in this process, from its own first to the next case's."""
    rows = ProcessStep.objects.filter(target_id=case.target_id, process=case.process, number__gt=case.steps_before)
    later = Appraisal.objects.filter(target_id=case.target_id, process=case.process, pk__gt=case.pk).order_by("pk")
    rows = rows.annotate(end=Subquery(later.values("steps_before")[:1]))
    rows = rows.filter(Q(end__isnull=True) | Q(number__lte=F("end")))
    return tuple(rows.select_related("by").order_by("number"))


def seen_cases(user: User, process: str) -> QuerySet[Appraisal]:
    """The cases that a person sees: a third party those it is invited to; the unit not before it is told of them;
    who looks on not while they are being planned."""
    rows = Appraisal.objects.filter(process=process).select_related("target__unit__parent", "opened_by__unit")
    start = processes()[process].start.name
    if user.role == Role.THIRD_PARTY and not user.is_superuser:
        return rows.annotate(gone=Subquery(_invitation(user).values("withdrawn")[:1])).filter(gone=False)
    rows = scoped(rows, user, unit="target__unit")
    private = process == AppraisalKind.EVALUATION and not looks_inside(user)
    return rows.exclude(state=start) if private or not user.sees_drafts else rows


def seen_case(user: User, process: str, pk: int) -> Appraisal | None:
    """The case of this number, if the person sees it."""
    return seen_cases(user, process).filter(pk=pk).first() if 0 < pk < 2**63 else None


def looks_inside(user: User) -> bool:
    """True for those who see how an evaluation is done, not only what comes out of it."""
    return user.is_superuser or any(office in _INSIDE for office in user.offices)


def sees_marks(user: User, notes: CaseNotes) -> bool:
    """Whether a person sees what every expert gave: insiders and the team, once scoring is over."""
    near = looks_inside(user) or user.pk in notes.members
    return near and notes.case.state in CLOSED[AppraisalKind(notes.case.process)]


def sees_result(user: User, notes: CaseNotes) -> bool:
    """Whether a person sees what the marks came to."""
    return sees_marks(user, notes) or notes.case.state in TOLD[AppraisalKind(notes.case.process)]


def person_in(user: User, notes: CaseNotes | None) -> Person:
    """A user as the permissions know people; a third party is commissioned with what it leads."""
    path = user.unit.path if user.unit and user.role != Role.THIRD_PARTY else "/"
    leads = notes is not None and user.pk in notes.leads
    charges = (str(notes.case.pk),) if notes is not None and leads else ()
    return Person(
        str(user.pk), str(user),
        tuple(Posting(office, path, charges=charges if office is Office.THIRD_PARTY else ()) for office in user.offices),
    )  # fmt: skip


def holders(case: Appraisal) -> tuple[Office, ...]:
    """Who owes the next act: the table's holder; of a client, the one that opened the case; of a unit, both its people."""
    holder = state_of(case).holder
    if holder is Office.PERFORMANCE and case.process == AppraisalKind.EVALUATION:
        return (Office(case.opened_as),)
    return (Office.CLERK, Office.HEAD) if holder is Office.CLERK else (holder,)


def holder_words(case: Appraisal) -> str:
    """What those who owe the next act are called."""
    holder = holders(case)[0]
    return "评价组" if holder is Office.THIRD_PARTY else "项目单位" if holder is Office.CLERK else holder.label


def thing_of(case: Appraisal) -> Thing:
    """A case as the permissions know things."""
    return Thing(case.target.unit.path, str(case.pk), case.process, case.state)


def allowed(user: User, act: str, notes: CaseNotes) -> Permission | Refusal:
    """Whether a user may do an act of the process to a case today, by role and reach."""
    return may(person_in(user, notes), f"{notes.case.process}.{act}", thing_of(notes.case), current_day())


def may_open(user: User, process: str, unit: Unit) -> bool:
    """Whether a person may open a case about a project of the unit: the client an evaluation, the unit an assessment."""
    start = processes()[process].start.name
    thing = Thing(unit.path, "", process, start)
    act = "commission" if process == AppraisalKind.EVALUATION else "edit"
    return sees(user, unit) and isinstance(
        may(person_in(user, None), f"{process}.{act}", thing, current_day()), Permission
    )


def assessing_refusal(target: Target) -> str:
    """Why a project is not assessed beforehand: its table was approved already, or an assessment supports it; else ``""``."""
    if was_approved(target.state):
        return "这个项目的目标表已经批复，不能再做事前绩效评估，没有办理。"
    if Appraisal.objects.filter(target=target, process=AppraisalKind.EX_ANTE, state="supported").exists():
        return "这个项目的事前绩效评估已经“予以支持”，不用再评，没有办理。"
    return ""


def hindrance(user: User, sort: Sort, notes: CaseNotes, whose: str = "") -> str:
    """Why a person may not say this in the case as it stands; ``""`` when they may."""
    case, here = notes.case, state_of(notes.case)
    if case.state not in sort.states.get(case.process, ()):
        return f"{process_of(case).thing}现在是“{here.label}”，不能改{sort.words}。"
    if sort.part is Part.SELF:
        return _not_self(user, sort, notes, whose)
    if sort.part is Part.UNIT:
        return _not_unit(user, sort, notes)
    if sort.part is Part.CLIENT:
        return "" if _is_client(user, notes) else f"{sort.words}由组织评价的一方办理，您的角色不能改。"
    if _is_client(user, notes) or (user.pk in notes.leads and notes.independent(user.pk)):
        return ""
    return f"{sort.words}由主评人或组织评价的一方填写，您的角色不能改。"


def may_say(user: User, what: str, notes: CaseNotes, whose: str = "") -> bool:
    """Whether a form of this sort is open for a person."""
    return not hindrance(user, SORTS[what], notes, whose)


def objecting_ends(notes: CaseNotes) -> date | None:
    """The last day for the unit's objections: as the letter says, else by the calendar; ``None`` outside that state."""
    if notes.case.state != "objection":
        return None
    if notes.until is not None:
        return notes.until
    found = due_of(notes)
    return found.day if found else None


def due_of(notes: CaseNotes, calendar: YearCalendar | None = None) -> Due | None:
    """When the next act is due by the calendar."""
    found = owed_in(notes, calendar)
    return found.due if found else None


def owed_in(notes: CaseNotes, calendar: YearCalendar | None = None) -> Owed | None:
    """The next act and its deadline by the calendar of the unit's region; ``calendar`` is that, where there are many to ask."""
    case = notes.case
    calendar = calendar or calendars().of(case.target.unit.path)
    entered = timezone.localtime(case.entered_at).date()
    return owed(UnderWay(thing_of(case), str(case), case.target.year, entered), calendar)


def facts_of(notes: CaseNotes, opinion: str = "", who: str = "") -> Facts:
    """Everything the guards may ask of a case."""
    case, scheme = notes.case, notes.scheme
    declared = [notes.independent(pk) for pk in notes.members]
    papers = notes.of("paper")
    lacking = (
        {line.key for line in notes.materials if not line.is_in} if case.process == AppraisalKind.EX_ANTE else set()
    )
    dimensions = {item.level1 for item in scheme.items if lacking & set(item.materials)}
    answered = case.state in ("answering", "final", "feedback", "reply", "applied")
    results = sum((points for level, points in scheme.levels.items() if level.startswith(RESULTS)), Decimal(0))
    return Facts(
        who=who, what=f"“{case.target.name or '未命名项目'}”{process_of(case).thing}", opinion=opinion,
        has_department=case.target.unit.parent_id is not None,
        independent=False if False in declared else None if None in declared or not declared else True,
        weights=scheme.total, results_weight=results, experts=len(notes.members),
        sheets_missing=sum(notes.handed_in(pk) is None for pk in notes.members),
        unlinked=sum(not notes.evidence(item.key) for item in scheme.items) if papers else None,
        objections_open=sum(notes.one("answer", row.key) is None for row in notes.of("objection")) if answered else None,
        missing=missing_materials(notes.materials) if notes.of("material") else None,
        undecidable=len(dimensions) if case.process == AppraisalKind.EX_ANTE else None,
        measures_open=notes.measures_open,
    )  # fmt: skip


def appraisal_faults() -> Iterator[str]:
    """Cases whose state is not where their steps lead, and steps that do not follow each other or the table."""
    reached: dict[tuple[int, str], tuple[int, str]] = {}
    rows = ProcessStep.objects.filter(process__in=AppraisalKind.values, target__isnull=False).order_by(
        "target", "number"
    )
    cases: dict[tuple[int, str], list[Appraisal]] = {}
    for case in Appraisal.objects.order_by("pk").iterator(chunk_size=_CHUNK):
        cases.setdefault((case.target_id, case.process), []).append(case)
    starts = {(name, case.steps_before): case for name, mine in cases.items() for case in mine}
    acts = {
        (name, row.source, row.name): row.target for name in AppraisalKind.values for row in processes()[name].acts
    }  # fmt: skip
    for step in rows.iterator(chunk_size=_CHUNK):
        name = (step.target_id, step.process)
        number, state = reached.get(name, (0, ""))
        before = processes()[step.process].start.name if (name, number) in starts else state
        if (
            step.number != number + 1
            or step.source != before
            or acts.get((step.process, step.source, step.act)) != step.reached
        ):
            yield f"项目表{step.target_id}号{processes()[step.process].thing}的第{step.number}步流转接不上：前面的记录被删改过，或不是按流程办的。"
        reached[name] = (step.number, step.reached)
    for name, mine in cases.items():
        last, state = reached.get(name, (0, ""))
        now = state if last > mine[-1].steps_before else processes()[name[1]].start.name
        if mine[-1].state != now:
            yield f"项目表{name[0]}号{processes()[name[1]].thing}的状态与流转记录不符：状态被改动过。"


def _invitation(user: User) -> QuerySet[AppraisalNote]:
    """What was said last of somebody's taking part in a case."""
    return AppraisalNote.objects.filter(appraisal=OuterRef("pk"), what="member", key=str(user.pk)).order_by("-pk")


def _is_client(user: User, notes: CaseNotes) -> bool:
    """True for whoever organises it: by the table, the roles that may send the case back or end it."""
    clients = (Office.PERFORMANCE, Office.DEPARTMENT)
    if notes.case.process == AppraisalKind.EX_ANTE:
        clients = (*clients, Office.BUREAU_SECTION)
    return any(office in clients for office in user.offices) and sees(user, notes.case.target.unit)


def _not_self(user: User, sort: Sort, notes: CaseNotes, whose: str) -> str:
    if user.pk not in notes.members or whose.partition(":")[0] != str(user.pk):
        return f"{sort.words}由评价组成员本人填写，您不能填。"
    if sort.words != "打分" and whose != str(user.pk):
        return f"{sort.words}的对象不对，请刷新页面后再试。"
    if sort.words == "回避声明":
        return ""
    if not notes.independent(user.pk):
        return "还没有声明回避情况，或有利害关系，不能打分。请先声明。"
    if sort.words == "打分" and notes.handed_in(user.pk):
        return "评分表已经交了，不能再改。要改请先撤回评分表。"
    return ""


def _not_unit(user: User, sort: Sort, notes: CaseNotes) -> str:
    offices = (
        (Office.CLERK, Office.HEAD)
        if notes.case.process == AppraisalKind.EVALUATION
        else (Office.CLERK, Office.HEAD, Office.SECTION)
    )
    if user.unit_id != notes.case.target.unit_id or not any(office in offices for office in user.offices):
        return f"{sort.words}由被评价单位填写，您的角色不能填。"
    until = objecting_ends(notes)
    if until is not None and current_day() > until:
        return f"反馈期限{until}已过，不能再提。请与组织评价的一方联系延长期限。"
    return ""
