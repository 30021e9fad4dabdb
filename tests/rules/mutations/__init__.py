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

from zhunsheng.model.document import Document
from zhunsheng.model.finding import Finding
from zhunsheng.model.project import Project
from zhunsheng.rules.engine import run
from zhunsheng.rules.examples import document
from zhunsheng.rules.outside import NOTHING, Outside
from zhunsheng.rules.registry import rules
from zhunsheng.rules.rule import Rule


@dataclass(frozen=True)
class Good:
    """A table that no reviewer complains of, and the year it was written for."""

    project: Project
    year: int


@dataclass(frozen=True)
class Papers:
    """A whole document with what is known beside it, for mistakes that no single table shows."""

    document: Document
    outside: Outside = NOTHING


@dataclass(frozen=True)
class Mutant:
    """A spoilt table and the cells (addresses as in the program) at which a reviewer would put the mark.

    Of a document, ``papers`` is the spoilt one and ``before`` the same without the mistake; a cell of one of its tables is
    then named with the table's number (``1:goal``), a cell of the department part alone.
    """

    project: Project
    places: frozenset[str]
    what: str
    """What was changed into what, for whoever reads the list of misses."""
    papers: Papers | None = None
    before: Papers | None = None


Spoil = Callable[[Good, Random, tuple[Good, ...]], Mutant | None]


@dataclass(frozen=True)
class Mutation:
    """One way to go wrong. ``rules`` holds the codes any one of which names it rightly, the fittest first."""

    name: str
    rules: tuple[str, ...]
    spoil: Spoil


def said(papers: Papers) -> list[tuple[str, Finding]]:
    """What the rules between tables say of a document, each with its cell as mutants name it."""
    found = run(papers.document, _between_tables(), outside=papers.outside).findings
    return [(one.address if one.project_no is None else f"{one.project_no}:{one.address}", one) for one in found]


@cache
def _between_tables() -> tuple[Rule, ...]:
    return tuple(one for one in rules() if one.check_document is not None and one.stage == "target")


def told(mutant: Mutant, year: int) -> list[tuple[str, Finding]]:
    """All findings of a mutant, each with its cell as the mutant names it."""
    if mutant.papers is not None:
        return said(mutant.papers)
    return [(one.address, one) for one in run(document(mutant.project, year=year)).findings]


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
