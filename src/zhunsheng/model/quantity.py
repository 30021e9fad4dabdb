"""A target quantity: operator, number and measuring unit, parsed from the cell and printed back without loss."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from zhunsheng.model.spelling import half_width

OPERATORS = (">=", "<=", ">", "<", "=", "!=", "between")
"""Every operator a target may carry."""

SYMBOLS = {">=": "≥", "<=": "≤", ">": "＞", "<": "＜", "=": "=", "!=": "≠"}
"""How each operator prints on an official form."""

PERCENT_UNITS = frozenset({"%", "百分比", "百分之", "个百分点"})
"""Units that say the number is out of a hundred; ``个百分点`` is a difference of two such numbers."""

_SPELLINGS = (
    ("≥", ">="), ("≧", ">="), ("⩾", ">="), ("〉=", ">="), (">=", ">="), ("=>", ">="), ("大于等于", ">="), ("大于或等于", ">="),
    ("不少于", ">="), ("不低于", ">="), ("不小于", ">="), ("至少", ">="),
    ("≤", "<="), ("≦", "<="), ("⩽", "<="), ("〈=", "<="), ("<=", "<="), ("=<", "<="), ("小于等于", "<="), ("小于或等于", "<="),
    ("不超过", "<="), ("不超", "<="), ("不高于", "<="), ("不多于", "<="), ("不大于", "<="), ("至多", "<="),
    ("≠", "!="), ("!=", "!="), ("不等于", "!="),
    (">", ">"), ("〉", ">"), ("大于", ">"), ("超过", ">"), ("高于", ">"), ("<", "<"), ("〈", "<"), ("小于", "<"), ("低于", "<"), ("少于", "<"),
    ("=", "="), ("═", "="), ("等于", "="),
)  # fmt: skip
_SUFFIXES = (
    ("及以上", ">="),
    ("或以上", ">="),
    ("以上", ">="),
    ("及以下", "<="),
    ("或以下", "<="),
    ("以下", "<="),
    ("以内", "<="),
    ("之内", "<="),
)

_OPERATOR = re.compile("|".join(re.escape(word) for word, _ in sorted(_SPELLINGS, key=lambda p: -len(p[0]))))
_MEANING = dict(_SPELLINGS)
_NUMBER = r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_PLAIN = re.compile(rf"({_NUMBER})(.*)", re.S)
_RANGE = re.compile(rf"({_NUMBER})([^\d\-—－–~～至到]*)(?:-|—|－|–|~|～|至|到)({_NUMBER})(.*)", re.S)
_NOTE = re.compile(r"^(.*?)\s*[（(]([^（()）]*)[）)]$", re.S)
_DATE = re.compile(
    r"\d{4}年(?!/)|\d{1,2}月(?!/)|(?:19|20)\d{2}[-./](?:0?[1-9]|1[0-2])(?:[-./至到]|$)|\d{1,2}日前|\d{4}[-/]\d{1,2}[-/]\d{1,2}"
)
_DATE_AFTER_OPERATOR = re.compile(r"\d{4}年\d|\d{1,2}月(?:底|初|中|末|份|\d)|\d{4}[-./]\d{1,2}[-./]\d")
_PER_CENT_WORD = re.compile(rf"^百分之({_NUMBER})$")
_LEVELS = re.compile(r"[、/；;，,]|\s+")


@dataclass(frozen=True, slots=True)
class Quantity:
    """What an indicator promises. ``text`` is the cell as it stands; everything else is derived from it.

    ``operator`` is one of :data:`OPERATORS` or ``None`` where the document gives none; ``value`` and ``upper`` (only
    for ``between``) are digits as printed; ``unit`` is the words behind them; ``note`` what stands in a trailing
    bracket. A qualitative target, a date or a sentence has no ``value``.
    """

    text: str
    operator: str | None = None
    value: str | None = None
    unit: str | None = None
    upper: str | None = None
    note: str | None = None

    @property
    def number(self) -> Decimal | None:
        """The value (for ``between``: the lower end) exactly, in the printed unit."""
        return None if self.value is None else Decimal(self.value)

    @property
    def upper_number(self) -> Decimal | None:
        """The upper end of a range exactly, in the printed unit."""
        return None if self.upper is None else Decimal(self.upper)

    @property
    def is_quantitative(self) -> bool:
        """True when the target states a number."""
        return self.value is not None

    @property
    def is_percentage(self) -> bool:
        """True when the number is out of a hundred."""
        return self.unit in PERCENT_UNITS

    @property
    def levels(self) -> tuple[str, ...]:
        """The grades of a qualitative target (``优、良、中、差``); empty unless there are at least two short ones."""
        if self.value is not None:
            return ()
        parts = tuple(part for part in _LEVELS.split(self.text) if part)
        return parts if len(parts) > 1 and all(len(part) <= 8 for part in parts) else ()


def quantity(text: str | None) -> Quantity | None:
    """The quantity of a cell: ``None`` for a blank one. Never fails: what is no number keeps only its text."""
    return parse_quantity(text) if text else None


@lru_cache(maxsize=8192)
def parse_quantity(text: str) -> Quantity:
    """Take a target cell apart (``"≥95百分比"`` → ``>=``, ``95``, ``百分比``) without losing a character of it."""
    plain = half_width(text).strip()
    if _DATE.match(plain):
        return Quantity(text)
    note = None
    bracket = _NOTE.match(plain)
    if bracket and bracket.group(1):
        plain, note = bracket.group(1), bracket.group(2) or None
    operator, rest = _leading_operator(plain)
    worded = _PER_CENT_WORD.match(rest)
    if worded:
        return Quantity(text, operator, _digits(worded.group(1)), "%", None, note)
    if operator is None:
        span = _RANGE.match(rest)
        if span:
            low, first_unit, high, unit = span.groups()
            unit = unit.strip() or first_unit.strip()
            if not first_unit.strip() or first_unit.strip() == unit:
                return Quantity(text, "between", _digits(low), unit or None, _digits(high), note)
    found = _PLAIN.match(rest)
    if not found:
        return Quantity(text, note=note) if operator is None else Quantity(text)
    digits, unit = found.group(1), found.group(2).strip()
    if operator is None:
        unit, operator = _trailing_operator(unit)
    if len(unit) > 12 or _DATE_AFTER_OPERATOR.match(rest):
        return Quantity(text)
    return Quantity(text, operator, _digits(digits), unit or None, None, note)


def print_quantity(operator: str | None, value: str | None, unit: str | None, upper: str | None = None) -> str:
    """The official spelling of a quantity: ``(">=", "95", "百分比")`` → ``"≥95百分比"``."""
    if value is None:
        return ""
    if operator == "between":
        return f"{value}-{upper}{unit or ''}"
    return f"{SYMBOLS.get(operator or '', '')}{value}{unit or ''}"


def _digits(text: str) -> str:
    return text.replace(",", "")


def _leading_operator(text: str) -> tuple[str | None, str]:
    found = _OPERATOR.match(text)
    if not found:
        return None, text
    return _MEANING[found.group()], text[found.end() :].strip()


def _trailing_operator(unit: str) -> tuple[str, str | None]:
    for word, operator in _SUFFIXES:
        if unit.endswith(word):
            return unit[: -len(word)].strip(), operator
    return unit, None
