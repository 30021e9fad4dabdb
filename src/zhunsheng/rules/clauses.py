"""The clause or the sentence of a running text in which a place stands."""

from __future__ import annotations

import re
from functools import lru_cache

_CLAUSE_ENDS = str.maketrans(dict.fromkeys("，。；,;、：:（()）！!", "\n"))

_WINDOW = 200
"""No clause is longer than this: an endless text without punctuation must not be searched anew for each number."""


def clause_before(text: str, index: int) -> str:
    """What stands before ``index`` in its own clause (of which no more than 200 characters are looked at)."""
    nearest = index - _WINDOW if index > _WINDOW else 0
    end = _cut(text).rfind("\n", nearest, index)
    return text[nearest if end < 0 else end + 1 : index]


def clause_at(text: str, index: int) -> str:
    """The whole clause around ``index``."""
    end = _cut(text).find("\n", index, index + _WINDOW)
    return clause_before(text, index) + text[index : end if end >= 0 else index + _WINDOW]


@lru_cache(maxsize=4096)
def _cut(text: str) -> str:
    """The text with a line break for every mark that ends a clause, so that one search finds the nearest."""
    return text.translate(_CLAUSE_ENDS)


def is_reckoned_by(before: str) -> bool:
    """True where another year or a contract only gives the measure for a sum: 参照2025年决算安排11.2万元."""
    return _RECKONED_BY.search(before) is not None


_RECKONED_BY = re.compile(
    r"(?:参照|参考|按照?|依据|依照|根据|比照|沿用|对照|结合)[^，。；]*?(?:安排|测算|核定|预计|估算|估计|列支|计列|预留|需要?|计|为|约)$"
)


def sentence_at(text: str, index: int) -> str:
    """The whole sentence around ``index``: up to a full stop, a semicolon or a line break on either side."""
    first, last = max(0, index - 2 * _WINDOW), index + 2 * _WINDOW
    start = max(text.rfind(mark, first, index) for mark in "。；;\n") + 1
    ends = [end for mark in "。；;\n" if (end := text.find(mark, index, last)) >= 0]
    return text[max(start, first) : min(ends, default=last)]
