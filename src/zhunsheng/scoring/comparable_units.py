"""When a value can be held against a target in another unit: ``元`` against ``万元``, ``小时`` against ``天``; never silently.

Source: the legal units of measurement; counted things one to one is this system's reading, and is said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from zhunsheng.formula.units import MEASURED, convert, unit_of
from zhunsheng.model.spelling import half_width

HEADS = frozenset({"人", "名", "位", "家", "户", "份"})
"""Units in which a survey counts those it asks."""

COUNTED = "个"
"""The unit in which a count of records is told where the target counts in none."""
_BARE_SCALE = {"千": 1000, "万": 10_000, "百万": 10**6, "亿": 10**8}
_PERIOD = re.compile(r"(?:[/每](?:个)?(?:年|月|日|天|周|季度?|班)|[(（].*[)）])$")


@dataclass(frozen=True, slots=True)
class Conversion:
    """How a value becomes one in the target's unit: multiply by ``factor``; ``note`` says what was taken for granted."""

    factor: Fraction
    note: str = ""


@lru_cache(maxsize=4096)
def conversion(unit: str | None, into: str | None) -> Conversion | None:
    """How a value in ``unit`` becomes one in ``into``; ``None`` where the two cannot be compared.

    A blank unit on either side means the other's, and a period (``次/月``) is left aside.
    """
    have, want = _plain(unit), _plain(into)
    if not have or not want or have == want:
        return Conversion(Fraction(1))
    if want in _BARE_SCALE:  # «≥3万»: the thing itself is not written
        whole = have if have.startswith(want) else f"{want}{have}"
        share = Fraction(1) if have.startswith(want) else Fraction(1, _BARE_SCALE[want])
        return Conversion(share, f"指标值的单位只写了“{into}”，按“{whole}”比较")
    have, want = _anything(have), _anything(want)
    factor = convert(Fraction(1), unit_of(have), unit_of(want))
    if factor is None:
        return None
    one_to_one = unit_of(have).counts and factor == 1
    return Conversion(factor, f"完成值以“{unit}”计、指标值以“{into}”计，按一对一比较" if one_to_one else "")


@lru_cache(maxsize=4096)
def may_count(unit: str | None) -> bool:
    """True where a count of records may simply be said in ``unit``: 次, 家, 盏, an unknown word or none; not %, 元, 天, 平方米 or 万次."""
    plain = _plain(unit)
    if not plain:
        return True
    found = unit_of(plain)
    return found.size == 1 and (found.counts or (found.dimensions == ((plain, 1),) and plain not in MEASURED))


def is_heads(unit: str | None) -> bool:
    """True for a unit that counts those who are asked: ``人``, ``家``, ``户``."""
    return _plain(unit) in HEADS


def _anything(unit: str) -> str:
    """A count of records is printed in ``条`` and counts anything, like ``个``."""
    return "个" if unit == "条" else unit


def _plain(unit: str | None) -> str:
    text = "".join(half_width(unit).split()) if unit else ""
    return _PERIOD.sub("", text) or text
