"""Changes of a draft as pure functions on nouns: apply one, turn one round, replay many.

What ``old`` and ``new`` of a change hold, by kind:

* ``set``: ``{address: text or null}`` for every cell it changed;
* ``insert`` and ``remove``: ``{"key", "after", "cells": {name: text}}`` on the side where the row exists, ``{}`` on the other;
* ``move``: ``{"key", "after"}`` — the key of the row above it, ``null`` at the top;
* ``restore``: ``{"content": public JSON}``, the whole sheet;
* ``block``: ``{"parts": [{"kind", "old", "new"}, …]}``, several changes one after the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from zhunsheng.documents.interchange import (
    department_from_json,
    department_to_json,
    project_from_json,
    project_to_json,
)
from zhunsheng.model.address import INDICATOR_CELLS, indicator_cells
from zhunsheng.model.department import DepartmentPlan
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.project import Project
from zhunsheng.model.quantity import quantity
from zhunsheng.web.records import cell_address
from zhunsheng.web.records.cell_address import Noun, RowGone, index_of

Json = dict[str, Any]
_OPPOSITE = {"insert": "remove", "remove": "insert"}


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a draft."""

    kind: str
    old: Json
    new: Json

    @property
    def key(self) -> str:
        """The row that a row change is about; ``""`` for the others."""
        return (
            str(self.new.get("key") or self.old.get("key") or "") if self.kind in ("insert", "remove", "move") else ""
        )

    @property
    def address(self) -> str:
        """The first cell of a ``set``; ``""`` for the others."""
        return next(iter(self.new), "") if self.kind == "set" else ""

    def reversed(self) -> Change:
        """The change that takes this one back."""
        return Change(_OPPOSITE.get(self.kind, self.kind), self.new, self.old)


def content_of(noun: Noun) -> Json:
    """What a sheet keeps: the noun's public JSON with row keys."""
    return project_to_json(noun) if isinstance(noun, Project) else department_to_json(noun)


def noun_of(content: Mapping[str, Any]) -> Noun:
    """The noun of a sheet's content."""
    return project_from_json(content) if "indicators" in content else department_from_json(content)


def apply(noun: Noun, change: Change) -> Noun:
    """The noun after a change. Raises ``NoSuchCell`` or ``RowGone`` where the change does not fit."""
    if change.kind == "set":
        for address, text in change.new.items():
            noun = cell_address.write(noun, address, text)
        return noun
    if change.kind == "restore":
        return noun_of(change.new["content"])
    if change.kind == "block":
        return replay(noun, parts_of(change))
    if isinstance(noun, DepartmentPlan):
        raise RowGone(change.key)
    rows = list(noun.indicators)
    if change.kind == "insert":
        rows.insert(_below(noun, change.new["after"]), _row(change.new["key"], change.new["cells"]))
    else:
        index = index_of(noun, change.key)
        if index is None:
            raise RowGone(change.key)
        row = rows.pop(index)
        if change.kind == "move":
            rows.insert(_below(replace(noun, indicators=tuple(rows)), change.new["after"]), row)
    return replace(noun, indicators=tuple(rows))


def replay(noun: Noun, changes: Iterable[Change]) -> Noun:
    """The noun after all changes in order."""
    for change in changes:
        noun = apply(noun, change)
    return noun


def parts_of(change: Change) -> tuple[Change, ...]:
    """The simple changes that a change consists of: those of a block, else itself."""
    if change.kind != "block":
        return (change,)
    return tuple(Change(part["kind"], part["old"], part["new"]) for part in change.new["parts"])


def block_change(parts: Sequence[Change]) -> Change:
    """Several changes as one that is taken back as one."""
    forth = [{"kind": part.kind, "old": part.old, "new": part.new} for part in parts]
    back = [{"kind": r.kind, "old": r.old, "new": r.new} for r in (part.reversed() for part in reversed(parts))]
    return Change("block", {"parts": back}, {"parts": forth})


def texts_changed(change: Change) -> dict[str, tuple[str | None, str | None]]:
    """The cells that a change wrote one by one: address → text before and after. Row and whole-sheet changes: none."""
    found: dict[str, tuple[str | None, str | None]] = {}
    for part in parts_of(change):
        if part.kind == "set":
            found.update({address: (part.old.get(address), text) for address, text in part.new.items()})
    return found


def is_structural(change: Change) -> bool:
    """True when a change adds, removes or moves rows, or replaces the sheet."""
    return any(part.kind != "set" for part in parts_of(change))


def set_change(noun: Noun, texts: Mapping[str, str | None]) -> Change:
    """The change that writes these cells, as they read once written; cells that would not change are left out."""
    after = noun
    for address, text in texts.items():
        after = cell_address.write(after, address, text)
    old = {address: cell_address.read(noun, address) for address in texts}
    new = {address: cell_address.read(after, address) for address in texts}
    touched = [address for address in texts if old[address] != new[address]]
    return Change("set", {address: old[address] for address in touched}, {address: new[address] for address in touched})


def insert_change(project: Project, after: str | None, cells: Mapping[str, str | None], key: str) -> Change:
    """The change that puts a row below the row ``after`` (``None``: on top). Raises ``RowGone``."""
    _below(project, after)
    return Change("insert", {}, {"key": key, "after": after, "cells": {n: cells.get(n) for n in INDICATOR_CELLS}})


def remove_change(project: Project, key: str) -> Change:
    """The change that takes a row out. Raises ``RowGone``."""
    index = index_of(project, key)
    if index is None:
        raise RowGone(key)
    row = dict(indicator_cells(project.indicators[index]))
    return Change("remove", {"key": key, "after": _above(project, index), "cells": row}, {})


def move_change(project: Project, key: str, after: str | None) -> Change:
    """The change that puts a row below the row ``after`` (``None``: on top). Raises ``RowGone``."""
    index = index_of(project, key)
    if index is None:
        raise RowGone(key)
    if after != key:
        _below(project, after)
    else:
        after = _above(project, index)
    return Change("move", {"key": key, "after": _above(project, index)}, {"key": key, "after": after})


def restore_change(noun: Noun, content: Json) -> Change:
    """The change that puts another content in the place of the whole sheet."""
    return Change("restore", {"content": content_of(noun)}, {"content": content})


def _row(key: str, cells: Mapping[str, str | None]) -> Indicator:
    plain = {name: cells.get(name) for name in INDICATOR_CELLS if name != "target"}
    return Indicator(**plain, target=quantity(cells.get("target")), key=key)


def _below(project: Project, after: str | None) -> int:
    """The index just below the row ``after``."""
    if after is None:
        return 0
    index = index_of(project, after)
    if index is None:
        raise RowGone(after)
    return index + 1


def _above(project: Project, index: int) -> str | None:
    """The key of the row above the row at ``index``."""
    return project.indicators[index - 1].key if index else None
