"""What the pages of self-evaluation and monitoring have in common: whom they are about, what was typed, files to take along."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from zhunsheng.web.records import stored_files
from zhunsheng.web.records.evidence_files import as_download
from zhunsheng.web.records.models import NoteStage, Target, YearNote
from zhunsheng.web.records.operations.note_year import Said, note_year
from zhunsheng.web.records.operations.outcome import Forbidden, NotDone
from zhunsheng.web.records.scope import scoped

_TYPED = "typed_note"
_KEPT = 60_000
"""Characters of a refused form that are kept for the person to mend."""


def target_of(request: HttpRequest, pk: int) -> Target:
    """The project. Raises ``Http404`` for one that is not there, or not the person's to see."""
    if pk >= 2**63:
        raise Http404
    found = scoped(Target.objects.select_related("unit"), request.user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def asked_unit(request: HttpRequest) -> tuple[str, int | None]:
    """Unit code and year of the address: ``unit`` and ``year``, or both in one choice as ``804002@2021``."""
    code, _, chosen = request.GET.get("unit", "").replace("\0", "").partition("@")
    year = chosen or request.GET.get("year", "")
    wanted = int(year) if year.isascii() and year.isdecimal() and len(year) == 4 else None
    return code[:20], wanted


def take_note(
    request: HttpRequest,
    target: Target,
    stage: NoteStage,
    month: int,
    back: str,
    again: Callable[[int], HttpResponse] | None = None,
) -> HttpResponse:
    """Write down what a form says, and go back to the page; what was refused is shown there again as it was typed.

    ``again`` makes that page at once, with the answer's status; without it the person is sent back to it.
    """
    data = request.POST
    what, key, base = data.get("what", "")[:16], data.get("key", "").replace("\0", "")[:40], data.get("base", "")
    files = [(file.name or "", file.read()) for file in request.FILES.getlist("files")]
    cells = {name: str(value) for name, value in data.items() if name not in ("what", "key", "base")}
    said = Said(
        stage, what, key, month, cells, data.getlist, files, int(base) if base.isascii() and base.isdecimal() and len(base) < 16 else None,
        withdrawn="withdraw" in data,
    )  # fmt: skip
    try:
        note_year(target, request.user, said)
    except NotDone as refusal:
        messages.error(request, str(refusal))
        if sum(map(len, cells.values())) <= _KEPT:
            chosen = {name: data.getlist(name) for name in cells if name != "csrfmiddlewaretoken"}
            request.session[_TYPED] = {"target": target.pk, "what": what, "key": key, "cells": chosen}
        if again is not None:
            return again(403 if isinstance(refusal, Forbidden) else 400)
    else:
        messages.success(request, "已撤回。" if said.withdrawn else "已保存。")
    return redirect(back)


def typed_again(request: HttpRequest, target: Target) -> dict[str, Any] | None:
    """What was typed into the form that was refused last, once; ``None`` when nothing was."""
    typed = request.session.get(_TYPED)
    if typed is None or typed["target"] != target.pk:
        return None
    del request.session[_TYPED]
    lines = [(name, "、".join(value)) for name, value in typed["cells"].items() if any(value)]
    return {**typed, "lines": lines}


def paper_of(target: Target, note: int, number: int) -> HttpResponse:
    """A paper that goes with a note."""
    row = YearNote.objects.filter(target=target, pk=note).first() if note < 2**63 else None
    if row is None or number >= len(row.files):
        raise Http404
    file = row.files[number]
    return as_download(stored_files.path_of(file["sha256"]), file["name"])


def file_name(targets: Sequence[Target], words: str) -> str:
    """The name of a file about one project or about a unit's year."""
    first = targets[0]
    about = first.name if len(targets) == 1 else first.unit.name
    return f"{about}{first.year}年{words}"
