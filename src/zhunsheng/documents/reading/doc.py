"""Word 97–2003 documents (``.doc``) as a page tree, read from the binary file itself.

The body's text is cut at its marks (end of paragraph, of cell, of row), and each mark's properties say which it is; what
a row's end mark defines of cell edges and merges makes spans as certain as in a ``.docx``. Only the body and the text
boxes anchored in it are read: not headers, footnotes or comments, and not what change tracking has deleted.
"""

from __future__ import annotations

import re
import struct

from zhunsheng.documents.page import BLANK, PageTree, clean_text
from zhunsheng.documents.reading.doc_file import WordFile, damaged, open_word
from zhunsheng.documents.reading.doc_properties import Properties, read_patches
from zhunsheng.documents.reading.doc_styles import DocStyles, read_numbers
from zhunsheng.documents.reading.doc_tables import TableBuilder
from zhunsheng.documents.reading.doc_text import Box, Ending, LostProperties, Segment, boxes, decode, segments, whole
from zhunsheng.documents.reading.fields import ContentsMark, Fields, contents_mark
from zhunsheng.documents.reading.paragraphs import paragraph_level, paragraph_lines, refuse_long
from zhunsheng.documents.reading.refusal import MAX_CELL_CHARS, MAX_CELLS, Refused
from zhunsheng.documents.reading.symbols import UNKNOWN
from zhunsheng.model.place import Place, Problem

_SPECIAL = re.compile("([\x00-\x08\x0b\x0e-\x1f\uf020-\uf0ff\ufffd])")
_SHOWN = {"\x0b": "\r", "\x0e": "\r", "\x1e": "-"}
"""Special characters that show as something; the others show as nothing."""
MAX_PROBLEMS = 200


def read_doc(data: bytes) -> PageTree:
    """The document in ``data`` as blocks in reading order, merged cells known.

    Raises ``Refused`` for what is no Word 97–2003 file, is damaged, carries a password or macros. Where a file has lost
    its paragraph properties, rows are told by their marks alone: a problem says so and ``spans_known`` is false.
    """
    file = open_word(data)
    try:
        try:
            return _Reader(file, True).read()
        except LostProperties:
            return _Reader(file, False).read()
    except (struct.error, IndexError, OverflowError, RuntimeError) as error:
        raise damaged() from error


