"""How text that a program has broken into lines is put together again.

Chinese is written without blanks, so a line end between two Chinese characters means nothing; between two Latin words
it stands for the blank that was there.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_QUOTES = "“”‘’…—·"
"""Marks of Chinese text that Unicode calls neither wide nor narrow."""
_SPACE = re.compile(r"[ \t\r\n\f]+")


@lru_cache(maxsize=8192)
def is_wide(char: str) -> bool:
    """True for a character that stands in Chinese text without blanks around it: Han, full-width marks, ``“”…—``."""
    return unicodedata.east_asian_width(char) in "WF" or char in _QUOTES


def squeeze(text: str, line_end_is_blank: bool = False) -> str:
    """Text of a web page as it is shown: white space becomes one blank, a line end inside Chinese text nothing.

    ``line_end_is_blank`` is for programs that break their source only where a blank stood. Non-breaking and full-width
    blanks are characters and stay.
    """

    def shown(match: re.Match[str]) -> str:
        start, end = match.span()
        broken = "\n" in match[0] and not line_end_is_blank
        if broken and start and end < len(text) and is_wide(text[start - 1]) and is_wide(text[end]):
            return ""
        return " "

    return _SPACE.sub(shown, text)
