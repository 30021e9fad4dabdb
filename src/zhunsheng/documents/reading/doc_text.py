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


def segments(file: WordFile, text: str) -> tuple[list[Segment], bool]:
    """The body cut at its marks, and whether paragraph properties told what each ends (else it is told by marks)."""
    runs = ParagraphRuns(file)
    found = []
    certain = runs.usable
    start = 0
    pieces = iter(file.pieces)
    piece = next(pieces)
    for match in _MARK.finditer(text, 0, file.text_length):
        place = match.start()
        while piece.end <= place:
            piece = next(pieces)
        offset = piece.offset + (place - piece.start) * piece.width
        properties = runs.at(offset, piece.changes)
        ending = _ending(match[0], properties)
        if ending is Ending.BODY and match[0] == CELL_MARK:
            certain = False
        found.append(Segment(text[start:place], start, place, ending, properties))
        start = place + 1
    if start < file.text_length:
        found.append(Segment(text[start : file.text_length], start, file.text_length, Ending.BODY, Properties()))
    return (found, True) if certain else (list(_by_marks(found, text)), False)


def _ending(mark: str, properties: Properties) -> Ending:
    depth = properties.table_depth()
    if depth == 0:
        return Ending.BODY
    if mark == CELL_MARK:
        return Ending.ROW if properties.row_end else Ending.CELL
    if depth > 1 and properties.inner_row_end:
        return Ending.INNER_ROW
    return Ending.INNER_CELL if depth > 1 and properties.inner_cell else Ending.LINE


def _by_marks(found: list[Segment], text: str) -> Iterator[Segment]:
    """Rows told without properties: a cell mark right after another ends a row.

    That is a guess where a row ends or begins with a blank cell, which is why the tree then knows no spans.
    """
    cells = 0
    for segment in found:
        if text[segment.end : segment.end + 1] == CELL_MARK:
            ends_row = cells > 0 and segment.start == segment.end
            cells = 0 if ends_row else cells + 1
            yield segment._replace(ending=Ending.ROW if ends_row else Ending.CELL)
        else:
            yield segment._replace(ending=Ending.LINE if cells else Ending.BODY)


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
    for index in range(number):
        start, end = struct.unpack_from("<ii", table, 4 * index)
        (shape,) = struct.unpack_from("<i", table, 4 * (number + 1) + 22 * index + 14)
        if 0 <= start < end <= file.boxes_length:
            found.append(Box(anchors.get(shape), file.boxes_start + start, file.boxes_start + end))
    return sorted(found, key=lambda box: (box.anchor is None, box.anchor or 0))
