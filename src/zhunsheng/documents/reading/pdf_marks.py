"""What a PDF page shows: glyphs with their places, ruled lines, pictures; nothing about what they mean.

Coordinates are points from the page's upper left corner, after the page's own rotation.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NamedTuple

from pdfminer.layout import LTChar
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.utils import MATRIX_IDENTITY, apply_matrix_pt, apply_matrix_rect, mult_matrix

from zhunsheng.documents.reading.pdf_commands import Commands, WindowedDevice
from zhunsheng.documents.reading.pdf_glyphs import plain_character
from zhunsheng.documents.reading.pdf_guard import Budget, too_costly

MAX_GLYPHS = 200_000
"""The most glyphs of one page; a page full of 6-point text has about 15,000."""
MAX_RULES = 200_000
"""The most line pieces of one page."""
MAX_FIGURES = 5_000
"""The most pictures and forms drawn on one page."""
SMALLEST, LARGEST = 0.5, 2_000.0
"""Type of any other size (points) is not there to be read."""
THIN = 3.0
"""A filled box at most this thick is a line."""
LOST = "\ufffd"
"""Stands for a glyph whose character the file does not tell."""


class Glyph(NamedTuple):
    """One glyph, or a run of turned ones: its box, text and size in points."""

    x0: float
    top: float
    x1: float
    bottom: float
    text: str
    size: float


class Rule(NamedTuple):
    """A straight line along one axis: where it lies on the other axis, where it starts and stops."""

    at: float
    start: float
    stop: float


@dataclass(slots=True)
class Page:
    """The marks of one page; what is left out is counted.

    ``lost``: glyphs without a character, ``slanted``: those on no axis (watermarks), ``hidden``: those that the page
    draws outside its window.
    """

    number: int
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    across: list[Rule] = field(default_factory=list)
    down: list[Rule] = field(default_factory=list)
    picture_area: float = 0.0
    lost: int = 0
    slanted: int = 0
    hidden: int = 0


class _Drawn(NamedTuple):
    """A glyph as drawn: box from the lower left corner, and the direction of its line in degrees."""

    x0: float
    y0: float
    x1: float
    y1: float
    text: str
    size: float
    angle: int


def read_page(page: PDFPage, number: int, resources: PDFResourceManager, budget: Budget) -> Page:
    """The marks of ``page``. Raises ``Refused`` past the limits, and whatever pdfminer raises for damaged content."""
    device = _Device(resources)
    Commands(resources, device, budget).process_page(page)
    return device.page(number)


class _Device(WindowedDevice):
    """Collects what is drawn."""

    def __init__(self, resources: PDFResourceManager) -> None:
        super().__init__(resources)
        self._width = self._height = 0.0
        self._glyphs: list[_Drawn] = []
        self._rules: list[tuple[float, float, float, float]] = []
        self._figures: list[Any] = []
        self._drawn_figures = 0
        self._picture_area = 0.0
        self._hidden = 0

    def begin_page(self, page: PDFPage, ctm: Any) -> None:
        x0, y0, x1, y1 = apply_matrix_rect(ctm, page.mediabox)
        self._width, self._height = abs(x1 - x0), abs(y1 - y0)

    def begin_figure(self, name: str, bbox: Any, matrix: Any) -> None:
        self._figures.append(mult_matrix(matrix, self.ctm or MATRIX_IDENTITY))
        self._drawn_figures += 1
        if self._drawn_figures > MAX_FIGURES:
            raise too_costly()

    def end_figure(self, name: str) -> None:
        self._figures.pop()

    def render_image(self, name: str, stream: Any) -> None:
        x0, y0, x1, y1 = apply_matrix_rect(self._figures[-1], (0, 0, 1, 1))
        width = min(x1, self._width) - max(x0, 0.0)
        height = min(y1, self._height) - max(y0, 0.0)
        if width > 0 and height > 0:
            self._picture_area += width * height

    def paint_path(self, graphicstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Sequence[Any]) -> None:
        matrix = self.ctm or MATRIX_IDENTITY
        for part in _subpaths(path):
            points = [apply_matrix_pt(matrix, (step[-2], step[-1])) for step in part if step[0] != "h"]
            if stroke:
                curved = {index for index, step in enumerate(part) if step[0] in "cvy"}
                ends = [*points, points[0]] if part[-1][0] == "h" else points
                for index, (start, end) in enumerate(pairwise(ends), 1):
                    if index not in curved:
                        self._line(*start, *end)
            elif fill and len(points) > 2:
                self._bar(points)
        if len(self._rules) > MAX_RULES:
            raise too_costly()

    def _line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        x0, x1, y0, y1 = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
        if (x1 - x0 > 1 and y1 - y0 > 1) or not math.isfinite(x0 + x1 + y0 + y1):
            return
        # A line on the window's edge shows half of its thickness.
        window = self.window
        x0, y0, x1, y1 = max(x0, window.x0 - 1), max(y0, window.y0 - 1), min(x1, window.x1 + 1), min(y1, window.y1 + 1)
        if x0 <= x1 and y0 <= y1:
            self._rules.append((x0, y0, x1, y1))

    def _bar(self, points: list[tuple[float, float]]) -> None:
        """A filled box as thin as a line is one; other fills are shading."""
        xs, ys = [x for x, _ in points], [y for _, y in points]
        width, height = max(xs) - min(xs), max(ys) - min(ys)
        if height <= THIN < width:
            middle = (max(ys) + min(ys)) / 2
            self._line(min(xs), middle, max(xs), middle)
        elif width <= THIN < height:
            middle = (max(xs) + min(xs)) / 2
            self._line(middle, min(ys), middle, max(ys))

    def render_char(
        self,
        matrix: Any,
        font: Any,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: Any,
        graphicstate: Any,
    ) -> float:
        try:
            text = plain_character(font.to_unichr(cid))
        except PDFUnicodeNotDefined:
            text = LOST
        width, shift = font.char_width(cid), font.char_disp(cid)
        item = LTChar(matrix, font, fontsize, scaling, rise, text, width, shift, ncs, graphicstate)
        if len(self._glyphs) > MAX_GLYPHS:
            raise too_costly()
        if not (SMALLEST <= item.size <= LARGEST and math.isfinite(item.x0 + item.y0 + item.x1 + item.y1)):
            return item.adv
        if not self.window.shows((item.x0 + item.x1) / 2, (item.y0 + item.y1) / 2):
            self._hidden += bool(text.strip())
            return item.adv
        # A negative size turns the glyph once more.
        half = 180 if fontsize < 0 else 0
        angle = (round(math.degrees(math.atan2(matrix[1], matrix[0]))) + half) % 360
        self._glyphs.append(_Drawn(item.x0, item.y0, item.x1, item.y1, text, item.size, angle))
        return item.adv

    def page(self, number: int) -> Page:
        """The page, turned upright when most of its text stands sideways."""
        angles = [glyph.angle for glyph in self._glyphs if glyph.text.strip()]
        turn = max((90, 180, 270), key=angles.count)
        turn = turn if angles.count(turn) * 2 > len(angles) else 0
        width, height = (self._height, self._width) if turn in (90, 270) else (self._width, self._height)
        page = Page(number, width, height, picture_area=self._picture_area, hidden=self._hidden)
        glyphs = [self._turned(glyph, turn) for glyph in self._glyphs]
        _add_glyphs(page, [glyph for glyph in glyphs if _on_page(glyph, page)])
        for rule in self._rules:
            x0, y0, x1, y1 = _turn(rule, turn, self._width, self._height)
            if y1 - y0 <= 1 < x1 - x0:
                page.across.append(Rule(height - (y0 + y1) / 2, x0, x1))
            elif x1 - x0 <= 1 < y1 - y0:
                page.down.append(Rule((x0 + x1) / 2, height - y1, height - y0))
        return page

    def _turned(self, glyph: _Drawn, turn: int) -> _Drawn:
        x0, y0, x1, y1 = _turn(glyph[:4], turn, self._width, self._height)
        return glyph._replace(x0=x0, y0=y0, x1=x1, y1=y1, angle=(glyph.angle - turn) % 360)


def _subpaths(path: Sequence[Any]) -> list[list[Any]]:
    parts: list[list[Any]] = []
    for step in path:
        if step[0] == "m":
            parts.append([])
        if parts:
            parts[-1].append(step)
    return [part for part in parts if len(part) > 1]


def _turn(box: Sequence[float], turn: int, width: float, height: float) -> tuple[float, float, float, float]:
    """``box`` on the page turned so that lines of text at ``turn`` degrees run to the right."""
    x0, y0, x1, y1 = box
    if turn == 90:
        return y0, width - x1, y1, width - x0
    if turn == 180:
        return width - x1, height - y1, width - x0, height - y0
    if turn == 270:
        return height - y1, x0, height - y0, x1
    return x0, y0, x1, y1


def _on_page(glyph: _Drawn, page: Page) -> bool:
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.y0 + glyph.y1) / 2
    return 0 <= x <= page.width and 0 <= y <= page.height


def _add_glyphs(page: Page, drawn: list[_Drawn]) -> None:
    """Glyphs from the upper left corner; each run of turned ones as one, doubled ones (false bold) once."""
    seen: set[tuple[str, int, int]] = set()
    run: list[_Drawn] = []

    def end_run() -> None:
        if run:
            box = (min(g.x0 for g in run), min(g.y0 for g in run), max(g.x1 for g in run), max(g.y1 for g in run))
            add(_Drawn(*box, "".join(g.text for g in run), run[0].size, 0))
            run.clear()

    def add(glyph: _Drawn) -> None:
        # Doubled glyphs lie a fraction of a point apart; two real ones never do.
        key = (glyph.text, round(glyph.x0), round(glyph.y0))
        near = {(glyph.text, key[1] + dx, key[2] + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)}
        if glyph.text.strip() and not seen.isdisjoint(near):
            return
        seen.add(key)
        page.lost += glyph.text.count(LOST)
        place = (glyph.x0, page.height - glyph.y1, glyph.x1, page.height - glyph.y0)
        page.glyphs.append(Glyph(*place, glyph.text, glyph.size))

    for glyph in drawn:
        if glyph.angle in (90, 180, 270):
            if run and run[-1].angle != glyph.angle:
                end_run()
            run.append(glyph)
            continue
        end_run()
        # A degree or two is italics or a crooked scan.
        if 2 < glyph.angle < 358:
            page.slanted += bool(glyph.text.strip())
        else:
            add(glyph)
    end_run()
