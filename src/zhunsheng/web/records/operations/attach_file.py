"""Add a photo or another file to an entry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from zhunsheng.web.accounts.models import User
from zhunsheng.web.records import audit, stored_files
from zhunsheng.web.records.evidence_files import accepted
from zhunsheng.web.records.models import Attachment, Entry, PhotoMatch, StoredFile
from zhunsheng.web.records.operations.add_entries import may_write
from zhunsheng.web.records.operations.outcome import Forbidden, Invalid
from zhunsheng.web.records.photos import alike, keep_matches, keep_photo, read_picture

MOST = 20
"""Files of one entry."""


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that is kept: its digest, and what has to be said about it (the same photo stands elsewhere)."""

    pk: int
    sha256: str
    message: str = ""


def attach_file(by: User, entry_id: str, name: str, file: IO[bytes]) -> Attached:
    """Keep a file with an entry. The same file twice is kept once. Raises ``Invalid`` or ``Forbidden``."""
    data = file.read(settings.EVIDENCE_LIMIT + 1)
    entry = _entry(by, entry_id)
    picture = read_picture(name, data) if 0 < len(data) <= settings.EVIDENCE_LIMIT else None
    name = accepted(name, data, "没有接收")
    sha256 = stored_files.keep(data)
    root = entry.root_id or entry.pk
    near = alike(picture, entry.unit, root) if picture is not None else []
    with transaction.atomic():
        audit.hold()
        stored, _ = StoredFile.objects.get_or_create(sha256=sha256, defaults={"size": len(data), "name": name})
        there = Attachment.objects.filter(entry_id=root, file=stored).first()
        if there is not None:
            return Attached(there.pk, sha256)
        if Attachment.objects.filter(entry_id=root).count() >= MOST:
            raise Invalid(f"一条记录最多{MOST}个附件，“{name}”没有加上。")
        at = timezone.now()
        logged = audit.log("attach_file", by, at, f"entry:{root}", {"entry": root, "sha256": sha256, "name": name})
        row = Attachment(entry_id=root, file=stored, name=name, by=by, at=at, logged=logged.number)
        row.save()
        if picture is not None:
            keep_photo(stored, picture)
        return Attached(row.pk, sha256, _words(keep_matches(row, entry.unit, near)))


def _words(matches: list[PhotoMatch]) -> str:
    if any(found.same_file for found in matches):
        return "这张照片在别的记录里已经用过，已标出，请核对。"
    return "别的记录里有几乎一样的照片，已标出，请核对。" if matches else ""


def _entry(by: User, entry_id: str) -> Entry:
    entry = Entry.objects.filter(pk=entry_id).select_related("unit").first()
    if entry is None:
        raise Invalid("这张照片所属的记录还没有收到。请先发送记录。")
    may_write(by, entry.unit)
    if by.is_field and entry.by_id != by.pk:
        raise Forbidden("只能给自己录的记录加照片。请告诉本单位经办人。")
    return entry
