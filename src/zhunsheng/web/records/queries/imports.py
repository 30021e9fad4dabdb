"""Imports as pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from zhunsheng.web.accounts.models import User
from zhunsheng.web.records.import_work import OPEN, stale
from zhunsheng.web.records.kinds_in_force import kinds_seen
from zhunsheng.web.records.models import ImportJob, ImportState
from zhunsheng.web.records.scope import scoped

SHOWN = 50


@dataclass(frozen=True, slots=True)
class ImportView:
    """An import and where it stands."""

    id: int
    kind: str
    label: str
    name: str
    unit_code: str
    unit_name: str
    project: str
    by: str
    by_id: int
    at: datetime
    state: str
    words: str
    message: str
    total: int
    done: int
    faulty: int
    asked: int
    kept: int
    problems: tuple[dict[str, Any], ...]
    has_marked: bool
    logged: int | None
    is_open: bool
    is_stale: bool

    @property
    def percent(self) -> int:
        """How far the present stage is; 0 while nobody knows how long it is."""
        return min(100, self.done * 100 // self.total) if self.total else 0

    @property
    def more_problems(self) -> int:
        """Rows to be mended or confirmed that the list does not show."""
        shown = len({(row["sheet"], row["row"]) for row in self.problems if row["row"] and row["gravity"] != "note"})
        return max(0, self.faulty + self.asked - shown)


def find_import(user: User, pk: int) -> ImportJob | None:
    """The import of this number, if it is into a unit that the person sees."""
    return scoped(ImportJob.objects.select_related("unit", "project", "by", "marked"), user).filter(pk=pk).first()


def recent_imports(user: User) -> tuple[ImportView, ...]:
    """The newest imports into the units that the person sees."""
    rows = scoped(ImportJob.objects.select_related("unit", "project", "by"), user).defer("problems")
    labels = {name: kind.label for name, kind in kinds_seen(user).items()}
    return tuple(
        import_view(row, labels.get(row.kind, row.kind), problems=False) for row in rows.order_by("-pk")[:SHOWN]
    )


def import_view(row: ImportJob, label: str, *, problems: bool = True) -> ImportView:
    """An import as pages show it; needs unit, project and person joined."""
    is_stale = stale(row)
    state = ImportState.BROKEN if is_stale else ImportState(row.state)
    message = "导入的程序停了，没有存入任何记录。可以重新开始。" if is_stale else row.message
    return ImportView(
        row.pk, row.kind, label, row.name, row.unit.code, row.unit.name, row.project.name if row.project else "", str(row.by),
        row.by_id, row.at, state.value, str(state.label), message, row.total, row.done, row.faulty, row.asked, row.kept,
        tuple(row.problems) if problems else (), row.marked_id is not None, row.logged, state in OPEN, is_stale,
    )  # fmt: skip
