"""Formulas over the entry table: many questions in one statement, answered by project or by unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import OperationalError, connection

from zhunsheng.formula.checker import Formula
from zhunsheng.formula.entered import NOTHING, digests_of, to_entered_sql
from zhunsheng.formula.listing import to_listing_sql
from zhunsheng.formula.outcome import Outcome, Trace, Use
from zhunsheng.formula.query import Query, to_sql
from zhunsheng.formula.sql import Dialect
from zhunsheng.formula.store import Store
from zhunsheng.formula.window import When
from zhunsheng.model.measure import BindingScope

_AT_ONCE = 40
"""Questions in one statement."""


@dataclass(frozen=True, eq=False)
class Question:
    """A formula for some projects or, with the unit's scope, some units (by their ids in the database)."""

    formula: Formula
    when: When
    scope: BindingScope
    groups: tuple[int, ...]
    answers: dict[int, Outcome] = field(default_factory=dict)

    def store(self) -> Store:
        """The entry table of this database."""
        return Store(dialect(), self.scope, self.groups, "%s")


def dialect() -> Dialect:
    """The database in use."""
    return Dialect.POSTGRESQL if connection.vendor == "postgresql" else Dialect.SQLITE


def ask(questions: Sequence[Question]) -> None:
    """Answer questions: every group of each gets its outcome, those without entries too."""
    for first in range(0, len(questions), _AT_ONCE):
        part = questions[first : first + _AT_ONCE]
        try:
            _ask(part, wide=False)
        except OperationalError as error:
            if "overflow" not in str(error):
                raise
            _ask(part, wide=True)


def traces(asked: Sequence[tuple[Question, int]]) -> list[Trace]:
    """For each question and group the outcome with every entry of the formula's ledgers: counts or not, and why."""
    ask(list(dict.fromkeys(question for question, _ in asked if not question.answers)))
    found = []
    for first in range(0, len(asked), _AT_ONCE):
        part = asked[first : first + _AT_ONCE]
        found += [Trace(one.answers[group], uses) for (one, group), uses in zip(part, _uses(part), strict=True)]
    return found


def digests(questions: Sequence[Question]) -> dict[Question, dict[int, str]]:
    """For each question and group the digest of the entries behind the answer, as a :class:`Trace` has it."""
    found: dict[Question, dict[int, str]] = {}
    for first in range(0, len(questions), _AT_ONCE):
        part = questions[first : first + _AT_ONCE]
        texts, parameters = [], []
        for number, one in enumerate(part):
            query = to_entered_sql(one.formula, one.when, one.store())
            texts.append(f"SELECT {number} AS question, entered.g, entered.ids FROM ({query.text}) AS entered")
            parameters.extend(query.parameters)
        rows: list[list[Sequence[Any]]] = [[] for _ in part]
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(texts), parameters)
            for number, *cells in cursor.fetchall():
                rows[int(number)].append(cells)
        for one, of_one in zip(part, rows, strict=True):
            there = digests_of(of_one)
            found[one] = {group: there.get(group, NOTHING) for group in one.groups}
    return found


def _uses(asked: Sequence[tuple[Question, int]]) -> list[tuple[Use, ...]]:
    """What became of the entries behind each of the numbers."""
    listings = [to_listing_sql(one.formula, one.when, group, one.store()) for one, group in asked]
    width = max(len(listing.formula.aggregates) for listing in listings)
    texts, parameters = [], []
    for number, listing in enumerate(listings):
        blanks = "".join(", CAST(NULL AS bigint)" for _ in range(width - len(listing.formula.aggregates)))
        texts.append(f"SELECT {number} AS question, entry.*{blanks} FROM ({listing.text}) AS entry")
        parameters.extend(listing.parameters)
    rows: list[list[Sequence[Any]]] = [[] for _ in listings]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(texts), parameters)
        for number, *cells in cursor.fetchall():
            rows[int(number)].append(cells[: 5 + len(listings[int(number)].formula.aggregates)])
    return [listing.uses(found) for listing, found in zip(listings, rows, strict=True)]


def _ask(questions: Sequence[Question], *, wide: bool) -> None:
    queries = [to_sql(one.formula, one.when, one.store(), seen=True, wide=wide) for one in questions]
    width = max(map(_width, queries), default=0)
    texts, parameters = [], []
    for number, query in enumerate(queries):
        blanks = "".join(", CAST(NULL AS numeric)" for _ in range(width - _width(query)))
        texts.append(f"SELECT {number} AS question, answer.*{blanks} FROM ({query.text}) AS answer")
        parameters.extend(query.parameters)
    rows: list[dict[int, Sequence[Any]]] = [{} for _ in queries]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(texts), parameters)
        for number, group, *cells in cursor.fetchall():
            rows[int(number)][int(group)] = (group, *cells)
    for question, query, found in zip(questions, queries, rows, strict=True):
        for group in question.groups:
            question.answers[group] = query.outcome(found.get(group))


def _width(query: Query) -> int:
    """How many columns the query has, the group among them."""
    layout = query.layout
    places = [place for each in layout.numbers for place in each]
    return 1 + max([*places, *layout.records, *(layout.seen or ()), *layout.guards], default=0)
