"""What the pages of evaluations and assessments show: the lists, and the frame of one case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.core.paginator import Paginator

from zhunsheng.law.deadlines import YearCalendar, days_left
from zhunsheng.law.evaluation import evaluation_frames, ex_ante_frames
from zhunsheng.lifecycle.guards import opinion_given
from zhunsheng.lifecycle.permissions import Permission
from zhunsheng.lifecycle.process import hindrance_of, offers
from zhunsheng.lifecycle.registry import processes
from zhunsheng.model.evaluation import Conclusion
from zhunsheng.model.project import Project
from zhunsheng.model.role import Role
from zhunsheng.pictures.bars import BarRow, ranking
from zhunsheng.pictures.drawing import BROAD, NARROW, WIDE
from zhunsheng.pictures.picture import Picture
from zhunsheng.scoring.ex_ante import needs_assessment
from zhunsheng.scoring.exact import fixed
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records.amounts import EX_ANTE_MINIMUM, Amount, amount_on
from zhunsheng.web.records.appraisal_course import (
    allowed,
    facts_of,
    holder_words,
    looks_inside,
    may_open,
    may_say,
    objecting_ends,
    process_of,
    seen_cases,
    sees_marks,
    sees_result,
    state_of,
    steps_of,
)
from zhunsheng.web.records.appraisal_notes import CaseNotes, names_of, notes_of
from zhunsheng.web.records.appraisal_result import assessment_of, evaluation_of
from zhunsheng.web.records.appraisal_todo import term_of, todo_of, url_of
from zhunsheng.web.records.calendars import calendars
from zhunsheng.web.records.changes import noun_of
from zhunsheng.web.records.course import was_approved
from zhunsheng.web.records.current_day import current_day
from zhunsheng.web.records.models import Appraisal, AppraisalKind, ProcessStep, Target
from zhunsheng.web.records.queries.unit_years import UnitYear, unit_year
from zhunsheng.web.records.scope import scoped

PER_PAGE = 20
CONCLUSION_BADGES = {
    Conclusion.SUPPORT: "ok", Conclusion.ADJUST: "warning", Conclusion.REJECT: "error", Conclusion.UNDECIDED: "",
}  # fmt: skip
GRADE_BADGES = {"优": "ok", "良": "info", "中": "warning", "差": "error"}
STATE_CONCLUSIONS = {"supported": Conclusion.SUPPORT, "adjusting": Conclusion.ADJUST, "rejected": Conclusion.REJECT}
"""What was concluded, by the state that it led to."""


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case in the list."""

    case: Appraisal
    label: str
    holder: str
    badge: str
    handed_in: int
    experts: int
    verdict: str
    verdict_badge: str
    score: Decimal | None
    due: date | None
    is_late: bool
    todo: str
    todo_page: str
    """The page of the case on which it is done."""

    @property
    def url(self) -> str:
        """The page of the case."""
        return url_of(self.case)


@dataclass(frozen=True, slots=True)
class Needing:
    """A new project that has to be assessed beforehand and is not."""

    target: Target
    why: str
    is_said: bool
    """Somebody said that it is new; else only that there is no table of an earlier year."""
    case: Appraisal | None
    label: str
    may_open: bool


@dataclass(frozen=True, slots=True)
class Board:
    """The list of a process: cases, what needs one and lacks one, what may be opened."""

    process: str
    lines: tuple[CaseLine, ...]
    page: int
    pages: int
    count: int
    counts: Mapping[str, int]
    where: UnitYear
    needing: tuple[Needing, ...]
    openable: tuple[Target, ...]
    frames: tuple[tuple[str, str], ...]
    amount: Amount | None
    picture: tuple[Picture, Picture, Picture] | None


@dataclass(frozen=True, slots=True)
class CaseOffer:
    """A button; ``hindrance`` is what stands in the way and cannot be put right on the act's own page."""

    name: str
    label: str
    course: str
    then: str
    hindrance: str
    needs_opinion: bool


