"""Conditions on one record, in two executions. They have three answers in both: true, false, and blank where what they ask for is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from zhunsheng.formula.row import (
    WIDEST,
    Cell,
    Computed,
    DayOfMoment,
    Expression,
    LastMinute,
    Scope,
    Values,
    Whole,
)
from zhunsheng.formula.sql import Sql, all_of, join, parameter


class Condition(Protocol):
    """Something that is true, false or blank for a record."""

    def holds(self, values: Values) -> bool | None:
        """Its answer for a record. Raises :class:`TooLarge`."""
        ...

    def sql(self, scope: Scope) -> Sql:
        """The same as SQL."""
        ...


@dataclass(frozen=True, slots=True)
class Says:
    """A yes-or-no column says yes (or, ``wanted`` false, no)."""

    cell: Cell
    wanted: bool = True

    def holds(self, values: Values) -> bool | None:
        """Its answer for a record; ``None`` where what it asks for is blank."""
        said = self.cell.of(values)
        return None if said is None else bool(said) is self.wanted

    def sql(self, scope: Scope) -> Sql:
        """The same as SQL."""
        return self.cell.sql(scope) + f" = {int(self.wanted)}"


@dataclass(frozen=True, slots=True)
class Compare:
    """Two whole numbers or two texts, by one of ``= <> < <= > >=``."""

    sign: str
    left: Expression
    right: Expression

    def holds(self, values: Values) -> bool | None:
        """Its answer for a record; ``None`` where what it asks for is blank."""
        left, right = self.left.of(values), self.right.of(values)
        if left is None or right is None:
            return None
        if isinstance(left, str) or isinstance(right, str):
            return (left == right) is (self.sign == "=")
        difference = left - right
        return {
            "=": difference == 0,
            "<>": difference != 0,
            "<": difference < 0,
            "<=": difference <= 0,
            ">": difference > 0,
            ">=": difference >= 0,
        }[self.sign]

    def sql(self, scope: Scope) -> Sql:
        """The same as SQL."""
        return self.left.sql(scope) + f" {self.sign} " + self.right.sql(scope)


@dataclass(frozen=True, slots=True)
class Settled:
    """True (or false) for every record in which the expression is not blank: ``人数 = 2.5`` never holds."""

    expression: Expression
    answer: bool

    def holds(self, values: Values) -> bool | None:
        """Its answer for a record; ``None`` where what it asks for is blank."""
        return None if self.expression.of(values) is None else self.answer

    def sql(self, scope: Scope) -> Sql:
        """The same as SQL."""
        one = self.expression.sql(scope)
        return one + (" = " if self.answer else " <> ") + one


@dataclass(frozen=True, slots=True)
class OneOf:
    """The expression is one of these whole numbers or texts."""

    expression: Expression
    among: tuple[int | str, ...]

    def holds(self, values: Values) -> bool | None:
        """Its answer for a record; ``None`` where what it asks for is blank."""
        found = self.expression.of(values)
        return None if found is None else found in self.among

    def sql(self, scope: Scope) -> Sql:
        """The same as SQL."""
        listed = (parameter(one) if isinstance(one, str) else Sql(str(one)) for one in self.among)
        return self.expression.sql(scope) + " IN (" + join(", ", listed) + ")"


@dataclass(frozen=True, slots=True)
class Contains:
    """A text contains a part, letter for letter."""

    expression: Expression
    part: str

    def holds(self, values: Values) -> bool | None:
        """Its answer for a record; ``None`` where what it asks for is blank."""
        found = self.expression.of(values)
        return self.part in found if isinstance(found, str) else None

    def sql(self, scope: Scope) -> Sql:
        """The same as SQL."""
        return scope.dialect.contains(self.expression.sql(scope), self.part)


@dataclass(frozen=True, slots=True)
class Filled:
    """The expression is not blank (or, ``wanted`` false, is)."""

    expression: Expression
    wanted: bool = True

    def holds(self, values: Values) -> bool | None:
        """Its answer for a record; ``None`` where what it asks for is blank."""
        return (self.expression.of(values) is not None) is self.wanted

    def sql(self, scope: Scope) -> Sql:
        """The same as SQL. That a difference is filled is asked of its columns: nothing is computed for it, and the database
        knows how often a column is blank."""
        if not self.wanted:
            return self.expression.sql(scope) + " IS NULL"
        return all_of(part.sql(scope) + " IS NOT NULL" for part in _parts(self.expression))


@dataclass(frozen=True, slots=True)
class Every:
    """All of them hold (且)."""

    conditions: tuple[Condition, ...]

    def holds(self, values: Values) -> bool | None:
        """Its answer for a record; ``None`` where what it asks for is blank."""
        answers = [condition.holds(values) for condition in self.conditions]
        return False if False in answers else None if None in answers else True

    def sql(self, scope: Scope) -> Sql:
        """The same as SQL."""
        return all_of(condition.sql(scope) for condition in self.conditions)


@dataclass(frozen=True, slots=True)
class Some:
    """One of them holds (或)."""

    conditions: tuple[Condition, ...]

    def holds(self, values: Values) -> bool | None:
        """Its answer for a record; ``None`` where what it asks for is blank."""
        answers = [condition.holds(values) for condition in self.conditions]
        return True if True in answers else None if None in answers else False

    def sql(self, scope: Scope) -> Sql:
        """The same as SQL."""
        return "(" + join(" OR ", (condition.sql(scope) for condition in self.conditions)) + ")"


@dataclass(frozen=True, slots=True)
class Opposite:
    """It does not hold (非); blank stays blank."""

    condition: Condition

    def holds(self, values: Values) -> bool | None:
        """Its answer for a record; ``None`` where what it asks for is blank."""
        answer = self.condition.holds(values)
        return None if answer is None else not answer

    def sql(self, scope: Scope) -> Sql:
        """The same as SQL."""
        return "NOT (" + self.condition.sql(scope) + ")"


def _parts(expression: Expression) -> tuple[Expression, ...]:
    """What an expression is computed from: it is blank exactly where one of them is. Fixed numbers are never blank."""
    if isinstance(expression, Computed):
        sides = (*_parts(expression.left), *_parts(expression.right))
        return tuple(one for one in dict.fromkeys(sides) if not isinstance(one, Whole | LastMinute)) or sides[:1]
    return (expression,)


def watched(part: Expression | Condition) -> tuple[Computed, ...]:
    """The computed numbers within an expression or a condition that could leave 64 bits."""
    found: list[Computed] = []
    waiting: list[object] = [part]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Computed):
            if one.bound > WIDEST:
                found.append(one)
            waiting += [one.left, one.right]
        elif isinstance(one, Every | Some):
            waiting += one.conditions
        elif isinstance(one, Compare):
            waiting += [one.left, one.right]
        elif isinstance(one, Opposite):
            waiting.append(one.condition)
        elif isinstance(one, Settled | OneOf | Contains | Filled):
            waiting.append(one.expression)
        elif isinstance(one, DayOfMoment):
            waiting.append(one.moment)
    return tuple(found)
