"""Define a unit's own kind of ledger, change it by a new edition, take it off the pages."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from zhunsheng.ledger.own_kind import changed_too_much, read_own_kind, write_own_kind
from zhunsheng.ledger.registry import kinds as built_in
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records import audit
from zhunsheng.web.records.canonical import digest
from zhunsheng.web.records.cell_text import one_line
from zhunsheng.web.records.kinds_in_force import in_force
from zhunsheng.web.records.models import Entry, OwnKind, Unit
from zhunsheng.web.records.operations.outcome import Forbidden, Invalid
from zhunsheng.web.records.scope import sees


class WrongKind(Invalid):
    """A definition that cannot be kept; ``errors`` has a sentence for each field."""

    def __init__(self, errors: Mapping[str, str]):
        super().__init__(f"有{len(errors)}处要改，还没有保存。")
        self.errors = dict(errors)


def define_kind(
    by: User, unit: Unit, definition: Any, *, name: str | None = None, dropped: Collection[str] = (), reason: str = ""
) -> OwnKind:
    """Keep a definition: a new kind, or with ``name`` a new edition of one. ``dropped`` are the English names of columns that
    are no longer asked for. Raises :class:`WrongKind`, ``Invalid`` or ``Forbidden``."""
    _may(by, unit)
    with transaction.atomic():
        audit.hold()
        before = _newest(unit, name) if name else None
        name = name or _free_name(unit)
        columns = _without_required(definition, dropped)
        found = read_own_kind(columns, name=name, taken=_taken(unit, name))
        errors = dict(found.errors)
        if found.kind is not None and before is not None:
            has_records = Entry.objects.filter(kind=name).exists()
            errors |= changed_too_much(in_force(before).ledger, found.kind, has_records=has_records)
        if _day_name(definition) in dropped:
            errors["day"] = "用来归年月的列不能停用。"
        if errors or found.kind is None:
            raise WrongKind(errors)
        kept = write_own_kind(found.kind)
        names = sorted(set(dropped) & {column.name for column in found.kind.columns})
        if before is not None and (kept, names, before.retired) == (before.definition, before.dropped, False):
            raise Invalid("内容没有变化，没有保存。")
        row = OwnKind(
            unit=unit, name=name, edition=before.edition + 1 if before else 1, label=found.kind.label, definition=kept,
            dropped=names, reason=one_line(reason, 400), by=by, at=timezone.now(),
        )  # fmt: skip
        _keep(row, "define_kind")
    return row


def retire_kind(by: User, unit: Unit, name: str, reason: str) -> OwnKind:
    """Take a kind off the pages; its entries stay. Raises ``Invalid`` or ``Forbidden``."""
    _may(by, unit)
    words = one_line(reason, 400)
    if not words:
        raise Invalid("还没有写为什么停用，没有停用。")
    with transaction.atomic():
        audit.hold()
        before = _newest(unit, name)
        if before.retired:
            raise Invalid("这种台账已经停用了。")
        row = OwnKind(
            unit=unit, name=name, edition=before.edition + 1, label=before.label, definition=before.definition,
            dropped=before.dropped, retired=True, reason=words, by=by, at=timezone.now(),
        )  # fmt: skip
        _keep(row, "retire_kind")
    return row


def written(row: OwnKind) -> dict[str, Any]:
    """What the audit trail's digest of an edition covers."""
    return {
        "unit": row.unit_id, "name": row.name, "edition": row.edition, "label": row.label, "definition": row.definition,
        "dropped": row.dropped, "retired": row.retired, "reason": row.reason,
    }  # fmt: skip


def _keep(row: OwnKind, act: str) -> None:
    row.save()
    detail = {"name": row.name, "label": row.label, "edition": row.edition, "reason": row.reason}
    audit.log(
        act, row.by, row.at, f"kind:{row.name}", detail | {"written": {f"own_kind:{row.pk}": digest(written(row))}}
    )


def _newest(unit: Unit, name: str) -> OwnKind:
    row = OwnKind.objects.filter(unit=unit, name=name).order_by("-edition").first()
    if row is None:
        raise Invalid("本单位没有这种自建台账，没有保存。")
    return row


def _free_name(unit: Unit) -> str:
    """The English name of the unit's next kind: formulas and entries hold on to it for ever."""
    return f"own_{unit.pk}_{OwnKind.objects.filter(unit=unit).values('name').distinct().count() + 1}"


def _taken(unit: Unit, name: str) -> set[str]:
    """Names and labels of all other kinds that the unit, the units above or below it keep."""
    taken = {word for kind in built_in().values() for word in (kind.name, kind.label)}
    own = OwnKind.objects.exclude(name=name).values_list("name", "label", "unit__path")
    return taken | {
        word
        for other, label, path in own
        if path.startswith(unit.path) or unit.path.startswith(path)
        for word in (other, label)
    }


def _without_required(definition: Any, dropped: Collection[str]) -> Any:
    """A column that is no longer asked for cannot be required."""
    if not isinstance(definition, Mapping) or not isinstance(definition.get("columns"), list):
        return definition
    columns = [
        {**column, "required": False} if isinstance(column, Mapping) and column.get("name") in dropped else column
        for column in definition["columns"]
    ]
    return {**definition, "columns": columns}


def _day_name(definition: Any) -> str | None:
    """The English name of the column that a definition files its entries by."""
    if not isinstance(definition, Mapping) or not isinstance(definition.get("columns"), list):
        return None
    columns = [column for column in definition["columns"] if isinstance(column, Mapping)]
    return next((column.get("name") for column in columns if column.get("label") == definition.get("day")), None)


def _may(by: User, unit: Unit) -> None:
    if not sees(by, unit):
        raise Forbidden("这个单位不在您能看到的单位里，没有保存。")
    if not by.may_edit:
        raise Forbidden(f"{by.bounds}，没有保存。如需自建台账，请联系本单位管理员。")
