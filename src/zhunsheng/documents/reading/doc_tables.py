"""Rows of a Word 97–2003 table, collected as they are read, as a table of the page tree."""

from __future__ import annotations

from collections.abc import Callable

from zhunsheng.documents.page import Cell, Table
from zhunsheng.documents.reading.doc_properties import RowShape
from zhunsheng.documents.reading.merging import VerticalMerges
from zhunsheng.model.place import Place

SAME_EDGE = 20
"""Edges up to so many twips apart (a third of a millimetre) are one edge drawn by hand."""
Note = Callable[[str, Place], None]


class TableBuilder:
    """One table while its rows are read; ``covered`` of its cells is ``None`` when merges are not known."""

    def __init__(self, number: int, spans_known: bool) -> None:
        self._number, self._known = number, spans_known
        self._rows: list[tuple[list[str], RowShape | None]] = []

    def __len__(self) -> int:
        return len(self._rows)

    def row(self, texts: list[str], shape: RowShape | None) -> None:
        """Adds a row of cell texts with the definition that its end mark carries."""
        self._rows.append((texts, shape))

    def build(self, note: Note) -> Table:
        """The table; ``note`` is told what could not be kept."""
        columns = self._columns()
        merges = VerticalMerges()
        table = Table([], Place(table=self._number))
        for texts, shape in self._rows:
            cells, merged = self._cells(texts, shape, columns, len(table.rows) + 1, note)
            for lost in merges.row(merged):
                if lost.place is not None:
                    note("被合并的格里还藏着文字，页面上看不到，未采用；如有用请取消合并后改到可见处。", lost.place)
            table.rows.append(cells)
        return table

    def _columns(self) -> dict[int, int]:
        """Edge in twips → number of the column that starts there, over all rows."""
        edges = sorted({edge for _texts, shape in self._rows if shape is not None for edge in shape.edges})
        columns: dict[int, int] = {}
        number, last = -1, None
        for edge in edges:
            if last is None or edge - last > SAME_EDGE:
                number, last = number + 1, edge
            columns[edge] = number
        return columns

    def _cells(
        self, texts: list[str], shape: RowShape | None, columns: dict[int, int], row: int, note: Note
    ) -> tuple[list[Cell], list[tuple[int, Cell, bool]]]:
        cells: list[Cell] = []
        merged = []
        defined = len(shape.vertical) if shape is not None else 0
        if self._known and defined < len(texts):
            note("这一行没有完整的格定义，合并情况可能没有读全，请核对。", Place(table=self._number, row=row))
        for index, text in enumerate(texts):
            place = Place(None, self._number, row, len(cells) + 1)
            if shape is None or index >= defined:
                cells.append(Cell(text, place, covered=False if self._known else None))
                continue
            left, right = columns[shape.edges[index]], columns[shape.edges[index + 1]]
            if shape.joined_left[index] and cells:
                cells[-1].colspan += max(right - left, 0)
                if text:
                    note("被合并的格里还藏着文字，页面上看不到，未采用；如有用请取消合并后改到可见处。", place)
                continue
            cells.append(Cell(text, place, max(right - left, 1)))
            if (starts := shape.vertical[index]) is not None:
                merged.append((left, cells[-1], starts))
        return cells, merged
