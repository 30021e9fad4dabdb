"""The work of an import, done in a process of its own: check every row, stage what is fine, write all of it or nothing."""

from __future__ import annotations

import logging
import subprocess
import sys
import time
from collections.abc import Collection, Sequence
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from zhunsheng.formula.storage import microseconds
from zhunsheng.ledger.marked_copy import write_marked_copy
from zhunsheng.ledger.sheet import SheetImport, check_sheet
from zhunsheng.ledger.sheet_rows import Terms
from zhunsheng.web.records import audit, stored_files, tallies
from zhunsheng.web.records.cell_text import plain
from zhunsheng.web.records.current_day import current_moment
from zhunsheng.web.records.entry_rows import insert_fields
from zhunsheng.web.records.import_staging import Staging
from zhunsheng.web.records.kinds_in_force import kinds_of
from zhunsheng.web.records.models import Entry, ImportJob, ImportState, StoredFile, Target
from zhunsheng.web.records.operations.add_entries import may_write
from zhunsheng.web.records.operations.outcome import NotDone

log = logging.getLogger("zhunsheng.import")
BEAT = 0.7
"""Seconds between two words about how far the work is."""
SHOWN = 200
"""Problems that the page of an import lists."""
OPEN = (ImportState.WAITING, ImportState.CHECKING, ImportState.SAVING)


class Cancelled(Exception):
    """Somebody asked the work to stop."""


def launch(job: ImportJob) -> None:
    """Start the work in another process, so that pages stay quick and the memory comes back."""
    logs = Path(settings.DATA) / "logs" / "import.log"
    with logs.open("a", encoding="utf-8") as out:
        subprocess.Popen(
            [sys.executable, "-m", "zhunsheng.web", "run_import", str(job.pk)],
            stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True,
        )  # fmt: skip


def run(pk: int) -> None:
    """Do the work of an import that waits. Whatever happens, its row says how it ended."""
    if not ImportJob.objects.filter(pk=pk, state=ImportState.WAITING).update(
        state=ImportState.CHECKING, beat=timezone.now()
    ):
        return
    job = ImportJob.objects.select_related("unit", "file", "project", "by").get(pk=pk)
    try:
        _Work(job).do()
    except Cancelled:
        _end(job, ImportState.CANCELLED, "已取消，没有存入任何记录。")
    except NotDone as refusal:
        _end(job, ImportState.REFUSED, str(refusal))
    except IntegrityError:
        _end(job, ImportState.BROKEN, "同样的行刚被另一次导入存进来了，这一次没有存入任何记录。请重新开始，不会重复。")
    except Exception:
        log.exception("import %s failed", pk)
        words = "导入中断：里面有程序没料到的内容，没有存入任何记录。请另存为.xlsx再试，并把原文件交给管理员。"
        _end(job, ImportState.BROKEN, words)


