"""Keeping computed values, many at once; nothing is kept as fresh that an act since the computing may have changed.

Rows that are there are written unless an entry touched them meanwhile. New rows have nothing that could be touched, so the
audit chain tells whether anything was done since they were computed.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from zhunsheng.model.measure import Measure
from zhunsheng.usecases.measure_report import measure_json
from zhunsheng.web.records import audit
from zhunsheng.web.records.models import ChainHead, MeasuredValue, MonthValue, Plan, Target

_COLUMNS = ("unit_id", "project_id", "kinds", "as_of", "status", "met", "completion", "content", "computed_at", "stale")
_FIELDS = {name: MeasuredValue._meta.get_field(name) for name in ("as_of", "completion", "computed_at")}
"""The columns that databases write each in their own way."""
_BATCH = 1000


@dataclass(frozen=True, slots=True)
class ToKeep:
    """A computed value: of which sheet and key, ``project`` and ``kinds`` whose entries it rests on (``|patrol|``), and the row that
    was there when it was computed."""

    sheet: Target | Plan
    key: str
    project: int | None
    kinds: str
    measure: Measure
    row: MeasuredValue | None


def head() -> int:
    """The number of the newest act: asked before computing, told when keeping."""
    return ChainHead.objects.filter(pk=1).values_list("number", flat=True).first() or 0


def unchanged_since(number: int) -> bool:
    """Hold the audit chain, and say whether nothing was done since it had this number. Every act that changes what values
    rest on holds the chain before it marks them, so nothing can slip in between."""
    audit.hold()
    return head() == number


def keep(values: Sequence[ToKeep], number: int) -> None:
    """Keep computed values, computed when the newest act had this number. A row that an entry touched since it was read stays
    as it is: stale."""
    fresh, known = [], []
    now = timezone.now()
    for one in values:
        columns = {
            "unit_id": one.sheet.unit_id, "project_id": one.project, "kinds": one.kinds, "as_of": one.measure.as_of,
            "status": one.measure.status.value, "met": one.measure.met, "completion": one.measure.completion,
            "content": measure_json(one.measure), "computed_at": now, "stale": False,
        }  # fmt: skip
        if one.row is None:
            owner = {"target": one.sheet} if isinstance(one.sheet, Target) else {"plan": one.sheet}
            fresh.append(MeasuredValue(**owner, key=one.key, **columns))
        else:
            known.append((*_written(columns), one.row.pk, one.row.touches))
    with transaction.atomic():
        if fresh:
            if not unchanged_since(number):
                for row in fresh:
                    row.stale = True
            MeasuredValue.objects.bulk_create(fresh, ignore_conflicts=True, batch_size=_BATCH)
        if known:
            _update(known)


def keep_months(values: Sequence[tuple[date, ToKeep]], number: int) -> None:
    """Keep projects' values at past month ends, unless an act came in since the newest had this number."""
    if not values:
        return
    with transaction.atomic():
        if unchanged_since(number):
            rows = [
                MonthValue(target_id=one.sheet.pk, key=one.key, as_of=day, kinds=one.kinds, content=measure_json(one.measure),
                           unit_id=one.sheet.unit_id, project_id=one.project)
                for day, one in values
            ]  # fmt: skip
            MonthValue.objects.bulk_create(
                rows, update_conflicts=True, unique_fields=["target", "key", "as_of"],
                update_fields=["unit", "project", "kinds", "content"], batch_size=200,
            )  # fmt: skip


def _written(columns: dict[str, Any]) -> list[Any]:
    """What stands in the columns, as the database takes it."""
    return [_prepared(name, columns[name]) for name in _COLUMNS]


def _prepared(name: str, value: Any) -> Any:
    if name == "content":
        return json.dumps(value, ensure_ascii=False)
    if name in _FIELDS and value is not None:
        return _FIELDS[name].get_db_prep_save(value, connection)
    return value


def _update(rows: Sequence[tuple[Any, ...]]) -> None:
    """Bring many rows up to date, each only if nothing touched it: SQLite prepares one statement for all, PostgreSQL takes many
    rows in one statement."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            said = ", ".join(f"{name} = %s" for name in _COLUMNS)
            cursor.executemany(f"UPDATE records_measuredvalue SET {said} WHERE id = %s AND touches = %s", rows)
            return
        names = (*_COLUMNS, "id", "touches")
        row = ", ".join(f"CAST(%s AS {_type(name)})" for name in names)
        said = ", ".join(f"{name} = told.{name}" for name in _COLUMNS)
        for first in range(0, len(rows), _BATCH):
            part = rows[first : first + _BATCH]
            told = ", ".join([f"({row})"] * len(part))
            cursor.execute(
                f"UPDATE records_measuredvalue AS kept SET {said} FROM (VALUES {told}) AS told ({', '.join(names)})"
                " WHERE kept.id = told.id AND kept.touches = told.touches",
                [cell for one in part for cell in one],
            )


def _type(name: str) -> str:
    """What PostgreSQL calls the type of a column."""
    fields = {field.attname: field for field in MeasuredValue._meta.concrete_fields}
    return "bigint" if name == "id" else str(fields[name].db_type(connection))
