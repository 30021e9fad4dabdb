"""Put an older version in the place of the draft; what stood there is kept as a version first."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from zhunsheng.web.accounts.models import User
from zhunsheng.web.records.changes import restore_change
from zhunsheng.web.records.models import Version, VersionKind
from zhunsheng.web.records.operations.outcome import Invalid
from zhunsheng.web.records.operations.recording import AnySheet, Saved, locked, noun, owner, record
from zhunsheng.web.records.operations.save_version import add_version, keep_unsaved


def restore_version(sheet: AnySheet, by: User, number: int) -> Saved:
    """Make the draft read as the version of this number. Raises ``Invalid`` when there is none."""
    with transaction.atomic():
        sheet = locked(sheet, by)
        version = Version.objects.filter(**owner(sheet), number=number).first()
        if version is None:
            raise Invalid(f"没有第{number}版。请刷新页面后再选。")
        before = noun(sheet)
        change = restore_change(before, version.content)
        if change.old == change.new:
            return Saved(sheet, before, before, None)
        at = timezone.now()
        keep_unsaved(sheet, by, f"恢复第{number}版之前自动存下", at)
        note = f"恢复到第{number}版"
        saved = record(sheet, before, change, act="restore_version", by=by, note=note, at=at)
        add_version(sheet, by, VersionKind.RESTORED, note, at)
        return saved
