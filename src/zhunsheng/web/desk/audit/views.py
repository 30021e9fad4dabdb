"""The audit trail, newest first."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zhunsheng.web.records.queries.audit_trail import may_see
from zhunsheng.web.records.queries.audit_trail import trail as found_trail


@require_safe
def trail(request: HttpRequest) -> HttpResponse:
    """All entries that the person may see, or those about one thing (``?object=target:12``)."""
    name = request.GET.get("object", "").replace("\0", "")[:60]
    if name and not may_see(request.user, name):
        raise Http404
    page = request.GET.get("page", "1")
    found = found_trail(
        request.user, object_name=name, act=request.GET.get("act", "")[:40],
        page=int(page) if page.isascii() and page.isdecimal() and len(page) < 7 else 1,
    )  # fmt: skip
    return render(request, "desk/audit/trail.html", {"trail": found})
