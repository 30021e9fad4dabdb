"""What a record says, as JSON and back: the truth of an entry, from which its slots are derived."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from zhunsheng.model.record import Column, ColumnType, RecordKind, Value


def to_json(kind: RecordKind, values: Mapping[str, Value]) -> dict[str, Any]:
    """The filled columns in the order of the kind: numbers with decimals as text, days and moments in ISO form."""
    return {column.name: _out(value) for column in kind.columns if (value := values.get(column.name)) is not None}


def from_json(kind: RecordKind, data: Mapping[str, Any]) -> dict[str, Value]:
    """Every column of the kind; ``None`` for a blank one. What the kind does not know is left out."""
    return {column.name: _in(column, data.get(column.name)) for column in kind.columns}


def _out(value: Value) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    return format(value, "f") if isinstance(value, Decimal) else value


def _in(column: Column, value: Any) -> Value:
    if value is None:
        return None
    if column.type is ColumnType.MOMENT:
        return datetime.fromisoformat(value)
    if column.type is ColumnType.DATE:
        return date.fromisoformat(value)
    if column.type in (ColumnType.NUMBER, ColumnType.MONEY):
        return Decimal(value)
    found: Value = value
    return found