@dataclass(frozen=True, slots=True)
class CaseStep:
    """One step as the history shows it."""

    course: str
    source: str
    reached: str
    role: str
    by: str
    at: datetime
    sentence: str


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case as every one of its pages shows it."""

    case: Appraisal
    notes: CaseNotes
    names: Mapping[int, str]
    label: str
    badge: str
    holder: str
    is_over: bool
    due_words: str
    is_late: bool
    until: date | None
    offers: tuple[CaseOffer, ...]
    steps: tuple[CaseStep, ...]
    tabs: tuple[tuple[str, str], ...]
    inside: bool
    """True for insiders and the team: they see how it is done."""
    marks_shown: bool
    result_shown: bool
    is_member: bool
    can: Mapping[str, bool]

    @property
    def url(self) -> str:
        """The page of the case."""
        return url_of(self.case)

    @property
    def is_evaluation(self) -> bool:
        """True for an evaluation, false for an assessment beforehand."""
        return self.case.process == AppraisalKind.EVALUATION

    def offer(self, name: str) -> CaseOffer | None:
        """The button of this name."""
        return next((offer for offer in self.offers if offer.name == name), None)


def appraisal_board(user: User, process: str, code: str = "", year: int | None = None, page: int = 1) -> Board:
    """The cases of a process that a person sees, those in hand first, and what may be opened in the unit-year chosen."""
    rows = seen_cases(user, process)
    if code:
        rows = rows.filter(target__unit__code=code)
    if year is not None:
        rows = rows.filter(target__year=year)
    found = Paginator(rows.order_by("-is_open", "-entered_at", "-pk"), PER_PAGE)
    shown = found.get_page(page)
    cases = list(shown)
    notes = notes_of(cases)
    names = names_of(list(notes.values()))
    in_force = calendars()
    lines = tuple(_line(user, notes[case.pk], names, in_force.of(case.target.unit.path)) for case in cases)
    where = unit_year(user, code, year)
    open_now = set(
        Appraisal.objects.filter(process=process, is_open=True, target__in=where.targets).values_list(
            "target_id", flat=True
        )
    )
    may = where.unit is not None and may_open(user, process, where.unit)
    openable = tuple(one for one in where.targets if one.pk not in open_now) if may else ()
    if process == AppraisalKind.EX_ANTE:
        openable = tuple(one for one in openable if not was_approved(one.state))
    frames = evaluation_frames() if process == AppraisalKind.EVALUATION else ex_ante_frames()
    amount = amount_on(EX_ANTE_MINIMUM, current_day()) if process == AppraisalKind.EX_ANTE else None
    return Board(
        process, lines, shown.number, found.num_pages, found.count,
        {"open": rows.filter(is_open=True).count(), "todo": sum(bool(line.todo) for line in lines),
         "over": sum(not line.case.is_open for line in lines), "late": sum(line.is_late for line in lines)},
        where, _needing(user, where, amount, may) if amount else (), openable, tuple((one["key"], one["title"]) for one in frames), amount,
        _ranking(lines),
    )  # fmt: skip


def case_view(user: User, case: Appraisal) -> CaseView:
    """A case with its state, buttons, steps and what this person may do and see of it."""
    notes = notes_of([case])[case.pk]
    names = names_of([notes])
    here = state_of(case)
    inside = looks_inside(user) or user.pk in notes.members
    term, today = term_of(notes, calendars().of(case.target.unit.path)), current_day()
    day, doubt = term.day, "" if term.is_checked else "（以当地通知为准）"
    words = f"期限{day}，{days_left(day, today)}{doubt}" if day is not None and not here.ends else ""
    result = sees_result(user, notes)
    return CaseView(
        case, notes, names, here.label, _badge(case), holder_words(case), here.ends, words, bool(day and day < today and not here.ends),
        objecting_ends(notes), tuple(_offers(user, notes)), tuple(map(_step, steps_of(case))), _tabs(user, notes, inside, result), inside,
        sees_marks(user, notes), result, user.pk in notes.members,
        {what: may_say(user, what, notes, str(user.pk)) for what in
         ("member", "declaration", "scheme", "mark", "sheet", "paper", "text", "term", "scoring_term", "objection", "answer", "material", "measure", "mended")},
    )  # fmt: skip


def project_of(target: Target) -> Project:
    """The project of a case as the core knows it."""
    project = noun_of(target.draft)
    assert isinstance(project, Project)
    return project


def invitable(notes: CaseNotes) -> tuple[User, ...]:
    """Whom one may invite: third parties, the performance office, departments above the unit; not the unit's own people."""
    roles = ("third_party", "performance", "department", "reviewer")
    rows = User.objects.filter(role__in=roles, is_active=True).exclude(unit=notes.case.target.unit_id)
    return tuple(
        one for one in rows.select_related("unit").order_by("role", "name", "pk")[:300] if one.pk not in notes.members
    )


def _line(user: User, notes: CaseNotes, names: Mapping[int, str], calendar: YearCalendar) -> CaseLine:
    case = notes.case
    here, todo = state_of(case), None if state_of(case).ends else todo_of(user, notes)
    day = term_of(notes, calendar).day
    score, verdict, badge = None, "", ""
    if sees_result(user, notes) and notes.of("mark"):
        if case.process == AppraisalKind.EVALUATION:
            found = evaluation_of(notes, names)
            score, verdict = found.total, found.grade or ""
            badge = GRADE_BADGES.get(verdict, "")
        else:
            assessed = assessment_of(notes, names)
            concluded = STATE_CONCLUSIONS.get(case.state, assessed.conclusion)
            score, verdict, badge = assessed.evaluation.total, str(concluded), CONCLUSION_BADGES[concluded]
    return CaseLine(
        case, here.label, holder_words(case), _badge(case), sum(notes.handed_in(pk) is not None for pk in notes.members), len(notes.members),
        verdict, badge, score, None if here.ends else day, bool(day and day < current_day() and not here.ends), todo.label if todo else "",
        todo.page if todo else "",
    )  # fmt: skip


