"""Texts as typed become values of a column, or a sentence; values print as a text that reads back the same."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from zhunsheng.ledger.gravity import Gravity
from zhunsheng.ledger.spelled_day import SpelledDay, read_day, read_moment
from zhunsheng.ledger.spelled_number import SpelledNumber, read_number
from zhunsheng.model.record import NUMERIC, Column, ColumnType, Value
from zhunsheng.model.spelling import half_width

LONGEST_TEXT = 1000
"""How many characters a text column takes."""
_DAY = re.compile(r"(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(r"(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Typed:
    """What a text came to: the value (``None`` is blank or not understood) and, where something has to be said, a sentence."""

    value: Value = None
    sentence: str | None = None
    gravity: Gravity = Gravity.NOTE


_YES = frozenset({"是", "有", "对", "√", "✓", "☑", "到", "已到", "y", "yes", "true", "1", "t"})
_NO = frozenset({"否", "无", "没有", "不是", "×", "✗", "x", "未到", "n", "no", "false", "0", "f"})
_NOTHING = frozenset({"-", "--", "—", "——", "－", "/", "／", "无", "暂无", "未填", "n/a", "na", "null", "none"})
_LONGEST_NOTHING = max(map(len, _NOTHING))
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\ufeff\ud800-\udfff]")


def read_value(text: str, column: Column, today: date, *, month: bool = False) -> Typed:
    """The value of a typed text. ``month``: the column stands for a whole month. Never raises."""
    text = clean_text(text)
    if not text:
        return Typed()
    if column.type is ColumnType.TEXT:
        return _text(text, column)
    if column.type is ColumnType.CHOICE:
        return _choice(text, column)
    if column.type is ColumnType.BOOLEAN:
        return _yes_no(text, column)
    if len(text) <= _LONGEST_NOTHING and half_width(text).lower() in _NOTHING:
        return Typed(None, f"“{text}”按没有填记，不是0。")
    canonical = None if month else _canonical(text, column.type)
    if canonical is not None:
        return Typed(canonical)
    read: SpelledNumber | SpelledDay
    if column.type in NUMERIC:
        read = read_number(text, column)
    elif column.type is ColumnType.DATE:
        read = read_day(text, today, month=month)
    else:
        read = read_moment(text, today)
    return Typed(read.value, read.sentence, read.gravity)


def clean_text(text: str) -> str:
    """A text without blanks around it and without characters that no one can see or a database cannot hold."""
    return (text if text.isprintable() else _CONTROL.sub("", text)).strip()


def print_value(value: Value, column: Column) -> str:
    """The canonical text of a value: what :func:`read_value` reads back as the same value. Blank prints as nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:.{column.scale}f}"
    return str(value)


def _canonical(text: str, type_: ColumnType) -> date | datetime | None:
    """A day or moment in exactly the spelling that is printed: most cells of an import, read in one go."""
    is_day = type_ is ColumnType.DATE and _DAY.fullmatch(text)
    if not is_day and not (type_ is ColumnType.MOMENT and _MOMENT.fullmatch(text)):
        return None
    try:
        return date.fromisoformat(text) if is_day else datetime.fromisoformat(text)
    except ValueError:
        return None


def _text(text: str, column: Column) -> Typed:
    if len(text) > LONGEST_TEXT:
        return Typed(None, f"“{column.label}”最多{LONGEST_TEXT}字，现有{len(text)}字。", Gravity.REFUSE)
    return Typed(text)


def _choice(text: str, column: Column) -> Typed:
    wanted = _loose(text)
    for word in column.choices:
        if text == word or wanted == _loose(word):
            return Typed(word)
    if wanted in _NOTHING:
        return Typed(None, f"“{text}”按没有填记。")
    shown = text if len(text) <= 20 else f"{text[:20]}…"
    return Typed(None, f"“{shown}”不在“{column.label}”的选项里，请选：{'、'.join(column.choices)}。", Gravity.REFUSE)


def _yes_no(text: str, column: Column) -> Typed:
    word = _loose(text)
    if word in _YES or word in _NO:
        return Typed(word in _YES)
    if word in _NOTHING:
        return Typed(None, f"“{text}”按没有填记。")
    return Typed(None, f"“{column.label}”请填“是”或“否”，填的是“{text[:20]}”。", Gravity.REFUSE)


def _loose(text: str) -> str:
    return re.sub(r"\s+", "", half_width(text)).lower()
