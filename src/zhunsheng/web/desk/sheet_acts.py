"""What scripts can do on a sheet, the same for a project's form and a department plan."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse

from zhunsheng.model.address import cell_name
from zhunsheng.web.desk.answers import (
    Json,
    body,
    clock,
    number_of,
    review,
    rows_html,
    saved_answer,
    text_of,
)
from zhunsheng.web.desk.findings import with_counts
from zhunsheng.web.records import queries
from zhunsheng.web.records.cell_address import NoSuchCell, RowGone, row_key, write
from zhunsheng.web.records.cell_text import BadText, cell_text
from zhunsheng.web.records.current_day import shown_moment
from zhunsheng.web.records.models import Edit
from zhunsheng.web.records.operations.edit_cell import CellText, edit_cells
from zhunsheng.web.records.operations.outcome import Gone, Invalid
from zhunsheng.web.records.operations.recording import AnySheet, Saved, noun
from zhunsheng.web.records.operations.restore_version import restore_version
from zhunsheng.web.records.operations.save_version import save_version
from zhunsheng.web.records.operations.undo_edit import redo_edit, undo_edit
from zhunsheng.web.records.queries.history import SHOWN, CellEdit

MAX_ALSO = 300


def save_cells(request: HttpRequest, sheet: AnySheet) -> HttpResponse:
    """Save one cell (``address``, ``text``, ``base``, and ``also`` for the rows a merged cell covers), or several
    together (``changes``: a list of such)."""
    data = body(request)
    texts = _texts(sheet, data)
    force = data.get("force") is True
    saved = edit_cells(sheet, request.user, texts, client_id=data.get("client_id"), force=force)
    return saved_answer(saved, since=number_of(data, "revision"))


def check_cell(request: HttpRequest, sheet: AnySheet) -> HttpResponse:
    """The findings as they would be with one cell written, without saving it."""
    data = body(request)
    address = text_of(data, "address")
    try:
        changed = write(noun(sheet), address, cell_text(text_of(data, "text", missing="")))
    except BadText as error:
        raise Invalid(str(error)) from error
    except RowGone as error:
        raise Gone(text_of(data, "text", missing=""), "", None) from error
    except NoSuchCell as error:
        raise Invalid(f"表里没有“{address[:60]}”这一格，没有检查。请刷新页面后再试。") from error
    return JsonResponse(with_counts(review(sheet, changed), changed))


def turn_back(request: HttpRequest, sheet: AnySheet, *, forward: bool) -> HttpResponse:
    """Undo or redo this person's latest edit."""
    data = body(request) if request.body else {}
    act = redo_edit if forward else undo_edit
    saved = act(sheet, request.user, client_id=data.get("client_id"), force=data.get("force") is True)
    return saved_answer(saved, since=number_of(data, "revision"), undone=_words(saved, "重做" if forward else "撤销"))


def changes_of(request: HttpRequest, sheet: AnySheet) -> HttpResponse:
    """What was changed after a revision; rows and findings come along when anything was."""
    since = request.GET.get("since", "")
    if not since.isascii() or not since.isdecimal() or len(since) > 9:
        raise Invalid("请求缺少起始修订号（since），没有处理。请刷新页面后再试。")
    if int(since) >= sheet.revision:
        return JsonResponse({"revision": sheet.revision, "edits": [], "structure_changed": False})
    found = queries.changes_since(sheet, int(since))
    own = request.user.pk
    now = noun(sheet)
    merged = any(row and row[1] in ("level1", "level2") for row in (row_key(edit.address) for edit in found.edits))
    answer: Json = {
        "revision": sheet.revision,
        "edits": [{**_line(edit), "new": edit.new, "old": edit.old, "mine": edit.by_id == own} for edit in found.edits],
        "structure_changed": found.structure_changed or merged,
        **with_counts(review(sheet, now), now),
    }
    if answer["structure_changed"]:
        answer["rows"] = rows_html(sheet, now)
    return JsonResponse(answer)


