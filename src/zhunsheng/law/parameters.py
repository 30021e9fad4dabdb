"""Numbers that the law or a finance department sets, each looked up by date with what it rests on.

One number is one file in ``law/parameters/``: its title, its unit, and dated values, each with a citation and how far
that citation has been checked. No number of this kind stands in code.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

import yaml

from zhunsheng.law.citation import Citation, Verified


@dataclass(frozen=True, slots=True)
class DatedValue:
    """The value of a number from ``since`` to ``until`` (both days included; ``None`` is open) and its citation."""

    value: Decimal
    since: date
    until: date | None
    basis: Citation

    def in_force(self, on: date) -> bool:
        """True when the value holds on the day."""
        return self.since <= on and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True)
class LegalNumber:
    """One number of the law or of practice: ``unit`` is what ``value`` counts; ``settable`` if a region may change it."""

    name: str
    title: str
    unit: str
    settable: bool
    values: tuple[DatedValue, ...]

    @property
    def latest(self) -> Decimal:
        """The value that came into force last."""
        return self.values[-1].value

    def on(self, day: date | None) -> DatedValue:
        """What holds on the day, with its citation; the latest without a day. Raises ``LookupError`` for a gap."""
        if day is None:
            return self.values[-1]
        found = next((value for value in reversed(self.values) if value.in_force(day)), None)
        if found is None:
            raise LookupError(f"{self.name} has no value on {day}")
        return found


@cache
def legal_numbers() -> dict[str, LegalNumber]:
    """Every number of the folder, by name. Raises ``ValueError`` for dates that overlap or are out of order."""
    folder = files("zhunsheng.law").joinpath("parameters")
    texts = [item.read_text("utf-8") for item in folder.iterdir() if item.name.endswith(".yaml")]
    numbers = [_legal_number(yaml.safe_load(text)) for text in texts]
    return {number.name: number for number in sorted(numbers, key=lambda number: number.name)}


def legal_number(name: str) -> LegalNumber:
    """One number by its name. Raises ``KeyError`` for a name that no file bears."""
    return legal_numbers()[name]


def _legal_number(item: dict[str, Any]) -> LegalNumber:
    values = tuple(_dated_value(value) for value in item["values"])
    for before, after in pairwise(values):
        if before.until is None or before.until >= after.since:
            raise ValueError(f"{item['name']}: the value since {before.since} does not end before {after.since}")
    return LegalNumber(item["name"], item["title"], item["unit"], bool(item.get("settable", False)), values)


def _dated_value(item: dict[str, Any]) -> DatedValue:
    basis = item["basis"]
    citation = Citation(basis.get("number"), basis.get("article"), Verified(basis["verified"]), basis.get("note", ""))
    return DatedValue(Decimal(str(item["value"])), item["since"], item.get("until"), citation)
