"""Talk about cells, as pages show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from zhunsheng.model.address import cell_name
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records.cell_address import row_key
from zhunsheng.web.records.models import Comment, CommentKind, Thread
from zhunsheng.web.records.operations.recording import AnySheet, owner
from zhunsheng.web.records.scope import units


@dataclass(frozen=True, slots=True)
class CommentView:
    """One entry of a thread; a settling has no text."""

    by: str
    by_id: int
    at: datetime
    text: str
    resolves: bool


@dataclass(frozen=True, slots=True)
class ThreadView:
    """The talk about one cell."""

    address: str
    cell_name: str
    open: bool
    asked_by_id: int
    comments: tuple[CommentView, ...]


@dataclass(frozen=True, slots=True)
class OpenThread:
    """An open thread in a list: where it is and who spoke last."""

    url: str
    name: str
    cell_name: str
    text: str
    by: str
    at: datetime
    mine: bool


def threads(sheet: AnySheet) -> tuple[ThreadView, ...]:
    """All talk about the cells of a sheet, open threads first, in the order in which they began."""
    rows = Thread.objects.filter(**owner(sheet)).order_by("-open", "pk")
    lines: dict[int, list[CommentView]] = {}
    spoken = Comment.objects.filter(**{f"thread__{name}": value for name, value in owner(sheet).items()})
    for row in spoken.select_related("by").order_by("thread", "number"):
        view = CommentView(str(row.by), row.by_id, row.at, row.text, row.kind == CommentKind.RESOLVE)
        lines.setdefault(row.thread_id, []).append(view)
    return tuple(
        ThreadView(row.address, name_of(row.address), row.open, row.asked_by_id, tuple(lines.get(row.pk, ())))
        for row in rows
    )


def open_threads(user: User, shown: int = 8) -> tuple[OpenThread, ...]:
    """The open threads that the person sees, those in which somebody else spoke last first."""
    rows = Thread.objects.filter(open=True).select_related("target", "plan__unit", "last_by")
    rows = rows.defer("target__draft", "target__search", "plan__draft")
    if not user.sees_everything:
        own = units(user).values("pk")
        rows = rows.filter(Q(target__unit__in=own) | Q(plan__unit__in=own))
    if not user.sees_drafts:
        rows = rows.exclude(target__state="draft")
    rows = rows.exclude(target__archived=True).order_by("-last_at")
    found = sorted(rows[: shown * 4], key=lambda row: row.last_by_id == user.pk)[:shown]
    texts = _last_texts([row.pk for row in found])
    return tuple(_open(row, texts.get(row.pk, ""), user) for row in found)


def name_of(address: str) -> str:
    """What the form calls a cell by key."""
    row = row_key(address)
    return cell_name(f"indicators[0].{row[1]}" if row and row[1] else "indicators" if row else address)


def _last_texts(ids: list[int]) -> dict[int, str]:
    rows = Comment.objects.filter(thread__in=ids, kind=CommentKind.SAY).order_by("thread", "number")
    return dict(rows.values_list("thread_id", "text"))


def _open(row: Thread, text: str, user: User) -> OpenThread:
    if row.target_id is not None:
        url, name = f"/projects/{row.target_id}/", row.target.name or "未命名项目"
    else:
        url, name = f"/department/{row.plan.unit.code}/{row.plan.year}/", f"{row.plan.unit.name}部门整体"
    mine = row.last_by_id == user.pk
    return OpenThread(
        f"{url}#cell={row.address}", name, name_of(row.address), text, str(row.last_by), row.last_at, mine
    )
