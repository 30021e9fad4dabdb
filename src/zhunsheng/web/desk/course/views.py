"""The course of one project: its steps and diagram, and the page of each act."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from zhunsheng.law.review_form import GRADES, next_steps
from zhunsheng.lifecycle.diagram import diagram
from zhunsheng.model.project import Project
from zhunsheng.web.desk.answers import refused
from zhunsheng.web.desk.projects.acts import find
from zhunsheng.web.middleware import wants_json
from zhunsheng.web.records import queries
from zhunsheng.web.records.cell_text import one_line
from zhunsheng.web.records.changes import noun_of
from zhunsheng.web.records.copied import looks_open
from zhunsheng.web.records.course import SUBMITS, the_process
from zhunsheng.web.records.course_facts import Said
from zhunsheng.web.records.models import Target
from zhunsheng.web.records.operations.outcome import NotDone
from zhunsheng.web.records.operations.take_step import take_step
from zhunsheng.web.records.queries.course import course_of
from zhunsheng.web.records.queries.review_forms import project_form
from zhunsheng.web.records.reviewing import review_target
from zhunsheng.web.records.scope import hidden_in

MAX_BOUND = 2000
LEAVES = {
    "优": "可以“通过”", "良": "可以“代改”：与单位商定，在表上改，逐格留痕，单位同意后再“通过”", "中": "不能通过，只能“退回”，逐条绑定意见",
    "差": "不能通过也不能退回了事，由绩效股“不予安排”",
}  # fmt: skip
"""What a reviewer can do with each grade here (财预〔2015〕88号第二十五条)."""


@require_safe
def course(request: HttpRequest, pk: int) -> HttpResponse:
    """The steps so far and the diagram; with ``?act=`` what an act asks for."""
    return _page(request, find(request, pk), one_line(request.GET.get("act"), 30))


@require_POST
def step(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a step. What was written is not lost when it is refused: the page comes back with it."""
    target, data = find(request, pk), request.POST
    name = one_line(data.get("act"), 30)
    revision = data.get("revision", "")
    seen = int(revision) if revision.isascii() and revision.isdecimal() and len(revision) < 10 else None
    try:
        done = take_step(
            target, request.user, name, said_in(data), state=one_line(data.get("state"), 40) or None, revision=seen
        )
    except NotDone as refusal:
        if wants_json(request):
            return refused(refusal)
        messages.error(request, str(refusal))
        return _page(request, find(request, pk), name, data, status=409)
    if wants_json(request):
        return JsonResponse({"message": done.sentence, "state": done.reached})
    messages.success(request, done.sentence)
    return redirect(f"/projects/{target.pk}/")


def said_in(data: QueryDict) -> Said:
    """What a person said on the page of an act."""
    bound = tuple(name[:40] for name in data.getlist("bound")[:MAX_BOUND])
    reasons = {name: data.get(f"reason-{name}", "") for name in bound}
    new = {"yes": True, "no": False}.get(data.get("is_new", ""))
    return Said(data.get("opinion", ""), one_line(data.get("grade"), 4), bound, reasons, data.get("own", ""), new)


def grades() -> list[tuple[str, str]]:
    """Each grade with what follows from it, and which buttons that leaves."""
    return [(grade, f"{next_steps().get(grade, '')}。{LEAVES[grade]}") for grade in GRADES]


def _page(
    request: HttpRequest, target: Target, name: str, data: QueryDict | None = None, status: int = 200
) -> HttpResponse:
    reviewed = review_target(target, hidden=hidden_in(request.user, target.unit, target.year))
    found = course_of(request.user, target, reviewed)
    offer = found.offer(name) if name else None
    if data is not None and "opinion" not in data:
        data = None  # a plain button was pressed, and what it lacks is asked for now
    form = project_form(target, reviewed=reviewed) if offer and offer.needs_grade and not offer.hindrance else None
    said = said_in(data) if data is not None else Said(grade=found.grade or (form.grade if form else ""))
    here = "" if target.archived else target.state
    points = [{"point": point, "chosen": _is_chosen(point.name, data, offer), "reason": said.reasons.get(point.name, point.explained)}
              for point in found.points]  # fmt: skip
    context = {
        "target": queries.target_view(target), "course": found, "offer": offer, "said": said, "points": points,
        "form": form, "grades": grades(), "revision": target.revision, "wide": diagram(the_process(), 960, here) if not offer else None,
        "narrow": diagram(the_process(), 330, here) if not offer else None,
        "cautions": _cautions(target, name) if offer and name in SUBMITS else (),
    }  # fmt: skip
    return render(request, "desk/course/act.html" if offer else "desk/course/course.html", context, status=status)


def _cautions(target: Target, name: str) -> list[str]:
    """What the unit should know before it hands the table in; nothing of it stands in the way."""
    told = []
    noun = noun_of(target.draft)
    looks = looks_open(target, noun) if isinstance(noun, Project) else ()
    if looks:
        told.append(f"照上年抄来的还有{len(looks)}处没有看过（年份、日期、金额），在表上标着。")
    back = target.processsteps.filter(process="target", act__startswith="return").order_by("-number")
    if name == "resubmit" and back.values_list("revision", flat=True).first() == target.revision:
        told.append("退回以后这张表一个字也没有改。")
    return told


def _is_chosen(name: str, data: QueryDict | None, offer: object) -> bool:
    """A box is ticked as the person left it; at first those that the unit has to explain."""
    if data is not None:
        return name in data.getlist("bound")
    return bool(getattr(offer, "explains", False))
