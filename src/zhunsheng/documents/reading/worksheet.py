"""A worksheet whatever its file format, and how its cells become paragraphs and tables.

A worksheet has no paragraphs: titles, notes and forms stand on one grid. What divides them is what a reader of the
printed sheet goes by: blank rows, rows merged across the whole width, and the vertical lines of a table.
"""

from __future__ import annotations

from bisect import bisect, insort
from dataclasses import dataclass, field
from typing import NamedTuple

from zhunsheng.documents.page import Block, Paragraph, Table
from zhunsheng.documents.reading.grid import Span, lay_rows, too_many_cells
from zhunsheng.documents.reading.refusal import MAX_CELLS
from zhunsheng.model.place import Place, Problem

DATA_SHEET_MARK = "数据表（程序读取用）"
"""First cell of the sheet that repeats a form's content for programs; readers of pages pass over it."""
MAX_EMPTY_COLUMNS = 64
"""Ruled columns without any text, right of the last text: more than these are a formatted sheet, not a form."""
MAX_PROBLEMS_OF_A_KIND = 20
"""Like problems that are listed one by one; the rest are counted."""


LAST_COLUMN = 16_384
"""Columns of a worksheet in the larger of the two formats."""


class SheetCell(NamedTuple):
    """One stored cell: what it prints, and whether a vertical line stands on its left or right."""

    text: str
    ruled: bool = False


class Merge(NamedTuple):
    """A merged range, rows and columns from 0, the last ones included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Sheet:
    """A worksheet's stored cells by row and column (from 0), and what its reader could not read."""

    name: str
    rows: dict[int, dict[int, SheetCell]] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    _counts: dict[str, int] = field(default_factory=dict)

    def trouble(self, row: int, column: int, message: str) -> None:
        """Notes a problem of one cell; of like ones only the first few stand alone."""
        count = self._counts[message] = self._counts.get(message, 0) + 1
        if count <= MAX_PROBLEMS_OF_A_KIND:
            place = Place(sheet=self.name, row=row + 1, cell=column + 1)
            self.problems.append(Problem(str(place), message, place))

    def all_problems(self) -> list[Problem]:
        """Problems of cells, of like ones beyond the limit as one, and of hidden rows and columns that hold text."""
        found = list(self.problems)
        place = Place(sheet=self.name)
        for message, count in self._counts.items():
            if count > MAX_PROBLEMS_OF_A_KIND:
                found.append(Problem(str(place), f"另有{count - MAX_PROBLEMS_OF_A_KIND}格同样：{message}", place))
        rows = sum(any(cell.text for cell in self.rows.get(row, {}).values()) for row in self.hidden_rows)
        used = {column for cells in self.rows.values() for column, cell in cells.items() if cell.text}
        columns = len(used & self.hidden_columns)
        hidden = [f"{rows}行" if rows else "", f"{columns}列" if columns else ""]
        if rows or columns:
            what = "、".join(filter(None, hidden))
            found.append(
                Problem(str(place), f"有{what}是隐藏的，打印不出来，但里面有内容，已一并读入。请核对是否要用。", place)
            )
        return found


@dataclass(slots=True)
class _Row:
    """One row while the sheet is divided: cells that start here (with their size), and columns covered from above."""

    number: int
    spans: list[Span] = field(default_factory=list)
    covered: bool = False
    ruled: bool = False

    def texts(self) -> list[Span]:
        return [span for span in self.spans if span.text]

    def lone(self) -> Span | None:
        """The row's only text, when nothing from above reaches into the row."""
        texts = self.texts()
        return texts[0] if len(texts) == 1 and not self.covered else None


def sheet_blocks(sheet: Sheet, first_table: int) -> list[Block]:
    """Paragraphs and tables of a sheet in reading order; its tables count on from ``first_table``."""
    if sheet.rows.get(0, {}).get(0, SheetCell("")).text == DATA_SHEET_MARK:
        return []
    blocks: list[Block] = []
    for region in _regions(_rows(sheet)):
        for part, is_text in _parts(region):
            table = None if is_text or not _is_table(part) else _table(sheet.name, part, first_table)
            if table:
                blocks.append(table)
                first_table += 1
            else:
                blocks.extend(_paragraphs(sheet.name, part))
    return blocks


class _Merges:
    """A sheet's merged ranges, cut at its last row; of two that overlap the later one is dropped with a problem."""

    def __init__(self, sheet: Sheet) -> None:
        self.starts: dict[tuple[int, int], Merge] = {}
        """Ranges by their first cell, until they are taken."""
        self._taken: dict[int, list[tuple[int, int]]] = {}
        last = max(sheet.rows, default=-1)
        budget = MAX_CELLS
        for merge in sheet.merges:
            rows = range(merge.top, min(merge.bottom, last) + 1)
            budget -= len(rows) + 1
            if budget < 0:
                raise too_many_cells()
            if any(self._overlaps(row, merge.left, merge.right) for row in rows):
                message = "合并区域与别的合并区域重叠，没有按合并读入。请在Excel中重新合并这一格。"
                sheet.trouble(merge.top, merge.left, message)
            elif rows:
                self.starts[merge.top, merge.left] = merge._replace(bottom=rows[-1])
                for row in rows:
                    insort(self._taken.setdefault(row, []), (merge.left, merge.right))

    def _overlaps(self, row: int, left: int, right: int) -> bool:
        taken = self._taken.get(row)
        if not taken:
            return False
        after = bisect(taken, (right, LAST_COLUMN))
        return after > 0 and taken[after - 1][1] >= left

    def covers(self, row: int, column: int) -> bool:
        """True for a cell inside a merged range."""
        return self._overlaps(row, column, column)


