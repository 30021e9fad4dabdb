"""Rectification items: the list, one item with its steps, and how one is opened."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhunsheng.lifecycle.diagram import diagram
from zhunsheng.web.desk.result_pages import keep_typed, typed_again
from zhunsheng.web.desk.year_pages import target_of
from zhunsheng.web.records import stored_files
from zhunsheng.web.records.evidence_files import as_download
from zhunsheng.web.records.models import ItemSource, Rectification, RectificationStep
from zhunsheng.web.records.operations.outcome import NotDone
from zhunsheng.web.records.operations.rectify import Problem, StepSaid, item_step, may_open, open_item
from zhunsheng.web.records.queries.rectifications import find_item, item_list, item_page, occasions
from zhunsheng.web.records.queries.results import list_refusal
from zhunsheng.web.records.rectifications import course_of, the_process


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """The items that the person sees."""
    found = item_list(request.user, request.GET)
    context = {"found": found, "page": found, "tab": "items", "refusal": list_refusal(request.user)}
    return render(request, "desk/results/items.html", context)


@require_safe
def item(request: HttpRequest, pk: int) -> HttpResponse:
    """One item: what, by whom, until when, every step, and what can be done."""
    row = _found(request, pk)
    course = course_of(row)
    here = course.state.name
    context = {
        "found": item_page(request.user, course), "course": course, "item": row, "typed": typed_again(request, f"item{row.pk}"),
        "wide": diagram(the_process(), 960, here), "narrow": diagram(the_process(), 330, here),
    }  # fmt: skip
    return render(request, "desk/results/item.html", context)


@require_POST
def step(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a step; what was written comes back where it is refused."""
    row, data = _found(request, pk), request.POST
    number, act = data.get("number", ""), data.get("act", "")[:30]
    said = StepSaid(
        data.get("opinion", ""), [(file.name or "", file.read()) for file in request.FILES.getlist("files")], _day(data.get("due")),
        {"yes": True, "no": False}.get(data.get("still_found", "")),
        int(number) if number.isascii() and number.isdecimal() and len(number) < 9 else None,
    )  # fmt: skip
    try:
        done = item_step(row, request.user, act, said)
    except NotDone as refusal:
        messages.error(request, str(refusal))
        keep_typed(request, f"item{row.pk}", act, {"opinion": said.opinion})
    else:
        messages.success(request, done.sentence)
    return redirect("result-item", row.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """What an item can be opened from; with POST, open one: from something found elsewhere, or as it is typed."""
    target, data = target_of(request, pk), request.POST
    if request.method != "POST":
        context = {
            "target": target, "occasions": occasions(request.user, target), "can_open": may_open(request.user, target) and not target.archived,
            "typed": typed_again(request, f"target{target.pk}"),
        }  # fmt: skip
        return render(request, "desk/results/item_new.html", context)
    chosen = next((one for one in occasions(request.user, target) if one.key == data.get("occasion")), None)
    problem = Problem(
        data.get("title", ""), data.get("owner", ""), _day(data.get("due")), data.get("demand", ""),
        chosen.source if chosen else ItemSource.OTHER, dict(chosen.reference) if chosen else {},
    )  # fmt: skip
    try:
        made = open_item(target, request.user, problem)
    except NotDone as refusal:
        messages.error(request, str(refusal))
        keep_typed(request, f"target{target.pk}", "item", {"title": problem.title, "demand": problem.demand, "owner": problem.owner})  # fmt: skip
        return redirect("result-item-new", target.pk)
    messages.success(request, f"已开问题单“{made.title[:40]}”。")
    return redirect("result-item", made.pk)


@require_safe
def paper(request: HttpRequest, pk: int, number: int, place: int) -> HttpResponse:
    """A paper that goes with a step."""
    row = _found(request, pk)
    step_row = RectificationStep.objects.filter(item=row, number=min(number, 2**31 - 1)).first()
    if step_row is None or place >= len(step_row.files):
        raise Http404
    file = step_row.files[place]
    return as_download(stored_files.path_of(file["sha256"]), file["name"])


def _found(request: HttpRequest, pk: int) -> Rectification:
    row = find_item(request.user, pk)
    if row is None:
        raise Http404
    return row


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None
