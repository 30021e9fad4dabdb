"""Plain text as Word's text export gives it: one tab-indented cell a line, a blank line after each row.

Two blank lines (or any line without a tab behind a blank one) end a table. Word's field codes stay in the text as
`` TC title \\f C \\l 1``: they name the contents list a title is on and repeat the title, so they are taken off.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from operator import and_

from zhunsheng.documents.page import BLANK, Block, Cell, PageTree, Paragraph, Table
from zhunsheng.documents.reading.refusal import MAX_CELLS, Refused
from zhunsheng.model.place import Place

_TC = re.compile(r"\s*\bTC\s+\S.*?\\f\s*\"?([A-Z])\"?(?:\s*\\l\s*\"?(\d)\"?)?\s*|\s*\bTC\s+\S.*?\\l\s*\"?(\d)\"?\s*$")


def read_text(data: bytes) -> PageTree:
    """Read a text export. Raises :class:`Refused` when the bytes are no text in UTF-8, UTF-16 or GB 18030."""
    return tree_of_lines(decode(data).splitlines())


def decode(data: bytes) -> str:
    """The text of a file in UTF-8 (with or without mark), UTF-16 with mark, or GB 18030."""
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    encodings = ["utf-16"] if marked else ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return text
    raise Refused(
        "认不出这是什么文件：既不是Word、Excel、PDF，也不是文本，可能已损坏。请用原来的程序打开，另存一次再上传。"
    )


def tree_of_lines(lines: list[str]) -> PageTree:
    """The page tree of text lines; places count lines from 1."""
    blocks: list[Block] = []
    row: list[Cell] = []
    table: Table | None = None
    blank_since_cell = False
    tables = cells = 0
    for number, line in _single_spaced(lines):
        if line.startswith("\t"):
            if table is None:
                tables += 1
                table = Table([], Place(table=tables, line=number))
                blocks.append(table)
            if blank_since_cell or not row:
                row = []
                table.rows.append(row)
            blank_since_cell = False
            cells += 1
            if cells > MAX_CELLS:
                raise Refused(f"文件太大：表格超过{MAX_CELLS}格。请拆成几个文件后再上传。")
            place = Place(None, tables, len(table.rows), len(row) + 1, number)
            row.append(Cell(line.strip(BLANK), place, 1, 1, None))
            continue
        text = line.strip(BLANK)
        if not text:
            if blank_since_cell:
                table, row = None, []
            blank_since_cell = bool(row)
            continue
        if row and not blank_since_cell:
            row[-1].text = f"{row[-1].text}\n{text}" if row[-1].text else text
            continue
        table, row, blank_since_cell = None, [], False
        blocks.append(_paragraph(text, number))
    return PageTree(blocks)


def _single_spaced(lines: list[str]) -> Iterable[tuple[int, str]]:
    """Lines with their numbers; in a file with a blank line behind every line, those extra blanks are left out.

    Such a file has table cells and never two of them in a row of lines: a run of n blanks stood for (n - 1) / 2.
    """
    numbered = enumerate(lines, 1)
    starts = [line[:1] == "\t" for line in lines]
    if sum(starts) < 2 or any(map(and_, starts, starts[1:])):
        return numbered
    kept: list[tuple[int, str]] = []
    run = 0
    for number, line in numbered:
        run = 0 if line.startswith("\t") or line.strip(BLANK) else run + 1
        if run % 2 == 0:
            kept.append((number, line))
    return kept


def _paragraph(text: str, number: int) -> Paragraph:
    place = Place(line=number)
    if "TC " not in text:
        return Paragraph(text, place)
    found = _TC.search(text)
    if not found:
        return Paragraph(text, place)
    title = (text[: found.start()] + text[found.end() :]).strip(BLANK)
    letter = found.group(1) or "C"
    return Paragraph(title, place, 2 if letter == "A" else 3, letter)
