"""Writing documents and handing them over as files."""

from __future__ import annotations

import re

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from zhunsheng.model.document import Document
from zhunsheng.usecases.write_document import write_document
from zhunsheng.web.desk.formats import BY_SUFFIX
from zhunsheng.web.records.headings import layout_of

_UNSAFE = re.compile(r'[\x00-\x1f\\/:*?"<>|]+')


def write(document: Document, suffix: str, layout: str = "", project: int | None = None) -> bytes:
    """A document, or one project of it, as a file of the format."""
    return write_document(document, suffix, layout=layout_of(layout), project=project)


def file_answer(data: bytes, name: str, suffix: str) -> HttpResponse:
    """A file to download under a Chinese name."""
    media_type = BY_SUFFIX[suffix].media_type if suffix in BY_SUFFIX else "application/zip"
    answer = HttpResponse(data, content_type=media_type)
    disposition = content_disposition_header(True, f"{safe_name(name)}.{suffix}")
    if disposition:
        answer["Content-Disposition"] = disposition
    answer["Cache-Control"] = "no-store"
    return answer


def safe_name(name: str) -> str:
    """A name that every file system takes."""
    return _UNSAFE.sub("_", name).strip(" .")[:80] or "导出"
