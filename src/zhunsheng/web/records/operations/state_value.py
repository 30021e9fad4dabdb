"""State what an indicator came to, where no formula measures it: with a reason, and marked wherever it is shown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from zhunsheng.model.quantity import quantity
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records import audit, stored_files
from zhunsheng.web.records.canonical import digest
from zhunsheng.web.records.cell_text import one_line
from zhunsheng.web.records.current_day import current_day
from zhunsheng.web.records.evidence_files import accepted
from zhunsheng.web.records.measured import forget
from zhunsheng.web.records.models import FormulaBinding, Plan, StatedValue, StoredFile
from zhunsheng.web.records.operations.outcome import Invalid
from zhunsheng.web.records.operations.recording import AnySheet, locked, noun, object_name, owner

MOST = 20
"""Papers of one statement."""


def state_value(
    sheet: AnySheet, key: str, by: User, *, text: str, reason: str, as_of: date, files: Sequence[tuple[str, bytes]] = (),
    kept: Sequence[dict[str, str]] = (),
) -> StatedValue:  # fmt: skip
    """State a value; a blank text takes the statement back. Raises ``Invalid`` or ``Forbidden``.

    ``files`` are the papers that go with it: name and content; ``kept`` are files that the installation holds already.
    """
    words, why = one_line(text, 400), one_line(reason, 400)
    if not why:
        raise Invalid("自述要写明依据什么，没有保存。" if words else "撤回自述要写明理由，没有保存。")
    if as_of > current_day():
        raise Invalid(f"截止日期{as_of}还没有到，没有保存。请填已经过去的一天。")
    with transaction.atomic():
        sheet = locked(sheet, by)
        _known(sheet, key)
        row = StatedValue(
            **owner(sheet), key=key, as_of=as_of, text=words, value=number(words), reason=why, files=[*kept, *kept_files(files)], withdrawn=not words, by=by,
            at=timezone.now(),
        )  # fmt: skip
        row.save()
        forget(sheet, key)
        detail = {"key": key, "written": {f"stated_value:{row.pk}": digest(written(row))}, "text": words[:100]}
        audit.log("state_value", by, row.at, object_name(sheet), detail)
    return row


def written(row: StatedValue) -> dict[str, Any]:
    """What a statement says, for the audit trail."""
    return {
        "key": row.key, "as_of": row.as_of.isoformat(), "text": row.text, "reason": row.reason, "files": row.files,
        "withdrawn": row.withdrawn,
    }  # fmt: skip


def number(text: str) -> Decimal | None:
    """The number that a stated value begins with (``96.5%`` → 96.5); ``None`` for words."""
    found = quantity(text)
    return found.number if found is not None and found.operator in (None, "=") else None


def _known(sheet: AnySheet, key: str) -> None:
    if isinstance(sheet, Plan):
        there = FormulaBinding.objects.filter(plan=sheet, key=key).exists()
    else:
        there = key in {indicator.key for indicator in noun(sheet).indicators}
    if not there:
        raise Invalid("表里没有这条指标了，没有保存。请刷新页面后再试。")


def kept_files(files: Sequence[tuple[str, bytes]]) -> list[dict[str, str]]:
    """Keep the papers that go with what is said; their digests and names. Raises ``Invalid`` for too many, and for what is not taken."""
    if len(files) > MOST:
        raise Invalid(f"一次最多附{MOST}个文件，没有保存。")
    kept = []
    for name, data in files:
        called = accepted(name, data)
        sha256 = stored_files.keep(data)
        StoredFile.objects.get_or_create(sha256=sha256, defaults={"size": len(data), "name": called})
        kept.append({"sha256": sha256, "name": called})
    return kept
