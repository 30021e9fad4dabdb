"""Which field each column of a table holds, told from its header rows; rows are laid on columns by their spans.

Where the format states merged cells, a cell belongs to the header that it overlaps most. Where it does not (plain text),
cells are counted from the right: what such formats lose stands at the left, under merged labels.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from zhunsheng.documents.page import Cell

UNKNOWN = "?"
"""The role of a column whose header nobody knows; its values are told as problems."""


class Leaf(NamedTuple):
    """One column of the header: its grid columns, its field (``""`` for none), its printed words."""

    start: int
    stop: int
    role: str
    word: str


@dataclass(slots=True)
class Columns:
    """The columns of one table part, from its header row and, where it has one, the row of names below."""

    leaves: list[Leaf]
    spans_known: bool
    width: int = 0
    unknown: list[Cell] = field(default_factory=list)

    @classmethod
    def of(cls, row: Sequence[Cell], role_of: Callable[[Cell], str], spans_known: bool) -> Columns:
        """The columns of a header row; ``role_of`` gives a cell's field, ``""`` or :data:`UNKNOWN`."""
        leaves = [Leaf(start, start + cell.colspan, role_of(cell), cell.text) for start, cell in placed(row)]
        unknown = [cell for cell in row if cell.text and role_of(cell) == UNKNOWN]
        return cls(leaves, spans_known, leaves[-1].stop if leaves else 0, unknown)

    @property
    def roles(self) -> set[str]:
        """Every field that some column holds."""
        return {leaf.role for leaf in self.leaves if leaf.role not in ("", UNKNOWN)}

    def drop_doubled_first(self) -> None:
        """Takes the first field from its column where a later column holds it too: that header names the lines."""
        first = next((number for number, leaf in enumerate(self.leaves) if leaf.role), None)
        if first is not None and any(leaf.role == self.leaves[first].role for leaf in self.leaves[first + 1 :]):
            self.leaves[first] = self.leaves[first]._replace(role="")

    def refine(
        self, row: Sequence[Cell], role_of: Callable[[Cell], str], groups: Callable[[str], Sequence[str]]
    ) -> None:
        """Takes the row of names below a header: they stand for the columns of the groups above them."""
        named = [(start, cell, role_of(cell)) for start, cell in placed(row) if cell.text and role_of(cell)]
        if self.spans_known and _width(row) == self.width:
            below = [Leaf(start, start + cell.colspan, role, cell.text) for start, cell, role in named]
            above = [leaf for leaf in self.leaves if not any(_overlap(leaf, other) for other in below)]
            self.leaves = sorted([*above, *below])
            return
        leaves: list[Leaf] = []
        for leaf in self.leaves:
            inside = [(cell, role) for _, cell, role in named if role in groups(leaf.word)]
            names = [Leaf(leaf.start, leaf.stop, role, cell.text) for cell, role in inside]
            leaves += names or [leaf]
        self.leaves = leaves

    def lay(self, row: Sequence[Cell]) -> list[tuple[Leaf, Cell]] | None:
        """Each cell of a row with its column; ``None`` where the row has more cells than there are columns."""
        if self.spans_known and _width(row) == self.width:
            return [(self._nearest(start, start + cell.colspan), cell) for start, cell in placed(row)]
        cells = list(row)
        while len(cells) > len(self.leaves) and not cells[-1].text:
            cells.pop()
        while len(cells) > len(self.leaves) and not cells[0].text:
            cells.pop(0)
        if len(cells) > len(self.leaves):
            return None
        leaves = self.leaves[len(self.leaves) - len(cells) :]
        return list(zip(leaves, cells, strict=True))

    def _nearest(self, start: int, stop: int) -> Leaf:
        return max(self.leaves, key=lambda leaf: min(leaf.stop, stop) - max(leaf.start, start))


def placed(row: Sequence[Cell]) -> list[tuple[int, Cell]]:
    """Every cell of a row with its first grid column."""
    found, column = [], 0
    for cell in row:
        found.append((column, cell))
        column += cell.colspan
    return found


def fill_levels(rows: Sequence[Mapping[str, Cell]], spans_known: bool) -> list[dict[str, str]]:
    """The texts of indicator rows with merged levels repeated on every row that they cover.

    A blank that is not covered stays blank where the file states its merges; where a file merges nothing in a column, and in
    plain text, it is taken for a merged cell. A level 2 that is blank under a new level 1 stays blank.
    """
    merged = {role for row in rows for role, cell in row.items() if cell.covered}
    found: list[dict[str, str]] = []
    before: dict[str, str] = {}
    for row in rows:
        texts = {role: cell.text for role, cell in row.items()}
        same = not texts.get("level1") and bool(before.get("level1")) and _fills("level1", row, merged, spans_known)
        if same:
            texts["level1"] = before["level1"]
        covered = "level2" in row and bool(row["level2"].covered)
        if (
            not texts.get("level2")
            and before.get("level2")
            and (covered or (same and _fills("level2", row, merged, spans_known)))
        ):
            texts["level2"] = before["level2"]
        before = {level: texts.get(level, "") for level in ("level1", "level2")}
        found.append(texts)
    return found


def _fills(role: str, row: Mapping[str, Cell], merged: set[str], spans_known: bool) -> bool:
    covered = role in row and bool(row[role].covered)
    return covered or not spans_known or role not in merged


def _width(row: Sequence[Cell]) -> int:
    return sum(cell.colspan for cell in row)


def _overlap(one: Leaf, other: Leaf) -> bool:
    return one.start < other.stop and other.start < one.stop
