"""One self-contained web page: the form with real merged cells, styles inside, no script, nothing fetched.

On screen it is a sheet of paper in the middle of the window; printed, every project begins a page and header rows
repeat. Text is escaped; blanks that a browser would run together keep their width by ``white-space: pre-wrap``.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from importlib import resources

from zhunsheng.documents.page import PageTree, Paragraph, Picture, Table
from zhunsheng.documents.writing.arrange import COVERS, Entry, Part, arrange, contents
from zhunsheng.documents.writing.look import TYPES, column_shares, is_centred, paper_of, placed_rows
from zhunsheng.documents.writing.measure import fitted_size
from zhunsheng.documents.writing.picture import data_address

_TAGS = {
    "cover": "h1", "undertitle": "p", "part": "h1", "section": "h2", "title": "h2", "heading": "h3", "body": "p", "caption": "p", "lead": "p",
}  # fmt: skip


def write_html(tree: PageTree, title: str) -> bytes:
    """The tree as a web page in UTF-8."""
    parts = arrange(tree.blocks)
    paper = paper_of(tree)
    css = resources.files(__package__).joinpath("templates/form.css").read_text("utf-8")
    page = f"@page {{ size: {paper.width}mm {paper.height}mm; margin: {paper.top}mm {paper.side}mm {paper.bottom}mm; }}"
    out = [
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n',
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
        f"<title>{escape(title)}</title>\n<style>\n{page}\n:root {{ --text: {paper.width - 2 * paper.side}mm; }}\n",
        f"{css}</style>\n</head>\n<body>\n<main>\n",
    ]
    entries = contents(parts)
    for number, part in enumerate(parts):
        if entries and part.kind not in COVERS and all(earlier.kind in COVERS for earlier in parts[:number]):
            out += _contents(entries)
            entries = []
        out += _table(part) if isinstance(part.block, Table) else _paragraph(part, part.block, paper.text_width)
    out.append("</main>\n</body>\n</html>\n")
    return "".join(out).encode()


def _contents(entries: Sequence[Entry]) -> list[str]:
    """The contents as links; ``nav`` tells readers that these are names of titles, not titles."""
    lines = [
        f'<li class="l{entry.level}"><a href="#{entry.anchor}">{_shown(entry.text)}</a></li>\n' for entry in entries
    ]
    return ['<nav aria-label="目录">\n<p>目　录</p>\n<ul>\n', *lines, "</ul>\n</nav>\n"]


def _paragraph(part: Part, paragraph: Paragraph, width: float) -> list[str]:
    tag = _TAGS[part.kind]
    marks = f"{part.kind} page" if part.new_page else part.kind
    anchor = f' id="{part.anchor}"' if part.anchor else ""
    size = fitted_size(part.kind, paragraph.text, width)
    smaller = f"font-size: {size:g}pt" if size != TYPES[part.kind].size else ""
    drawn = [] if paragraph.picture is None else [_picture(paragraph.picture, paragraph.text)]
    return [
        *drawn,
        f'<{tag} class="{marks}"{anchor}{_style(paragraph.text, smaller)}>{escape(paragraph.text)}</{tag}>\n',
    ]


def _picture(picture: Picture, caption: str) -> str:
    """The picture inside the page itself; its caption is what those hear who cannot see it."""
    width = f' style="width: {picture.width:g}mm"' if picture.width is not None else ""
    return f'<p class="picture"><img src="{data_address(picture)}" alt="{escape(caption)}"{width}></p>\n'


def _table(part: Part) -> list[str]:
    table = part.block
    assert isinstance(table, Table)
    out = ['<table class="joined">\n' if part.joined else "<table>\n", "<colgroup>"]
    out += [f'<col style="width: {share:.2%}">' for share in column_shares(table)]
    out.append("</colgroup>\n")
    rows = placed_rows(table)
    for start, stop, group in ((0, table.header_rows, "thead"), (table.header_rows, len(rows), "tbody")):
        if start == stop:
            continue
        out.append(f"<{group}>\n")
        for row in rows[start:stop]:
            out.append("<tr>")
            for placed in row:
                cell = placed.cell
                if cell.covered:
                    continue
                spans = f' colspan="{placed.span}"' if placed.span > 1 else ""
                spans += f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
                name = "label" if cell.label else "" if is_centred(cell) else "text"
                name = f' class="{name}"' if name else ""
                out.append(f"<td{spans}{name}{_style(cell.text)}>{_shown(cell.text)}</td>")
            out.append("</tr>\n")
        out.append(f"</{group}>\n")
    return [*out, "</table>\n"]


def _shown(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _style(text: str, other: str = "") -> str:
    """The ``style`` attribute of an element: blanks are kept as they are where the text has double ones or tabs."""
    kept = "white-space: pre-wrap" if "  " in text or "\t" in text else ""
    return f' style="{"; ".join(filter(None, (kept, other)))}"' if kept or other else ""
