"""Take back a person's own latest edit of a draft, or bring it back: each as a new edit, so nothing is ever lost."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from zhunsheng.model.project import Project
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records.cell_address import NoSuchCell, Noun, RowGone, index_of, read
from zhunsheng.web.records.changes import (
    Change,
    apply,
    block_change,
    content_of,
    parts_of,
    remove_change,
    texts_changed,
)
from zhunsheng.web.records.models import Edit, EditKind
from zhunsheng.web.records.operations.edit_cell import gone, last_change, repeated
from zhunsheng.web.records.operations.outcome import Conflict, Moved
from zhunsheng.web.records.operations.recording import AnySheet, Saved, change_of, locked, noun, owner, record


def undo_edit(sheet: AnySheet, by: User, *, client_id: str | None = None, force: bool = False) -> Saved:
    """Take back this person's latest edit that is not taken back yet; ``Saved.edit`` is ``None`` when there is none.

    Raises ``Conflict`` or ``Moved`` when others have changed the same place since; ``force`` overrides a cell.
    """
    with transaction.atomic():
        sheet = locked(sheet, by)
        before = noun(sheet)
        done = repeated(sheet, by, client_id)
        if done is not None:
            return Saved(sheet, before, before, done)
        edit = _whole(_stacks(sheet, by)[0])
        if edit is None:
            return Saved(sheet, before, before, None)
        change = change_of(edit).reversed()
        change = _fitting(sheet, before, change, force)
        return record(sheet, before, change, act="undo_edit", by=by, client_id=client_id, undo_of=edit)


def redo_edit(sheet: AnySheet, by: User, *, client_id: str | None = None, force: bool = False) -> Saved:
    """Bring back what this person took back last; a new edit of theirs ends the chance."""
    with transaction.atomic():
        sheet = locked(sheet, by)
        before = noun(sheet)
        done = repeated(sheet, by, client_id)
        if done is not None:
            return Saved(sheet, before, before, done)
        edit = _whole(_stacks(sheet, by)[1])
        if edit is None:
            return Saved(sheet, before, before, None)
        change = _fitting(sheet, before, change_of(edit), force)
        return record(sheet, before, change, act="redo_edit", by=by, client_id=client_id, redo_of=edit)


def _stacks(sheet: AnySheet, by: User) -> tuple[list[int], list[int]]:
    """What this person can undo and redo, newest last, by the ids of the first-hand edits."""
    rows: Iterable[tuple[int, int | None, int | None]] = (
        Edit.objects.filter(**owner(sheet), by=by).order_by("revision").values_list("pk", "undo_of_id", "redo_of_id")
    )
    undo: list[int] = []
    redo: list[int] = []
    for pk, undone, redone in rows:
        if undone is not None:
            undo.remove(undone)
            redo.append(undone)
        elif redone is not None:
            redo.remove(redone)
            undo.append(redone)
        else:
            undo.append(pk)
            redo.clear()
    return undo, redo


def _whole(stack: list[int]) -> Edit | None:
    return Edit.objects.get(pk=stack[-1]) if stack else None


def _fitting(sheet: AnySheet, before: Noun, change: Change, force: bool) -> Change:
    """The change as it fits what is there now; raised is whatever would overwrite another person's work."""
    if change.kind == EditKind.SET:
        return _fitting_set(sheet, before, change, force)
    if change.kind == EditKind.RESTORE:
        if content_of(before) != change.old["content"]:
            raise Moved("整表替换之后又有人改过，不能直接撤销。请在“版本”里选要恢复的那一版。")
        return change
    if change.kind == EditKind.BLOCK:
        return _fitting_block(sheet, before, change, force)
    assert isinstance(before, Project)
    if change.kind == EditKind.REMOVE:
        return _fitting_remove(sheet, before, change, force)
    above = change.new["after"]
    if change.kind == EditKind.MOVE and index_of(before, change.key) is None:
        raise gone(sheet, change.key, None)
    if change.kind == EditKind.INSERT and index_of(before, change.key) is not None:
        raise Moved("这条指标已经在表里，不用再恢复。")
    if above is not None and index_of(before, above) is None:
        above = before.indicators[-1].key if before.indicators else None
    if change.kind == EditKind.INSERT:
        return Change("insert", {}, {**change.new, "after": above})
    index = index_of(before, change.key)
    now = before.indicators[index - 1].key if index else None
    return Change(
        "move", {"key": change.key, "after": now}, {"key": change.key, "after": now if above == change.key else above}
    )


def _fitting_set(sheet: AnySheet, before: Noun, change: Change, force: bool) -> Change:
    now = {}
    for address, old in change.old.items():
        try:
            now[address] = read(before, address)
        except (RowGone, NoSuchCell) as error:
            raise gone(sheet, str(error.args[0]), change.new[address]) from error
        if now[address] != old and not force:
            edit = last_change(sheet, address)
            by, at = (str(edit.by), edit.at) if edit else ("", None)
            mine, theirs = change.new[address] or "", now[address] or ""
            raise Conflict(address, mine, theirs, old or "", by, at, sheet.revision)
    return Change("set", now, change.new)


def _fitting_block(sheet: AnySheet, before: Noun, change: Change, force: bool) -> Change:
    parts = []
    for part in parts_of(change):
        fitting = _fitting(sheet, before, part, force)
        before = apply(before, fitting)
        parts.append(fitting)
    return block_change(parts)


def _fitting_remove(sheet: AnySheet, before: Project, change: Change, force: bool) -> Change:
    """Undoing an insert takes the row out with what it says now, unless somebody else has written into it since."""
    index = index_of(before, change.key)
    if index is None:
        raise gone(sheet, change.key, None)
    if not force:
        stranger = _stranger_in(sheet, change.key)
        if stranger is not None:
            raise Moved(f"{stranger}在这条指标里写过内容，没有撤销。如确实不要，请用“删除指标”。")
    return remove_change(before, change.key)


def _stranger_in(sheet: AnySheet, key: str) -> User | None:
    """Who, other than the person who added the row, has written into it since."""
    edits = Edit.objects.filter(**owner(sheet)).select_related("by").order_by("-revision")
    prefix = f"indicators.{key}."
    writers: list[User] = []
    for edit in edits:
        change = change_of(edit)
        if any(part.kind == "insert" and part.key == key for part in parts_of(change)):
            return next((writer for writer in writers if writer.pk != edit.by_id), None)
        if any(address.startswith(prefix) for address in texts_changed(change)):
            writers.append(edit.by)
    return None