class _Work:
    def __init__(self, job: ImportJob) -> None:
        self.job = job
        self.said = 0.0

    def do(self) -> None:
        job = self.job
        may_write(job.by, job.unit)
        kind = kinds_of(job.unit).get(job.kind)
        if kind is None or kind.closed:
            raise NotDone("这种台账已停用，没有存入。")
        data = stored_files.path_of(job.file.sha256).read_bytes()
        projects = _projects(job)
        codes = {code: target.name or code for code, target in projects.items()}
        own = job.project.code if job.project else None
        year = job.choices.get("year") or (job.project.year if job.project else None)
        now = current_moment()
        terms = Terms(now, year, own, job.unit.code, codes)
        folder = TemporaryDirectory(prefix="import-", dir=settings.DATA)
        with folder as name, Staging(Path(name), job, kind, projects) as staging:
            found = check_sheet(data, kind.ledger, terms, known=_known, progress=self._progress, each=staging.add)
            job.total = job.done = found.rows
            job.faulty, job.asked, job.repeated = found.refused, found.asked, found.repeated
            job.problems = _problems(found)
            if self._may_be_kept(found):
                staging.close_adding()
                self._keep(staging)

    def _may_be_kept(self, found: SheetImport) -> bool:
        """True when nothing stands against the rows; else the import has ended, or waits for an answer."""
        job = self.job
        if found.refusal is not None:
            _end(job, ImportState.REFUSED, found.refusal)
        elif not found.usable:
            job.marked = _marked(found, job)
            whole = "；".join(remark.sentence for remark in found.remarks)
            words = f"{found.rows}行里有{found.refused}行要改，一行也没有存入。" if found.refused else whole
            _end(job, ImportState.REFUSED, words)
        elif found.asks and not job.choices.get("confirmed"):
            _end(job, ImportState.ASKED, f"{found.rows}行都能存，其中{found.asked}行和表头有话要问您，还没有存入。")
        else:
            return True
        return False

    def _keep(self, staging: Staging) -> None:
        """Ask about rows that are there already in other words, or write all of them."""
        job = self.job
        doubles = [] if job.choices.get("confirmed") else staging.doubles()
        if doubles:
            job.asked = len(doubles)
            job.problems = [_whole(f"{words}，确定不是重复吗。", "ask") for words in doubles[:SHOWN]]
            _end(job, ImportState.ASKED, f"有{len(doubles)}行和已录的记录完全相同，还没有存入。请核对后确认。")
            return
        if staging.rows == 0:
            _end(job, ImportState.DONE, "这些行以前都导入过，没有重复记。")
            return
        detail = {
            "kind": job.kind, "unit": job.unit.code, "rows": staging.rows, "digest": staging.digest(), "source": "import",
            "file": job.file.sha256, "name": job.name,
        }  # fmt: skip
        drawers = staging.drawers()
        self._say(ImportState.SAVING, 0, staging.rows)
        with transaction.atomic():
            audit.hold()
            at = timezone.now()
            logged = audit.log("import_entries", job.by, at, f"import:{job.pk}", detail)
            insert_fields(staging.fields(microseconds(at), logged.number))
            tallies.count_many(drawers, at=microseconds(at))
            if ImportJob.objects.filter(pk=job.pk, cancel=True).exists():
                raise Cancelled
            job.logged, job.kept, job.done, job.total = logged.number, staging.rows, staging.rows, staging.rows
            words = f"已存入{staging.rows}条" + (
                f"，另有{job.repeated}条以前导入过，没有重复记。" if job.repeated else "。"
            )
            _end(job, ImportState.DONE, words)

    def _progress(self, done: int, total: int) -> None:
        """Say now and then how far it is; stop when somebody asked for it."""
        if time.monotonic() - self.said >= BEAT:
            self._say(ImportState.CHECKING, done, total)

    def _say(self, state: ImportState, done: int, total: int) -> None:
        self.said = time.monotonic()
        ImportJob.objects.filter(pk=self.job.pk).update(state=state, done=done, total=total, beat=timezone.now())
        if ImportJob.objects.filter(pk=self.job.pk, cancel=True).exists():
            raise Cancelled


def _end(job: ImportJob, state: ImportState, message: str) -> None:
    job.state, job.message, job.beat = state, message, timezone.now()
    job.save(
        update_fields=(
            "state", "message", "beat", "total", "done", "faulty", "asked", "repeated", "kept", "problems", "marked", "logged",
        )
    )  # fmt: skip


def _known(ids: Sequence[str]) -> Collection[str]:
    return set(Entry.objects.filter(pk__in=ids).values_list("pk", flat=True))


def _projects(job: ImportJob) -> dict[str, Target]:
    """The unit's projects of the chosen year by code; the first of those that share one."""
    found: dict[str, Target] = {}
    year = job.choices.get("year") or (job.project.year if job.project else None)
    rows = Target.objects.filter(unit=job.unit, archived=False).exclude(code="").defer("draft", "search")
    for target in (rows.filter(year=year) if year else rows).order_by("-year", "position", "pk"):
        found.setdefault(target.code, target)
    if job.project is not None:
        found[job.project.code] = job.project
    return found


def _problems(found: SheetImport) -> list[dict[str, Any]]:
    """What the page shows: what is about the file first, then what has to be mended, then what is asked."""
    whole = [_whole(remark.sentence, str(remark.gravity)) for remark in found.remarks]
    order = {"refuse": 0, "ask": 1, "note": 2}
    rows = sorted(found.problems, key=lambda problem: (order[problem.gravity], problem.sheet, problem.row))
    shown = [{**asdict(problem), "gravity": str(problem.gravity)} for problem in rows[:SHOWN]]
    return whole + [
        {key: plain(value) if isinstance(value, str) else value for key, value in row.items()} for row in shown
    ]


def _whole(sentence: str, gravity: str) -> dict[str, Any]:
    return {"sheet": "", "row": None, "column": None, "cell": "", "typed": "", "sentence": sentence, "gravity": gravity}


def _marked(found: SheetImport, job: ImportJob) -> StoredFile:
    """The file with every fault beside its row, kept like any other file."""
    with TemporaryDirectory(prefix="import-", dir=settings.DATA) as folder:
        path = Path(folder) / "marked.xlsx"
        with path.open("wb") as out:
            write_marked_copy(found, out)
        data = path.read_bytes()
    name = f"{Path(job.name).stem[:100]}（标出问题）.xlsx"
    stored, _ = StoredFile.objects.get_or_create(
        sha256=stored_files.keep(data), defaults={"size": len(data), "name": name}
    )
    return stored


def stale(job: ImportJob, seconds: int = 90) -> bool:
    """True for an import that says it works while nobody does: its process was killed."""
    return job.state in OPEN and (timezone.now() - job.beat).total_seconds() > seconds
