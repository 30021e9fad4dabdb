"""The values of a year, and the page that says where one of them is from."""

from __future__ import annotations

import json

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from zhunsheng.formula.window import WINDOWS
from zhunsheng.usecases.measure_report import measures_json
from zhunsheng.web.desk.measures.finding import day_of, known_at, sheet_of
from zhunsheng.web.records import stored_files
from zhunsheng.web.records.kinds_in_force import kinds_of
from zhunsheng.web.records.models import StatedValue, Target
from zhunsheng.web.records.operations.log_export import log_export
from zhunsheng.web.records.queries.measures import Overview, origin, overview


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
    kinds = [{"name": kind.name, "label": kind.label, "purpose": kind.ledger.purpose, "columns": [
        {"name": column.name, "label": column.label, "unit": column.unit} for column in kind.columns]} for kind in kinds_of(sheet.unit).values()]  # fmt: skip
    context = {
        "origin": found, "value": found.value, "whose": whose, "is_project": isinstance(sheet, Target), "can_edit": request.user.may_edit and not sheet.archived,
        "windows": WINDOWS.values(), "known": request.GET.get("known", "") if known_at(request, day) else "", "asked_day": day, "kinds": kinds,
        "setup": json.dumps({"check": f"/measures/{whose}/{pk}/check/", "key": key}, ensure_ascii=False),
    }  # fmt: skip
    return render(request, "desk/measures/value.html", context)


@require_safe
def paper(request: HttpRequest, whose: str, pk: int, key: str, statement: int, number: int) -> HttpResponse:
    """A paper that goes with a stated value."""
    sheet = sheet_of(request, whose, pk)
    owner = {"target": sheet} if isinstance(sheet, Target) else {"plan": sheet}
    row = StatedValue.objects.filter(**owner, key=key[:32], pk=statement).first()
    if row is None or number >= len(row.files):
        raise Http404
    file = row.files[number]
    return FileResponse(stored_files.path_of(file["sha256"]).open("rb"), as_attachment=True, filename=file["name"])


def _overview(request: HttpRequest) -> Overview:
    year = request.GET.get("year", "")
    wanted = int(year) if year.isascii() and year.isdecimal() and len(year) == 4 else None
    return overview(request.user, request.GET.get("unit", "").replace("\0", "")[:20], wanted, day_of(request))
