"""Which row of a target table a measure, a weight or a remark of people means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from zhunsheng.model.measure import Measure
from zhunsheng.model.project import Project

T = TypeVar("T")


def address_of(row: int) -> str:
    """The address of a row: ``indicators[2]``."""
    return f"indicators[{row}]"


def row_of(project: Project, word: str) -> int | None:
    """The row named by its key, its address (``indicators[2]``) or its level-3 name where only one row bears it."""
    return _rows(project).get(word.strip())


def by_row(project: Project, said: Mapping[str, T]) -> tuple[dict[int, T], tuple[str, ...]]:
    """What is said of each row, and the words that name no row (or several)."""
    found = {word: row_of(project, word) for word in said}
    rows = {row: said[word] for word, row in found.items() if row is not None}
    return rows, tuple(word for word, row in found.items() if row is None)


def measures_by_row(project: Project, measures: Iterable[Measure]) -> dict[int, Measure]:
    """The newest measure of each row; measures of other projects and of unknown indicators are passed over."""
    found: dict[int, Measure] = {}
    for measure in sorted(measures, key=lambda one: (one.as_of, one.records, str(one.value))):
        if measure.project != project.code:
            continue
        row = row_of(project, measure.indicator)
        if row is not None:
            found[row] = measure
    return found


def _rows(project: Project) -> dict[str, int]:
    """Every name of every row; keys and addresses win over level-3 names."""
    rows = project.indicators
    addresses = {address_of(number): number for number in range(len(rows))}
    return {**_single(row.level3 for row in rows), **addresses, **_single(row.key for row in rows)}


def _single(names: Iterable[str | None]) -> dict[str, int]:
    """Row by name, for the names that only one row bears."""
    rows: dict[str, list[int]] = {}
    for number, name in enumerate(names):
        if name and name.strip():
            rows.setdefault(name.strip(), []).append(number)
    return {name: numbers[0] for name, numbers in rows.items() if len(numbers) == 1}