def _rows(sheet: Sheet) -> list[_Row]:
    """The sheet's rows that hold or show anything, with merged cells resolved."""
    merges = _Merges(sheet)
    rows: dict[int, _Row] = {}
    for number, cells in sheet.rows.items():
        row = rows[number] = _Row(number)
        for column, cell in cells.items():
            row.ruled |= cell.ruled
            merge = merges.starts.pop((number, column), None)
            if merge is not None:
                row.spans.append(_span(merge, cell.text))
            elif not merges.covers(number, column):
                row.spans.append(Span(number, column, 1, 1, cell.text))
            elif cell.text:
                sheet.trouble(
                    number, column, "这一格被合并区域盖住，里面的内容打印不出来，没有读入。请取消合并后核对。"
                )
    for blank in merges.starts.values():
        rows.setdefault(blank.top, _Row(blank.top)).spans.append(_span(blank, ""))
    for row in list(rows.values()):
        row.spans.sort(key=lambda span: span.column)
        for span in row.spans:
            for below in range(span.row + 1, span.row + span.rows):
                rows.setdefault(below, _Row(below)).covered = True
    return [rows[number] for number in sorted(rows)]


def _span(merge: Merge, text: str) -> Span:
    return Span(merge.top, merge.left, merge.bottom - merge.top + 1, merge.right - merge.left + 1, text)


def _regions(rows: list[_Row]) -> list[list[_Row]]:
    """Runs of consecutive rows that show something: text, vertical lines, or a cell from above."""
    regions: list[list[_Row]] = []
    before = -2
    for row in rows:
        if not (row.texts() or row.ruled or row.covered):
            continue
        if row.number != before + 1:
            regions.append([])
        regions[-1].append(row)
        before = row.number
    return regions


def _parts(region: list[_Row]) -> list[tuple[list[_Row], bool]]:
    """A region cut into tables and running text (True).

    Where any row has vertical lines, rows without are text. Where none has, rows merged across the width are.
    """
    columns = _columns(region)
    any_ruled = any(row.ruled for row in region)
    parts: list[tuple[list[_Row], bool]] = [([], False)]
    for row in region:
        lone = row.lone()
        if not row.ruled and not row.covered and (any_ruled or (lone and _fills(lone, columns))):
            parts += [([row], True), ([], False)]
        elif row.covered and not row.ruled and not row.texts() and not parts[-1][0] and len(parts) > 1:
            # The lower half of a title that is two rows high.
            parts[-2][0].append(row)
        else:
            parts[-1][0].append(row)
    cut = [(trimmed, is_text) for part, is_text in parts for trimmed in ([part] if is_text else _trim(part, columns))]
    return [(part, is_text) for part, is_text in cut if part]


def _fills(span: Span, columns: range) -> bool:
    return span.columns > 1 and span.column <= columns.start and span.column + span.columns >= columns.stop


def _trim(part: list[_Row], columns: range) -> list[list[_Row]]:
    """Lone rows above and below a table cut off: titles and notes that are not merged across, titles in a frame."""
    start, stop = 0, len(part)
    while start < stop and (lone := part[start].lone()) and (not part[start].ruled or _fills(lone, columns)):
        start += min(lone.rows, stop - start)
    while stop > start + 1 and (lone := part[stop - 1].lone()) and not part[stop - 1].ruled:
        if lone.column != columns.start:
            break
        stop -= 1
    return [part[:start], part[start:stop], part[stop:]]


def _columns(rows: list[_Row]) -> range:
    """The columns that rows use: those with text (merged cells in full), and ruled blank ones next to them."""
    texts = [span for row in rows for span in row.texts()]
    blanks = [span for row in rows if row.ruled for span in row.spans if not span.text]
    first = min((span.column for span in [*texts, *blanks]), default=0)
    last = max((span.column + span.columns for span in texts), default=first)
    ruled = max(last, max((span.column + span.columns for span in blanks), default=last))
    return range(first, ruled if ruled - last <= MAX_EMPTY_COLUMNS else last)


def _is_table(rows: list[_Row]) -> bool:
    """Ruled rows with several cells; where nothing is ruled, rows with several texts that stand among others."""
    if any(row.ruled for row in rows):
        return any(row.ruled and (len(row.spans) > 1 or row.covered) for row in rows)
    return any(len(row.texts()) > 1 for row in rows)


def _table(name: str, rows: list[_Row], number: int) -> Table | None:
    while rows and not rows[-1].texts() and not rows[-1].covered:
        rows = rows[:-1]
    if not rows:
        return None
    columns = _columns(rows)
    top = rows[0].number
    spans = [
        span._replace(row=span.row - top, columns=min(span.columns, columns.stop - span.column))
        for row in rows
        for span in row.spans
        if span.column in columns
    ]

    def place(row: int, column: int, _ordinal: int) -> Place:
        return Place(None, number, top + row + 1, column + 1, None, name)

    return Table(lay_rows(spans, len(rows), place, columns), Place(sheet=name, table=number, row=top + 1))


def _paragraphs(name: str, rows: list[_Row]) -> list[Block]:
    """Running text: each line of each cell is a paragraph."""
    return [
        Paragraph(line, Place(sheet=name, row=span.row + 1, cell=span.column + 1))
        for row in rows
        for span in row.texts()
        for line in span.text.split("\n")
    ]
