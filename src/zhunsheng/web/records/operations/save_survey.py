"""Write a survey down, publish it, end it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from zhunsheng.ledger.survey_definition import read_survey, write_survey
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records import audit
from zhunsheng.web.records.canonical import digest
from zhunsheng.web.records.current_day import current_day
from zhunsheng.web.records.models import Survey, SurveyAccess, Target, Unit
from zhunsheng.web.records.operations.outcome import Forbidden, Invalid
from zhunsheng.web.records.scope import sees
from zhunsheng.web.records.survey_codes import MOST


@dataclass(frozen=True, slots=True)
class SurveyPlan:
    """How a survey is held: who may answer, from when to when, how many codes or sheets are given out, for which project."""

    access: str = SurveyAccess.DEVICE
    opens: date | None = None
    closes: date | None = None
    issued: int | None = None
    project: Target | None = None


class Wrong(Invalid):
    """A definition that cannot be kept; ``errors`` has a sentence for each field."""

    def __init__(self, errors: Mapping[str, str]):
        super().__init__(f"有{len(errors)}处要改，还没有保存。")
        self.errors = dict(errors)


def save_survey(by: User, unit: Unit, definition: object, plan: SurveyPlan, *, old: Survey | None = None) -> Survey:
    """Write a new survey, or a draft anew. Raises :class:`Wrong`, ``Invalid`` or ``Forbidden``."""
    _may(by, unit)
    found = read_survey(definition)
    errors = dict(found.errors) | _plan_errors(plan)
    survey = found.survey
    if survey is not None:
        same = Survey.objects.filter(unit=unit, title=survey.title).exclude(pk=old.pk if old else None)
        if same.exists():
            errors["title"] = f"本单位已有一份“{survey.title}”。答卷按名称归集，请换一个名称，例如加上年度。"
    if errors or survey is None:
        raise Wrong(errors)
    with transaction.atomic():
        audit.hold()
        row = Survey.objects.select_for_update(of=("self",)).get(pk=old.pk) if old else None
        if row is not None and row.published_at is not None:
            raise Invalid("问卷已经发布，题目不能再改，没有保存。可以结束它，再照它新建一份。")
        row = row or Survey(slug=secrets.token_urlsafe(12), unit=unit, by=by, made_at=timezone.now())
        row.title, row.definition, row.access = survey.title, write_survey(survey), plan.access
        row.opens, row.closes, row.issued, row.project = plan.opens, plan.closes, plan.issued, plan.project
        row.save()
        _log("save_survey", by, row)
    return row


def publish_survey(by: User, survey: Survey) -> None:
    """Let answers in from the day it opens. Raises ``Invalid`` or ``Forbidden``."""
    _may(by, survey.unit)
    with transaction.atomic():
        audit.hold()
        row = Survey.objects.select_for_update(of=("self",)).get(pk=survey.pk)
        if row.published_at is not None:
            raise Invalid("这份问卷已经发布了。")
        if row.closes is not None and row.closes < current_day():
            raise Invalid(f"截止日期{row.closes}已经过了，没有发布。请先改截止日期。")
        if row.access == SurveyAccess.CODE and not row.issued:
            raise Invalid("凭码答的问卷要先写明发多少个码，没有发布。")
        row.published_at = timezone.now()
        row.save(update_fields=("published_at",))
        _log("publish_survey", by, row)


def end_survey(by: User, survey: Survey) -> None:
    """Take no more answers. Raises ``Invalid`` or ``Forbidden``."""
    _may(by, survey.unit)
    with transaction.atomic():
        audit.hold()
        row = Survey.objects.select_for_update(of=("self",)).get(pk=survey.pk)
        if row.published_at is None or row.ended_at is not None:
            raise Invalid("这份问卷没有在收答卷，不用结束。")
        row.ended_at = timezone.now()
        row.save(update_fields=("ended_at",))
        _log("end_survey", by, row)


def extend_survey(by: User, survey: Survey, closes: date | None, issued: int | None) -> None:
    """Close a published survey on another day, or give out more codes or sheets. Raises ``Invalid`` or ``Forbidden``."""
    _may(by, survey.unit)
    errors = _plan_errors(SurveyPlan(survey.access, survey.opens, closes, issued))
    if errors:
        raise Invalid("".join(errors.values()))
    with transaction.atomic():
        audit.hold()
        row = Survey.objects.select_for_update(of=("self",)).get(pk=survey.pk)
        if row.ended_at is not None:
            raise Invalid("这份问卷已经结束，没有改动。")
        if row.access == SurveyAccess.CODE and (issued or 0) < (row.issued or 0):
            raise Invalid(f"已经发出{row.issued}个码，不能改少，没有改动。")
        row.closes, row.issued = closes, issued
        row.save(update_fields=("closes", "issued"))
        _log("save_survey", by, row)


def written(row: Survey) -> dict[str, Any]:
    """What the audit trail's digest of a survey covers."""
    days = [day.isoformat() if day else None for day in (row.opens, row.closes)]
    return {
        "unit": row.unit_id, "title": row.title, "definition": row.definition, "access": str(row.access), "days": days,
        "issued": row.issued, "project": row.project_id,
    }  # fmt: skip


def _log(act: str, by: User, row: Survey) -> None:
    detail = {"title": row.title, "written": {f"survey:{row.pk}": digest(written(row))}}
    audit.log(act, by, timezone.now(), f"survey:{row.pk}", detail)


def _may(by: User, unit: Unit) -> None:
    if not sees(by, unit):
        raise Forbidden("这个单位不在您能看到的单位里，没有保存。")
    if not by.may_survey:
        raise Forbidden(f"{by.bounds}，没有保存。如需建问卷，请联系本单位管理员。")


def _plan_errors(plan: SurveyPlan) -> dict[str, str]:
    errors = {}
    if plan.access not in SurveyAccess.values:
        errors["access"] = "请选每台设备答一次，或凭答题码答。"
    if plan.opens and plan.closes and plan.opens > plan.closes:
        errors["closes"] = f"截止日期{plan.closes}早于开始日期{plan.opens}。"
    if plan.issued is not None and not 0 < plan.issued <= (MOST if plan.access == SurveyAccess.CODE else 10**6):
        errors["issued"] = f"发出份数应在1到{MOST}之间。"
    return errors
