"""Characters that PDF programs write in place of the ones that were typed."""

from __future__ import annotations

import unicodedata

_PAIRS = "⺝月⺟母⺠民⺫目⺬示⺼肉⻁虎⻄西⻅见⻆角⻉贝⻋车⻑長⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻥鱼⻦鸟⻧卤⻨麦⻩黄⻬齐⻮齿⻰龙⻳龟"
_RADICALS = str.maketrans(_PAIRS[::2], _PAIRS[1::2])
"""Radicals that compatibility decomposition leaves alone though they are whole characters."""


def plain_character(text: str) -> str:
    """``text`` of one glyph as it was typed.

    Fonts draw a character and the radical of the same shape with one glyph, and some programs note the radical's code
    (``⼀`` for ``一``, ``⺠`` for ``民``). Control characters and soft hyphens become blanks or nothing. Everything else
    stays exactly as it is, full-width marks and signs included.
    """
    if text.isascii() and text.isprintable():
        return text
    out = []
    for char in text:
        if "\u2f00" <= char <= "\u2fd5":
            char = unicodedata.normalize("NFKC", char)
        elif "\u2e80" <= char <= "\u2ef3":
            char = unicodedata.normalize("NFKC", char).translate(_RADICALS)
        elif unicodedata.category(char) == "Cc":
            char = " "
        elif char in "\u00ad\ufeff\u200b":
            char = ""
        out.append(char)
    return "".join(out)
