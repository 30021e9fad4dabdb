"""A number as a document prints it: its text for people, its exact value for arithmetic."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from zhunsheng.model.spelling import half_width

_NUMBER = re.compile(r"^[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?$")
_UNIT = re.compile(r"(亿元|万元|百万元|千元|元|亿|万|%|百分比|百分点)$")

YUAN_PER = {
    "元": Decimal(1),
    "千元": Decimal(1000),
    "万元": Decimal(10_000),
    "百万元": Decimal(1_000_000),
    "亿元": Decimal(10**8),
}
"""How many 元 one printed money unit is."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a cell. ``text`` is the cell as it stands; a blank cell is ``None``, not a figure.

    ``digits`` holds the digits as printed without thousands separators and without a unit, or ``None`` when the text is
    not a number; ``unit`` is the unit written behind the digits, if any.
    """

    text: str

    @property
    def digits(self) -> str | None:
        """The digits as printed (``"6.00"``), or ``None`` when the text is no number."""
        return _split(self.text)[0]

    @property
    def unit(self) -> str | None:
        """The unit written behind the digits in the same cell, or ``None``."""
        return _split(self.text)[1]

    @property
    def value(self) -> Decimal | None:
        """The number exactly, or ``None`` when the text is no number."""
        digits = self.digits
        return None if digits is None else Decimal(digits)


def figure(text: str | None) -> Figure | None:
    """The figure of a cell: ``None`` for a blank one."""
    return Figure(text) if text else None


@lru_cache(maxsize=4096)
def _split(text: str) -> tuple[str | None, str | None]:
    """Digits and unit of a printed number; digits are ``None`` when the text is no number."""
    plain = half_width(text).replace(" ", "")
    unit = None
    found = _UNIT.search(plain)
    if found:
        unit = found.group(1)
        plain = plain[: found.start()]
    if not _NUMBER.match(plain):
        return None, None
    return plain.replace(",", ""), unit
