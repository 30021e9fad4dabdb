"""Web pages: saved by a browser, by Word or LibreOffice, or published on an office's site.

Only what the page shows is read: scripts, menus and hidden elements are left out. Tables are placed on a grid by their
``colspan`` and ``rowspan``; a table that only lays out the page (site frames, text boxes) is read as running text.
"""

from __future__ import annotations

import codecs
import re

from lxml import etree

from zhunsheng.documents.page import Block, PageTree, Paragraph, clean_text
from zhunsheng.documents.reading.grid import too_many_cells
from zhunsheng.documents.reading.html_tables import layout_tables, read_table
from zhunsheng.documents.reading.html_text import Pour, walk
from zhunsheng.documents.reading.refusal import MAX_CELL_CHARS, MAX_CELLS, Refused
from zhunsheng.model.place import Place, Problem

MAX_HTML_BYTES = 64 * 1024 * 1024
"""The largest page that is parsed; one with a thousand project tables has about 20 MB."""
_CHARSET = re.compile(rb"""<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.I)
_ELEMENT = re.compile(r"<\s*/?(?:!doctype\s+html|html|head|body|meta|table|tr|td|div|p|br|span|h[1-6]|ul|ol)\b", re.I)
_BREAKS_AT_BLANKS = re.compile(r"<meta[^>]+generator[^>]+(?:LibreOffice|OpenOffice|StarOffice)", re.I)
"""Programs that break the lines of their source only at blanks, so that a line end stands for one."""
_THREE_BYTE_UTF8 = re.compile(rb"[\xe3-\xe9][\x80-\xbf][\x80-\xbf]")


def read_html(data: bytes) -> PageTree:
    """Read a web page. Raises :class:`Refused` for web archives (``.mht``), other formats, and hostile nesting."""
    text, problems = _decode(data)
    root = _parse(text)
    tree = PageTree(problems=problems, spans_known=True)
    if root is None:
        return tree
    _Page(tree, layout_tables(root), bool(_BREAKS_AT_BLANKS.search(text[:4096]))).read(root)
    return tree


class _Page:
    """The page while it is read: running text goes to ``Pour``, which hands over each line; tables are cut out."""

    def __init__(self, tree: PageTree, layout: set[etree._Element], line_end_is_blank: bool) -> None:
        self._tree, self._layout, self._line_end_is_blank = tree, layout, line_end_is_blank
        self._tables = self._lines = self._cells = 0

    def read(self, root: etree._Element) -> None:
        pour = Pour(self._line, self._line_end_is_blank)
        walk(root, pour, self._table)
        pour.end_line()
        pour.report(self._tree.problems, None)

    def _line(self, text: str, level: int) -> None:
        text = clean_text(text)
        if not text:
            return
        self._lines += 1
        self._count(1)
        self._add(Paragraph(_bounded(text), Place(line=self._lines), level))

    def _table(self, element: etree._Element) -> bool:
        """Takes a data table out of the text; a layout table is left to be read as text."""
        if element in self._layout:
            return False
        caption = element.find("caption")
        if caption is not None:
            walk(caption, pour := Pour(lambda text, _level: self._line(text, 3)), lambda _nested: False)
            pour.end_line()
        table = read_table(element, self._tables + 1, self._tree.problems, self._line_end_is_blank)
        if table.rows:
            self._tables += 1
            self._count(sum(len(row) for row in table.rows))
            for cell in table.cells():
                _bounded(cell.text)
            self._add(table)
        return True

    def _add(self, block: Block) -> None:
        self._tree.blocks.append(block)

    def _count(self, cells: int) -> None:
        self._cells += cells
        if self._cells > MAX_CELLS:
            raise too_many_cells()


def _bounded(text: str) -> str:
    if len(text) > MAX_CELL_CHARS:
        raise Refused(f"网页里有一段文字超过{MAX_CELL_CHARS}字，不像正常文件。请核对文件来源或拆开后再上传。")
    return text


def _decode(data: bytes) -> tuple[str, list[Problem]]:
    """The page's text: by its byte mark, else as UTF-8 where it is that, else as its header says, else GB 18030."""
    if len(data) > MAX_HTML_BYTES:
        raise Refused(f"网页超过{MAX_HTML_BYTES >> 20}MB，太大不能读。请拆成几个文件后再上传。")
    head = data[:8192].lstrip().lower()
    if not head.startswith(b"<") and b"mime-version:" in head and b"multipart/" in head:
        raise Refused("这是网页归档文件（.mht），不能直接读。请用浏览器或Word打开后另存为网页（.html）或.docx再上传。")
    names = list(_encodings(data))
    for name in names:
        try:
            return _checked(data.decode(name)), []
        except (UnicodeDecodeError, LookupError):
            continue
    text = data.decode(_safe_name(names[0]), errors="replace")
    lost = text.count("\ufffd")
    if lost * 50 > len(text):
        raise Refused("网页的文字编码认不出来，读出来是乱码。请用浏览器打开后另存为UTF-8编码的网页再上传。")
    message = f"有{lost}处文字的编码是坏的，读成了“\ufffd”，不能确定原来是什么字。请对照原文补上。"
    return _checked(text), [Problem("全文", message)]


def _encodings(data: bytes) -> list[str]:
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return [name]
    declared = _CHARSET.search(data[:4096])
    name = declared[1].decode("ascii").lower() if declared else "utf-8"
    # The two older standards are subsets of GB 18030, and pages that name them use its characters all the same.
    name = "gb18030" if name in ("gb2312", "gbk", "gb_2312-80", "x-gbk", "cp936") else name
    # Pages copied to UTF-8 often keep the old header; three-byte UTF-8 never is sound text in another encoding.
    first = ["utf-8"] if _THREE_BYTE_UTF8.search(data) else []
    return [*first, name, "utf-8", "gb18030"]


def _safe_name(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "gb18030"


def _checked(text: str) -> str:
    if text.count("\0") * 100 > len(text) or not _ELEMENT.search(text):
        raise Refused("这不是网页，里面没有网页的标记。请确认选对了文件，或用Word打开后另存为.docx再上传。")
    return text.replace("\0", "")


def _parse(text: str) -> etree._Element | None:
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, no_network=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise Refused("网页已损坏，读不出内容。请用浏览器打开后另存一份再上传。") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise Refused("网页的元素套得太深或太大，不像正常网页。请用浏览器打开，把正文复制到Word中保存后再上传。")
    return root
