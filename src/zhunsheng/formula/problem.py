"""What is wrong with a formula: where, in one sentence, and what to write instead. The only thing this room raises for bad text."""

from __future__ import annotations

from dataclasses import dataclass
from unicodedata import east_asian_width


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A stretch of the formula's text: from character ``start`` (counted from 0) up to, not including, ``end``."""

    start: int
    end: int

    def to(self, other: Place) -> Place:
        """From the start of this to the end of the other."""
        return Place(min(self.start, other.start), max(self.end, other.end))


NOWHERE = Place(0, 0)


class Problem(Exception):
    """A formula that cannot be used. ``place`` is where, ``message`` one Chinese sentence, ``instead`` what to write there.

    ``instead`` replaces exactly the characters of ``place``; ``None`` where no single replacement is certain enough to offer.
    """

    def __init__(self, message: str, place: Place, instead: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.place = place
        self.instead = instead

    def caret(self, text: str) -> str:
        """The line of the formula with marks beneath the place, for a terminal: wide characters take two columns."""
        start = min(self.place.start, len(text))
        line_start = text.rfind("\n", 0, start) + 1
        line_end = text.find("\n", start)
        line = text[line_start : line_end if line_end >= 0 else len(text)]
        end = max(start + 1, min(self.place.end, line_start + len(line)))
        before, under = line[: start - line_start], text[start:end] or " "
        return f"{line}\n{' ' * _columns(before)}{'^' * max(1, _columns(under))}"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Problem):
            return NotImplemented
        return (self.message, self.place, self.instead) == (other.message, other.place, other.instead)

    def __hash__(self) -> int:
        return hash((self.message, self.place, self.instead))

    def __repr__(self) -> str:
        return f"Problem({self.message!r}, {self.place.start}–{self.place.end}, instead={self.instead!r})"


def _columns(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WFA" else 1 for character in text)
