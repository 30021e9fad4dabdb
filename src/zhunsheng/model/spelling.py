"""Spellings that mean the same: full-width letters, digits and signs beside half-width ones."""

from __future__ import annotations

import re
from functools import lru_cache

_HALF = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {"\u3000": " ", "\u00a0": " "}
_FULL = re.compile("[\uff01-\uff5e\u3000\u00a0]")


_LONG = 4000
"""Longer texts are pages rather than cells: nobody asks for them again, so they are not kept."""


def half_width(text: str) -> str:
    """The text with full-width ASCII as half-width; every other character (㎡, ℃, ≥) stays as printed."""
    return text if text.isascii() else _half_width(text) if len(text) < _LONG else _half_width.__wrapped__(text)


@lru_cache(maxsize=8192)
def _half_width(text: str) -> str:
    # A text holds few kinds of wide characters: to replace each kind is faster than to look every character up.
    for wide in set(_FULL.findall(text)):
        text = text.replace(wide, _HALF[wide])
    return text
