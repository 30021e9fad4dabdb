"""What a PDF carries besides its pages: properties, annotations, attachments, scripts."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import dict_value, list_value, resolve1, stream_value
from pdfminer.utils import decode_text

from zhunsheng.documents.reading.refusal import Refused
from zhunsheng.model.place import Place
from zhunsheng.model.publication import Residue, ResidueKind

_AUTHORS = {"Author": "作者"}
_PROPERTIES = {"Subject": "主题", "Keywords": "关键词", "Company": "单位", "Manager": "经理"}
_PEOPLE_IN_XMP = re.compile(rb"<dc:creator>.*?<rdf:li[^>]*>(.*?)</rdf:li>", re.S)
_HARMLESS = frozenset({"Link", "Widget", "Popup"})
_MAX_PAGES = 2000
_SHOWN = 40


def pdf_residues(data: bytes) -> Iterator[Residue]:
    """Raises :class:`Refused` for a locked or damaged file."""
    try:
        document = PDFDocument(PDFParser(io.BytesIO(data)))
        yield from _properties(document)
        yield from _catalog(document)
        for number, page in enumerate(islice(PDFPage.create_pages(document), _MAX_PAGES), 1):
            yield from _annotations(page, number)
    except Refused:
        raise
    except PDFPasswordIncorrect as error:
        raise Refused("PDF设了打开密码，查不了隐藏内容。请去掉密码后再查。") from error
    except Exception as error:  # a damaged file fails wherever the library's arithmetic does
        raise Refused("PDF已损坏，查不了隐藏内容。请用原程序重新导出。") from error


def _properties(document: PDFDocument) -> Iterator[Residue]:
    for info in document.info:
        for name, value in info.items():
            text = _text(value)
            if text and name in _AUTHORS:
                yield Residue(ResidueKind.AUTHOR, f"文件属性的“{_AUTHORS[name]}”", text)
            elif text and name in _PROPERTIES:
                yield Residue(ResidueKind.PROPERTY, f"文件属性的“{_PROPERTIES[name]}”", text)
    metadata = document.catalog.get("Metadata")
    if metadata is not None:
        for found in _PEOPLE_IN_XMP.finditer(stream_value(metadata).get_data()):
            text = _short(found.group(1).decode("utf-8", "replace"))
            if text:
                yield Residue(ResidueKind.AUTHOR, "文件的XMP属性", text)


def _catalog(document: PDFDocument) -> Iterator[Residue]:
    names = dict_value(document.catalog.get("Names") or {})
    for key, what in (("EmbeddedFiles", "附件"), ("JavaScript", "脚本")):
        if key in names:
            yield Residue(ResidueKind.ATTACHMENT, "文件里", what)
    action = resolve1(document.catalog.get("OpenAction"))
    if isinstance(action, dict) and _name(action.get("S")) in ("JavaScript", "Launch"):
        yield Residue(ResidueKind.ATTACHMENT, "文件里", "打开时运行的动作")


def _annotations(page: PDFPage, number: int) -> Iterator[Residue]:
    for item in list_value(page.annots or []):
        about = dict_value(item)
        kind = _name(about.get("Subtype"))
        if kind in _HARMLESS:
            continue
        where = "附带的文件" if kind == "FileAttachment" else "批注"
        found = ResidueKind.ATTACHMENT if kind == "FileAttachment" else ResidueKind.COMMENT
        yield Residue(found, f"第{number}页的{where}", _text(about.get("Contents")), Place(page=number))


def _name(value: Any) -> str:
    found = resolve1(value)
    return str(getattr(found, "name", "") or "")


def _text(value: Any) -> str:
    found = resolve1(value)
    if isinstance(found, bytes):
        return _short(decode_text(found))
    return _short(str(found)) if isinstance(found, str) else ""


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _SHOWN else plain[:_SHOWN] + "…"
