"""How much room text takes: lines in a given width, heights of rows. For row heights and page numbers, not for drawing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from math import floor

from zhunsheng.documents.page import Table
from zhunsheng.documents.writing.look import (
    CELL,
    CELL_SIDE,
    CELL_TOP,
    MIN_ROW,
    RULE,
    TEXT_SIDE,
    TYPES,
    Placed,
    column_shares,
    is_centred,
    placed_rows,
)

_WORDS = re.compile(r"[!-~]+?(?:-|(?![!-~]))|.", re.S)
_NARROW = re.compile(r"[^\s\u2e80-\U0003ffff]{4,}")
"""Runs of letters, digits and signs that are not Chinese: lines break only at their ends."""
_FONTS_DIFFER = 1.05
"""How much wider a title may come out where another font stands in."""
_GAP = 0.25
"""The room in ems that some programs put between Chinese and other letters, whatever the style says."""
_CHANGES = re.compile(r"(?<=[\u4e00-\u9fff])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z])(?=[\u4e00-\u9fff])")
_WIDER = 1.25
"""How much wider letters and digits are in the widest font that may stand in."""
_SMALLEST = 0.7
"""How far a long title is set smaller, as a part of its size."""
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


def fitted_size(kind: str, text: str, width: float) -> float:
    """The type size of a paragraph: a title that is too long for one line of ``width`` points is set smaller."""
    size = TYPES[kind].size
    need = (text_width(text) * _FONTS_DIFFER + _GAP * len(_CHANGES.findall(text))) * size
    if need <= width or TYPES[kind].align != "center":
        return size
    return max(floor(2 * size * width / need) / 2, round(size * _SMALLEST))


def divisible(text: str, width: float) -> str:
    """The text with chances to break a line inside words that are wider than ``width`` ems, as zero-width spaces.

    Only for programs that would let such a word run over the edge; readers drop the mark.
    """

    def divided(word: re.Match[str]) -> str:
        return "\u200b".join(word[0]) if text_width(word[0]) * _WIDER > width else word[0]

    return text if len(text) <= width else _NARROW.sub(divided, text)


def cell_width(placed: Placed, shares: Sequence[float], width: float) -> float:
    """The width that a cell's text has, in points, on a table ``width`` points wide with columns of these shares."""
    side = CELL_SIDE if is_centred(placed.cell) else CELL_SIDE + TEXT_SIDE
    return sum(shares[placed.column : placed.column + placed.span]) * width - 2 * side - RULE


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
            need = line_count(placed.cell.text, cell_width(placed, shares, width) / size) * line + 2 * CELL_TOP + RULE
            if placed.cell.rowspan > 1:
                tall.append((number, placed.cell.rowspan, need))
            else:
                heights[number] = max(heights[number], need)
    for first, count, need in tall:
        last = min(first + count, len(rows)) - 1
        heights[last] += max(0.0, need - sum(heights[first : last + 1]))
    return heights
