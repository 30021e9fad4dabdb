"""The neutral page tree: what any document is before anyone knows what form it is.

Readers of every format build it, layouts turn it into nouns, layouts build it again from nouns, writers print it.

How a table stands in the tree, whatever the format:

* a row lists its cells from left to right; a cell merged over several columns stands once, with its ``colspan``;
* a cell merged over several rows stands in full in its first row and as an empty *covered* cell in the others, as
  Word's own text export does; ``covered`` is ``None`` where the format cannot tell (plain text);
* a blank cell is ``""``; paragraphs inside a cell are joined by ``"\\n"``; each is stripped, empty ones are dropped.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from zhunsheng.model.place import Place, Problem


@dataclass(slots=True)
class Cell:
    """One cell of a table; ``address`` names the noun's cell it shows (see ``model.address``) when a layout made it."""

    text: str
    place: Place | None = None
    colspan: int = 1
    rowspan: int = 1
    covered: bool | None = False
    label: bool = False
    """Printed words of the form, not a value: only set on trees that a layout made."""
    address: str | None = None


@dataclass(slots=True)
class Table:
    """Rows of cells. ``widths`` are relative column widths and ``header_rows`` repeat on each page (writers use both)."""

    rows: list[list[Cell]]
    place: Place | None = None
    widths: tuple[int, ...] = ()
    header_rows: int = 0

    def cells(self) -> Iterator[Cell]:
        """Every cell in reading order."""
        for row in self.rows:
            yield from row


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing or photo on trees that writers get: the bytes of a PNG or SVG file, and its width on paper.

    ``width`` in millimetres; ``None`` is its own size, at most the width of the text.
    """

    data: bytes
    width: float | None = None


@dataclass(slots=True)
class Paragraph:
    """One line of running text; ``level`` 0 is body text, 1 a part, 2 a section, 3 a table's title."""

    text: str
    place: Place | None = None
    level: int = 0
    toc: str | None = None
    """The contents list that Word's ``TC`` field puts this title on (``"A"``, ``"C"``); ``None`` outside titles."""
    contents_entry: bool = False
    """True for a line of a table of contents: the title's name, not the title."""
    address: str | None = None
    cover: bool = False
    """True for a document's own title on trees that a layout made: it opens a unit's document (further lines: level 2)."""
    caption: bool = False
    """True for the words above a table or below a picture."""
    picture: Picture | None = None
    """A picture whose caption the paragraph is; formats that cannot draw it print the caption alone."""


Block = Paragraph | Table


@dataclass(slots=True)
class PageTree:
    """A whole document as blocks in reading order, with what its reader could not read."""

    blocks: list[Block] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    spans_known: bool = False
    """True where the format states merged cells, so a blank cell that is not covered is truly blank."""


def clean_text(text: str) -> str:
    """Paragraphs of one cell as the tree keeps them: each stripped, empty ones dropped, joined by a line feed."""
    if "\n" not in text and "\r" not in text:
        return text.strip(BLANK)
    lines = (line.strip(BLANK) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return "\n".join(line for line in lines if line)


BLANK = " \t\v\f\u00a0\u2002\u2003\u2009\u3000\u200b\ufeff"
"""What counts as white space at the edge of a paragraph: blanks, full-width blanks, zero-width marks."""
