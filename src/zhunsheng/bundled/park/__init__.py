"""The example park's whole year: a seeded program writes its records, a reviewed table says how each indicator is measured.

Nobody in it is real: enterprises and people have numbers for names. Every run writes the same records, down to their ids.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import yaml

from zhunsheng.bundled.park import enterprises, greenery, heating, lamps, money, office, people, surveys, works
from zhunsheng.bundled.park.book import UNIT, YEAR, Book
from zhunsheng.model.measure import Binding, BindingScope
from zhunsheng.model.record import Record

__all__ = ["UNIT", "YEAR", "BindingRow", "binding_rows", "bindings", "records"]


@lru_cache(maxsize=1)
def records() -> tuple[Record, ...]:
    """Every record of the year in the order of writing, superseded ones too."""
    book = Book()
    for chapter in (lamps, greenery, heating, works, people, enterprises, office, surveys, money):
        chapter.write(book)
    return book.records()


@dataclass(frozen=True, slots=True)
class BindingRow:
    """A row of the reviewed table: the binding and why it answers the question; for a goal of the department also which
    sentence it stands for and the target that was read out of it."""

    binding: Binding
    why: str
    goal: str = ""
    target: str = ""


@lru_cache(maxsize=1)
def binding_rows() -> tuple[BindingRow, ...]:
    """How each of the 54 indicators and each measurable goal of the department is computed, and why so."""
    rows = yaml.safe_load(files(__name__).joinpath("bindings.yaml").read_text("utf-8"))
    return tuple(
        BindingRow(
            Binding(
                row.get("project"),
                row["indicator"],
                row["formula"],
                row.get("window", "fiscal_year"),
                BindingScope(row.get("scope", "project")),
            ),
            row["why"],
            row.get("goal", ""),
            row.get("target", ""),
        )
        for row in rows
    )


def bindings() -> tuple[Binding, ...]:
    """The bindings alone."""
    return tuple(row.binding for row in binding_rows())
