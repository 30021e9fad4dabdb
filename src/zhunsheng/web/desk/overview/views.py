"""The overview, the projects behind each of its pictures, and both as files."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from urllib.parse import urlencode

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from zhunsheng.documents.writing.xlsx_list import write_list
from zhunsheng.model.light import Light
from zhunsheng.web.desk.export.files import safe_name
from zhunsheng.web.desk.overview import pictures
from zhunsheng.web.records.operations.log_export import log_overview_export
from zhunsheng.web.records.queries.overview import TODOS, Filters, checkpoint_word, overview
from zhunsheng.web.records.queries.overview_deadlines import deadline_board
from zhunsheng.web.records.queries.overview_list import COLUMNS, every_row, project_list

_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_PER_PIECE = 500


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """Money and goals, lights, deadlines, findings of everything that the person sees, or of one unit with those below."""
    found = overview(request.user, Filters.of(request.GET))
    context: dict[str, object] = {"found": found, "filters": found.filters}
    if found.filters.year:
        lights = [
            (light, found.totals.lights[light.value], found.filters.projects(light=light.value)) for light in Light
        ]
        todos = [
            (TODOS[name], count, found.filters.projects(todo=name))
            for name, count in found.totals.todos.items()
            if count
        ]
        context |= {
            "lights": lights, "todos": todos, "when": checkpoint_word(found.filters.year or 0, found.month) if found.month else "",
            "csv": found.filters.address("/overview/export/csv/"), "xlsx": found.filters.address("/overview/export/xlsx/"),
            "list": found.filters.projects(), "quadrant": pictures.money_and_goals(found), "groups": pictures.lights_by_group(found),
            "deadlines": found.filters.address("/overview/deadlines/"), "categories": pictures.findings_by_category(found), "rules": pictures.findings_by_rule(found),
        }  # fmt: skip
    return render(request, "desk/overview/board.html", context)


@require_safe
def deadlines(request: HttpRequest) -> HttpResponse:
    """The deadlines of the year at hand: put into the overview after it stands."""
    found = deadline_board(request.user, Filters.of(request.GET))
    late = f"/reminders/overdue/?{urlencode({'year': found.filters.year or '', 'unit': found.filters.unit})}"
    context = {
        "board": found, "coming": pictures.year_deadlines(found), "kept": pictures.kept_deadlines(found), "late": late,
        "back": found.filters.address(),
    }  # fmt: skip
    part = "_deadlines" if "HX-Request" in request.headers else "deadlines"
    return render(request, f"desk/overview/{part}.html", context)


@require_safe
def projects(request: HttpRequest) -> HttpResponse:
    """The projects behind a mark of a picture."""
    found = project_list(request.user, Filters.of(request.GET))
    filters = found.filters
    context = {
        "found": found, "filters": filters, "back": filters.address(light="", todo="", rule="", category="", deadline="", money=None, goals=None),
        "before": filters.projects(page=filters.page - 1) if filters.page > 1 else "",
        "after": filters.projects(page=filters.page + 1) if filters.page < found.pages else "",
        "csv": filters.address("/overview/export/csv/"), "xlsx": filters.address("/overview/export/xlsx/"),
    }  # fmt: skip
    return render(request, "desk/overview/projects.html", context)


@require_safe
def export(request: HttpRequest, suffix: str) -> HttpResponse:
    """The projects that the filters let through, as csv or xlsx."""
    if suffix not in _TYPES:
        raise Http404
    filters = Filters.of(request.GET)
    found = project_list(request.user, filters)
    words = "、".join(
        (*([f"{found.filters.year}年"] if found.filters.year else ()), *(word for word, _ in found.words))
    )
    log_overview_export(request.user, suffix, filters.address(""), rows=found.count, words=words)
    rows, title = every_row(request.user, filters), f"项目绩效总览{filters.year or ''}"
    name = f"{safe_name(title)}.{suffix}"
    if suffix == "csv":
        answer: HttpResponse = StreamingHttpResponse(_csv(rows), content_type=_TYPES[suffix])  # type: ignore[assignment]
        answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
        return answer
    return FileResponse(
        write_list("项目", title, COLUMNS, rows, decimals="#,##0.00"),
        as_attachment=True,
        filename=name,
        content_type=_TYPES[suffix],
    )  # type: ignore[return-value]


def _csv(rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """Lines in UTF-8 with the mark by which Excel knows it."""
    line = io.StringIO()
    writer = csv.writer(line, lineterminator="\r\n")
    line.write("\ufeff")
    writer.writerow(COLUMNS)
    for number, row in enumerate(rows, 1):
        writer.writerow([_safe(value) for value in row])
        if number % _PER_PIECE == 0:
            yield line.getvalue().encode()
            line.seek(0)
            line.truncate()
    yield line.getvalue().encode()


def _safe(value: object) -> object:
    """No text that a spreadsheet would take for a formula; blank is blank."""
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
