"""What a paragraph of a Word file becomes in the page tree, whether the file is XML or binary."""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.documents.page import BLANK, Paragraph
from zhunsheng.documents.reading.fields import ContentsMark
from zhunsheng.documents.reading.numbering import LEVELS
from zhunsheng.documents.reading.refusal import MAX_CELL_CHARS, Refused
from zhunsheng.model.place import Place


def paragraph_lines(
    text: str, place: Place, mark: ContentsMark | None = None, level: int = 0, entry: bool = False
) -> Iterator[Paragraph]:
    """The lines of one paragraph as blocks, blank ones left out; a title's contents mark goes to its first line.

    A line break inside a Word paragraph parts lines as it does on the page and in Word's own text export.
    """
    toc = mark.letter if mark is not None and not entry else None
    for line in text.split("\n"):
        if line := line.strip(BLANK):
            yield Paragraph(line, place, 0 if entry else level, toc, entry)
            toc = None


def paragraph_level(outline: int | None, style: int | None, mark: ContentsMark | None) -> int:
    """The level of a paragraph: its own outline level (from 0), else its style's heading level, else its mark's."""
    if outline is not None:
        return outline + 1 if 0 <= outline < LEVELS else 0
    if style is not None:
        return style
    return mark.level if mark is not None else 0


def refuse_long(text: str, place: Place | None) -> None:
    """Raises ``Refused`` for a cell or paragraph that is longer than any real one."""
    if len(text) > MAX_CELL_CHARS:
        where = place if place is not None else "正文"
        raise Refused(f"这个 Word 文档{where}的文字超过 {MAX_CELL_CHARS} 字，太长不能读，请拆开再交。")
