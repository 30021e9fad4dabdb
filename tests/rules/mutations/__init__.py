"""Mutations: one kind of mistake made by program in every good table that admits it.

Planted faults are few and each is written by hand; a mutation is one way to go wrong, tried on some four hundred tables by
many authors. ``bench/review_mutations.py`` counts how many of its mutants the rules find. A mutation lives in the file of
its subject and says for a table what to spoil, or ``None`` where the mistake would not be certain.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from random import Random

from good_tables import TABLES
from good_work import WORK
from held_out_clerks import CLERKS
from held_out_more import SECOND, THIRD
from held_out_offices import OFFICES
from held_out_seventh import SEVENTH
from held_out_tables import HELD_OUT
from held_out_towns import TOWNS
from planted import WRITTEN
from written_sets import written

from zhunsheng.model.project import Project


@dataclass(frozen=True)
class Good:
    """A table that no reviewer complains of, and the year it was written for."""

    project: Project
    year: int


@dataclass(frozen=True)
class Mutant:
    """A spoilt table and the cells (addresses as in the program) at which a reviewer would put the mark."""

    project: Project
    places: frozenset[str]
    what: str
    """What was changed into what, for whoever reads the list of misses."""


Spoil = Callable[[Good, Random, tuple[Good, ...]], Mutant | None]


@dataclass(frozen=True)
class Mutation:
    """One way to go wrong. ``rules`` holds the codes any one of which names it rightly, the fittest first."""

    name: str
    rules: tuple[str, ...]
    spoil: Spoil


@cache
def good_tables() -> tuple[Good, ...]:
    """All good tables of the tests."""
    plain = (TABLES, WORK, HELD_OUT, SECOND, THIRD, CLERKS, TOWNS, OFFICES, SEVENTH)
    from_code = [Good(project, 2026) for group in plain for project in group]
    from_sets = [Good(table.project, table.year) for name in WRITTEN for table in written(name)]
    return tuple(from_code + from_sets)


def mutations() -> Iterator[Mutation]:
    """All mutations, file by file."""
    for module in sorted(one.name for one in pkgutil.iter_modules(__path__)):
        yield from importlib.import_module(f"{__name__}.{module}").MUTATIONS
