"""Plain text in the shape of Word's own text export, as ``documents.reading.text`` reads it.

One cell a line behind a tab, a blank line after each row, two blank lines after a table; further paragraphs of a cell
stand on lines of their own without a tab. A title on a contents list carries Word's field code
(`` TC title \\f C \\l 1``). Merged cells look like blank ones: what only the merging told is lost (docs: formats).
"""

from __future__ import annotations

from zhunsheng.documents.page import PageTree, Paragraph, Table


def write_text(tree: PageTree) -> bytes:
    """The tree as UTF-8 text with Unix line ends."""
    lines: list[str] = []
    for block in tree.blocks:
        if isinstance(block, Table):
            _table(block, lines)
        elif block.text:
            lines.append(_paragraph(block))
    return ("\n".join(lines) + "\n").encode()


def _paragraph(paragraph: Paragraph) -> str:
    if paragraph.toc is None:
        return paragraph.text
    return f"{paragraph.text} TC {paragraph.text} \\f {paragraph.toc} \\l 1 "


def _table(table: Table, lines: list[str]) -> None:
    for row in table.rows:
        lines += [f"\t{cell.text}" for cell in row]
        lines.append("")
    lines.append("")
