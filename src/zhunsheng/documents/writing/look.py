"""How an official form looks on paper, the same in every format: page, type, and how each cell is set.

The type follows the custom of official papers: titles in 小标宋, section titles in 黑体, running text in 仿宋 size three
(16 pt), tables in 仿宋 size five (10.5 pt). Line heights are exact, so text takes the same room whatever font stands in.
"""

from __future__ import annotations

from dataclasses import dataclass

from zhunsheng.documents.page import Cell, PageTree, Table

MM = 72 / 25.4
"""Points in one millimetre."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A page: size and margins in millimetres."""

    width: float = 210
    height: float = 297
    top: float = 22
    bottom: float = 20
    side: float = 18

    @property
    def text_width(self) -> float:
        """The width of the text in points."""
        return (self.width - 2 * self.side) * MM

    @property
    def text_height(self) -> float:
        """The height of the text in points."""
        return (self.height - self.top - self.bottom) * MM


PORTRAIT = Paper()
LANDSCAPE = Paper(297, 210)
MAX_PORTRAIT_COLUMNS = 9
"""A table with more columns than these is too narrow to read on a portrait page."""


def paper_of(tree: PageTree) -> Paper:
    """Portrait A4, unless a table has too many columns for it."""
    widest = max((column_count(block) for block in tree.blocks if isinstance(block, Table)), default=0)
    return LANDSCAPE if widest > MAX_PORTRAIT_COLUMNS else PORTRAIT


@dataclass(frozen=True, slots=True)
class Type:
    """How a kind of paragraph is set: font, size, line height and room above and below in points."""

    font: str
    size: float
    line: float
    before: float = 0
    after: float = 0
    align: str = "left"
    indent: float = 0
    """First line indent in points."""
    left: float = 0
    """Indent of every line in points."""
    right: float = 0


TITLE_FONT, BODY_FONT, SECTION_FONT, HEADING_FONT = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"
TYPES = {
    "cover": Type(TITLE_FONT, 22, 32, 24, 24, "center"),
    "part": Type(TITLE_FONT, 20, 34, align="center"),
    "section": Type(SECTION_FONT, 16, 28, 6, 0, "left", 32),
    "heading": Type(HEADING_FONT, 16, 28, 0, 0, "left", 32),
    "body": Type(BODY_FONT, 16, 28, 0, 0, "both", 32),
    "title": Type(TITLE_FONT, 16, 26, 0, 8, "center"),
    "undertitle": Type(HEADING_FONT, 16, 30, align="center"),
    "caption": Type(BODY_FONT, 12, 22, 4, 0, "center"),
    "lead": Type(BODY_FONT, 12, 24, 4, 0, "center"),
    "contents": Type(TITLE_FONT, 18, 40, align="center"),
    "contents1": Type(SECTION_FONT, 12, 22, 4, 0),
    "contents2": Type(BODY_FONT, 12, 20, left=24),
}
"""Every kind of paragraph that :func:`zhunsheng.documents.writing.arrange.arrange` tells apart.

No kind with room below meets one with room above: programs do not agree whether the two add up.
"""
CELL = Type(BODY_FONT, 10.5, 14.5)
"""Text in a table."""
CELL_SIDE, CELL_TOP = 2.5, 3.0
"""Room between a cell's text and its rules in points: left and right, above and below."""
TEXT_SIDE = 1.0
"""Further room left and right of running text, which would else touch the rules."""
MIN_ROW = 24.0
"""The least height of a row in points."""
RULE = 0.5
"""The width of a rule in points."""
JOINT = 0.1
"""The distance in points of two tables that print as one: as little as a word processor takes between tables."""
PICTURE_ROOM = 8.0
"""Room above and below a picture in points."""
TALLEST_PICTURE = 0.6
"""The part of a page's height that a picture may take."""
AFTER_TABLE = 8.0
"""Room in points between a table and the text below it."""
WHOLE_ROW = 220.0
"""A row up to this height (points) stays whole on one page; a higher one may go on on the next."""

_LEFT = frozenset({
    "unit", "purpose", "goal", "level3", "description", "basis", "expected", "cause", "cause_note", "remark", "overview", "conclusion",
    "issues", "improvements", "cause_text", "advice", "content", "reason", "standard",
})  # fmt: skip
"""Cells of running text, by the last word of their address."""


def is_centred(cell: Cell) -> bool:
    """True for the form's own words, names of levels and numbers; running text in a cell stands left."""
    address = cell.address or ""
    name = address.rpartition(".")[2]
    left = name in _LEFT if "[" not in address else name in _LEFT - {"unit"} or address.startswith("goals[")
    return cell.label or cell.covered is True or not left


def column_count(table: Table) -> int:
    """How many grid columns the table's widest row takes."""
    return max((sum(cell.colspan for cell in row) for row in table.rows), default=0)


def column_shares(table: Table) -> list[float]:
    """The width of each grid column as a share of the table's (they add up to 1)."""
    count = column_count(table)
    widths = table.widths if len(table.widths) == count else (1,) * count
    return [width / sum(widths) for width in widths]


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell with its first grid column and how many columns it really covers."""

    column: int
    span: int
    cell: Cell


def placed_rows(table: Table) -> list[list[Placed]]:
    """Every row's cells on the grid; the last cell of a row that is too short reaches to the table's edge."""
    count = column_count(table)
    rows = []
    for row in table.rows:
        placed: list[Placed] = []
        column = 0
        for cell in row:
            placed.append(Placed(column, cell.colspan, cell))
            column += cell.colspan
        last = placed[-1]
        placed[-1] = Placed(last.column, count - last.column, last.cell)
        rows.append(placed)
    return rows
