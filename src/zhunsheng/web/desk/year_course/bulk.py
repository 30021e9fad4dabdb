"""One act on many monitorings or self-evaluations: what waits for the reader, a page that asks once, what became of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from zhunsheng.lifecycle.guards import findings_bound, opinion_given
from zhunsheng.lifecycle.process import Act
from zhunsheng.lifecycle.registry import processes
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records.cell_text import one_line
from zhunsheng.web.records.models import Target, YearCourse
from zhunsheng.web.records.operations.outcome import NotDone
from zhunsheng.web.records.operations.take_year_step import YearSaid, points_of, take_year_step
from zhunsheng.web.records.queries.year_course import badge_of, bulk_acts, place_key, worklist
from zhunsheng.web.records.scope import scoped
from zhunsheng.web.records.year_course import MONITORING, Place, look, no_course, state_at

MAX_CHOSEN = 200
"""The most that one request moves."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """One of those chosen, as the page that asks shows it."""

    place: Place
    label: str
    badge: str
    can: bool


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one."""

    place: Place
    label: str
    done: bool
    sentence: str


@require_http_methods(["GET", "HEAD", "POST"])
def many(request: HttpRequest, process: str) -> HttpResponse:
    """What waits for the reader; POST asks what an act on the chosen needs, and with ``sure`` does it on each by itself."""
    context: dict[str, object] = {
        "process": processes()[process], "home": "/monitoring/" if process == MONITORING else "/scores/",
        "action": f"/{'monitoring' if process == MONITORING else 'scores'}/course/",
    }  # fmt: skip
    if request.method != "POST":
        return _list(request, process, context)
    keys = [one for one in dict.fromkeys(request.POST.getlist("id")) if _is_key(one)]
    places, courses = _places(request.user, process, keys[:MAX_CHOSEN])
    name = one_line(request.POST.get("act"), 30)
    label = dict(bulk_acts(request.user, process)).get(name)
    if not places or label is None:
        why = "还没有选中项目" if label is not None else "您的角色没有这个动作" if name else "还没有选要办的动作"
        return _list(request, process, {**context, "refused": f"{why}，没有办理。请先勾选项目，再选动作。"}, status=400)
    rows = [row for row in processes()[process].acts if row.name == name]
    context |= {"name": name, "label": label, "asks": _asks(rows), "binds": _binds(rows)}
    if request.POST.get("sure") != "1":
        begins = {row.source for row in rows}
        chosen = [_chosen(place, courses.get(place.key), begins) for place in places]
        able = sum(one.can for one in chosen)
        shown = {"rows": chosen, "able": able, "unable": len(chosen) - able, "left_out": max(0, len(keys) - MAX_CHOSEN)}
        return render(request, "desk/year_course/bulk.html", {**context, **shown, "most": MAX_CHOSEN})
    said = YearSaid(request.POST.get("opinion", ""))
    results = [_done(place, courses.get(place.key), request.user, name, said, _binds(rows)) for place in places]
    done = sum(result.done for result in results)
    shown = {"results": results, "done": done, "not_done": len(results) - done}
    return render(request, "desk/year_course/bulk_done.html", {**context, **shown})


def _list(request: HttpRequest, process: str, context: dict[str, object], status: int = 200) -> HttpResponse:
    rows = [(place_key(one), one) for one in worklist(request.user, process)]
    acts = bulk_acts(request.user, process)
    return render(request, "desk/year_course/list.html", {**context, "rows": rows, "acts": acts}, status=status)


def _is_key(text: str) -> bool:
    pk, _, month = text.partition("-")
    return all(part.isascii() and part.isdecimal() for part in (pk, month)) and len(pk) < 15 and int(month[:3]) <= 12


def _places(user: User, process: str, keys: Sequence[str]) -> tuple[list[Place], dict[str, YearCourse]]:
    """The places of some keys that the person sees, in the order of units and tables, and where they stand. Two queries."""
    wanted = [(int(pk), int(month)) for pk, _, month in (key.partition("-") for key in keys)]
    wanted = [(pk, month) for pk, month in wanted if (month > 0) == (process == MONITORING)]
    seen = scoped(Target.objects.filter(pk__in={pk for pk, _ in wanted}, archived=False), user)
    targets = {one.pk: one for one in seen.select_related("unit")}
    order = {
        pk: at
        for at, pk in enumerate(
            sorted(targets, key=lambda pk: (targets[pk].unit.code, targets[pk].year, targets[pk].position))
        )
    }
    places = [Place(targets[pk], process, month) for pk, month in wanted if pk in targets]
    rows = YearCourse.objects.filter(target__in=list(targets), process=process)
    courses = {f"{row.target_id}-{row.month}": row for row in rows}
    return sorted(places, key=lambda place: (order[place.target.pk], place.month)), courses


def _asks(rows: Sequence[Act]) -> bool:
    return any({opinion_given, findings_bound} & set(row.guards) for row in rows)


def _binds(rows: Sequence[Act]) -> bool:
    return any(findings_bound in row.guards for row in rows)


def _chosen(place: Place, course: YearCourse | None, begins: set[str]) -> Chosen:
    here = state_at(place, course)
    return Chosen(place, here.label, badge_of(here), here.name in begins and not no_course(place))


def _done(place: Place, course: YearCourse | None, user: User, name: str, said: YearSaid, binds: bool) -> Result:
    """One of them: a return is bound to everything that is asked of it and to what is behind, and to the opinion itself."""
    before = state_at(place, course)
    if binds:
        names = tuple(point.name for point in points_of(look(place)))
        said = YearSaid(said.opinion, names, own="" if names else said.opinion)
    try:
        step = take_year_step(place, user, name, said, state=before.name)
    except NotDone as refusal:
        return Result(place, before.label, False, str(refusal))
    return Result(place, processes()[place.process].state(step.reached).label, True, step.sentence)
