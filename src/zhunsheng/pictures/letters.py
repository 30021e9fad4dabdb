"""How wide text is before anybody has drawn it: so that labels are cut and wrapped where they are made."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import pairwise

_NARROW = dict.fromkeys("ijl.,:;'!|`", 0.3) | dict.fromkeys('frt()[]{}/\\ -*"^', 0.4)
_BROAD = dict.fromkeys("mwMWQ%@&", 0.94)
_NO_LINE_START = frozenset("，。、；：！？）》】〕”’…％%,.;:!?)]}·—／/")
_NO_LINE_END = frozenset("（《【〔“‘([{￥¥≥≤")
_JOINT = 0.13
"""The thin space that browsers put between Chinese and Latin, in ems."""


@lru_cache(maxsize=16384)
def letter_width(letter: str) -> float:
    """The width of one character in ems, on the wide side where fonts differ."""
    if letter.isascii():
        if letter in _NARROW:
            return _NARROW[letter]
        if letter in _BROAD:
            return _BROAD[letter]
        return 0.7 if letter.isupper() else 0.57
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0.0
    return 1.0 if unicodedata.east_asian_width(letter) in "WFA" else 0.72


@lru_cache(maxsize=8192)
def text_width(text: str, size: float) -> float:
    """The width of one line in px at a type size in px."""
    joints = sum(_is_joint(one, two) for one, two in pairwise(text))
    return size * (sum(map(letter_width, text)) + joints * _JOINT)


def _is_joint(one: str, two: str) -> bool:
    return (one.isascii() and one.isalnum()) is not (two.isascii() and two.isalnum()) and (
        unicodedata.east_asian_width(one) == "W" or unicodedata.east_asian_width(two) == "W"
    )


def shorten(text: str, size: float, room: float) -> str:
    """The text on one line, cut with ``…`` where it is wider than ``room`` px; blank when not even that fits."""
    text = " ".join(text.split())
    if text_width(text, size) <= room + 0.01:
        return text
    end = len(text)
    while end and text_width(f"{text[:end].rstrip()}…", size) > room:
        end -= 1
    if end:
        return f"{text[:end].rstrip()}…"
    return "…" if text_width("…", size) <= room else ""


def wrap(text: str, size: float, room: float, most: int = 3) -> list[str]:
    """The text in lines of at most ``room`` px; what would take more than ``most`` lines is cut with ``…``.

    A line neither begins with a closing mark nor ends with an opening one, and no word or number is torn.
    """
    lines: list[str] = []
    line = ""
    for piece in _pieces(" ".join(text.split())):
        if line and text_width((line + piece).rstrip(), size) > room:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    lines.append(line.rstrip())
    if len(lines) > most:
        lines = [*lines[: most - 1], "".join(lines[most - 1 :])]
    return [shorten(one, size, room) for one in lines]


def _pieces(text: str) -> list[str]:
    """What stays together on a line: words, numbers, and characters with the marks that cling to them."""
    pieces: list[str] = []
    for letter in text:
        if not pieces:
            pieces.append(letter)
            continue
        last = pieces[-1][-1]
        latin = letter.isascii() and letter.isalnum() and last.isascii() and (last.isalnum() or last in ".,-/")
        if latin or letter in _NO_LINE_START or last in _NO_LINE_END:
            pieces[-1] += letter
        else:
            pieces.append(letter)
    return pieces
