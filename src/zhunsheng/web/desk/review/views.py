"""The reviewer's queue, one round over a document, and the acts in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST, require_safe

from zhunsheng.web.desk.answers import refused
from zhunsheng.web.middleware import wants_json
from zhunsheng.web.records.cell_text import one_line
from zhunsheng.web.records.course import the_process
from zhunsheng.web.records.current_day import current_day
from zhunsheng.web.records.decided import WHERE
from zhunsheng.web.records.models import DecisionKind, Plan, Target, Unit
from zhunsheng.web.records.operations.close_round import close_round
from zhunsheng.web.records.operations.decide_findings import Wanted, decide_findings
from zhunsheng.web.records.operations.outcome import NotDone
from zhunsheng.web.records.queries.review_queue import STATES, TARGET_STATES, QueueFilters, next_document, review_queue
from zhunsheng.web.records.queries.review_round import RoundPage, closed_round, round_page
from zhunsheng.web.records.reviewing import freshen, recount, take_up
from zhunsheng.web.records.round_way import round_way
from zhunsheng.web.records.scope import hidden_in, scoped

SEEN = "queue"
"""Where a session remembers the queue's filters: the way back and the next document keep to them."""
MAX_PLACES = 2000
"""The most places that one decision may be about."""


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Documents or projects, those that need a human first."""
    freshen(request.user)
    take_up(request.user)
    found = review_queue(request.user, QueueFilters.of(request.GET))
    if request.session.get(SEEN, "") != found.filters.query:
        request.session[SEEN] = found.filters.query
    states = [(name, label) for name, (label, _) in STATES.items() if not found.filters.by or name in TARGET_STATES]
    context = {"queue": found, "filters": found.filters, "states": states, "start": the_process().start.name}
    return render(request, "desk/review/queue.html", context)


@require_safe
def round_in_progress(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """The round in progress, or with ``?round=`` a closed one."""
    unit = find_unit(request, code, year)
    if request.GET.get("round"):
        return _closed(request, unit, year)
    if Plan.objects.filter(unit=unit, year=year, stale=True).exists():
        recount(unit, year)  # a list leaves years of very many projects to this page
    page = round_page(unit, year, _only(request.GET), hidden_in(request.user, unit, year))
    context = {**_context(request, unit, year, page), "this_year_end": date(current_day().year, 12, 31)}
    return render(request, "desk/review/round.html", context)


@require_POST
def decide(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """Keep a decision on the chosen places; a script gets the item as it looks now."""
    unit = find_unit(request, code, year)
    data = request.POST
    wanted = Wanted(one_line(data.get("kind"), 10), one_line(data.get("reason"), 400), _day(data.get("until")))
    places = _undecided(unit, year, _only(data)) if data.get("all") else _places(data.getlist("place"))
    try:
        count = decide_findings(
            unit, year, request.user, places, wanted, client_id=one_line(data.get("client_id"), 64) or None
        )
    except NotDone as refusal:
        return _refused(request, refusal, code, year)
    recount(unit, year)
    label = DecisionKind(wanted.kind).label
    words = f"已{label}{count}处。"
    if not wants_json(request):
        messages.success(request, words)
        only = _only(data)
        query = "" if only is None else f"?project={only}"
        return redirect(f"/review/{unit.code}/{year}/{query}#{one_line(data.get('item'), 60)}")
    page = round_page(unit, year, _only(data))
    context = _context(request, unit, year, page)
    item = next((cause for cause in page.causes if cause.id == data.get("item")), None)
    answer = {
        "message": words, "item": item and render_to_string("desk/review/_cause.html", {**context, "cause": item}, request),
        "progress": render_to_string("desk/review/_progress.html", context, request), "sentence": page.sentence,
    }  # fmt: skip
    return JsonResponse(answer)


@require_POST
def close(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """Close the round: freeze it with a sentence for the unit, and say what that means for its tables."""
    unit = find_unit(request, code, year)
    number = request.POST.get("round", "")
    try:
        number = int(number) if number.isascii() and number.isdecimal() and len(number) < 7 else 0
        row = close_round(unit, year, request.user, number, request.POST.get("summary", ""))
    except NotDone as refusal:
        return _refused(request, refusal, code, year)
    recount(unit, year)
    messages.success(request, round_way(unit, year).done(row.number, unit.name))
    return redirect(f"/review/{unit.code}/{year}/?round={row.number}")


def _closed(request: HttpRequest, unit: Unit, year: int) -> HttpResponse:
    number = request.GET["round"]
    found = (
        closed_round(unit, year, int(number), hidden_in(request.user, unit, year))
        if number.isascii() and number.isdecimal() and len(number) < 7
        else None
    )
    if found is None:
        raise Http404
    context = {
        "unit": unit,
        "year": year,
        "round": found,
        "queue": _seen(request),
        "next": next_document(request.user, unit.code, year, _seen(request)),
    }
    return render(request, "desk/review/closed.html", context)


def _context(request: HttpRequest, unit: Unit, year: int, page: RoundPage) -> dict[str, object]:
    return {
        "unit": unit, "year": year, "page": page, "progress": page.progress, "can_review": request.user.may_review,
        "queue": _seen(request), "next": next_document(request.user, unit.code, year, _seen(request)), "only": _only(request.GET or request.POST),
        "latest_until": current_day() + timedelta(days=1096), "today": current_day(),
    }  # fmt: skip


def _seen(request: HttpRequest) -> str:
    return str(request.session.get(SEEN, ""))


def _only(data: Mapping[str, str]) -> int | None:
    """The project that the page is narrowed to (0: the department part); ``None`` for all."""
    text = data.get("project") or ""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 15 else None


def _undecided(unit: Unit, year: int, only: int | None) -> set[WHERE]:
    """Every place on the page that has no decision yet."""
    causes = round_page(unit, year, only).causes
    return _places([place.value for cause in causes for place in cause.places if not place.state])


def _refused(request: HttpRequest, refusal: NotDone, code: str, year: int) -> HttpResponse:
    if wants_json(request):
        return refused(refusal)
    messages.error(request, str(refusal))
    return redirect(f"/review/{code}/{year}/")


def find_unit(request: HttpRequest, code: str, year: int) -> Unit:
    """The unit, if the person sees it and it has a document of the year. Raises ``Http404``."""
    rows = scoped(Plan.objects.select_related("unit").defer("draft"), request.user)
    plan = rows.filter(unit__code=code.replace("\0", "")[:20], year=year).first() if year < 10_000 else None
    if plan is None:
        raise Http404
    there = Target.objects.filter(unit=plan.unit, year=year, archived=False)
    if not request.user.sees_drafts and not scoped(there, request.user).exists():
        raise Http404
    return plan.unit


def _places(values: list[str]) -> set[WHERE]:
    """``12:ZSG10-3f…`` → ``(12, "ZSG10-3f…")``; ``0`` is the department part. Anything else is no place."""
    found: set[WHERE] = set()
    for value in values[:MAX_PLACES]:
        target, _, name = value.partition(":")
        if target.isascii() and target.isdecimal() and len(target) < 15:
            found.add((int(target) or None, name[:40]))
    return found


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None
