"""A unit's own kinds of ledger: columns, types, units, choices and checks, put together in the browser."""

from __future__ import annotations

from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from zhunsheng.ledger.kind import MOST_ASKED, N_SLOTS, T_SLOTS
from zhunsheng.ledger.own_kind import read_own_kind
from zhunsheng.model.record import ColumnType
from zhunsheng.web.desk.answers import Json, answering, body
from zhunsheng.web.desk.entry_json import kind_json, remark_json
from zhunsheng.web.desk.ledger.finding import writing_unit
from zhunsheng.web.records.cell_text import one_line, plain_json
from zhunsheng.web.records.current_day import current_day
from zhunsheng.web.records.kinds_in_force import KindInForce
from zhunsheng.web.records.operations.define_kind import WrongKind, define_kind, retire_kind
from zhunsheng.web.records.operations.outcome import NotDone
from zhunsheng.web.records.queries.own_kinds import OwnKindPage, own_kind_page
from zhunsheng.web.records.scope import units
from zhunsheng.web.records.typed_entries import TypedEntry, read_entries

TYPES = {
    ColumnType.TEXT: "文字", ColumnType.CHOICE: "选项", ColumnType.COUNT: "个数（整数）", ColumnType.NUMBER: "数（有小数）",
    ColumnType.MONEY: "金额（元）", ColumnType.DATE: "日期", ColumnType.MOMENT: "日期和时间", ColumnType.BOOLEAN: "是或否",
}  # fmt: skip
"""What the types of columns are called."""
FRESH: Json = {
    "label": "", "purpose": "", "day": "日期", "photo": "welcome", "place": "no", "checks": [], "asked": [], "remembered": [],
    "columns": [
        {"name": "day", "label": "日期", "type": "date", "required": True},
        {"name": "column_2", "label": "编号", "type": "text", "names_thing": True},
        {"name": "column_3", "label": "备注", "type": "text"},
    ],
}  # fmt: skip
"""What a new kind starts with."""


@require_safe
def build(request: HttpRequest) -> HttpResponse:
    """A new kind."""
    unit = writing_unit(request)
    return _builder(request, {"unit": unit.code, "name": None, "kind": FRESH, "dropped": [], "locked": []}, None)


@require_safe
def edit(request: HttpRequest, name: str) -> HttpResponse:
    """A kind with its editions; those of the unit may change it."""
    page = _find(request, name)
    locked = [column["name"] for column in page.definition["columns"]] if page.entries else []
    setup = {
        "unit": page.unit.code, "name": page.name, "kind": page.definition, "dropped": list(page.dropped), "locked": locked,
    }  # fmt: skip
    return _builder(request, setup, page)


@require_POST
@answering
def save(request: HttpRequest) -> HttpResponse:
    """Keep a definition, or with ``try`` only say what an entry of it would be told."""
    sent = body(request)
    unit = writing_unit(request)
    name = one_line(sent.get("name"), 60) or None
    dropped = [word for word in sent.get("dropped") or () if isinstance(word, str)]
    definition = plain_json(sent.get("kind"))
    if sent.get("try"):
        return _tried(unit, definition, sent.get("cells"))
    try:
        row = define_kind(
            request.user, unit, definition, name=name, dropped=dropped, reason=one_line(sent.get("reason"), 400)
        )
    except WrongKind as refusal:
        return JsonResponse({"message": str(refusal), "errors": refusal.errors}, status=422)
    messages.success(request, f"已保存“{row.label}”第{row.edition}版。")
    return JsonResponse({"name": row.name, "url": f"/ledger/kinds/{row.name}/"})


@require_POST
def retire(request: HttpRequest, name: str) -> HttpResponse:
    """Take a kind off the pages."""
    page = _find(request, name)
    try:
        retire_kind(request.user, page.unit, name, request.POST.get("reason", ""))
        messages.success(request, f"“{page.label}”已停用，记录都在。再保存一版就恢复。")
    except NotDone as refusal:
        messages.error(request, str(refusal))
    return redirect("ledger-kind", name=name)


def _tried(unit, definition: object, cells: object) -> JsonResponse:  # type: ignore[no-untyped-def]
    """The preview: the form as it would be, and what would be said about the cells typed into it."""
    found = read_own_kind(definition, name="preview")
    if found.kind is None:
        return JsonResponse({"message": f"有{len(found.errors)}处要改。", "errors": dict(found.errors)}, status=422)
    kind = KindInForce(found.kind)
    if not isinstance(cells, dict):
        return JsonResponse({"kind": kind_json(kind), "remarks": []})
    typed = TypedEntry(str(uuid4()), {str(name): str(text) for name, text in cells.items()})
    (read,) = read_entries(unit, kind, [typed])
    return JsonResponse({"kind": kind_json(kind), "remarks": [remark_json(remark) for remark in read.remarks]})


def _builder(request: HttpRequest, setup: Json, page: OwnKindPage | None) -> HttpResponse:
    may = request.user.may_edit and (page is None or page.mine)
    setup |= {
        "types": [{"name": name.value, "label": label} for name, label in TYPES.items()], "texts": T_SLOTS, "numbers": N_SLOTS,
        "most_asked": MOST_ASKED, "today": current_day().isoformat(),
    }  # fmt: skip
    context = {"setup": setup, "page": page, "can_edit": may, "units": units(request.user).order_by("code")[:500]}
    return render(request, "desk/ledger/kind.html", context)


def _find(request: HttpRequest, name: str) -> OwnKindPage:
    page = own_kind_page(request.user, name)
    if page is None:
        raise Http404
    return page
