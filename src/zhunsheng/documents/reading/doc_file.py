"""The inside of a Word 97–2003 file: its OLE streams, its header, and where each stretch of its text lies.

Follows Microsoft's published description of the format ([MS-DOC]); names in quotes are that document's own. All offsets
and counts come from the file and may lie: each is checked against what is really there before it is used.
"""

from __future__ import annotations

import io
import struct
from typing import NamedTuple

import olefile

from zhunsheng.documents.reading.container import OLE_MAGIC
from zhunsheng.documents.reading.refusal import MAX_FILE_BYTES, Refused

KIND = "Word 97–2003 文档"
MAX_PIECES = 1_000_000
# Places of (offset, size) pairs in the header's "FibRgFcLcb97".
STYLES, PARAGRAPH_RUNS, CHARACTER_RUNS, FONTS, CLX, SHAPES, BOX_TEXTS, LISTS, LIST_USES = (
    1,
    13,
    12,
    15,
    33,
    40,
    56,
    73,
    74,
)
_PAIRS = 0x9A
_WORD_97 = 0xC1
_OLE_ERRORS = (OSError, ValueError, IndexError, KeyError, TypeError, AttributeError, OverflowError, struct.error)


class Piece(NamedTuple):
    """A stretch of text: characters ``start`` to ``end`` lie at byte ``offset``, ``width`` bytes each."""

    start: int
    end: int
    offset: int
    width: int
    changes: bytes
    """Property changes ("grpprl") that a fast save laid over the whole piece."""


class WordFile:
    """The streams of one file with its header read; see :func:`open_word`."""

    def __init__(self, main: bytes, table: bytes, data: bytes) -> None:
        self.main, self.table, self.data = main, table, data
        counts = struct.unpack_from("<8i", main, 0x4C)
        if any(count < 0 for count in counts):
            raise damaged()
        self.text_length = counts[0]
        self.boxes_length = counts[6]
        self.boxes_start = sum(counts[:6])
        """Text boxes follow body, footnotes, headers, macros, comments and endnotes."""
        self.pieces = self._pieces()

    def structure(self, index: int) -> bytes:
        """The structure that the header's pair ``index`` points to in the table stream; ``b""`` when it has none."""
        start, size = self.bounds(index)
        return self.table[start : start + size] if start + size <= len(self.table) else b""

    def bounds(self, index: int) -> tuple[int, int]:
        """Where structure ``index`` starts in the table stream, and its size."""
        place = _PAIRS + 8 * index
        (pairs,) = struct.unpack_from("<H", self.main, _PAIRS - 2)
        if index >= pairs or place + 8 > len(self.main):
            return 0, 0
        start, size = struct.unpack_from("<II", self.main, place)
        return start, size

    def _pieces(self) -> list[Piece]:
        clx = self.structure(CLX)
        changes: list[bytes] = []
        place = 0
        while place + 3 <= len(clx) and clx[place] == 1:
            (size,) = struct.unpack_from("<H", clx, place + 1)
            changes.append(clx[place + 3 : place + 3 + size])
            place += 3 + size
        if place + 5 > len(clx) or clx[place] != 2:
            raise damaged()
        (size,) = struct.unpack_from("<I", clx, place + 1)
        table = clx[place + 5 : place + 5 + size]
        number = (len(table) - 4) // 12
        if len(table) < size or not 0 < number <= MAX_PIECES:
            raise damaged()
        starts = struct.unpack_from(f"<{number + 1}i", table)
        pieces = []
        total = 0
        for index in range(number):
            _flags, where, change = struct.unpack_from("<HIH", table, 4 * (number + 1) + 8 * index)
            width = 1 if where & 0x4000_0000 else 2
            offset = (where & 0x3FFF_FFFF) // (2 if width == 1 else 1)
            length = (starts[index + 1] - starts[index]) * width
            total += length
            if starts[index] < 0 or length < 0 or offset + length > len(self.main) or total > 2 * len(self.main):
                raise damaged()
            pieces.append(Piece(starts[index], starts[index + 1], offset, width, _change(change, changes)))
        if pieces[0].start != 0 or pieces[-1].end < self.text_length:
            raise damaged()
        return pieces


def _change(word: int, changes: list[bytes]) -> bytes:
    """The property changes of a piece: one small change inside the word ("Prm0"), or the number of a list of them."""
    if word & 1:
        index = word >> 1
        return changes[index] if index < len(changes) else b""
    code = {0x0C: 0x260A, 0x18: 0x2416, 0x19: 0x2417, 0x41: 0x0800}.get(word >> 1 & 0x7F)
    return struct.pack("<HB", code, word >> 8) if code is not None else b""


