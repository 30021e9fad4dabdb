"""Change cells of a draft: one, or several that belong together (a merged cell, a pasted block)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import transaction

from zhunsheng.model.project import Project
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records.cell_address import NoSuchCell, Noun, RowGone, read, row_key, write
from zhunsheng.web.records.cell_text import BadText, cell_text
from zhunsheng.web.records.changes import set_change, texts_changed
from zhunsheng.web.records.headings import canonical_heading
from zhunsheng.web.records.models import Edit, EditKind, Target
from zhunsheng.web.records.operations.outcome import Conflict, Gone, Invalid
from zhunsheng.web.records.operations.recording import AnySheet, Saved, change_of, locked, noun, owner, record

MAX_CELLS = 2000
"""The most cells that one act may change."""


@dataclass(frozen=True, slots=True)
class CellText:
    """What a person wrote into one cell, and what stood there when they began.

    An ``optional`` one goes along with another (a row under a merged cell): it is left alone where its row is gone or
    no longer reads ``base``.
    """

    address: str
    text: str | None
    base: str | None = None
    optional: bool = False


def edit_cells(
    sheet: AnySheet, by: User, texts: Sequence[CellText], *, client_id: str | None = None, force: bool = False
) -> Saved:
    """Write cells. Raises ``Invalid``, ``Forbidden``, ``Conflict`` (the cell no longer reads ``base``) or ``Gone``.

    Repeating a ``client_id`` changes nothing and answers as before. ``force`` overrides a conflict knowingly.
    """
    cleaned = [replace(item, text=_clean(item.text), base=_clean(item.base)) for item in texts]
    if not cleaned or len(cleaned) > MAX_CELLS:
        raise Invalid(f"一次应改1到{MAX_CELLS}格。")
    with transaction.atomic():
        sheet = locked(sheet, by)
        before = noun(sheet)
        done = repeated(sheet, by, client_id)
        if done is not None:
            return Saved(sheet, before, before, done)
        wanted = {}
        for item in cleaned:
            if item.optional and not _still(before, item):
                continue
            wanted[item.address] = _checked(sheet, before, item, force)
        try:
            change = set_change(before, wanted)
        except NoSuchCell as error:
            raise Invalid(f"表里没有“{error.args[0]}”这一格，没有保存。请刷新页面后再试。") from error
        if not change.new:
            return Saved(sheet, before, before, None)
        return record(sheet, before, change, act="edit_cell", by=by, client_id=client_id)


def repeated(sheet: AnySheet, by: User, client_id: str | None) -> Edit | None:
    """The edit that this ``client_id`` made before, if any. Raises ``Invalid`` when it was another person's or sheet's."""
    if client_id is None:
        return None
    if not isinstance(client_id, str) or not 0 < len(client_id) <= 64 or not client_id.isascii():
        raise Invalid("请求的编号（client_id）应为64个字符以内的英文字母和数字。")
    done = Edit.objects.filter(client_id=client_id).first()
    if done is not None and (done.by_id != by.pk or done.sheet.pk != sheet.pk or type(done.sheet) is not type(sheet)):
        raise Invalid("请求的编号（client_id）已经用过。请刷新页面后再试。")
    return done


def last_change(sheet: AnySheet, address: str) -> Edit | None:
    """The newest edit that touched a cell: its own, or one of the whole sheet."""
    edits = Edit.objects.filter(**owner(sheet)).select_related("by").order_by("-revision")
    row = row_key(address)
    for edit in edits[:500]:
        if edit.kind == EditKind.RESTORE or address in texts_changed(change_of(edit)) or (row and edit.key == row[0]):
            return edit
    return None


def gone(sheet: AnySheet, key: str, text: str | None) -> Gone:
    """The refusal for a row that is no longer there: who removed it, and what would have been lost."""
    edits = Edit.objects.filter(**owner(sheet), key=key, kind=EditKind.REMOVE).select_related("by")
    edit = edits.order_by("-revision").first()
    return Gone(text or "", str(edit.by) if edit else "", edit.at if edit else None)


def _clean(value: object) -> str | None:
    try:
        return cell_text(value)
    except BadText as error:
        raise Invalid(str(error)) from error


def _still(before: Noun, item: CellText) -> bool:
    """True when the cell is there and reads as its person saw it."""
    try:
        return (read(before, item.address) or "") == (item.base or "")
    except (RowGone, NoSuchCell):
        return False


def _checked(sheet: AnySheet, before: Noun, item: CellText, force: bool) -> str | None:
    """The text to write; a conflict or a missing row is raised."""
    try:
        now = read(before, item.address)
    except RowGone as error:
        raise gone(sheet, str(error.args[0]), item.text) from error
    except NoSuchCell as error:
        raise Invalid(f"表里没有“{item.address[:60]}”这一格，没有保存。请刷新页面后再试。") from error
    shown, text = now, item.text
    if item.address == "heading" and isinstance(sheet, Target) and isinstance(before, Project):
        usual = canonical_heading(sheet, before)
        shown = now or usual
        text = None if text == usual else text
        text_matches = text == now
    else:
        text_matches = _stored(before, item.address, text) == now
    if force or text_matches or (shown or "") == (item.base or ""):
        return text
    edit = last_change(sheet, item.address)
    by, at = (str(edit.by), edit.at) if edit else ("", None)
    raise Conflict(item.address, item.text or "", shown or "", item.base or "", by, at, sheet.revision)


def _stored(before: Noun, address: str, text: str | None) -> str | None:
    """How a text would read in the cell once written."""
    return read(write(before, address, text), address)
