"""Numbers as people write them (1,234.50, ３万元, 26.5㎡), read into exact numbers in the unit of their column."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from zhunsheng.ledger.gravity import Gravity
from zhunsheng.model.record import Column, ColumnType
from zhunsheng.model.spelling import half_width


@dataclass(frozen=True, slots=True)
class SpelledNumber:
    """What was understood, in the column's unit and scale: ``int`` for a count; ``None`` when nothing was."""

    value: int | Decimal | None
    sentence: str | None = None
    gravity: Gravity = Gravity.NOTE


_PLAIN = re.compile(r"[+-]?\d+(?:\.\d+)?")
_NUMBER = re.compile(r"(?:人民币|RMB|[¥￥])?\s*([+\-−－]?)\s*(\d[\d,]*(?:\.\d*)?|\.\d+)\s*(.*)", re.S)
_GROUPS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d*)?|\d+(?:\.\d*)?|\.\d+")
_TIMES = {"亿": 8, "万": 4, "千万": 7, "百万": 6, "千": 3, "百": 2}
_TIMES_FIRST = sorted(_TIMES, key=len, reverse=True)
_SAME = (
    ("元", "圆", "块", "块钱", "元整", "圆整", "元人民币"), ("平方米", "㎡", "m²", "m2", "平米", "平方"), ("立方米", "m³", "m3", "方", "立方", "立方米气", "Nm³"),
    ("摄氏度", "℃", "°c", "°C", "度"), ("度", "千瓦时", "kwh", "kw·h", "度电"), ("吨", "t"), ("人", "名", "位"), ("家", "户"), ("株", "棵"), ("天", "日"),
    ("次", "回", "趟"), ("分钟", "分", "min"), ("小时", "h", "个小时"), ("%", "百分比", "百分点"), ("公里", "千米", "km"), ("米", "m"), ("台", "部"),
    ("个", "处", "盏", "基", "根", "套", "项"), ("处", "个", "项"), ("件", "起"), ("起", "件", "次"), ("篇", "条", "幅", "个"), ("班", "班次", "天"), ("人次", "次"),
)  # fmt: skip
"""Words that say the same unit as the first of their row."""
_SCALED = {
    ("分钟", "小时"): Decimal(60), ("小时", "天"): Decimal(24), ("平方米", "公顷"): Decimal(10000), ("吨", "千克"): Decimal("0.001"), ("吨", "公斤"): Decimal("0.001"),
    ("元", "角"): Decimal("0.1"), ("元", "分"): Decimal("0.01"), ("米", "公里"): Decimal(1000),
}  # fmt: skip
_MOST_DIGITS = 15
"""Digits of a stored number, decimals included."""


def read_number(text: str, column: Column) -> SpelledNumber:
    """The number that a text says, in the column's unit; a unit that does not fit is refused, never dropped."""
    plain = half_width(text).strip()
    if _PLAIN.fullmatch(plain):
        return _fitted(Decimal(plain), text, column, None)
    found = _NUMBER.fullmatch(plain)
    if not found:
        return _refused(f"“{column.label}”要填数字，“{text.strip()}”不是。")
    sign, digits, unit = found.groups()
    if not _GROUPS.fullmatch(digits):
        return _refused(f"“{text.strip()}”里的逗号不在千位上，请核对是不是小数点。")
    number = Decimal(digits.replace(",", ""))
    factor = _factor(unit.strip(), column)
    if factor is None:
        if not column.unit:
            return _refused(f"“{column.label}”只填数字，“{text.strip()}”多了“{unit.strip()}”。")
        unit = re.sub(r"^[万亿千百]+", "", unit.strip()) or unit.strip()
        return _refused(f"“{text.strip()}”的单位是“{unit}”，“{column.label}”应以“{column.unit}”计。")
    number = (-number if sign and sign != "+" else number) * factor
    return _fitted(number, text, column, factor if factor != 1 else None)


def _factor(unit: str, column: Column) -> Decimal | None:
    """What to multiply by to come to the column's unit, or ``None`` for a unit that does not fit."""
    times = next((word for word in _TIMES_FIRST if unit.startswith(word)), "")
    rest = unit.removeprefix(times).strip()
    by = Decimal(10) ** _TIMES.get(times, 0)
    if not rest or rest == column.unit or _same(column.unit, rest):
        return by
    scaled = _SCALED.get((column.unit or "", rest))
    return None if scaled is None else by * scaled


def _same(unit: str | None, word: str) -> bool:
    return any(unit == row[0] and word.lower() in (other.lower() for other in row) for row in _SAME)


def _fitted(number: Decimal, text: str, column: Column, factor: Decimal | None) -> SpelledNumber:
    """The number at the column's scale and within its range."""
    words, unit = text.strip(), column.unit or ""
    most = _MOST_DIGITS - column.scale
    if number.adjusted() >= most:
        return _refused(f"“{words}”太大，整数最多{most}位。")
    if column.minimum is not None and number < column.minimum:
        return _refused(f"“{column.label}”不能小于{column.minimum}{unit}，填的是“{words}”。")
    if column.maximum is not None and number > column.maximum:
        return _refused(f"“{column.label}”不能大于{column.maximum}{unit}，填的是“{words}”。")
    if column.type is ColumnType.COUNT:
        if number != number.to_integral_value():
            return _refused(f"“{column.label}”是整数，“{words}”不是。")
        value: int | Decimal = int(number)
    else:
        value = number.quantize(Decimal(1).scaleb(-column.scale))
        if value.is_zero():
            value = abs(value)
        if value != number:
            return SpelledNumber(
                value, f"“{words}”的小数多于{column.scale}位，按{value:f}{unit}记，确定吗。", Gravity.ASK
            )
    return SpelledNumber(value, f"“{words}”按{value:f}{unit}记。" if factor is not None else None)


def _refused(sentence: str) -> SpelledNumber:
    return SpelledNumber(None, sentence, Gravity.REFUSE)
