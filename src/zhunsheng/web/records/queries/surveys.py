"""Surveys as pages show them: where each stands, what its answers came to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Count

from zhunsheng.formula.storage import slots
from zhunsheng.ledger.kinds.survey_answer import KIND
from zhunsheng.ledger.survey import Survey as Noun
from zhunsheng.ledger.survey_result import QuestionResult, SampleCheck, check_sample, sample_needed, survey_results
from zhunsheng.model.record import Record
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records.current_day import current_day
from zhunsheng.web.records.entry_values import from_json
from zhunsheng.web.records.models import Entry, Survey, SurveyAccess
from zhunsheng.web.records.operations.answer_survey import survey_of
from zhunsheng.web.records.scope import scoped

SHOWN = 200
_SURVEY = slots(KIND.record)["survey"]


@dataclass(frozen=True, slots=True)
class SurveyView:
    """A survey and where it stands: ``draft``, ``waiting``, ``open``, ``closed`` or ``ended``."""

    id: int
    slug: str
    title: str
    unit_code: str
    unit_name: str
    project_id: int | None
    project_name: str
    access: str
    access_words: str
    opens: date | None
    closes: date | None
    issued: int | None
    answered: int
    state: str
    words: str
    by: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class SurveyPage:
    """A survey with all its results."""

    view: SurveyView
    survey: Noun
    results: tuple[QuestionResult, ...]
    sheets: int
    sample: SampleCheck
    advised: int | None
    satisfied: Decimal | None
    """The satisfied share of the first question that asks for it, in per cent."""


_WORDS = {"draft": "草稿", "waiting": "还没开始", "open": "正在收答卷", "closed": "已截止", "ended": "已结束"}


def list_surveys(user: User) -> tuple[SurveyView, ...]:
    """The newest surveys of the units that the person sees."""
    rows = scoped(Survey.objects.select_related("unit", "project", "by"), user).annotate(sheets=Count("marks"))
    return tuple(survey_view(row) for row in rows.order_by("-pk")[:SHOWN])


def find_survey(user: User, pk: int) -> Survey | None:
    """The survey of this number, if it is of a unit that the person sees."""
    rows = scoped(Survey.objects.select_related("unit", "project", "by"), user).annotate(sheets=Count("marks"))
    return rows.filter(pk=pk).first()


def open_survey(slug: str) -> Survey | None:
    """The published survey at a public address."""
    rows = Survey.objects.select_related("unit", "project").filter(published_at__isnull=False)
    return rows.filter(slug=slug).first()


def survey_view(row: Survey) -> SurveyView:
    """A survey as pages show it; needs its joins and the count of its marks."""
    state = _state(row, current_day())
    return SurveyView(
        row.pk, row.slug, row.title, row.unit.code, row.unit.name, row.project_id, row.project.name if row.project else "",
        row.access, str(SurveyAccess(row.access).label), row.opens, row.closes, row.issued, row.sheets, state, _WORDS[state],
        str(row.by), row.made_at,
    )  # fmt: skip


def survey_page(row: Survey) -> SurveyPage:
    """What a survey came to so far."""
    survey = survey_of(row)
    entries = Entry.objects.filter(
        kind=KIND.name, unit_id=row.unit_id, superseded_at__isnull=True, withdrawn=False, **{_SURVEY: row.title}
    )
    records = [
        Record(pk, KIND.name, from_json(KIND.record, values))
        for pk, values in entries.values_list("pk", "values").iterator(chunk_size=2000)
    ]
    sheets = len({record.values["respondent"] for record in records})
    results = survey_results(survey, records)
    satisfied = next((result.share for result in results if result.share is not None), None)
    advised = sample_needed(survey.population) if survey.population else None
    return SurveyPage(
        survey_view(row), survey, results, sheets, check_sample(survey, row.issued, sheets, sheets), advised, satisfied
    )


def _state(row: Survey, today: date) -> str:
    if row.published_at is None:
        return "draft"
    if row.ended_at is not None:
        return "ended"
    if row.opens is not None and today < row.opens:
        return "waiting"
    return "closed" if row.closes is not None and today > row.closes else "open"
