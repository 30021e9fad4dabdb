"""Answers to scripts: one shape for everything that changes a sheet, one for everything that was refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, TypeVar

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.request import RawPostDataException
from django.template.loader import render_to_string

from zhunsheng.model.address import cell_name
from zhunsheng.model.department import DepartmentPlan
from zhunsheng.model.project import Project
from zhunsheng.web.desk.findings import with_counts
from zhunsheng.web.desk.paper import paper
from zhunsheng.web.records.cell_address import Noun, all_cells, differing, keys, row_key
from zhunsheng.web.records.changes import is_structural, texts_changed
from zhunsheng.web.records.current_day import current_day, shown_moment
from zhunsheng.web.records.headings import layout_of
from zhunsheng.web.records.models import Target
from zhunsheng.web.records.operations.outcome import Conflict, Forbidden, Gone, Invalid, Moved, NotDone
from zhunsheng.web.records.operations.recording import AnySheet, Saved, change_of
from zhunsheng.web.records.queries.history import texts_since
from zhunsheng.web.records.reviewing import Reviewed, keep_counts, mark_stale, remember, review_plan, review_target

Json = dict[str, Any]
View = TypeVar("View", bound=Callable[..., HttpResponse])
_STATUS = {Invalid: 400, Forbidden: 403, Moved: 409}


def body(request: HttpRequest) -> Json:
    """The JSON object that a script sent. Raises :class:`Invalid` for anything else."""
    try:
        data = json.loads(request.body)
    except (ValueError, RecursionError, RawPostDataException) as error:
        raise Invalid("请求不是完整的JSON，没有处理。请刷新页面后再试。") from error
    if not isinstance(data, dict):
        raise Invalid("请求的JSON应为一个对象，没有处理。请刷新页面后再试。")
    return data


def text_of(data: Json, name: str, *, missing: str | None = None) -> str:
    """A text of the request. Raises :class:`Invalid` for another type, or where it is missing without a default."""
    value = data.get(name, missing)
    if value is None and missing is not None:
        return missing
    if not isinstance(value, str):
        raise Invalid(f"请求缺少文字“{name}”，没有处理。请刷新页面后再试。")
    return value


def number_of(data: Json, name: str, default: int | None = None) -> int | None:
    """A whole number of the request, or the default. Raises :class:`Invalid` for another type."""
    value = data.get(name)
    if value is None:
        return default
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) > 10**9:
        raise Invalid(f"请求里的“{name}”应为整数，没有处理。请刷新页面后再试。")
    return value


def answering(view: View) -> View:
    """Turns an act that was refused into the answer that says so."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NotDone as refusal:
            return refused(refusal)
        except Http404:
            return JsonResponse(
                {"message": "没有找到这张表：可能已移出，或属于您看不到的单位。请回到项目列表。"}, status=404
            )

    return wrapped  # type: ignore[return-value]


def refused(refusal: NotDone) -> JsonResponse:
    """The answer to an act that was not done."""
    if isinstance(refusal, Conflict):
        conflict = {
            "address": refusal.address, "cell_name": cell_name(_by_index(refusal.address)), "mine": refusal.mine,
            "theirs": refusal.theirs, "base": refusal.base, "by": refusal.by, "at": clock(refusal.at),
        }  # fmt: skip
        return JsonResponse({"message": str(refusal), "conflict": conflict, "revision": refusal.revision}, status=409)
    if isinstance(refusal, Gone):
        answer = {"message": str(refusal), "by": refusal.by, "at": clock(refusal.at), "text": refusal.text}
        return JsonResponse(answer, status=410)
    return JsonResponse({"message": str(refusal)}, status=_STATUS.get(type(refusal), 400))


def saved_answer(saved: Saved, *, since: int | None = None, **more: Any) -> JsonResponse:
    """What a script needs after an act: revision, changed cells, new rows where they changed, findings and counts.

    ``since`` is the revision that the page knew: what others wrote after it is in the answer too.
    """
    sheet, after = saved.sheet, saved.after
    cells, structural = _changed(saved, since)
    if saved.edit is not None:
        remember(sheet, after)
        mark_stale(sheet)
    reviewed = review(sheet, after)
    keep_counts(sheet, reviewed.counts)
    answer: Json = {
        "revision": saved.edit.revision if saved.edit and saved.before is saved.after else sheet.revision,
        "saved_at": clock(sheet.updated_at),
        "saved_by": str(sheet.updated_by or ""),
        "cells": cells,
        "rows": rows_html(sheet, after) if structural else None,
        **with_counts(reviewed, after),
        **more,
    }
    return JsonResponse(answer)


def review(sheet: AnySheet, noun: Noun | None = None, hidden: frozenset[int] = frozenset()) -> Reviewed:
    """The findings of a sheet, as its draft stands or as ``noun`` would; nothing of ``hidden`` projects is said."""
    if isinstance(sheet, Target):
        return review_target(sheet, noun if isinstance(noun, Project) else None, hidden)
    return review_plan(sheet, noun if isinstance(noun, DepartmentPlan) else None)


def rows_html(sheet: AnySheet, noun: Noun) -> str | None:
    """The indicator rows of a project as the page prints them; ``None`` for a department plan."""
    if not isinstance(sheet, Target) or not isinstance(noun, Project):
        return None
    printed = paper(layout_of(sheet.layout).project_blocks(noun, 1), keys(noun))
    table = next((table for table in printed.tables if table.is_indicators), None)
    return render_to_string("desk/projects/_rows.html", {"rows": table.rows if table else ()})


def clock(at: datetime | None) -> str:
    """A time of today as ``14:03``, of another day as ``11-20 14:03``; ``""`` for none."""
    if at is None:
        return ""
    local = shown_moment(at)
    return local.strftime("%H:%M" if local.date() == current_day() else "%m-%d %H:%M")


def _changed(saved: Saved, since: int | None) -> tuple[dict[str, str], bool]:
    """The cells that read otherwise than the page knows, and whether the rows must be printed anew."""
    after = all_cells(saved.after)
    touched = set(differing(all_cells(saved.before), after))
    structural = False
    if saved.edit is not None:
        change = change_of(saved.edit)
        touched.update(texts_changed(change))
        structural = is_structural(change)
    if since is not None and since < saved.sheet.revision - 1:
        others, moved = texts_since(saved.sheet, since)
        touched |= others
        structural = structural or moved
    merged = any(row and row[1] in ("level1", "level2") for row in map(row_key, touched))
    return {address: after[address] or "" for address in after if address in touched}, structural or merged


def _by_index(address: str) -> str:
    """An address whose cell name can be told: any index will do."""
    row = row_key(address)
    return f"indicators[0].{row[1]}" if row else address
