"""The calendar of a region: looking, setting deadlines and days off."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from zhunsheng.law.deadlines import DaysAfter, deadlines
from zhunsheng.web.records.cell_text import one_line
from zhunsheng.web.records.current_day import current_day
from zhunsheng.web.records.models import Unit
from zhunsheng.web.records.operations import set_calendar as acts
from zhunsheng.web.records.operations.outcome import Invalid, NotDone
from zhunsheng.web.records.queries.calendar import calendar_page, regions_of
from zhunsheng.web.records.queries.listing import whole_number

YEARS = (-1, 0, 1)


@require_http_methods(["GET", "HEAD", "POST"])
def calendar(request: HttpRequest) -> HttpResponse:
    """A year's deadlines and days off; POST sets one (``what`` names the deadline, or ``days``)."""
    asked = request.POST if request.method == "POST" else request.GET
    region, year = asked_region(request, asked.get("region")), _year(asked.get("year"))
    status, typed = 200, {}
    if request.method == "POST":
        try:
            _set(request, region, year)
        except NotDone as refusal:
            messages.error(request, str(refusal))
            status, typed = 400, request.POST
        else:
            messages.success(request, "年历已改，到期日和提醒都按新的算。")
            query = urlencode({"region": region.code if region else "all", "year": year})
            return redirect(f"/calendar/?{query}")
    context = {
        "page": calendar_page(request.user, region, year), "may": acts.may_set(request.user, region), "typed": typed,
        "years": range(current_day().year - 2, current_day().year + 3), "offsets": ((-1, "上年"), (0, "当年"), (1, "次年")),
        "failed": one_line(typed.get("what"), 40),
    }  # fmt: skip
    return render(request, "desk/system/calendar.html", context, status=status)


def _set(request: HttpRequest, region: Unit | None, year: int) -> None:
    data = request.POST
    what, note = one_line(data.get("what"), 40), one_line(data.get("note"), 400)
    if what == "days":
        acts.set_days(request.user, region, year, data.get("holidays", "")[:2000], data.get("worked", "")[:2000], note)
        return
    scope = None if data.get("every") == "on" else year
    how = data.get("how")
    if how == "usual":
        acts.unset_deadline(request.user, region, what, scope, note)
    elif how in ("own", "none"):
        rule = _rule(what, data) if how == "own" else None
        acts.set_deadline(request.user, region, what, scope, rule, note)
    else:
        raise Invalid("还没有选怎么定，没有改动。请选一项。")


def _rule(what: str, data: Mapping[str, str]) -> dict[str, Any]:
    """The rule that the form writes: of the sort that the deadline has."""
    known = deadlines().get(what)
    usual = known.on(None).rule if known else None
    if isinstance(usual, DaysAfter):
        days = one_line(data.get("days"), 4)
        if not days.isdecimal():
            raise Invalid("还没有写几天，没有改动。请填写天数。")
        return {"after": usual.event, "days": int(days), "working": data.get("working") == "on"}
    month, day, offset = (one_line(data.get(name), 3) for name in ("month", "day", "offset"))
    if not (month.isdecimal() and day.isdecimal()) or offset not in map(str, YEARS):
        raise Invalid("还没有写几月几日，没有改动。请填写月和日。")
    return {"month": int(month), "day": int(day), "year": int(offset)}


def asked_region(request: HttpRequest, text: str | None) -> Unit | None:
    """The region that an address names, ``None`` for the whole installation; at first the person's own."""
    code = one_line(text, 20)
    offered = regions_of(request.user)
    if code == "all":
        return None
    if code:
        found = next((unit for unit in offered if unit.code == code), None)
        if found is None:
            raise Http404
        return found
    return offered[0] if offered and request.user.unit is not None else None


def _year(text: str | None) -> int:
    year = whole_number(text, 2100)
    return year if year and year >= 1990 else current_day().year
