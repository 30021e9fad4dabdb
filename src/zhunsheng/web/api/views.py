"""What other programs can ask for: the kinds a unit keeps, and to keep entries."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_GET, require_POST

from zhunsheng.web.api.door import body, for_programs
from zhunsheng.web.desk.entry_json import column_json, message_of, place_of, receipt_json
from zhunsheng.web.records.cell_text import one_line, plain
from zhunsheng.web.records.kinds_in_force import KindInForce, kinds_of
from zhunsheng.web.records.models import EntrySource, Target, Unit, UnitToken
from zhunsheng.web.records.operations.add_entries import MOST, check_id
from zhunsheng.web.records.operations.enter_typed import Entered, enter
from zhunsheng.web.records.operations.outcome import Invalid
from zhunsheng.web.records.typed_entries import TypedEntry


@for_programs
@require_GET
def kinds(request: HttpRequest, token: UnitToken) -> JsonResponse:
    """The kinds of the token's unit with their columns."""
    found = [
        {
            "name": kind.name, "label": kind.label, "purpose": kind.ledger.purpose, "day": kind.record.day,
            "edition": kind.edition, "columns": [column_json(kind, column) for column in kind.columns],
        }
        for kind in kinds_of(token.unit).values()
        if not kind.closed
    ]  # fmt: skip
    return JsonResponse({"unit": token.unit.code, "kinds": found})


@for_programs
@require_POST
def entries(request: HttpRequest, token: UnitToken) -> JsonResponse:
    """Keep entries, all or none. The same id with the same content again is acknowledged and doubles nothing."""
    sent = body(request)
    kind = kinds_of(token.unit).get(one_line(sent.get("kind"), 60))
    if kind is None:
        raise Invalid("本单位没有这种台账（kind），没有保存。可用的见 GET /api/v1/kinds/。")
    rows = sent.get("entries")
    if not isinstance(rows, list) or not 0 < len(rows) <= MOST or not all(isinstance(row, dict) for row in rows):
        raise Invalid(f"entries应是1到{MOST}个对象，没有保存。")
    projects = _projects(token.unit, rows)
    typed = [_typed(kind, row, projects) for row in rows]
    places = {entry.id: place for entry, row in zip(typed, rows, strict=True) if (place := _place(row))}
    entered = enter(None, token.unit, kind, typed, EntrySource.API, places=places, token=token.pk)
    return JsonResponse(_answer(kind, entered), status=200 if entered.receipts else 422)


def _typed(kind: KindInForce, row: Mapping[str, Any], projects: Mapping[Any, Target]) -> TypedEntry:
    values = row.get("values")
    if not isinstance(values, dict):
        raise Invalid("每条记录的values应是“列名：值”的对象，没有保存。")
    cells: dict[str, str] = {}
    for word, value in values.items():
        column = kind.record.column(word)
        if column is None or column.name in kind.dropped:
            raise Invalid(f"“{kind.label}”没有“{plain(word)[:40]}”这一列，没有保存。")
        cells[column.name] = _text(word, value)
    key = _project_key(row)
    return TypedEntry(check_id(row.get("id")), cells, projects[key] if key else None, row.get("confirmed") is True)


def _text(word: str, value: Any) -> str:
    """A JSON value as somebody would type it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | Decimal):
        return format(value, "f") if isinstance(value, Decimal) and value.is_finite() else str(value)
    if isinstance(value, str):
        return plain(value)
    raise Invalid(f"“{plain(word)[:40]}”的值应是文字、数、true、false或null，没有保存。")


def _project_key(row: Mapping[str, Any]) -> tuple[str, int | None] | None:
    code, year = row.get("project"), row.get("year")
    if code is None or code == "":
        return None
    if not isinstance(code, str) or not (year is None or (isinstance(year, int) and not isinstance(year, bool))):
        raise Invalid("project应是项目编码（文字），year应是年度（整数），没有保存。")
    return plain(code)[:120], year


def _projects(unit: Unit, rows: list[dict[str, Any]]) -> dict[tuple[str, int | None], Target]:
    """The projects that the rows name by code and year; without a year the newest one of that code."""
    keys = {key for row in rows if (key := _project_key(row))}
    known = Target.objects.filter(unit=unit, archived=False, code__in={code for code, _ in keys}).defer(
        "draft", "search"
    )
    found: dict[tuple[str, int | None], Target] = {}
    for target in known.order_by("-year", "position"):
        found.setdefault((target.code, target.year), target)
        found.setdefault((target.code, None), target)
    for code, year in keys - set(found):
        raise Invalid(f"本单位{f'{year}年' if year else ''}没有编码是“{code[:40]}”的项目，没有保存。")
    return found


def _place(row: Mapping[str, Any]) -> tuple[int, int] | None:
    place = row.get("place")
    return (
        place_of([float(number) if isinstance(number, Decimal) else number for number in place])
        if isinstance(place, list)
        else None
    )


def _answer(kind: KindInForce, entered: Entered) -> dict[str, Any]:
    if entered.receipts:
        return {"message": "", "entries": [receipt_json(receipt) for receipt in entered.receipts]}
    labels = {column.name: column.label for column in kind.ledger.columns}
    told = [
        {
            "id": row.typed.id, "state": "refused" if row.refused else "asked" if row.asks else "fine",
            "problems": [
                {
                    "column": remark.column, "label": labels.get(remark.column or ""), "sentence": remark.sentence,
                    "gravity": str(remark.gravity),
                }
                for remark in row.remarks
            ],
        }
        for row in entered.rows
    ]  # fmt: skip
    return {"message": message_of(entered), "entries": told}
