"""Set phrases of public language that stand in a text with one character wrong: 绿水青山就是金山银上.

A phrase with one wrong character keeps one of its halves whole; that half is looked for, and the place around it compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from zhunsheng.rules.word_list import any_of, word_list


class Slip(NamedTuple):
    """The words as they stand, and the phrase they should be."""

    words: str
    right: str


class _Half(NamedTuple):
    right: str
    start: int


@cache
def _halves() -> dict[str, tuple[_Half, ...]]:
    found: dict[str, list[_Half]] = {}
    for entry in word_list("set_phrases"):
        right = entry["right"]
        middle = (len(right) + 1) // 2
        found.setdefault(right[:middle], []).append(_Half(right, 0))
        found.setdefault(right[middle:], []).append(_Half(right, middle))
    return {half: tuple(places) for half, places in found.items()}


@cache
def _allowed() -> frozenset[str]:
    return frozenset(other for entry in word_list("set_phrases") for other in entry.get("except", ()))


def half_words() -> list[str]:
    """The halves of all set phrases as fragments of a pattern: without one of them in a text there is no slip either."""
    return [re.escape(half) for half in _halves()]


def slips(text: str) -> Iterator[Slip]:
    """Every set phrase of a text that has exactly one character wrong, from left to right, each wording once."""
    told: set[str] = set()
    for found in _OVERLAPPING.finditer(text):
        for right, offset in _halves()[found.group(1)]:
            start = found.start() - offset
            words = text[max(0, start) : start + len(right)] if start >= 0 else ""
            if words and words not in told and words not in _allowed() and _is_slip(words, right):
                told.add(words)
                yield Slip(words, right)


def _is_slip(words: str, right: str) -> bool:
    """True for a text of the same length with one other Chinese character; a mark for a mark is no slip of the pen."""
    wrong = [(a, b) for a, b in zip(words, right, strict=False) if a != b]
    return len(words) == len(right) and len(wrong) == 1 and all("\u4e00" <= char <= "\u9fff" for char in wrong[0])


_OVERLAPPING = re.compile(f"(?=({any_of(half_words())}))")
