"""Places labels where nothing else stands: a label that finds no room is left to hover and table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from zhunsheng.pictures.drawing import LABEL, Drawing
from zhunsheng.pictures.letters import text_width

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in px."""


@dataclass(slots=True)
class Labels:
    """Knows what is taken and puts text only where it is free and inside the picture."""

    drawing: Drawing
    taken: list[Box] = field(default_factory=list)

    def block(self, x: float, y: float, width: float, height: float) -> None:
        """Keep labels off a rectangle."""
        self.taken.append((min(x, x + width), min(y, y + height), max(x, x + width), max(y, y + height)))

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
                return True
        return False

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
