"""A list of entries as a file: row by row, however long it is."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from zhunsheng.documents.writing.xlsx_list import write_list
from zhunsheng.model.record import NUMERIC, Column, Value
from zhunsheng.web.desk.export.files import safe_name
from zhunsheng.web.desk.ledger.finding import seen_kind
from zhunsheng.web.records.operations.log_export import log_entries_export
from zhunsheng.web.records.queries.entries import EntryFilters, EntryView, every_entry, narrowed

SUFFIXES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_FRONT = ("编号", "单位编码", "单位", "项目编码", "项目")
_BACK = ("状态", "原因", "录入人", "录入时间", "来源", "附件数")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_MOST_IN_XLSX = 200_000


@require_safe
def export(request: HttpRequest, kind: str, suffix: str) -> HttpResponse:
    """The entries that the filters let through, as csv or xlsx."""
    found = seen_kind(request, kind)
    if suffix not in SUFFIXES:
        raise Http404
    filters = EntryFilters.of(request.GET)
    rows, count = every_entry(request.user, found, filters), narrowed(request.user, found, filters).count()
    log_entries_export(request.user, suffix, found.name, filters.query, rows=count, words=filters.words)
    name = f"{safe_name(found.label)}.{suffix}"
    columns = found.ledger.columns
    if suffix == "csv":
        answer: HttpResponse = StreamingHttpResponse(_csv(columns, rows), content_type=SUFFIXES[suffix])  # type: ignore[assignment]
        answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
        return answer
    headers = (*_FRONT, *(_head(column) for column in columns), *_BACK)
    book = write_list("台账", found.label, headers, _rows(columns, rows))
    return FileResponse(book, as_attachment=True, filename=name, content_type=SUFFIXES[suffix])  # type: ignore[return-value]


def _csv(columns: Iterable[Column], rows: Iterable[EntryView]) -> Iterator[bytes]:
    """Lines in UTF-8 with the mark by which Excel knows it."""
    columns = tuple(columns)
    line = io.StringIO()
    writer = csv.writer(line, lineterminator="\r\n")
    yield "\ufeff".encode()
    writer.writerow([*_FRONT, *(_head(column) for column in columns), *_BACK])
    for number, row in enumerate(rows):
        writer.writerow([*_front(row), *(_safe(row.cell(column.name), column) for column in columns), *_back(row)])
        if number % 200 == 0:
            yield _taken(line)
    yield _taken(line)


def _rows(columns: Sequence[Column], rows: Iterable[EntryView]) -> Iterator[Sequence[object]]:
    """The entries as rows of a workbook, as many as it can well hold."""
    for number, row in enumerate(rows):
        if number >= _MOST_IN_XLSX:
            yield (f"这里是前{_MOST_IN_XLSX}条。全部请导出CSV，或缩小日期范围再导出。",)
            return
        yield (*_front(row), *(_plain(row.value(column.name)) for column in columns), *_back(row))


def _front(row: EntryView) -> tuple[str, ...]:
    return row.id, row.unit_code, row.unit_name, row.project_code, row.project_name


def _back(row: EntryView) -> tuple[str, ...]:
    state = {"withdrawn": "已撤回", "superseded": "已被更正"}.get(row.state, "更正过" if row.is_correction else "有效")
    at = timezone.localtime(row.at).strftime("%Y-%m-%d %H:%M:%S")
    return state, row.reason, row.by, at, row.source, str(row.attachments or "")


def _head(column: Column) -> str:
    return f"{column.label}（{column.unit}）" if column.unit else column.label


def _safe(text: str, column: Column) -> str:
    """No text that a spreadsheet would take for a formula."""
    return f"'{text}" if column.type not in NUMERIC and text.startswith(_FORMULA) else text


def _plain(value: Value) -> object:
    """Numbers, days and moments as such, so that the spreadsheet can reckon with them."""
    if isinstance(value, bool):
        return "是" if value else "否"
    return value


def _taken(line: io.StringIO) -> bytes:
    text = line.getvalue()
    line.seek(0)
    line.truncate()
    return text.encode("utf-8")
