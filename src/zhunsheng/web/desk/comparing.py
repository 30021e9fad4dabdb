"""Two versions of a target table side by side on one form: what stayed, what came, what went, word by word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from zhunsheng.documents.page import Block
from zhunsheng.model.address import INDICATOR_CELLS, cell_name, cells, indicator_address, indicator_cells
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.project import Project
from zhunsheng.web.desk.paper import PaperCell, PaperRow, paper

_WORDS = re.compile(r"[A-Za-z]+|\d+(?:\.\d+)?|\s+|.", re.S)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words in one cell: ``same``, ``ins`` (only in the later one) or ``del`` (only in the earlier one)."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """One project that holds the rows of both, and what changed in it.

    ``pieces`` gives each changed cell's runs by address, ``rows`` each indicator's fate by key (``ins``, ``del``).
    """

    project: Project
    keys: tuple[str, ...]
    pieces: dict[str, tuple[Piece, ...]]
    rows: dict[str, str]

    @property
    def changed(self) -> int:
        """How many cells and rows differ."""
        own = sum(1 for address in self.pieces if address.partition(".")[0] != "indicators")
        return own + sum(1 for address in self.pieces if address.startswith("indicators.")) + len(self.rows)


def compare(earlier: Project, later: Project) -> Comparison:
    """Compare two versions; indicators are matched by key, or else by their three names."""
    pairs = _matched(earlier.indicators, later.indicators)
    merged: list[Indicator] = []
    rows: dict[str, str] = {}
    pieces: dict[str, tuple[Piece, ...]] = {}
    for number, (old, new) in enumerate(pairs):
        shown = new if new is not None else old
        assert shown is not None
        key = shown.key or f"row{number}"
        merged.append(replace(shown, key=key))
        if old is None or new is None:
            rows[key] = "ins" if old is None else "del"
            continue
        for (name, before), (_, after) in zip(indicator_cells(old), indicator_cells(new), strict=True):
            if before != after:
                pieces[f"indicators.{key}.{name}"] = words_changed(before, after)
    before_cells, after_cells = cells(earlier), cells(later)
    for address in dict.fromkeys((*before_cells, *after_cells)):
        if indicator_address(address) is None and before_cells.get(address) != after_cells.get(address):
            pieces[address] = words_changed(before_cells.get(address), after_cells.get(address))
    project = replace(later, indicators=tuple(merged))
    return Comparison(project, tuple(row.key for row in merged), pieces, rows)


@dataclass(frozen=True, slots=True)
class Change:
    """A line of the list of changes: what differs, the runs (none for a whole row), a row's fate, and where it stands."""

    name: str
    anchor: str
    pieces: tuple[Piece, ...] = ()
    fate: str = ""


def changes(comparison: Comparison) -> list[Change]:
    """Every difference in the order of the form: cells of its head, then its indicators row by row."""
    found = [
        Change(cell_name(address), f"c-{address}", pieces)
        for address, pieces in comparison.pieces.items()
        if not address.startswith("indicators.")
    ]
    for key, row in zip(comparison.keys, comparison.project.indicators, strict=True):
        shown = f"“{row.level3 or row.level2 or row.level1 or '未命名指标'}”"
        if key in comparison.rows:
            found.append(Change(f"指标{shown}", f"r-{key}", fate=comparison.rows[key]))
        for name in INDICATOR_CELLS:
            pieces = comparison.pieces.get(f"indicators.{key}.{name}")
            if pieces:
                found.append(Change(f"指标{shown}的{cell_name(f'indicators[0].{name}')}", f"r-{key}", pieces))
    return found


@dataclass(frozen=True, slots=True)
class ComparedCell:
    """A cell on screen with the runs that differ; everything else as :class:`PaperCell` has it."""

    cell: PaperCell
    pieces: tuple[Piece, ...]

    def __getattr__(self, name: str) -> object:
        return getattr(self.cell, name)


def compared_paper(blocks: Sequence[Block], comparison: Comparison) -> dict[str, object]:
    """The form on screen with both texts in it: ``title`` and ``tables`` as :mod:`zhunsheng.web.desk.paper` gives them."""
    printed = paper(blocks, comparison.keys)
    tables = [
        {
            "header": t.header,
            "widths": t.widths,
            "is_indicators": t.is_indicators,
            "rows": [_row(r, comparison) for r in t.rows],
        }
        for t in printed.tables
    ]
    return {"title": printed.title, "tables": tables}


def _row(row: PaperRow, comparison: Comparison) -> dict[str, object]:
    cells_shown = [ComparedCell(cell, comparison.pieces.get(cell.address, ())) for cell in row.cells]
    return {
        "key": row.key,
        "css": row.css,
        "title": row.title,
        "fate": comparison.rows.get(row.key, ""),
        "cells": cells_shown,
    }


def words_changed(before: str | None, after: str | None) -> tuple[Piece, ...]:
    """The runs of two texts: numbers and Latin words whole, Chinese by the character, never a torn number."""
    old, new = _WORDS.findall(before or ""), _WORDS.findall(after or "")
    found: list[Piece] = []
    for same, i1, i2, j1, j2 in _runs(old, new):
        if same:
            found.append(Piece("same", "".join(old[i1:i2])))
            continue
        if i2 > i1:
            found.append(Piece("del", "".join(old[i1:i2])))
        if j2 > j1:
            found.append(Piece("ins", "".join(new[j1:j2])))
    return tuple(found)


def _runs(old: list[str], new: list[str]) -> list[tuple[bool, int, int, int, int]]:
    """Runs that are the same or not; a lone character between two changes is no island worth reading."""
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    runs: list[tuple[bool, int, int, int, int]] = []
    for number, (tag, i1, i2, j1, j2) in enumerate(codes):
        island = 0 < number < len(codes) - 1 and i2 - i1 < 2
        same = tag == "equal" and not island
        if runs and runs[-1][0] is same is False:
            runs[-1] = (False, runs[-1][1], i2, runs[-1][3], j2)
        else:
            runs.append((same, i1, i2, j1, j2))
    return runs


def _matched(old: Sequence[Indicator], new: Sequence[Indicator]) -> list[tuple[Indicator | None, Indicator | None]]:
    """Pairs in the later order, each row that went at the place where it stood."""
    by_key = {row.key: row for row in old if row.key}
    by_name: dict[tuple[str | None, ...], list[Indicator]] = {}
    for row in old:
        by_name.setdefault((row.level1, row.level2, row.level3), []).append(row)
    partner: dict[int, Indicator] = {}
    taken: set[int] = set()
    for index, row in enumerate(new):
        same = by_key.get(row.key) if row.key else None
        if same is None:
            same = next((r for r in by_name.get((row.level1, row.level2, row.level3), ()) if id(r) not in taken), None)
        if same is not None and id(same) not in taken:
            partner[index] = same
            taken.add(id(same))
    pairs: list[tuple[Indicator | None, Indicator | None]] = [(partner.get(i), row) for i, row in enumerate(new)]
    for position, row in enumerate(old):
        if id(row) not in taken:
            pairs.insert(_place_of(row, position, old, pairs), (row, None))
    return pairs


def _place_of(
    row: Indicator, position: int, old: Sequence[Indicator], pairs: Sequence[tuple[Indicator | None, Indicator | None]]
) -> int:
    """Where a row that went is shown: behind the row that stood before it."""
    for before in reversed(old[:position]):
        for index, (earlier, _) in enumerate(pairs):
            if earlier is before:
                return index + 1
    return 0
