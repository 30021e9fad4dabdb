"""One entry with its files and all that it has been."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import pairwise

from django.db.models import Q

from zhunsheng.web.accounts.models import User
from zhunsheng.web.records.entry_rows import entry_digest
from zhunsheng.web.records.models import Attachment, Entry, PhotoMatch
from zhunsheng.web.records.queries.entries import EntryView, entry_views, joined
from zhunsheng.web.records.scope import sees

DEGREE = Decimal(1_000_000)


@dataclass(frozen=True, slots=True)
class MatchView:
    """Another entry in which the same photo stands; ``entry`` is ``None`` where the person may not see it."""

    entry: str | None
    what: str
    at: datetime


@dataclass(frozen=True, slots=True)
class FileView:
    """A file of an entry."""

    id: int
    name: str
    size: int
    is_picture: bool
    taken_at: datetime | None
    place: str
    by: str
    at: datetime
    sha256: str
    matches: tuple[MatchView, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One state of an entry: what it said, and which columns read otherwise than before."""

    entry: EntryView
    act: str
    changed: tuple[tuple[str, str, str], ...]
    """``(label, before, after)``."""


@dataclass(frozen=True, slots=True)
class EntryPage:
    """All that the page of an entry shows. ``newest`` is the entry that holds now, when it is another one."""

    entry: EntryView
    receipt: str
    place: str
    files: tuple[FileView, ...]
    steps: tuple[Step, ...]
    newest: str | None


def entry_page(row: Entry, user: User) -> EntryPage:
    """The page of a joined entry."""
    root = row.root_id or row.pk
    chain = list(joined(Entry.objects.filter(Q(pk=root) | Q(root=root))).order_by("recorded_at"))
    views = entry_views(chain)
    place = (
        f"{row.north / DEGREE:.5f}, {row.east / DEGREE:.5f}" if row.north is not None and row.east is not None else ""
    )
    newest = chain[-1].pk if chain[-1].pk != row.pk else None
    view = next(view for view in views if view.id == row.pk)
    receipt = f"{row.logged}-{entry_digest(row)[:6].upper()}"
    return EntryPage(view, receipt, place, files_of(root, user), tuple(reversed(_steps(views))), newest)


def files_of(root: str, user: User) -> tuple[FileView, ...]:
    """The files of a chain of entries, with where their photos stand elsewhere."""
    rows = list(Attachment.objects.filter(entry=root).select_related("file__photo", "by").order_by("pk"))
    pairs = PhotoMatch.objects.filter(Q(later__in=rows) | Q(earlier__in=rows))
    matches: dict[int, list[MatchView]] = {}
    for pair in pairs.select_related("later__entry__unit", "earlier__entry__unit"):
        for own, other in ((pair.later_id, pair.earlier), (pair.earlier_id, pair.later)):
            what = "同一个文件" if pair.same_file else "几乎一样的照片"
            visible = other.entry_id if sees(user, other.entry.unit) else None
            matches.setdefault(own, []).append(MatchView(visible, what, other.at))
    return tuple(_file(row, tuple(matches.get(row.pk, ()))) for row in rows)


def _file(row: Attachment, matches: tuple[MatchView, ...]) -> FileView:
    photo = getattr(row.file, "photo", None)
    place = f"{photo.latitude:.5f}, {photo.longitude:.5f}" if photo and photo.latitude is not None else ""
    return FileView(
        row.pk, row.name, row.file.size, photo is not None, photo.taken_at if photo else None, place, str(row.by or ""),
        row.at, row.file.sha256, matches,
    )  # fmt: skip


def _steps(views: list[EntryView]) -> list[Step]:
    steps = [Step(views[0], "录入", ())]
    for before, after in pairwise(views):
        act = "撤回" if after.withdrawn else "恢复" if before.withdrawn else "更正"
        changed = [
            (cell.label, before.cell(cell.name), cell.text)
            for cell in after.cells
            if cell.text != before.cell(cell.name)
        ]
        if before.project_id != after.project_id:
            changed.append(("项目", before.project_name or "全单位", after.project_name or "全单位"))
        steps.append(Step(after, act, tuple(changed)))
    return steps
