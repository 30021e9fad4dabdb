"""Weight schemes of self-evaluation: how many of the hundred points go to money and to each level-1 kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from zhunsheng.law.citation import Citation, Verified

FULL = Decimal(100)
"""What all points of a self-evaluation add up to."""


@dataclass(frozen=True, slots=True)
class WeightScheme:
    """Points for the execution rate and for each level-1 kind by its standard name; no kinds: every indicator by hand."""

    key: str
    title: str
    execution: Decimal
    levels: Mapping[str, Decimal]
    basis: Citation

    @property
    def is_by_hand(self) -> bool:
        """True when the points of each indicator have to be given."""
        return not self.levels

    @property
    def total(self) -> Decimal:
        """All points together; anything but 100 is an error. By hand, indicators take what execution leaves."""
        return FULL if self.is_by_hand else self.execution + sum(self.levels.values(), Decimal(0))


@cache
def weight_schemes() -> dict[str, WeightScheme]:
    """Every scheme by its key, in the order of the file."""
    items = yaml.safe_load(files("zhunsheng.law").joinpath("weight_schemes.yaml").read_text("utf-8"))
    return {item["key"]: _scheme(item) for item in items}


def weight_scheme(key: str) -> WeightScheme:
    """One scheme by its key. Raises ``KeyError`` for a key that the file does not have."""
    return weight_schemes()[key]


def _scheme(item: dict[str, Any]) -> WeightScheme:
    basis = item["basis"]
    citation = Citation(basis.get("number"), basis.get("article"), Verified(basis["verified"]), basis.get("note", ""))
    levels = {name: Decimal(str(points)) for name, points in item["levels"].items()}
    return WeightScheme(item["key"], item["title"], Decimal(str(item["execution"])), levels, citation)