class _Reader:
    """Goes once over the body's segments; the row and table that are open are its only state besides fields."""

    def __init__(self, file: WordFile, certain: bool) -> None:
        self._file = file
        self._text = decode(file, read_patches(file))
        self._styles = DocStyles(file)
        self._counters = read_numbers(file)
        self._boxes = boxes(file)
        self._fields = Fields()
        self._mark: ContentsMark | None = None
        self._entry = False
        self._tree = PageTree(spans_known=certain)
        self._paragraphs = self._tables = self._count = 0
        self._table: TableBuilder | None = None
        self._row: list[str] = []
        self._parts: list[str] = []
        self._noted: set[tuple[str, Place]] = set()

    def read(self) -> PageTree:
        """The tree of the whole file."""
        if not self._tree.spans_known:
            message = "这个文档丢失了表格结构信息，行与格按标记推断，合并情况不明，请核对或另存为 docx 后再交。"
            self._tree.problems.append(Problem("全文", message))
        for segment in segments(self._file, self._text, self._tree.spans_known):
            if segment.ending is Ending.BODY:
                self._close_table()
                self._paragraph(segment)
            else:
                self._in_table(segment)
        self._close_table()
        self._rest_of_boxes()
        if self._fields.coding:
            message = "文件末尾有一个域没有结束标记，其中的文字可能没有读到，请在 Word 中删去该域后另存。"
            self._tree.problems.append(Problem("全文", message))
        return self._tree

    # Paragraphs of the body.

    def _paragraph(self, segment: Segment) -> None:
        self._paragraphs += 1
        self._counted(1)
        place = Place(line=self._paragraphs)
        self._mark, self._entry = None, False
        text = self._numbered(segment)
        style = self._styles[segment.properties.style]
        level = paragraph_level(segment.properties.outline, style.level, self._mark)
        entry = self._entry or style.contents or self._fields.in_contents > 0
        self._add_lines(text, place, self._mark, level, entry)
        for box in self._boxes_up_to(segment.end):
            self._add_lines(self._box_text(box), place)

    def _add_lines(
        self, text: str, place: Place, mark: ContentsMark | None = None, level: int = 0, entry: bool = False
    ) -> None:
        refuse_long(text, place)
        self._tree.blocks.extend(paragraph_lines(clean_text(text), place, mark, level, entry))

    # Rows and cells.

    def _in_table(self, segment: Segment) -> None:
        if self._table is None:
            self._abandon_field(Place(line=self._paragraphs or None))
            self._tables += 1
            self._table = TableBuilder(self._tables, self._tree.spans_known)
        if segment.ending is Ending.ROW:
            self._close_row(segment.properties)
            return
        self._parts.append(self._numbered(segment))
        if self._boxes:
            self._parts.extend("\n" + self._box_text(box) for box in self._boxes_up_to(segment.end))
        if segment.ending is Ending.CELL:
            self._close_cell()
        elif segment.ending is Ending.INNER_CELL:
            self._parts.append("\t")
            self._note(
                "这里的格或文本框里套着表格，已按文字读出，没有按表格读，请核对或改为不嵌套的表格。", self._here()
            )
        else:
            self._parts.append("\n")

    def _here(self) -> Place:
        row = len(self._table) + 1 if self._table is not None else None
        return Place(None, self._tables, row, len(self._row) + 1)

    def _close_cell(self) -> None:
        if self._fields.coding:
            self._abandon_field(self._here())
        text = "".join(self._parts)
        if len(text) > MAX_CELL_CHARS:
            refuse_long(text, self._here())
        self._parts.clear()
        self._row.append(clean_text(text))

    def _close_row(self, properties: Properties) -> None:
        if any(self._parts):
            self._close_cell()
        self._counted(1 + len(self._row))
        if self._table is not None and self._row:
            self._table.row(self._row, properties.row if self._tree.spans_known else None)
        self._row = []

    def _close_table(self) -> None:
        if self._table is None:
            return
        if self._row or any(self._parts):
            self._note("这一行没有结束标记，文件可能不完整，请核对这张表的末行。", self._here())
            self._close_row(Properties())
        if len(self._table):
            self._tree.blocks.append(self._table.build(self._note))
        else:
            self._tables -= 1
        self._table = None

    # Text.

    def _numbered(self, segment: Segment) -> str:
        text = self._visible(segment.text)
        own, style = segment.properties, self._styles[segment.properties.style]
        use = own.list_use if own.list_use is not None else style.list_use
        if not use or not 0 < use < 0x7FF:
            return text
        level = own.list_level if own.list_level is not None else style.list_level
        label = self._counters.label(use, level or 0)
        return label + text if text.strip(BLANK) else text

    def _visible(self, text: str) -> str:
        """What a reader of the page sees of ``text``; fields go on from one segment to the next."""
        if not self._fields.coding and _SPECIAL.search(text) is None:
            return whole(text)
        shown: list[str] = []
        for part in _SPECIAL.split(text):
            if part == "\x13":
                self._fields.begin()
            elif part == "\x14":
                self._instruction(self._fields.separate())
            elif part == "\x15":
                self._end_field(shown)
            elif self._fields.coding:
                self._fields.code(part)
            elif len(part) == 1 and part < " " and part != "\t":
                shown.append(_SHOWN.get(part, ""))
            elif len(part) == 1 and part >= "\uf020" and _SPECIAL.match(part):
                message = "这里有一个只有特殊字体才能显示的符号，认不出来，请对照原文改成普通文字。"
                self._note(message, self._here_or_line())
                shown.append(UNKNOWN)
            else:
                shown.append(part)
        return whole("".join(shown))

    def _end_field(self, shown: list[str]) -> None:
        within = self._fields.in_contents
        self._instruction(self._fields.end())
        # The list's last line may be this paragraph, or the one before it.
        if within and not self._fields.in_contents and any(part.strip(BLANK) for part in shown):
            self._entry = True

    def _instruction(self, instruction: str | None) -> None:
        if instruction is not None and (mark := contents_mark(instruction)) is not None:
            self._mark = mark

    def _boxes_up_to(self, end: int) -> list[Box]:
        due = []
        while self._boxes and self._boxes[0].anchor is not None and self._boxes[0].anchor <= end:
            due.append(self._boxes.pop(0))
        return due

    def _box_text(self, box: Box) -> str:
        outer, self._fields = self._fields, Fields()
        mark, entry = self._mark, self._entry
        lines = re.split("[\r\x0c]", self._text[box.start : box.end].replace("\x07", "\t"))
        text = "\n".join(self._visible(line) for line in lines)
        self._fields, self._mark, self._entry = outer, mark, entry
        return text

    def _rest_of_boxes(self) -> None:
        for box in self._boxes:
            text = self._box_text(box)
            if text.strip():
                self._note("有文本框的位置认不出来，文字放在全文末尾，请核对。", Place(line=self._paragraphs))
                self._add_lines(text, Place(line=self._paragraphs))

    # Trouble.

    def _here_or_line(self) -> Place:
        return self._here() if self._table is not None else Place(line=self._paragraphs)

    def _abandon_field(self, place: Place) -> None:
        if self._fields.abandon():
            self._note("这里之前有一个域没有结束标记，其中的文字可能没有读到，请在 Word 中删去该域后另存。", place)

    def _note(self, message: str, place: Place) -> None:
        if len(self._noted) < MAX_PROBLEMS and (message, place) not in self._noted:
            self._noted.add((message, place))
            self._tree.problems.append(Problem(str(place), message, place))

    def _counted(self, more: int) -> None:
        self._count += more
        if self._count > MAX_CELLS:
            raise Refused(f"这个 Word 文档超过 {MAX_CELLS} 个格和段，太大不能读，请拆成几个文件再交。")
