"""The page that anybody answers, without signing in and without a name."""

from __future__ import annotations

import secrets
import time

from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from zhunsheng.ledger.survey import Given, QuestionType
from zhunsheng.web.desk.survey.flood import too_many
from zhunsheng.web.records.cell_text import one_line, plain
from zhunsheng.web.records.current_day import current_day
from zhunsheng.web.records.models import Survey, SurveyAccess
from zhunsheng.web.records.operations.answer_survey import NotAnswered, answer, closed_because, survey_of
from zhunsheng.web.records.operations.outcome import NotDone
from zhunsheng.web.records.queries.surveys import open_survey

_SALT = "zhunsheng.survey"
_YEAR = 366 * 24 * 3600
_OPEN_FOR = 7 * 24 * 3600
TRAP = "homepage"
"""A field that no person sees: whoever fills it in is a program."""
QUICKEST = 2
"""Nobody answers in fewer seconds."""


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def answer_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The questions; with POST the answers, then thanks."""
    row = open_survey(slug)
    if row is None:
        raise Http404
    closed = closed_because(row, current_day())
    if closed:
        return _told(request, row, closed, status=200 if request.method != "POST" else 400)
    if request.method != "POST":
        return _with_device(request, row, _page(request, row, {}, {}))
    return _take(request, row)


def _take(request: HttpRequest, row: Survey) -> HttpResponse:
    if too_many(request, row.slug):
        words = "这个网络提交得太快了，没有收下。请过几分钟再提交，答过的都还在。"
        return _page(request, row, _answers(request, row), {}, words, 429)
    if request.POST.get(TRAP) or not _slow_enough(request):
        return _page(request, row, _answers(request, row), {}, "提交得太快，没有收下。请看一遍再提交。", 400)
    answers = _answers(request, row)
    try:
        answer(row, answers, device=_device(request, row), code=one_line(request.POST.get("code"), 20))
    except NotAnswered as refusal:
        return _page(request, row, answers, refusal.problems, str(refusal), 422)
    except NotDone as refusal:
        return _page(request, row, answers, {}, str(refusal), 400)
    return _told(request, row, "已收到，谢谢您。答卷不记姓名。", thanks=True)


def _answers(request: HttpRequest, row: Survey) -> dict[str, Given]:
    found: dict[str, Given] = {}
    for number, question in enumerate(survey_of(row).questions, 1):
        given = [plain(text) for text in request.POST.getlist(f"q{number}") if text.strip()]
        found[question.title] = given if question.type is QuestionType.MULTIPLE else (given[0] if given else "")
    return found


def _page(
    request: HttpRequest, row: Survey, answers: dict[str, Given], problems: dict[str, str], message: str = "", status: int = 200
) -> HttpResponse:  # fmt: skip
    survey = survey_of(row)
    questions = [
        {
            "number": number, "question": question, "type": question.type.value, "given": answers.get(question.title) or "",
            "problem": problems.get(question.title, ""),
            "scores": range(question.most + 1) if question.type is QuestionType.SCORE and question.most <= 10 else (),
        }
        for number, question in enumerate(survey.questions, 1)
    ]  # fmt: skip
    context = {
        "row": row, "survey": survey, "questions": questions, "message": message, "trap": TRAP,
        "started": _started(request), "by_code": row.access == SurveyAccess.CODE,
        "code": one_line(request.POST.get("code") or request.GET.get("c"), 20),
    }  # fmt: skip
    return render(request, "desk/survey/public.html", context, status=status)


def _told(request: HttpRequest, row: Survey, words: str, *, thanks: bool = False, status: int = 200) -> HttpResponse:
    return render(request, "desk/survey/told.html", {"row": row, "words": words, "thanks": thanks}, status=status)


def _cookie(row: Survey) -> str:
    return f"zs_survey_{row.pk}"


def _device(request: HttpRequest, row: Survey) -> str:
    """The secret that this browser was given for this survey; ``""`` when it has none, or a forged one."""
    return str(request.get_signed_cookie(_cookie(row), default="", salt=_SALT) or "")


def _with_device(request: HttpRequest, row: Survey, answer: HttpResponse) -> HttpResponse:
    if not _device(request, row):
        answer.set_signed_cookie(
            _cookie(row), secrets.token_urlsafe(18), salt=_SALT, max_age=_YEAR, httponly=True, samesite="Lax",
            secure=request.is_secure(), path=f"/s/{row.slug}/",
        )  # fmt: skip
    return answer


def _started(request: HttpRequest) -> str:
    """When the page was first opened, sealed; a page shown again keeps its time."""
    given = request.POST.get("started", "")
    try:
        signing.loads(given, salt=_SALT, max_age=_OPEN_FOR)
    except signing.BadSignature:
        return signing.dumps(int(time.time()), salt=_SALT)
    return given


def _slow_enough(request: HttpRequest) -> bool:
    """True unless the page was opened a moment ago, or never."""
    try:
        started = signing.loads(request.POST.get("started", ""), salt=_SALT, max_age=_OPEN_FOR)
    except signing.BadSignature:
        return False
    return isinstance(started, int) and time.time() - started >= QUICKEST
