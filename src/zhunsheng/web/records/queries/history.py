"""What was changed when and by whom; any earlier state of a sheet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from zhunsheng.web.records.cell_address import Noun, all_cells, row_key
from zhunsheng.web.records.changes import Change, is_structural, noun_of, parts_of, replay, texts_changed
from zhunsheng.web.records.models import Edit, EditKind, Target, Version
from zhunsheng.web.records.operations.recording import AnySheet, change_of, owner

SHOWN = 300
"""The most edits that one history shows."""


class NoSuchState(LookupError):
    """The sheet has no such version or revision."""


@dataclass(frozen=True, slots=True)
class CellEdit:
    """One change of one cell or row. ``label`` says what was done where it was more than rewriting a cell."""

    revision: int
    address: str
    old: str | None
    new: str | None
    by: str
    by_id: int
    at: datetime
    label: str
    changed: int = 0
    """How many cells and rows differ, for a change of the whole sheet at once."""


@dataclass(frozen=True, slots=True)
class Since:
    """What happened to a sheet after a revision."""

    revision: int
    edits: tuple[CellEdit, ...]
    structure_changed: bool


def content_at(sheet: AnySheet, revision: int) -> Noun:
    """The sheet as it stood at a revision: the last version up to it, and the edits after that one."""
    if not 0 <= revision <= sheet.revision:
        raise NoSuchState(revision)
    version = Version.objects.filter(**owner(sheet), revision__lte=revision).order_by("-revision", "-number").first()
    if version is None:
        raise NoSuchState(revision)
    edits = Edit.objects.filter(**owner(sheet), revision__gt=version.revision, revision__lte=revision)
    return replay(noun_of(version.content), (change_of(edit) for edit in edits.order_by("revision")))


def target_at(target: Target, revision: int) -> Noun:
    """A project's target table as it stood at a revision. Raises :class:`NoSuchState`."""
    return content_at(target, revision)


def state(sheet: AnySheet, word: str) -> Noun:
    """The sheet in the state that a page's address names: ``v1``, ``r12`` or ``draft``. Raises :class:`NoSuchState`."""
    if word == "draft":
        return noun_of(sheet.draft)
    kind, number = word[:1], word[1:]
    if kind not in ("v", "r") or not (number.isascii() and number.isdecimal()) or len(number) > 9:
        raise NoSuchState(word)
    if kind == "r":
        return content_at(sheet, int(number))
    version = Version.objects.filter(**owner(sheet), number=int(number)).first()
    if version is None:
        raise NoSuchState(word)
    return noun_of(version.content)


def cell_history(sheet: AnySheet, address: str = "") -> tuple[CellEdit, ...]:
    """The edits of one cell, or of all, newest first."""
    edits = Edit.objects.filter(**owner(sheet)).select_related("by", "undo_of", "redo_of").order_by("-revision")
    found: list[CellEdit] = []
    for edit in edits.iterator(chunk_size=200):
        found.extend(_lines(edit, address))
        if len(found) >= SHOWN:
            break
    return tuple(found[:SHOWN])


def changes_since(sheet: AnySheet, revision: int) -> Since:
    """What happened after a revision, oldest first."""
    edits = list(
        Edit.objects.filter(**owner(sheet), revision__gt=revision).select_related("by").order_by("revision")[:500]
    )
    lines = tuple(line for edit in edits for line in _lines(edit, ""))
    return Since(sheet.revision, lines, any(is_structural(change_of(edit)) for edit in edits))


def texts_since(sheet: AnySheet, revision: int) -> tuple[set[str], bool]:
    """The addresses that were written after a revision, and whether rows came, went or moved."""
    addresses: set[str] = set()
    structural = False
    edits = Edit.objects.filter(**owner(sheet), revision__gt=revision).order_by("revision")
    for kind, old, new in edits.values_list("kind", "old", "new")[:500]:
        change = Change(kind, old, new)
        addresses.update(texts_changed(change))
        structural = structural or is_structural(change)
    return addresses, structural


def _lines(edit: Edit, address: str) -> Iterator[CellEdit]:
    """One line a cell that the edit wrote, one a row that it added, removed or moved."""
    turned = "撤销" if edit.undo_of_id else "重做" if edit.redo_of_id else ""
    change = change_of(edit)
    wanted = row_key(address) if address else None
    for part in parts_of(change):
        if part.kind == "set":
            for cell, new in part.new.items():
                if address in ("", cell):
                    yield _line(edit, cell, part.old.get(cell), new, turned)
        elif part.kind == "restore":
            yield from _restored(edit, part, address, edit.note or turned)
        elif not address or (wanted and wanted[0] == part.key):
            label = f"{turned}{EditKind(part.kind).label}"
            yield _line(edit, f"indicators.{part.key}", _row_words(part.old), _row_words(part.new), label)


def _restored(edit: Edit, part: Change, address: str, label: str) -> Iterator[CellEdit]:
    """What a replacement of the whole sheet did: to one cell, or in one line to all."""
    if not address:
        before, after = all_cells(noun_of(part.old["content"])), all_cells(noun_of(part.new["content"]))
        differ = [address for address in before.keys() | after.keys() if before.get(address) != after.get(address)]
        yield replace(_line(edit, "", None, None, label or EditKind.RESTORE.label), changed=len(differ))
        return
    before, after = all_cells(noun_of(part.old["content"])), all_cells(noun_of(part.new["content"]))
    if before.get(address) != after.get(address):
        yield _line(edit, address, before.get(address), after.get(address), label)


def _row_words(side: dict[str, object]) -> str | None:
    """A row in words; ``None`` on the side where it is not, or for a move."""
    cells = side.get("cells")
    if not isinstance(cells, dict):
        return None
    return " ".join(str(text) for text in cells.values() if text) or "空白行"


def _line(edit: Edit, address: str, old: str | None, new: str | None, label: str) -> CellEdit:
    return CellEdit(edit.revision, address, old, new, str(edit.by), edit.by_id, edit.at, label)
