"""The blocks of a document as elements of WordprocessingML: paragraphs with their contents marks, tables, contents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise

from zhunsheng.documents.page import Cell, Paragraph, Table
from zhunsheng.documents.writing.arrange import Entry, Part
from zhunsheng.documents.writing.docx_parts import (
    CELL_STYLE,
    CENTRED_STYLE,
    HEAD_STYLE,
    JOINT_STYLE,
    STYLES,
    TABLE_STYLE,
    twips,
)
from zhunsheng.documents.writing.docx_words import (
    Element,
    add,
    add_code,
    add_field,
    add_mark,
    add_run,
    add_text,
    quoted,
    root,
)
from zhunsheng.documents.writing.look import (
    AFTER_TABLE,
    MIN_ROW,
    TYPES,
    WHOLE_ROW,
    Paper,
    column_shares,
    is_centred,
    placed_rows,
)
from zhunsheng.documents.writing.measure import fitted_size, row_heights
from zhunsheng.documents.writing.pages import bound_rows


def paragraph_element(part: Part, number: int, paper: Paper, list_name: str | None) -> Element:
    """A paragraph; ``number`` is unique in the document, ``list_name`` opens the bookmark of a contents list's scope."""
    paragraph = part.block
    assert isinstance(paragraph, Paragraph)
    element = root("p")
    properties = add(element, "pPr")
    add(properties, "pStyle", val=STYLES[part.kind][0])
    if part.new_page:
        add(properties, "pageBreakBefore")
    if part.below_table:
        add(properties, "spacing", before=twips(AFTER_TABLE + TYPES[part.kind].before))
    if list_name:
        add(element, "bookmarkStart", id=2 * number + 1, name=list_name)
    if part.anchor:
        add(element, "bookmarkStart", id=2 * number, name=bookmark(part.anchor))
    run = add(element, "r")
    size = fitted_size(part.kind, paragraph.text, paper.text_width)
    if size != TYPES[part.kind].size:
        about = add(run, "rPr")
        for name in ("sz", "szCs"):
            add(about, name, val=round(size * 2))
    add_text(run, paragraph.text)
    if part.anchor:
        add(element, "bookmarkEnd", id=2 * number)
    if paragraph.toc is not None:
        add_field(element, f'TC "{quoted(paragraph.text)}" \\f {paragraph.toc} \\l 1')
    return element


def bookmark(anchor: str) -> str:
    """The hidden bookmark of an anchor, named as Word names those of contents lists."""
    return f"_Toc{anchor[1:].zfill(8)}"


def scope_end(number: int) -> Element:
    """The end of the bookmark that the paragraph ``number`` opened."""
    element = root("bookmarkEnd")
    element.set(f"{{{element.nsmap['w']}}}id", str(2 * number + 1))
    return element


def joint() -> Element:
    """A paragraph of next to no height: what Word needs between two tables, and behind the last one."""
    element = root("p")
    add(add(element, "pPr"), "pStyle", val=JOINT_STYLE)
    return element


# -- tables -----------------------------------------------------------------------------------------------------------


def table_element(table: Table, paper: Paper, goes_on: bool) -> Element:
    """A ruled table as wide as the text.

    One that goes on in the table below leaves the rule between to that table, and its last row stays with it. Else the row
    above the last stays with that one: a total never stands alone. Rows under one merged cell stay together.
    """
    edges = _edges(table, twips(paper.text_width))
    element = root("tbl")
    properties = add(element, "tblPr")
    add(properties, "tblStyle", val=TABLE_STYLE)
    add(properties, "tblW", w=edges[-1], type="dxa")
    add(properties, "jc", val="center")
    if goes_on:
        add(add(properties, "tblBorders"), "bottom", val="nil")
    add(properties, "tblLayout", type="fixed")
    grid = add(element, "tblGrid")
    for start, stop in pairwise(edges):
        add(grid, "gridCol", w=stop - start)
    heights = row_heights(table, paper.text_width)
    rows = placed_rows(table)
    bound = bound_rows(table, heights, paper.text_height)
    for number, row in enumerate(rows):
        heading = number < table.header_rows
        kept = number in bound or (goes_on and number == len(rows) - 1)
        line = add(element, "tr")
        about = add(line, "trPr")
        if heading or heights[number] <= WHOLE_ROW:
            add(about, "cantSplit")
        add(about, "trHeight", val=twips(MIN_ROW), hRule="atLeast")
        if heading:
            add(about, "tblHeader")
        for placed in row:
            width = edges[placed.column + placed.span] - edges[placed.column]
            _cell(line, placed.cell, width, placed.span, HEAD_STYLE if heading else None, kept)
    return element


def _edges(table: Table, width: int) -> list[int]:
    """The column edges in twips, from 0 to the table's width."""
    edges, reached = [0], 0.0
    for share in column_shares(table):
        reached += share
        edges.append(round(reached * width))
    return edges


def _cell(row: Element, cell: Cell, width: int, span: int, style: str | None, kept: bool) -> None:
    element = add(row, "tc")
    properties = add(element, "tcPr")
    add(properties, "tcW", w=width, type="dxa")
    if span > 1:
        add(properties, "gridSpan", val=span)
    if cell.rowspan > 1:
        add(properties, "vMerge", val="restart")
    elif cell.covered:
        add(properties, "vMerge")
    add(properties, "vAlign", val="center")
    style = style or (CENTRED_STYLE if is_centred(cell) else CELL_STYLE)
    for line in cell.text.split("\n"):
        paragraph = add(element, "p")
        about = add(paragraph, "pPr")
        add(about, "pStyle", val=style)
        if kept:
            add(about, "keepNext")
        add_run(paragraph, line)


# -- contents ---------------------------------------------------------------------------------------------------------


def contents_elements(
    entries: Sequence[Entry], pages: Mapping[str, int], scopes: Mapping[str, str]
) -> Iterator[Element]:
    """The table of contents: a title, lines of parts, and one ``TOC`` field for each part's titles of one list.

    ``scopes`` gives the bookmark that spans a part by the part's anchor, so a field lists that part's titles alone.
    """
    yield _contents_title()
    scope = None
    for (level, letter), group in groupby(entries, key=lambda entry: (entry.level, entry.toc)):
        lines = list(group)
        if level == 1:
            scope = scopes.get(lines[-1].anchor)
            for entry in lines:
                yield _entry(entry, "contents1", pages)
            continue
        within = f" \\b {scope}" if scope else ""
        for number, entry in enumerate(lines):
            opening = f"TOC \\f {letter}{within} \\h \\z" if number == 0 else None
            yield _entry(entry, "contents2", pages, opening, number == len(lines) - 1)


def _contents_title() -> Element:
    element = root("p")
    add(add(element, "pPr"), "pStyle", val=STYLES["contents"][0])
    add_run(element, "目\u3000录")
    return element


def _entry(
    entry: Entry, kind: str, pages: Mapping[str, int], opening: str | None = None, closing: bool = False
) -> Element:
    """One line: the title, dots, its page; the first line of a ``TOC`` field opens it, the last one closes it."""
    element = root("p")
    add(add(element, "pPr"), "pStyle", val=STYLES[kind][0])
    if opening:
        add_code(element, opening)
        add_mark(element, "separate")
    name = bookmark(entry.anchor)
    link = add(element, "hyperlink", anchor=name, history=1)
    run = add(link, "r")
    add_text(run, entry.text.replace("\t", " "))
    add(run, "tab")
    add_field(link, f"PAGEREF {name} \\h", str(pages.get(entry.anchor, "")))
    if closing:
        add_mark(element, "end")
    return element
