"""How much room text takes: lines in a given width, heights of rows. For row heights and page numbers, not for drawing."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from zhunsheng.documents.page import Table
from zhunsheng.documents.writing.look import (
    CELL,
    CELL_SIDE,
    CELL_TOP,
    MIN_ROW,
    RULE,
    TEXT_SIDE,
    column_shares,
    is_centred,
    placed_rows,
)

_WORDS = re.compile(r"[!-~]+?(?:-|(?![!-~]))|.", re.S)
_HANGING = frozenset("，。、；：！？）》】〕”’,.;:!?)")
"""Marks that may stand beyond the line's end instead of beginning the next one."""


@lru_cache(maxsize=16384)
def char_width(char: str) -> float:
    """The width of one character in ems, on the wide side where fonts differ."""
    if char.isascii():
        if char.isdigit() or char.islower():
            return 0.5
        return 0.72 if char.isupper() else 0.56 if char not in " -.,:;'!|()" else 0.33
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0.0
    return 1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.7


def text_width(text: str) -> float:
    """The width of one line of text in ems."""
    return sum(map(char_width, text))


def line_count(text: str, width: float) -> int:
    """How many lines the text takes in ``width`` ems; a blank text takes one."""
    if len(text) <= width and "\n" not in text:
        return 1
    return sum(_lines(line, max(width, 1.0)) for line in text.split("\n"))


def _lines(text: str, width: float) -> int:
    if len(text) <= width:
        return 1
    lines, used = 1, 0.0
    for word in _WORDS.findall(text):
        size = char_width(word) if len(word) == 1 else text_width(word)
        if used + size <= width + 0.01 or (word in _HANGING and used <= width):
            used += size
        elif size <= width:
            lines, used = lines + 1, size
        else:
            for char in word:
                size = char_width(char)
                if used + size > width:
                    lines, used = lines + 1, 0.0
                used += size
    return lines


def row_heights(table: Table, width: float, size: float = CELL.size, line: float = CELL.line) -> list[float]:
    """The height of every row in points on a table ``width`` points wide; text of ``size`` in lines of ``line``.

    A cell over several rows makes only the last of them higher, and only by what is missing.
    """
    shares = column_shares(table)
    rows = placed_rows(table)
    heights = [MIN_ROW] * len(rows)
    tall: list[tuple[int, int, float]] = []
    for number, row in enumerate(rows):
        for placed in row:
            if placed.cell.covered or not placed.cell.text:
                continue
            side = CELL_SIDE if is_centred(placed.cell) else CELL_SIDE + TEXT_SIDE
            inner = sum(shares[placed.column : placed.column + placed.span]) * width - 2 * side - RULE
            need = line_count(placed.cell.text, inner / size) * line + 2 * CELL_TOP + RULE
            if placed.cell.rowspan > 1:
                tall.append((number, placed.cell.rowspan, need))
            else:
                heights[number] = max(heights[number], need)
    for first, count, need in tall:
        last = min(first + count, len(rows)) - 1
        heights[last] += max(0.0, need - sum(heights[first : last + 1]))
    return heights
