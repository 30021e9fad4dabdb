"""Bring in a spreadsheet: keep the file, start the work; confirm, stop or start it again."""

from __future__ import annotations

from typing import IO

from django.db import transaction
from django.utils import timezone

from zhunsheng.ledger.table_file import MAX_BYTES
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records import import_work, stored_files
from zhunsheng.web.records.cell_text import one_line
from zhunsheng.web.records.kinds_in_force import KindInForce
from zhunsheng.web.records.models import ImportJob, ImportState, StoredFile, Target, Unit
from zhunsheng.web.records.operations.add_entries import check_kind, may_write
from zhunsheng.web.records.operations.outcome import Forbidden, Invalid
from zhunsheng.web.records.standing_in import owners


def start_import(
    by: User, unit: Unit, kind: KindInForce, name: str, file: IO[bytes], *, project: Target | None, year: int | None,
    at_once: bool = False, confirmed: bool = False,
) -> ImportJob:  # fmt: skip
    """Keep the file and start checking it, in a process of its own or ``at_once`` in this one; what is ``confirmed`` asks nothing.

    Raises ``Invalid`` or ``Forbidden``.
    """
    may_write(by, unit)
    check_kind(kind, [])
    name = one_line(name.replace("\\", "/").rpartition("/")[2], 200) or "未命名文件"
    data = file.read(MAX_BYTES + 1)
    if not data:
        raise Invalid(f"“{name}”是空文件，没有接收。请确认选对了文件。")
    if len(data) > MAX_BYTES:
        raise Invalid(f"“{name}”超过{MAX_BYTES // 1024 // 1024}MB，没有接收。请拆成几个文件分别导入。")
    at = timezone.now()
    sha256 = stored_files.keep(data)
    stored, _ = StoredFile.objects.get_or_create(sha256=sha256, defaults={"size": len(data), "name": name})
    job = ImportJob.objects.create(
        unit=unit, kind=kind.name, edition=kind.edition, project=project, file=stored, name=name, by=by, at=at, beat=at,
        choices={**({"year": year} if year else {}), **({"confirmed": True} if confirmed else {})},
    )  # fmt: skip
    if at_once:
        import_work.run(job.pk)
        job.refresh_from_db()
    else:
        import_work.launch(job)
    return job


def confirm_import(by: User, job: ImportJob) -> None:
    """Say that what was asked is right, and go on. Raises ``Invalid`` or ``Forbidden``."""
    _again(by, job, (ImportState.ASKED,), confirmed=True)


def restart_import(by: User, job: ImportJob) -> None:
    """Start an import again whose process was killed. Raises ``Invalid`` or ``Forbidden``."""
    if not (import_work.stale(job) or job.state == ImportState.BROKEN):
        raise Invalid("这次导入没有中断，不用重来。")
    _again(by, job, (job.state,), confirmed=bool(job.choices.get("confirmed")))


def cancel_import(by: User, job: ImportJob) -> None:
    """Ask the work to stop; what waits for an answer is given up at once. Raises ``Invalid`` or ``Forbidden``."""
    _may(by, job)
    with transaction.atomic():
        row = ImportJob.objects.select_for_update(of=("self",)).get(pk=job.pk)
        if row.state not in (*import_work.OPEN, ImportState.ASKED):
            raise Invalid("这次导入已经结束，不能取消。")
        row.cancel = True
        if row.state in (ImportState.WAITING, ImportState.ASKED) or import_work.stale(row):
            row.state, row.message = ImportState.CANCELLED, "已取消，没有存入任何记录。"
        row.save(update_fields=("cancel", "state", "message"))


def _again(by: User, job: ImportJob, states: tuple[str, ...], *, confirmed: bool) -> None:
    _may(by, job)
    with transaction.atomic():
        row = ImportJob.objects.select_for_update(of=("self",)).get(pk=job.pk)
        if row.state not in states:
            raise Invalid("这次导入的状态已经变了，没有处理。请刷新页面。")
        row.state, row.cancel, row.beat, row.message = ImportState.WAITING, False, timezone.now(), ""
        row.choices = {**row.choices, "confirmed": confirmed}
        row.save(update_fields=("state", "cancel", "beat", "message", "choices"))
    import_work.launch(row)


def _may(by: User, job: ImportJob) -> None:
    may_write(by, job.unit)
    if job.by_id not in owners(by) and not by.is_superuser:
        raise Forbidden(f"这次导入是{job.by}做的，请由他处理。")
