"""Write new entries into a ledger."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from zhunsheng.formula.storage import microseconds
from zhunsheng.model.record import Value
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records import audit, tallies
from zhunsheng.web.records.entry_rows import Row, digest_of, entry_digest, insert, placed
from zhunsheng.web.records.kinds_in_force import KindInForce
from zhunsheng.web.records.models import Entry, EntrySource, Target, Unit
from zhunsheng.web.records.moments import moment_of
from zhunsheng.web.records.operations.outcome import Forbidden, Invalid
from zhunsheng.web.records.scope import sees

MOST = 1000
"""Entries that one act may write; more come in as an import."""
_ID = re.compile(r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$")


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An entry to be written: values that the kind has accepted, and the project it proves (``None``: the whole unit).

    ``north`` and ``east`` are where it was written, in millionths of a degree.
    """

    id: str
    values: Mapping[str, Value]
    project: Target | None = None
    north: int | None = None
    east: int | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """That an entry is kept: since when, under which number of the audit trail; ``again`` when it was there already."""

    id: str
    number: int
    digest: str
    at: datetime
    again: bool = False

    @property
    def code(self) -> str:
        """The receipt as people read it out."""
        return f"{self.number}-{self.digest[:6].upper()}"


def add_entries(
    by: User | None, unit: Unit, kind: KindInForce, entries: Sequence[NewEntry], source: EntrySource, **detail: Any
) -> tuple[Receipt, ...]:
    """Write entries; those that are there already are only acknowledged. ``detail`` goes into the audit trail.

    ``by`` is ``None`` where nobody signed in (a survey, another program): whoever calls has looked whether that may be.
    Raises ``Invalid`` or ``Forbidden``; then none is written.
    """
    if by is not None:
        may_write(by, unit)
    check_kind(kind, entries)
    with transaction.atomic():
        audit.hold()
        known = {entry.id: entry for entry in Entry.objects.filter(pk__in=[entry.id for entry in entries])}
        receipts = {entry.id: _known(known[entry.id], entry, unit, kind) for entry in entries if entry.id in known}
        fresh = {entry.id: entry for entry in entries if entry.id not in known}
        if fresh:
            receipts |= _write(by, unit, kind, list(fresh.values()), source, detail)
    return tuple(receipts[entry.id] for entry in entries)


def may_write(by: User, unit: Unit) -> None:
    """Raise :class:`Forbidden` unless the person may write into the ledgers of the unit."""
    if not sees(by, unit) or (by.is_field and by.unit_id != unit.pk):
        raise Forbidden("这个单位不在您能看到的单位里，没有保存。")
    if not by.may_enter:
        raise Forbidden("您的角色只能查看，没有保存。如需录入，请联系本单位管理员。")


def check_kind(kind: KindInForce, entries: Sequence[NewEntry]) -> None:
    """Raise :class:`Invalid` for what no page sends: a closed kind, a senseless id, too many at once."""
    if kind.closed:
        raise Invalid(f"“{kind.label}”台账已停用，没有保存。请换一种台账，或请管理员恢复。")
    if len(entries) > MOST:
        raise Invalid(f"一次最多保存{MOST}条，这里有{len(entries)}条，没有保存。请用表格导入。")
    for entry in entries:
        check_id(entry.id)


def check_id(text: object) -> str:
    """The id of an entry, if it is one. Raises :class:`Invalid`."""
    if not isinstance(text, str) or not _ID.match(text):
        raise Invalid("记录的编号（id）应是小写的UUID，没有保存。请刷新页面后再试。")
    return text


def receipt_of(entry: Entry, *, again: bool = False) -> Receipt:
    """The receipt of an entry that is in the table."""
    return Receipt(entry.pk, entry.logged, entry_digest(entry), moment_of(entry.recorded_at), again)


def _write(
    by: User | None, unit: Unit, kind: KindInForce, entries: list[NewEntry], source: EntrySource, detail: dict[str, Any]
) -> dict[str, Receipt]:  # fmt: skip
    at = timezone.now()
    rows = [_row(by, unit, kind, entry, source, microseconds(at)) for entry in entries]
    said = {"unit": unit.code, "rows": len(rows), "digest": digest_of(rows), "source": str(source), **detail}
    name = f"entry:{rows[0].id}" if len(rows) == 1 else f"ledger:{kind.name}"
    act = "answer_survey" if source in (EntrySource.SURVEY, EntrySource.PAPER) else "add_entries"
    logged = audit.log(act, by, at, name, {"kind": kind.name, **said})
    insert(rows, logged.number)
    tallies.count(((unit.pk, row.kind, row.month) for row in rows), at=microseconds(at))
    return {row.id: Receipt(row.id, logged.number, row.digest, at) for row in rows}


def _row(by: User | None, unit: Unit, kind: KindInForce, entry: NewEntry, source: EntrySource, at: int) -> Row:
    return Row(
        id=entry.id, edition=kind.edition, unit_id=unit.pk, project_id=entry.project.pk if entry.project else None,
        recorded_at=at, source=str(source), by_id=by.pk if by else None, north=entry.north, east=entry.east,
        **placed(kind.record, entry.values),
    )  # fmt: skip


def _known(row: Entry, entry: NewEntry, unit: Unit, kind: KindInForce) -> Receipt:
    """The receipt of what was sent before. Raises :class:`Invalid` when the same id stands for something else."""
    same = placed(kind.record, entry.values)["values"] == row.values
    project = entry.project.pk if entry.project else None
    if not same or (row.kind, row.unit_id, row.project_id) != (kind.name, unit.pk, project):
        raise Invalid(f"编号{entry.id}已经用在另一条记录上，没有保存。请刷新页面后再录。")
    return receipt_of(row, again=True)
