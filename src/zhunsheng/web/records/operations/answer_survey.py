"""Take in an answered sheet: from the public page, where nobody signs in, or typed in from paper."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.db import IntegrityError, transaction

from zhunsheng.ledger import survey as nouns
from zhunsheng.ledger.survey import AnswerProblem, Given, Sheet, answer_records, check_answers
from zhunsheng.ledger.survey_definition import read_survey
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records import audit
from zhunsheng.web.records.current_day import current_day
from zhunsheng.web.records.kinds_in_force import kinds_of
from zhunsheng.web.records.models import EntrySource, Survey, SurveyAccess, SurveyMark
from zhunsheng.web.records.operations.add_entries import NewEntry, add_entries, may_write
from zhunsheng.web.records.operations.outcome import Invalid
from zhunsheng.web.records.survey_codes import number_of

_NUMBER = re.compile(r"^[0-9A-Za-z-]{1,12}$")
WEB = "网"
"""What the numbers of sheets answered on the web begin with; paper sheets have the numbers printed on them."""


class NotAnswered(Invalid):
    """A sheet that cannot be taken as it stands: what is wrong with which question."""

    def __init__(self, problems: Sequence[AnswerProblem]):
        super().__init__(
            "".join(problem.sentence for problem in problems if problem.question is None)
            or "还有题没有答好，没有提交。"
        )
        self.problems = {problem.question: problem.sentence for problem in problems if problem.question is not None}


def survey_of(row: Survey) -> nouns.Survey:
    """The survey as a noun, with the day on which it closes now."""
    found = read_survey(row.definition).survey
    if found is None:
        raise ValueError(f"survey {row.pk} has no readable definition")
    return replace(found, closes_on=row.closes)


def closed_because(row: Survey, today: date) -> str | None:
    """Why a survey takes no answers on this day; ``None`` when it does."""
    if row.published_at is None:
        return "这份问卷还没有发布。"
    if row.ended_at is not None:
        return "这份问卷已经结束，谢谢您。"
    if row.opens is not None and today < row.opens:
        return f"这份问卷{row.opens:%Y-%m-%d}开始，请到时再来。"
    if row.closes is not None and today > row.closes:
        return f"这份问卷{row.closes:%Y-%m-%d}已经截止，谢谢您。"
    return None


def answer(row: Survey, answers: Mapping[str, Given], *, device: str, code: str = "") -> str:
    """Take in one sheet of the public page; its number. ``device`` is the secret that the browser was given.

    Raises :class:`NotAnswered` or ``Invalid``.
    """
    mark = _mark(row, device, code)
    _check(row, answers)
    with transaction.atomic():
        audit.hold()
        fresh = Survey.objects.select_for_update(of=("self",)).select_related("unit", "project").get(pk=row.pk)
        reason = closed_because(fresh, current_day())
        if reason:
            raise Invalid(reason)
        _take_mark(fresh, mark, "这台设备已经答过这份问卷，谢谢您。" if not code else "这个答题码已经用过，谢谢您。")
        fresh.answered += 1
        fresh.save(update_fields=("answered",))
        number = f"{WEB}{fresh.answered:03d}"
        _write(None, fresh, answers, Sheet(number, current_day(), "扫码"), EntrySource.SURVEY)
    return number


def type_in(by: User, row: Survey, answers: Mapping[str, Given], number: str, day: date, channel: str = "纸质") -> str:
    """Take in one paper sheet by the number printed on it. Raises :class:`NotAnswered`, ``Invalid`` or ``Forbidden``."""
    may_write(by, row.unit)
    number = number.strip()
    if not _NUMBER.match(number):
        raise Invalid("请填纸上印的份号，例如007，没有保存。")
    if day > current_day():
        raise Invalid(f"填答日期{day}还没有到，没有保存。")
    if row.published_at is None:
        raise Invalid("这份问卷还没有发布，没有保存。")
    _check(row, answers, day)
    with transaction.atomic():
        audit.hold()
        fresh = Survey.objects.select_for_update(of=("self",)).select_related("unit", "project").get(pk=row.pk)
        _take_mark(fresh, f"paper:{number}", f"{number}号已经录过，没有重复录。请核对份号。")
        _write(by, fresh, answers, Sheet(number, day, channel), EntrySource.PAPER)
    return number


def _mark(row: Survey, device: str, code: str) -> str:
    if row.access == SurveyAccess.CODE:
        number = number_of(row, code)
        if number is None:
            raise Invalid("答题码不对，没有提交。请照纸条上的码再输一次，例如0012-K7MQ2X。")
        return f"code:{number}"
    if not device:
        raise Invalid("浏览器没有保存答题凭据，没有提交。请允许保存Cookie，或换一个浏览器再答。")
    return hashlib.sha256(f"{row.slug}:{device}".encode()).hexdigest()


def _check(row: Survey, answers: Mapping[str, Given], day: date | None = None) -> None:
    problems = check_answers(survey_of(row), answers, day or current_day())
    if problems:
        raise NotAnswered(problems)


def _take_mark(row: Survey, mark: str, sentence: str) -> None:
    if SurveyMark.objects.filter(survey=row, mark=mark).exists():
        raise Invalid(sentence)
    try:
        with transaction.atomic():
            SurveyMark.objects.create(survey=row, mark=mark)
    except IntegrityError as error:
        raise Invalid(sentence) from error


def _write(by: User | None, row: Survey, answers: Mapping[str, Given], sheet: Sheet, source: EntrySource) -> None:
    project = row.project.code if row.project else None
    records = answer_records(survey_of(row), answers, replace(sheet, project=project, unit=row.unit.code))
    kind = kinds_of(row.unit)["survey_answer"]
    entries = [NewEntry(record.id, record.values, row.project) for record in records]
    add_entries(by, row.unit, kind, entries, source, survey=row.pk)
