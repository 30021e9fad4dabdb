"""What each block of a tree is on paper, where pages begin, and the table of contents: the same for every format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zhunsheng.documents.page import Paragraph, Table

KINDS = {1: "part", 2: "section", 3: "title"}
"""A paragraph's level → its kind; 0 is body text, deeper levels are headings."""
COVERS = ("cover", "undertitle")
"""Kinds of paragraphs that stand before the table of contents."""


@dataclass(frozen=True, slots=True)
class Part:
    """A block with its kind (see ``look.TYPES``; ``table``), and whether it begins a page."""

    block: Paragraph | Table
    kind: str
    new_page: bool = False
    joined: bool = False
    """A table directly under another one: the two print as one."""
    anchor: str | None = None
    """The name that the contents list points at."""
    below_table: bool = False
    """Text that stands right below a table."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the table of contents; ``level`` 1 is a part, 2 a title; ``toc`` its list (``"A"``, ``"C"``)."""

    text: str
    level: int
    anchor: str
    toc: str | None


def arrange(blocks: Sequence[Paragraph | Table]) -> list[Part]:
    """Every block with its kind; a part of the document and every table's title begin a page.

    Parts with two title lines begin only one page, and the first table's title after a part stands right below it.
    """
    parts: list[Part] = []
    before = ""
    for number, block in enumerate(blocks):
        kind = kind_of(block)
        new_page = bool(before) and (
            kind == "cover" or (kind == "part" and before != "part") or (kind == "title" and before != "part")
        )
        anchored = kind in ("cover", "part", "section", "title")
        joined = kind == before == "table"
        drawn = isinstance(block, Paragraph) and block.picture is not None
        below = before == "table" and kind != "table" and not new_page and not drawn
        parts.append(Part(block, kind, new_page, joined, f"t{number + 1}" if anchored else None, below))
        before = kind
    return parts


def kind_of(block: Paragraph | Table) -> str:
    """``table``, ``cover``, ``undertitle``, ``part``, ``section``, ``title``, ``heading``, ``caption`` (below a picture), ``lead`` (above a table) or ``body``."""
    if isinstance(block, Table):
        return "table"
    if block.cover:
        return "cover" if block.level <= 1 else "undertitle"
    if block.picture is not None:
        return "caption"
    if block.caption:
        return "lead"
    return KINDS.get(block.level, "heading" if block.level else "body")


def contents(parts: Sequence[Part]) -> list[Entry]:
    """The table of contents: parts and all titles on a contents list; empty for a document with one title."""
    entries: list[Entry] = []
    covers = sum(part.kind == "cover" for part in parts)
    before = ""
    for part in parts:
        block = part.block
        if not isinstance(block, Paragraph) or part.anchor is None:
            before = part.kind
            continue
        if part.kind == "part" and before == "part" and entries:
            entries[-1] = Entry(f"{entries[-1].text}\u3000{block.text}", 1, entries[-1].anchor, None)
        elif part.kind == "part" or (part.kind == "cover" and covers > 1):
            entries.append(Entry(block.text, 1, part.anchor, None))
        elif block.toc is not None:
            entries.append(Entry(block.text, 2, part.anchor, block.toc))
        before = part.kind
    return entries if sum(entry.level == 2 for entry in entries) > 1 else []
