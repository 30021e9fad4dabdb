"""The list for the budget office, the rule table it rests on, and a project over the years."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from zhunsheng.model.result_use import AdviceAction, Trigger
from zhunsheng.scoring.rules import GRADES
from zhunsheng.usecases.advice_file import advice_workbook
from zhunsheng.web.desk.export.files import file_answer
from zhunsheng.web.desk.result_pages import said_in, take_result, typed_again
from zhunsheng.web.desk.year_pages import target_of
from zhunsheng.web.records.current_day import current_day
from zhunsheng.web.records.models import Target, Unit
from zhunsheng.web.records.operations.log_export import log_export
from zhunsheng.web.records.operations.note_result import may_say
from zhunsheng.web.records.operations.rectify import may_open
from zhunsheng.web.records.queries.rectifications import item_list
from zhunsheng.web.records.queries.results import (
    PAGE,
    SORTS,
    advice_board,
    all_lights,
    last_lights,
    lights_in_words,
    list_refusal,
    name_of,
    project_history,
    rule_table,
    usual_year,
)
from zhunsheng.web.records.result_sorts import SOURCES
from zhunsheng.web.records.scope import scoped, units


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """The list for the budget office of a year."""
    query = request.GET
    found = advice_board(
        request.user, year=year_in(query.get("year")), unit=query.get("unit", "").replace("\0", "")[:20],
        sort=query.get("sort", ""), page=number_in(query.get("page")) or 1,
    )  # fmt: skip
    context = {
        "board": found, "page": found, "tab": "list", "sorts": SORTS.items(),
        "query": urlencode({"year": found.year or "", "unit": found.unit, "sort": found.sort}),
    }  # fmt: skip
    return render(request, "desk/results/board.html", context)


@require_safe
def lights(request: HttpRequest) -> HttpResponse:
    """The lights of one page of the list, or with ``?project=`` all of one project's year: put into the page after it stands."""
    query, project = request.GET, number_in(request.GET.get("project"))
    if project is not None:
        target = target_of(request, project)
        return render(request, "desk/results/_lights.html", {"target": target, "all": all_lights([target])[target]})
    ids = [
        int(one)
        for one in query.get("ids", "").split(",")[:PAGE]
        if one.isascii() and one.isdecimal() and len(one) < 15
    ]
    rows = scoped(Target.objects.filter(pk__in=ids, archived=False).select_related("unit"), request.user)
    years = sorted({row.year for row in rows})
    found = last_lights([row for row in rows if row.year == years[-1]]) if years else {}
    return render(request, "desk/results/_lights.html", {"found": found.items()})


@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """The whole list as a workbook."""
    query = request.GET
    found = advice_board(
        request.user, year=year_in(query.get("year")), unit=query.get("unit", "").replace("\0", "")[:20],
        sort=query.get("sort", ""), whole=True,
    )  # fmt: skip
    if found.refusal:
        raise PermissionDenied(found.refusal)
    if found.year is None:
        messages.error(request, "还没有项目，没有导出。")
        return redirect("results")
    targets = [line.target for line in found.lines]
    unit = units(request.user).filter(code=found.unit).first() if found.unit else None
    about = unit.name if isinstance(unit, Unit) else ""
    title = f"{about}{found.year}年结果应用挂钩清单"
    log_export(
        request.user, "xlsx", targets, unit if isinstance(unit, Unit) else None, found.year, what="结果应用挂钩清单"
    )
    data = advice_workbook(
        found.found, found.rules, codes={name_of(target): target.code for target in targets}, lights=lights_in_words(targets), title=title,
    )  # fmt: skip
    return file_answer(data, title, "xlsx")


@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """The rule table of a year with its history."""
    year = year_in(request.GET.get("year")) or usual_year(request.user) or current_day().year
    context = {
        "table": rule_table(request.user, year), "year": year, "triggers": tuple(Trigger), "actions": tuple(AdviceAction),
        "grades": GRADES, "typed": typed_again(request, f"rules{year}"), "tab": "rules", "refusal": list_refusal(request.user),
    }  # fmt: skip
    return render(request, "desk/results/rules.html", context)


@require_POST
def save_rule(request: HttpRequest) -> HttpResponse:
    """Add, change or withdraw a rule of a year."""
    year = year_in(request.POST.get("year"))
    if year is None:
        messages.error(request, "年度应是四位数，没有保存。")
        return redirect("results-rules")
    return take_result(request, None, said_in(request, year), f"/results/rules/?year={year}", f"rules{year}")


@require_safe
def project(request: HttpRequest, pk: int) -> HttpResponse:
    """A project over the years, what is advised for it, its problems."""
    target = target_of(request, pk)
    found = project_history(request.user, target)
    context = {
        "target": target, "found": found, "items": item_list(request.user, {}, target),
        "can_open": may_open(request.user, target) and not target.archived, "grades": GRADES, "sources": SOURCES,
        "may": {what: may_say(target, request.user, what) for what in ("graded", "request", "exempt", "mark")},
        "typed": typed_again(request, f"target{target.pk}"), "this": next(one for one in found.years if one.target.pk == target.pk),
        "list_refusal": list_refusal(request.user),
    }  # fmt: skip
    return render(request, "desk/results/project.html", context)


@require_POST
def note(request: HttpRequest, pk: int) -> HttpResponse:
    """Set down something of a project: an evaluation's grade, what is asked for, an exemption, what was late."""
    target = target_of(request, pk)
    return take_result(request, target, said_in(request), f"/results/projects/{pk}/#notes", f"target{target.pk}")


def year_in(text: str | None) -> int | None:
    """A year of an address."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) == 4 else None


def number_in(text: str | None) -> int | None:
    """A small whole number of an address."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 7 else None
