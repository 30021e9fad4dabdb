"""Which files may stand as evidence: told by what they contain, not by what they are called.

Taken is what a county's papers consist of and what any office can open: PDF and OFD (electronic invoices), Word, Excel, PowerPoint
and WPS, pictures, a short video from the field, plain text and CSV. Not taken is whatever could run or would be opened as a page
(programs, scripts, HTML, SVG, macros), and whatever cannot be looked at as it stands (archives, letters as files, HEIC).
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

TAKEN = "PDF、OFD、Word、Excel、PowerPoint、WPS文件，JPG、PNG、GIF、BMP、WebP、TIFF图片，MP4视频，TXT、CSV"
"""What is taken, in words."""
_OFFICE = {"word/": (".docx",), "xl/": (".xlsx",), "ppt/": (".pptx",)}
_OLD_OFFICE = (
    ("WordDocument", (".doc", ".wps", ".dot")), ("Workbook", (".xls", ".et")), ("Book", (".xls", ".et")),
    ("PowerPoint Document", (".ppt", ".dps")),
)  # fmt: skip
_TEXT = (".txt", ".csv")
_LEFT_OUT = (
    (b"Rar!", "这是RAR压缩包，请解压后把里面的文件分别上传。"), (b"7z\xbc\xaf", "这是7z压缩包，请解压后把里面的文件分别上传。"),
    (b"\x1f\x8b", "这是压缩包，请解压后把里面的文件分别上传。"), (b"MZ", "这是程序，不能作佐证。"),
    (b"\x7fELF", "这是程序，不能作佐证。"), (b"\xca\xfe\xba\xbe", "这是程序，不能作佐证。"), (b"\xcf\xfa\xed\xfe", "这是程序，不能作佐证。"),
    (b"#!", "这是脚本，不能作佐证。"), (b"{\\rtf", "这是RTF文件，请另存为Word或PDF。"),
)  # fmt: skip
_PAGE = re.compile(
    rb"<\s*(?:!doctype\s+html|html|head|body|script|iframe|svg|\?xml|\?php|!entity|xsl|%)", re.IGNORECASE
)
_HEIC = (b"heic", b"heix", b"hevc", b"mif1", b"msf1")
_VIDEO = (b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"qt  ", b"3gp4", b"3gp5")


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """A file that was looked at: the name under which it is kept, or why it is not taken (``""`` where it is)."""

    name: str
    problem: str = ""


def evidence_file(name: str, data: bytes) -> EvidenceFile:
    """Look at a file. The name keeps what was typed and ends as its content asks: ``现场.exe`` that is a PDF becomes ``现场.exe.pdf``."""
    called = safe_name(name)
    suffixes, problem = _sort(called, data)
    if problem:
        return EvidenceFile(called, f"{problem}可以上传：{TAKEN}。")
    fits = called.lower().endswith(suffixes)
    return EvidenceFile(called if fits else f"{called[:190]}{suffixes[0]}")


def safe_name(name: str) -> str:
    """A name without folders, control characters, marks that turn the writing around, or what a file system refuses."""
    last = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(each for each in last if each.isprintable() and each not in '<>:"|?*')
    words = " ".join(kept.split()).strip(". ")
    stem, dot, suffix = words.rpartition(".")
    return (f"{stem[:190]}{dot}{suffix[:10]}" if dot else words[:200]) or "附件"


def _sort(name: str, data: bytes) -> tuple[tuple[str, ...], str]:
    """The endings that fit what a file contains, the usual one first; or why it is not taken."""
    if data.startswith(b"%PDF"):
        return (".pdf",), ""
    if data.startswith(b"PK"):
        return _package(data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return _old_office(data)
    if found := _picture(data):
        return found, ""
    if data[4:8] == b"ftyp":
        return _film(data[8:12])
    for start, why in _LEFT_OUT:
        if data.startswith(start):
            return (), why
    return _plain_text(name, data)


def _picture(data: bytes) -> tuple[str, ...]:
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return (".webp",)
    starts = (
        (b"\xff\xd8\xff", (".jpg", ".jpeg")), (b"\x89PNG\r\n\x1a\n", (".png",)), (b"GIF8", (".gif",)),
        (b"II*\x00", (".tif", ".tiff")), (b"MM\x00*", (".tif", ".tiff")),
    )  # fmt: skip
    found = next((suffixes for start, suffixes in starts if data.startswith(start)), ())
    return found or ((".bmp",) if data.startswith(b"BM") and data[6:10] == b"\0\0\0\0" else ())


def _film(brand: bytes) -> tuple[tuple[str, ...], str]:
    if brand in _HEIC:
        return (), "这是HEIC格式的照片，别的电脑多半打不开。请在手机“设置—相机—格式”里选“兼容性最佳”，或截图后再传。"
    return ((".mp4", ".mov", ".m4v"), "") if brand in _VIDEO else ((), "不认识这种文件。")


def _package(data: bytes) -> tuple[tuple[str, ...], str]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = package.namelist()
    except (zipfile.BadZipFile, ValueError, OSError):
        return (), "文件打不开，可能没有传完整。请重新选择。"
    if any(one.lower().endswith("vbaproject.bin") for one in names):
        return (), "文件带宏。请另存为不带宏的docx、xlsx或PDF。"
    if "[Content_Types].xml" in names:
        found = next((suffixes for folder, suffixes in _OFFICE.items() if any(map(folder.__eq__, _tops(names)))), ())
        if found:
            return found, ""
    if "OFD.xml" in names:
        return (".ofd",), ""
    return (), "这是压缩包，请解压后把里面的文件分别上传。"


def _tops(names: list[str]) -> Iterator[str]:
    return (f"{one.partition('/')[0]}/" for one in names)


def _old_office(data: bytes) -> tuple[tuple[str, ...], str]:
    """A binary Office or WPS file, known by the streams that it names; an installer of the same container names none of them."""
    if "_VBA_PROJECT".encode("utf-16-le") in data:
        return (), "文件带宏。请另存为不带宏的docx、xlsx或PDF。"
    for stream, suffixes in _OLD_OFFICE:
        if f"{stream}\0".encode("utf-16-le") in data:
            return suffixes, ""
    return (), "不认识这种文件。"


def _plain_text(name: str, data: bytes) -> tuple[tuple[str, ...], str]:
    if b"\0" in data[:4096]:
        return (), "不认识这种文件。"
    if _PAGE.search(data):
        return (), "这是网页、SVG或脚本，不能作佐证。请另存为PDF或截图。"
    if not name.lower().endswith(_TEXT):
        return (), "内容不是这种文件，或不认识这种文件。"
    for coding in ("utf-8-sig", "gb18030"):
        try:
            data.decode(coding)
        except UnicodeDecodeError:
            continue
        return _TEXT, ""
    return (), "文字读不出来。请用UTF-8或GBK另存。"
