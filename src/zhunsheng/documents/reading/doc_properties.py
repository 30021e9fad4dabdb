"""Paragraph and table properties of a Word 97–2003 file: what says that text is a cell, a row's end, or a heading."""

from __future__ import annotations

import re
import struct
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from zhunsheng.documents.reading.doc_file import CHARACTER_RUNS, FONTS, PARAGRAPH_RUNS, Piece, WordFile
from zhunsheng.documents.reading.symbols import is_symbol_font, symbol, symbols_in

PAGE = 512
MAX_COLUMNS = 64
"""Word allows 63 columns."""


@dataclass(slots=True)
class RowShape:
    """A row's cells as its end mark defines them: edges in twips from the left, and each cell's merge flags."""

    edges: tuple[int, ...] = ()
    joined_left: list[bool] = field(default_factory=list)
    """True for a cell that is merged into the one to its left."""
    vertical: list[bool | None] = field(default_factory=list)
    """``True`` starts a vertical merge, ``False`` goes on with the one above, ``None`` has none."""


@dataclass(slots=True)
class Properties:
    """What is known of one paragraph; ``None`` where only its style can say."""

    style: int = 0
    in_table: bool = False
    row_end: bool = False
    depth: int | None = None
    inner_cell: bool = False
    inner_row_end: bool = False
    outline: int | None = None
    list_level: int | None = None
    list_use: int | None = None
    row: RowShape | None = None

    def table_depth(self) -> int:
        """How many tables the paragraph lies in: 0 for the body, 2 for a table within a cell."""
        if self.depth is not None and self.depth > 0:
            return self.depth
        return 1 if self.in_table or self.row_end else 0


_DEFAULT = Properties()


def changes(code: bytes) -> Iterator[tuple[int, bytes]]:
    """Each property change ("Prl") of a list of them: its number and its operand."""
    place, end = 0, len(code)
    while place + 3 <= end:
        number = code[place] | code[place + 1] << 8
        place += 2
        size = _operand_size(number, code, place)
        yield number, code[place : place + size]
        place += size


def _operand_size(number: int, code: bytes, place: int) -> int:
    kind = number >> 13
    if kind != 6:
        return (1, 1, 2, 4, 2, 2, 0, 3)[kind]
    if number == 0xD608 and place + 2 <= len(code):
        return 1 + (code[place] | code[place + 1] << 8)
    if number == 0xC615 and code[place] == 255 and place + 2 <= len(code):
        deleted = code[place + 1]
        after = place + 2 + 4 * deleted
        return 3 + 4 * deleted + 3 * (code[after] if after < len(code) else 0)
    return 1 + code[place]


def apply(properties: Properties, code: bytes, data: bytes, depth: int = 0) -> None:
    """Lays a list of property changes over ``properties``; ``data`` is the stream that holds overlong lists."""
    for number, operand in changes(code):
        if not operand:
            return
        if number == 0x2416:
            properties.in_table = operand[0] == 1
        elif number == 0x2417:
            properties.row_end = operand[0] == 1
        elif number in (0x6649, 0x664A) and len(operand) == 4:
            (value,) = struct.unpack("<i", operand)
            properties.depth = value if number == 0x6649 else (properties.depth or 0) + value
        elif number == 0x244B:
            properties.inner_cell = operand[0] == 1
        elif number == 0x244C:
            properties.inner_row_end = operand[0] == 1
        elif number == 0x2640:
            properties.outline = operand[0]
        elif number == 0x260A:
            properties.list_level = operand[0]
        elif number == 0x460B and len(operand) == 2:
            (properties.list_use,) = struct.unpack("<h", operand)
        elif number == 0x4600 and len(operand) == 2:
            (properties.style,) = struct.unpack("<H", operand)
        elif number in (0x6645, 0x6646, 0x646B) and len(operand) == 4 and depth == 0:
            (where,) = struct.unpack("<I", operand)
            if where + 2 <= len(data):
                size = data[where] | data[where + 1] << 8
                apply(properties, data[where + 2 : where + 2 + size], data, 1)
        elif number == 0xD608:
            properties.row = _row_shape(operand)
        elif number >> 10 & 7 == 5 and properties.row is not None:
            _change_row(properties.row, number, operand)


def _row_shape(operand: bytes) -> RowShape | None:
    if len(operand) < 3 or not 0 < operand[2] <= MAX_COLUMNS or len(operand) < 5 + 2 * operand[2]:
        return None
    count = operand[2]
    shape = RowShape(struct.unpack_from(f"<{count + 1}h", operand, 3), [False] * count, [None] * count)
    place = 5 + 2 * count
    for index in range(count):
        if place + 2 > len(operand):
            break
        flags = operand[place]
        # Bit 0 is the first of cells merged sideways, bit 1 one of the others; bits 5 and 6 the same downwards.
        shape.joined_left[index] = flags & 0x03 == 0x02
        if flags & 0x20:
            shape.vertical[index] = bool(flags & 0x40)
        place += 20
    return shape


def _change_row(row: RowShape, number: int, operand: bytes) -> None:
    count = len(row.vertical)
    if number == 0xD62B and len(operand) >= 3 and operand[1] < count:
        row.vertical[operand[1]] = {1: False, 3: True}.get(operand[2])
    elif number in (0x5624, 0x5625) and len(operand) == 2:
        for index in range(operand[0] + 1, min(operand[1], count)):
            row.joined_left[index] = number == 0x5624


