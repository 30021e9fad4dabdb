"""Surveys at the desk: the list, building one, its page with QR code and results."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from zhunsheng.ledger.survey import FIVE_GRADES, TYPE_WORDS
from zhunsheng.ledger.survey_definition import HIGHEST_SCORE, MOST_QUESTIONS
from zhunsheng.web.desk.answers import Json, answering, body
from zhunsheng.web.desk.entry_json import projects_of
from zhunsheng.web.desk.ledger.finding import writing_unit
from zhunsheng.web.desk.qr import qr_svg
from zhunsheng.web.records.cell_text import plain_json
from zhunsheng.web.records.models import Survey, SurveyAccess, Unit
from zhunsheng.web.records.operations import save_survey as acts
from zhunsheng.web.records.operations.outcome import Invalid, NotDone
from zhunsheng.web.records.queries.entries import day_in
from zhunsheng.web.records.queries.listing import whole_number
from zhunsheng.web.records.queries.phone import unit_projects
from zhunsheng.web.records.queries.surveys import find_survey, list_surveys, survey_page
from zhunsheng.web.records.scope import units

FRESH: Json = {
    "title": "", "intro": "", "group": "", "sample": None, "population": None, "least_rate": None,
    "questions": [
        {"title": "总体评价", "type": "satisfaction", "choices": list(FIVE_GRADES), "required": True},
        {"title": "您的意见或建议", "type": "text", "required": False},
    ],
}  # fmt: skip
"""What a new survey starts with."""


@require_safe
def surveys(request: HttpRequest) -> HttpResponse:
    """All surveys that the person sees."""
    return render(
        request, "desk/survey/list.html", {"surveys": list_surveys(request.user), "can_edit": request.user.may_survey}
    )


@require_safe
def build(request: HttpRequest) -> HttpResponse:
    """A new survey, from nothing or after an older one."""
    unit = writing_unit(request, request.user.may_survey)
    model = find_survey(request.user, whole_number(request.GET.get("from"), 10**9) or 0)
    definition = dict(model.definition) | {"title": ""} if model else FRESH
    plan = {
        "access": model.access if model else SurveyAccess.DEVICE.value,
        "project": None,
        "opens": "",
        "closes": "",
        "issued": None,
    }
    return _builder(request, unit, definition, plan, None)


@require_safe
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """A draft."""
    row = _find(request, pk)
    if not request.user.may_survey:
        raise PermissionDenied(f"{request.user.bounds}，不能改问卷。")
    if row.published_at is not None:
        return redirect("survey", pk=pk)
    plan = {
        "access": row.access, "project": row.project_id, "opens": _day(row.opens), "closes": _day(row.closes), "issued": row.issued,
    }  # fmt: skip
    return _builder(request, row.unit, row.definition, plan, row)


@require_POST
@answering
def save(request: HttpRequest) -> HttpResponse:
    """Keep a new survey or a draft; what is wrong is answered field by field."""
    sent = body(request)
    old = _find(request, sent["id"]) if isinstance(sent.get("id"), int) else None
    unit = old.unit if old else writing_unit(request, request.user.may_survey)
    plan = sent.get("plan") if isinstance(sent.get("plan"), dict) else {}
    try:
        row = acts.save_survey(request.user, unit, plain_json(sent.get("survey")), _plan(unit, plan), old=old)
    except acts.Wrong as refusal:
        return JsonResponse({"message": str(refusal), "errors": refusal.errors}, status=422)
    return JsonResponse({"id": row.pk, "url": f"/surveys/{row.pk}/"})


@require_safe
def survey(request: HttpRequest, pk: int) -> HttpResponse:
    """A survey: how people get at it, what they said."""
    row = _find(request, pk)
    address = request.build_absolute_uri(f"/s/{row.slug}/")
    page = survey_page(row)
    context = {
        "page": page, "survey": page.view, "address": address, "can_edit": request.user.may_survey,
        "qr": qr_svg(address) if row.published_at else "", "codes": row.access == SurveyAccess.CODE,
        "type_words": TYPE_WORDS,
    }  # fmt: skip
    return render(request, "desk/survey/survey.html", context)


@require_POST
def act(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    """Publish it, end it, or close it on another day."""
    row = _find(request, pk)
    try:
        if what == "publish":
            acts.publish_survey(request.user, row)
            messages.success(request, "已发布。把链接或二维码发给要答的人。")
        elif what == "end":
            acts.end_survey(request.user, row)
            messages.success(request, "已结束，不再收答卷。")
        elif what == "extend":
            acts.extend_survey(
                request.user, row, day_in(request.POST.get("closes")), whole_number(request.POST.get("issued"), 10**8)
            )
            messages.success(request, "已改。")
        else:
            raise Http404
    except NotDone as refusal:
        messages.error(request, str(refusal))
    return redirect("survey", pk=pk)


def _builder(request: HttpRequest, unit: Unit, definition: Json, plan: Json, row: Survey | None) -> HttpResponse:
    setup = {
        "id": row.pk if row else None, "unit": unit.code, "survey": definition, "plan": plan, "grades": list(FIVE_GRADES),
        "types": [{"name": name.value, "label": label} for name, label in TYPE_WORDS.items()], "most": MOST_QUESTIONS,
        "highest": HIGHEST_SCORE,
        "projects": [{"id": pk, "name": name or code, "year": year} for pk, name, code, year in unit_projects(unit)],
    }  # fmt: skip
    context = {"setup": setup, "unit": unit, "survey": row, "units": units(request.user).order_by("code")[:500]}
    return render(request, "desk/survey/build.html", context)


def _find(request: HttpRequest, pk: int) -> Survey:
    row = find_survey(request.user, pk)
    if row is None:
        raise Http404
    return row


def _plan(unit: Unit, sent: dict[str, Any]) -> acts.SurveyPlan:
    issued = sent.get("issued")
    if issued is not None and (not isinstance(issued, int) or isinstance(issued, bool)):
        raise acts.Wrong({"issued": "发出份数请填整数。"})
    days = {}
    for name, called in (("opens", "开始日期"), ("closes", "截止日期")):
        text = sent.get(name) or ""
        days[name] = day_in(text if isinstance(text, str) else "x")
        if text and days[name] is None:
            raise acts.Wrong({name: f"{called}请写成2020-12-31这样。"})
    chosen = sent.get("project")
    if chosen is not None and (not isinstance(chosen, int) or isinstance(chosen, bool)):
        raise Invalid("所选的项目不对，没有保存。请另选项目。")
    project = projects_of(unit, [chosen])[chosen] if chosen else None
    access = sent.get("access")
    return acts.SurveyPlan(access if isinstance(access, str) else "", days["opens"], days["closes"], issued, project)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
