"""Word documents (``.docx``): the official form with real merged cells, contents marks and a table of contents.

Styles carry the look, fields the numbers of pages; nothing in the file names a person, and the same document always
gives the same bytes. The body goes to the file as it is made, so thousands of projects need little memory.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from zhunsheng.documents.page import PageTree, Table
from zhunsheng.documents.writing.arrange import COVERS, Part, arrange, contents
from zhunsheng.documents.writing.docx_body import (
    contents_elements,
    joint,
    paragraph_element,
    scope_end,
    table_element,
)
from zhunsheng.documents.writing.docx_parts import FOOTER_ID, fixed_parts, twips
from zhunsheng.documents.writing.docx_pictures import Media, picture_element
from zhunsheng.documents.writing.docx_words import NSMAP, RELATIONS, Element, W, add, root
from zhunsheng.documents.writing.look import LANDSCAPE, MM, Paper, paper_of
from zhunsheng.documents.writing.pages import page_numbers

_DATE = (1980, 1, 1, 0, 0, 0)
"""The date of every file in the package: the earliest that the container can hold."""


def write_docx(tree: PageTree, title: str) -> bytes:
    """The tree as a Word document; ``title`` stands in its properties."""
    paper = paper_of(tree)
    media = Media.of(tree, paper)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
        for name, data in {**fixed_parts(title, paper, media.files), **media.parts}.items():
            package.writestr(_entry(name), data)
        # No ZIP64: pandoc and older office programs refuse it, and no text reaches its two gigabytes.
        with (
            package.open(_entry("word/document.xml"), "w") as part,
            etree.xmlfile(part, encoding="UTF-8") as stream,
        ):
            stream.write_declaration(standalone=True)
            with stream.element(f"{W}document", nsmap=NSMAP), stream.element(f"{W}body"):
                for element in _body(arrange(tree.blocks), paper, media):
                    stream.write(element)
                stream.write(_section(paper))
    return out.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _DATE)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def _body(parts: list[Part], paper: Paper, media: Media) -> Iterator[Element]:
    entries = contents(parts)
    scopes = _scopes(parts) if entries else {}
    listed = not entries
    opened: int | None = None
    for number, part in enumerate(parts):
        if not listed and part.kind not in COVERS:
            names = {parts[start].anchor or "": name for start, name in scopes.items()}
            yield from contents_elements(entries, page_numbers(parts, entries, paper), names)
            listed = True
            part = replace(part, new_page=True)
        if isinstance(part.block, Table):
            goes_on = number + 1 < len(parts) and parts[number + 1].joined
            yield table_element(part.block, paper, goes_on)
            yield joint()
            continue
        if part.block.picture is not None:
            yield picture_element(media.of_picture(part.block.picture), part.block.text, number)
            if not part.block.text:
                continue
        if number in scopes:
            if opened is not None:
                yield scope_end(opened)
            opened = number
        yield paragraph_element(part, number, paper, scopes.get(number))
    if opened is not None:
        yield scope_end(opened)


def _scopes(parts: list[Part]) -> dict[int, str]:
    """The first title line of each part of the document → the bookmark that spans the part."""
    starts = [
        number
        for number, part in enumerate(parts)
        if part.kind == "part" and (number == 0 or parts[number - 1].kind != "part")
    ]
    return {number: f"_Part{count}" for count, number in enumerate(starts, 1)}


def _section(paper: Paper) -> Element:
    section = root("sectPr")
    reference = add(section, "footerReference", type="default")
    reference.set(f"{{{RELATIONS}}}id", FOOTER_ID)
    size = add(section, "pgSz", w=_mm(paper.width), h=_mm(paper.height))
    if paper == LANDSCAPE:
        size.set(f"{W}orient", "landscape")
    add(
        section, "pgMar", top=_mm(paper.top), right=_mm(paper.side), bottom=_mm(paper.bottom), left=_mm(paper.side),
        header=_mm(10), footer=_mm(10), gutter=0,
    )  # fmt: skip
    return section


def _mm(millimetres: float) -> int:
    return twips(millimetres * MM)
