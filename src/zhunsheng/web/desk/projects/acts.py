"""What the form view's script asks for."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhunsheng.web.desk import sheet_acts, talk
from zhunsheng.web.desk.answers import answering, body, number_of, rows_html, saved_answer, text_of
from zhunsheng.web.records import queries
from zhunsheng.web.records.cell_text import one_line
from zhunsheng.web.records.models import Target
from zhunsheng.web.records.operations.archive_target import archive_target, unarchive_target
from zhunsheng.web.records.operations.create_target import create_target
from zhunsheng.web.records.operations.insert_indicator import insert_indicator
from zhunsheng.web.records.operations.move_indicator import move_indicator
from zhunsheng.web.records.operations.outcome import Invalid, NotDone
from zhunsheng.web.records.operations.paste_block import paste_block
from zhunsheng.web.records.operations.remove_indicator import remove_indicator
from zhunsheng.web.records.reviewing import recount
from zhunsheng.web.records.scope import units

MAX_CHOSEN = 500
"""The most projects that one act may be about."""


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
def archive(request: HttpRequest) -> HttpResponse:
    """Take the chosen projects out of the lists."""
    return _moved(request, archived=True)


@require_POST
def unarchive(request: HttpRequest) -> HttpResponse:
    """Bring the chosen projects back."""
    return _moved(request, archived=False)


@require_POST
def create(request: HttpRequest) -> HttpResponse:
    """Begin a project with a blank table."""
    data = request.POST
    unit = units(request.user).filter(code=one_line(data.get("unit"), 20)).first()
    if unit is None:
        raise Http404
    year = data.get("year", "").strip()
    number = int(year) if year.isascii() and year.isdecimal() and len(year) == 4 else None
    try:
        made = create_target(request.user, unit, number, data.get("name", ""), data.get("code", ""))
    except NotDone as refusal:
        messages.error(request, str(refusal))
        return redirect("projects")
    recount(made.unit, made.year)
    messages.success(request, f"已新建“{made.name}”。从项目编码开始填，改完一格自动保存。")
    return redirect("project", made.pk)


def find(request: HttpRequest, pk: int) -> Target:
    """The project of this id if the person may see it. Raises ``Http404``."""
    target = queries.find_target(request.user, pk)
    if target is None:
        raise Http404
    return target


def _moved(request: HttpRequest, *, archived: bool) -> HttpResponse:
    ids = [int(pk) for pk in request.POST.getlist("id") if pk.isascii() and pk.isdecimal() and len(pk) < 15]
    targets = [find(request, pk) for pk in ids[:MAX_CHOSEN]]
    try:
        with transaction.atomic():
            moved = [(archive_target if archived else unarchive_target)(target, request.user) for target in targets]
    except NotDone as refusal:
        messages.error(request, str(refusal))
        return redirect("projects")
    for unit, year in {(target.unit, target.year) for target in moved}:
        recount(unit, year)
    if not moved:
        messages.error(request, "还没有选中项目，没有移动。请先在列表里勾选。")
    else:
        what = f"“{moved[0].name or '未命名项目'}”" if len(moved) == 1 else f"{len(moved)}个项目"
        words = f"已移出{what}，勾选“已移出”可以找回。" if archived else f"已移回{what}。"
        messages.success(request, words)
    return redirect("projects")
