"""What scripts can do with the talk about cells, the same for a project's form and a department plan."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from zhunsheng.web.accounts.models import User
from zhunsheng.web.desk.answers import body, clock, text_of
from zhunsheng.web.records.operations.add_comment import add_comment, resolve_thread
from zhunsheng.web.records.operations.outcome import Invalid
from zhunsheng.web.records.operations.recording import AnySheet
from zhunsheng.web.records.queries.threads import ThreadView, threads
from zhunsheng.web.records.standing import recount_asks
from zhunsheng.web.records.standing_in import owners


def comments(request: HttpRequest, sheet: AnySheet) -> HttpResponse:
    """All threads of a sheet; with POST first a comment (``address``, ``text``) or a settling (``act``: ``resolve``)."""
    if request.method == "POST":
        data = body(request)
        address = text_of(data, "address")[:80]
        if data.get("act", "say") == "resolve":
            resolve_thread(sheet, request.user, address)
        elif data.get("act", "say") == "say":
            add_comment(sheet, request.user, address, text_of(data, "text"), client_id=data.get("client_id"))
        else:
            raise Invalid("不认识的留言操作，没有处理。请刷新页面后再试。")
        recount_asks(sheet.unit, sheet.year)
    return JsonResponse(talk(request.user, sheet))


def talk(user: User, sheet: AnySheet) -> dict[str, Any]:
    """What the page's script knows of the talk."""
    return {"threads": [_thread(user, item) for item in threads(sheet)], "may_talk": user.may_edit or user.may_review}


def _thread(user: User, item: ThreadView) -> dict[str, Any]:
    return {
        "address": item.address, "cell_name": item.cell_name, "open": item.open,
        "may_resolve": item.open and (user.may_review or item.asked_by_id in owners(user)),
        "lines": [
            {"by": line.by, "at": clock(line.at), "text": line.text, "resolves": line.resolves, "mine": line.by_id == user.pk}
            for line in item.comments
        ],
    }  # fmt: skip
