"""How an indicator could be measured: the library's indicators that are most like it, by name, definition and unit."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from rapidfuzz import fuzz

from zhunsheng.formula.units import convert, unit_of
from zhunsheng.library.entries import LibraryIndicator, library
from zhunsheng.model.indicator import Indicator

_HEADS = {"人", "名", "位", "家", "户", "份"}
_SCALES = {"千", "万", "百万", "亿"}
_ENOUGH = 52
"""Likeness (0 to 100) below which nothing is suggested."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A library indicator with how like it is (0 to 100) and why it is suggested, in words."""

    entry: LibraryIndicator
    likeness: int
    why: str


def suggest(indicator: Indicator, most: int = 3) -> tuple[Suggestion, ...]:
    """The most alike first; nothing for an indicator without a name, or when nothing is alike."""
    name, description = indicator.level3 or "", indicator.description or ""
    if not name.strip():
        return ()
    found = [_likeness(entry, name, description, indicator) for entry in library()]
    good = sorted((one for one in found if one.likeness >= _ENOUGH), key=lambda one: -one.likeness)
    return tuple(good[:most])


def _likeness(entry: LibraryIndicator, name: str, description: str, indicator: Indicator) -> Suggestion:
    """Name first, then what the description says, then whether the unit could come out of the formula."""
    words = (entry.name, *entry.words)
    by_name = max(max(fuzz.ratio(name, word), 0.92 * fuzz.partial_ratio(name, word)) for word in words)
    by_words = max(fuzz.partial_ratio(word, description) for word in words) if description else 0
    by_definition = fuzz.token_set_ratio(entry.definition, description) if description else 0
    unit = indicator.target.unit if indicator.target else None
    fits = _fits(entry.unit, unit) if unit else None
    score = 0.62 * by_name + 0.24 * by_words + 0.14 * by_definition
    score += {True: 6, False: -22, None: 0}[fits]
    score += 4 if indicator.kind2 is entry.level2 else 0
    reasons = [f"名称像“{max(words, key=lambda word: fuzz.ratio(name, word))}”"]
    if by_words > 70:
        reasons.append("描述里说的也是这件事")
    if fits:
        reasons.append(f"单位对得上（{unit}）")
    return Suggestion(entry, min(100, max(0, round(score))), "，".join(reasons))


def _fits(unit: str, into: str) -> bool:
    """True when what the formula comes to can be printed in the indicator's unit; a bare 万 names no thing and fits all."""
    if into in _SCALES or {unit, into} <= _HEADS:
        return True
    return convert(Fraction(1), unit_of(unit), unit_of(into)) is not None
