"""PDF by Typst: the form on A4 with contents, bookmarks, page numbers and repeated header rows.

The template draws; every word of the document goes to it as JSON and is never read as markup. Fonts: the official ones
where the machine has them, else Noto Serif and Sans, else the packaged copies of these, so that a PDF always has its
Chinese characters.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_cn
import typst

from zhunsheng.documents.page import PageTree, Picture, Table
from zhunsheng.documents.writing.arrange import COVERS, Part, arrange, contents
from zhunsheng.documents.writing.look import (
    AFTER_TABLE,
    BODY_FONT,
    CELL,
    HEADING_FONT,
    SECTION_FONT,
    TITLE_FONT,
    TYPES,
    Paper,
    Type,
    column_shares,
    is_centred,
    paper_of,
    placed_rows,
)
from zhunsheng.documents.writing.measure import cell_width, divisible, fitted_size, row_heights
from zhunsheng.documents.writing.pages import KEPT, WHOLE_GROUP, last_rows
from zhunsheng.documents.writing.picture import clean_png, clean_svg, kind_of, size_on_paper
from zhunsheng.documents.writing.unwritable import Unwritable

_SERIF = ("Noto Serif CJK SC", "Source Han Serif SC", "Noto Serif SC")
_SANS = ("Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC")
_FAMILIES = {
    TITLE_FONT: ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "方正小标宋简体", "STZhongsong", *_SERIF),
    BODY_FONT: ("FangSong_GB2312", "仿宋_GB2312", "FangSong", "仿宋", "STFangsong", *_SERIF),
    SECTION_FONT: ("SimHei", "黑体", "STHeiti", *_SANS),
    HEADING_FONT: ("KaiTi_GB2312", "楷体_GB2312", "KaiTi", "楷体", "STKaiti", *_SERIF),
}
"""Every font of the form and its stand-ins in order, by the names they have on different systems."""
_WHOLE_ROW = 0.8
"""The part of a page that a row may take and still stay whole."""
MAX_TAGGED = 1500
"""A tree with more blocks (some 500 projects) is written without the tags that tell a screen reader rows from cells:
they would make the file five times as large."""
Json = dict[str, Any]


def write_pdf(tree: PageTree, title: str) -> bytes:
    """The tree as a PDF file; ``title`` stands in its properties. No names, no dates: the same tree, the same bytes."""
    parts = arrange(tree.blocks)
    paper = paper_of(tree)
    data = {
        "title": title,
        "paper": {name: getattr(paper, name) for name in ("width", "height", "top", "bottom", "side")},
        "types": {kind: _type(look, kind in KEPT) for kind, look in {**TYPES, "cell": CELL}.items()},
        "parts": _parts(parts, paper),
    }
    template = resources.files(__package__).joinpath("templates/form.typ").read_bytes()
    try:
        compiler = typst.Compiler(template, font_paths=_fonts(), sys_inputs={"data": json.dumps(data)})
        made = compiler.compile(format="pdf", pdf_tags=len(parts) <= MAX_TAGGED)
    except typst.TypstError as error:
        raise Unwritable(f"PDF没有排成：{error}。请改用Word格式，并把这个文件交给开发者。") from error
    if not isinstance(made, bytes):
        raise Unwritable("PDF没有排成：排版程序没有给出文件。请改用Word格式。")
    return made


@cache
def _fonts() -> typst.Fonts:
    """The machine's fonts and the packaged ones; looking through them takes a while, so it is done once."""
    packaged = Path(pylopdf_fonts_zh_cn.serif_path()).parent
    return typst.Fonts(include_system_fonts=True, font_paths=[str(packaged)])


@cache
def _family(font: str) -> tuple[str, ...]:
    """The names that this machine has of a font and its stand-ins; other scripts and signs fall back by themselves."""
    known = {family.lower() for family in _fonts().families()}
    return tuple(name for name in _FAMILIES[font] if name.lower() in known)


def _type(look: Type, sticky: bool) -> Json:
    fields = ("size", "line", "before", "after", "align", "indent", "left")
    # The song face of titles is a heavy one; where Noto stands in for it, its bold cut comes nearest.
    weight = "bold" if look.font == TITLE_FONT else "regular"
    return {
        **{name: getattr(look, name) for name in fields},
        "font": _family(look.font),
        "weight": weight,
        "sticky": sticky,
    }


def _parts(parts: Sequence[Part], paper: Paper) -> list[Json]:
    entries = contents(parts)
    made: list[Json] = []
    for part in parts:
        if entries and part.kind not in COVERS:
            lines = [{"text": _flat(entry.text, 30), "level": entry.level, "anchor": entry.anchor} for entry in entries]
            made.append({"kind": "contents", "text": "目\u3000录", "new_page": False, "entries": lines, "room": 0})
            entries = []
        about: Json = {"kind": part.kind, "new_page": part.new_page, "anchor": part.anchor}
        about["room"] = AFTER_TABLE if part.below_table else 0
        if isinstance(part.block, Table):
            about |= _table(part.block, paper)
        else:
            text = part.block.text
            if part.block.picture is not None:
                about["picture"] = _picture(part.block.picture, paper)
            about["size"] = fitted_size(part.kind, text, paper.text_width)
            about["text"] = _flat(text, paper.text_width / about["size"] - 2)
        made.append(about)
    return made


def _picture(picture: Picture, paper: Paper) -> Json:
    """A picture for the template: its bytes as the template can take them, its format and width."""
    kind = kind_of(picture)
    data = clean_svg(picture.data).decode("utf-8") if kind == "svg" else list(clean_png(picture.data))
    return {"data": data, "format": kind, "width": size_on_paper(picture, paper)[0]}


def _table(table: Table, paper: Paper) -> Json:
    """The table's cells for the template.

    A row is divided only where it would fill a page: its halves read as two rows. Rows under one merged cell stay on one
    page unless they fill a good part of it: see :data:`WHOLE_GROUP`.
    The last row, mostly a total, never stands alone on a page: see :func:`last_rows`.
    """
    heights = row_heights(table, paper.text_width)
    shares = column_shares(table)

    def breakable(number: int, rows: int) -> bool:
        return sum(heights[number : number + rows]) > paper.text_height * (WHOLE_GROUP if rows > 1 else _WHOLE_ROW)

    cells = [
        {
            "x": placed.column,
            "y": number,
            "colspan": placed.span,
            "rowspan": placed.cell.rowspan,
            "breakable": breakable(number, placed.cell.rowspan),
            "centred": is_centred(placed.cell),
            "text": _flat(placed.cell.text, cell_width(placed, shares, paper.text_width) / CELL.size),
        }
        for number, row in enumerate(placed_rows(table))
        for placed in row
        if not placed.cell.covered
    ]
    kept = last_rows(table, heights)
    return {"columns": shares, "header": table.header_rows, "cells": cells, "rows": len(heights), "kept": kept}


def _flat(text: str, width: float) -> str:
    """Text as Typst can set it in ``width`` ems: tabs, which it does not know, are blanks; too long words may break."""
    return divisible(text.replace("\t", "    "), width)
