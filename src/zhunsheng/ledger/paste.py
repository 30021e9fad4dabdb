"""A block copied from a spreadsheet and pasted: tabs between cells, lines between rows, with or without a header row."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from zhunsheng.ledger.entry import Entry
from zhunsheng.ledger.gravity import Gravity, Remark
from zhunsheng.ledger.header import Header, header_words, read_header
from zhunsheng.ledger.kind import LedgerKind
from zhunsheng.ledger.sheet_rows import CheckedRow, RowReader, Terms
from zhunsheng.ledger.table_file import MAX_COLUMNS, Cell, Sheet

MOST_ROWS = 5000
"""How many rows one paste takes; more belong into a file."""


@dataclass(frozen=True, slots=True)
class Pasted:
    """What a block came to. ``columns`` are the English column names in the order of the block (``None``: not used)."""

    columns: tuple[str | None, ...]
    rows: tuple[CheckedRow, ...]
    remarks: tuple[Remark, ...] = ()
    header: bool = False

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries in order."""
        return tuple(row.entry for row in self.rows)


def read_block(text: str, kind: LedgerKind, terms: Terms, columns: Sequence[str] | None = None) -> Pasted:
    """The rows of a pasted block. Without a header row its cells are taken in the order of ``columns`` (English names), by
    default that of the ledger."""
    cells = cells_of(text)
    if len(cells) > MOST_ROWS:
        return Pasted((), (), (Remark(None, f"一次最多粘贴{MOST_ROWS}行，这里有{len(cells)}行。请存成文件再导入。"),))
    if not cells:
        return Pasted((), (), (Remark(None, "没有粘贴到内容。请在表格里选中要粘的行，复制后再粘。"),))
    first = read_header(1, cells[0], kind)
    has_header = len(first.columns) >= min(2, len([cell for cell in cells[0] if str(cell or "").strip()]))
    names = list(columns or (column.name for column in kind.columns))
    widest = max(map(len, cells))
    header = first if has_header and first.columns else Header(0, dict(enumerate(names[:widest])))
    remarks = _too_wide(kind, widest, len(names)) if header.row == 0 else _unknown(first)
    sheet = Sheet("", len(cells), lambda: iter(list(enumerate(cells, 1))))
    rows = tuple(RowReader(kind, terms).read(sheet, header))
    order = tuple(header.columns.get(position) for position in range(widest))
    return Pasted(order, rows, tuple(remarks), header.row == 1)


def block_of(kind: LedgerKind, rows: Sequence[Sequence[str]], *, header: bool = True) -> str:
    """Rows of texts (in the order of the ledger) as a block that a spreadsheet takes when it is pasted."""
    out = io.StringIO()
    writer = csv.writer(out, dialect="excel-tab", lineterminator="\n")
    if header:
        writer.writerow([header_words(kind, column.name) for column in kind.columns])
    writer.writerows(rows)
    return out.getvalue()


def cells_of(text: str) -> list[list[Cell]]:
    """The cells of a block; line breaks and tabs inside quoted cells stay inside. Never raises."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    if plain.count('"') % 2:  # a lone inch sign; read as quoting it would swallow the rows below
        return _trimmed([line.split("\t")[:MAX_COLUMNS] for line in plain.split("\n")])
    try:
        rows = [row[:MAX_COLUMNS] for row in csv.reader(io.StringIO(plain, newline=""), dialect="excel-tab")]
    except csv.Error:
        rows = [line.split("\t")[:MAX_COLUMNS] for line in plain.split("\n")]
    return _trimmed(rows)


def _trimmed(rows: list[list[str]]) -> list[list[Cell]]:
    """Without the blank rows at the end."""
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    return [list[Cell](row) for row in rows]


def _too_wide(kind: LedgerKind, widest: int, known: int) -> list[Remark]:
    if widest > known:
        return [Remark(None, f"粘贴的有{widest}列，{kind.label}只有{known}列。请连表头一起复制，或只选需要的列。")]
    return []


def _unknown(header: Header) -> list[Remark]:
    words = "、".join(words for _, words in header.unknown)
    return [Remark(None, f"“{words}”不是这种台账的列，没有粘进来，可以吗。", Gravity.ASK)] if words else []
