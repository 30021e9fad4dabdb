"""Measuring units that can be compared: ``万元`` with ``元``, ``小时`` with ``天``, ``度`` with ``千瓦时``; never silently others."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from zhunsheng.model.figure import YUAN_PER
from zhunsheng.model.quantity import PERCENT_UNITS
from zhunsheng.model.spelling import half_width

HEADS = frozenset({"人", "名", "位", "家", "户", "份"})
"""Units in which a survey counts those it asks."""

_SCALE = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "十万": 100_000, "百万": 10**6, "千万": 10**7, "亿": 10**8}
_FAMILIES: dict[str, dict[str, Fraction | int]] = {
    "money": {name: Fraction(yuan) for name, yuan in YUAN_PER.items()},
    "share": {**dict.fromkeys((*PERCENT_UNITS, "百分点"), 1), "‰": Fraction(1, 10), "千分之": Fraction(1, 10)},
    "time": {"分钟": 1, "分": 1, "小时": 60, "时": 60, "天": 1440, "日": 1440, "日历日": 1440, "周": 10_080, "星期": 10_080},
    "working days": {"工作日": 1, "个工作日": 1},
    "months": {"个月": 1, "月": 1, "季度": 3, "季": 3, "年": 12},
    "length": {"毫米": 1, "厘米": 10, "米": 1000, "m": 1000, "延米": 1000, "延长米": 1000, "公里": 10**6, "千米": 10**6, "km": 10**6},
    "area": {"平方米": 1, "平方": 1, "平米": 1, "㎡": 1, "m²": 1, "m2": 1, "亩": Fraction(2000, 3), "公顷": 10_000, "平方公里": 10**6},
    "volume": {"升": 1, "立方米": 1000, "立方": 1000, "方": 1000, "m³": 1000, "m3": 1000},
    "mass": {"克": 1, "公斤": 1000, "千克": 1000, "kg": 1000, "吨": 10**6},
    "energy": {"度": 1, "千瓦时": 1, "kwh": 1},
    "temperature": {"摄氏度": 1, "℃": 1},
    "people": {"人": 1, "名": 1, "位": 1},
    "visits": {"人次": 1},
    "things": dict.fromkeys(
        (
            *("个", "家", "户", "次", "起", "项", "篇", "条", "件", "处", "盏", "基", "套", "台", "辆", "块", "面", "根", "棵", "株"),
            *("份", "场", "期", "批", "宗", "例", "座", "栋", "间", "部", "本", "册", "张", "只", "头", "组", "班", "所", "村", "笔"),
        ),
        1,
    ),
}  # fmt: skip
_KNOWN = {unit: (family, Fraction(size)) for family, units in _FAMILIES.items() for unit, size in units.items()}
_PERIOD = re.compile(r"(?:[/每](?:个)?(?:年|月|日|天|周|季度?|班)|[(（].*[)）])$")


@dataclass(frozen=True, slots=True)
class Conversion:
    """How a value becomes one in the target's unit: multiply by ``factor``; ``note`` says what was taken for granted."""

    factor: Fraction
    note: str = ""


@lru_cache(maxsize=4096)
def conversion(unit: str | None, into: str | None) -> Conversion | None:
    """How a value in ``unit`` becomes one in ``into``; ``None`` where the two cannot be compared.

    A blank unit on either side means the other's. Counters of things (个, 家, 次, 篇 …) compare one to one, with a note.
    """
    have, want = _plain(unit), _plain(into)
    if not have or not want or have == want:
        return Conversion(Fraction(1))
    if want in _SCALE:  # «≥3万»: the thing itself is not written
        if have.startswith(want):
            return Conversion(Fraction(1), f"指标值的单位只写了“{into}”，按“{unit}”比较")
        return Conversion(Fraction(1, _SCALE[want]), f"指标值的单位只写了“{into}”，按“{want}{unit}”比较")
    (family, size), (other, whole) = _measure(have), _measure(want)
    if family != other:
        return None
    note = f"完成值以“{unit}”计、指标值以“{into}”计，按一对一比较" if family == "things" and size == whole else ""
    return Conversion(size / whole, note)


def is_heads(unit: str | None) -> bool:
    """True for a unit that counts those who are asked: ``人``, ``家``, ``户``."""
    return _plain(unit) in HEADS


def _plain(unit: str | None) -> str:
    text = "".join(half_width(unit).split()).lower() if unit else ""
    return _PERIOD.sub("", text) or text


def _measure(unit: str) -> tuple[str, Fraction]:
    """The family of a unit and its size in it; an unknown unit is a family of its own."""
    if unit in _KNOWN:
        return _KNOWN[unit]
    for prefix in sorted(_SCALE, key=len, reverse=True):
        rest = unit.removeprefix(prefix)
        if rest and rest != unit:
            family, size = _measure(rest)
            return family, size * _SCALE[prefix]
    return unit, Fraction(1)
