"""The printed grid of a form as data: labels and slots row by row, turned into a table of a given noun."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from zhunsheng.documents.page import Cell, Table


@dataclass(frozen=True, slots=True)
class Label:
    """Printed words of the form. ``{address}`` inside them is filled from the noun's cell."""

    text: str
    colspan: int = 1
    rowspan: int = 1
    address: str | None = None
    """The cell that the label prints inside its words, if any (``budget.unit`` in 单位：万元)."""


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of one of the noun's cells, by its address."""

    address: str
    colspan: int = 1


@dataclass(frozen=True, slots=True)
class Covered:
    """A cell hidden under a label that is merged over several rows."""

    colspan: int = 1


GridRow = Sequence[Label | Slot | Covered]


def print_grid(rows: Sequence[GridRow], values: Mapping[str, str | None], widths: tuple[int, ...]) -> Table:
    """The table of one noun: every label printed, every slot filled from ``values`` (blank where ``None``)."""
    return Table([[_print(part, values) for part in row] for row in rows], widths=widths)


def _print(part: Label | Slot | Covered, values: Mapping[str, str | None]) -> Cell:
    if isinstance(part, Covered):
        return Cell("", None, part.colspan, 1, True, True)
    if isinstance(part, Slot):
        return Cell(values.get(part.address) or "", None, part.colspan, 1, False, False, part.address)
    text = part.text
    if part.address:
        text = text.format(values.get(part.address) or "")
    return Cell(text, None, part.colspan, part.rowspan, False, True, part.address)


def merge_runs(rows: list[list[Cell]], column: int, same: Callable[[int], bool]) -> None:
    """Merge runs of rows in one column: row ``i`` joins the row above it where ``same(i)``; the text stands once."""
    anchor: Cell | None = None
    for number, row in enumerate(rows):
        if anchor is not None and same(number):
            anchor.rowspan += 1
            row[column].text, row[column].covered = "", True
        else:
            anchor = row[column]
