"""Measuring units: what can be added and compared, what becomes of them when multiplied, how a number changes from one to another.

A unit is a product of dimensions with a size in the dimension's own unit: ``万元`` is 10000 × 元, ``元/度`` is 元 per 度. Three
kinds of number have no dimension and still differ: a *share* (占比, shown in %), a *plain* number (a multiple) and a *count of
records*, which fits every word that counts things (次, 个, 家, 人 …).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache

from zhunsheng.model.figure import YUAN_PER
from zhunsheng.model.quantity import PERCENT_UNITS
from zhunsheng.model.spelling import half_width

SHARE = "比率"
THINGS = "个数"
MINUTES = "时间"
"""Dimensions that the language itself knows of."""

_PREFIX = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "十万": 100_000, "百万": 10**6, "千万": 10**7, "亿": 10**8}
_COUNTING_WORDS = (
    "个 家 户 次 起 项 篇 条 件 处 盏 基 套 台 辆 块 面 根 棵 株 份 场 期 批 宗 例 座 栋 间 部 本 册 张 只 头 组 班 所 村 笔 "
    "人 名 位 人次 车次 人天 对 支 门 颗 眼 口 扇 幅 版 段 片 类 种"
)
_COUNTED = tuple(_COUNTING_WORDS.split())
_SIZES: dict[str, dict[str, int | Fraction]] = {
    "元": {name: Fraction(yuan) for name, yuan in YUAN_PER.items()},
    SHARE: {**dict.fromkeys(PERCENT_UNITS, Fraction(1, 100)), "个百分点": Fraction(1, 100), "百分点": Fraction(1, 100),
            "‰": Fraction(1, 1000), "千分之": Fraction(1, 1000), "倍": 1, "成": Fraction(1, 10)},
    MINUTES: {"分钟": 1, "小时": 60, "时": 60, "天": 1440, "日": 1440, "日历日": 1440, "周": 10_080, "星期": 10_080},
    "工作日": {"工作日": 1, "个工作日": 1},
    "月": {"个月": 1, "月": 1, "季度": 3, "季": 3, "个季度": 3, "半年": 6, "年": 12},
    "米": {"毫米": Fraction(1, 1000), "厘米": Fraction(1, 100), "米": 1, "m": 1, "延米": 1, "延长米": 1, "公里": 1000, "千米": 1000, "km": 1000},
    "平方米": {"平方米": 1, "平方": 1, "平米": 1, "㎡": 1, "m²": 1, "m2": 1, "亩": Fraction(2000, 3), "公顷": 10_000, "平方公里": 10**6},
    "立方米": {"升": Fraction(1, 1000), "立方米": 1, "立方": 1, "方": 1, "m³": 1, "m3": 1, "㎥": 1},
    "千克": {"克": Fraction(1, 1000), "公斤": 1, "千克": 1, "kg": 1, "吨": 1000},
    "度": {"度": 1, "千瓦时": 1, "kwh": 1},
    "℃": {"℃": 1, "摄氏度": 1, "°c": 1},
    "人": {"人": 1, "名": 1, "位": 1},
}  # fmt: skip
"""Dimension → what measures it and how large each is in the dimension's own unit."""
MEASURED = frozenset(_SIZES) - {"人"}
"""The dimensions that are measured and not counted: 元, 平方米, 度, ℃ …"""
_KNOWN: dict[str, tuple[str, Fraction]] = {unit: (unit, Fraction(1)) for unit in _COUNTED} | {
    unit: (dimension, Fraction(size)) for dimension, sizes in _SIZES.items() for unit, size in sizes.items()
}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: its ``dimensions`` (name, exponent), its ``size`` in them, and how it is printed. Equal when they measure the same."""

    dimensions: tuple[tuple[str, int], ...]
    size: Fraction = Fraction(1)
    text: str = field(default="", compare=False)

    @property
    def is_plain(self) -> bool:
        """True for a bare multiple."""
        return not self.dimensions

    @property
    def is_share(self) -> bool:
        """True for a share (shown in %)."""
        return self.dimensions == ((SHARE, 1),)

    @property
    def counts(self) -> bool:
        """True when it counts things: records or 个, 次, 家, 人 …"""
        return len(self.dimensions) == 1 and self.dimensions[0][1] == 1 and self.dimensions[0][0] in _THINGS

    @property
    def is_duration(self) -> bool:
        """True for minutes, hours, days, weeks."""
        return self.dimensions == ((MINUTES, 1),)

    def __str__(self) -> str:
        return self.text


_THINGS = frozenset({THINGS, *_COUNTED})
PLAIN = Unit(())
PERCENT = Unit(((SHARE, 1),), Fraction(1, 100), "%")
RECORDS = Unit(((THINGS, 1),), Fraction(1), "")
"""A count of records. It has no word of its own: it is said in the unit of whatever it is held against (次, 家, 人 …)."""
YUAN = Unit((("元", 1),), Fraction(1), "元")
DAYS = Unit(((MINUTES, 1),), Fraction(1440), "天")
MINUTE = Unit(((MINUTES, 1),), Fraction(1), "分钟")


@lru_cache(maxsize=4096)
def unit_of(text: str | None) -> Unit:
    """The unit of a text: ``"万元"``, ``"元/度"``, ``"%"``; blank is a plain number, an unknown word a dimension of its own.

    ``个`` counts anything, like a count of records.
    """
    plain = "".join(half_width(text).split()) if text else ""
    if not plain:
        return PLAIN
    if "/" in plain:
        above, _, below = plain.partition("/")
        return over(unit_of(above), unit_of(below), plain)
    if plain == "个":
        return Unit(((THINGS, 1),), Fraction(1), "个")
    dimension, size = _measure(plain)
    return Unit(((dimension, 1),) if dimension else (), size, plain)


def _measure(unit: str) -> tuple[str, Fraction]:
    known = _KNOWN.get(unit) or _KNOWN.get(unit.lower())
    if known:
        return known
    for prefix in sorted(_PREFIX, key=len, reverse=True):
        rest = unit.removeprefix(prefix)
        if rest != unit:
            dimension, size = _measure(rest) if rest else ("", Fraction(1))
            return (THINGS if rest == "个" else dimension), size * _PREFIX[prefix]
    return unit, Fraction(1)


def together(one: Unit, other: Unit) -> Unit | None:
    """The unit in which two can be added or compared; ``None`` when they measure different things.

    A count of records fits every counting word, and a plain number fits a count: ``计数(巡查) ≥ 5``.
    """
    if one.dimensions == other.dimensions:
        return one
    if one.counts and (other.is_plain or other.dimensions == RECORDS.dimensions):
        return one
    if other.counts and (one.is_plain or one.dimensions == RECORDS.dimensions):
        return other
    return None


def times(one: Unit, other: Unit) -> Unit:
    """The unit of a product. A share takes a part and a plain number a multiple: the other's unit stays."""
    if one.is_plain or one.is_share:
        return one if one.is_share and other.is_plain else other
    if other.is_plain or other.is_share:
        return one
    return _product(one, other, 1, f"{_word(one)}·{_word(other)}")