def history_of(request: HttpRequest, sheet: AnySheet) -> HttpResponse:
    """The edits of one cell, or of all cells, newest first."""
    address = request.GET.get("address", "")[:80].replace("\0", "")
    edits = queries.cell_history(sheet, address)
    name = cell_name(_any_index(address)) if address else ""
    lines = [
        {
            **_line(edit),
            "old": edit.old or "",
            "new": edit.new or "",
            "revision": edit.revision,
            "changed": edit.changed,
        }
        for edit in edits
    ]
    return JsonResponse({"cell_name": name, "edits": lines, "more": len(lines) >= SHOWN})


def versions_of(request: HttpRequest, sheet: AnySheet) -> HttpResponse:
    """The versions of a sheet; POST keeps the draft as a new one."""
    if request.method == "POST":
        version = save_version(sheet, request.user, text_of(body(request), "note", missing=""))
        return JsonResponse({"number": version.number, "at": clock(version.at), "digest": version.digest})
    found = [
        {"number": v.number, "kind": v.kind, "label": v.label, "note": v.note, "by": v.by, "at": moment(v.at), "revision": v.revision}
        for v in queries.versions(sheet)
    ]  # fmt: skip
    return JsonResponse({"versions": found})


def restore(request: HttpRequest, sheet: AnySheet, number: int) -> HttpResponse:
    """Put an older version in the place of the draft."""
    saved = restore_version(sheet, request.user, number)
    return saved_answer(saved, undone=f"已恢复到第{number}版。" if saved.edit else f"现在就是第{number}版的内容。")


def moment(at: object) -> str:
    """A time with its day: ``2020-07-15 14:03``."""
    return shown_moment(at).strftime("%Y-%m-%d %H:%M")  # type: ignore[arg-type]


def _texts(sheet: AnySheet, data: Json) -> list[CellText]:
    changes = data.get("changes")
    if changes is None:
        return _with_merged(sheet, data)
    if not isinstance(changes, list) or not all(isinstance(item, dict) for item in changes):
        raise Invalid("请求里的“changes”应为列表，没有处理。请刷新页面后再试。")
    return [_one(item) for item in changes]


def _one(data: Json) -> CellText:
    return CellText(text_of(data, "address"), text_of(data, "text"), text_of(data, "base", missing=""))


def _with_merged(sheet: AnySheet, data: Json) -> list[CellText]:
    """A cell and the rows that its merged cell covers, as far as they still read the same."""
    first = _one(data)
    also = data.get("also") or []
    if not isinstance(also, list) or len(also) > MAX_ALSO or not all(isinstance(item, str) for item in also):
        raise Invalid("请求里的“also”应为地址列表，没有处理。请刷新页面后再试。")
    if not also:
        return [first]
    return [first, *(CellText(address, first.text, first.base, optional=True) for address in also)]


def _words(saved: Saved, verb: str) -> str | None:
    """What was undone, in words; ``None`` when there was nothing."""
    edit: Edit | None = saved.edit
    if edit is None:
        return None
    if edit.kind == "set" and edit.address:
        return f"已{verb}“{cell_name(_any_index(edit.address))}”的修改。"
    what = {
        "insert": "已加回这条指标",
        "remove": "已去掉这条指标",
        "move": "已把指标移回",
        "block": "已{}粘贴",
        "restore": "已{}整表替换",
    }
    return what.get(edit.kind, "已{}").format(verb) + "。"


def _line(edit: CellEdit) -> Json:
    cell = cell_name(_any_index(edit.address)) if edit.address else ""
    label = " ".join(part for part in (edit.label, cell) if part)
    return {"address": edit.address, "by": edit.by, "at": moment(edit.at), "label": label}


def _any_index(address: str) -> str:
    row = row_key(address)
    return address if row is None else f"indicators[0].{row[1]}" if row[1] else "indicators[0]"
