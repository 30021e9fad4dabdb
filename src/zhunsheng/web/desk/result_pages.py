"""What the pages of results, of the department and of the library have in common: taking what is set down, keeping what was typed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from zhunsheng.web.records.operations.note_result import Owner, ResultSaid, note_result
from zhunsheng.web.records.operations.outcome import NotDone

_TYPED = "typed_result"
_KEPT = 12_000
"""Characters of a refused form that are kept for the person to mend."""
_OWN = ("what", "key", "base", "csrfmiddlewaretoken", "withdraw", "year", "back")


def said_in(request: HttpRequest, year: int = 0) -> ResultSaid:
    """What a form says."""
    data = request.POST
    base = data.get("base", "")
    return ResultSaid(
        data.get("what", "")[:16], data.get("key", "").replace("\0", "")[:160], year,
        {name: str(value).replace("\0", "") for name, value in data.items() if name not in _OWN},
        int(base) if base.isascii() and base.isdecimal() and len(base) < 16 else None, "withdraw" in data,
    )  # fmt: skip


def take_result(request: HttpRequest, owner: Owner, said: ResultSaid, back: str, page: str) -> HttpResponse:
    """Set down what a form says, and go back to the page; what was refused is shown there again as it was typed."""
    try:
        note_result(owner, request.user, said)
    except NotDone as refusal:
        messages.error(request, str(refusal))
        keep_typed(request, page, said.what, dict(said.cells))
    else:
        messages.success(request, "已撤回。" if said.withdrawn else "已保存。")
    return redirect(back)


def keep_typed(request: HttpRequest, page: str, what: str, cells: dict[str, str]) -> None:
    """Remember a refused form for the page that is shown next."""
    if sum(map(len, cells.values())) <= _KEPT:
        request.session[_TYPED] = {"page": page, "what": what, "cells": cells}


def typed_again(request: HttpRequest, page: str) -> dict[str, Any] | None:
    """What was typed into the form of this page that was refused last, once; ``None`` when nothing was."""
    typed = request.session.get(_TYPED)
    if typed is None or typed["page"] != page:
        return None
    del request.session[_TYPED]
    return {**typed, "lines": [(name, text) for name, text in typed["cells"].items() if text]}
