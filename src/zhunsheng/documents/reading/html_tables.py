"""Tables of a web page: which ones hold data, and where their cells stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate

from lxml import etree

from zhunsheng.documents.page import Table, clean_text
from zhunsheng.documents.reading.grid import Span, lay_rows, too_many_cells
from zhunsheng.documents.reading.html_text import Pour, is_shown, walk
from zhunsheng.documents.reading.refusal import MAX_CELLS
from zhunsheng.model.place import Place, Problem

MAX_SPAN = 1000
"""The most rows or columns that one cell may span; the HTML standard's own limit for columns."""


@dataclass(slots=True)
class _Facts:
    """What decides whether a table holds data: how much text is its own, and how its rows are filled."""

    own: int = 0
    nested: int = 0
    has_nested: bool = False
    filled_rows: int = 0
    widest_row: int = 0
    cells: list[list[bool]] = field(default_factory=list)
    """The open row's cells: has text of its own, holds a table."""

    def end_row(self) -> None:
        filled = sum(text and not table for text, table in self.cells)
        self.filled_rows += filled >= 2
        self.widest_row = max(self.widest_row, len(self.cells))
        self.cells.clear()

    def is_layout(self, element: etree._Element) -> bool:
        if self.widest_row <= 1:
            return True
        if not self.has_nested:
            return False
        if (element.get("role") or "").lower() in ("presentation", "none"):
            return True
        return self.filled_rows < 2 or self.own < self.nested


def layout_tables(root: etree._Element) -> set[etree._Element]:
    """Tables that only lay out the page: of one column, or around other tables without being a grid themselves."""
    found: set[etree._Element] = set()
    frames: list[_Facts] = []
    skipped: set[etree._Element] = set()
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        if event == "start":
            if element is not root and not is_shown(element):
                skipped.add(element)
                walker.skip_subtree()
                continue
            _enter(element, frames)
            _note_text(element.text, frames)
            continue
        if element in skipped:
            skipped.discard(element)
        elif element.tag == "tr" and frames:
            frames[-1].end_row()
        elif element.tag == "table" and frames:
            _leave_table(element, frames, found)
        _note_text(element.tail, frames)
    return found


def _enter(element: etree._Element, frames: list[_Facts]) -> None:
    if element.tag == "table":
        frames.append(_Facts())
    elif element.tag in ("td", "th") and frames:
        frames[-1].cells.append([False, False])


def _note_text(text: str | None, frames: list[_Facts]) -> None:
    if frames and text and (size := len(text.strip())):
        frames[-1].own += size
        if frames[-1].cells:
            frames[-1].cells[-1][0] = True


def _leave_table(element: etree._Element, frames: list[_Facts], found: set[etree._Element]) -> None:
    facts = frames.pop()
    facts.end_row()
    if facts.is_layout(element):
        found.add(element)
    if frames:
        outer = frames[-1]
        outer.has_nested = True
        outer.nested += facts.own + facts.nested
        if outer.cells:
            outer.cells[-1][1] = True


def read_table(element: etree._Element, number: int, problems: list[Problem], line_end_is_blank: bool = False) -> Table:
    """The data table ``element`` as the file's table ``number``; rows without any cell are left out.

    ``line_end_is_blank``: see ``joining.squeeze``.
    """
    placed: list[tuple[Span, etree._Element]] = []
    row_count = 0
    for group in _row_groups(element):
        row_count = _place_group(group, row_count, placed)
    spans: list[Span] = []
    lines: list[str] = []
    strays = 0
    for span, cell in placed:
        pour = Pour(lambda text, _level: lines.append(text), line_end_is_blank)
        lines.clear()
        strays += _pour_cell(cell, pour)
        pour.report(problems, Place(table=number, row=span.row + 1))
        spans.append(span._replace(text=clean_text("\n".join(lines))))
    rows = lay_rows(spans, row_count, lambda row, _column, ordinal: Place(table=number, row=row + 1, cell=ordinal))
    if strays:
        place = Place(table=number)
        problems.append(
            Problem(str(place), f"格中又套着{strays}个表格，已按文字读入，行列关系没有保留。请核对。", place)
        )
    return Table(rows, Place(table=number))


