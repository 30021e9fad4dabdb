"""How self-evaluations are scored: looking, trying on examples, setting, going back."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from zhunsheng.web.desk.system.calendar import asked_region
from zhunsheng.web.records.calendar_changes import changes
from zhunsheng.web.records.cell_text import one_line
from zhunsheng.web.records.current_day import current_day
from zhunsheng.web.records.models import Unit
from zhunsheng.web.records.operations.outcome import Forbidden, NotDone
from zhunsheng.web.records.operations.set_calendar import may_set
from zhunsheng.web.records.operations.set_scoring import set_scoring, unset_scoring, value_of
from zhunsheng.web.records.queries.calendar import regions_of
from zhunsheng.web.records.queries.listing import whole_number
from zhunsheng.web.records.queries.scoring_page import scoring_page
from zhunsheng.web.records.scoring_settings import NUMBERS, SWITCHES


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    """The switches and numbers of a budget year in a region; POST tries them on examples, or sets them."""
    data = request.POST if request.method == "POST" else request.GET
    asked = whole_number(data.get("year"), 2100)
    year = asked if asked and asked >= 1990 else current_day().year
    region, status, value, typed = asked_region(request, data.get("region")), 200, None, None
    if request.method == "POST":
        typed = data.dict()
        try:
            if "try" in data:
                value = value_of(_on(request), _numbers(request))
            else:
                _set(request, region, year)
                messages.success(request, "已定下，没有确认的自评都按新的算。")
                return redirect(
                    f"/scores/settings/?{urlencode({'region': region.code if region else 'all', 'year': year})}"
                )
        except NotDone as refusal:
            messages.error(request, str(refusal))
            status = 403 if isinstance(refusal, Forbidden) else 400
    context = {
        "page": scoring_page(year, region, changes(), typed, value), "may": may_set(request.user, region), "regions": regions_of(request.user),
        "years": range(current_day().year - 2, current_day().year + 3), "typed": typed, "tried": value is not None,
    }  # fmt: skip
    return render(request, "desk/scores/settings.html", context, status=status)


def _on(request: HttpRequest) -> list[str]:
    return [name for name in SWITCHES if request.POST.get(name) == "on"]


def _numbers(request: HttpRequest) -> dict[str, str]:
    return {name: request.POST.get(name, "")[:40] for name in NUMBERS}


def _set(request: HttpRequest, region: Unit | None, year: int) -> None:
    note = one_line(request.POST.get("note"), 400)
    scope = None if request.POST.get("every") == "on" else year
    if "usual" in request.POST:
        unset_scoring(request.user, region, scope, note)
    else:
        set_scoring(request.user, region, scope, _on(request), _numbers(request), note)
