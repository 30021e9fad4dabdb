"""Entries and their files checked against the audit trail; what is derived from them checked against what they say."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from django.db.models import Count, Exists, F, OuterRef

from zhunsheng.formula.storage import microseconds
from zhunsheng.web.records.entry_rows import SLOTS, Digest, cells_of, entry_digest, time_digest
from zhunsheng.web.records.entry_values import from_json
from zhunsheng.web.records.kinds_in_force import KindInForce, every_edition
from zhunsheng.web.records.models import Attachment, AuditEntry, Entry, Tally

ACTS = ("add_entries", "import_entries", "correct_entry", "withdraw_entry", "answer_survey")
"""The acts that write entries."""
_CHUNK = 2000


def entry_faults() -> Iterator[str]:
    """Every fault, one Chinese sentence each."""
    yield from _written_faults()
    yield from _superseded_faults()
    yield from _tally_faults()
    yield from _attachment_faults()


def _written_faults() -> Iterator[str]:
    """Entries that are not as their act wrote them, or that no act wrote; slots that say otherwise than the values."""
    kinds = every_edition()
    acts = AuditEntry.objects.filter(act__in=ACTS, detail__has_key="digest").order_by("number")
    said = iter(acts.values_list("number", "detail", "at").iterator(chunk_size=_CHUNK))
    act = next(said, None)
    rows = Entry.objects.order_by("logged", "pk").iterator(chunk_size=_CHUNK)
    for logged, group in groupby(rows, key=lambda row: row.logged):
        while act is not None and act[0] < logged:
            yield f"审计记录第{act[0]}条记下的{act[1]['rows']}条台账记录不见了。"
            act = next(said, None)
        total, times = Digest(), Digest()
        detail, at = (act[1], microseconds(act[2])) if act is not None and act[0] == logged else ({}, None)
        for row in group:
            total.add(entry_digest(row))
            times.add(time_digest(row))
            if at is not None and "times" not in detail and row.recorded_at != at:
                yield f"台账记录{row.pk}的录入时间与审计记录第{logged}条不符：被改动过。"
            yield from _slot_faults(row, kinds.get((row.kind, row.edition)))
        if at is None:
            yield f"有{total.rows}条台账记录写着审计编号{logged}，审计记录里没有它们。"
            continue
        if (total.rows, total.value) != (detail["rows"], detail["digest"]):
            yield f"审计记录第{logged}条记下的{detail['rows']}条台账记录与它的摘要不符：被改动过、删掉过或添加过。"
        if detail.get("times", times.value) != times.value:
            yield f"审计记录第{logged}条记下的台账记录，录入时间与它的摘要不符：被改动过。"
        act = next(said, None)
    while act is not None:
        yield f"审计记录第{act[0]}条记下的{act[1]['rows']}条台账记录不见了。"
        act = next(said, None)


def _slot_faults(row: Entry, kind: KindInForce | None) -> Iterator[str]:
    if kind is None:
        yield f"台账记录{row.pk}属于一种不存在的台账“{row.kind}”。"
    elif cells_of(kind.record, from_json(kind.record, row.values)) != tuple(getattr(row, slot) for slot in SLOTS):
        yield f"台账记录{row.pk}用来计算的数与它的内容不符：被改动过。"


def _superseded_faults() -> Iterator[str]:
    """Entries that ceased to hold without a successor, and successors of entries that still hold."""
    successor = Entry.objects.filter(supersedes=OuterRef("pk"), recorded_at=OuterRef("superseded_at"))
    for pk in Entry.objects.filter(~Exists(successor), superseded_at__isnull=False).values_list("pk", flat=True):
        yield f"台账记录{pk}被标为已更正，但没有更正它的记录。"
    for pk in Entry.objects.filter(supersedes__superseded_at__isnull=True, supersedes__isnull=False).values_list(
        "supersedes", flat=True
    ):
        yield f"台账记录{pk}已被更正，却还标为有效。"


def _tally_faults() -> Iterator[str]:
    valid = Entry.objects.filter(superseded_at__isnull=True, withdrawn=False)
    counted = valid.values_list("unit", "kind", "month").annotate(count=Count("pk")).order_by("unit", "kind", "month")
    found = {(unit, kind, month): count for unit, kind, month, count in counted.iterator(chunk_size=_CHUNK)}
    for unit, kind, month, count in Tally.objects.values_list("unit", "kind", "month", "count"):
        if found.pop((unit, kind, month), 0) != count:
            yield f"单位{unit}“{kind}”台账{month}月的条数不对。请运行 rebuild。"
    for unit, kind, month in found:
        yield f"单位{unit}“{kind}”台账{month}月没有计入条数。请运行 rebuild。"


def _attachment_faults() -> Iterator[str]:
    """Attachments that the audit trail does not know, knows otherwise, or misses."""
    acts = AuditEntry.objects.filter(act="attach_file").order_by("number").values_list("number", "detail")
    said = {number: (detail["entry"], detail["sha256"]) for number, detail in acts.iterator(chunk_size=_CHUNK)}
    rows = Attachment.objects.annotate(sha256=F("file__sha256")).values_list("pk", "logged", "entry_id", "sha256")
    for pk, logged, entry, sha256 in rows.iterator(chunk_size=_CHUNK):
        if said.pop(logged, None) != (entry, sha256):
            yield f"台账附件{pk}号与审计记录不符：被改动过，或不是由程序加的。"
    for number in said:
        yield f"审计记录第{number}条加的台账附件不见了。"
