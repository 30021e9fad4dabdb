"""Entering rows at a desk, correcting and withdrawing an entry, its files."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhunsheng.web.desk.answers import Json, answering, body
from zhunsheng.web.desk.entry_json import entered_json, kind_json, message_of, projects_of, typed_entries
from zhunsheng.web.desk.ledger.finding import kept_kind, seen_entry, writing_unit
from zhunsheng.web.records import photos
from zhunsheng.web.records.cell_text import one_line, plain
from zhunsheng.web.records.entry_values import from_json
from zhunsheng.web.records.evidence_files import as_download
from zhunsheng.web.records.kinds_in_force import KindInForce, editions, kinds_of
from zhunsheng.web.records.models import Entry, EntrySource
from zhunsheng.web.records.operations.attach_file import attach_file
from zhunsheng.web.records.operations.correct_entry import withdraw_entry
from zhunsheng.web.records.operations.enter_typed import Entered, correct, enter
from zhunsheng.web.records.operations.outcome import Invalid, NotDone
from zhunsheng.web.records.queries.attachments import seen_attachment
from zhunsheng.web.records.queries.phone import things, unit_projects
from zhunsheng.web.records.scope import units
from zhunsheng.web.records.typed_entries import TypedEntry, read_entries, texts_of

AT_ONCE = 200
"""Rows that the entry page holds; more are imported as a file."""


@require_safe
def new(request: HttpRequest, kind: str) -> HttpResponse:
    """The page on which rows are typed or pasted."""
    unit = writing_unit(request)
    found = kept_kind(unit, kind)
    if found.closed:
        messages.error(request, f"“{found.label}”台账已停用，不能再录入。")
        return redirect("ledger-entries", kind=kind)
    setup = kind_json(found) | {
        "unit": unit.code,
        "most": AT_ONCE,
        "things": things(unit, [found]).get(found.name, []),
        "projects": [{"id": pk, "name": name or code, "year": year} for pk, name, code, year in unit_projects(unit)],
    }
    context = {
        "kind": found, "unit": unit, "setup": setup, "units": units(request.user).order_by("code")[:500],
        "projects": setup["projects"],
    }  # fmt: skip
    return render(request, "desk/ledger/new.html", context)


@require_POST
@answering
def rows(request: HttpRequest, kind: str) -> HttpResponse:
    """Check rows as they stand, or with ``keep`` write them: all or none."""
    unit = writing_unit(request)
    found = kept_kind(unit, kind)
    sent = body(request)
    given = sent.get("rows")
    if not isinstance(given, list) or not 0 < len(given) <= AT_ONCE:
        raise Invalid(f"一次最多{AT_ONCE}行，没有保存。更多的请用表格导入。")
    typed = typed_entries(unit, given)
    if not sent.get("keep"):
        return JsonResponse(entered_json(found, Entered(tuple(read_entries(unit, found, typed)))))
    entered = enter(request.user, unit, found, typed, EntrySource.DESK)
    answer = entered_json(found, entered)
    if not entered.receipts:
        return JsonResponse(answer, status=422)
    act = entered.receipts[0].number
    return JsonResponse(answer | {"url": f"/ledger/{found.name}/?{urlencode({'act': act})}"})


@require_http_methods(["GET", "HEAD", "POST"])
def correction(request: HttpRequest, id: UUID) -> HttpResponse:
    """The form that puts a new entry in the place of this one."""
    row = seen_entry(request, id)
    kind = kinds_of(row.unit).get(row.kind)
    if kind is None or kind.closed:
        messages.error(request, "这种台账已停用，不能再更正。")
        return redirect("ledger-entry", id=id)
    if request.method != "POST":
        return _form(request, row, kind, _before(row), {"project": row.project_id, "new_id": uuid4()})
    data = request.POST
    cells = {column.name: plain(data.get(f"c-{column.name}", "")) for column in kind.columns}
    state = {"project": data.get("project"), "new_id": data.get("new_id"), "reason": data.get("reason", "")}
    try:
        project = _project(row, data.get("project"))
        typed = TypedEntry(one_line(data.get("new_id"), 40), cells, project, data.get("confirmed") == "1")
        entered = correct(request.user, row.pk, kind, typed, row.unit, data.get("reason", ""))
    except NotDone as refusal:
        return _form(request, row, kind, cells, state | {"message": str(refusal)}, status=400)
    if not entered.receipts:
        return _form(
            request, row, kind, cells, state | {"entered": entered, "message": message_of(entered)}, status=422
        )
    messages.success(request, f"已更正，回执{entered.receipts[0].code}。原来的内容留在经过里。")
    return redirect("ledger-entry", id=entered.receipts[0].id)


@require_POST
def withdrawal(request: HttpRequest, id: UUID) -> HttpResponse:
    """Take an entry back."""
    row = seen_entry(request, id)
    try:
        receipt = withdraw_entry(
            request.user, row.pk, one_line(request.POST.get("new_id"), 40), request.POST.get("reason", "")
        )
    except NotDone as refusal:
        messages.error(request, str(refusal))
        return redirect("ledger-entry", id=id)
    messages.success(request, "已撤回，不再计入。需要时可以更正回来。")
    return redirect("ledger-entry", id=receipt.id)


@require_POST
def add_file(request: HttpRequest, id: UUID) -> HttpResponse:
    """Add files to an entry; each that cannot be taken is named."""
    row = seen_entry(request, id)
    files = request.FILES.getlist("file")
    if not files:
        messages.error(request, "还没有选文件。")
    for file in files:
        try:
            attached = attach_file(request.user, row.pk, file.name or "", file)
        except NotDone as refusal:
            messages.error(request, str(refusal))
        else:
            level = messages.warning if attached.message else messages.success
            level(request, f"“{one_line(file.name)}”已加上。{attached.message}")
    return redirect("ledger-entry", id=id)


@require_safe
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """A file of an entry as it was added."""
    row = seen_attachment(request.user, pk)
    if row is None:
        raise Http404
    return as_download(photos.path_of(row), row.name)


@require_safe
def picture(request: HttpRequest, pk: int, size: str) -> HttpResponse:
    """The copy of a photo that pages show, in its full or its small size."""
    row = seen_attachment(request.user, pk)
    data = photos.shown_picture(row, small=size == "small") if row and size in ("small", "large") else None
    if data is None:
        raise Http404
    answer = HttpResponse(data, content_type="image/jpeg")
    answer["Cache-Control"] = "private, max-age=86400"
    return answer


def _before(row: Entry) -> dict[str, str]:
    """What the entry says now, as somebody would type it."""
    kind = editions([row])[(row.kind, row.edition)]
    return texts_of(kind, from_json(kind.record, row.values))


def _project(row: Entry, text: str | None):  # type: ignore[no-untyped-def]
    words = one_line(text, 20)
    if not words:
        return None
    if not words.isascii() or not words.isdecimal():
        raise Invalid("所选的项目不对，没有保存。请另选项目。")
    return projects_of(row.unit, [int(words)])[int(words)]


def _form(
    request: HttpRequest, row: Entry, kind: KindInForce, cells: dict[str, str], state: Json, status: int = 200
) -> HttpResponse:
    entered: Entered | None = state.get("entered")
    remarks = entered.rows[0].remarks if entered else ()
    fields = [
        {
            "column": column, "text": cells.get(column.name, ""), "wide": column.type == "text",
            "remarks": [remark for remark in remarks if remark.column == column.name],
        }
        for column in kind.columns
    ]  # fmt: skip
    context = {
        "entry": row, "kind": kind, "fields": fields, "asks": bool(entered and entered.rows[0].asks and not entered.rows[0].refused),
        "others": [remark for remark in remarks if remark.column is None], "projects": unit_projects(row.unit),
        "project": str(state.get("project") or ""), "new_id": state["new_id"], "reason": state.get("reason", ""),
        "message": state.get("message", ""),
    }  # fmt: skip
    return render(request, "desk/ledger/correct.html", context, status=status)
