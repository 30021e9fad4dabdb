"""What a text must hold for a pattern to be found in it, and one reading of a text that answers for all patterns.

Most of the rules' patterns are lists of words, and most texts hold none of them. From each pattern we derive once some
characters and pairs of characters of which every match holds at least one; one look at a text's own pairs then tells
which patterns are worth a search at all. The answer errs on one side only: a pattern that is ruled out cannot match.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache, reduce
from importlib import import_module
from itertools import chain, pairwise, product
from operator import add, or_
from threading import Lock
from typing import Any

from zhunsheng.rules.word_list import word_list

_Needs = frozenset[str] | None
"""Characters and pairs of which a match holds at least one; ``None`` where nothing can be said."""
_MOST = 4000
"""More than so many are no quick look any more."""
_RANGE = 40
_SINGLE = 25
"""A single character tells that much less than a pair: it stands in more texts."""
_EVERYDAY = 8
_REPEATS = frozenset({"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"})


def needs(pattern: re.Pattern[str]) -> _Needs:
    """Characters and pairs of neighbours of which every match of the pattern holds at least one, or ``None``."""
    if pattern.flags & re.IGNORECASE:
        return None
    try:
        parsed = import_module("re._parser").parse(pattern.pattern, pattern.flags)
        found = _of_sequence(list(parsed))
    except (ImportError, AttributeError, re.error):  # the standard library promises no parser: then nothing is said
        return None
    return found if found and len(found) <= _MOST else None


def _of_sequence(items: Sequence[Any]) -> _Needs:
    """The most telling of what the parts of a sequence need, neighbours taken together where both are plain."""
    if not items:
        return None
    letters = [_letters(item) for item in items]
    pairs = [
        frozenset(map("".join, product(one, other)))
        for one, other in pairwise(letters)
        if one and other and len(one) * len(other) <= _MOST
    ]
    found = [*pairs, *(needed for item in items if (needed := _of_item(item)))]
    return min(found, key=_cost, default=None)


def _cost(needed: frozenset[str]) -> int:
    return sum(_SINGLE if len(shingle) == 1 else _EVERYDAY if shingle in _everyday() else 1 for shingle in needed)


@cache
def _everyday() -> frozenset[str]:
    """Pairs of the words that every table uses: they tell little."""
    return frozenset(pair for word in word_list("common_words") for pair in map(add, word, word[1:]))


def _letters(item: Any) -> frozenset[str] | None:
    """The characters that one place of a pattern may be; ``None`` for anything but a few known ones."""
    kind, value = str(item[0]), item[1]
    if kind == "LITERAL":
        return frozenset((chr(value),))
    if kind != "IN":
        return None
    found: set[str] = set()
    for one, what in value:
        if str(one) == "LITERAL":
            found.add(chr(what))
        elif str(one) == "RANGE" and what[1] - what[0] < _RANGE:
            found.update(map(chr, range(what[0], what[1] + 1)))
        else:
            return None
    return frozenset(found)


def _of_item(item: Any) -> _Needs:
    kind, value = str(item[0]), item[1]
    if kind in ("LITERAL", "IN"):
        return _letters(item)
    if kind == "BRANCH":
        return _of_each(value[1])
    if kind == "SUBPATTERN":
        return None if value[1] & re.IGNORECASE else _of_sequence(list(value[3]))
    if kind == "ATOMIC_GROUP":
        return _of_sequence(list(value))
    if kind in _REPEATS:
        return _of_sequence(list(value[2]) * min(value[0], 2))  # the same again is its own neighbour
    return None


def _of_each(ways: Iterable[Any]) -> _Needs:
    """What all ways of a branch need together; nothing, where one of them needs nothing."""
    each = [_of_sequence(list(way)) for way in ways]
    known = [needed for needed in each if needed]
    return frozenset().union(*known) if len(known) == len(each) else None


class _Register:
    """The patterns that were asked for, each with a bit of its own, and which bits each character or pair sets."""

    def __init__(self) -> None:
        self.bits: dict[tuple[str, int], int] = {}
        self.sets: dict[str, int] = {}
        self.always = 0
        self.lock = Lock()

    def add(self, pattern: re.Pattern[str]) -> int:
        """The pattern's bit; what its matches need is worked out at the first time."""
        source = pattern.pattern, pattern.flags
        with self.lock:
            if source in self.bits:
                return self.bits[source]
            bit, needed = 1 << len(self.bits), needs(pattern)
            if needed is None:
                self.always |= bit
            for shingle in needed or ():
                self.sets[shingle] = self.sets.get(shingle, 0) | bit
            self.bits[source] = bit  # last of all: who reads the number of patterns may rely on what they need
            possible.cache_clear()
            return bit


_register = _Register()


def bit_of(pattern: re.Pattern[str]) -> int:
    """The bit that stands for the pattern in what :func:`possible` says."""
    return _register.bits.get((pattern.pattern, pattern.flags)) or _register.add(pattern)


def found_in(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The pattern's first match in the text of a whole cell; no search where the text cannot hold one."""
    return pattern.search(text) if possible(text) & bit_of(pattern) else None


@lru_cache(maxsize=8192)
def possible(text: str) -> int:
    """The bits of all patterns that may be found in a text; a pattern that is not known yet always may."""
    later, sets = -1 << len(_register.bits), _register.sets.get
    told = filter(None, map(sets, chain(text, map(add, text, text[1:]))))
    return reduce(or_, told, later | _register.always)


def in_any(texts: Iterable[str]) -> int:
    """The bits of all patterns that may be found in one of these texts."""
    return reduce(or_, map(possible, texts), 0)
