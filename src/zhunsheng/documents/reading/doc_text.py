"""The text of a Word 97–2003 file, cut at its marks, each with the properties that say what it ends."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from zhunsheng.documents.reading.doc_file import BOX_TEXTS, SHAPES, Piece, WordFile
from zhunsheng.documents.reading.doc_properties import ParagraphRuns, Patches, Properties, patch_of

_MARK = re.compile("[\r\x07\x0c]")
_HALF = re.compile("[\ud800-\udfff]")
CELL_MARK = "\x07"
_NONE = Properties()


class Ending(Enum):
    """What a mark ends."""

    BODY = "a paragraph of the body"
    LINE = "a paragraph in a cell"
    CELL = "a cell"
    ROW = "a row"
    INNER_CELL = "a cell of a table within a cell"
    INNER_ROW = "a row of a table within a cell"


class Segment(NamedTuple):
    """Text up to a mark; ``start`` and ``end`` count characters from the beginning of the file's text."""

    text: str
    start: int
    end: int
    ending: Ending
    properties: Properties


class Box(NamedTuple):
    """A text box: the character it is anchored at (``None``: unknown) and where its text lies."""

    anchor: int | None
    start: int
    end: int


def decode(file: WordFile, patches: Patches) -> str:
    """The whole text, one character for each UTF-16 unit so that the file's counts hold (see :func:`whole`)."""
    return "".join(_decode(file.main, piece, patches) for piece in file.pieces)


def _decode(main: bytes, piece: Piece, patches: Patches) -> str:
    count = piece.end - piece.start
    raw = main[piece.offset : piece.offset + count * piece.width]
    if piece.width == 1:
        text = raw.decode("cp1252", "replace")
    else:
        text = raw.decode("utf-16-le", "replace")
        if len(text) != count:
            text = "".join(map(chr, struct.unpack(f"<{count}H", raw)))
    if piece.changes and (whole_patch := patch_of(piece.changes)) is not None:
        text = whole_patch(text)
    out = []
    done = 0
    for start, end, patch in patches.over(piece):
        out.append(text[done:start])
        out.append(patch(text[max(start, done) : end]))
        done = max(end, done)
    if not done:
        return text
    out.append(text[done:])
    return "".join(out)


def whole(text: str) -> str:
    """``text`` with the two halves of each rare character joined again."""
    if _HALF.search(text) is None:
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


class LostProperties(Exception):
    """The file's paragraph properties do not say of every cell mark that it stands in a table."""


def segments(file: WordFile, text: str, certain: bool) -> Iterator[Segment]:
    """The body cut at its marks: what each ends is told by paragraph properties, or if not ``certain`` by marks alone.

    Raises :class:`LostProperties` at the first mark that its properties do not explain.
    """
    runs = ParagraphRuns(file)
    if certain and not runs.usable and CELL_MARK in text[: file.text_length]:
        raise LostProperties
    start = cells = 0
    pieces = iter(file.pieces)
    piece = next(pieces)
    for match in _MARK.finditer(text, 0, file.text_length):
        place = match.start()
        while piece.end <= place:
            piece = next(pieces)
        if certain:
            properties = runs.at(piece.offset + (place - piece.start) * piece.width, piece.changes)
            ending = _ending(match[0], properties)
        else:
            properties = _NONE
            ending = _ending_by_marks(match[0], start == place, cells)
            cells = cells + 1 if ending is Ending.CELL else 0 if ending is Ending.ROW else cells
        yield Segment(text[start:place], start, place, ending, properties)
        start = place + 1
    if start < file.text_length:
        yield Segment(text[start : file.text_length], start, file.text_length, Ending.BODY, _NONE)


def _ending(mark: str, properties: Properties) -> Ending:
    depth = properties.table_depth()
    if depth == 0:
        if mark == CELL_MARK:
            raise LostProperties
        return Ending.BODY
    if mark == CELL_MARK:
        return Ending.ROW if properties.row_end else Ending.CELL
    if depth > 1 and properties.inner_row_end:
        return Ending.INNER_ROW
    return Ending.INNER_CELL if depth > 1 and properties.inner_cell else Ending.LINE


def _ending_by_marks(mark: str, blank: bool, cells: int) -> Ending:
    """What a mark ends, without properties, after ``cells`` cells of the row: a cell mark right after another ends it.

    That is a guess where a row ends or begins with a blank cell, which is why the tree then knows no spans.
    """
    if mark == CELL_MARK:
        return Ending.ROW if blank and cells else Ending.CELL
    return Ending.LINE if cells else Ending.BODY


def boxes(file: WordFile) -> list[Box]:
    """The text boxes of the body in the order of their anchors, those without one last."""
    table = file.structure(BOX_TEXTS)
    number = (len(table) - 4) // 26
    if number <= 0 or not file.boxes_length:
        return []
    shapes = file.structure(SHAPES)
    count = (len(shapes) - 4) // 30
    anchors = {}
    for index in range(count):
        (anchor,) = struct.unpack_from("<i", shapes, 4 * index)
        anchors[struct.unpack_from("<i", shapes, 4 * (count + 1) + 26 * index)[0]] = anchor
    found = []
    last = 0
    for index in range(number):
        start, end = struct.unpack_from("<ii", table, 4 * index)
        (shape,) = struct.unpack_from("<i", table, 4 * (number + 1) + 22 * index + 14)
        if last <= start < end <= file.boxes_length:
            last = end
            found.append(Box(anchors.get(shape), file.boxes_start + start, file.boxes_start + end))
    return sorted(found, key=lambda box: (box.anchor is None, box.anchor or 0))
