"""The entries of the library, as they stand in ``indicators.yaml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import yaml

from zhunsheng.model.indicator import Level2
from zhunsheng.model.measure import BindingScope

BLANK = "…"
"""Stands in a formula's text for a word that whoever binds it fills in."""


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

    @property
    def needs_a_word(self) -> bool:
        """True where the formula has a word to be filled in."""
        return BLANK in self.formula


@lru_cache(maxsize=1)
def library() -> tuple[LibraryIndicator, ...]:
    """Every indicator of the library."""
    rows = yaml.safe_load(files(__package__).joinpath("indicators.yaml").read_text("utf-8"))
    return tuple(
        LibraryIndicator(
            row["name"],
            tuple(row["words"]),
            Level2(row["level2"]),
            row["unit"],
            row["operator"],
            row["definition"],
            row["formula"],
            row.get("window", "fiscal_year"),
            BindingScope(row.get("scope", "project")),
        )
        for row in rows
    )
