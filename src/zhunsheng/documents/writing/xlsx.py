"""Excel workbooks: the form on sheets that print on A4, and data sheets with one row an indicator.

Up to :data:`MAX_SHEETS` forms stand on a sheet each, so that header rows repeat when printed; more stand on one sheet
under each other, each beginning a page. Form cells are text as printed and never formulas; numbers of the data sheet
are numbers. Excel does not fit rows to wrapped text in merged cells, so heights are reckoned here.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from zhunsheng.documents.page import PageTree, Paragraph
from zhunsheng.documents.writing.arrange import Part, arrange
from zhunsheng.documents.writing.flat import flat_tables
from zhunsheng.documents.writing.look import paper_of
from zhunsheng.documents.writing.xlsx_data import write_data_sheet
from zhunsheng.documents.writing.xlsx_form import FormSheet
from zhunsheng.documents.writing.xlsx_looks import Looks
from zhunsheng.model.document import Document

MAX_SHEETS = 60
"""More pages of forms than these stand on one sheet: nobody leafs through hundreds of tabs."""
_MAX_NAME = 31
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


def write_xlsx(tree: PageTree, title: str, document: Document) -> bytes:
    """The tree as a workbook, with the document's data sheet behind it. Raises ``Unwritable`` for too long a text."""
    book = Workbook()
    first = book.active
    if first is not None:
        book.remove(first)
    looks = Looks()
    paper = paper_of(tree)
    groups = _groups(arrange(tree.blocks))
    names: set[str] = {"数据", "自评数据", "监控数据"}
    if len(groups) > MAX_SHEETS:
        sheet = FormSheet(_sheet(book, "绩效文本", names), looks, paper, [part for group in groups for part in group])
        sheet.draw()
    else:
        for group in groups:
            FormSheet(_sheet(book, _name(group), names), looks, paper, group).draw()
    for name, table in flat_tables(document):
        write_data_sheet(book.create_sheet(name), looks, table)
    book.properties.creator = ""
    book.properties.title = title
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _groups(parts: Sequence[Part]) -> list[list[Part]]:
    """The parts page by page, as ``arrange`` begins pages."""
    groups: list[list[Part]] = []
    for part in parts:
        if part.new_page or not groups:
            groups.append([])
        groups[-1].append(part)
    return groups


def _name(group: Sequence[Part]) -> str:
    """A sheet's name: its form's title, else the last title of the part."""
    for kind in ("title", "part", "cover"):
        found = [part.block.text for part in group if part.kind == kind and isinstance(part.block, Paragraph)]
        if found:
            return found[-1]
    return "绩效文本"


def _sheet(book: Workbook, name: str, taken: set[str]) -> Worksheet:
    """A new sheet with a name that Excel allows and that no other sheet has."""
    plain = " ".join(name.translate(_NOT_IN_NAMES).split())[:_MAX_NAME].strip() or "绩效文本"
    unique, number = plain, 2
    while unique.casefold() in taken:
        tail = f"（{number}）"
        unique, number = f"{plain[: _MAX_NAME - len(tail)]}{tail}", number + 1
    taken.add(unique.casefold())
    made: Worksheet = book.create_sheet(unique)
    return made
