"""The workbench."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from zhunsheng.web.accounts.models import Role
from zhunsheng.web.desk.overview.pictures import entries_by_month, glance_picture
from zhunsheng.web.records.current_day import current_day
from zhunsheng.web.records.queries.invitations import invitations_of
from zhunsheng.web.records.queries.ledgers import entries_of_months
from zhunsheng.web.records.queries.workbench import recent_of, workbench_of

SHOWN = 12
"""Matters that stand open on the page; the rest unfolds."""


@require_safe
def workbench(request: HttpRequest) -> HttpResponse:
    """What the person owes, what turned red and why, one picture, what happened, and what their units have."""
    if request.user.role == Role.THIRD_PARTY and not request.user.is_superuser:
        return _invited(request)
    bench, today = workbench_of(request.user), current_day()
    context: dict[str, object] = {"bench": bench, "today": today, "limit": SHOWN}
    if bench.glance is not None and bench.glance.totals.projects:
        heading, picture = glance_picture(bench.glance, today, bench.calendar)
        context |= {"heading": heading, "picture": picture}
    if bench.glance is not None and bench.glance.looks_at == "entries":
        context |= {"heading": "各月记了多少台账", "picture": entries_by_month(entries_of_months(request.user, today))}
    return render(request, "desk/workbench/workbench.html", context)


def _invited(request: HttpRequest) -> HttpResponse:
    """A third party sees what it was invited to: the one open case itself, else all of them with what to do and by when."""
    found = invitations_of(request.user)
    going_on = [one for one in found if one.case.is_open]
    if len(going_on) == 1:
        return redirect(going_on[0].url)
    context = {
        "invited": found, "todo": [one for one in found if one.todo], "others": [one for one in found if not one.todo],
        "today": current_day(),
    }  # fmt: skip
    return render(request, "desk/workbench/invitations.html", context)


@require_safe
def recent(request: HttpRequest) -> HttpResponse:
    """What happened lately and where one stopped: put into the first page after it stands."""
    part = "_recent" if "HX-Request" in request.headers else "recent"
    return render(request, f"desk/workbench/{part}.html", {"recent": recent_of(request.user)})
