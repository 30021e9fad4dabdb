"""Add an indicator row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from zhunsheng.model.address import INDICATOR_CELLS
from zhunsheng.model.project import Project
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records.cell_address import RowGone, index_of, new_key
from zhunsheng.web.records.cell_text import BadText, cell_text
from zhunsheng.web.records.changes import insert_change
from zhunsheng.web.records.models import Target
from zhunsheng.web.records.operations.edit_cell import gone, repeated
from zhunsheng.web.records.operations.outcome import Invalid
from zhunsheng.web.records.operations.recording import Saved, locked, noun, record

MAX_ROWS = 300
"""The most indicators that one project may have."""


def insert_indicator(
    target: Target,
    by: User,
    *,
    before: str | None = None,
    after: str | None = None,
    cells: Mapping[str, Any] | None = None,
    client_id: str | None = None,
) -> Saved:
    """Add a row before or after another one (by key), at the end when neither is given."""
    texts = _texts(cells or {})
    with transaction.atomic():
        target = locked(target, by)
        project = noun(target)
        assert isinstance(project, Project)
        done = repeated(target, by, client_id)
        if done is not None:
            return Saved(target, project, project, done)
        if len(project.indicators) >= MAX_ROWS:
            raise Invalid(f"这个项目已有{len(project.indicators)}条指标，到了{MAX_ROWS}条的上限，没有增加。")
        try:
            change = insert_change(project, place(project, before, after), texts, new_key())
        except RowGone as error:
            raise gone(target, str(error.args[0]), None) from error
        return record(target, project, change, act="insert_indicator", by=by, client_id=client_id)


def place(project: Project, before: str | None, after: str | None) -> str | None:
    """The key of the row that the wanted place is below of; ``None`` is the top. Raises ``RowGone``."""
    keys = [row.key for row in project.indicators]
    if before is not None:
        index = index_of(project, before)
        if index is None:
            raise RowGone(before)
        return keys[index - 1] if index else None
    if after is not None:
        if after not in keys:
            raise RowGone(after)
        return after
    return keys[-1] if keys else None


def _texts(cells: Mapping[str, Any]) -> dict[str, str | None]:
    unknown = [str(name) for name in cells if name not in INDICATOR_CELLS]
    if unknown:
        raise Invalid(f"指标没有“{unknown[0][:40]}”这一栏，没有增加。")
    try:
        return {name: cell_text(text) for name, text in cells.items()}
    except BadText as error:
        raise Invalid(str(error)) from error
