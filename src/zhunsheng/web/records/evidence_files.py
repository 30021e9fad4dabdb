"""The one place where a file comes in as evidence, and the one where it goes out again."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404

from zhunsheng.documents.evidence_file import evidence_file, safe_name
from zhunsheng.web.records.operations.outcome import Invalid


def accepted(name: str, data: bytes, refused: str = "没有保存") -> str:
    """The name under which a file is kept. Raises ``Invalid`` for one that is empty, too large, or not of a kind that is taken."""
    called, limit = safe_name(name), settings.EVIDENCE_LIMIT
    if not data:
        raise Invalid(f"“{called}”是空文件，{refused}。请重新选择。")
    if len(data) > limit:
        raise Invalid(f"“{called}”超过{limit // 1024 // 1024}MB，{refused}。请把照片调小，或拆成几个文件。")
    found = evidence_file(name, data)
    if found.problem:
        raise Invalid(f"“{called}”{refused}：{found.problem}")
    return found.name


def as_download(path: Path, name: str) -> FileResponse:
    """A kept file to take along: never shown within the page, whatever it is. Raises ``Http404`` where its bytes are gone."""
    if not path.exists():
        raise Http404
    answer = FileResponse(
        path.open("rb"), as_attachment=True, filename=safe_name(name), content_type="application/octet-stream"
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer
