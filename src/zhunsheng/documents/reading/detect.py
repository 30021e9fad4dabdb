"""Which format a file really is — by its first bytes, never by its name — and the reader for it."""

from __future__ import annotations

import importlib
import io
import re
import zipfile
from collections.abc import Callable

from zhunsheng.documents.page import PageTree
from zhunsheng.documents.reading.refusal import MAX_FILE_BYTES, Refused

READERS = {
    "text": ("text", "read_text"),
    "docx": ("docx", "read_docx"),
    "doc": ("doc", "read_doc"),
    "xlsx": ("spreadsheet", "read_xlsx"),
    "xls": ("spreadsheet", "read_xls"),
    "pdf": ("pdf", "read_pdf"),
    "html": ("html", "read_html"),
}
"""Format → module of this room and its function; modules load when first needed, so a text file needs no PDF library."""

RTF = re.compile(rb"\{\\rtf\d?\s*\\")
"""RTF's first control words; a text that merely speaks of ``{\\rtf1`` is none."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_pages(data: bytes) -> tuple[str, PageTree]:
    """The format of a file and its page tree. Raises :class:`Refused` for a file that no reader can use."""
    kind = detect(data)
    module, name = READERS[kind]
    reader: Callable[[bytes], PageTree] = getattr(
        importlib.import_module(f"zhunsheng.documents.reading.{module}"), name
    )
    return kind, reader(data)


def detect(data: bytes) -> str:
    """The format told by the file's own bytes. Raises :class:`Refused` for an empty, too large or foreign file."""
    if not data.strip(b"\0 \t\r\n"):
        raise Refused("文件是空的：里面没有任何内容。请确认选对了文件。")
    if len(data) > MAX_FILE_BYTES:
        raise Refused(
            f"文件有{len(data) // 1024 // 1024}MB，超过{MAX_FILE_BYTES // 1024 // 1024}MB的上限。请拆成几个文件后再上传。"
        )
    head = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n")
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return _zip_kind(data)
    if data.startswith(_OLE):
        return _ole_kind(data)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if RTF.match(head):
        raise Refused("这是RTF文件，暂不能读。请用Word打开后另存为.docx再上传。")
    # Without zeros a page in UTF-16 shows its marks too.
    lowered = head[:1024].lower().replace(b"\0", b"")
    if lowered.startswith((b"<!doctype html", b"<html", b"<table", b"<div", b"<body")) or b"<html" in lowered:
        return "html"
    if b"mime-version:" in lowered and b"multipart/" in lowered:
        # A web archive: the page reader says how to mend it.
        return "html"
    if lowered.startswith(b"<?xml"):
        raise Refused("这是XML文件，不是绩效文本。请用Word或Excel打开后另存为.docx或.xlsx再上传。")
    if data[:4] in (b"\x89PNG", b"GIF8", b"II*\0", b"MM\0*") or data[:3] == b"\xff\xd8\xff":
        raise Refused("这是图片，里面没有文字层。请上传Word、Excel或带文字的PDF原件。")
    if data[:4] in (b"Rar!", b"7z\xbc\xaf") or data[:2] == b"\x1f\x8b":
        raise Refused("这是压缩包。请解压后上传里面的Word、Excel或PDF文件。")
    return "text"


def _zip_kind(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = package.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as error:
        raise Refused("文件已损坏：压缩容器打不开，可能没有传完整。请用Word或Excel重新保存一次再上传。") from error
    if any(name.startswith("word/") for name in names):
        return "docx"
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    if "mimetype" in names and "content.xml" in names:
        raise Refused("这是OpenDocument文件（.odt或.ods），暂不能读。请另存为.docx或.xlsx再上传。")
    if any(name.startswith("ppt/") for name in names):
        raise Refused("这是演示文稿（.pptx），不是绩效文本。请上传Word、Excel或PDF文件。")
    raise Refused("这是压缩包，不是Word或Excel文件。请解压后上传里面的文件。")


def _ole_kind(data: bytes) -> str:
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            names = {"/".join(entry).lower() for entry in container.listdir()}
    except Exception as error:  # olefile raises many kinds for a damaged container
        raise Refused("文件已损坏：旧版Office容器打不开，可能没有传完整。请重新保存一次再上传。") from error
    if "encryptedpackage" in names:
        raise Refused("文件设了打开密码，读不出内容。请在Word或Excel里去掉密码后另存再上传。")
    if "worddocument" in names:
        return "doc"
    if names & {"workbook", "book"}:
        return "xls"
    raise Refused("这是旧版Office文件，但不是Word文档或Excel表格。请上传绩效文本的Word、Excel或PDF文件。")
