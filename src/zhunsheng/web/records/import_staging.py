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

from zhunsheng.ledger.sheet_rows import CheckedRow
from zhunsheng.web.records.entry_rows import COLUMNS, SLOTS, Digest, Row, placed
from zhunsheng.web.records.kinds_in_force import KindInForce
from zhunsheng.web.records.models import Entry, EntrySource, ImportJob, Target
from zhunsheng.web.records.moments import moment_of
from zhunsheng.web.records.tallies import Drawer

_BATCH = 2000
_OWN = ("number", "alike", "digest")
_FIELDS = ("id", "project_id", "day", "month", "values", *SLOTS)
"""What differs from row to row; the rest of a row is the same for the whole import."""
_NAMES = ", ".join(f'"{name}"' for name in (*_OWN, *_FIELDS))
_MARKS = ", ".join("?" * len((*_OWN, *_FIELDS)))


class Staging:
    """The rows that an import would write. Use it as a context: the file is closed at the end."""

    def __init__(self, folder: Path, job: ImportJob, kind: KindInForce, projects: dict[str, Target]) -> None:
        self.job, self.kind, self.projects = job, kind, projects
        self.rows = 0
        self._waiting: list[tuple[Any, ...]] = []
        self._file = sqlite3.connect(folder / "staged.sqlite3", isolation_level=None)
        self._file.executescript(
            f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; CREATE TABLE staged ({_NAMES}); BEGIN"
        )

    def __enter__(self) -> Staging:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def add(self, checked: CheckedRow) -> None:
        """Stage one row that has nothing against it."""
        self.rows += 1
        project = self.projects[checked.project].pk if checked.project is not None else None
        row = Row(
            id=checked.id, edition=self.kind.edition, unit_id=self.job.unit_id, project_id=project, recorded_at=0,
            source=str(EntrySource.IMPORT), by_id=self.job.by_id, **placed(self.kind.record, checked.entry.values),
        )  # fmt: skip
        said = json.dumps(row.values, ensure_ascii=False)
        alike = _alike(project, row.day, row.cells)
        self._waiting.append(
            (self.rows, alike, bytes.fromhex(row.digest), row.id, project, row.day, row.month, said, *row.cells)
        )
        if len(self._waiting) >= _BATCH:
            self._flush()

    def close_adding(self) -> None:
        """No more rows come."""
        self._flush()
        self._file.execute("CREATE INDEX staged_alike ON staged (alike)")
        self._file.execute("CREATE INDEX staged_id ON staged (id)")
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

    def fields(self, at: int, logged: int) -> Iterator[tuple[Any, ...]]:
        """The rows as they are written at this time under this audit entry: what stands in ``COLUMNS``."""
        job = self.job
        same = {
            "kind": job.kind, "edition": self.kind.edition, "unit_id": job.unit_id, "recorded_at": at, "superseded_at": None,
            "withdrawn": False, "supersedes_id": None, "root_id": None, "reason": "", "north": None, "east": None,
            "source": str(EntrySource.IMPORT), "by_id": job.by_id, "logged": logged,
        }  # fmt: skip
        asked = ", ".join(f'"{name}"' if name in _FIELDS else "NULL" for name in COLUMNS)
        fixed = [(place, same[name]) for place, name in enumerate(COLUMNS) if name not in _FIELDS]
        for row in self._file.execute(f"SELECT {asked} FROM staged ORDER BY id"):
            whole = list(row)
            for place, value in fixed:
                whole[place] = value
            yield tuple(whole)

    def digest(self) -> str:
        """The digest of all rows, for the audit trail."""
        total = Digest()
        for (digest,) in self._file.execute("SELECT digest FROM staged ORDER BY id"):
            total.add(digest.hex())
        return total.value

    def drawers(self) -> dict[Drawer, int]:
        """How many entries come into each month."""
        counted = self._file.execute("SELECT month, count(*) FROM staged GROUP BY month")
        return Counter({(self.job.unit_id, self.job.kind, month): count for month, count in counted})

    def _flush(self) -> None:
        self._file.executemany(f"INSERT INTO staged ({_NAMES}) VALUES ({_MARKS})", self._waiting)
        self._waiting.clear()


def _alike(project: int | None, day: int, cells: tuple[Any, ...]) -> bytes:
    """A short digest of what two entries have in common when they say the same."""
    return hashlib.blake2b(repr((project, day, cells)).encode("utf-8"), digest_size=12).digest()
