"""What the records say about themselves, checked: the audit chain, edits, versions, drafts and stored files."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone

from zhunsheng.web.records import audit, deadline_tallies, stored_files
from zhunsheng.web.records.appraisal_course import appraisal_faults
from zhunsheng.web.records.canonical import digest
from zhunsheng.web.records.changes import content_of
from zhunsheng.web.records.course import state_faults
from zhunsheng.web.records.entry_verification import entry_faults
from zhunsheng.web.records.models import AuditEntry, ChainHead, Edit, Plan, StoredFile, Target, Version
from zhunsheng.web.records.open_index import open_faults
from zhunsheng.web.records.operations.recording import AnySheet, change_digest, object_name
from zhunsheng.web.records.queries.history import NoSuchState, content_at
from zhunsheng.web.records.review_verification import review_faults
from zhunsheng.web.records.year_course import year_course_faults

_CHUNK = 200


def faults() -> Iterator[str]:
    """Every fault, one Chinese sentence each; nothing when all is well."""
    yield from chain_faults()
    yield from edit_faults()
    yield from version_faults()
    yield from draft_faults()
    yield from file_faults()
    yield from review_faults()
    yield from state_faults()
    yield from year_course_faults()
    yield from appraisal_faults()
    yield from open_faults()
    yield from entry_faults()
    yield from deadline_tallies.faults()


def chain_faults() -> Iterator[str]:
    """Entries that were changed, left out or added behind the chain's back."""
    expected, previous = 1, audit.FIRST
    for entry in AuditEntry.objects.order_by("number").iterator(chunk_size=_CHUNK):
        when = timezone.localtime(entry.at).strftime("%Y-%m-%d %H:%M:%S")
        where = f"审计记录第{entry.number}条（{when} {audit.ACTS.get(entry.act, entry.act)}）"
        if entry.number != expected:
            yield f"审计记录第{expected}条到第{entry.number - 1}条不见了。"
        elif entry.previous != previous:
            yield f"{where}与前一条接不上：前一条被改动过，或中间有记录被换掉。"
        value = audit.entry_hash(
            entry.number, entry.previous, entry.act, entry.who_name, entry.at, entry.object, entry.detail
        )
        if value != entry.hash:
            yield f"{where}的内容与它的摘要不符：这一条被改动过。"
        expected, previous = entry.number + 1, entry.hash
    head = ChainHead.objects.filter(pk=1).first()
    number, value = (head.number, head.hash) if head else (0, audit.FIRST)
    if (number, value) != (expected - 1, previous):
        yield f"审计链应到第{number}条，实有{expected - 1}条：末尾的记录被删改过。"


def edit_faults() -> Iterator[str]:
    """Edits that differ from what the audit trail says of them, or of which it knows nothing."""
    logged: dict[tuple[str, int], str] = {}
    entries = AuditEntry.objects.exclude(detail__change=None).order_by("number").values_list("object", "detail")
    for name, detail in entries.iterator(chunk_size=_CHUNK):
        if "change" in detail:
            logged[(name, detail["revision"])] = detail["change"]
    for edit in Edit.objects.order_by("pk").iterator(chunk_size=_CHUNK):
        name = f"target:{edit.target_id}" if edit.target_id else f"plan:{edit.plan_id}"
        expected = logged.pop((name, edit.revision), None)
        if expected is None:
            yield f"{_words(name)}的第{edit.revision}次修改在审计记录里没有。"
        elif expected != change_digest(edit):
            yield f"{_words(name)}的第{edit.revision}次修改与审计记录不符：内容被改动过。"
    for name, revision in logged:
        yield f"{_words(name)}的第{revision}次修改不见了，审计记录里有它。"


def version_faults() -> Iterator[str]:
    """Versions whose content no longer has its digest."""
    for version in Version.objects.order_by("pk").iterator(chunk_size=_CHUNK):
        if digest(version.content) != version.digest:
            name = f"target:{version.target_id}" if version.target_id else f"plan:{version.plan_id}"
            yield f"{_words(name)}的第{version.number}版内容与它的摘要不符：被改动过。"


def draft_faults() -> Iterator[str]:
    """Drafts that are not what their version and edits come to."""
    for model in (Target, Plan):
        for sheet in model.objects.order_by("pk").iterator(chunk_size=_CHUNK):
            if not _replays(sheet):
                yield f"{_words(object_name(sheet))}现在的内容与它的版本和修改记录对不上：有改动没有留下记录。"


def file_faults() -> Iterator[str]:
    """Stored files that are gone or were changed."""
    for file in StoredFile.objects.order_by("pk").iterator(chunk_size=_CHUNK):
        problem = stored_files.problem_of(file.sha256)
        if problem:
            yield f"上传的文件“{file.name}”：{problem}。"


def _replays(sheet: AnySheet) -> bool:
    try:
        return content_of(content_at(sheet, sheet.revision)) == sheet.draft
    except (NoSuchState, KeyError, TypeError, ValueError):
        return False


def _words(name: str) -> str:
    """``target:12`` as people say it."""
    kind, _, number = name.partition(":")
    return f"{'项目表' if kind == 'target' else '部门整体目标'}{number}号"
