"""Which block of a self-evaluation or monitoring form a row opens: the headers over money, goals, tasks and indicators."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from zhunsheng.documents.forms.form_words import GOAL_COLUMNS, SIDES, TASK_COLUMNS, form_key, fund_role, group_of
from zhunsheng.documents.forms.layout import FormKind
from zhunsheng.documents.forms.table_columns import UNKNOWN, Columns
from zhunsheng.documents.page import Cell
from zhunsheng.model.fund_line import fund_source

RoleOf = Callable[[str], str | None]
"""The field of an indicator column by its printed words."""

_AMOUNTS = frozenset({"initial", "adjusted", "received", "executed", "rate", "forecast"})


class Header(NamedTuple):
    """The block that begins (``pairs``: money whose amounts each stand behind a label) and its columns."""

    section: str
    columns: Columns
    named: frozenset[str] = frozenset()
    """Of a header over indicators, the fields that its words name."""


def header_of(row: list[Cell], keys: list[str], kind: FormKind, role_of: RoleOf, spans_known: bool) -> Header | None:
    """The block whose header the row is; ``keys`` are the cells' words as :func:`form_key` gives them."""
    return (
        _indicators(row, keys, role_of, spans_known)
        or _tasks(row, keys, spans_known)
        or _funds(row, keys, role_of, spans_known)
        or _goals(row, keys, kind, spans_known)
    )


def refine_indicators(columns: Columns, row: list[Cell], keys: list[str], role_of: RoleOf) -> bool:
    """Takes the row of names below a header with groups (符号、数值、单位; 确定能、有可能 …); false for any other row."""
    allowed = {role for leaf in columns.leaves for role in group_of(leaf.word)}
    named = [role_of(cell.text) for cell, key in zip(row, keys, strict=True) if key]
    if len(named) < 2 or any(role not in allowed for role in named):
        return False
    columns.refine(row, _indicator_role(role_of), group_of)
    return True


def _indicators(row: list[Cell], keys: list[str], role_of: RoleOf, spans_known: bool) -> Header | None:
    roles = [role_of(cell.text) if key else None for cell, key in zip(row, keys, strict=True)]
    known = [role for role in roles if role]
    filled = [cell for cell in row if cell.text]
    words = sum(bool(role) or key in SIDES or bool(group_of(key)) for role, key in zip(roles, keys, strict=True) if key)
    if not {"level2", "level3"} & set(known) or len(known) < 3 or words * 5 < len(filled) * 3:
        return None
    return Header("indicators", Columns.of(row, _indicator_role(role_of), spans_known), frozenset(known))


def _indicator_role(role_of: RoleOf) -> Callable[[Cell], str]:
    def role(cell: Cell) -> str:
        if not cell.text:
            return ""
        key = form_key(cell.text)
        return role_of(cell.text) or ("" if key in SIDES or group_of(key) else UNKNOWN)

    return role


def _funds(row: list[Cell], keys: list[str], role_of: RoleOf, spans_known: bool) -> Header | None:
    words = [number for number, cell in enumerate(row) if keys[number] and fund_role(cell.text) in _AMOUNTS]
    if len(words) < 2 or any(role_of(cell.text) in ("level2", "level3") for cell in row if cell.text):
        return None
    if any(later - number == 2 and fund_role(row[number + 1].text) is None for number, later in pairwise(words)):
        return Header("pairs", Columns.of(row, _fund_cell_role, False))
    columns = Columns.of(row, _fund_cell_role, spans_known)
    columns.drop_doubled_first()  # 年度预算数（万元） over the lines' names, beside a column of that meaning
    return Header("funds", columns)


def _fund_cell_role(cell: Cell) -> str:
    if not cell.text:
        return ""
    role = fund_role(cell.text)
    if role:
        return role
    return "" if form_key(cell.text) in SIDES or fund_source(cell.text) or "资金" in cell.text else UNKNOWN


def _goals(row: list[Cell], keys: list[str], kind: FormKind, spans_known: bool) -> Header | None:
    roles = {key: GOAL_COLUMNS[key] for key in keys if key in GOAL_COLUMNS}
    spots = [number for number, key in enumerate(keys) if key in GOAL_COLUMNS]
    if not {"expected", "actual"} <= set(roles.values()) or kind is FormKind.MONITORING:
        return None
    spots = spots[-3:] if "completion" in roles.values() else spots[-2:]
    if spots[-1] - spots[0] != len(spots) - 1:
        return None  # labels with their values between
    chosen = {id(row[spot]) for spot in spots}
    return Header(
        "goals",
        Columns.of(row, lambda cell: GOAL_COLUMNS[form_key(cell.text)] if id(cell) in chosen else "", spans_known),
    )


def _tasks(row: list[Cell], keys: list[str], spans_known: bool) -> Header | None:
    if "任务名称" not in keys or sum(key in TASK_COLUMNS for key in keys) < 2:
        return None
    return Header(
        "tasks",
        Columns.of(row, lambda cell: TASK_COLUMNS.get(form_key(cell.text), "") if cell.text else "", spans_known),
    )
