"""Surveys on paper: sheets to print, slips with codes, and typing the filled-in sheets in."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from zhunsheng.ledger.survey_paper import paper_form, respondent_numbers, typed_in
from zhunsheng.web.desk.qr import qr_svg
from zhunsheng.web.records.cell_text import one_line, plain
from zhunsheng.web.records.current_day import current_day
from zhunsheng.web.records.models import Survey, SurveyAccess
from zhunsheng.web.records.operations.answer_survey import NotAnswered, survey_of, type_in
from zhunsheng.web.records.operations.outcome import NotDone
from zhunsheng.web.records.queries.entries import day_in
from zhunsheng.web.records.queries.listing import whole_number
from zhunsheng.web.records.queries.surveys import find_survey
from zhunsheng.web.records.survey_codes import code_of

MOST_SHEETS = 200
MOST_SLIPS = 300
CHANNELS = ("纸质", "电话", "当面")


@require_safe
def sheets(request: HttpRequest, pk: int) -> HttpResponse:
    """So many numbered sheets, ready to print."""
    row = _find(request, pk)
    first = whole_number(request.GET.get("first"), 9999) or 1
    count = min(whole_number(request.GET.get("count"), 9999) or 1, MOST_SHEETS)
    survey = survey_of(row)
    forms = [paper_form(survey, number) for number in respondent_numbers(count, first)]
    return render(
        request,
        "desk/survey/paper.html",
        {"row": row, "forms": forms, "first": first, "count": count, "most": MOST_SHEETS},
    )


@require_safe
def codes(request: HttpRequest, pk: int) -> HttpResponse:
    """Slips with the invitation codes, to cut apart."""
    row = _find(request, pk)
    if not request.user.may_survey:
        raise PermissionDenied("答题码只给经办人看。")
    if row.access != SurveyAccess.CODE or not row.issued:
        raise Http404
    first = whole_number(request.GET.get("first"), 9999) or 1
    last = min(row.issued, first + MOST_SLIPS - 1)
    address = request.build_absolute_uri(f"/s/{row.slug}/")
    slips = [
        {"code": code, "qr": qr_svg(f"{address}?c={code}", 3)}
        for code in (code_of(row, number) for number in range(first, last + 1))
    ]
    context = {
        "row": row,
        "slips": slips,
        "first": first,
        "last": last,
        "address": address,
        "next": last + 1 if last < row.issued else 0,
    }
    return render(request, "desk/survey/codes.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, pk: int) -> HttpResponse:
    """Type one sheet in by the numbers of the ticked boxes; then the next."""
    row = _find(request, pk)
    if not request.user.may_survey:
        raise PermissionDenied("您的角色只能查看，不能录入。")
    survey = survey_of(row)
    marks = {number: plain(request.POST.get(f"q{number}", "")) for number in range(1, len(survey.questions) + 1)}
    number, day = one_line(request.POST.get("number"), 12), day_in(request.POST.get("day"))
    channel = one_line(request.POST.get("channel"), 10) or CHANNELS[0]
    problems: dict[str, str] = {}
    message, status = "", 200
    if request.method == "POST":
        try:
            if day is None or channel not in CHANNELS:
                raise NotDone("请填填答日期，例如2020-11-20，没有保存。")
            type_in(request.user, row, typed_in(survey, marks), number, day, channel)
        except NotAnswered as refusal:
            problems, message, status = refusal.problems, str(refusal), 422
        except NotDone as refusal:
            message, status = str(refusal), 400
        else:
            messages.success(request, f"{number}号已录入。")
            following = f"{int(number) + 1:0{len(number)}d}" if number.isdecimal() else ""
            return redirect(f"/surveys/{pk}/enter/?{urlencode({'number': following, 'day': day, 'channel': channel})}")
    elif request.method != "POST":
        number, day = one_line(request.GET.get("number"), 12), day_in(request.GET.get("day"))
        channel = one_line(request.GET.get("channel"), 10) or CHANNELS[0]
    forms = paper_form(survey, number).questions
    questions = [
        {"number": form.number, "form": form, "typed": marks[form.number], "problem": problems.get(question.title, "")}
        for form, question in zip(forms, survey.questions, strict=True)
    ]
    context = {
        "row": row, "questions": questions, "number": number, "day": day or current_day(), "channel": channel,
        "channels": CHANNELS, "message": message,
    }  # fmt: skip
    return render(request, "desk/survey/enter.html", context, status=status)


def _find(request: HttpRequest, pk: int) -> Survey:
    row = find_survey(request.user, pk)
    if row is None:
        raise Http404
    return row
