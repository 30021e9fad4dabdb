"""Numbered statements: goals and safeguards as documents list them (``1、…``, ``（一）…``)."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MARK = r"(?:[(（]?[一二三四五六七八九十]{1,3}[)）][、.．]?|[一二三四五六七八九十]{1,3}[、.．]|[(（]\d{1,2}[)）]|\d{1,2}[)）、]|\d{1,2}[.．](?!\d)|目标\d{1,2}[:：]|[①-⑳])"
_LEADING = re.compile(rf"^\s*({_MARK})\s*")
_INSIDE = re.compile(
    r"(?<=[。；;！!])\s*(?=(?:\d{1,2}(?:、|[.．](?!\d))|[(（]\d{1,2}[)）]|[(（][一二三四五六七八九十]{1,3}[)）]|[①-⑳]))"
)
_NUMBER = re.compile(r"[一二三四五六七八九十]+|\d+|[①-⑳]")


@dataclass(frozen=True, slots=True)
class Numbered:
    """One statement of a list: ``no`` as printed without its marks (``"一"``, ``"1"``), ``None`` when it has none."""

    no: str | None
    text: str


def numbered_items(text: str | None) -> tuple[Numbered, ...]:
    """The numbered statements of a text block; unnumbered lines join the statement before them.

    Lines before the first number are an introduction and no item; a block without any number is one item a line.
    """
    if not text:
        return ()
    lines = [piece for line in text.split("\n") for piece in _INSIDE.split(line) if piece]
    items: list[Numbered] = []
    for line in lines:
        found = _LEADING.match(line)
        if found:
            number = _NUMBER.search(found.group(1))
            items.append(Numbered(number.group() if number else None, line[found.end() :]))
        elif items:
            items[-1] = Numbered(items[-1].no, f"{items[-1].text}\n{line}")
    return tuple(items) if items else tuple(Numbered(None, line) for line in lines)
