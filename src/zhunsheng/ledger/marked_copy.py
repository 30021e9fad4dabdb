"""The file that was imported once more, with a column that says what is wrong with each row, to be mended and imported again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.cell import Cell as BookCell
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.utils import get_column_letter

from zhunsheng.ledger.column_cells import cell_rule, number_format
from zhunsheng.ledger.gravity import Gravity
from zhunsheng.ledger.header import REMARKS, Header
from zhunsheng.ledger.sheet import SheetImport
from zhunsheng.ledger.sheet_look import BODY, WRONG, WRONG_FILL, look_like_header, print_on_a4
from zhunsheng.ledger.sheet_rows import CheckedRow
from zhunsheng.ledger.table_file import Sheet, cell_text


def write_marked_copy(found: SheetImport, out: BinaryIO) -> None:
    """Write an xlsx of the same rows with a column 导入问题; faulty cells are tinted. Needs a file whose header was found.

    Works row by row, so that a large file costs little memory. Blank rows and rows above the header are left out.
    """
    book = Workbook(write_only=True)
    rows = found.checked_rows()
    row = next(rows, None)
    for sheet, header in found.parts:
        page = book.create_sheet((sheet.name or found.kind.label)[:31])
        width = _start(page, found, sheet, header)
        while row is not None and row[0].sheet == sheet.name:
            page.append(_row(page, found, row[0], width))
            row = next(rows, None)
    book.save(out)


def _start(page: Any, found: SheetImport, sheet: Sheet, header: Header) -> int:
    """Header, widths, drop-down lists; returns how many columns the file had."""
    words = next(list(cells) for number, cells in sheet.rows() if number == header.row)
    while words and words[-1] in (None, "", REMARKS):
        words.pop()
    page.freeze_panes = "A2"
    print_on_a4(page, header_row=1)
    for position in range(len(words)):
        letter = get_column_letter(position + 1)
        column = found.kind.record.column(header.columns.get(position, ""))
        page.column_dimensions[letter].width = 16
        if column is not None and (rule := cell_rule(column)):
            page.data_validations.append(rule)
            rule.add(f"{letter}2:{letter}{(sheet.height or 0) + 1}")
    page.column_dimensions[get_column_letter(len(words) + 1)].width = 60
    heads = []
    for text in [*words, REMARKS]:
        head = text_cell(page, cell_text(text))
        look_like_header(head)
        heads.append(head)
    page.append(heads)
    return len(words)


def _row(page: Any, found: SheetImport, row: CheckedRow, width: int) -> Sequence[Any]:
    """The cells of a row; only those that are wrong (or would turn into formulas) are dressed, which is slow."""
    told = [remark for remark in row.remarks if remark.gravity is not Gravity.NOTE]
    wrong = {row.positions.get(remark.column or "") for remark in told}
    names = {position: name for name, position in row.positions.items()}
    cells: list[Any] = [row.cells[position] if position < len(row.cells) else None for position in range(width)]
    for position, value in enumerate(cells):
        if isinstance(value, str):
            cells[position] = (
                text_cell(page, value) if value.startswith("=") or not value.isprintable() else value or None
            )
        if position in wrong:
            cell = text_cell(page, value) if isinstance(value, str) else WriteOnlyCell(page, value)
            column = found.kind.record.column(names.get(position, ""))
            cell.number_format = number_format(column) if column else "@"
            cell.fill, cell.font = WRONG_FILL, BODY
            cells[position] = cell
    if told:
        note = text_cell(page, "".join(remark.sentence for remark in told))
        note.font = WRONG
        cells.append(note)
    return cells


def text_cell(page: Any, text: str) -> BookCell:
    """A cell that holds a text as a text, also one that looks like a formula; a blank text is a blank cell."""
    cell = WriteOnlyCell(page, ILLEGAL_CHARACTERS_RE.sub("", text) or None)
    if text.startswith("="):
        cell.data_type = "s"
    return cell
