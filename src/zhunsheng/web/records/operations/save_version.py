"""Keep the draft as a version."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from zhunsheng.web.accounts.models import User
from zhunsheng.web.records import audit
from zhunsheng.web.records.canonical import digest
from zhunsheng.web.records.cell_text import one_line
from zhunsheng.web.records.models import Version, VersionKind
from zhunsheng.web.records.operations.outcome import Invalid
from zhunsheng.web.records.operations.recording import AnySheet, locked, object_name, owner


def save_version(sheet: AnySheet, by: User, note: str) -> Version:
    """Keep the draft as it is under the next number. Raises ``Invalid`` without a note."""
    words = one_line(note)
    if not words:
        raise Invalid("请说明这一版为什么存，例如“报送前定稿”。")
    with transaction.atomic():
        sheet = locked(sheet, by)
        return add_version(sheet, by, VersionKind.SAVED, words, timezone.now(), act="save_version")


def add_version(
    sheet: AnySheet, by: User, kind: VersionKind, note: str, at: datetime, *, act: str | None = None
) -> Version:
    """Add a version of a locked sheet; with ``act``, log it too."""
    versions = Version.objects.filter(**owner(sheet))
    number = (versions.aggregate(last=Max("number"))["last"] or 0) + 1
    version = Version(
        **owner(sheet), number=number, kind=kind, revision=sheet.revision, content=sheet.draft,
        digest=digest(sheet.draft), note=note[:400], by=by, at=at,
    )  # fmt: skip
    version.save()
    if act is not None:
        detail = {"version": number, "revision": sheet.revision, "digest": version.digest, "note": version.note}
        audit.log(act, by, at, object_name(sheet), detail)
    return version


def keep_unsaved(sheet: AnySheet, by: User, note: str, at: datetime) -> None:
    """Keep a locked sheet's draft as a version when it has changed since the last one."""
    last = Version.objects.filter(**owner(sheet)).order_by("-number").values_list("revision", flat=True).first()
    if last != sheet.revision:
        add_version(sheet, by, VersionKind.SAVED, note, at, act="save_version")
