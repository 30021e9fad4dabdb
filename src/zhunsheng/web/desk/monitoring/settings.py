"""When monitoring looks and by which numbers it lights: looking, setting, going back to the usual."""

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
from zhunsheng.web.records.monitoring_rules import NUMBERS
from zhunsheng.web.records.operations.outcome import Forbidden, NotDone
from zhunsheng.web.records.operations.set_calendar import may_set
from zhunsheng.web.records.operations.set_monitoring import set_monitoring, unset_monitoring
from zhunsheng.web.records.queries.calendar import regions_of
from zhunsheng.web.records.queries.listing import whole_number
from zhunsheng.web.records.queries.monitoring import rules_page


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    """The months and numbers of a budget year in a region; POST sets them."""
    data = request.POST if request.method == "POST" else request.GET
    asked = whole_number(data.get("year"), 2100)
    year = asked if asked and asked >= 1990 else current_day().year
    region, status = asked_region(request, data.get("region")), 200
    if request.method == "POST":
        try:
            _set(request, region, year)
        except NotDone as refusal:
            messages.error(request, str(refusal))
            status = 403 if isinstance(refusal, Forbidden) else 400
        else:
            messages.success(request, "已定下，灯都按新的判。")
            return redirect(
                f"/monitoring/settings/?{urlencode({'region': region.code if region else 'all', 'year': year})}"
            )
    context = {
        "page": rules_page(year, region, data.dict() if status != 200 else None, changes()), "may": may_set(request.user, region),
        "regions": regions_of(request.user), "all_months": range(1, 13),
        "years": range(current_day().year - 2, current_day().year + 3), "typed": data if status != 200 else None,
        "ticked": data.getlist("months") if status != 200 else [],
    }  # fmt: skip
    return render(request, "desk/monitoring/settings.html", context, status=status)


def _set(request: HttpRequest, region: Unit | None, year: int) -> None:
    data = request.POST
    note, scope = one_line(data.get("note"), 400), None if data.get("every") == "on" else year
    if "usual" in data:
        unset_monitoring(request.user, scope, note, region)
        return
    numbers = {name: data.get(name, "")[:40] for name in NUMBERS}
    set_monitoring(request.user, scope, data.getlist("months"), data.get("lines", "")[:20], numbers, note, region)
