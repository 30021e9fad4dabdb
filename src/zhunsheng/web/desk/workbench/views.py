"""The workbench."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from zhunsheng.web.accounts.models import Role
from zhunsheng.web.records.queries.workbench import workbench_of
from zhunsheng.web.records.reviewing import freshen


@require_safe
def workbench(request: HttpRequest) -> HttpResponse:
    """What the person's units have, what is wrong in it, and where they stopped."""
    if request.user.role == Role.THIRD_PARTY and not request.user.is_superuser:
        return redirect("/evaluations/")  # a third party sees what it was invited to, and that is all there
    freshen(request.user)
    return render(request, "desk/workbench/workbench.html", {"bench": workbench_of(request.user)})
