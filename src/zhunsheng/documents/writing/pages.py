"""On which page each title will stand when Word prints the document.

Word itself counts pages only when it updates fields. The lines of the contents are filled in beforehand with this
reckoning: line heights are exact, and Chinese text takes one em a character, so it is right but for text whose Latin
words break differently. Updating the fields (F9) always makes it exact.
"""

from __future__ import annotations

from collections.abc import Sequence

from zhunsheng.documents.page import Picture, Table
from zhunsheng.documents.writing.arrange import COVERS, Entry, Part
from zhunsheng.documents.writing.look import AFTER_TABLE, JOINT, PICTURE_ROOM, TYPES, WHOLE_ROW, Paper
from zhunsheng.documents.writing.measure import fitted_size, line_count, row_heights
from zhunsheng.documents.writing.picture import size_on_paper

_LINE_AROUND = 4.0
"""What a word processor adds below a picture that stands in a line (points)."""
WHOLE_GROUP = 0.3
"""The part of a page that rows under one merged cell may take and still stay together: lower ones would stand on the next
page without its words, but half a page left blank is worse."""
KEPT = frozenset({"part", "section", "heading", "title", "lead"})
"""Kinds of paragraphs that stay on one page with the first line of what follows."""


def page_numbers(parts: Sequence[Part], entries: Sequence[Entry], paper: Paper) -> dict[str, int]:
    """The page of every anchor, counted from 1; the contents stand before the first block that is no cover."""
    flow = _Flow(paper)
    found: dict[str, int] = {}
    written = not entries
    for number, part in enumerate(parts):
        if not written and part.kind not in COVERS:
            flow.paragraph("contents", "目录")
            for entry in entries:
                flow.paragraph(f"contents{entry.level}", entry.text)
            flow.new_page()
            written = True
        if part.new_page:
            flow.new_page()
        if part.below_table:
            flow.room(AFTER_TABLE)
        if isinstance(part.block, Table):
            flow.table(part.block, _begun(parts, number + 1, flow))
            continue
        if part.block.picture is not None:
            flow.picture(
                part.block.picture, TYPES["caption"].before + TYPES["caption"].line if part.block.text else 0.0
            )
            if not part.block.text:
                continue
        page = flow.paragraph(part.kind, part.block.text, _kept_height(parts, number, flow))
        if part.anchor:
            found[part.anchor] = page
    return found


def _kept_height(parts: Sequence[Part], number: int, flow: _Flow) -> float:
    """How much of what follows a title must stand on the title's page."""
    height = 0.0
    if parts[number].kind not in KEPT:
        return height
    for part in parts[number + 1 :]:
        if part.new_page:
            break
        if isinstance(part.block, Table):
            return height + row_heights(part.block, flow.paper.text_width)[0]
        look = TYPES[part.kind]
        if part.kind not in KEPT:
            return height + look.before + look.line
        height += look.before + flow.lines(part.kind, part.block.text) * look.line + look.after
    return height


def _begun(parts: Sequence[Part], number: int, flow: _Flow) -> float:
    """The height of the header and first row of a joined table, which the row above it stays with."""
    block = parts[number].block if number < len(parts) and parts[number].joined else None
    return (
        JOINT + sum(row_heights(block, flow.paper.text_width)[: block.header_rows + 1])
        if isinstance(block, Table)
        else 0
    )


def last_rows(table: Table, heights: Sequence[float]) -> int:
    """How many rows at a table's end stay on one page: its last row, mostly a total, says nothing alone.

    0 where there is nothing to keep together, or where the two would fill most of a page.
    """
    body = len(heights) - table.header_rows
    return 2 if body > 2 and sum(heights[-2:]) <= WHOLE_ROW else 0


def bound_rows(table: Table, heights: Sequence[float], room: float) -> frozenset[int]:
    """The rows that stay on the page of the row after them: those under one merged cell, if it is no more than
    :data:`WHOLE_GROUP` of a page ``room`` points high, and the last ones (see :func:`last_rows`)."""
    count = len(heights)
    bound = set(range(count - last_rows(table, heights), count - 1))
    for number, row in enumerate(table.rows):
        for rows in {cell.rowspan for cell in row if cell.rowspan > 1 and not cell.covered}:
            end = min(number + rows, count)
            if number >= table.header_rows and sum(heights[number:end]) <= room * WHOLE_GROUP:
                bound.update(range(number, end - 1))
    return frozenset(bound)


class _Flow:
    """The page that is being filled and how far (points)."""

    def __init__(self, paper: Paper) -> None:
        self.paper, self.page, self.used = paper, 1, 0.0

    def new_page(self) -> None:
        """What follows begins a page; nothing where the page is still empty."""
        if self.used:
            self.page, self.used = self.page + 1, 0.0

    def room(self, height: float) -> None:
        """Leaves room on the page; none at its head."""
        if self.used:
            self.used += height

    def lines(self, kind: str, text: str) -> int:
        """How many lines a paragraph takes."""
        look = TYPES[kind]
        indent = "\u3000" * round(look.indent / look.size)
        size = fitted_size(kind, text, self.paper.text_width)
        return line_count(indent + text, (self.paper.text_width - look.left) / size)

    def paragraph(self, kind: str, text: str, kept: float = 0.0) -> int:
        """Sets a paragraph that ``kept`` points of what follows stay with; returns the page that it begins on."""
        look = TYPES[kind]
        lines = self.lines(kind, text)
        first = look.before + (lines if kind in KEPT else 1) * look.line
        if self.used + first + kept > self.paper.text_height:
            self.new_page()
        page = self.page
        self.used += look.before
        for _ in range(lines):
            if self.used + look.line > self.paper.text_height:
                self.page, self.used = self.page + 1, 0.0
            self.used += look.line
        self.used += look.after
        return page

    def picture(self, picture: Picture, caption: float) -> None:
        """Sets a picture on one page with the ``caption`` points of its caption."""
        height = size_on_paper(picture, self.paper)[1] + PICTURE_ROOM + _LINE_AROUND
        if self.used and self.used + height + caption > self.paper.text_height:
            self.new_page()
        self.used += height

    def table(self, table: Table, kept: float = 0.0) -> None:
        """Sets a table row by row; its header rows stand again on each further page.

        The last row stands on the page of the ``kept`` points that follow, and never alone: see :func:`bound_rows`.
        """
        room = self.paper.text_height
        heights = row_heights(table, self.paper.text_width)
        header = sum(heights[: table.header_rows])
        if table.header_rows and self.used + sum(heights[: table.header_rows + 1]) > room:
            self.new_page()
        bound = bound_rows(table, heights, room)
        for number, height in enumerate(heights):
            repeated = header if number >= table.header_rows else 0.0
            end = number
            while number - 1 not in bound and end in bound:
                end += 1
            need = sum(heights[number : end + 1]) + (kept if end == len(heights) - 1 else 0.0)
            if self.used + need > room and height <= WHOLE_ROW:
                self._continue(repeated)
            while self.used + height > room:
                height -= room - self.used
                self._continue(repeated)
            self.used += height
        self.used += JOINT

    def _continue(self, repeated: float) -> None:
        self.page, self.used = self.page + 1, min(repeated, self.paper.text_height / 2)
