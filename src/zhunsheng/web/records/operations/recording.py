"""Writing one change of a draft: the draft, its derived columns and rows, the edit and the audit entry, together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from zhunsheng.model.project import Project
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records import audit, derived
from zhunsheng.web.records.canonical import digest
from zhunsheng.web.records.cell_address import Noun, row_key
from zhunsheng.web.records.changes import Change, apply, content_of, is_structural, noun_of, texts_changed
from zhunsheng.web.records.course import mends, write_refusal
from zhunsheng.web.records.models import Edit, Plan, Target
from zhunsheng.web.records.operations.outcome import Forbidden, Moved
from zhunsheng.web.records.scope import sees

AnySheet = Target | Plan


@dataclass(frozen=True, slots=True)
class Saved:
    """What an act on a draft left behind: the sheet with its new revision, the noun before and after, the edit."""

    sheet: AnySheet
    before: Noun
    after: Noun
    edit: Edit | None
    """``None`` when there was nothing to change."""


def object_name(sheet: AnySheet) -> str:
    """What the audit trail calls a sheet: ``target:12``."""
    return f"{'target' if isinstance(sheet, Target) else 'plan'}:{sheet.pk}"


def owner(sheet: AnySheet) -> dict[str, AnySheet]:
    """The owner columns of a row that belongs to a sheet."""
    return {"target": sheet} if isinstance(sheet, Target) else {"plan": sheet}


def locked(sheet: AnySheet, by: User, may: bool | None = None) -> AnySheet:
    """The sheet as it is now, locked until the transaction ends; ``may`` where other people than editors may act.

    Raises :class:`Forbidden`.
    """
    found = type(sheet).objects.select_for_update(of=("self",)).select_related("unit").get(pk=sheet.pk)
    if not sees(by, found.unit):
        raise Forbidden("这个项目不属于您能看到的单位，没有改动。")
    if not (by.may_edit if may is None else may) and not mends(found, by):
        raise Forbidden(f"{by.bounds}，没有改动。如需修改，请联系本单位管理员。")
    if found.archived:
        raise Forbidden("这个项目已移出，不能再改。请先移回。")
    return found


def record(
    sheet: AnySheet,
    before: Noun,
    change: Change,
    *,
    act: str,
    by: User,
    client_id: str | None = None,
    undo_of: Edit | None = None,
    redo_of: Edit | None = None,
    note: str = "",
    at: datetime | None = None,
    by_step: bool = False,
) -> Saved:
    """Apply a change to a locked sheet and keep it. Raises what :func:`..changes.apply` raises, and ``Forbidden`` where the
    content is read-only in the sheet's state; ``by_step`` says that the process itself changes it."""
    if not by_step and (refusal := write_refusal(sheet, by)):
        raise Forbidden(refusal)
    after = apply(before, change)
    at = at or timezone.now()
    revision = sheet.revision
    columns: dict[str, Any] = {"draft": content_of(after), "revision": revision + 1, "updated_at": at, "updated_by": by}
    if isinstance(after, Project):
        columns |= derived.target_columns(after)
    same = {"state": sheet.state} if isinstance(sheet, Target) else {}
    if type(sheet).objects.filter(pk=sheet.pk, revision=revision, **same).update(**columns) != 1:
        raise Moved("这张表刚被别人改过，没有保存。请再试一次。")
    for name, value in columns.items():
        setattr(sheet, name, value)
    edit = Edit(
        **owner(sheet), revision=revision + 1, kind=change.kind, address=change.address[:80], key=change.key,
        old=change.old, new=change.new, note=note[:400], by=by, at=at, client_id=client_id, undo_of=undo_of, redo_of=redo_of,
    )  # fmt: skip
    edit.save()
    _derive(sheet, after, change)
    detail = {"revision": edit.revision, "kind": change.kind, "change": change_digest(edit)}
    if change.address or change.key:
        detail["address"] = change.address or change.key
    audit.log(act, by, at, object_name(sheet), detail)
    return Saved(sheet, before, after, edit)


def noun(sheet: AnySheet) -> Noun:
    """The noun of a sheet's draft."""
    return noun_of(sheet.draft)


def change_of(edit: Edit) -> Change:
    """The change that an edit made."""
    return Change(edit.kind, edit.old, edit.new)


def change_digest(edit: Edit) -> str:
    """What the audit trail keeps of an edit's content."""
    return digest({"kind": edit.kind, "old": edit.old, "new": edit.new})


def _derive(sheet: AnySheet, after: Noun, change: Change) -> None:
    if not isinstance(sheet, Target) or not isinstance(after, Project):
        return
    if is_structural(change):
        derived.rebuild_rows(sheet, after)
        return
    for key in {row[0] for row in map(row_key, texts_changed(change)) if row}:
        derived.update_row(sheet, after, key)
