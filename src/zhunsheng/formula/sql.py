"""Pieces of SQL with their parameters, and the two dialects they are written for.

A piece carries ``?`` where a parameter goes and is joined in reading order, so that text and parameters never come apart.
No value of a record and no word of a formula ever becomes SQL text; whole numbers that the language computed do.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

Parameter = int | str | list[int]


@dataclass(frozen=True, slots=True)
class Sql:
    """A piece of SQL: ``text`` with ``?`` for each of the ``parameters``."""

    text: str
    parameters: tuple[Parameter, ...] = ()

    def __add__(self, other: Sql | str) -> Sql:
        if isinstance(other, str):
            return Sql(self.text + other, self.parameters)
        return Sql(self.text + other.text, self.parameters + other.parameters)

    def __radd__(self, other: str) -> Sql:
        return Sql(other + self.text, self.parameters)

    def written(self, placeholder: str) -> str:
        """The text with the placeholders of a driver: ``?`` or ``%s`` (then a percent sign is doubled)."""
        if placeholder == "?":
            return self.text
        return self.text.replace("%", "%%").replace("?", placeholder)


def parameter(value: Parameter) -> Sql:
    """One parameter."""
    return Sql("?", (value,))


def join(separator: str, pieces: Iterable[Sql]) -> Sql:
    """Pieces with the separator between them."""
    text: list[str] = []
    parameters: list[Parameter] = []
    for piece in pieces:
        text.append(piece.text)
        parameters.extend(piece.parameters)
    return Sql(separator.join(text), tuple(parameters))


def all_of(conditions: Iterable[Sql]) -> Sql:
    """``a AND b AND c``; nothing at all is true."""
    found = list(conditions)
    return join(" AND ", found) if found else Sql("1 = 1")


class Dialect(StrEnum):
    """The databases that queries are written for; whatever they say differently is said here."""

    SQLITE = "sqlite"
    POSTGRESQL = "postgresql"

    @property
    def placeholder(self) -> str:
        """What the database's own driver takes (``sqlite3``, ``psycopg``); Django takes ``%s`` for both."""
        return "?" if self is Dialect.SQLITE else "%s"

    def exact(self, number: Sql) -> Sql:
        """A whole number on which arithmetic may leave 64 bits. SQLite has nothing wider and is watched instead."""
        return "CAST(" + number + " AS numeric)" if self is Dialect.POSTGRESQL else number

    def too_large(self, number: Sql) -> Sql:
        """True where arithmetic left 64 bits: SQLite then silently goes on with floating point."""
        if self is Dialect.SQLITE:
            return "(typeof(" + number + ") = 'real' OR " + number + f" < -{2**63 - 1})"
        return "abs(" + number + f") > {2**63 - 1}"

    def contains(self, text: Sql, part: str) -> Sql:
        """True where the text contains the part, letter for letter."""
        function = "instr" if self is Dialect.SQLITE else "strpos"
        return function + "(" + text + ", " + parameter(part) + ") > 0"

    def one_of(self, column: Sql, ids: list[int]) -> Sql:
        """True where the column is one of the ids: one parameter however many they are."""
        if self is Dialect.SQLITE:
            listed = "[" + ",".join(map(str, ids)) + "]"
            return column + " IN (SELECT value FROM json_each(" + parameter(listed) + "))"
        return column + " = ANY(" + parameter(ids) + ")"

    @property
    def counted(self) -> str:
        """``count(*)`` where it is to be added up: PostgreSQL adds up its 64 bits as decimals, which takes long."""
        return "count(*)" if self is Dialect.SQLITE else "CAST(count(*) AS integer)"

    def lines(self, column: str) -> str:
        """A text column of all rows of a group, one a line, in no order."""
        function = "group_concat" if self is Dialect.SQLITE else "string_agg"
        return f"{function}({column}, {'char' if self is Dialect.SQLITE else 'chr'}(10))"

    def by_code_points(self, text: str) -> str:
        """A text column ordered as Python orders it, whatever the database's language."""
        return text if self is Dialect.SQLITE else f'{text} COLLATE "C"'
