"""A list in a spreadsheet, read column by column: which column is which, and what is wrong in which cell of which row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from zhunsheng.ledger.table_file import Cell, cell_text
from zhunsheng.model.spelling import half_width

_SEARCHED = 15
"""How far down a header row is looked for."""
EXAMPLE = "示例"
"""A row whose first cell begins so stands in the template as an example and is no entry."""
Rows = Iterable[tuple[int, Sequence[Cell]]]
"""Row number as in the file (from 1) and its cells."""


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong in one cell: the row as the file counts it, the column's words, and a sentence how to mend it."""

    row: int
    column: str
    quote: str
    message: str

    def __str__(self) -> str:
        where = f"第{self.row}行" + (f"“{self.column}”" if self.column else "")
        quote = f"“{self.quote}”" if self.quote else ""
        return f"{where}{quote}：{self.message}"


@dataclass(frozen=True, slots=True)
class ListColumn:
    """One column: its English name, the words of its header, other words that mean the same, and its help."""

    name: str
    label: str
    also: tuple[str, ...]
    required: bool
    help: str
    example: str = ""
    choices: tuple[str, ...] = ()
    width: int = 16


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row: its number and its cells as text by column name; a blank cell is ``""``."""

    number: int
    cells: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.cells.get(name, "")


def read_rows(rows: Rows, columns: Sequence[ListColumn]) -> tuple[tuple[ListRow, ...], tuple[RowProblem, ...]]:
    """The rows under the header, blank ones and examples left out; without a header there are no rows and one problem."""
    listed = list(rows)
    found = next(
        ((n, seats) for n, (_, row) in enumerate(listed[:_SEARCHED]) if (seats := _header(row, columns))), None
    )
    if found is None:
        wanted = "、".join(column.label for column in columns if column.required)
        return (), (RowProblem(1, "", "", f"前{_SEARCHED}行里没有找到表头。表头要有这几列：{wanted}。请用模板填写。"),)
    start, seats = found
    problems = [
        RowProblem(listed[start][0], column.label, "", "缺少这一列。请补上，或用模板填写。")
        for column in columns
        if column.required and column.name not in seats
    ]
    entries = []
    for number, row in listed[start + 1 :]:
        cells = {name: _plain(row[seat]) if seat < len(row) else "" for name, seat in seats.items()}
        first = _plain(row[0]) if row else ""
        if any(cells.values()) and not first.startswith(EXAMPLE):
            entries.append(ListRow(number, cells))
    return tuple(entries), tuple(problems)


def blanks(rows: Iterable[ListRow], columns: Sequence[ListColumn]) -> Iterable[RowProblem]:
    """Required cells that are blank, and cells that hold none of the choices."""
    for row in rows:
        for column in columns:
            text = row[column.name]
            if column.required and not text:
                yield RowProblem(row.number, column.label, "", f"没有填。{column.help}")
            elif text and column.choices and text not in column.choices:
                words = (
                    "；".join(column.choices)
                    if any("、" in one for one in column.choices)
                    else "、".join(column.choices)
                )
                yield RowProblem(row.number, column.label, text, f"只能填：{words}。")


def _header(row: Sequence[Cell], columns: Sequence[ListColumn]) -> dict[str, int]:
    """Where each column stands, if the row is a header: it holds at least two of the columns' words."""
    words = {word: column.name for column in columns for word in (column.label, *column.also)}
    seats: dict[str, int] = {}
    for seat, cell in enumerate(row):
        name = words.get(_plain(cell).rstrip("*").replace("（", "(").partition("(")[0].strip("*"))
        if name is not None:
            seats.setdefault(name, seat)
    return seats if len(seats) >= 2 else {}


def _plain(cell: Cell) -> str:
    return " ".join(half_width(cell_text(cell)).split())
