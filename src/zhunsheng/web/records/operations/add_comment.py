"""Say something about a cell, or settle what was said."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from zhunsheng.web.accounts.models import User
from zhunsheng.web.records import audit
from zhunsheng.web.records.canonical import digest
from zhunsheng.web.records.cell_address import all_cells, row_key
from zhunsheng.web.records.cell_text import BadText, cell_text
from zhunsheng.web.records.models import Comment, CommentKind, Thread
from zhunsheng.web.records.operations.outcome import Forbidden, Invalid
from zhunsheng.web.records.operations.recording import AnySheet, noun, owner
from zhunsheng.web.records.scope import sees
from zhunsheng.web.records.standing_in import owners

LONGEST = 2000
"""The longest text of one comment."""


def add_comment(sheet: AnySheet, by: User, address: str, text: str, *, client_id: str | None = None) -> Thread:
    """Add a comment to a cell's thread; it opens the thread again. Raises ``Invalid`` or ``Forbidden``."""
    _may_talk(by, sheet)
    with transaction.atomic():
        done = _repeated(by, client_id)
        if done is not None:
            return done
        if not _is_cell(sheet, address):
            raise Invalid("表里没有这一格，没有留言。请刷新页面后再试。")
        return add_comment_to(owner(sheet), address, by, _text(text), timezone.now(), client_id)


def resolve_thread(sheet: AnySheet, by: User, address: str) -> Thread:
    """Settle a thread: the reviewer, or whoever opened it. Raises ``Invalid`` or ``Forbidden``."""
    _may_talk(by, sheet)
    with transaction.atomic():
        thread = Thread.objects.select_for_update(of=("self",)).filter(**owner(sheet), address=address).first()
        if thread is None:
            raise Invalid("这一格还没有留言，不用了结。")
        if thread.asked_by_id not in owners(by) and not by.may_review:
            raise Forbidden("只有提问的人或审核人能了结这个询问。您可以留言回答。")
        if thread.open:
            _add(thread, by, CommentKind.RESOLVE, "", timezone.now(), None)
        return thread


def add_comment_to(
    where: dict[str, Any], address: str, by: User, text: str, at: datetime, client_id: str | None = None
) -> Thread:
    """Add a comment inside the transaction of another act; ``where`` are the owner columns."""
    first = {"asked_by": by, "last_by": by, "last_at": at}
    thread, made = Thread.objects.get_or_create(**where, address=address[:80], defaults=first)
    thread = Thread.objects.select_for_update(of=("self",)).get(pk=thread.pk)
    if not made and not thread.open:
        thread.asked_by = by
    _add(thread, by, CommentKind.SAY, text, at, client_id)
    return thread


def written(row: Comment) -> dict[str, Any]:
    """What the audit trail's digest of a comment covers."""
    return {"thread": row.thread_id, "number": row.number, "kind": row.kind, "text": row.text}


def _add(thread: Thread, by: User, kind: CommentKind, text: str, at: datetime, client_id: str | None) -> None:
    row = Comment(thread=thread, number=thread.count + 1, kind=kind, text=text, by=by, at=at, client_id=client_id)
    row.save()
    thread.count, thread.open, thread.last_by, thread.last_at = row.number, kind == CommentKind.SAY, by, at
    thread.save()
    act = "add_comment" if kind == CommentKind.SAY else "resolve_thread"
    name = f"target:{thread.target_id}" if thread.target_id else f"plan:{thread.plan_id}"
    detail = {"address": thread.address, "written": {f"comment:{row.pk}": digest(written(row))}}
    audit.log(act, by, at, name, detail)


def _may_talk(by: User, sheet: AnySheet) -> None:
    if not sees(by, sheet.unit):
        raise Forbidden("这个项目不属于您能看到的单位，没有留言。")
    if not (by.may_edit or by.may_review):
        raise Forbidden("您的角色只能查看，没有留言。如需留言，请联系本单位管理员。")


def _is_cell(sheet: AnySheet, address: str) -> bool:
    cells = all_cells(noun(sheet))
    if address in cells or address in ("indicators", "budget", "fund_plan", "heading"):
        return True
    row = row_key(address)
    return bool(row and not row[1] and any(cell.startswith(f"{address}.") for cell in cells))


def _repeated(by: User, client_id: str | None) -> Thread | None:
    if client_id is None:
        return None
    if not isinstance(client_id, str) or not 0 < len(client_id) <= 64 or not client_id.isascii():
        raise Invalid("请求的编号（client_id）应为64个字符以内的英文字母和数字。")
    done = Comment.objects.filter(client_id=client_id).select_related("thread").first()
    if done is not None and done.by_id != by.pk:
        raise Invalid("请求的编号（client_id）已经用过。请刷新页面后再试。")
    return done.thread if done else None


def _text(text: object) -> str:
    try:
        found = cell_text(text)
    except BadText as error:
        raise Invalid(str(error)) from error
    if not found:
        raise Invalid("还没有写内容，没有留言。")
    if len(found) > LONGEST:
        raise Invalid(f"留言有{len(found)}字，超过{LONGEST}字的上限，没有保存。请删短。")
    return found
