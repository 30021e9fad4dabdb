"""Spellings that mean the same: full-width letters, digits and signs beside half-width ones."""

from __future__ import annotations

import re

_HALF = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {"\u3000": " ", "\u00a0": " "}
_FULL = re.compile("[\uff01-\uff5e\u3000\u00a0]")


def half_width(text: str) -> str:
    """The text with full-width ASCII as half-width; every other character (㎡, ℃, ≥) stays as printed."""
    # A search for the few wide characters costs a third of str.translate, which looks every character up.
    return text if text.isascii() else _FULL.sub(_half, text)


def _half(found: re.Match[str]) -> str:
    return _HALF[found.group()]
