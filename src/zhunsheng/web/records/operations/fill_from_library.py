"""Put an indicator of the library into a project's table: into a blank row, or as a row of its own, with its formula."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from zhunsheng.library.entries import BLANK, LibraryIndicator, by_name
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.project import Project
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records.cell_text import one_line
from zhunsheng.web.records.models import Target
from zhunsheng.web.records.operations.bind_formula import Wanted, bind_formula
from zhunsheng.web.records.operations.edit_cell import CellText, edit_cells
from zhunsheng.web.records.operations.insert_indicator import insert_indicator
from zhunsheng.web.records.operations.outcome import Invalid
from zhunsheng.web.records.operations.recording import Saved, locked, noun

_SIGNS = {">=": "≥", "<=": "≤", ">": "＞", "<": "＜", "=": "="}


@dataclass(frozen=True, slots=True)
class Filling:
    """What somebody takes from the library. ``row`` is the key of a blank row, ``""`` for a new one.

    ``value`` is the number of the target, blank while it is open; ``word`` fills the gap in the formula; ``bind`` also
    settles how it is measured.
    """

    name: str
    row: str = ""
    value: str = ""
    word: str = ""
    bind: bool = False


def fill_from_library(target: Target, by: User, filling: Filling) -> Saved:
    """Write the row, and bind its formula where asked. Raises what the edits raise, and ``Invalid`` for a row in use."""
    entry = by_name(filling.name)
    if entry is None:
        raise Invalid("指标库里没有这条指标，没有写入。请刷新页面后再选。")
    word = one_line(filling.word, 60)
    if filling.bind and entry.needs_a_word and not word:
        raise Invalid("这条指标的公式有一处“…”要换成您自己的词，如设施名称，没有写入。请填上，或不同时定取数办法。")
    with transaction.atomic():
        sheet = locked(target, by)
        assert isinstance(sheet, Target)
        project = noun(sheet)
        assert isinstance(project, Project)
        cells = cells_of(entry, project, one_line(filling.value, 40))
        if filling.row:
            saved, key = _into(sheet, by, project, filling.row, cells), filling.row
        else:
            saved = insert_indicator(sheet, by, cells=cells)
            key = saved.edit.key if saved.edit else ""
        if filling.bind and key:
            formula = entry.formula.replace(BLANK, word)
            bind_formula(sheet, key, by, Wanted(formula, entry.window, entry.scope.value, f"按指标库“{entry.name}”"))
    return saved


def cells_of(entry: LibraryIndicator, project: Project, value: str = "") -> dict[str, str]:
    """The cells of the row. Levels are written as this table writes them where it has the kind already."""
    level1 = next((row.level1 for row in project.indicators if row.level1 and row.kind1 is entry.level1), None)
    level2 = next((row.level2 for row in project.indicators if row.level2 and row.kind2 is entry.level2), None)
    number = f"{_SIGNS.get(entry.operator, '')}{value}{entry.unit}" if value else ""
    return {
        "level1": level1 or entry.level1.value, "level2": level2 or entry.level2.value, "level3": entry.name,
        "description": entry.definition, "target": number,
    }  # fmt: skip


def is_blank(row: Indicator) -> bool:
    """True for a row in which nothing of its own has been written yet."""
    return not (row.level3 or row.description or row.target or row.basis)


def _into(target: Target, by: User, project: Project, key: str, cells: dict[str, str]) -> Saved:
    row = next((one for one in project.indicators if one.key == key), None)
    if row is None:
        raise Invalid("要填的那一行已不在表里，没有写入。请刷新页面后再选。")
    if not is_blank(row):
        raise Invalid("这一行已经有内容，没有覆盖。请选一个空行，或加一条新的。")
    texts = [
        CellText(f"indicators.{key}.{name}", text, getattr(row, name) or "")
        for name, text in cells.items()
        if not (name in ("level1", "level2") and getattr(row, name))
    ]
    return edit_cells(target, by, texts)
