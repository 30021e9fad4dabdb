"""Spellings that mean the same: full-width letters, digits and signs beside half-width ones."""

from __future__ import annotations

_HALF = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20}


def half_width(text: str) -> str:
    """The text with full-width ASCII as half-width; every other character (㎡, ℃, ≥) stays as printed."""
    return text if text.isascii() else text.translate(_HALF)
