"""Automatic paragraph numbers of a Word file: the words “一、”, “1.2” that Word shows but does not store as text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

LEVELS = 9
"""Levels that a Word list has."""
_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_PLACEHOLDER = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: the format of its number and the words around it (``"（%1）"``)."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    """What stands between number and text: ``"tab"``, ``"space"`` or ``"nothing"``."""
    legal: bool = False
    """True where every number of the label is printed with Arabic digits."""
    restart: int | None = None
    """Restarts only after a level up to this one (from 1) is used; 0 never, ``None`` after any higher level."""
    style: str | None = None
    """The paragraph style tied to this level."""


@dataclass(frozen=True, slots=True)
class NumberedList:
    """One list of a document: lists that share ``scheme`` count on together unless ``restarts`` says otherwise."""

    scheme: int
    levels: Mapping[int, Level]
    restarts: Mapping[int, int] = field(default_factory=dict)
    """Level (from 0) → the number at which this list starts anew when it is first used."""


class Counters:
    """Counts the numbered paragraphs of one document, in the order in which :meth:`label` is asked."""

    def __init__(self, lists: Mapping[int, NumberedList]) -> None:
        self._lists = lists
        self._counts: dict[int, list[int | None]] = {}
        self._used: set[int] = set()

    def level_of_style(self, number: int, style: str) -> int:
        """The level (from 0) that list ``number`` ties to the paragraph style; 0 where it ties none."""
        found = self._lists.get(number)
        if found is not None:
            for index, level in found.levels.items():
                if level.style == style:
                    return index
        return 0

    def label(self, number: int, index: int) -> str:
        """The label of the next paragraph of list ``number`` at level ``index`` (from 0); ``""`` for a bullet."""
        found = self._lists.get(number)
        level = found.levels.get(index) if found is not None else None
        if found is None or level is None or not 0 <= index < LEVELS:
            return ""
        counts = self._counts.setdefault(found.scheme, [None] * LEVELS)
        if number not in self._used:
            self._used.add(number)
            for other, start in found.restarts.items():
                if 0 <= other < LEVELS:
                    counts[other] = start - 1
        self._advance(counts, found, index)
        if level.format in ("bullet", "none"):
            return "" if level.format == "bullet" else _PLACEHOLDER.sub("", level.text)
        return self._write(level, counts, found)

    @staticmethod
    def _advance(counts: list[int | None], found: NumberedList, index: int) -> None:
        for higher in range(index):
            if counts[higher] is None and higher in found.levels:
                counts[higher] = found.levels[higher].start
        count = counts[index]
        counts[index] = found.levels[index].start if count is None else count + 1
        for lower in range(index + 1, LEVELS):
            rule = found.levels[lower].restart if lower in found.levels else None
            if rule is None or index < rule:
                counts[lower] = None

    @staticmethod
    def _write(level: Level, counts: list[int | None], found: NumberedList) -> str:
        def number(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            source = found.levels.get(place)
            count = counts[place]
            if source is None or count is None:
                return ""
            return format_number(count, "decimal" if level.legal else source.format)

        label = _PLACEHOLDER.sub(number, level.text)
        # "1" + tab + "保障…" would read as another number or word: keep a blank where no sign parts them.
        parted = not label or not label[-1].isalnum() or level.suffix == "nothing"
        return label if parted else label + " "


def format_number(number: int, name: str) -> str:
    """``number`` in the number format ``name`` (names of Office Open XML); Arabic digits where a format has no sign."""
    write = _FORMATS.get(name)
    return (write(number) if write is not None and number > 0 else "") or str(number)


def _counting(digits: str, units: str) -> Callable[[int], str]:
    def write(number: int) -> str:
        if number >= 10_000:
            return ""
        out, gap = "", False
        for power in (3, 2, 1, 0):
            digit = number // 10**power % 10
            if digit == 0:
                gap = bool(out)
                continue
            out += ("零" if gap else "") + digits[digit] + (units[power - 1] if power else "")
            gap = False
        return out

    return write


def _chinese(number: int) -> str:
    text = _counting(_DIGITS, "十百千")(number)
    return text[1:] if text.startswith("一十") else text


def _roman(number: int) -> str:
    if number >= 4000:
        return ""
    out = ""
    signs = ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I")
    for value, sign in zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1), signs, strict=True):
        out += sign * (number // value)
        number %= value
    return out


def _letter(number: int) -> str:
    turns, rest = divmod(number - 1, 26)
    return chr(65 + rest) * (turns + 1) if turns < 30 else ""


def _from(first: int, count: int) -> Callable[[int], str]:
    return lambda number: chr(first + number - 1) if number <= count else ""


def _circled(number: int) -> str:
    for low, high, first in ((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1)):
        if low <= number <= high:
            return chr(first + number - low)
    return ""


_FORMATS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(("chineseCounting", "chineseCountingThousand", "japaneseCounting"), _chinese),
    **dict.fromkeys(("taiwaneseCounting", "taiwaneseCountingThousand", "koreanCounting"), _chinese),
    **dict.fromkeys(
        ("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"), _counting(_LEGAL, "拾佰仟")
    ),
    **dict.fromkeys(
        ("ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand"),
        lambda number: "".join(_DIGITS[int(digit)] for digit in str(number)),
    ),
    "ideographTraditional": lambda number: _STEMS[number - 1] if number <= len(_STEMS) else "",
    "ideographZodiac": lambda number: _BRANCHES[number - 1] if number <= len(_BRANCHES) else "",
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": _from(0x2474, 20),
    "decimalEnclosedFullstop": _from(0x2488, 20),
    "ideographEnclosedCircle": _from(0x3280, 10),
    "decimalFullWidth": lambda number: str(number).translate({48 + digit: 0xFF10 + digit for digit in range(10)}),
    "decimalZero": lambda number: f"{number:02d}",
    "numberInDash": lambda number: f"- {number} -",
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": _letter,
    "lowerLetter": lambda number: _letter(number).lower(),
}
