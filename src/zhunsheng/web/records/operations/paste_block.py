"""Put a block from a spreadsheet into the indicator rows, from one cell on; rows that are not there yet are added."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from zhunsheng.model.address import INDICATOR_CELLS
from zhunsheng.model.project import Project
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records.cell_address import new_key
from zhunsheng.web.records.cell_text import BadText, cell_text
from zhunsheng.web.records.changes import Change, apply, block_change, insert_change, set_change
from zhunsheng.web.records.models import Target
from zhunsheng.web.records.operations.edit_cell import MAX_CELLS, repeated
from zhunsheng.web.records.operations.insert_indicator import MAX_ROWS
from zhunsheng.web.records.operations.outcome import Invalid
from zhunsheng.web.records.operations.recording import Saved, locked, noun, record


def paste_block(
    target: Target, by: User, *, at: int, column: str, block: Sequence[Sequence[Any]], client_id: str | None = None
) -> Saved:
    """Write a block whose first cell lands in ``column`` of row ``at`` (from 0); it is undone as one."""
    lines = _cleaned(column, block)
    with transaction.atomic():
        target = locked(target, by)
        project = noun(target)
        assert isinstance(project, Project)
        done = repeated(target, by, client_id)
        if done is not None:
            return Saved(target, project, project, done)
        if not 0 <= at <= len(project.indicators):
            raise Invalid("要粘贴到的那一行已不在表里，没有粘贴。请刷新页面后再试。")
        if at + len(lines) > MAX_ROWS:
            raise Invalid(f"粘贴后会超过{MAX_ROWS}条指标的上限，没有粘贴。请少选几行。")
        parts = _parts(project, at, lines)
        if not parts:
            return Saved(target, project, project, None)
        return record(target, project, block_change(parts), act="edit_cell", by=by, client_id=client_id)


def _cleaned(column: str, block: Any) -> list[dict[str, str | None]]:
    """The block's lines as cells by name; what hangs over the last column is refused, not dropped."""
    if column not in INDICATOR_CELLS:
        raise Invalid("要粘贴到的那一栏不在指标表里，没有粘贴。请刷新页面后再试。")
    names = INDICATOR_CELLS[INDICATOR_CELLS.index(column) :]
    if not isinstance(block, list) or not block or not all(isinstance(line, list) for line in block):
        raise Invalid("没有可粘贴的内容。请在电子表格里选中要粘贴的格子再复制。")
    if sum(map(len, block)) > MAX_CELLS:
        raise Invalid(f"一次最多粘贴{MAX_CELLS}格，没有粘贴。请分几次。")
    if any(len(line) > len(names) for line in block):
        raise Invalid("粘贴的列数比右边剩下的列多，没有粘贴。请从更靠左的格子开始。")
    try:
        return [{name: cell_text(text) for name, text in zip(names, line, strict=False)} for line in block]
    except BadText as error:
        raise Invalid(str(error)) from error


def _parts(project: Project, at: int, lines: list[dict[str, str | None]]) -> list[Change]:
    parts: list[Change] = []
    texts = {}
    keys = [row.key for row in project.indicators]
    for index, line in enumerate(lines[: len(keys) - at], at):
        texts.update({f"indicators.{keys[index]}.{name}": text for name, text in line.items()})
    if texts:
        change = set_change(project, texts)
        if change.new:
            parts.append(change)
    above = keys[-1] if keys else None
    for line in lines[len(keys) - at :]:
        if not any(line.values()):
            continue
        change = insert_change(project, above, line, new_key())
        project = apply(project, change)  # type: ignore[assignment]
        parts.append(change)
        above = change.key
    return parts
