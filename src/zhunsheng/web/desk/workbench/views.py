"""The workbench."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zhunsheng.web.records.queries.workbench import workbench_of
from zhunsheng.web.records.reviewing import freshen


@require_safe
def workbench(request: HttpRequest) -> HttpResponse:
    """What the person's units have, what is wrong in it, and where they stopped."""
    freshen(request.user)
    return render(request, "desk/workbench/workbench.html", {"bench": workbench_of(request.user)})