class ParagraphRuns:
    """Properties of paragraphs by the byte offset of their end mark; ``usable`` is false where the file has none."""

    def __init__(self, file: WordFile) -> None:
        self._file = file
        self._starts: list[int] = []
        self._codes: list[bytes] = []
        self._known: dict[tuple[bytes, bytes], Properties] = {}
        self._ends: list[int] = []
        for start, end, code in _runs(file, PARAGRAPH_RUNS, 13):
            self._starts.append(start)
            self._ends.append(end)
            self._codes.append(code)
        self.usable = bool(self._starts)

    def at(self, offset: int, extra: bytes = b"") -> Properties:
        """The properties of the paragraph whose end mark lies at ``offset``, with the piece's ``extra`` changes."""
        index = bisect_right(self._starts, offset) - 1
        if index < 0 or offset >= self._ends[index]:
            return _DEFAULT
        key = (self._codes[index], extra)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = Properties()
            code = key[0]
            if len(code) >= 2:
                found.style = code[0] | code[1] << 8
                apply(found, code[2:], self._file.data)
            if extra:
                apply(found, extra, self._file.data)
        return found


def _runs(file: WordFile, index: int, width: int) -> list[tuple[int, int, bytes]]:
    """Runs (start, end, property code) of the formatted pages that structure ``index`` lists, in byte order."""
    bins = file.structure(index)
    number = (len(bins) - 4) // 8
    main = file.main
    # Each page is listed once in a sound file; more entries than pages are not worth following.
    if number <= 0 or number > len(main) // PAGE + 1:
        return []
    runs = []
    for page in struct.unpack_from(f"<{number}I", bins, 4 * (number + 1)):
        start = (page & 0x3F_FFFF) * PAGE
        if start + PAGE > len(main):
            return []
        count = main[start + PAGE - 1]
        if 4 * (count + 1) + width * count > PAGE - 1:
            return []
        edges = struct.unpack_from(f"<{count + 1}I", main, start)
        for run in range(count):
            place = start + 2 * main[start + 4 * (count + 1) + width * run]
            runs.append((edges[run], edges[run + 1], _code(main, start, place, width)))
    runs.sort(key=lambda run: run[0])
    return list(_apart(runs))


def _apart(runs: list[tuple[int, int, bytes]]) -> Iterator[tuple[int, int, bytes]]:
    """Runs without their overlaps: sound files have none, and hostile ones would make each byte cost many runs."""
    last = 0
    for start, end, code in runs:
        if end > max(start, last):
            yield max(start, last), end, code
            last = end


def _code(main: bytes, page: int, place: int, width: int) -> bytes:
    """The property code at ``place`` of a page, sized in words for paragraphs and in bytes for characters."""
    if place == page:
        return b""
    size = main[place]
    place += 1
    if width > 1:
        if size:
            size = 2 * size - 1
        else:
            size = 2 * main[place] if place < len(main) else 0
            place += 1
    return main[place : min(place + size, page + PAGE)]


DROPPED = "\x00"
"""Stands for a character that is not shown."""
Patch = Callable[[str], str]
"""Text as stored → the text shown for it, of the same length."""
_NOT_CELL_MARK = re.compile("[^\x07]")
_NOT_MARK = re.compile("[^\r\x07\x0c]")


@dataclass(slots=True)
class Patches:
    """Where formatting changes which characters are shown: deleted text, symbols told by their font."""

    starts: list[int] = field(default_factory=list)
    runs: list[tuple[int, int, Patch]] = field(default_factory=list)
    """Byte start, byte end, and what to do to the characters between."""

    def over(self, piece: Piece) -> Iterator[tuple[int, int, Patch]]:
        """The patches inside a piece as (first character, past the last, patch), counted from the piece's start."""
        end = piece.offset + (piece.end - piece.start) * piece.width
        index = max(bisect_right(self.starts, piece.offset) - 1, 0)
        while index < len(self.runs) and self.runs[index][0] < end:
            start, stop, patch = self.runs[index]
            if stop > piece.offset:
                yield (
                    (max(start, piece.offset) - piece.offset) // piece.width,
                    (min(stop, end) - piece.offset) // piece.width,
                    patch,
                )
            index += 1


def read_patches(file: WordFile) -> Patches:
    """The patches of a file; runs of ordinary text have none."""
    patches = Patches()
    fonts = _fonts(file.structure(FONTS))
    known: dict[bytes, Patch | None] = {}
    for start, end, code in _runs(file, CHARACTER_RUNS, 1):
        if code not in known:
            known[code] = patch_of(code, fonts)
        patch = known[code]
        if patch is not None:
            patches.starts.append(start)
            patches.runs.append((start, end, patch))
    return patches


def patch_of(code: bytes, fonts: Sequence[str] = ()) -> Patch | None:
    """What the property changes ``code`` do to which characters are shown; ``None``: nothing."""
    patch: Patch | None = None
    for number, operand in changes(code):
        if number == 0x0800 and operand[:1] == b"\x01":
            return partial(_NOT_CELL_MARK.sub, DROPPED)
        if number == 0x6A09 and len(operand) == 4:
            font, char = struct.unpack("<HH", operand)
            return partial(_NOT_MARK.sub, symbol(fonts[font] if font < len(fonts) else "", char))
        if number in (0x4A4F, 0x4A50, 0x4A51) and len(operand) == 2:
            (font,) = struct.unpack("<H", operand)
            if font < len(fonts) and is_symbol_font(fonts[font]):
                patch = partial(symbols_in, font=fonts[font])
    return patch


def _fonts(table: bytes) -> list[str]:
    fonts: list[str] = []
    place = 4
    while place < len(table) and len(fonts) < 10_000:
        size = table[place] + 1
        name = table[place + 40 : place + size].decode("utf-16-le", "replace")
        fonts.append(name.split("\x00", 1)[0])
        place += size
    return fonts
