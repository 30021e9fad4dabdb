"""What two texts have in common: pairs of neighbouring Chinese characters, without the words that every table uses."""

from __future__ import annotations

import re
from functools import lru_cache
from operator import add

from zhunsheng.rules.word_list import any_of, word_list

_NO_TOPIC = re.compile(any_of(word_list("common_words")))
_HAN = re.compile(r"[\u4e00-\u9fff]+")


@lru_cache(maxsize=8192)
def pairs(text: str | None) -> frozenset[str]:
    """Every two neighbouring Chinese characters of a text; common words are taken out first and join nothing."""
    found: set[str] = set()
    for run in _HAN.findall(_NO_TOPIC.sub("，", text or "")):
        found.update(map(add, run, run[1:]))
    return frozenset(found)
