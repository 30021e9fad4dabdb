"""The entries of the library: the common ones in ``indicators.yaml``, those of a sector in ``sectors/<sector>.yaml``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from zhunsheng.model.indicator import Level1, Level2
from zhunsheng.model.measure import BindingScope

BLANK = "…"
"""Stands in a formula's text for a word that whoever binds it fills in."""
COMMON = "通用"
"""The sector of indicators that projects of any kind set."""
_DIRECTIONS = {">=": "越大越好", ">": "越大越好", "<=": "越小越好", "<": "越小越好", "=": "正好达到"}


@dataclass(frozen=True, slots=True)
class LibraryIndicator:
    """An indicator that many projects set. ``words`` are other names of it; ``formula`` measures it from records."""

    name: str
    words: tuple[str, ...]
    level2: Level2
    unit: str
    operator: str
    definition: str
    formula: str
    window: str = "fiscal_year"
    scope: BindingScope = BindingScope.PROJECT
    sector: str = COMMON

    @property
    def needs_a_word(self) -> bool:
        """True where the formula has a word to be filled in."""
        return BLANK in self.formula

    @property
    def level1(self) -> Level1:
        """The level-1 kind under which the tree of 财预〔2015〕88号 has it."""
        return _LEVEL1[self.level2]

    @property
    def direction(self) -> str:
        """Whether more or less of it is better, in words."""
        return _DIRECTIONS.get(self.operator, "")


_OF_COST = (Level2.ECONOMIC_COST, Level2.SOCIAL_COST, Level2.ECOLOGICAL_COST)
_OF_OUTPUT = (Level2.QUANTITY, Level2.QUALITY, Level2.TIMELINESS, Level2.COST)
_LEVEL1: Mapping[Level2, Level1] = {
    **dict.fromkeys(Level2, Level1.BENEFIT),
    **dict.fromkeys(_OF_OUTPUT, Level1.OUTPUT),
    **dict.fromkeys(_OF_COST, Level1.COST),
    Level2.SATISFACTION: Level1.SATISFACTION,
}


@lru_cache(maxsize=1)
def library() -> tuple[LibraryIndicator, ...]:
    """Every indicator of the library: the common ones first, then sector by sector."""
    return tuple(_entry(row, sector) for sector, rows in _files() for row in rows)


@lru_cache(maxsize=1)
def sectors() -> tuple[str, ...]:
    """The sectors in the order of the library, the common ones first."""
    return tuple(dict.fromkeys(one.sector for one in library()))


def by_name(name: str) -> LibraryIndicator | None:
    """The entry of a name; names are used once."""
    return next((one for one in library() if one.name == name), None)


def _files() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    here = files(__package__)
    yield COMMON, yaml.safe_load(here.joinpath("indicators.yaml").read_text("utf-8"))
    for file in sorted(here.joinpath("sectors").iterdir(), key=lambda one: one.name):
        if file.name.endswith(".yaml"):
            found = yaml.safe_load(file.read_text("utf-8"))
            yield found["sector"], found["indicators"]


def _entry(row: dict[str, Any], sector: str) -> LibraryIndicator:
    return LibraryIndicator(
        row["name"],
        tuple(row["words"]),
        Level2(row["level2"]),
        row["unit"],
        row["operator"],
        row["definition"],
        row["formula"],
        row.get("window", "fiscal_year"),
        BindingScope(row.get("scope", "project")),
        sector,
    )
