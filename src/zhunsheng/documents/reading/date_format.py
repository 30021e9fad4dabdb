"""Dates and times of a worksheet as they are printed: a count of days set into the date part of a number format."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple, Protocol

LAST_DAY = 2_958_465
"""31 December 9999, the last day that a worksheet can show."""
_MONTHS = re.findall(r"\w+", "January February March April May June July August September October November December")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_CHINESE_WEEKDAYS = "一二三四五六日"
_NUMERALS = "〇一二三四五六七八九"


class DateToken(Protocol):
    """A piece of a format; see ``number_format.Token``."""

    @property
    def kind(self) -> str:
        """What sort of piece it is."""
        ...

    @property
    def text(self) -> str:
        """The piece as the format has it."""
        ...


class _Moment(NamedTuple):
    year: int
    month: int
    day: int
    weekday: int
    """0 is Monday."""
    seconds: int
    """Since midnight."""
    fraction: str
    """Digits of a second behind the point, as many as the format shows."""
    total: int
    """Seconds since day 0."""


def print_date(value: Decimal, tokens: Sequence[DateToken], epoch_1904: bool, numerals: str) -> str | None:
    """``value`` (days, with the time of day as a fraction) set into ``tokens``; ``None`` where that cannot be shown.

    ``numerals`` is ``DBNum1`` where the format asks for Chinese numerals.
    """
    moment = _moment(value, epoch_1904, _second_places(tokens))
    if moment is None or numerals.lower() not in ("", "dbnum1"):
        return None
    twelve = any(token.kind == "half" for token in tokens)
    out: list[str] = []
    after_point = False
    for index, token in enumerate(tokens):
        if token.kind == "digit":
            if after_point:
                out.append(moment.fraction)
            after_point = False
        elif token.kind == "." and _is_second_point(tokens, index):
            out.append(".")
            after_point = True
        elif token.kind == "elapsed":
            out.append(_elapsed(moment.total, token.text))
        elif token.kind == "half":
            out.append(_half(moment.seconds, token.text))
        elif token.kind == "date":
            text = _part(moment, token.text, _is_minute(tokens, index), twelve)
            out.append(_chinese(text, token.text) if numerals and text.isdigit() else text)
        else:
            out.append(token.text)
    return "".join(out)


def _moment(value: Decimal, epoch_1904: bool, places: int) -> _Moment | None:
    if not 0 <= value <= LAST_DAY:
        return None
    unit = Decimal(1).scaleb(-places)
    total = (value * 86_400).quantize(unit, ROUND_HALF_UP)
    day, seconds = divmod(int(total), 86_400)
    fraction = str(total).partition(".")[2]
    shown = _calendar(day, epoch_1904)
    return _Moment(*shown, seconds, fraction, int(total)) if shown else None


def _calendar(day: int, epoch_1904: bool) -> tuple[int, int, int, int] | None:
    """Year, month, day, weekday of day ``day``. Files that count from 1900 believe in 29 February 1900 (day 60)."""
    if epoch_1904:
        day += 1462
    if day > LAST_DAY:
        return None
    if day in (0, 60):
        return (1900, 1, 0, 5) if day == 0 else (1900, 2, 29, 2)
    found = date(1899, 12, 31 if day < 60 else 30) + timedelta(days=day)
    return found.year, found.month, found.day, found.weekday()


def _second_places(tokens: Sequence[DateToken]) -> int:
    point = next((index for index in range(len(tokens)) if _is_second_point(tokens, index)), None)
    if point is None:
        return 0
    places = 0
    for token in tokens[point + 1 :]:
        if token.kind != "digit":
            break
        places += 1
    return min(places, 3)


def _is_second_point(tokens: Sequence[DateToken], index: int) -> bool:
    """True for the point of ``ss.00``."""
    if tokens[index].kind != "." or index == 0 or index + 1 == len(tokens):
        return False
    return tokens[index - 1].text.startswith("s") and tokens[index + 1].kind == "digit"


def _is_minute(tokens: Sequence[DateToken], index: int) -> bool:
    """``m`` is minutes behind hours or before seconds, else a month."""
    if not tokens[index].text.startswith("m"):
        return False
    timed = [token.text[0] for token in tokens if token.kind in ("date", "elapsed")]
    at = sum(token.kind in ("date", "elapsed") for token in tokens[:index])
    before = timed[at - 1] if at else ""
    after = timed[at + 1] if at + 1 < len(timed) else ""
    return before == "h" or after == "s"


def _part(moment: _Moment, code: str, minute: bool, twelve: bool) -> str:
    hour = moment.seconds // 3600
    number = {
        "y": moment.year,
        "e": moment.year,
        "m": moment.seconds // 60 % 60 if minute else moment.month,
        "d": moment.day,
        "h": (hour % 12 or 12) if twelve else hour,
        "s": moment.seconds % 60,
    }.get(code[0])
    if code[0] == "a":
        return ("星期" if len(code) > 3 else "周") + _CHINESE_WEEKDAYS[moment.weekday]
    if number is None:
        return ""
    if code[0] in "ye":
        return f"{number % 100:02d}" if code in ("y", "yy") else f"{number:04d}"
    if len(code) <= 2:
        return f"{number:0{len(code)}d}"
    if code[0] == "m":
        name = _MONTHS[number - 1] if 1 <= number <= 12 else ""
        return {3: name[:3], 5: name[:1]}.get(len(code), name)
    if code[0] == "d":
        return _WEEKDAYS[moment.weekday][: 3 if len(code) == 3 else None]
    return f"{number:02d}"


def _half(seconds: int, code: str) -> str:
    first, second = code.split("/")
    return first if seconds < 43_200 else second


def _elapsed(total: int, code: str) -> str:
    number = {"h": total // 3600, "m": total // 60, "s": total}[code[0]]
    return f"{number:0{len(code)}d}"


def _chinese(text: str, code: str) -> str:
    """Years digit by digit (二〇二〇), everything else as a number (十二, 三十一)."""
    if code[0] in "ye":
        return "".join(_NUMERALS[int(digit)] for digit in text)
    tens, ones = divmod(int(text), 10)
    if not tens:
        return _NUMERALS[ones]
    return ("" if tens == 1 else _NUMERALS[tens]) + "十" + (_NUMERALS[ones] if ones else "")