def _row_groups(table: etree._Element) -> list[list[list[etree._Element]]]:
    """Rows of cells by row group: heads first and feet last, wherever they stand in the source."""
    groups: dict[etree._Element, list[list[etree._Element]]] = {}
    walker = etree.iterwalk(table, events=("start",))
    owner: etree._Element = table
    row: list[etree._Element] | None = None
    for _event, element in walker:
        if element is table:
            continue
        tag = element.tag
        if tag in ("table", "caption") or not is_shown(element):
            walker.skip_subtree()
        elif tag in ("thead", "tbody", "tfoot"):
            owner, row = element, None
        elif tag == "tr":
            if element.getparent() is table:
                owner = table
            groups.setdefault(owner, []).append(row := [])
        elif tag in ("td", "th"):
            if row is None:
                groups.setdefault(owner, []).append(row := [])
            row.append(element)
            walker.skip_subtree()
    rank = {"thead": 0, "tfoot": 2}
    return [groups[group] for group in sorted(groups, key=lambda group: rank.get(group.tag, 1))]


def _place_group(rows: list[list[etree._Element]], first: int, placed: list[tuple[Span, etree._Element]]) -> int:
    """Puts each cell on the next free column, as browsers do; a cell spans no further than its row group.

    Returns the number of rows of the table up to here.
    """
    # A row without cells is not drawn, but cells from above count it when they span.
    drawn = list(accumulate((bool(row) for row in rows), initial=0))
    open_spans: list[tuple[int, int, int]] = []
    budget = MAX_CELLS - len(placed)
    for index, cells in enumerate(rows):
        open_spans = [span for span in open_spans if span[2] > index]
        budget -= len(open_spans) + len(cells)
        if budget < 0:
            raise too_many_cells()
        if not cells:
            continue
        free = _FreeColumns(sorted(open_spans))
        for cell in cells:
            height = _number(cell.get("rowspan"), 1)
            last = len(rows) if height == 0 else min(index + height, len(rows))
            column, width = free(_number(cell.get("colspan"), 1) or 1)
            placed.append((Span(first + drawn[index], column, drawn[last] - drawn[index], width, ""), cell))
            if last > index + 1:
                open_spans.append((column, column + width, last))
    return first + drawn[-1]


class _FreeColumns:
    """Gives out columns of one row from the left, around those that cells from above still cover."""

    def __init__(self, taken: list[tuple[int, int, int]]) -> None:
        self._taken: Iterator[tuple[int, int, int]] = iter(taken)
        self._next = next(self._taken, None)
        self._column = 0

    def __call__(self, width: int) -> tuple[int, int]:
        """The first free column and how many of the ``width`` wanted columns are free there."""
        while self._next is not None and self._next[0] <= self._column:
            self._column = max(self._column, self._next[1])
            self._next = next(self._taken, None)
        start = self._column
        if self._next is not None:
            width = min(width, self._next[0] - start)
        self._column = start + width
        return start, width


def _number(value: str | None, default: int) -> int:
    """A span as browsers read it: leading digits, at most ``MAX_SPAN``."""
    digits = ""
    for char in (value or "").strip()[:8]:
        if char not in "0123456789":
            break
        digits += char
    return min(int(digits), MAX_SPAN) if digits else default


def _pour_cell(cell: etree._Element, pour: Pour) -> int:
    """Pours what the cell shows; returns how many tables stand in it (their cells become lines)."""
    nested = 0

    def on_table(_element: etree._Element) -> bool:
        nonlocal nested
        nested += 1
        return False

    walk(cell, pour, on_table)
    pour.end_line()
    return nested