def over(one: Unit, other: Unit, text: str = "") -> Unit:
    """The unit of a quotient. Like by like is a share; ``元`` by ``度`` is ``元/度``."""
    if other.is_plain:
        return one
    if one.is_plain and other.is_share:
        return PLAIN
    if other.is_share:
        return one
    if not one.is_plain and together(one, other) is not None:
        return PERCENT
    return _product(one, other, -1, text or f"{_word(one)}/{_word(other)}")


def _product(one: Unit, other: Unit, sign: int, text: str) -> Unit:
    powers = dict(one.dimensions)
    for dimension, power in other.dimensions:
        powers[dimension] = powers.get(dimension, 0) + sign * power
    left = tuple(sorted((dimension, power) for dimension, power in powers.items() if power))
    if len(left) == len(one.dimensions) + len(other.dimensions):
        return Unit(left, one.size * other.size**sign, text)
    return Unit(left, Fraction(1), _in_base_units(left))  # something cancelled: 元/度 × 度 is 元


def _in_base_units(dimensions: tuple[tuple[str, int], ...]) -> str:
    names = {MINUTES: "分钟", THINGS: "条"}
    above, below = (
        "·".join(
            names.get(name, name) + (str(abs(power)) if abs(power) > 1 else "")
            for name, power in dimensions
            if power * sign > 0
        )
        for sign in (1, -1)
    )
    return f"{above}/{below}" if below else above


def _word(unit: Unit) -> str:
    return unit.text or ("条" if unit.counts else "")


def convert(value: Fraction, unit: Unit, into: Unit) -> Fraction | None:
    """A number in one unit as a number in another; ``None`` when the two measure different things."""
    if together(unit, into) is None:
        return None
    return value * unit.size / into.size


def name_of(unit: Unit) -> str:
    """A unit for a person."""
    if unit.is_plain:
        return "没有单位"
    return "比率" if unit.is_share else f"单位是{unit.text}" if unit.text else "条数"
