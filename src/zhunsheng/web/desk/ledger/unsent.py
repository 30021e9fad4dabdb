"""Taking in what a phone could not send: the file that its page exports as a last resort."""

from __future__ import annotations

import base64
import binascii
import io
import json
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from zhunsheng.web.desk.entry_json import place_of, typed_entries
from zhunsheng.web.desk.ledger.finding import writing_unit
from zhunsheng.web.records.cell_text import one_line
from zhunsheng.web.records.kinds_in_force import KindInForce, kinds_of
from zhunsheng.web.records.models import EntrySource, Unit
from zhunsheng.web.records.operations.attach_file import attach_file
from zhunsheng.web.records.operations.enter_typed import enter
from zhunsheng.web.records.operations.outcome import Invalid, NotDone

SCHEMA = "zhunsheng/unsent@1"
MOST = 1000
"""Entries of one file."""
_LARGEST = 60 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Came:
    """What came of one entry of the file."""

    label: str
    title: str
    state: str
    words: str
    receipt: str = ""
    id: str = ""


@require_http_methods(["GET", "HEAD", "POST"])
def unsent(request: HttpRequest) -> HttpResponse:
    """Choose the file; with POST take in what it holds, entry by entry, each at most once."""
    unit = writing_unit(request)
    if request.method != "POST":
        return render(request, "desk/ledger/unsent.html", {"unit": unit})
    try:
        rows = _rows(request)
    except NotDone as refusal:
        return render(request, "desk/ledger/unsent.html", {"unit": unit, "message": str(refusal)}, status=400)
    kinds = kinds_of(unit)
    came = [_take(request, unit, kinds, row) for row in rows]
    return render(request, "desk/ledger/unsent.html", {"unit": unit, "came": came})


def _rows(request: HttpRequest) -> list[dict[str, Any]]:
    if not request.user.may_edit:
        raise PermissionDenied("您的角色只能查看，不能录入。")
    file = request.FILES.get("file")
    if file is None:
        raise Invalid("还没有选文件。请选手机上“导出没有发送的”得到的那个文件。")
    try:
        told = json.loads(file.read(_LARGEST))
    except (ValueError, RecursionError) as error:
        raise Invalid("文件打不开：不是手机导出的那种，或没有传完整。") from error
    rows = told.get("entries") if isinstance(told, dict) and told.get("schema") == SCHEMA else None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise Invalid("这不是手机上“导出没有发送的”得到的文件。")
    if len(rows) > MOST:
        raise Invalid(f"文件里有{len(rows)}条，一次最多{MOST}条。")
    return rows


def _take(request: HttpRequest, unit: Unit, kinds: dict[str, KindInForce], row: dict[str, Any]) -> Came:
    label, title = one_line(row.get("label"), 40), one_line(row.get("title"), 60)
    try:
        kind = kinds.get(one_line(row.get("kind"), 60))
        if kind is None:
            raise Invalid("本单位没有这种台账。")
        (typed,) = typed_entries(unit, [row], confirmed=True)
        place = place_of(row.get("place"))
        entered = enter(
            request.user, unit, kind, [typed], EntrySource.PHONE, places={typed.id: place} if place else None
        )
        if not entered.receipts:
            return Came(label, title, "refused", "".join(remark.sentence for remark in entered.rows[0].remarks))
        receipt = entered.receipts[0]
        said = _files(request, receipt.id, row.get("files"))
        return Came(label, title, "again" if receipt.again else "kept", said, receipt.code, receipt.id)
    except NotDone as refusal:
        return Came(label, title, "refused", str(refusal))


def _files(request: HttpRequest, entry: str, files: Any) -> str:
    """Attach the photos that go along; what is said about them."""
    said = []
    for file in files if isinstance(files, list) else ():
        if not isinstance(file, dict) or not isinstance(file.get("data"), str):
            continue
        name = one_line(file.get("name"), 100) or "照片.jpg"
        try:
            said.append(
                attach_file(
                    request.user, entry, name, io.BytesIO(base64.b64decode(file["data"], validate=True))
                ).message
            )
        except (NotDone, binascii.Error, ValueError) as error:
            said.append(str(error) if isinstance(error, NotDone) else f"“{name}”没有传完整，没有收下。")
    return "".join(said)
