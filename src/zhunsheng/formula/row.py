"""Expressions over one record, in two executions: :meth:`Expression.of` on a record's stored values, :meth:`Expression.sql` in a query.

Both work on what the slots hold (whole numbers, texts), so they cannot differ in rounding. Blank is ``None`` and SQL's NULL.
Conditions over them are in :mod:`zhunsheng.formula.conditions`, numbers with a unit's size in :mod:`zhunsheng.formula.sized`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from zhunsheng.formula.sql import Dialect, Sql, parameter
from zhunsheng.formula.storage import LARGEST, Stored

Values = Mapping[str, Stored]
"""A record's stored values by column name."""
WIDEST = 2**63 - 1
"""The largest whole number a database computes with exactly."""
AS_OF = "?as_of"
"""The name under which the last minute of the as-of day stands among a record's values."""


class TooLarge(ArithmeticError):
    """A whole number left 64 bits: no database could say the same."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What the SQL of an expression depends on besides the record: the dialect and the last minute of the as-of day."""

    dialect: Dialect
    as_of: int


@runtime_checkable
class Expression(Protocol):
    """Something that a record has a whole number or a text for."""

    def of(self, values: Values) -> Stored:
        """Its value for a record, ``None`` for blank. Raises :class:`TooLarge`."""
        ...

    def sql(self, scope: Scope) -> Sql:
        """The same as SQL."""
        ...

    @property
    def bound(self) -> int:
        """No value is larger (0 for texts)."""
        ...


@dataclass(frozen=True, slots=True)
class Cell:
    """What a column holds."""

    column: str
    slot: str

    def of(self, values: Values) -> Stored:
        """Its value for a record; ``None`` for blank."""
        return values.get(self.column)

    def sql(self, scope: Scope) -> Sql:
        """The same as SQL."""
        return Sql(self.slot)

    @property
    def bound(self) -> int:
        """No value is larger."""
        return LARGEST


@dataclass(frozen=True, slots=True)
class Whole:
    """A fixed whole number."""

    number: int

    def of(self, values: Values) -> Stored:
        """Its value for a record; ``None`` for blank."""
        return self.number

    def sql(self, scope: Scope) -> Sql:
        """The same as SQL."""
        return Sql(str(self.number) if self.number >= 0 else f"({self.number})")

    @property
    def bound(self) -> int:
        """No value is larger."""
        return abs(self.number)


@dataclass(frozen=True, slots=True)
class Letters:
    """A fixed text."""

    text: str

    def of(self, values: Values) -> Stored:
        """Its value for a record; ``None`` for blank."""
        return self.text

    def sql(self, scope: Scope) -> Sql:
        """The same as SQL."""
        return parameter(self.text)

    @property
    def bound(self) -> int:
        """No value is larger."""
        return 0


@dataclass(frozen=True, slots=True)
class LastMinute:
    """The last minute of the as-of day, as a moment."""

    def of(self, values: Values) -> Stored:
        """Its value for a record; ``None`` for blank."""
        return values[AS_OF]

    def sql(self, scope: Scope) -> Sql:
        """The same as SQL."""
        return Sql(str(scope.as_of))

    @property
    def bound(self) -> int:
        """No value is larger."""
        return LARGEST


@dataclass(frozen=True, slots=True)
class Computed:
    """A sum, difference or product of whole numbers; watched where it could leave 64 bits."""

    sign: str
    left: Expression
    right: Expression
    bound: int = field(init=False)

    def __post_init__(self) -> None:
        one, other = self.left.bound, self.right.bound
        object.__setattr__(self, "bound", one * other if self.sign == "*" else one + other)

    def of(self, values: Values) -> Stored:
        """Its value for a record; ``None`` for blank."""
        left, right = self.left.of(values), self.right.of(values)
        if not isinstance(left, int) or not isinstance(right, int):
            return None
        found = left * right if self.sign == "*" else left + right if self.sign == "+" else left - right
        if abs(found) > WIDEST:
            raise TooLarge
        return found

    def sql(self, scope: Scope) -> Sql:
        """The same as SQL."""
        left = self.left.sql(scope)
        if self.bound > WIDEST:
            left = scope.dialect.exact(left)
        return "(" + left + f" {self.sign} " + self.right.sql(scope) + ")"


@dataclass(frozen=True, slots=True)
class DayOfMoment:
    """The day of a moment: whole days, rounded down also before 1970."""

    moment: Expression

    def of(self, values: Values) -> Stored:
        """Its value for a record; ``None`` for blank."""
        minutes = self.moment.of(values)
        return minutes // 1440 if isinstance(minutes, int) else None

    def sql(self, scope: Scope) -> Sql:
        """The same as SQL."""
        minutes = self.moment.sql(scope)
        return "((" + minutes + ") / 1440 - CASE WHEN (" + minutes + ") % 1440 < 0 THEN 1 ELSE 0 END)"

    @property
    def bound(self) -> int:
        """No value is larger."""
        return self.moment.bound
