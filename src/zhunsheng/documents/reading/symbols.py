"""Characters that Word stores by their place in a symbol font, as the characters that a reader of the page sees."""

from __future__ import annotations

import re

_SYMBOL = {
    0xA3: "≤",
    0xA5: "∞",
    0xB0: "°",
    0xB1: "±",
    0xB2: "″",
    0xB3: "≥",
    0xB4: "×",
    0xB7: "•",
    0xB8: "÷",
    0xB9: "≠",
    0xBA: "≡",
    0xBB: "≈",
    0xA2: "′",
    0xAC: "←",
    0xAD: "↑",
    0xAE: "→",
    0xAF: "↓",
    0xD6: "√",
    0xE5: "∑",
}
_WINGDINGS = {
    0x6C: "●",
    0x6D: "○",
    0x6E: "■",
    0x6F: "□",
    0x71: "□",
    0x72: "□",
    0x75: "◆",
    0xA1: "○",
    0xA7: "■",
    0xA8: "□",
    0xAB: "★",
    0xD8: "➢",
    0xDF: "←",
    0xE0: "→",
    0xE1: "↑",
    0xE2: "↓",
    0xFB: "✗",
    0xFC: "√",
    0xFD: "☒",
    0xFE: "☑",
}
_WINGDINGS_2 = {0x4F: "✗", 0x50: "√", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "□", 0x98: "●", 0x99: "○"}
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2}

PRIVATE = re.compile("[\uf020-\uf0ff]")
"""Where text itself, not a mark for a symbol, holds characters of a symbol font."""
UNKNOWN = "\ufffd"
"""Stands for a character that only its font could show; a reader that prints it adds a problem."""


def symbol(font: str, code: int) -> str:
    """What the character ``code`` of the font looks like; :data:`UNKNOWN` where that cannot be said.

    Symbol fonts put their characters at 0x20–0xFF, or at the same place from 0xF000 on; in other fonts the code is
    Unicode already.
    """
    private = 0xF000 <= code <= 0xF0FF
    place = code - 0xF000 if private else code
    table = _FONTS.get(font.strip().lower())
    if table is not None and place <= 0xFF:
        found = table.get(place)
        if found is not None:
            return found
        # The Symbol font keeps ASCII digits and signs where they are; Wingdings keeps none.
        return chr(place) if table is _SYMBOL and 0x20 <= place < 0x40 else UNKNOWN
    if private or not 0x20 <= code <= 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return UNKNOWN
    return chr(code)


def is_symbol_font(font: str) -> bool:
    """True for the fonts whose characters this table knows."""
    return font.strip().lower() in _FONTS


def symbols_in(text: str, font: str) -> str:
    """``text`` in ``font`` with each character of a symbol font as what it looks like."""
    return PRIVATE.sub(lambda match: symbol(font, ord(match[0])), text)
