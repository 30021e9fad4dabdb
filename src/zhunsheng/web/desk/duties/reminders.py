"""The bell: what a person is to be reminded of, how many, and what is overdue in their part of the tree."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zhunsheng.lifecycle.due import DAYS_AHEAD, Occasion
from zhunsheng.web.records.cell_text import one_line
from zhunsheng.web.records.current_day import current_day
from zhunsheng.web.records.queries.listing import whole_number
from zhunsheng.web.records.queries.reminders import notices_of, overdue_in
from zhunsheng.web.records.scope import units


@require_safe
def reminders(request: HttpRequest) -> HttpResponse:
    """Everything that the person has to do, what they are to be reminded of today first and the gravest of it first."""
    found = notices_of(request.user)
    groups = [(why, found.of(why)) for why in Occasion if found.of(why)]
    context = {
        "found": found, "groups": groups, "later": found.of(None), "today": current_day(), "ahead": DAYS_AHEAD,
    }  # fmt: skip
    return render(request, "desk/duties/reminders.html", context)


@require_safe
def count(request: HttpRequest) -> JsonResponse:
    """How many there are, and how many of them are overdue: for the bell."""
    found = notices_of(request.user, freshens=False)
    return JsonResponse({"count": len(found.rows), "late": found.late})


@require_safe
def late(request: HttpRequest) -> HttpResponse:
    """What is overdue in what the person sees, with whose turn it is."""
    unit = one_line(request.GET.get("unit"), 20)
    year = whole_number(request.GET.get("year"), 9999)
    rows, more = overdue_in(request.user, unit, year)
    offered = list(units(request.user).order_by("code").values_list("code", "name")[:500])
    by_holder: dict[str, int] = {}
    for row in rows:
        by_holder[row.holder] = by_holder.get(row.holder, 0) + 1
    context = {
        "rows": rows, "more": more, "year": year, "units": offered, "unit": unit, "by_holder": sorted(by_holder.items(), key=lambda one: -one[1]),
        "today": current_day(),
    }  # fmt: skip
    return render(request, "desk/duties/overdue.html", context)
