"""The tree of units: looking, adding, renaming, moving."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from zhunsheng.web.records import scope
from zhunsheng.web.records.cell_text import one_line
from zhunsheng.web.records.models import Unit, UnitKind
from zhunsheng.web.records.operations.manage_units import change_unit, found_unit
from zhunsheng.web.records.operations.outcome import NotDone
from zhunsheng.web.records.queries.listing import UNITS_OFFERED
from zhunsheng.web.records.queries.people import unit_page

_KINDS = (("", "按编码：三位是主管部门，其他是预算单位"), *UnitKind.choices)


@require_http_methods(["GET", "HEAD", "POST"])
def unit_list(request: HttpRequest) -> HttpResponse:
    """All units that the administrator sees, as a tree; POST adds one."""
    may_manage(request)
    status, typed = 200, {}
    if request.method == "POST":
        data = request.POST
        try:
            parent = chosen_unit(request, data.get("parent"))
            made = found_unit(
                request.user, one_line(data.get("code"), 30), one_line(data.get("name")), parent, _kind(data)
            )
        except NotDone as refusal:
            messages.error(request, str(refusal))
            status, typed = 400, data
        else:
            messages.success(request, f"已增加单位{made}。")
            return redirect("units")
    context = {
        "page": unit_page(request.user, request.GET), "q": one_line(request.GET.get("q"), 60), "typed": typed,
        "parents": offered(request), "may_top": request.user.runs_installation, "kinds": _KINDS,
    }  # fmt: skip
    return render(request, "desk/system/units.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def unit(request: HttpRequest, pk: int) -> HttpResponse:
    """One unit: its name and its place in the tree."""
    may_manage(request)
    found = scope.units(request.user).select_related("parent").filter(pk=pk).first()
    if found is None:
        raise Http404
    status = 200
    if request.method == "POST":
        try:
            wanted = request.POST.get("parent")
            parent = found.parent if wanted is None else chosen_unit(request, wanted)
            changed = change_unit(request.user, found, one_line(request.POST.get("name")), parent, _kind(request.POST))
        except NotDone as refusal:
            messages.error(request, str(refusal))
            status = 400
        else:
            messages.success(request, f"已改单位{changed}。")
            return redirect("units")
    own = request.user.unit_id == found.pk
    context = {
        "unit": found, "name": one_line(request.POST.get("name")) or found.name, "parents": offered(request, found),
        "kinds": UnitKind.choices, "kind": _kind(request.POST) or found.kind,
        "may_top": request.user.runs_installation, "may_move": request.user.runs_installation or not own,
    }  # fmt: skip
    return render(request, "desk/system/unit.html", context, status=status)


def _kind(data: Mapping[str, str]) -> str:
    """The kind that a form names; ``""`` for none."""
    kind = one_line(data.get("kind"), 12)
    return kind if kind in UnitKind.values else ""


def may_manage(request: HttpRequest) -> None:
    """Raise ``PermissionDenied`` for everybody but administrators."""
    if not request.user.may_manage:
        raise PermissionDenied("单位和人员只有管理员能看。")


def offered(request: HttpRequest, without: Unit | None = None) -> list[tuple[int, str]]:
    """The units that a form offers, by code; ``without`` and all below it are left out."""
    rows = scope.units(request.user).order_by("code")
    if without is not None:
        rows = rows.exclude(path__startswith=without.path)
    return [(pk, f"{code} {name}") for pk, code, name in rows.values_list("pk", "code", "name")[:UNITS_OFFERED]]


def chosen_unit(request: HttpRequest, text: str | None) -> Unit | None:
    """The unit that a form names by its id or its code; ``None`` for a blank field. Raises ``Http404`` for another one."""
    words = one_line(text, 40)
    if not words:
        return None
    rows = scope.units(request.user)
    number = int(words) if words.isascii() and words.isdecimal() and len(words) < 15 else 0
    found = rows.filter(pk=number).first()
    if found is None:
        raise Http404
    return found
