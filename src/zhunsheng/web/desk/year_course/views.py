"""The course of one monitoring or self-evaluation: its steps and diagram, and the page of each act."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from zhunsheng.lifecycle.diagram import diagram
from zhunsheng.web.desk.answers import refused
from zhunsheng.web.desk.year_pages import target_of
from zhunsheng.web.middleware import wants_json
from zhunsheng.web.records.cell_text import one_line
from zhunsheng.web.records.operations.outcome import NotDone
from zhunsheng.web.records.operations.take_year_step import YearSaid, take_year_step
from zhunsheng.web.records.queries.monitoring import checkpoint_of
from zhunsheng.web.records.queries.year_course import year_course
from zhunsheng.web.records.year_course import MONITORING, Place, process_of

MAX_BOUND = 400


@require_safe
def course(request: HttpRequest, pk: int, process: str) -> HttpResponse:
    """The steps so far and the diagram; with ``?act=`` what an act asks for."""
    place = _place(request, pk, process, request.GET)
    return _page(request, place, one_line(request.GET.get("act"), 30))


@require_POST
def step(request: HttpRequest, pk: int, process: str) -> HttpResponse:
    """Take a step. What was written is not lost when it is refused: the page comes back with it."""
    data = request.POST
    place, name, number = _place(request, pk, process, data), one_line(data.get("act"), 30), data.get("number", "")
    seen = int(number) if number.isascii() and number.isdecimal() and len(number) < 10 else None
    try:
        done = take_year_step(
            place, request.user, name, said_in(data), state=one_line(data.get("state"), 40) or None, number=seen
        )
    except NotDone as refusal:
        if wants_json(request):
            return refused(refusal)
        messages.error(request, str(refusal))
        return _page(request, place, name, data, status=409)
    if wants_json(request):
        return JsonResponse({"message": done.sentence, "state": done.reached})
    messages.success(request, done.sentence)
    return redirect(place.page)


def said_in(data: QueryDict) -> YearSaid:
    """What a person said on the page of an act."""
    bound = tuple(name[:40] for name in data.getlist("bound")[:MAX_BOUND])
    reasons = {name: data.get(f"reason-{name}", "") for name in bound}
    return YearSaid(data.get("opinion", ""), bound, reasons, data.get("own", ""))


def _place(request: HttpRequest, pk: int, process: str, data: QueryDict) -> Place:
    target = target_of(request, pk)
    if process != MONITORING:
        return Place(target, process)
    text = data.get("month", "")
    asked = int(text) if text.isascii() and text.isdecimal() and len(text) < 3 and 1 <= int(text) <= 12 else None
    checkpoint = checkpoint_of(target.year, asked)
    if checkpoint is None:
        raise Http404
    return Place(target, process, checkpoint.month)


def _page(
    request: HttpRequest, place: Place, name: str, data: QueryDict | None = None, status: int = 200
) -> HttpResponse:
    found = year_course(request.user, place)
    offer = found.offer(name) if name and not found.refusal else None
    if data is not None and "opinion" not in data:
        data = None  # a plain button was pressed, and what it lacks is asked for now
    said = said_in(data) if data is not None else YearSaid()
    points = [
        {"point": point, "chosen": point.name in said.bound, "reason": said.reasons.get(point.name, "")}
        for point in found.points
    ]
    wide, narrow = (
        (None, None) if offer else (diagram(process_of(place), width, found.state) for width in (960, 330))
    )  # fmt: skip
    context = {
        "target": place.target, "place": place, "course": found, "offer": offer, "said": said, "points": points, "wide": wide,
        "narrow": narrow,
    }  # fmt: skip
    template = "desk/year_course/act.html" if offer else "desk/year_course/course.html"
    return render(request, template, context, status=status)
