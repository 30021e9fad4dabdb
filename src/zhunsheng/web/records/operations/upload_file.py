"""Keep an uploaded file and read it; what it says waits for somebody to confirm it."""

from __future__ import annotations

import logging

from django.db import transaction
from django.utils import timezone

from zhunsheng.documents.interchange import document_to_json
from zhunsheng.documents.reading.refusal import Refused
from zhunsheng.model.document import Document
from zhunsheng.usecases.read_document import read_bytes
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records import audit, stored_files
from zhunsheng.web.records.cell_text import one_line, plain_json
from zhunsheng.web.records.models import Reading, ReadingStatus, StoredFile
from zhunsheng.web.records.operations.outcome import Forbidden, Invalid

log = logging.getLogger("zhunsheng.upload")
YEARS = range(1990, 2101)
"""The fiscal years that a sheet may have."""


def upload_file(by: User, name: str, data: bytes, client_id: str = "") -> Reading:
    """Keep the bytes, read them, and keep what was read. A file that cannot be used becomes a refused reading.

    ``client_id`` is the name by which the page may take the upload back (see :mod:`.cancel_upload`).
    """
    if not by.may_upload:
        raise Forbidden(f"{by.bounds}，不能上传。如需上传，请联系本单位管理员。")
    name = one_line(name.replace("\\", "/").rpartition("/")[2], 200) or "未命名文件"
    if not data:
        raise Invalid(f"“{name}”是空文件，没有接收。请确认选对了文件。")
    sha256 = stored_files.keep(data)
    document, message = _read(data, name)
    status = ReadingStatus.REFUSED if document is None else ReadingStatus.READ
    at = timezone.now()
    with transaction.atomic():
        file, _ = StoredFile.objects.get_or_create(sha256=sha256, defaults={"size": len(data), "name": name})
        year = document.fiscal_year if document and document.fiscal_year in YEARS else None
        reading = Reading.objects.create(
            file=file, name=name, uploaded_by=by, at=at, year=year, status=status, message=message,
            layout=(document.source.layout or "")[:60] if document else "",
            document=plain_json(document_to_json(document)) if document else None, client_id=_name(client_id),
        )  # fmt: skip
        audit.log(
            "upload_file", by, at, f"reading:{reading.pk}", {"name": name, "sha256": sha256, "status": str(status)}
        )
    return reading


def _name(client_id: str) -> str | None:
    """The upload's name, if it has a usable one that nobody else has used."""
    usable = 0 < len(client_id) <= 64 and client_id.isascii() and client_id.isprintable()
    return client_id if usable and not Reading.objects.filter(client_id=client_id).exists() else None


def _read(data: bytes, name: str) -> tuple[Document | None, str]:
    """What the file says, or why it says nothing. A reader's own fault must not take the page down."""
    try:
        document = read_bytes(data, name)
    except Refused as error:
        return None, str(error)
    except Exception:
        log.exception("a reader failed on %s", name)
        return None, "文件没有读成：里面有程序没料到的内容。请另存为.docx或.xlsx再上传，并把原文件交给管理员。"
    forms = document.self_evaluations or document.monitorings
    if not document.projects and document.department.is_blank and not forms:
        found = "；".join(problem.message for problem in document.problems[:3])
        return None, found or "文件里没有读出任何项目或部门目标。请确认选对了文件。"
    return document, ""