def open_word(data: bytes) -> WordFile:
    """Opens the bytes of a ``.doc``; ``Refused`` for anything that cannot be read as a Word 97–2003 document."""
    if len(data) > MAX_FILE_BYTES:
        raise Refused(f"这个 {KIND}超过 {MAX_FILE_BYTES >> 20} MB，太大不能读，请拆成几个文件再交。")
    if not data.startswith(OLE_MAGIC):
        raise Refused(_other_kind(data))
    _check_claims(data)
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            names = {"/".join(path).lower(): path for path in ole.listdir(storages=True)}
            _refuse_other_ole(names)
            main = _stream(ole, names["worddocument"], len(data))
            _check_header(main)
            table = _stream(ole, names["1table" if main[0x0B] & 0x02 else "0table"], len(data))
            pictures = _stream(ole, names["data"], len(data)) if "data" in names else b""
        return WordFile(main, table, pictures)
    except (*_OLE_ERRORS, RecursionError) as error:
        raise damaged() from error


def damaged() -> Refused:
    """The sentence for a file whose parts do not fit together."""
    return Refused("这个 Word 97–2003 文档已损坏或不完整，读不出来，请用 Word 或 WPS 打开修复、另存为 docx 后再交。")


def _check_claims(data: bytes) -> None:
    """Compares what the OLE header claims with the file's length, before any of it is allocated or followed."""
    if len(data) < 1536:
        raise damaged()
    shift, fat, mini, more = *struct.unpack_from("<H", data, 0x1E), *struct.unpack_from("<14xI16xI4xI", data, 0x1E)
    if shift not in (9, 12):
        raise damaged()
    sectors = len(data) // (1 << shift) + 1
    if fat > 2 * (sectors >> shift - 2) + 4 or mini > sectors or more > sectors:
        raise damaged()


def _stream(ole: olefile.OleFileIO, path: list[str], limit: int) -> bytes:
    root = ole.root
    if ole.get_size(path) > limit or (root is not None and root.size > limit):
        raise damaged()
    content: bytes = ole.openstream(path).read()
    return content


def _refuse_other_ole(names: dict[str, list[str]]) -> None:
    storages = {name.split("/")[0] for name in names}
    if "encryptedpackage" in names:
        raise Refused("这个 Word 文档设了打开密码，读不出内容，请在 Word 或 WPS 中去掉密码、另存后再交。")
    if "worddocument" in names:
        if storages & {"macros", "_vba_project_cur", "vba"}:
            raise Refused("这个 Word 文档带有宏，为安全起见不读取，请在 Word 或 WPS 中另存为 docx 后再交。")
        return
    for name, kind in (("workbook", "Excel 表格"), ("book", "Excel 表格"), ("powerpoint document", "演示文稿")):
        if name in names:
            raise Refused(f"这个文件其实是{kind}，不是 Word 文档，请改用正确的扩展名或交 Word 文档。")
    if "__properties_version1.0" in names:
        raise Refused("这个文件其实是一封 Outlook 邮件，不是 Word 文档，请把其中的附件存出来再交。")
    raise Refused("这个文件里没有 Word 正文，不是 Word 文档，请核对后重新选择文件。")


def _check_header(main: bytes) -> None:
    if len(main) < _PAIRS + 8 * (CLX + 1):
        raise damaged()
    mark, version = struct.unpack_from("<HH", main)
    (flags,) = struct.unpack_from("<H", main, 0x0A)
    if mark != 0xA5EC or version < _WORD_97:
        if mark in (0xA5DC, 0xA5DB, 0xA59B, 0xA59C, 0xA697, 0xA699) or mark == 0xA5EC:
            raise Refused("这个文件是 Word 95 或更早的格式，读不出来，请用 Word 或 WPS 打开、另存为 docx 后再交。")
        raise damaged()
    if flags & 0x0100:
        raise Refused("这个 Word 文档设了打开密码，读不出内容，请在 Word 或 WPS 中去掉密码、另存后再交。")


def _other_kind(data: bytes) -> str:
    """What a file that is named ``.doc`` but is no OLE container really is, as the sentence that refuses it."""
    head = data[:1024].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    ask = "请用 Word 或 WPS 打开、另存为 docx 后再交。"
    if head.startswith(b"{\\rtf"):
        return f"这个文件其实是 RTF 格式，不是 {KIND}，{ask}"
    if head.startswith(b"pk"):
        return f"这个文件其实是 docx 一类的压缩包，不是 {KIND}，请把扩展名改成 docx 后再交。"
    if head.startswith((b"<html", b"<!doctype", b"<?xml", b"mime-version", b"<w:", b"<meta")):
        return f"这个文件其实是网页或 XML 文本，不是 {KIND}，{ask}"
    if head.startswith((b"\xdb\xa5", b"\x9b\xa5", b"\x31\xbe")):
        return f"这个文件是 Word 2.0 或更早的格式，读不出来，{ask}"
    if not data:
        return "这是一个空文件，里面没有内容，请重新选择文件。"
    return f"这不是 {KIND}，文件开头不是它的标记，{ask}"
