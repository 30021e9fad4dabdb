"""A report put together block by block: cover, numbered headings, paragraphs, tables and pictures with captions.

The builder makes a page tree; the writers of Word, PDF and web pages print it with contents and page numbers. Tables and
pictures are numbered through the report in the order in which they are added.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from math import ceil

from zhunsheng.documents.page import Block, Cell, PageTree, Paragraph, Picture, Table
from zhunsheng.documents.writing.look import PORTRAIT
from zhunsheng.documents.writing.measure import row_heights
from zhunsheng.documents.writing.pages import WHOLE_GROUP

_CHINESE = ("", "一", "二", "三", "四", "五", "六", "七", "八", "九")


class Report:
    """A report under construction. Texts are taken as they are; a blank paragraph is left out."""

    def __init__(self, title: str, *under: str) -> None:
        """``under`` are lines below the title on the cover: unit, date."""
        self.title = title
        self._blocks: list[Block] = [Paragraph(title, level=1, cover=True)]
        self._blocks += [Paragraph(line, level=2, cover=True) for line in under if line]
        self._sections = self._parts = self._tables = self._pictures = 0

    def section(self, words: str) -> None:
        """A heading of the first order: 一、二、三 … It stands in the contents."""
        self._sections, self._parts = self._sections + 1, 0
        self._blocks.append(Paragraph(f"{chinese_number(self._sections)}、{words}", level=2, toc="A"))

    def part(self, words: str) -> None:
        """A heading of the second order: （一）（二）…"""
        self._parts += 1
        self._blocks.append(Paragraph(f"（{chinese_number(self._parts)}）{words}", level=4))

    def text(self, words: str | None) -> None:
        """Paragraphs of running text, one a line."""
        self._blocks += [Paragraph(line.strip()) for line in (words or "").split("\n") if line.strip()]

    def table(
        self,
        header: Sequence[str],
        rows: Sequence[Sequence[str]],
        *,
        caption: str = "",
        widths: Sequence[int] = (),
        running: Sequence[int] = (),
        levels: int = 1,
        total: Sequence[str] = (),
    ) -> None:
        """A ruled table under its caption; ``running`` are columns of running text, which stand left.

        Equal cells of the first ``levels`` columns that stand under each other become one merged cell, each within one cell
        of the column before; a tall one is parted and says its words again, so that no page has rows without them.
        ``total`` is a last line: its first cell takes the room of the blank ones behind it.
        """
        if caption:
            self._tables += 1
            self._blocks.append(Paragraph(f"表{self._tables}　{caption}", caption=True))
        body = [
            [
                Cell(text, address=f"rows[{number}].{'content' if column in running else 'figure'}")
                for column, text in enumerate(row)
            ]
            for number, row in enumerate(rows)
        ]
        made = Table([[Cell(word, label=True) for word in header], *body], widths=tuple(widths), header_rows=1)
        heights = row_heights(made, PORTRAIT.text_width)[1:]
        _merge(body, levels, heights)
        if total:
            made.rows.append(_total(total))
        self._blocks.append(made)

    def picture(self, data: bytes, caption: str, width: float | None = None) -> None:
        """A PNG or SVG with its caption below; ``width`` in millimetres, its own size unless given."""
        self._pictures += 1
        self._blocks.append(Paragraph(f"图{self._pictures}　{caption}", picture=Picture(data, width)))

    def blocks(self, blocks: Sequence[Block]) -> None:
        """Blocks of another tree, such as an official form; a form's title begins a page."""
        self._blocks += blocks

    def tree(self) -> PageTree:
        """The report as a page tree for the writers."""
        return PageTree(list(self._blocks), spans_known=True)


def chinese_number(number: int) -> str:
    """一 … 九十九: how official papers number their sections."""
    tens, ones = divmod(number, 10)
    lead = "" if tens == 0 else "十" if tens == 1 else f"{_CHINESE[tens]}十"
    return f"{lead}{_CHINESE[ones]}"


def _merge(rows: list[list[Cell]], levels: int, heights: Sequence[float]) -> None:
    """Equal cells under each other become one, column by column; a cell never reaches beyond one of the column before.

    What would be too high to stay on one page becomes several of about the same height.
    """
    words = [[cell.text for cell in row[:levels]] for row in rows]
    parts = [0] * len(rows)
    for column in range(levels):
        alike = [
            (tuple(row[: column + 1]), part) if row[column] else number
            for number, (row, part) in enumerate(zip(words, parts, strict=True))
        ]
        for _, group in groupby(range(len(rows)), key=alike.__getitem__):
            for part in _parted(list(group), heights):
                anchor = rows[part[0]][column]
                anchor.rowspan = len(part)
                for number in part:
                    parts[number] = part[0]
                for number in part[1:]:
                    rows[number][column].text, rows[number][column].covered = "", True


def _parted(numbers: list[int], heights: Sequence[float]) -> list[list[int]]:
    """Rows in runs that may stay whole on a page."""
    whole = sum(heights[number] for number in numbers)
    count = ceil(whole / (PORTRAIT.text_height * WHOLE_GROUP))
    runs: list[list[int]] = [[]]
    reached = 0.0
    for number in numbers:
        reached += heights[number]
        if runs[-1] and reached > whole / count * len(runs) and len(runs) < count:
            runs.append([])
        runs[-1].append(number)
    return runs


def _total(cells: Sequence[str]) -> list[Cell]:
    blank = next((number for number, text in enumerate(cells[1:]) if text), len(cells) - 1)
    return [Cell(cells[0], None, blank + 1, label=True), *(Cell(text) for text in cells[blank + 1 :])]