def _offers(user: User, notes: CaseNotes) -> list[CaseOffer]:
    case, process, facts = notes.case, process_of(notes.case), facts_of(notes, "…", str(user))
    found = []
    for offer in offers(process, case.state, user.offices, facts):
        if not isinstance(allowed(user, offer.act.name, notes), Permission):
            continue
        row = offer.act
        asks = opinion_given in row.guards or row.name == "ask"
        found.append(
            CaseOffer(
                row.name, row.label, row.course.value, process.state(row.target).label, hindrance_of(row, facts), asks
            )
        )
    return found


def _step(step: ProcessStep) -> CaseStep:
    process = processes()[step.process]
    row = next((one for one in process.acts_from(step.source) if one.name == step.act), None)
    return CaseStep(
        row.course.value if row else "", process.state(step.source).label, process.state(step.reached).label, Role(step.role).label,
        str(step.by), step.at, step.sentence,
    )  # fmt: skip


def _badge(case: Appraisal) -> str:
    here = state_of(case)
    if case.state in ("rejected", "ended", "dropped"):
        return "error" if case.state == "rejected" else ""
    if here.ends:
        return "ok"
    return "warning" if case.state in ("objection", "answering", "supplementing", "adjusting", "feedback") else "info"


def _tabs(user: User, notes: CaseNotes, inside: bool, result: bool) -> tuple[tuple[str, str], ...]:
    """The pages of a case that this person may open: last part of the address, words."""
    is_evaluation = notes.case.process == AppraisalKind.EVALUATION
    rows = [("", "概况")]
    rows += [("scheme/", "指标体系")] if is_evaluation else [("materials/", "材料"), ("scheme/", "评估指标")]
    rows += [("sheet/", "我的评分表")] if user.pk in notes.members else []
    rows += [("papers/", "底稿")] if is_evaluation and inside else []
    rows += [("result/", "汇总得分")] if result else []
    rows += [("objections/", "征求意见")] if is_evaluation and result and notes.case.state != "draft" else []
    rows += [("report/", "报告")] if result else []
    return tuple(rows)


def _needing(user: User, where: UnitYear, amount: Amount, may: bool) -> tuple[Needing, ...]:
    """New projects of the unit-year from the amount on without an assessment that supports them."""
    if where.unit is None or where.year is None:
        return ()
    earlier = set(
        scoped(Target.objects.filter(unit=where.unit, year__lt=where.year, archived=False), user)
        .exclude(code="")
        .values_list("code", flat=True)
    )
    told: dict[int, bool] = {}
    steps = ProcessStep.objects.filter(target__in=where.targets, process="target", is_new__isnull=False).order_by(
        "number"
    )
    for pk, is_new in steps.values_list("target_id", "is_new"):
        told[pk] = bool(is_new)
    latest: dict[int, Appraisal] = {}
    for case in Appraisal.objects.filter(process=AppraisalKind.EX_ANTE, target__in=where.targets).order_by("pk"):
        latest[case.target_id] = case
    found = []
    for target in where.targets:
        case = latest.get(target.pk)
        is_new = told.get(target.pk, target.code not in earlier)
        needed, why = needs_assessment(project_of(target), is_new, minimum_wan=amount.value)
        if needed and not (case is not None and case.state == "supported"):
            label = state_of(case).label if case else ""
            found.append(Needing(target, why, target.pk in told, case, label, may and not (case and case.is_open)))
    return tuple(found)


def _ranking(lines: Sequence[CaseLine]) -> tuple[Picture, Picture, Picture] | None:
    """The scores of those that have one, beside each other."""
    bars = [
        BarRow(
            f"{line.case.target.name or '未命名项目'}", line.score, link=line.url, note=f"{line.verdict}，{line.label}"
        )
        for line in lines
        if line.score is not None
    ]
    if len(bars) < 2:
        return None  # one bar compares nothing: the table says the score
    best = max(bars, key=lambda bar: bar.value or Decimal(0))
    caption = f"{len(bars)}件有了得分，最高的是{best.label}（{fixed(best.value)}分）"
    return tuple(
        ranking(bars, caption=caption, note="满分100分", unit="分", width=width, places=2)
        for width in (WIDE, NARROW, BROAD)
    )  # type: ignore[return-value]
