"""Lines of a PDF outside its tables put together to paragraphs, across pages too."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from zhunsheng.documents.page import BLANK, Paragraph
from zhunsheng.documents.reading.pdf_layout import TextLine
from zhunsheng.documents.reading.pdf_lines import join_text, runs_on, starts_numbered
from zhunsheng.documents.reading.pdf_marks import Page
from zhunsheng.model.place import Place

_CONTENTS = re.compile(r"(.*?)\s*(?:…{2,}|(?:[.．·•]\s?){4,})\s*\d{1,4}\s*")
"""A line of a table of contents: its title, a row of dots, the page."""
MAX_ENTRY_CHARS = 500
"""No title on a table of contents, its dots included, is longer."""
PITCH = 1.3
"""Lines further apart than this many times the usual distance are different paragraphs."""


@dataclass(frozen=True, slots=True)
class Margins:
    """Where running text starts and ends on a page (points), and how many sizes of type its lines are apart."""

    left: float
    right: float
    pitch: float


def margins(pages: Sequence[Page], lines: Sequence[TextLine]) -> Margins:
    """The text margins of a document, measured from its lines.

    Three lines that end together, and not in the page's left half, show the right margin; without them the page is
    taken to be symmetrical.
    """
    if not lines:
        return Margins(0.0, 0.0, 0.0)
    left = min(item.line.x0 for item in lines)
    right = max(item.line.x1 for item in lines)
    full = sum(item.line.x1 > right - item.line.size for item in lines)
    width = max(page.width for page in pages)
    if full < 3 or right - left < 0.5 * width:
        right = max(right, width - left)
    steps = sorted(
        (lower.line.top - upper.line.top) / lower.line.size
        for upper, lower in pairwise(lines)
        if upper.page == lower.page and lower.number == upper.number + 1
    )
    return Margins(left, right, steps[len(steps) // 3] if steps else 0.0)


def paragraphs(lines: Sequence[TextLine], margin: Margins) -> list[Paragraph]:
    """Paragraphs of a run of lines that no table interrupts; each stands at the place of its first line."""
    found: list[Paragraph] = []
    before: TextLine | None = None
    first = True
    for item in lines:
        if before is not None and _carries_on(before, item, first, margin):
            last = found[-1]
            last.text = join_text(last.text, before.line, item.line, margin.right - margin.left)
            first = False
        else:
            found.append(Paragraph(item.line.text, Place(page=item.page, line=item.number)))
            first = True
        before = item
    for paragraph in found:
        entry = _contents_entry(paragraph.text)
        paragraph.contents_entry = entry is not None
        paragraph.text = (entry[1] if entry else paragraph.text).strip(BLANK)
    return [paragraph for paragraph in found if paragraph.text]


def _carries_on(upper: TextLine, lower: TextLine, upper_is_first: bool, margin: Margins) -> bool:
    above, below = upper.line, lower.line
    if (
        _contents_entry(above.text)
        or abs(above.size - below.size) > 0.6
        or not runs_on(above, below, margin.left, margin.right)
    ):
        return False
    if upper.page == lower.page and margin.pitch and below.top - above.top > PITCH * margin.pitch * below.size:
        return False
    indent = below.x0 - margin.left
    if indent <= 1.2 * below.size:
        return True
    # An indented line opens a paragraph, unless the whole paragraph stands indented like this.
    return upper_is_first and abs(below.x0 - above.x0) <= 0.5 * below.size and not starts_numbered(below)


def _contents_entry(text: str) -> re.Match[str] | None:
    return _CONTENTS.fullmatch(text) if len(text) < MAX_ENTRY_CHARS and text.rstrip()[-1:].isdigit() else None
