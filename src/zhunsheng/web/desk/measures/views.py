"""The values of a year, and the page that says where one of them is from."""

from __future__ import annotations

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from zhunsheng.formula.window import WINDOWS
from zhunsheng.usecases.measure_report import measures_json
from zhunsheng.web.desk.department.views import find_plan
from zhunsheng.web.desk.measures.finding import day_of, known_at, sheet_of, typed_again
from zhunsheng.web.desk.year_pages import asked_unit
from zhunsheng.web.records import stored_files
from zhunsheng.web.records.evidence_files import as_download
from zhunsheng.web.records.kinds_in_force import kinds_of
from zhunsheng.web.records.measured import AnySheet
from zhunsheng.web.records.models import StatedValue, Target
from zhunsheng.web.records.operations.log_export import log_export
from zhunsheng.web.records.queries.measures import Overview, origin, overview

USUAL_WINDOW = "fiscal_year"
"""The window that a new formula starts with."""


@require_safe
def values(request: HttpRequest) -> HttpResponse:
    """All values of a unit's year."""
    found = _overview(request)
    only = request.GET.get("only", "")
    return render(
        request, "desk/measures/values.html", {"overview": found, "only": only, "can_edit": request.user.may_edit}
    )


@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """The values of a unit's year as the public JSON."""
    found = _overview(request)
    if found.unit is None or found.as_of is None:
        raise Http404
    measures = [value.measure for group in found.groups for value in group.values]
    log_export(request.user, "json", unit=found.unit, year=found.year or 0, what="完成值", rows=len(measures))
    data = measures_json(measures, found.as_of, timezone.localtime())
    answer = JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Content-Disposition"] = f'attachment; filename="measures-{found.unit.code}-{found.year}.json"'
    return answer


@require_safe
def value(request: HttpRequest, whose: str, pk: int, key: str) -> HttpResponse:
    """Where a value is from."""
    sheet, day = sheet_of(request, whose, pk), day_of(request)
    page = request.GET.get("page", "1")
    found = origin(
        sheet, key[:32], as_of=day, known_at=known_at(request, day), show=request.GET.get("show", "counts"),
        page=int(page) if page.isascii() and page.isdecimal() and len(page) < 7 else 1,
    )  # fmt: skip
    if found is None:
        raise Http404
    bound, stated = typed_again(request, f"{whose}/{pk}/{key[:32]}")
    binding = found.binding
    form = {
        "base": found.history[0].number if found.history else 0, "formula": binding.formula if binding else "",
        "window": binding.window if binding else USUAL_WINDOW, "scope": binding.scope if binding else "",
        "name": found.value.measure.indicator, "target": found.value.target, "goal": binding.goal if binding else "", **bound,
    }  # fmt: skip
    context = {
        "origin": found, "value": found.value, "whose": whose, "is_project": isinstance(sheet, Target), "can_edit": request.user.may_edit and not sheet.archived,
        "known": request.GET.get("known", "") if known_at(request, day) else "", "asked_day": day, "typed_state": stated, **_editor(sheet, whose, key, form),
    }  # fmt: skip
    return render(request, "desk/measures/value.html", context)


@require_safe
def new_goal(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """Where a further goal of a department is given its formula."""
    plan = find_plan(request, code, year)
    bound, _ = typed_again(request, f"department/{plan.pk}/")
    form = {"base": 0, "window": USUAL_WINDOW, "goal": request.GET.get("goal", "").replace("\0", "")[:400], **bound}
    context = {"plan": plan, "can_edit": request.user.may_edit, **_editor(plan, "department", "", form)}
    return render(request, "desk/measures/new_goal.html", context)


def _editor(sheet: AnySheet, whose: str, key: str, form: dict[str, Any]) -> dict[str, Any]:
    """What the formula editor needs: what stands in its form, the windows, the ledgers and their columns."""
    kinds = [{"name": kind.name, "label": kind.label, "purpose": kind.ledger.purpose, "columns": [
        {"name": column.name, "label": column.label, "unit": column.unit} for column in kind.columns]} for kind in kinds_of(sheet.unit).values()]  # fmt: skip
    setup = json.dumps({"check": f"/measures/{whose}/{sheet.pk}/check/", "key": key}, ensure_ascii=False)
    return {"form": form, "windows": WINDOWS.values(), "kinds": kinds, "setup": setup}


@require_safe
def paper(request: HttpRequest, whose: str, pk: int, key: str, statement: int, number: int) -> HttpResponse:
    """A paper that goes with a stated value."""
    sheet = sheet_of(request, whose, pk)
    owner = {"target": sheet} if isinstance(sheet, Target) else {"plan": sheet}
    row = StatedValue.objects.filter(**owner, key=key[:32], pk=statement).first()
    if row is None or number >= len(row.files):
        raise Http404
    file = row.files[number]
    return as_download(stored_files.path_of(file["sha256"]), file["name"])


def _overview(request: HttpRequest) -> Overview:
    return overview(request.user, *asked_unit(request), day_of(request))
