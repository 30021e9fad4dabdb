"""One act on many projects: a page that asks once, and one with what became of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from zhunsheng.lifecycle.guards import findings_bound
from zhunsheng.lifecycle.process import Act
from zhunsheng.model.role import Role
from zhunsheng.web.accounts.models import User
from zhunsheng.web.desk.course.views import grades, said_in
from zhunsheng.web.records.cell_text import one_line
from zhunsheng.web.records.course import state_of, steps_of, the_process
from zhunsheng.web.records.course_facts import Said, points_of
from zhunsheng.web.records.models import Target
from zhunsheng.web.records.operations.outcome import NotDone
from zhunsheng.web.records.operations.take_step import take_step
from zhunsheng.web.records.reviewing import review_target
from zhunsheng.web.records.scope import scoped

MAX_CHOSEN = 200
"""The most projects that one request moves."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one project."""

    id: int
    name: str
    unit_name: str
    state: str
    done: bool
    sentence: str


def bulk_acts(user: User) -> tuple[tuple[str, str], ...]:
    """The acts that this person's roles do, each once, with its label: what the list offers for chosen projects."""
    held: set[Role] = set(user.offices)
    found: dict[str, str] = {}
    for row in the_process().acts:
        if held & set(row.roles) and row.name not in ("mend", "agree", "adjust"):
            found.setdefault(row.name, row.label)
    return tuple(found.items())


@require_http_methods(["GET", "HEAD", "POST"])
def many(request: HttpRequest) -> HttpResponse:
    """Ask what the act needs, and with ``sure`` do it on each of the chosen projects by itself. Whoever comes by the address alone,
    from the history or after signing in again, has chosen nothing: they are led to the list."""
    if request.method != "POST":
        messages.info(request, "成批办理要先在这里勾选项目，再选动作。")
        return redirect("projects")
    ids = [int(pk) for pk in request.POST.getlist("id") if pk.isascii() and pk.isdecimal() and len(pk) < 15]
    rows = scoped(Target.objects.filter(pk__in=ids[:MAX_CHOSEN], archived=False), request.user)
    targets = list(rows.select_related("unit").order_by("unit__code", "year", "position", "pk"))
    name = one_line(request.POST.get("act"), 30)
    label = dict(bulk_acts(request.user)).get(name)
    if not targets or label is None:
        why = "还没有选中项目" if label is not None else "您的角色没有这个动作" if name else "还没有选要办的动作"
        messages.error(request, f"{why}，没有办理。请先在列表里勾选项目，再选动作。")
        return redirect("projects")
    context = {"name": name, "label": label, "grades": grades(), "asks": _asks(name, targets), "targets": targets}
    left_out = max(0, len(ids) - MAX_CHOSEN)
    if request.POST.get("sure") != "1":
        begins = {row.source for row in _rows(name)}
        chosen = [(target, state_of(target).label, target.state in begins) for target in targets]
        able = sum(can for _, _, can in chosen)
        shown = {"rows": chosen, "able": able, "unable": len(chosen) - able, "left_out": left_out, "most": MAX_CHOSEN}
        return render(request, "desk/course/bulk.html", {**context, **shown})
    said = said_in(request.POST)
    results = [_done(target, request.user, name, said) for target in targets]
    done = sum(result.done for result in results)
    return render(
        request,
        "desk/course/bulk_done.html",
        {**context, "results": results, "done": done, "not_done": len(results) - done},
    )


def _asks(name: str, targets: Sequence[Target] = ()) -> dict[str, bool]:
    """What the page has to ask for: an opinion, a grade, whether the projects are new. An act may ask for an opinion in one
    state and for none in another: of ``targets`` one that needs it is enough."""
    docs = {guard.__name__ for row in _rows(name) for guard in row.guards}
    here = {target.state for target in targets}
    told = {guard.__name__ for row in _rows(name) if row.source in here for guard in row.guards}
    return {
        "grade": bool(docs & {"grade_decided", "grade_permits", "grade_poor", "grade_good"}),
        "opinion": bool(told & {"opinion_given", "something_changed"}), "bound": "findings_bound" in docs, "is_new": "assessed_if_needed" in docs,
        "explain": bool(docs & {"no_open_errors", "warnings_answered"}),
    }  # fmt: skip


def _rows(name: str) -> list[Act]:
    return [row for row in the_process().acts if row.name == name]


def _done(target: Target, user: User, name: str, said: Said) -> Result:
    """One project: a return is bound to its own errors and warnings, a reason given explains them."""
    binds = any(findings_bound in row.guards for row in _rows(name))
    if binds or (said.opinion.strip() and _asks(name)["explain"]):
        reviewed = review_target(target)
        points = points_of(target, reviewed, steps_of(target))
        said = replace(said, bound=tuple(point.name for point in points if binds or not point.explained))
    try:
        step = take_step(target, user, name, said, state=target.state, revision=target.revision)
    except NotDone as refusal:
        return Result(target.pk, target.name, target.unit.name, state_of(target).label, False, str(refusal))
    reached = the_process().state(step.reached).label
    return Result(target.pk, target.name, target.unit.name, reached, True, step.sentence)
