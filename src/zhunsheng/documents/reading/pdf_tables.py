"""Table pieces of a PDF put together across page breaks, and laid into rows of cells.

A break can fall between two rows, inside one, or inside a cell that spans rows; programs draw a line there in all
three cases. What tells them apart is the text: a cell that was cut has its last line full above the break.
"""

from __future__ import annotations

import re
from itertools import pairwise

from zhunsheng.documents.page import Table
from zhunsheng.documents.reading.grid import Span, lay_rows
from zhunsheng.documents.reading.pdf_layout import Item, Piece, PieceCell, TextLine
from zhunsheng.documents.reading.pdf_lines import Line, cell_text, padding, runs_on
from zhunsheng.documents.reading.pdf_ruling import SNAP
from zhunsheng.model.place import Place, Problem

SAME = 4.0
"""Lines of two pieces at most this far apart (points) are the same line of one table."""
_CONTINUED = re.compile(r"[（(]?续\s*表?\s*[\d一二三四五六七八九十]*[)）]?|[（(]接上页[)）]")


def join_pages(pages: list[list[Item]], problems: list[Problem]) -> list[Item]:
    """All items of the document; a table that goes on at the head of the next page is one piece."""
    items: list[Item] = []
    known = {_plain(cell) for page in pages for item in page if isinstance(item, Piece) for cell in item.cells}
    for page in pages:
        rest = list(page)
        before = items[-1] if items else None
        if isinstance(before, Piece):
            if len(rest) > 1 and isinstance(rest[0], TextLine) and _CONTINUED.fullmatch(rest[0].line.text.strip()):
                rest.pop(0)
            if rest and isinstance(rest[0], Piece) and _same_table(before, rest[0]):
                _append(before, rest.pop(0), known, problems)
        items.extend(rest)
    return items


def _same_table(upper: Piece, lower: Piece) -> bool:
    # A frame around text is no table, unless it carries one on.
    return not upper.is_frame and abs(upper.x0 - lower.x0) <= SAME and abs(upper.x1 - lower.x1) <= SAME


def _append(upper: Piece, lower: Item, known: set[str], problems: list[Problem]) -> None:
    """Adds ``lower`` below ``upper``; ``known`` are the texts of all cells of the document."""
    assert isinstance(lower, Piece)
    repeated = _repeated_rows(upper, lower)
    if repeated:
        _drop_rows(lower, repeated)
        if not lower.row_count:
            return
    pad = padding((cell.x0, cell.lines) for cell in upper.cells)
    pairs = _pairs(upper, lower)
    verdict = _split_row(upper, lower, pairs, pad)
    page = lower.pages[0]
    if verdict:
        shift = upper.row_count - 1
        if verdict == "guess":
            _note(problems, page, "表格跨页，本页第一行看来是上一页末行的下半截，已接在一起。请对照原文核对。")
        for above, below in pairs:
            above.lines += below.lines
            above.rows += below.rows - 1
            above.cut_below = below.cut_below
        moved = {id(below) for _, below in pairs}
    else:
        shift = upper.row_count
        moved = _carry_spans(lower, pairs, problems)
        moved |= _cut_labels(pairs, moved, known)
    for cell in lower.cells:
        if id(cell) not in moved:
            cell.row += shift
            upper.cells.append(cell)
    upper.pages += lower.pages[1 if verdict else 0 :]
    upper.row_count = shift + lower.row_count
    upper.bottom = lower.bottom


def _repeated_rows(upper: Piece, lower: Piece) -> int:
    """How many rows at the head of ``lower`` repeat a heading of the table: its first rows, or one further down.

    A form's own heading may be of one cell; further down only a row of three texts or more is sure to be a heading.
    """
    ours, theirs = _row_texts(upper), _row_texts(lower)
    for start in range(upper.row_count):
        count = 0
        while count < min(3, lower.row_count, upper.row_count - start):
            texts = ours[start + count]
            if texts != theirs[count] or len(texts) < (1 if start == 0 else 3):
                break
            count += 1
        while count and any(cell.row < count < cell.row + cell.rows for cell in lower.cells):
            count -= 1
        if count:
            return count
    return 0


def _row_texts(piece: Piece) -> list[list[str]]:
    """The texts of the cells that start in each row, from left to right; a blank corner may be merged with what is above."""
    rows: list[list[str]] = [[] for _ in range(piece.row_count)]
    for cell in sorted(piece.cells, key=lambda cell: cell.x0):
        if text := _plain(cell):
            rows[cell.row].append(text)
    return rows


def _plain(cell: PieceCell) -> str:
    return "".join(line.text.strip() for line in cell.lines)


def _drop_rows(piece: Piece, count: int) -> None:
    piece.cells = [cell for cell in piece.cells if cell.row >= count]
    for cell in piece.cells:
        cell.row -= count
    piece.row_count -= count
    piece.pages = piece.pages[count:]


def _pairs(upper: Piece, lower: Piece) -> list[tuple[PieceCell, PieceCell]]:
    """Cells above and below the break that stand between the same two lines."""
    last = [cell for cell in upper.cells if cell.row + cell.rows == upper.row_count]
    first = [cell for cell in lower.cells if cell.row == 0]
    return [
        (above, below)
        for below in first
        for above in last
        if abs(above.x0 - below.x0) <= SAME and abs(above.x1 - below.x1) <= SAME
    ]


