"""Days of the year, or of every month, by which something is to be done: ``6月20日前``, ``11月底前``, ``每月20日前``.

The year is left aside (other rules speak of it); the end of a span counts (``6月18日至20日`` is the 20th).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from zhunsheng.model.spelling import half_width
from zhunsheng.rules.prose import han_number

_NUMBER = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_DAY = re.compile(
    rf"(?P<monthly>每(?:个)?月(?:的)?)(?P<of_month>{_NUMBER})[日号](?P<month_before>(?:之|以)?前(?!后))?"
    rf"|(?<![\d每个一二三四五六七八九十])(?P<month>{_NUMBER})月(?:份)?(?:(?P<day>{_NUMBER})[日号]|(?P<end>底|末))"
    rf"(?:\s*[至到\-—～~]+\s*(?:(?P<last_month>{_NUMBER})月)?(?P<last>{_NUMBER})[日号])?(?P<before>(?:之|以)?前(?!后)|止)?"
)
_ENDS = {1: 31, 2: 28, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}


@dataclass(frozen=True, slots=True)
class Day:
    """A day that a text names: of every month (``month`` is 0), or of the year; ``is_limit`` where 前 or 底 makes it one."""

    month: int
    day: int
    text: str
    start: int
    end: int
    is_limit: bool


@lru_cache(maxsize=4096)
def days(text: str | None) -> tuple[Day, ...]:
    """The days of a text from left to right; a span only by its end."""
    if not text or "月" not in text:
        return ()
    found = (_day(text, match) for match in _DAY.finditer(half_width(text)))
    return tuple(day for day in found if day is not None)


def _day(text: str, match: re.Match[str]) -> Day | None:
    words = text[match.start() : match.end()]
    if match["monthly"]:
        day = _value(match["of_month"])
        return Day(0, day, words, match.start(), match.end(), bool(match["month_before"])) if 1 <= day <= 31 else None
    month = _value(match["last_month"] or match["month"])
    if not 1 <= month <= 12:
        return None
    day = _value(match["last"] or match["day"]) if match["day"] else _ENDS[month]
    limit = bool(match["before"] or match["end"] or match["last"])
    return Day(month, min(day, _ENDS[month]), words, match.start(), match.end(), limit) if day >= 1 else None


def _value(words: str) -> int:
    return int(words) if words.isascii() else han_number(words) or 0


_FROM_TO = re.compile(
    rf"(?P<first>{_NUMBER})月?(?:份|底|初)?(?:(?P<day>(?<=月){_NUMBER})[日号])?\s*[至到\-—－–～~]+\s*(?:(?P<next>次年|翌年)|当年|同年|(?:19|20)\d{{2}}年)?"
    rf"(?:(?P<last>{_NUMBER})月(?:份|底|末)?(?:(?P<last_day>{_NUMBER})[日号])?|(?P<same_month>{_NUMBER})[日号])"
)


@lru_cache(maxsize=4096)
def spans(text: str | None) -> frozenset[int]:
    """How many months and days the spans of a text last: ``5—10月`` 6 months, ``11月15日至次年3月15日`` 4 or 5 months and 121 days."""
    if not text or "月" not in text:
        return frozenset()
    found: set[int] = set()
    for match in _FROM_TO.finditer(half_width(text)):
        found |= _lasting(match)
    return frozenset(found)


def _lasting(match: re.Match[str]) -> set[int]:
    first = _value(match["first"])
    day = _value(match["day"]) if match["day"] else None
    if match["same_month"]:
        days_between = _value(match["same_month"]) - day + 1 if day else 0
        return {days_between} if days_between > 1 else set()
    last = _value(match["last"])
    if not (1 <= first <= 12 and 1 <= last <= 12):
        return set()
    months = (last - first) % 12
    found = {months + 1}
    if day and match["last_day"]:
        between = sum(_ENDS[(first - 1 + step) % 12 + 1] for step in range(months)) + _value(match["last_day"]) - day
        found |= {months, between, between + 1}
    return {time for time in found if time > 1}
