"""Entries as scripts and other programs send them, and what is answered: the same words for phone, desk and API."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import timezone

from zhunsheng.ledger.gravity import Remark
from zhunsheng.model.record import Column
from zhunsheng.web.desk.answers import Json
from zhunsheng.web.records.cell_text import plain
from zhunsheng.web.records.kinds_in_force import KindInForce
from zhunsheng.web.records.models import Target, Unit
from zhunsheng.web.records.operations.add_entries import Receipt, check_id
from zhunsheng.web.records.operations.enter_typed import Entered, Place
from zhunsheng.web.records.operations.outcome import Invalid
from zhunsheng.web.records.typed_entries import ReadEntry, TypedEntry, texts_of

_MILLION = 1_000_000


def typed_entries(unit: Unit, rows: Iterable[Any], *, confirmed: bool | None = None) -> list[TypedEntry]:
    """The rows of a request. Raises :class:`Invalid` for what no page sends."""
    objects = [_object(row) for row in rows]
    projects = projects_of(unit, [row.get("project") for row in objects])
    return [
        TypedEntry(
            id=check_id(row.get("id")),
            cells=_cells(row.get("cells")),
            project=projects[row["project"]] if row.get("project") is not None else None,
            confirmed=bool(row.get("confirmed")) if confirmed is None else confirmed,
        )
        for row in objects
    ]


def projects_of(unit: Unit, ids: Iterable[Any]) -> Mapping[Any, Target]:
    """The projects of a unit by id. Raises :class:`Invalid` for one that is not the unit's own."""
    wanted = {pk for pk in ids if pk is not None}
    if not all(isinstance(pk, int) and not isinstance(pk, bool) for pk in wanted):
        raise Invalid("项目应是它的编号，没有保存。请刷新页面后再试。")
    found = {row.pk: row for row in Target.objects.filter(pk__in=wanted, unit=unit, archived=False).defer("draft")}
    if wanted - set(found):
        raise Invalid("所选的项目已移出，或不属于这个单位，没有保存。请另选项目。")
    return found


def place_of(value: Any) -> Place | None:
    """A place sent as ``[latitude, longitude]`` in degrees; ``None`` for anything else."""
    if not isinstance(value, list) or len(value) != 2 or not all(isinstance(number, int | float) for number in value):
        return None
    north, east = value
    if not (-90 <= north <= 90 and -180 <= east <= 180):
        return None
    return round(north * _MILLION), round(east * _MILLION)


def entered_json(kind: KindInForce, entered: Entered) -> Json:
    """What came of some rows: for each its receipt, or its remarks; and the message that says it in one sentence."""
    receipts = entered.receipts or (None,) * len(entered.rows)
    rows = [_row_json(kind, row, receipt) for row, receipt in zip(entered.rows, receipts, strict=True)]
    return {"message": message_of(entered), "kept": bool(entered.receipts), "rows": rows}


def message_of(entered: Entered) -> str:
    """The sentence about a whole request."""
    if entered.receipts:
        return ""
    refused = sum(row.refused for row in entered.rows)
    if refused:
        return f"有{refused}条要改，没有保存。" if len(entered.rows) > 1 else "这一条要改，还没有保存。"
    asked = sum(row.asks for row in entered.rows)
    return f"有{asked}条要您确认，还没有保存。" if len(entered.rows) > 1 else "这一条要您确认，还没有保存。"


def remark_json(remark: Remark) -> Json:
    """A remark as a script reads it."""
    return {"column": remark.column, "sentence": remark.sentence, "gravity": str(remark.gravity)}


def receipt_json(receipt: Receipt) -> Json:
    """A receipt as a script reads it."""
    at = timezone.localtime(receipt.at)
    return {"id": receipt.id, "receipt": receipt.code, "at": at.isoformat(timespec="seconds"), "again": receipt.again}


def column_json(kind: KindInForce, column: Column) -> Json:
    """What a page needs to know of a column."""
    return {
        "name": column.name, "label": column.label, "type": str(column.type), "unit": column.unit or "",
        "scale": column.scale, "required": column.required, "choices": list(column.choices), "help": column.help,
        "thing": column.names_thing, "month": column.name in kind.ledger.months,
    }  # fmt: skip


def kind_json(kind: KindInForce) -> Json:
    """What a page needs to know of a kind."""
    ledger = kind.ledger
    return {
        "name": kind.name, "label": kind.label, "group": ledger.group, "purpose": ledger.purpose, "day": ledger.record.day,
        "photo": str(ledger.photo), "place": str(ledger.place), "asked": list(ledger.asked),
        "remembered": list(ledger.remembered), "columns": [column_json(kind, column) for column in kind.columns],
    }  # fmt: skip


def _row_json(kind: KindInForce, row: ReadEntry, receipt: Receipt | None) -> Json:
    found: Json = {
        "id": row.typed.id, "remarks": [remark_json(remark) for remark in row.remarks], "shown": texts_of(kind, row.values),
        "state": "kept" if receipt else "refused" if row.refused else "asked" if row.asks else "fine",
    }  # fmt: skip
    return found | receipt_json(receipt) if receipt else found


def _object(row: Any) -> Json:
    if not isinstance(row, dict):
        raise Invalid("每一条记录应是一个JSON对象，没有保存。请刷新页面后再试。")
    return row


def _cells(value: Any) -> dict[str, str]:
    if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
        raise Invalid("记录的内容（cells）应是“列名：文字”，没有保存。请刷新页面后再试。")
    return {str(name): plain(text) for name, text in value.items()}
