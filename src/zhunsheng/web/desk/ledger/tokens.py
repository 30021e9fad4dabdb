"""The tokens of a unit, for other programs."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from zhunsheng.web.desk.ledger.finding import writing_unit
from zhunsheng.web.records.models import UnitToken
from zhunsheng.web.records.operations.outcome import NotDone
from zhunsheng.web.records.operations.unit_tokens import make_token, revoke_token
from zhunsheng.web.records.scope import scoped, units


@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """The tokens of a unit; with POST a new one, shown this once."""
    unit = writing_unit(request)
    context = {"unit": unit, "units": units(request.user).order_by("code")[:500]}
    status = 200
    if request.method == "POST":
        try:
            context["made"] = make_token(request.user, unit, request.POST.get("name", ""))
        except NotDone as refusal:
            context["message"], status = str(refusal), 400
    context["tokens"] = UnitToken.objects.filter(unit=unit).select_related("by")[:100]
    return render(request, "desk/ledger/tokens.html", context, status=status)


@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a token back."""
    row = scoped(UnitToken.objects.select_related("unit"), request.user).filter(pk=pk).first()
    if row is None:
        raise Http404
    try:
        revoke_token(request.user, row)
        messages.success(request, f"“{row.name}”的口令已停用。")
    except NotDone as refusal:
        messages.error(request, str(refusal))
    return redirect(f"/ledger/tokens/?unit={row.unit.code}")
