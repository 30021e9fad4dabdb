"""Word's fields while a document is read: which text is a field's hidden instruction and which its visible result."""

from __future__ import annotations

import re
from typing import NamedTuple

_TC_LETTER = re.compile(r'\\f\s*"?([A-Za-z])')
_TC_LEVEL = re.compile(r'\\l\s*"?([1-9])')
MAX_DEPTH = 64
"""Fields nested deeper than any real document are not followed; their text stays in the document."""


MAX_CODE_PIECES = 1024
MAX_CODE_CHARS = 1024


class ContentsMark(NamedTuple):
    """What a ``TC`` field says of its paragraph: the contents list it is put on and its level there (from 1)."""

    letter: str
    level: int


def contents_mark(instruction: str) -> ContentsMark | None:
    """The mark that a ``TC`` instruction sets (list ``"C"``, level 1 unless it says so); ``None`` for other fields."""
    if field_name(instruction) != "TC":
        return None
    switches = instruction.rpartition('"')[2] if instruction.count('"') == 2 else instruction
    letters, levels = _TC_LETTER.findall(switches), _TC_LEVEL.findall(switches)
    return ContentsMark(letters[-1].upper() if letters else "C", int(levels[-1]) if levels else 1)


def field_name(instruction: str) -> str:
    """The first word of an instruction in capitals (``"TOC"``, ``"PAGEREF"``), ``""`` for a blank one."""
    words = instruction.split(None, 1)
    return words[0].upper() if words else ""


class Fields:
    """The fields open at one point of the text, innermost last.

    ``coding`` is true while text belongs to an instruction; ``in_contents`` while it is a line of a table of contents.
    """

    __slots__ = ("_open", "coding", "in_contents")

    def __init__(self) -> None:
        self._open: list[list[str] | str] = []
        self.coding = 0
        self.in_contents = 0

    def begin(self) -> None:
        """A field starts: what follows is its instruction."""
        if len(self._open) < MAX_DEPTH:
            self._open.append([])
            self.coding += 1

    def code(self, text: str) -> None:
        """Text of the innermost unfinished instruction; what goes beyond any real one is let fall."""
        for item in reversed(self._open):
            if isinstance(item, list):
                if len(item) < MAX_CODE_PIECES:
                    item.append(text[:MAX_CODE_CHARS])
                return

    def separate(self) -> str | None:
        """The instruction is complete and the result starts: the instruction, ``None`` where none was open."""
        if not self._open or isinstance(self._open[-1], str):
            return None
        return self._settle()

    def end(self) -> str | None:
        """The field ends: its instruction when it had no result and so completes now, else ``None``."""
        if not self._open:
            return None
        instruction = self._settle() if isinstance(self._open[-1], list) else None
        if self._open.pop() == "TOC":
            self.in_contents -= 1
        return instruction

    def abandon(self) -> bool:
        """Drops unfinished instructions (a field that never ends must not swallow the rest); true when there were any.

        Called at the edge of a cell or a table, over which no instruction reaches.
        """
        if not self.coding:
            return False
        self._open.clear()
        self.coding = self.in_contents = 0
        return True

    def _settle(self) -> str:
        parts = self._open[-1]
        instruction = "".join(parts)
        name = field_name(instruction)
        self._open[-1] = name
        self.coding -= 1
        if name == "TOC":
            self.in_contents += 1
        return instruction
