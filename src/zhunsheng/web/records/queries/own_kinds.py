"""Own kinds with their editions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from zhunsheng.web.accounts.models import User
from zhunsheng.web.records.kinds_in_force import own_kinds_seen
from zhunsheng.web.records.models import OwnKind, Tally, Unit
from zhunsheng.web.records.scope import sees


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of an own kind."""

    edition: int
    label: str
    columns: tuple[str, ...]
    dropped: tuple[str, ...]
    retired: bool
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class OwnKindPage:
    """An own kind: its definition in force, its editions, the newest first."""

    name: str
    label: str
    unit: Unit
    definition: dict[str, Any]
    dropped: tuple[str, ...]
    retired: bool
    entries: int
    editions: tuple[Edition, ...]
    mine: bool
    """True when it belongs to a unit that the person sees, not to one above."""


def own_kind_page(user: User, name: str) -> OwnKindPage | None:
    """The own kind of this name, if it is used in a unit that the person sees."""
    rows = list(own_kinds_seen(user).filter(name=name).select_related("unit", "by").order_by("-edition"))
    if not rows:
        return None
    newest = rows[0]
    entries = sum(Tally.objects.filter(kind=name).values_list("count", flat=True))
    return OwnKindPage(
        name, newest.label, newest.unit, newest.definition, tuple(newest.dropped), newest.retired, entries,
        tuple(_edition(row) for row in rows), sees(user, newest.unit),
    )  # fmt: skip


def _edition(row: OwnKind) -> Edition:
    columns = row.definition["columns"]
    return Edition(
        row.edition, row.label, tuple(column["label"] for column in columns if column["name"] not in row.dropped),
        tuple(column["label"] for column in columns if column["name"] in row.dropped), row.retired, row.reason, str(row.by),
        row.at,
    )  # fmt: skip
