"""Runs the drawing commands of a PDF page: counts what they cost, and follows the window that they may draw in.

pdfminer takes everything for visible. Spreadsheet programs draw a merged cell's text on both sides of a page break and
let the clipping window hide one of them, so what stands outside the window has to be left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdftypes import stream_value
from pdfminer.utils import apply_matrix_pt

from zhunsheng.documents.reading.pdf_guard import Budget


class Window(NamedTuple):
    """The part of the page that drawing shows on, in the page's own coordinates."""

    x0: float
    y0: float
    x1: float
    y1: float

    def cut(self, x0: float, y0: float, x1: float, y1: float) -> Window:
        """What this window and a box have in common; it may be empty."""
        return Window(max(self.x0, x0), max(self.y0, y0), min(self.x1, x1), min(self.y1, y1))

    def shows(self, x: float, y: float) -> bool:
        """True for a point inside."""
        return self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1


EVERYWHERE = Window(float("-inf"), float("-inf"), float("inf"), float("inf"))


class WindowedDevice(PDFTextDevice):
    """A device that is told the window before each command draws."""

    window: Window = EVERYWHERE


class Commands(PDFPageInterpreter):
    """Runs commands against the budget of their document."""

    def __init__(self, resources: PDFResourceManager, device: WindowedDevice, budget: Budget) -> None:
        super().__init__(resources, device)
        self._screen, self._budget = device, budget
        self._window = EVERYWHERE
        self._windows: list[Window] = []

    def dup(self) -> Commands:
        """The interpreter for a form, which draws in the same window."""
        copy = Commands(self.rsrcmgr, self._screen, self._budget)
        copy._window = self._window
        return copy

    def execute(self, streams: Sequence[object]) -> None:
        """Runs the commands in ``streams``; ``Refused`` past the budget."""
        self._budget.draw(sum(len(stream_value(stream).get_data()) for stream in streams))
        super().execute(streams)

    def do_q(self) -> None:
        """Keeps the window until the matching ``Q``."""
        super().do_q()
        self._windows.append(self._window)

    def do_Q(self) -> None:
        """Goes back to the window of the matching ``q``."""
        super().do_Q()
        if self._windows:
            self._look(self._windows.pop())

    def do_W(self) -> None:
        """Narrows the window to the box around the current path."""
        steps: list[Any] = [step for step in self.curpath if step[0] != "h"]
        points = [apply_matrix_pt(self.ctm, (step[-2], step[-1])) for step in steps]
        if points:
            xs, ys = [x for x, _ in points], [y for _, y in points]
            self._look(self._window.cut(min(xs), min(ys), max(xs), max(ys)))

    def do_W_a(self) -> None:
        """The same for the even-odd rule."""
        self.do_W()

    def do_Do(self, xobjid_arg: Any) -> None:
        """Draws a form or picture."""
        super().do_Do(xobjid_arg)
        # The form has left its own window and matrix behind.
        self._screen.window = self._window
        self._screen.set_ctm(self.ctm)

    def _look(self, window: Window) -> None:
        self._window = self._screen.window = window
