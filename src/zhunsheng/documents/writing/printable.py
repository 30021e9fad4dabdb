"""Text that every format can hold, and page trees cleaned for printing."""

from __future__ import annotations

import re
from dataclasses import replace

from zhunsheng.documents.page import Block, PageTree, Table, clean_text

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def printable(text: str) -> str:
    """The text as it can be printed: every kind of line end becomes a line feed; control characters are dropped.

    Paragraphs are stripped and blank ones dropped, as the page tree keeps them (see ``documents.page``).
    """
    if text.isprintable():
        return clean_text(text)
    return clean_text(_UNPRINTABLE.sub("", _LINE_ENDS.sub("\n", text)))


def printable_tree(tree: PageTree) -> PageTree:
    """The tree with every text :func:`printable`; a paragraph of several lines becomes one line, and no blank stays."""
    blocks: list[Block] = []
    for block in tree.blocks:
        if isinstance(block, Table):
            rows = [[replace(cell, text=printable(cell.text)) for cell in row] for row in block.rows if row]
            if rows:
                blocks.append(replace(block, rows=rows))
        elif (text := printable(block.text).replace("\n", "")) or block.picture is not None:
            blocks.append(replace(block, text=text))
    return PageTree(blocks, tree.problems, tree.spans_known)


def plain_title(text: str) -> str:
    """A title as one line, for file properties and sheet names."""
    return printable(text).replace("\n", "").replace("\t", " ")
