"""Paragraphs and tables of a ``.docx`` body, one after another, as blocks of the page tree."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from lxml import etree

from zhunsheng.documents.page import Cell, PageTree, Table, clean_text
from zhunsheng.documents.reading import docx_words as words
from zhunsheng.documents.reading.container import Package
from zhunsheng.documents.reading.docx_styles import attribute, number
from zhunsheng.documents.reading.docx_text import HANDLERS, NO_STYLE, ODD, BlockText
from zhunsheng.documents.reading.docx_words import CELL, CODES, PARAGRAPH, ROW, SPAN, STYLE, STYLE_NAME, TEXT
from zhunsheng.documents.reading.merging import VerticalMerges
from zhunsheng.documents.reading.paragraphs import paragraph_level, paragraph_lines
from zhunsheng.documents.reading.refusal import MAX_CELLS, Refused
from zhunsheng.model.place import Place, Problem

MAX_SPAN = 1024
"""The most columns that one cell is believed to cover; Word itself allows 63."""
MAX_PROBLEMS = 200
MAX_JOINED = 10_000
"""The most pieces of text that a paragraph keeps while change tracking joins it to the next."""
_PLACE = tuple.__new__  # a third of the cost of Place(...), which shows in the time of a whole document


class BlockReader:
    """Turns elements of the body into blocks, in document order: :meth:`table` and :meth:`other`, then :meth:`finish`.

    ``tags`` is what :func:`docx_words.tags_of` says of the body. A table may be given several times while it grows; what was read of it before is gone from the element by then.
    """

    def __init__(self, package: Package, document: str, tags: tuple[str, ...]) -> None:
        self._tags = tags
        self._tree = PageTree(spans_known=True)
        self._text = BlockText(package, document, tags, self._note_here)
        self._paragraphs = self._tables = self._count = 0
        self._noted: set[tuple[str, Place]] = set()
        self._inner: set[etree._Element] = set()  # elements of tables that lie inside a cell
        self._boxes: list[etree._Element] = []
        # The table and its last row.
        self._top: etree._Element | None = None
        self._rows: list[list[Cell]] = []
        self._cells: list[Cell] = []
        self._cell = Cell("")
        self._starts: list[tuple[Cell, bool]] = []
        self._merges = VerticalMerges()
        self._before = 0
        self._deleted = False

    def finish(self) -> PageTree:
        """The tree of everything read."""
        self._close_block()
        if self._text.fields.coding:
            message = "文件末尾有一个域没有结束标记，其中的文字可能没有读到，请在 Word 中删去该域后另存。"
            self._tree.problems.append(Problem("全文", message))
        return self._tree

    def table(self, top: etree._Element, stop: etree._Element | None) -> None:
        """Reads the table ``top`` up to the element ``stop``, going on where the last call for it ended."""
        if top is not self._top:
            self._close_block()
            self._abandon_field()
            self._top, self._rows, self._merges = top, [], VerticalMerges()
            self._tables += 1
            self._tree.blocks.append(Table(self._rows, Place(table=self._tables)))
        self._walk(top.iter(*self._tags), stop)

    def other(self, element: etree._Element, code: int | None) -> None:
        """Reads a paragraph of the body; of other elements only that they cannot be read."""
        self._counted(1)
        if code == words.PARAGRAPH:
            self._paragraph(element)
        elif code == words.FOREIGN:
            HANDLERS[code](self._text, element)

    # The one loop over elements, for paragraphs, tables and text boxes alike.

    def _walk(self, elements: Iterable[etree._Element], stop: etree._Element | None, flat: bool = False) -> None:
        """Reads elements in document order up to ``stop``; ``flat``: cells are text too.

        Nearly all time of a reading is spent here, hence the local names and the frequent kinds first.
        """
        content, inner = self._text, self._inner
        skip, fields, say, idle = content.skip, content.fields, content.parts.append, content.idle_styles
        code_of, is_odd = CODES.get, ODD.search
        first = True
        for element in elements:
            code = code_of(element.tag)
            if code is None or (skip and element in skip):
                continue
            if element is stop:
                return
            if code == TEXT:
                if text := element.text:
                    if fields.coding:
                        fields.code(text)
                    else:
                        say(text if is_odd(text) is None else content.odd(element, text))
            elif code == PARAGRAPH:
                if first or content.joined:
                    first = content.joined = False
                else:
                    say("\n")
            elif code == CELL:
                first = True
                if flat or (inner and element in inner):
                    say("\t")
                else:
                    self._open_cell()
            elif code == SPAN:
                if not flat and not (inner and element in inner):
                    self._cell.colspan = min(max(number(element) or 1, 1), MAX_SPAN)
            elif code == ROW:
                if flat or (inner and element in inner):
                    say("\n")
                else:
                    self._close_row()
            elif code == STYLE and not flat and element.get(STYLE_NAME) in idle:
                content.style = NO_STYLE
            elif (handler := HANDLERS.get(code)) is not None:
                handler(content, element)
            else:
                _HANDLERS[code](self, element, flat or (bool(inner) and element in inner))

    # Paragraphs of the body.

    def _paragraph(self, element: etree._Element) -> None:
        self._close_table()
        self._paragraphs += 1
        if not len(element):
            return
        self._text.start_paragraph()
        self._walk(element.iter(), None, True)
        if not self._text.joined or len(self._text.parts) > MAX_JOINED:
            self._close_paragraph()

    def _close_paragraph(self) -> None:
        place = Place(line=self._paragraphs)
        text, blocks = self._text, self._tree.blocks
        entry = text.entry or text.style.contents or text.fields.in_contents > 0
        level = paragraph_level(text.outline, text.style.level, text.mark)
        if text.parts:
            blocks.extend(paragraph_lines(text.take(place), place, text.mark, level, entry))
        if self._boxes:
            blocks.extend(paragraph_lines(self._box_text(place), place))
        if text.skip:
            text.skip.clear()

    def _close_block(self) -> None:
        self._close_table()
        if self._text.parts:
            self._close_paragraph()

    # Rows and cells.

    def _open_cell(self) -> None:
        cells, text = self._cells, self._text
        if not cells:
            text.parts.clear()
        elif len(text.parts) == 1 and text.plain() and not self._boxes:
            self._cell.text = clean_text(text.parts.pop())  # nine cells in ten; the way below does the same, slower
        else:
            self._close_cell()
        place = _PLACE(Place, (None, self._tables, len(self._rows) + 1, len(cells) + 1, None, None))
        self._cell = cell = Cell("", place)
        cells.append(cell)

    def _close_cell(self) -> None:
        text, cell = self._text, self._cell
        if text.fields.coding:
            self._abandon_field()
        if text.parts:
            cell.text = text.take(cell.place)
        if self._boxes:
            cell.text = clean_text(f"{cell.text}\n{self._box_text(cell.place)}")

    def _close_row(self) -> None:
        cells = self._cells
        if cells:
            self._close_cell()
            if not self._deleted:
                self._merge(cells)
                self._rows.append(cells)
            self._cells = []
        self._counted(1 + len(cells))
        self._starts.clear()
        if self._text.skip or self._inner:
            self._text.skip.clear()
            self._inner.clear()
        self._before, self._deleted = 0, False

    def _merge(self, cells: list[Cell]) -> None:
        if not self._starts:
            self._merges.row(())
            return
        starts = {id(cell): start for cell, start in self._starts}
        column = self._before
        merged = []
        for cell in cells:
            if (start := starts.get(id(cell))) is not None:
                merged.append((column, cell, start))
            column += cell.colspan
        for lost in self._merges.row(merged):
            self._note_lost(lost)

    def _close_table(self) -> None:
        if self._top is not None:
            self._close_row()
            self._top = None

    # Elements that concern more than text. ``inside``: within a table in a cell, or within a text box.

    def _vertical(self, element: etree._Element, inside: bool) -> None:
        if not inside:
            self._starts.append((self._cell, attribute(element, "val") == "restart"))

    def _horizontal(self, element: etree._Element, inside: bool) -> None:
        if inside or attribute(element, "val") == "restart" or len(self._cells) < 2:
            return
        # The cell lives on only as part of the one to its left; text in it is not shown.
        self._cells.pop()
        self._cells[-1].colspan += self._cell.colspan

    def _grid_before(self, element: etree._Element, inside: bool) -> None:
        if not inside:
            self._before = min(max(number(element) or 0, 0), MAX_SPAN)

    def _nested(self, element: etree._Element, _inside: bool) -> None:
        if element is not self._top:
            self._inner.update(element.iter(*self._tags))
            self._note_here("这里的格或文本框里套着表格，已按文字读出，没有按表格读，请核对或改为不嵌套的表格。")

    def _removed(self, element: etree._Element, inside: bool) -> None:
        """A deletion stands around runs, or as a mark in the properties of a row or of a paragraph's end."""
        parent = element.getparent()
        holder = etree.QName(parent).localname if parent is not None else ""
        if holder == "trPr":
            self._deleted = self._deleted or not inside
        elif holder != "rPr":
            self._text.pass_over(element)
        elif parent is not None and (above := parent.getparent()) is not None:
            self._text.joined = self._text.joined or etree.QName(above).localname == "pPr"

    def _text_box(self, element: etree._Element, _inside: bool) -> None:
        self._boxes.append(element)
        self._text.pass_over(element)

    def _box_text(self, place: Place | None) -> str:
        """The text of the text boxes anchored in what was just read, boxes within boxes included."""
        texts = []
        text = self._text
        outer = text.parts
        while self._boxes:
            box = self._boxes.pop(0)
            text.skip.difference_update(box.iterdescendants(*self._tags))
            text.parts = []
            self._walk(box.iterdescendants(*self._tags), None, True)
            texts.append(text.take(place))
        text.parts = outer
        return "\n".join(texts)

    # Trouble.

    def _counted(self, more: int) -> None:
        self._count += more
        if self._count > MAX_CELLS:
            raise Refused(f"这个 Word 文档超过 {MAX_CELLS} 个格和段，太大不能读，请拆成几个文件再交。")

    def _abandon_field(self) -> None:
        if self._text.fields.abandon():
            self._note_here("这里之前有一个域没有结束标记，其中的文字可能没有读到，请在 Word 中删去该域后另存。")

    def _note_lost(self, cell: Cell) -> None:
        if cell.place is not None:
            self._note("被合并的格里还藏着文字，页面上看不到，未采用；如有用请取消合并后改到可见处。", cell.place)

    def _note_here(self, message: str) -> None:
        if self._top is None:
            self._note(message, Place(line=self._paragraphs))
        else:
            place = self._cell.place if self._cells else None
            self._note(message, place if place is not None else Place(table=self._tables))

    def _note(self, message: str, place: Place) -> None:
        if len(self._noted) < MAX_PROBLEMS and (message, place) not in self._noted:
            self._noted.add((message, place))
            self._tree.problems.append(Problem(str(place), message, place))


_HANDLERS: dict[int, Callable[[BlockReader, etree._Element, bool], None]] = {
    words.VERTICAL: BlockReader._vertical,
    words.HORIZONTAL: BlockReader._horizontal,
    words.BEFORE: BlockReader._grid_before,
    words.TABLE: BlockReader._nested,
    words.DELETED: BlockReader._removed,
    words.TEXT_BOX: BlockReader._text_box,
    words.CONTAINER: lambda _reader, _element, _inside: None,
    words.BODY: lambda _reader, _element, _inside: None,
}
