"""Looking things up in the library: by words, kind and sector; and how like two indicators are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from zhunsheng.library.entries import LibraryIndicator, library
from zhunsheng.model.indicator import Level1, Level2

_BRACKET = re.compile(r"[（(][^（()）]*[）)]?")
_ENOUGH = 60
"""Likeness (0 to 100) below which words do not mean an entry."""
_ALIKE = 60
"""Likeness from which two indicators are alike."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for; blanks leave an aspect open. ``names`` keeps to these entries (favourites)."""

    words: str = ""
    level1: str = ""
    level2: str = ""
    sector: str = ""
    names: frozenset[str] | None = None


def search(wanted: Wanted) -> tuple[LibraryIndicator, ...]:
    """The entries that fit, the likest first where words are given, else in the order of the library."""
    fitting = [one for one in library() if _fits(one, wanted)]
    words = "".join(wanted.words.split())
    if not words:
        return tuple(fitting)
    ranked = [(likeness(one, words), -number, one) for number, one in enumerate(fitting)]
    return tuple(one for like, _, one in sorted(ranked, key=lambda row: row[:2], reverse=True) if like >= _ENOUGH)


def likeness(entry: LibraryIndicator, words: str) -> int:
    """How well words (0 to 100) mean an entry: by its names first, then by what it says."""
    names = (entry.name, *entry.words)
    if any(words in name for name in names):
        return 100 if words == entry.name else 95
    if words in entry.definition:
        return 80
    return round(max(max(fuzz.ratio(words, name), 0.9 * fuzz.partial_ratio(words, name)) for name in names))


def alike(name: str, other: str) -> int:
    """How like the names of two indicators are, 0 to 100."""
    one, two = _plain(name), _plain(other)
    if not one or not two:
        return 0
    return round(max(fuzz.ratio(one, two), 0.88 * fuzz.partial_ratio(one, two)))


def names_like(name: str, others: Iterable[str], most: int = 30) -> tuple[tuple[str, int], ...]:
    """The names that are like one, the likest first, each once."""
    ranked = {other: alike(name, other) for other in others}
    good = sorted(
        ((other, like) for other, like in ranked.items() if like >= _ALIKE), key=lambda pair: (-pair[1], pair[0])
    )
    return tuple(good[:most])


def _plain(name: str) -> str:
    """A name without its unit in brackets and without blanks."""
    return "".join(_BRACKET.sub("", name).split())


def _fits(one: LibraryIndicator, wanted: Wanted) -> bool:
    return (
        (not wanted.level1 or one.level1 is _level1(wanted.level1))
        and (not wanted.level2 or one.level2 is _level2(wanted.level2))
        and (not wanted.sector or one.sector == wanted.sector)
        and (wanted.names is None or one.name in wanted.names)
    )


def _level1(word: str) -> Level1 | None:
    return Level1(word) if word in set(Level1) else None


def _level2(word: str) -> Level2 | None:
    return Level2(word) if word in set(Level2) else None
