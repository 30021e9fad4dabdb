"""Rows of an import between checking and writing: in a file of their own, so that a long list costs little memory and no lock."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

from django.utils import timezone

from zhunsheng.model.record import Record
from zhunsheng.web.records.entry_rows import SLOTS, Digest, Row, entry_digest, placed
from zhunsheng.web.records.kinds_in_force import KindInForce
from zhunsheng.web.records.models import Entry, EntrySource, ImportJob, Target
from zhunsheng.web.records.moments import moment_of
from zhunsheng.web.records.tallies import Drawer

_BATCH = 2000
_TABLE = """CREATE TABLE staged (id TEXT PRIMARY KEY, number INTEGER, alike BLOB, project INTEGER, day INTEGER,
 month INTEGER, said TEXT, cells TEXT) WITHOUT ROWID"""


class Staging:
    """The rows that an import would write. Use it as a context: the file is closed at the end."""

    def __init__(self, folder: Path, job: ImportJob, kind: KindInForce, projects: dict[str, Target]) -> None:
        self.job, self.kind, self.projects = job, kind, projects
        self.rows = 0
        self._waiting: list[tuple[Any, ...]] = []
        self._file = sqlite3.connect(folder / "staged.sqlite3", isolation_level=None)
        self._file.executescript(f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; {_TABLE}; BEGIN")

    def __enter__(self) -> Staging:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def add(self, record: Record) -> None:
        """Stage one record."""
        self.rows += 1
        project = self.projects[record.project].pk if record.project else None
        found = placed(self.kind.record, record.values)
        self._waiting.append(
            (
                record.id, self.rows, _alike(project, found["day"], found["cells"]), project, found["day"], found["month"],
                json.dumps(found["values"], ensure_ascii=False), json.dumps(found["cells"], ensure_ascii=False),
            )
        )  # fmt: skip
        if len(self._waiting) >= _BATCH:
            self._flush()

    def close_adding(self) -> None:
        """No more rows come."""
        self._flush()
        self._file.execute("CREATE INDEX staged_alike ON staged (alike)")
        self._file.execute("COMMIT")

    def doubles(self) -> list[str]:
        """The staged rows that say exactly what a valid entry says that came in some other way; one phrase each."""
        first, last = self._file.execute("SELECT min(day), max(day) FROM staged").fetchone()
        if first is None:
            return []
        rows = Entry.objects.filter(
            kind=self.job.kind, unit=self.job.unit, day__gte=first, day__lte=last, superseded_at__isnull=True, withdrawn=False
        )  # fmt: skip
        found = []
        fields = rows.values_list("recorded_at", "by__name", "project_id", "day", *SLOTS)
        for at, name, project, day, *cells in fields.iterator(chunk_size=_BATCH):
            key = _alike(project, day, tuple(cells))
            for (number,) in self._file.execute("SELECT number FROM staged WHERE alike = ?", (key,)):
                when = timezone.localtime(moment_of(at)).strftime("%Y-%m-%d %H:%M")
                found.append((number, f"第{number}条与{name or ''}{when}录的一条完全相同"))
        return [words for _, words in sorted(found)]

    def read(self, at: int) -> Iterator[Row]:
        """The rows as they will be written at this time, in the order of their ids."""
        job = self.job
        staged = self._file.execute("SELECT id, project, day, month, said, cells FROM staged ORDER BY id")
        for id, project, day, month, said, cells in staged:
            yield Row(
                id=id, kind=job.kind, edition=self.kind.edition, unit_id=job.unit_id, project_id=project, day=day, month=month,
                recorded_at=at, values=json.loads(said), cells=tuple(json.loads(cells)), source=str(EntrySource.IMPORT),
                by_id=job.by_id,
            )  # fmt: skip

    def digest(self) -> str:
        """The digest of all rows, for the audit trail."""
        total = Digest()
        for row in self.read(0):
            total.add(entry_digest(row))
        return total.value

    def drawers(self) -> dict[Drawer, int]:
        """How many entries come into each month."""
        counted = self._file.execute("SELECT month, count(*) FROM staged GROUP BY month")
        return Counter({(self.job.unit_id, self.job.kind, month): count for month, count in counted})

    def _flush(self) -> None:
        self._file.executemany("INSERT INTO staged VALUES (?, ?, ?, ?, ?, ?, ?, ?)", self._waiting)
        self._waiting.clear()


def _alike(project: int | None, day: int, cells: tuple[Any, ...]) -> bytes:
    """A short digest of what two entries have in common when they say the same."""
    return hashlib.blake2b(repr((project, day, cells)).encode("utf-8"), digest_size=12).digest()
