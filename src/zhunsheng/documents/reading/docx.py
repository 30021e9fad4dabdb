"""Word documents (``.docx``) as a page tree, in one pass over ``word/document.xml`` however large it is.

The XML is parsed in portions. After each, the blocks that are complete (paragraphs of the body, rows of its tables)
are read and freed; what may still grow stays. What Word itself does not show is not read: instructions of fields,
deleted and moved-away text, replaced drawings, phonetic guides, prompts of empty form fields, headers, footnotes.
"""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from zhunsheng.documents.page import PageTree
from zhunsheng.documents.reading.container import MAX_PIECE_BYTES, SAFE, Package, fed, refuse_doctype
from zhunsheng.documents.reading.docx_blocks import BlockReader
from zhunsheng.documents.reading.docx_styles import related_part
from zhunsheng.documents.reading.docx_words import (
    ALTERNATIVES,
    CODES,
    CONTAINER,
    TABLE,
    chosen,
    is_body,
    is_prompt,
    tags_of,
)
from zhunsheng.documents.reading.refusal import Refused

KIND = "Word 文档"
PORTION = 2 * 1024 * 1024
"""How much XML is parsed before what is complete is read and freed; most documents are smaller as a whole."""
_MACROS = "这个 Word 文档带有宏，为安全起见不读取，请在 Word 或 WPS 中另存为不含宏的 docx 后再交。"


def read_docx(data: bytes) -> PageTree:
    """The document in ``data`` as blocks in reading order, merged cells known.

    Raises ``Refused`` for what is no Word document, carries a password or macros, is damaged, or is built to exhaust.
    """
    package = Package(data, KIND)
    document = _main_part(package)
    blocks: BlockReader | None = None
    for body, growing in _portions(package, document):
        tags = tags_of(body)
        if blocks is None:
            blocks = BlockReader(package, document, tags)
        # What may still grow is left for the next portion, and so is all from its first meaningful element on.
        stop = next(growing.iter(*tags), None) if growing is not None else None
        _read(blocks, body, growing, stop)
        if growing is not None:
            _forget(body, growing)
    if blocks is None:
        raise Refused("这个文件的 Word 正文里没有内容部分，不是完整的 Word 文档，请用 Word 或 WPS 打开后另存再交。")
    return blocks.finish()


def _main_part(package: Package) -> str:
    if any(name.lower().endswith("vbaproject.bin") for name in package.names()):
        raise Refused(_MACROS)
    if "[Content_Types].xml" in package and b"macroEnabled" in package.read("[Content_Types].xml"):
        raise Refused(_MACROS)
    part = related_part(package, "", "officeDocument") or "word/document.xml"
    if part.startswith(("xl/", "ppt/")):
        other = "Excel 表格" if part.startswith("xl/") else "演示文稿"
        raise Refused(f"这个文件其实是{other}，不是 Word 文档，请改用正确的扩展名或交 Word 文档。")
    if part not in package:
        raise Refused("这个压缩包里没有 Word 正文（word/document.xml），不是 Word 文档，请核对后重新选择文件。")
    return part


def _portions(package: Package, document: str) -> Iterable[tuple[etree._Element, etree._Element | None]]:
    """The body after each portion, with the element of it that may still grow (``None`` after the last)."""
    if package.claimed_size(document) <= PORTION:
        body = next((child for child in package.xml(document, PORTION) if is_body(child)), None)
        if body is not None:
            yield body, None
        return
    parser = etree.XMLPullParser(events=("start",), tag="{*}body", **SAFE)
    body = None
    seen: etree._Element | None = None
    fresh = stuck = 0
    for size in fed(parser, package, document):
        fresh += size
        if size and fresh < PORTION:
            continue
        if body is None:
            body = next((found for _event, found in parser.read_events() if is_body(found)), None)
        if body is not None:
            refuse_doctype(body, package.kind, document)
        growing = _growing(body) if body is not None and size else None
        stuck = fresh if growing is not None and growing is not seen else stuck + fresh
        if stuck > MAX_PIECE_BYTES:
            raise package.too_large(document)
        fresh, seen = 0, growing
        if body is not None:
            yield body, growing


def _growing(body: etree._Element) -> etree._Element:
    """The paragraph, row or other element at the end of what has been parsed; all before it is complete."""
    node = body
    while len(node):
        last = node[-1]
        if CODES.get(last.tag) not in (TABLE, CONTAINER):
            return last
        node = last
    return node


def _read(
    blocks: BlockReader, parent: etree._Element, growing: etree._Element | None, stop: etree._Element | None
) -> None:
    for child in parent:
        if child is growing:
            return
        code = CODES.get(child.tag)
        if code == TABLE:
            blocks.table(child, stop)
        elif code == CONTAINER:
            if not is_prompt(child):
                _read(blocks, child, growing, stop)
        elif code == ALTERNATIVES and (picked := chosen(child)) is not None:
            _read(blocks, picked, growing, stop)
        else:
            blocks.other(child, code)


def _forget(body: etree._Element, growing: etree._Element) -> None:
    node = growing
    while node is not body:
        parent = node.getparent()
        if parent is None:
            return
        del parent[:-1]
        node = parent
