"""Glyphs → lines → text: what a program broke at the right margin is joined, what the author ended stays apart.

Whether a line end was meant is told by room: a program breaks a line only when the next piece did not fit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from zhunsheng.documents.page import BLANK
from zhunsheng.documents.reading.joining import is_wide
from zhunsheng.documents.reading.pdf_marks import Glyph

_OPENING = "（《〈【〔「『“‘([{<"
_CLOSING = "/，。、；：？！）》〉】〕」』”’％%,.;:?!)]}>…—·"
_BRACKETS = "）》〉】〕」』)]}"
_SENTENCE_END = "。；;：:！!？?"
_NUMBERING = re.compile(
    r"(?:\d{1,3}(?:[、)）]|[.．](?!\d))|[（(][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}、|[①-⑳])"
)
SLACK = 0.5
"""How much of a glyph's size the measured margin may be off."""


@dataclass(slots=True)
class Line:
    """Glyphs on one line from left to right, and the text that they make."""

    glyphs: list[Glyph]
    text: str

    @property
    def x0(self) -> float:
        """Where the first glyph starts."""
        return self.glyphs[0].x0

    @property
    def x1(self) -> float:
        """Where the last glyph ends."""
        return self.glyphs[-1].x1

    @property
    def top(self) -> float:
        """The upper edge of the highest glyph."""
        return min(glyph.top for glyph in self.glyphs)

    @property
    def bottom(self) -> float:
        """The lower edge of the lowest glyph."""
        return max(glyph.bottom for glyph in self.glyphs)

    @property
    def size(self) -> float:
        """The middle one of the glyphs' sizes, in points."""
        return sorted(glyph.size for glyph in self.glyphs)[len(self.glyphs) // 2]

    @property
    def ends_blank(self) -> bool:
        """True when a blank was drawn behind the last word."""
        return self.text.endswith(" ")


def lines_of(glyphs: Iterable[Glyph], wide_gaps: bool = False) -> list[Line]:
    """Lines from top to bottom. ``wide_gaps``: a gap of two characters counts as a blank (text outside tables)."""
    rows: list[list[Glyph]] = []
    middles: list[float] = []
    for glyph in sorted(glyphs, key=lambda glyph: (glyph.top + glyph.bottom, glyph.x0)):
        middle = (glyph.top + glyph.bottom) / 2
        height = min(glyph.bottom - glyph.top, rows[-1][0].bottom - rows[-1][0].top) if rows else 0
        if rows and middle - middles[-1] <= 0.5 * height:
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
            middles.append(middle)
    found = []
    for row in rows:
        row.sort(key=lambda glyph: glyph.x0)
        line = _line(row, wide_gaps)
        if line:
            found.append(line)
    return found


def _line(row: list[Glyph], wide_gaps: bool) -> Line | None:
    text, blank = "", False
    shown: list[Glyph] = []
    for glyph in row:
        if not glyph.text.strip(BLANK):
            # Blanks at the edges are kept in the text but make no room.
            blank = blank or bool(glyph.text)
            if shown:
                text += glyph.text
            continue
        if shown and not blank and _gap_is_blank(shown[-1], glyph, wide_gaps):
            text += " "
        text += glyph.text
        shown.append(glyph)
        blank = False
    return Line(shown, text.rstrip(BLANK) + (" " if blank else "")) if shown else None


def _gap_is_blank(left: Glyph, right: Glyph, wide_gaps: bool) -> bool:
    gap, size = right.x0 - left.x1, max(left.size, right.size)
    if wide_gaps and gap > 2 * size:
        return True
    return gap > 0.2 * size and not is_wide(left.text[-1]) and not is_wide(right.text[0])


def padding(cells: Iterable[tuple[float, Sequence[Line]]]) -> float:
    """The room between a cell's left line and its text, from cells given as (left line, text lines); points."""
    gaps = sorted(line.x0 - left for left, lines in cells for line in lines)
    return min(max(gaps[len(gaps) // 4], 0.0), 8.0) if gaps else 0.0


def cell_text(lines: Sequence[Line], left: float, right: float) -> str:
    """The text of a cell that has room from ``left`` to ``right``; paragraphs are joined by ``"\\n"``."""
    paragraphs = [lines[0].text] if lines else []
    for index, (upper, lower) in enumerate(pairwise(lines), 2):
        if runs_on(upper, lower, left, right, lines[index : index + 1]):
            paragraphs[-1] = join_text(paragraphs[-1], upper, lower, right - left)
        else:
            paragraphs.append(lower.text)
    return "\n".join(filter(None, (paragraph.strip(BLANK) for paragraph in paragraphs)))


def join_text(text: str, upper: Line, lower: Line, room: float) -> str:
    """``text``, which ends with ``upper``, carried on by ``lower``; ``room`` is the width that lines have."""
    return text.rstrip(BLANK) + _between(upper, lower, room) + lower.text


def runs_on(upper: Line, lower: Line, left: float, right: float, after: Sequence[Line] = ()) -> bool:
    """True when ``lower`` carries on what ``upper`` says: its first piece had no room there.

    ``after`` are the lines below: a piece wider than the line goes on there.
    """
    if starts_numbered(lower) and upper.text.rstrip(BLANK)[-1:] in _SENTENCE_END:
        return False
    size = max(upper.size, lower.size)
    before, behind = upper.x0 - left, right - upper.x1
    centred = abs(before - behind) <= 0.5 * size
    room = before + behind if centred else behind
    piece = _first_piece(lower)
    if after and piece >= lower.x1 - lower.x0 and _sticks(lower.glyphs[-1], after[0].glyphs[0]):
        piece += _first_piece(after[0])
    return room < piece + SLACK * size


def starts_numbered(line: Line) -> bool:
    """True for a line that opens a numbered item."""
    return bool(_NUMBERING.match(line.text))


def _first_piece(line: Line) -> float:
    """The width of what would have been moved up whole: one character with the marks that stick to it, or one word."""
    stop = 0
    while stop < len(line.glyphs) - 1 and _sticks(line.glyphs[stop], line.glyphs[stop + 1]):
        stop += 1
    return line.glyphs[stop].x1 - line.glyphs[0].x0


def _last_piece(line: Line) -> float:
    """The width of the piece that the line ends with."""
    start = len(line.glyphs) - 1
    while start > 0 and _sticks(line.glyphs[start - 1], line.glyphs[start]):
        start -= 1
    return line.x1 - line.glyphs[start].x0


def _sticks(left: Glyph, right: Glyph) -> bool:
    """True where no line may be broken: inside words, before closing marks, behind opening ones (``2012【154】号``)."""
    before, behind = left.text[-1], right.text[0]
    if before in _OPENING or behind in _CLOSING:
        return True
    if before.isascii() and before.isalnum() and behind in _OPENING:
        return True
    if is_wide(behind):
        return before == "/"
    if is_wide(before):
        return before in _BRACKETS and behind.isalnum()
    return before not in "-/" and right.x0 - left.x1 <= 0.2 * left.size


def _between(upper: Line, lower: Line, room: float) -> str:
    """What stood at a line end: a blank that was drawn, one that was swallowed between Latin words, or nothing."""
    if upper.ends_blank:
        return " "
    last, first = upper.glyphs[-1].text[-1], lower.glyphs[0].text[0]
    if not (last.isascii() and first.isascii() and first.isalnum() and (last.isalnum() or last in ",.;:!?)%")):
        return ""
    if last.isdigit() and first.isdigit():
        return ""
    # A word wider than the line is cut where the line ends; any other was moved down whole.
    return " " if _last_piece(upper) + _first_piece(lower) <= room else ""
