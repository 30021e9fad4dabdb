"""Places labels where nothing else stands: a label that finds no room is left to hover and table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product
from math import hypot

from zhunsheng.pictures.drawing import LABEL, Drawing
from zhunsheng.pictures.letters import text_width

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in px."""


@dataclass(frozen=True, slots=True)
class Named:
    """A round mark and its name, ``title`` on hover."""

    x: float
    y: float
    radius: float
    text: str
    title: str = ""


@dataclass(slots=True)
class Labels:
    """Knows what is taken and puts text only where it is free and inside the picture."""

    drawing: Drawing
    taken: list[Box] = field(default_factory=list)
    words: list[Box] = field(default_factory=list)
    """What is taken by text."""
    dots: list[Box] = field(default_factory=list)
    """What is taken by round marks."""

    def block(self, x: float, y: float, width: float, height: float) -> None:
        """Keep labels off a rectangle."""
        self.taken.append((min(x, x + width), min(y, y + height), max(x, x + width), max(y, y + height)))

    def dot(self, x: float, y: float, radius: float) -> None:
        """Keep labels, and where it can be hair lines, off a round mark."""
        self.block(x - radius, y - radius, 2 * radius, 2 * radius)
        self.dots.append((x - radius, y - radius, x + radius, y + radius))

    def place(
        self, text: str, spots: Iterable[tuple[float, float, str]], *, size: float = LABEL, colour: str = "ink",
        bold: bool = False, title: str = "",
    ) -> bool:  # fmt: skip
        """Write the text at the first free spot (x, baseline, anchor), ``title`` on hover; ``False`` when there is none."""
        width = text_width(text, size)
        for x, y, anchor in spots:
            left = x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
            box = (left, y - size * 0.95, left + width, y + size * 0.25)
            if self._is_free(box):
                with self.drawing.mark(title):
                    self.drawing.text(x, y, text, size=size, colour=colour, anchor=anchor, bold=bold)
                self.taken.append(box)
                self.words.append(box)
                return True
        return False

    def beside(self, named: Sequence[Named], *, size: float = LABEL, colour: str = "ink") -> int:
        """Write the names of marks that stand too close for names between them as one column on their left, each with a
        hair line to its mark; no two lines cross and none strikes out a name. Where there is no room for all of them, only the
        first ones get a name; how many did."""
        for count in range(len(named), 0, -1):
            found = self._column_for(named[:count], size)
            if found is not None:
                self._column(*found, size, colour)
                return count
        return 0

    def _column_for(self, named: Sequence[Named], size: float) -> tuple[list[Named], float, list[float]] | None:
        """Where a column may stand: its marks from top to bottom, its right edge, its rows. Best is one whose hair lines keep
        off other marks too."""
        pitch, marks = size * 1.5, sorted(named, key=lambda one: (one.y, one.x))
        widest = max(text_width(one.text, size) for one in marks)
        middle = sum(one.y for one in marks) / len(marks)
        left = min(one.x - one.radius for one in marks) - 16
        second_best = None
        for step, turn in product(range(40), (0, 1, -1, 2, -2, 3, -3, *range(4, 13))):
            x, first = left - 8 * step, middle + turn * pitch - (len(marks) - 1) * pitch / 2
            rows = [first + number * pitch for number in range(len(marks))]
            boxes = [(x - widest, y - size * 0.7, x, y + size * 0.5) for y in rows]
            if not all(map(self._is_free, boxes)):
                continue
            ordered = _uncrossed(marks, x, rows)
            lines = list(zip(ordered, rows, strict=True))
            if any(self._runs_through(self.words, one, x, y) for one, y in lines):
                continue
            if not any(self._runs_through(self.dots, one, x, y) for one, y in lines):
                return ordered, x, rows
            second_best = second_best or (ordered, x, rows)
        return second_best

    def _runs_through(self, taken: Sequence[Box], one: Named, x: float, y: float) -> bool:
        """True where the hair line from a column to its mark would strike out a name, or another mark that stands apart."""
        points = [(x + (one.x - x) * part / 40, y + (one.y - y) * part / 40) for part in range(1, 40)]
        far = [box for box in taken if not (box[0] - 1 <= one.x <= box[2] + 1 and box[1] - 1 <= one.y <= box[3] + 1)]
        return any(box[0] < px < box[2] and box[1] < py < box[3] for px, py in points for box in far)

    def _column(self, marks: Sequence[Named], x: float, rows: Sequence[float], size: float, colour: str) -> None:
        for one, y in zip(marks, rows, strict=True):
            self.place(one.text, [(x, y + size * 0.36, "end")], size=size, colour=colour, title=one.title)
            part = 1 - one.radius / max(hypot(one.x - x, one.y - y), 1)
            self.drawing.line([(x + 3, y), (x + (one.x - x) * part, y + (one.y - y) * part)], "ink-faint", width=0.7)

    def _is_free(self, box: Box) -> bool:
        left, top, right, bottom = box
        inside = left >= 0 and top >= 0 and right <= self.drawing.width
        return inside and all(
            right + 3 <= other[0] or left >= other[2] + 3 or bottom <= other[1] or top >= other[3]
            for other in self.taken
        )


def around(x: float, y: float, radius: float, size: float = LABEL) -> tuple[tuple[float, float, str], ...]:
    """The spots around a point: right, left, above, below."""
    gap = radius + 4
    return (
        (x + gap, y + size * 0.36, "start"),
        (x - gap, y + size * 0.36, "end"),
        (x, y - gap - 1, "middle"),
        (x, y + gap + size * 0.8, "middle"),
    )


def _uncrossed(marks: Sequence[Named], x: float, rows: Sequence[float]) -> list[Named]:
    """The marks in an order in which their lines to a column at ``x`` do not cross. Every swap shortens the lines, so it ends."""
    found = list(marks)
    pairs = list(combinations(range(len(found)), 2))
    while any(_swap(found, x, rows, one, other) for one, other in pairs):
        pass
    return found


def _swap(marks: list[Named], x: float, rows: Sequence[float], one: int, other: int) -> bool:
    """Swap two marks where that makes their two lines shorter together, as it does where they cross."""

    def far(mark: int, row: int) -> float:
        return hypot(marks[mark].x - x, marks[mark].y - rows[row])

    if far(one, other) + far(other, one) < far(one, one) + far(other, other) - 1e-6:
        marks[one], marks[other] = marks[other], marks[one]
        return True
    return False
