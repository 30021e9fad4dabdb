"""PDF files with a text layer: ruled tables with their merged cells, running text as paragraphs.

Pages hold glyphs and lines only. ``pdf_marks`` reads them, ``pdf_ruling`` finds cells, ``pdf_lines`` makes text,
``pdf_layout`` orders a page, ``pdf_tables`` joins what a page break divides. What is guessed is said in a problem.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from itertools import islice
from typing import Any

from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import dict_value, list_value, resolve1

from zhunsheng.documents.page import PageTree
from zhunsheng.documents.reading.grid import too_many_cells
from zhunsheng.documents.reading.pdf_guard import Budget, limited, too_costly
from zhunsheng.documents.reading.pdf_layout import Item, Piece, TextLine, drop_page_furniture, lay_out
from zhunsheng.documents.reading.pdf_marks import Page, read_page
from zhunsheng.documents.reading.pdf_tables import build_table, frame_lines, join_pages
from zhunsheng.documents.reading.pdf_text import Margins, margins, paragraphs
from zhunsheng.documents.reading.refusal import MAX_CELLS, Refused
from zhunsheng.model.place import Place, Problem

MAX_PDF_BYTES = 128 * 1024 * 1024
"""The largest file that is opened."""
MAX_PAGES = 1_000
"""Pages that are read; a longer file is read up to here, and a problem says so."""
MAX_DOCUMENT_GLYPHS = 5_000_000
"""The most glyphs of all pages."""
LOST_SHARE = 0.3
"""A page of whose glyphs more than this part have no character is not read at all."""

# The library reports every oddity of a file as a warning of its own; what matters to a reader is said in problems.
logging.getLogger("pdfminer").setLevel(logging.CRITICAL)


def read_pdf(data: bytes) -> PageTree:
    """Read a PDF. Raises :class:`Refused` for files that are locked, damaged or out of all proportion.

    A scanned file without a text layer gives a tree without blocks and one problem that says so.
    """
    if len(data) > MAX_PDF_BYTES:
        raise Refused(
            f"PDF超过{MAX_PDF_BYTES >> 20}MB，太大不能读。请拆成几个文件，或用Word原件导出不含图片的PDF再上传。"
        )
    problems: list[Problem] = []
    with limited() as budget:
        try:
            pages = list(_pages(data, budget, problems))
        except Refused:
            raise
        except PDFEncryptionError as error:
            raise Refused("PDF设了打开密码，读不出内容。请用原程序打开、去掉密码后再上传。") from error
        except Exception as error:
            # A damaged file fails wherever the library's arithmetic does, with whatever Python raises there.
            raise Refused("PDF已损坏或没有传完整，读不出内容。请用原程序重新导出一份再上传。") from error
        if budget.spent:
            raise too_costly()
    if not any(page.glyphs or page.lost for page in pages):
        return PageTree(problems=[_no_text_layer(pages)], spans_known=True)
    return _tree(pages, problems)


def _pages(data: bytes, budget: Budget, problems: list[Problem]) -> Iterator[Page]:
    document = PDFDocument(PDFParser(io.BytesIO(data)))
    resources = PDFResourceManager()
    _note_fields(document, problems)
    glyphs = broken = number = 0
    for number, source in enumerate(islice(PDFPage.create_pages(document), MAX_PAGES + 1), 1):
        if number > MAX_PAGES:
            message = f"PDF超过{MAX_PAGES}页，只读了前{MAX_PAGES}页。请拆成几个文件后分别上传。"
            problems.append(Problem("全文", message))
            break
        try:
            page = read_page(source, number, resources, budget)
        except Refused:
            raise
        except Exception:
            broken += 1
            _note(problems, number, "这一页的内容已损坏，没有读出来。请用原程序重新导出PDF再上传。")
            continue
        glyphs += len(page.glyphs)
        if glyphs > MAX_DOCUMENT_GLYPHS:
            raise too_costly()
        yield page
    if broken == number:
        raise ValueError("no page can be read")


def _note_fields(document: PDFDocument, problems: list[Problem]) -> None:
    """What was typed into form fields is drawn by the viewer, not by the page: it is not read, and that is said."""
    try:
        form = dict_value(document.catalog.get("AcroForm") or {})
        fields = list_value(form.get("Fields") or [])
        filled = sum(bool(_field_value(field)) for field in fields[:10_000])
    except Exception:
        return
    if filled or "XFA" in form:
        problems.append(Problem("全文", "PDF里有表单域，域中填写的内容没有读入。请用“打印为PDF”另存一份后再上传。"))


def _field_value(field: Any) -> Any:
    return dict_value(resolve1(field)).get("V")


def _no_text_layer(pages: list[Page]) -> Problem:
    what = "PDF是扫描件或图片" if any(page.picture_area for page in pages) else "PDF里"
    return Problem("全文", f"{what}，没有文字层，读不出文字。请改用Word原件上传，或先做文字识别（OCR）并校对后再上传。")


def _tree(pages: list[Page], problems: list[Problem]) -> PageTree:
    laid: list[tuple[Page, list[Item]]] = []
    for page in pages:
        _note_marks(page, problems)
        if page.lost > LOST_SHARE * len(page.glyphs):
            page.glyphs = []
        laid.append((page, lay_out(page, problems)))
    _note_recognised(pages, problems)
    items = join_pages(drop_page_furniture(laid, problems), problems)
    tree = PageTree(problems=problems, spans_known=True)
    lines = [item for item in items if isinstance(item, TextLine)]
    margin = margins(pages, lines)
    run: list[TextLine] = []
    tables = cells = 0
    for item in items:
        if isinstance(item, TextLine):
            run.append(item)
            continue
        if item.is_frame:
            # A frame around text is text; its own lines are its margins.
            _end_run(tree, run, margin)
            _end_run(tree, _framed(item), Margins(item.x0, item.x1, 0.0))
            continue
        _end_run(tree, run, margin)
        tables += 1
        table = build_table(item, tables)
        cells += sum(len(row) for row in table.rows)
        if cells > MAX_CELLS:
            raise too_many_cells()
        tree.blocks.append(table)
    _end_run(tree, run, margin)
    return tree


def _end_run(tree: PageTree, run: list[TextLine], margin: Margins) -> None:
    tree.blocks.extend(paragraphs(run, margin))
    run.clear()


def _framed(piece: Piece) -> list[TextLine]:
    return [TextLine(line, piece.pages[0], number) for number, line in enumerate(frame_lines(piece), 1)]


def _note_marks(page: Page, problems: list[Problem]) -> None:
    """Says what of a page has no characters, or was left out."""
    if page.lost > LOST_SHARE * len(page.glyphs):
        _note(
            problems,
            page.number,
            "这一页的字体没有编码表，文字读出来是乱码，没有读入。请用Word原件上传，或重新导出PDF。",
        )
    elif page.lost:
        _note(problems, page.number, f"这一页有{page.lost}个字没有编码，读成了“\ufffd”。请对照原文补上。")
    elif not page.glyphs and page.picture_area > 0.3 * page.width * page.height:
        _note(problems, page.number, "这一页是图片，没有文字层，没有读入。请用Word原件上传，或先做文字识别（OCR）。")
    if page.hidden:
        _note(
            problems,
            page.number,
            f"这一页有{page.hidden}个字被裁在框外，打印不出来，没有读入。请核对格中文字是否显示完整。",
        )
    if page.slanted:
        _note(problems, page.number, f"这一页有{page.slanted}个斜排的字，看来是水印，没有读入。")


def _note_recognised(pages: list[Page], problems: list[Problem]) -> None:
    scanned = [page.number for page in pages if page.glyphs and page.picture_area > 0.8 * page.width * page.height]
    if scanned:
        shown = "、".join(map(str, scanned[:10])) + ("等" if len(scanned) > 10 else "")
        problems.append(Problem(f"第{shown}页", "页面是整幅图片，文字是识别出来的，可能有错字。请对照原件核对。"))


def _note(problems: list[Problem], number: int, message: str) -> None:
    place = Place(page=number)
    problems.append(Problem(str(place), message, place))