def _split_row(upper: Piece, lower: Piece, pairs: list[tuple[PieceCell, PieceCell]], pad: float) -> str:
    """``"sure"`` or ``"guess"`` when the break cut the last row of ``upper`` in two, else ``""``."""
    last = sum(cell.row + cell.rows == upper.row_count for cell in upper.cells)
    first = sum(cell.row == 0 for cell in lower.cells)
    if not len(pairs) == last == first:
        return ""
    cut_by_page = [above.cut_below or below.cut_above for above, below in pairs]
    filled = [(above, below) for above, below in pairs if below.lines]
    if any(cut_by_page) and not all(cut_by_page):
        return ""
    if not filled or any(not above.lines for above, _ in filled):
        return ""
    all_run_on = all(_runs_on(above, below, pad) for above, below in filled)
    if all(cut_by_page):
        # Browsers draw no line at a page's foot, wherever the break falls.
        return "sure" if all_run_on else "guess" if len(filled) == 1 else ""
    # A blank cell that spans rows tells nothing: its text stands above, wherever the break falls.
    blank = [above for above, below in pairs if not below.lines and below.rows == 1]
    cut = [above for above in blank if above.lines]
    if all_run_on:
        # A row of its own, every cell of which happens to follow a full line, is all but impossible with two or more.
        return "sure" if len(filled) > 2 or (blank and len(filled) > 1) or len(cut) > 1 else "guess" if blank else ""
    return "guess" if blank and len(cut) == len(blank) and len(filled) * 2 <= len(pairs) else ""


def _runs_on(above: PieceCell, below: PieceCell, pad: float) -> bool:
    return runs_on(above.lines[-1], below.lines[0], above.x0 + pad, above.x1 - pad, below.lines[1:2])


def _carry_spans(lower: Piece, pairs: list[tuple[PieceCell, PieceCell]], problems: list[Problem]) -> set[int]:
    """Cells below the break that belong to a cell above it, which spans rows of both pages; their ids.

    Those that the break cut without a line do, and blank ones that lead the row or span rows themselves.
    """
    carried: set[int] = set()
    edge = lower.x0
    some_cut = not all(above.cut_below or below.cut_above for above, below in pairs)
    for above, below in sorted(pairs, key=lambda pair: pair[1].x0):
        if some_cut and (above.cut_below or below.cut_above):
            above.lines += below.lines
            above.rows += below.rows
            above.cut_below = below.cut_below
            carried.add(id(below))
            continue
        leading = abs(below.x0 - edge) <= SNAP and not below.lines
        if leading:
            edge = below.x1
        if below.lines or not (leading or below.rows > 1):
            continue
        if below.rows == 1 and below.x0 > lower.x0 + SNAP:
            message = "表格跨页，本页第一行左起的空格看来属于上一页的合并格，已按合并读入。请对照原文核对。"
            _note(problems, lower.pages[0], message)
        above.rows += below.rows
        carried.add(id(below))
    return carried


def _cut_labels(pairs: list[tuple[PieceCell, PieceCell]], carried: set[int], known: set[str]) -> set[int]:
    """Cells below the break that hold the rest of a label which spans rows of both pages; their ids.

    Two halves of a label look like two labels. They are one when the whole of it stands in another cell of the file.
    """
    cut: set[int] = set()
    for above, below in pairs:
        if above.lines and below.lines and id(below) not in carried and _plain(above) + _plain(below) in known:
            above.lines += below.lines
            above.rows += below.rows
            cut.add(id(below))
    return cut


def _note(problems: list[Problem], page: int, message: str) -> None:
    place = Place(page=page)
    problems.append(Problem(str(place), message, place))


def build_table(piece: Piece, number: int) -> Table:
    """The piece as the file's table ``number``."""
    xs = _columns(piece)
    pad = padding((cell.x0, cell.lines) for cell in piece.cells)
    spans = []
    for cell in piece.cells:
        first, last = _nearest(xs, cell.x0), _nearest(xs, cell.x1)
        text = cell_text(cell.lines, cell.x0 + pad, cell.x1 - pad)
        spans.append(Span(cell.row, first, cell.rows, max(1, last - first), text))

    def place(row: int, _column: int, ordinal: int) -> Place:
        return Place(page=piece.pages[row], table=number, row=row + 1, cell=ordinal)

    return Table(lay_rows(spans, piece.row_count, place), Place(page=piece.pages[0], table=number))


def _columns(piece: Piece) -> list[float]:
    """Positions of all vertical lines; those of different pages that lie close are one."""
    positions = sorted({position for cell in piece.cells for position in (cell.x0, cell.x1)})
    return [position for before, position in pairwise([-SAME * 2, *positions]) if position - before > SNAP]


def _nearest(positions: list[float], value: float) -> int:
    return min(range(len(positions)), key=lambda index: abs(positions[index] - value))


def frame_lines(piece: Piece) -> list[Line]:
    """The lines in a frame around text."""
    return piece.cells[0].lines
