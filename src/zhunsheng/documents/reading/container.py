"""Office packages (a zip of XML parts) opened so that no file, however hostile, costs more than its limits.

What a header claims is never believed: bytes are counted while they unpack, the table of contents is bounded before it
is read, and XML is parsed without entities, without the network and without document types.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from typing import Any

from lxml import etree

from zhunsheng.documents.reading.refusal import MAX_FILE_BYTES, MAX_UNPACKED_BYTES, Refused

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""First bytes of an OLE container: Word 97–2003, Excel 97–2003, and every Office file that carries a password."""
ZIP_MAGIC = b"PK\x03\x04"
MAX_ENTRIES = 20_000
"""The most parts that a package may hold; a large report with pictures has a few hundred."""
MAX_DIRECTORY_BYTES = 8 * 1024 * 1024
"""The most bytes that are taken from the file in one go; bounds the zip's table of contents."""
MAX_SMALL_PART = 16 * 1024 * 1024
"""The largest part that is parsed as one tree (styles, numbering, relations), never the document itself."""
MAX_PIECE_BYTES = 8 * 1024 * 1024
"""The most XML that may stand between two releases of an :class:`XmlStream`: one row, one paragraph."""
CHUNK = 256 * 1024
"""How much is unpacked at a time."""
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
    KeyError,
    IndexError,
    OverflowError,
)


class _BoundedBytes(io.BytesIO):
    """The file's bytes, given out in bounded portions, so that a claimed 200 MB table of contents is not read."""

    def read(self, size: int | None = -1, /) -> bytes:
        """Like ``io.BytesIO.read``, but a portion over ``MAX_DIRECTORY_BYTES`` means a zip that lies."""
        if size is not None and size > MAX_DIRECTORY_BYTES:
            raise zipfile.BadZipFile("portion too large")
        return super().read(size)


class CountedPart(io.RawIOBase):
    """One part while it unpacks: a readable file that counts its bytes and raises ``Refused`` past its limits."""

    def __init__(self, package: Package, name: str, source: Any, limit: int) -> None:
        self._package, self._source, self._left, self._part = package, source, limit, name

    def readable(self) -> bool:
        """Always true."""
        return True

    def readinto(self, buffer: Any, /) -> int:
        """Fills ``buffer`` with unpacked bytes and says how many, as buffered readers ask for them."""
        """Fill the buffer as far as there is something; how many bytes it got."""
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def read(self, size: int = -1, /) -> bytes:
        """Up to ``size`` unpacked bytes (``-1``: all the rest), ``b""`` at the end; ``Refused`` past the limit."""
        if size < 0:
            return b"".join(iter(lambda: self.read(CHUNK), b""))
        try:
            data: bytes = self._source.read(min(size, MAX_DIRECTORY_BYTES))
        except _BROKEN as error:
            raise self._package.broken(self._part) from error
        self._left -= len(data)
        if self._left < 0:
            raise self._package.too_large(self._part)
        self._package.count(len(data), self._part)
        return data

    def close(self) -> None:
        """Let go of the part."""
        self._source.close()
        super().close()


class Package:
    """An Office file opened from its bytes.

    ``kind`` is what a person calls the file, for the sentence that refuses it (``"Word 文档"``).
    Raises ``Refused`` for a file with a password, a damaged zip, doubled part names, or more parts than any real file.
    """

    def __init__(self, data: bytes, kind: str = "文件") -> None:
        self.kind = kind = f" {kind}" if kind[:1].isascii() else kind
        self._unpacked = 0
        if len(data) > MAX_FILE_BYTES:
            raise Refused(f"这个{kind}超过 {MAX_FILE_BYTES >> 20} MB，太大不能读，请拆成几个文件再交。")
        if data.startswith(OLE_MAGIC):
            raise self._ole(data)
        if not data.startswith(b"PK"):
            raise Refused(f"这不是{kind}，文件开头不是 Office 文件的标记，请用 Office 或 WPS 打开后另存再交。")
        # Each entry of the table of contents starts with this mark, so their number is bounded before any is parsed.
        if data.count(b"PK\x01\x02") > MAX_ENTRIES:
            raise Refused(f"这个{kind}里的部件超过 {MAX_ENTRIES} 个，不像正常文件，请用 Office 或 WPS 另存后再交。")
        try:
            self._zip = zipfile.ZipFile(_BoundedBytes(data))
        except (*_BROKEN, NotImplementedError) as error:
            raise self.broken() from error
        self._names = tuple(self._zip.namelist())
        if len(set(self._names)) != len(self._names):
            raise Refused(f"这个{kind}里有重名部件，无法确定读哪一份，请用 Office 或 WPS 打开后另存再交。")

    def names(self) -> tuple[str, ...]:
        """Names of all parts, as the zip lists them."""
        return self._names

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def open(self, name: str, limit: int | None = None) -> CountedPart:
        """The part ``name`` as a file to read from; ``Refused`` when it is absent, locked, or claims over ``limit``.

        ``limit`` is ``MAX_UNPACKED_BYTES`` unless a caller knows that its part is smaller.
        """
        limit = MAX_UNPACKED_BYTES if limit is None else limit
        if name not in self._names:
            raise Refused(f"这个{self.kind}缺少部件 {shown(name)}，文件不完整，请用 Office 或 WPS 打开后另存再交。")
        info = self._zip.getinfo(name)
        if info.flag_bits & 0x1:
            raise Refused(f"这个{self.kind}的部件 {shown(name)} 加了密码，读不出来，请去掉密码后再交。")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Refused(f"这个{self.kind}的部件 {shown(name)} 用了少见的压缩方法，请用 Office 或 WPS 另存后再交。")
        if info.file_size > limit:
            raise self.too_large(name)
        try:
            return CountedPart(self, name, self._zip.open(info), limit)
        except (*_BROKEN, NotImplementedError) as error:
            raise self.broken(name) from error

    def claimed_size(self, name: str) -> int:
        """What the zip's header says that ``name`` unpacks to: good for choosing a way, never for trusting."""
        return self._zip.getinfo(name).file_size

    def read(self, name: str, limit: int = MAX_SMALL_PART) -> bytes:
        """The whole part ``name`` when it unpacks to at most ``limit`` bytes, else ``Refused``."""
        with self.open(name, limit) as part:
            return part.read()

    def xml(self, name: str, limit: int = MAX_SMALL_PART) -> etree._Element:
        """The small part ``name`` parsed as one tree; ``Refused`` when it is not sound XML."""
        data = self.read(name, limit)
        refuse_early_doctype(data, self.kind, name)
        try:
            root = etree.fromstring(data, safe_parser())
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self.broken(name) from error
        refuse_doctype(root, self.kind, name)
        return root

    def count(self, size: int, name: str) -> None:
        """Adds ``size`` unpacked bytes to what all parts together have cost; ``Refused`` at twice one part's limit."""
        self._unpacked += size
        if self._unpacked > 2 * MAX_UNPACKED_BYTES:
            raise self.too_large(name)

    def broken(self, name: str | None = None) -> Refused:
        """The sentence for a part (or the whole package) that does not unpack or parse."""
        where = f"的部件 {shown(name)} " if name else ""
        return Refused(f"这个{self.kind}{where}已损坏，读不出来，请用 Office 或 WPS 修复、另存后再交。")

    def too_large(self, name: str) -> Refused:
        """The sentence for a part that unpacks to more than any real document."""
        return Refused(f"这个{self.kind}的部件 {shown(name)} 解压后过大，不像正常文件，请核对文件来源或拆开再交。")

    def _ole(self, data: bytes) -> Refused:
        if _ENCRYPTED_PACKAGE in data:
            return Refused(f"这个{self.kind}设了打开密码，读不出内容，请在 Office 或 WPS 中去掉密码、另存后再交。")
        return Refused(f"这个{self.kind}其实是旧版 Office 格式，与扩展名不符，请用 Office 或 WPS 另存为新格式后再交。")


