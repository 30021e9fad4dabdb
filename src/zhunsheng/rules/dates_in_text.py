"""Dates by which something is to be done, as target cells and goals write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from zhunsheng.model.spelling import half_width

_YEAR = r"(?P<year>(?:19|20)\d{2})"
_DEADLINE = re.compile(
    rf"(?:{_YEAR}\s*年(?:度)?|(?P<next>次年|翌年|明年|下一?年度?|第二年))\s*"
    r"(?:(?P<month>1[0-2]|0?[1-9])\s*月\s*(?:(?P<day>3[01]|[12]\d|0?[1-9])\s*[日号])?)?\s*(?P<edge>底|末|初|中旬|上旬|下旬|份|内)?\s*(?:之?前|以前|止)?"
    rf"|{_YEAR.replace('year', 'year2')}[-/.](?P<month2>1[0-2]|0?[1-9])[-/.](?P<day2>3[01]|[12]\d|0?[1-9])"
)


_SPAN = frozenset("-—－–~～至到")
_FROM_DAY = re.compile(r"[\d年月日号底末初旬起度]$")


@dataclass(frozen=True, slots=True)
class Deadline:
    """A date of a text: ``year`` is ``None`` where the text only says 次年; month and day are ``None`` if not given."""

    year: int | None
    month: int | None
    day: int | None
    text: str
    start: int
    end: int

    @property
    def is_next_year(self) -> bool:
        """True for 次年, 明年 and the like."""
        return self.year is None

    def last_day(self, year: int) -> date:
        """The last day the words may mean, with ``year`` for a text that names none."""
        month = self.month or 12
        day = self.day or 28
        try:
            return date(self.year or year + 1, month, day)
        except ValueError:
            return date(self.year or year + 1, month, 28)


@lru_cache(maxsize=4096)
def deadlines(text: str | None) -> tuple[Deadline, ...]:
    """The dates of a text that name a year (or 次年), from left to right; the far end of a span is none."""
    if not text or not ("年" in text or "20" in text):
        return ()
    plain = half_width(text)
    return tuple(
        _deadline(text, match) for match in _DEADLINE.finditer(plain) if not _ends_a_span(plain, match.start())
    )


def _ends_a_span(plain: str, start: int) -> bool:
    """True behind 3月—, 2024年至; but 到2026年底 and 至2026年底 that begin what they say are days of their own."""
    sign = plain[max(0, start - 1) : start]
    return sign in _SPAN and (sign not in "至到" or _FROM_DAY.search(plain[max(0, start - 3) : start - 1]) is not None)


def _deadline(text: str, found: re.Match[str]) -> Deadline:
    year = found.group("year") or found.group("year2")
    month = found.group("month") or found.group("month2")
    day = found.group("day") or found.group("day2")
    words = text[found.start() : found.end()].strip()
    return Deadline(
        int(year) if year else None,
        int(month) if month else None,
        int(day) if day else None,
        words,
        found.start(),
        found.start() + len(words),
    )
