"""The example park's whole year: a seeded program writes its records, a reviewed table says how each indicator is measured.

Nobody in it is real: enterprises and people have numbers for names. Every run writes the same records, down to their ids.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

import yaml

from zhunsheng.bundled.park import enterprises, greenery, heating, lamps, money, office, people, surveys, works
from zhunsheng.bundled.park.book import UNIT, YEAR, Book
from zhunsheng.model.measure import Binding, BindingScope
from zhunsheng.model.record import Record

__all__ = ["UNIT", "YEAR", "bindings", "records"]


@lru_cache(maxsize=1)
def records() -> tuple[Record, ...]:
    """Every record of the year in the order of writing, superseded ones too."""
    book = Book()
    for chapter in (lamps, greenery, heating, works, people, enterprises, office, surveys, money):
        chapter.write(book)
    return book.records()


@lru_cache(maxsize=1)
def bindings() -> tuple[Binding, ...]:
    """How each of the 54 indicators and each measurable goal of the department is computed."""
    rows = yaml.safe_load(files(__name__).joinpath("bindings.yaml").read_text("utf-8"))
    return tuple(
        Binding(
            row.get("project"),
            row["indicator"],
            " ".join(row["formula"].split()),
            row.get("window", "fiscal_year"),
            BindingScope(row.get("scope", "project")),
        )
        for row in rows
    )