class XmlStream:
    """Elements of a large part in the order in which they end, with what is done freed on the way.

    Iterate, and call :meth:`release` on each element that has been dealt with. Raises ``Refused`` for damaged XML, for
    a document type, and where more than ``MAX_PIECE_BYTES`` go by without a release (memory stays bounded).
    """

    def __init__(self, package: Package, name: str, tags: Sequence[str], portion: int | None = None) -> None:
        self._package, self._name, self._portion = package, name, portion
        self._parser = etree.XMLPullParser(events=("end",), tag=tuple(tags), **SAFE)
        self._pending = 0

    def __iter__(self) -> Iterator[etree._Element]:
        checked = False
        for size in fed(self._parser, self._package, self._name, self._portion):
            self._pending += size
            if self._pending > MAX_PIECE_BYTES:
                raise self._package.too_large(self._name)
            for _event, element in self._parser.read_events():
                if not isinstance(element, etree._Element):
                    continue
                if not checked:
                    refuse_doctype(element, self._package.kind, self._name)
                    checked = True
                yield element

    def release(self, element: etree._Element) -> None:
        """Frees ``element``'s content and every sibling before it."""
        self._pending = 0
        del element[:]
        element.text = None
        parent = element.getparent()
        if parent is not None:
            while element.getprevious() is not None:
                del parent[0]


SAFE: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "dtd_validation": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
    "collect_ids": False,
}
"""How every XML parser here is made: no entities, nothing loaded, libxml2's own limits on depth and length of text."""


def fed(parser: Any, package: Package, name: str, portion: int | None = None) -> Iterator[int]:
    """Feeds the part ``name`` to an incremental ``parser``, yielding after each portion its size, 0 after the last.

    Raises ``Refused`` for damaged XML and for a document type (at the latest at the end: check earlier where you can).
    """
    first = True
    with package.open(name) as part:
        while chunk := part.read(portion or CHUNK):
            if first:
                refuse_early_doctype(chunk, package.kind, name)
                first = False
            try:
                parser.feed(chunk)
            except (etree.XMLSyntaxError, ValueError) as error:
                raise package.broken(name) from error
            yield len(chunk)
    try:
        root = parser.close()
    except (etree.XMLSyntaxError, ValueError) as error:
        raise package.broken(name) from error
    refuse_doctype(root, package.kind, name)
    yield 0


def safe_parser() -> etree.XMLParser:
    """An XML parser that expands no entity, loads nothing, and refuses depth and text beyond libxml2's own limits."""
    return etree.XMLParser(**SAFE)


def refuse_early_doctype(head: bytes, kind: str, name: str) -> None:
    """Like :func:`refuse_doctype`, before anything is parsed, for the usual place at the very start of a part."""
    if b"<!DOCTYPE" in head[:2048].replace(b"\x00", b""):
        raise _doctype(kind, name)


def refuse_doctype(element: etree._Element, kind: str, name: str) -> None:
    """Raises ``Refused`` when the document of ``element`` carries a document type: Office files never do."""
    if element.getroottree().docinfo.internalDTD is not None:
        raise _doctype(kind, name)


def _doctype(kind: str, name: str) -> Refused:
    return Refused(f"这个{kind}的部件 {shown(name)} 带有 DOCTYPE 声明，可能藏有恶意内容，请核对文件来源后再交。")


def shown(name: str) -> str:
    """A part's name as it may stand in a sentence: printable and short."""
    clean = "".join(ch if ch.isprintable() else "?" for ch in name)
    return clean if len(clean) <= 60 else clean[:57] + "…"
