"""The workbench."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from zhunsheng.web.accounts.models import Role
from zhunsheng.web.desk.overview.pictures import entries_by_month, glance_picture
from zhunsheng.web.records.current_day import current_day
from zhunsheng.web.records.queries.duties import SHOWN
from zhunsheng.web.records.queries.ledgers import entries_of_months
from zhunsheng.web.records.queries.workbench import workbench_of
from zhunsheng.web.records.reviewing import freshen


@require_safe
def workbench(request: HttpRequest) -> HttpResponse:
    """What the person owes, what turned red and why, one picture, what happened, and what their units have."""
    if request.user.role == Role.THIRD_PARTY and not request.user.is_superuser:
        return redirect("/evaluations/")  # a third party sees what it was invited to, and that is all there
    freshen(request.user)
    bench, today = workbench_of(request.user), current_day()
    context: dict[str, object] = {"bench": bench, "today": today, "limit": SHOWN}
    if bench.glance is not None and bench.glance.totals.projects:
        heading, picture = glance_picture(bench.glance, today)
        context |= {"heading": heading, "picture": picture}
    if bench.glance is not None and bench.glance.looks_at == "entries":
        context |= {"heading": "各月记了多少台账", "picture": entries_by_month(entries_of_months(request.user, today))}
    return render(request, "desk/workbench/workbench.html", context)
