"""A unit's whole document of a year as a file."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from zhunsheng.web.desk.export.files import file_answer, write
from zhunsheng.web.desk.formats import BY_SUFFIX
from zhunsheng.web.records.operations.log_export import log_export
from zhunsheng.web.records.queries.documents import year_document


@require_safe
def export_year(request: HttpRequest, suffix: str) -> HttpResponse:
    """The department part and all projects of a unit's year."""
    year, code = request.GET.get("year", ""), request.GET.get("unit", "")[:20]
    if suffix not in BY_SUFFIX or not (year.isascii() and year.isdecimal() and len(year) == 4):
        raise Http404
    found = year_document(request.user, code.replace("\0", ""), int(year))
    if found is None:
        raise Http404
    unit, document = found
    data = write(document, suffix, document.source.layout or "")
    log_export(request.user, suffix, unit=unit, year=int(year), what="部门预算绩效文本", rows=len(document.projects))
    return file_answer(data, f"{unit.code}{unit.name}{year}年部门预算绩效文本", suffix)
