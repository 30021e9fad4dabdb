"""Text from outside as records keep it: no invisible control characters, paragraphs stripped, of bearable length."""

from __future__ import annotations

import re
from typing import Any

from zhunsheng.documents.page import clean_text

MAX_CHARS = 20_000
"""The longest text of one cell."""
_BREAKS = str.maketrans({"\r": "\n", "\v": "\n", "\f": "\n", "\u2028": "\n", "\u2029": "\n", "\t": " "})
_UNWANTED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class BadText(ValueError):
    """The text cannot be kept; the message says why, in Chinese."""


def cell_text(value: Any) -> str | None:
    """The text of a cell as it is kept; ``None`` for a blank one. Raises :class:`BadText`."""
    if value is None:
        return None
    if not isinstance(value, str):
        raise BadText("格子的内容应为文字。")
    if len(value) > MAX_CHARS:
        raise BadText(f"这一格有{len(value)}字，超过{MAX_CHARS}字的上限，没有保存。请删短，或把附件放在别处。")
    return clean_text(plain(value)) or None


def plain(text: str) -> str:
    """The text without characters that no form prints and no database keeps; every line break as a line feed."""
    return _UNWANTED.sub("", text.replace("\r\n", "\n").translate(_BREAKS))


def one_line(value: Any, limit: int = 200) -> str:
    """Text of a one-line field: cleaned, without line breaks, cut at ``limit``; ``""`` for anything but text."""
    return clean_text(plain(value).replace("\n", " "))[:limit] if isinstance(value, str) else ""


def plain_json(value: Any) -> Any:
    """A JSON value whose every text (keys too) is :func:`plain`."""
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, dict):
        return {plain(str(key)): plain_json(item) for key, item in value.items()}
    return [plain_json(item) for item in value] if isinstance(value, (list, tuple)) else value
