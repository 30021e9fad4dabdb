"""A PDF page as tables and lines of text in reading order, without page numbers and running heads."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from zhunsheng.documents.reading.pdf_lines import Line, lines_of
from zhunsheng.documents.reading.pdf_marks import Glyph, Page
from zhunsheng.documents.reading.pdf_ruling import Frame, find_frames
from zhunsheng.model.place import Place, Problem

EDGE = 0.12
"""The part of a page's height, at its top and its foot, where page numbers stand."""
HEAD_EDGE = 0.08
"""The part where running heads and feet stand: outside the margins of a letter or an official text."""
PRINT_EDGE = 0.05
"""The part that only browsers print on (address, date, page of pages): lines there may differ in their numbers."""
_PAGE_NUMBER = re.compile(
    r"[-—–―‐·•~～\s]*\d{1,4}[-—–―‐·•~～\s]*|第\s*\d{1,4}\s*页(?:[\s,，/]*共\s*\d{1,4}\s*页)?"
    r"|\d{1,4}\s*/\s*\d{1,4}|page\s*\d{1,4}(?:\s*of\s*\d{1,4})?|共\s*\d{1,4}\s*页[\s,，]*第\s*\d{1,4}\s*页",
    re.I,
)


@dataclass(slots=True)
class PieceCell:
    """A cell of a table piece: the row it starts in, how many it spans, its left and right line, its text lines."""

    row: int
    rows: int
    x0: float
    x1: float
    cut_above: bool = False
    cut_below: bool = False
    lines: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class Piece:
    """What of a table stands on one page. ``pages`` names the page of each row."""

    top: float
    bottom: float
    x0: float
    x1: float
    row_count: int
    cells: list[PieceCell]
    pages: list[int]

    @property
    def is_frame(self) -> bool:
        """True for a lone cell: a frame around text, unless it carries on a table."""
        return len(self.cells) == 1


@dataclass(slots=True)
class TextLine:
    """A line outside tables, with its place."""

    line: Line
    page: int
    number: int
    """Which line of the page it is, tables left out."""


Item = Piece | TextLine


def lay_out(page: Page, problems: list[Problem]) -> list[Item]:
    """The page's tables and lines from top to bottom."""
    frames = find_frames(page.across, page.down)
    if frames is None:
        problems.append(_problem(page, "线条太多，像是图纸或地图，没有从中找表格，只读了文字。请核对这一页的表格。"))
        frames = []
    frames = _outermost(frames)
    pieces = [_piece(frame, page.number) for frame in frames]
    loose: list[Glyph] = []
    inside: list[list[list[Glyph]]] = [[[] for _ in frame.boxes] for frame in frames]
    for glyph in page.glyphs:
        x, y = _reading_point(glyph)
        for index, frame in enumerate(frames):
            box = frame.box_at(x, y) if frame.surrounds(x, y) else None
            if box is not None:
                inside[index][box].append(glyph)
                break
        else:
            loose.append(glyph)
    items: list[tuple[float, Item]] = []
    for piece, glyphs in zip(pieces, inside, strict=True):
        for cell, cell_glyphs in zip(piece.cells, glyphs, strict=True):
            cell.lines = lines_of(cell_glyphs)
        if any(cell.lines for cell in piece.cells):
            items.append((piece.top, piece))
    for number, line in enumerate(lines_of(loose, wide_gaps=True), 1):
        items.append((line.top, TextLine(line, page.number, number)))
    items.sort(key=lambda item: item[0])
    return [item for _, item in items]


def _reading_point(glyph: Glyph) -> tuple[float, float]:
    """The point that says which cell a glyph is in.

    Marks may hang over the right margin, and out of the cell with most of their box; their ink is on its left.
    """
    share = 0.25 if len(glyph.text) == 1 else 0.5
    return glyph.x0 + share * (glyph.x1 - glyph.x0), (glyph.top + glyph.bottom) / 2


def _outermost(frames: list[Frame]) -> list[Frame]:
    """Frames that stand in no cell of another: a box to tick is part of the text around it."""
    return [
        frame
        for frame in frames
        if not any(
            other is not frame
            and len(other.boxes) > 1
            and other.surrounds(frame.xs[0], frame.ys[0])
            and other.surrounds(frame.xs[-1], frame.ys[-1])
            for other in frames
        )
    ]


def _piece(frame: Frame, page: int) -> Piece:
    rows = len(frame.ys) - 1
    cells = [PieceCell(box.first_row, box.rows, box.x0, box.x1, box.cut_above, box.cut_below) for box in frame.boxes]
    x0, x1 = min(cell.x0 for cell in cells), max(cell.x1 for cell in cells)
    return Piece(frame.ys[0], frame.ys[-1], x0, x1, rows, cells, [page] * rows)


def drop_page_furniture(pages: list[tuple[Page, list[Item]]], problems: list[Problem]) -> list[list[Item]]:
    """Items of all pages without page numbers, and without lines that most pages repeat at the same height."""
    repeated = _running_heads(pages)
    if repeated:
        shown = "、".join(f"“{text[:30]}”" for text in list(repeated.values())[:3])
        problems.append(Problem("全文", f"每页都有的页眉页脚{shown}没有当作正文读入。"))
    kept = []
    for page, items in pages:
        items = [item for item in items if _head_key(page, item) not in repeated]
        while items and _is_page_number(page, items[-1], foot=True):
            items.pop()
        while items and _is_page_number(page, items[0], foot=False):
            items.pop(0)
        kept.append(items)
    return kept


def _running_heads(pages: list[tuple[Page, list[Item]]]) -> dict[tuple[str, int], str]:
    """Lines that most pages repeat; never one in large type, for that is the title of a form that fills a page."""
    seen: Counter[tuple[str, int]] = Counter()
    texts: dict[tuple[str, int], str] = {}
    sizes = [line.size for _, items in pages for item in items for line in _some_lines(item)]
    usual = sorted(sizes)[len(sizes) // 4] if sizes else 0.0
    for page, items in pages:
        found = {}
        for item in items:
            key = _head_key(page, item)
            if key and isinstance(item, TextLine) and item.line.size <= usual + 1:
                found[key] = key[0]
        seen.update(found.keys())
        texts.update(found)
    least = max(3, 0.6 * len(pages))
    return {key: texts[key] for key, count in seen.items() if count >= least}


def _some_lines(item: Item) -> list[Line]:
    return [item.line] if isinstance(item, TextLine) else [cell.lines[0] for cell in item.cells if cell.lines]


def _head_key(page: Page, item: Item) -> tuple[str, int] | None:
    """What makes a line at a page's edge the same line on another page: its words and its height."""
    if isinstance(item, Piece) or not (_at_edge(page, item, True, HEAD_EDGE) or _at_edge(page, item, False, HEAD_EDGE)):
        return None
    text = item.line.text.strip()
    if _at_edge(page, item, True, PRINT_EDGE) or _at_edge(page, item, False, PRINT_EDGE):
        text = re.sub(r"\d+", "0", text)
    return None if _PAGE_NUMBER.fullmatch(text) else (text, round(item.line.top / 4))


def _is_page_number(page: Page, item: Item, foot: bool) -> bool:
    if isinstance(item, Piece) or not _at_edge(page, item, foot, EDGE):
        return False
    return bool(_PAGE_NUMBER.fullmatch(item.line.text.strip()))


def _at_edge(page: Page, item: TextLine, foot: bool, edge: float) -> bool:
    return item.line.top > page.height * (1 - edge) if foot else item.line.bottom < page.height * edge


def _problem(page: Page, message: str) -> Problem:
    place = Place(page=page.number)
    return Problem(str(place), message, place)
