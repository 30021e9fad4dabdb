"""A picture being drawn: shapes and text in px, top left is 0 0, every colour a token's name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from zhunsheng.pictures.letters import shorten, text_width, wrap
from zhunsheng.pictures.picture import FONTS, Picture

WIDE = 720.0
"""The natural width on a desk and on paper, in px."""
BROAD = 1080.0
"""The natural width where a picture has the whole width of a large screen, in px."""
HALF = 560.0
"""The natural width of one of two pictures beside each other on a desk, in px."""
NARROW = 328.0
"""The natural width on a phone of 360 px."""
CAPTION, LABEL, SMALL = 15.0, 12.5, 11.0
"""The three type sizes, in px."""
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SAFE_LINK = re.compile(r"^(?:https?://|[/#?])", re.I)
_ASCENT, _DESCENT = 0.9, 0.22


class Drawing:
    """Collects the parts of one picture of a fixed width; its height grows with what is drawn."""

    def __init__(self, width: float = WIDE) -> None:
        self.width = max(float(width), 240.0)
        self.height = 0.0
        self._parts: list[str] = []
        self._linked = False

    def head(self, caption: str, note: str = "") -> float:
        """Write the caption, which says the point, and a note under it (unit, day); returns the y where drawing begins."""
        y = self.lines(0, 17, caption, 21, size=CAPTION, bold=True)
        if note:
            y = self.lines(0, y - 3.5, note, 16.5, size=SMALL, colour="ink-soft", most=2) + 3.5
        return self.reach(y - 3)

    def reach(self, y: float) -> float:
        """Make the picture at least ``y`` high; returns ``y``."""
        self.height = max(self.height, y)
        return y

    def text(
        self, x: float, y: float, text: str, *, size: float = LABEL, colour: str = "ink", anchor: str = "start",
        bold: bool = False, room: float | None = None,
    ) -> float:  # fmt: skip
        """Write one line with its baseline at ``y``; cut to ``room`` px with the full text on hover. Returns its width."""
        room = self._room(x, anchor) if room is None else min(room, self._room(x, anchor))
        shown = shorten(text, size, room)
        if not shown:
            return 0.0
        about = f' text-anchor="{anchor}"' if anchor != "start" else ""
        about += ' font-weight="600"' if bold else ""
        full = f"<title>{escaped(text)}</title>" if shown != " ".join(text.split()) else ""
        self._parts.append(
            f'<text x="{n(x)}" y="{n(y)}" font-size="{n(size)}" fill="var(--{colour})"{about}>{escaped(shown)}{full}</text>'
        )
        self.reach(y + size * _DESCENT)
        return text_width(shown, size)

    def lines(
        self, x: float, y: float, text: str, leading: float, *, size: float = LABEL, colour: str = "ink",
        anchor: str = "start", bold: bool = False, room: float | None = None, most: int = 3,
    ) -> float:  # fmt: skip
        """Write text in up to ``most`` lines, the first at the baseline ``y``; returns the baseline that would follow."""
        room = self._room(x, anchor) if room is None else min(room, self._room(x, anchor))
        lines = wrap(text, size, room, most)
        cut = lines[-1].endswith("…") and not text.rstrip().endswith("…")
        with self.mark(text if cut else ""):
            for line in lines:
                self.text(x, y, line, size=size, colour=colour, anchor=anchor, bold=bold, room=room + 0.01)
                y += leading
        return y

    def _room(self, x: float, anchor: str) -> float:
        left, right = x, self.width - x
        return {"start": right, "end": left, "middle": 2 * min(left, right)}[anchor]

    def rect(
        self, x: float, y: float, width: float, height: float, colour: str, *, radius: float = 0, opacity: float = 1,
        stroke: str = "",
    ) -> None:  # fmt: skip
        """A filled rectangle; a negative width or height goes to the left or up."""
        x, width = min(x, x + width), abs(width)
        y, height = min(y, y + height), abs(height)
        about = f' rx="{n(radius)}"' if radius else ""
        about += f' fill-opacity="{n(opacity, 2)}"' if opacity != 1 else ""
        about += f' stroke="var(--{stroke})"' if stroke else ""
        self._parts.append(
            f'<rect x="{n(x)}" y="{n(y)}" width="{n(width)}" height="{n(height)}" fill="var(--{colour})"{about}/>'
        )
        self.reach(y + height)

    def line(
        self,
        points: Sequence[tuple[float, float]],
        colour: str,
        *,
        width: float = 1,
        dash: str = "",
        opacity: float = 1,
    ) -> None:
        """An open line through the points."""
        path = "M" + "L".join(f"{n(x)} {n(y)}" for x, y in points)
        self.path(path, stroke=colour, width=width, dash=dash, opacity=opacity)

    def area(self, points: Sequence[tuple[float, float]], colour: str, *, opacity: float = 1) -> None:
        """A filled polygon through the points."""
        self.path("M" + "L".join(f"{n(x)} {n(y)}" for x, y in points) + "Z", fill=colour, opacity=opacity)

    def path(
        self, path: str, *, fill: str = "", stroke: str = "", width: float = 1, dash: str = "", opacity: float = 1
    ) -> None:
        """Any path; whoever draws it also says how far it reaches."""
        about = f'fill="var(--{fill})"' if fill else 'fill="none"'
        if stroke:
            about += (
                f' stroke="var(--{stroke})" stroke-width="{n(width)}" stroke-linejoin="round" stroke-linecap="round"'
            )
        about += f' stroke-dasharray="{dash}"' if dash else ""
        about += f' opacity="{n(opacity, 2)}"' if opacity != 1 else ""
        self._parts.append(f'<path d="{path}" {about}/>')

    def circle(
        self,
        x: float,
        y: float,
        radius: float,
        colour: str,
        *,
        stroke: str = "",
        width: float = 1.5,
        opacity: float = 1,
    ) -> None:
        """A disc, or with ``colour`` ``""`` a ring."""
        about = f' fill="var(--{colour})"' if colour else ' fill="none"'
        about += f' stroke="var(--{stroke})" stroke-width="{n(width)}"' if stroke else ""
        about += f' fill-opacity="{n(opacity, 2)}"' if opacity != 1 else ""
        self._parts.append(f'<circle cx="{n(x)}" cy="{n(y)}" r="{n(radius)}"{about}/>')
        self.reach(y + radius)

    @contextmanager
    def mark(self, title: str = "", link: str = "") -> Iterator[None]:
        """What is drawn inside answers together: ``title`` on hover, ``link`` on click (own pages, http and https only)."""
        if not title and not link:
            yield
            return
        tag = "a" if link and _SAFE_LINK.match(link) else "g"
        self._linked = self._linked or tag == "a"
        self._parts.append(f'<a href="{escaped(link)}" class="mark">' if tag == "a" else '<g class="mark">')
        if title:
            self._parts.append(f"<title>{escaped(title)}</title>")
        yield
        self._parts.append(f"</{tag}>")

    def picture(self, caption: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Picture:
        """The finished picture with the table of its numbers."""
        height = round(self.height + 2)
        # A picture whose marks are links is a group for a screen reader: an image would hide them.
        role = "group" if self._linked else "img"
        opening = (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="picture" role="{role}" aria-label="{escaped(caption)}" '
            f'width="{n(self.width)}" height="{height}" viewBox="0 0 {n(self.width)} {height}" font-family="{FONTS}">'
        )
        svg = opening + "".join(self._parts) + "</svg>"
        return Picture(svg, caption, tuple(columns), tuple(tuple(row) for row in rows), self.width, height)


def escaped(text: str) -> str:
    """Text as XML may hold it, in content and in attributes: marks escaped, control characters dropped."""
    text = _UNPRINTABLE.sub("", text)
    for mark, name in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("'", "&#39;")):
        text = text.replace(mark, name)
    return text


def n(number: float, places: int = 1) -> str:
    """A coordinate in as few characters as it needs."""
    shown = f"{number:.{places}f}"
    shown = shown.rstrip("0").rstrip(".") if "." in shown else shown
    return "0" if shown in ("-0", "") else shown
