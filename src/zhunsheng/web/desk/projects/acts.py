"""What the form view's script asks for."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhunsheng.web.desk import sheet_acts, talk
from zhunsheng.web.desk.answers import answering, body, number_of, rows_html, saved_answer, text_of
from zhunsheng.web.records import queries
from zhunsheng.web.records.models import Target
from zhunsheng.web.records.operations.archive_target import archive_target, unarchive_target
from zhunsheng.web.records.operations.insert_indicator import insert_indicator
from zhunsheng.web.records.operations.move_indicator import move_indicator
from zhunsheng.web.records.operations.outcome import Invalid, NotDone
from zhunsheng.web.records.operations.paste_block import paste_block
from zhunsheng.web.records.operations.remove_indicator import remove_indicator
from zhunsheng.web.records.reviewing import mark_stale


@require_POST
@answering
def cells(request: HttpRequest, pk: int) -> HttpResponse:
    """Save what was written into cells."""
    return sheet_acts.save_cells(request, find(request, pk))


@require_POST
@answering
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """Review what is being written, unsaved."""
    return sheet_acts.check_cell(request, find(request, pk))


@require_POST
@answering
def rows(request: HttpRequest, pk: int) -> HttpResponse:
    """Add, remove, move or paste indicator rows."""
    target, data = find(request, pk), body(request)
    act, user = text_of(data, "act"), request.user
    client_id = data.get("client_id")
    before, after = data.get("before"), data.get("after")
    if not all(key is None or isinstance(key, str) for key in (before, after)):
        raise Invalid("请求里的行号不对，没有处理。请刷新页面后再试。")
    if act == "insert":
        cells_given = data.get("values")
        if cells_given is not None and not isinstance(cells_given, dict):
            raise Invalid("请求里的“values”应为对象，没有处理。请刷新页面后再试。")
        saved = insert_indicator(target, user, before=before, after=after, cells=cells_given, client_id=client_id)
    elif act == "remove":
        saved = remove_indicator(target, user, text_of(data, "key"), client_id=client_id)
    elif act == "move":
        to = number_of(data, "to")
        key = text_of(data, "key")
        saved = move_indicator(target, user, key, to=to, before=before, after=after, client_id=client_id)
    elif act == "paste":
        at = number_of(data, "at", 0) or 0
        column = text_of(data, "column")
        saved = paste_block(target, user, at=at, column=column, block=data.get("block") or [], client_id=client_id)
    else:
        raise Invalid("不认识的行操作，没有处理。请刷新页面后再试。")
    key = saved.edit.key if saved.edit else data.get("key", "")
    return saved_answer(saved, since=number_of(data, "revision"), key=key, rows=rows_html(saved.sheet, saved.after))


@require_POST
@answering
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back one's own latest edit."""
    return sheet_acts.turn_back(request, find(request, pk), forward=False)


@require_POST
@answering
def redo(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring back what one took back."""
    return sheet_acts.turn_back(request, find(request, pk), forward=True)


@require_safe
@answering
def changes(request: HttpRequest, pk: int) -> HttpResponse:
    """What others changed meanwhile."""
    return sheet_acts.changes_of(request, find(request, pk))


@require_safe
@answering
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """The edits of one cell or of all."""
    return sheet_acts.history_of(request, find(request, pk))


@require_http_methods(["GET", "HEAD", "POST"])
@answering
def versions(request: HttpRequest, pk: int) -> HttpResponse:
    """The versions, or a new one."""
    return sheet_acts.versions_of(request, find(request, pk))


@require_POST
@answering
def restore(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """An older version in the place of the draft."""
    return sheet_acts.restore(request, find(request, pk), number)


@require_http_methods(["GET", "HEAD", "POST"])
@answering
def comments(request: HttpRequest, pk: int) -> HttpResponse:
    """The talk about the cells, or a word more."""
    return talk.comments(request, find(request, pk))


@require_POST
def archive(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a project out of the lists."""
    return _moved(request, pk, archived=True)


@require_POST
def unarchive(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring a project back."""
    return _moved(request, pk, archived=False)


def find(request: HttpRequest, pk: int) -> Target:
    """The project of this id if the person may see it. Raises ``Http404``."""
    target = queries.find_target(request.user, pk)
    if target is None:
        raise Http404
    return target


def _moved(request: HttpRequest, pk: int, *, archived: bool) -> HttpResponse:
    target = find(request, pk)
    try:
        (archive_target if archived else unarchive_target)(target, request.user)
    except NotDone as refusal:
        messages.error(request, str(refusal))
    else:
        mark_stale(target)
        name = target.name or "未命名项目"
        words = f"已移出“{name}”，可在“已移出”里找回。" if archived else f"已移回“{name}”。"
        messages.success(request, words)
    return redirect("projects")
