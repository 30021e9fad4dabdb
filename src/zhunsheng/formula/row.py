"""Expressions over one record, in two executions: :meth:`Expression.of` on a record's stored values, :meth:`Expression.sql` in a query.

Both work on what the slots hold (whole numbers, texts), so they cannot differ in rounding. Blank is ``None`` and SQL's NULL;
conditions know three answers, true, false and blank, in both.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Protocol, runtime_checkable

from zhunsheng.formula.sql import Dialect, Sql, all_of, join, parameter
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


class Condition(Protocol):
    """Something that is true, false or blank for a record."""

    def holds(self, values: Values) -> bool | None:
        """Its answer for a record. Raises :class:`TooLarge`."""
        ...

    def sql(self, scope: Scope) -> Sql:
        """The same as SQL."""
        ...


# Numbers, days, moments and texts


@dataclass(frozen=True, slots=True)
class Cell:
    """What a column holds."""

    column: str
    slot: str

    def of(self, values: Values) -> Stored:
        return values.get(self.column)

    def sql(self, scope: Scope) -> Sql:
        return Sql(self.slot)

    @property
    def bound(self) -> int:
        return LARGEST


@dataclass(frozen=True, slots=True)
class Whole:
    """A fixed whole number."""

    number: int

    def of(self, values: Values) -> Stored:
        return self.number

    def sql(self, scope: Scope) -> Sql:
        return Sql(str(self.number) if self.number >= 0 else f"({self.number})")

    @property
    def bound(self) -> int:
        return abs(self.number)


@dataclass(frozen=True, slots=True)
class Letters:
    """A fixed text."""

    text: str

    def of(self, values: Values) -> Stored:
        return self.text

    def sql(self, scope: Scope) -> Sql:
        return parameter(self.text)

    @property
    def bound(self) -> int:
        return 0


@dataclass(frozen=True, slots=True)
class LastMinute:
    """The last minute of the as-of day, as a moment."""

    def of(self, values: Values) -> Stored:
        return values[AS_OF]

    def sql(self, scope: Scope) -> Sql:
        return Sql(str(scope.as_of))

    @property
    def bound(self) -> int:
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
        left, right = self.left.of(values), self.right.of(values)
        if not isinstance(left, int) or not isinstance(right, int):
            return None
        found = left * right if self.sign == "*" else left + right if self.sign == "+" else left - right
        if abs(found) > WIDEST:
            raise TooLarge
        return found

    def sql(self, scope: Scope) -> Sql:
        left = self.left.sql(scope)
        if self.bound > WIDEST:
            left = scope.dialect.exact(left)
        return "(" + left + f" {self.sign} " + self.right.sql(scope) + ")"


@dataclass(frozen=True, slots=True)
class DayOfMoment:
    """The day of a moment: whole days, rounded down also before 1970."""

    moment: Expression

    def of(self, values: Values) -> Stored:
        minutes = self.moment.of(values)
        return minutes // 1440 if isinstance(minutes, int) else None

    def sql(self, scope: Scope) -> Sql:
        minutes = self.moment.sql(scope)
        return "((" + minutes + ") / 1440 - CASE WHEN (" + minutes + ") % 1440 < 0 THEN 1 ELSE 0 END)"

    @property
    def bound(self) -> int:
        return self.moment.bound


# Conditions


@dataclass(frozen=True, slots=True)
class Says:
    """A yes-or-no column says yes (or, ``wanted`` false, no)."""

    cell: Cell
    wanted: bool = True

    def holds(self, values: Values) -> bool | None:
        said = self.cell.of(values)
        return None if said is None else bool(said) is self.wanted

    def sql(self, scope: Scope) -> Sql:
        return self.cell.sql(scope) + f" = {int(self.wanted)}"


@dataclass(frozen=True, slots=True)
class Compare:
    """Two whole numbers or two texts, by one of ``= <> < <= > >=``."""

    sign: str
    left: Expression
    right: Expression

    def holds(self, values: Values) -> bool | None:
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
        return self.left.sql(scope) + f" {self.sign} " + self.right.sql(scope)


@dataclass(frozen=True, slots=True)
class Settled:
    """True (or false) for every record in which the expression is not blank: ``人数 = 2.5`` never holds."""

    expression: Expression
    answer: bool

    def holds(self, values: Values) -> bool | None:
        return None if self.expression.of(values) is None else self.answer

    def sql(self, scope: Scope) -> Sql:
        one = self.expression.sql(scope)
        return one + (" = " if self.answer else " <> ") + one


@dataclass(frozen=True, slots=True)
class OneOf:
    """The expression is one of these whole numbers or texts."""

    expression: Expression
    among: tuple[int | str, ...]

    def holds(self, values: Values) -> bool | None:
        found = self.expression.of(values)
        return None if found is None else found in self.among

    def sql(self, scope: Scope) -> Sql:
        listed = (parameter(one) if isinstance(one, str) else Sql(str(one)) for one in self.among)
        return self.expression.sql(scope) + " IN (" + join(", ", listed) + ")"


@dataclass(frozen=True, slots=True)
class Contains:
    """A text contains a part, letter for letter."""

    expression: Expression
    part: str

    def holds(self, values: Values) -> bool | None:
        found = self.expression.of(values)
        return self.part in found if isinstance(found, str) else None

    def sql(self, scope: Scope) -> Sql:
        return scope.dialect.contains(self.expression.sql(scope), self.part)


@dataclass(frozen=True, slots=True)
class Filled:
    """The expression is not blank (or, ``wanted`` false, is)."""

    expression: Expression
    wanted: bool = True

    def holds(self, values: Values) -> bool | None:
        return (self.expression.of(values) is not None) is self.wanted

    def sql(self, scope: Scope) -> Sql:
        return self.expression.sql(scope) + (" IS NOT NULL" if self.wanted else " IS NULL")


@dataclass(frozen=True, slots=True)
class Every:
    """All of them hold (且)."""

    conditions: tuple[Condition, ...]

    def holds(self, values: Values) -> bool | None:
        answers = [condition.holds(values) for condition in self.conditions]
        return False if False in answers else None if None in answers else True

    def sql(self, scope: Scope) -> Sql:
        return all_of(condition.sql(scope) for condition in self.conditions)


@dataclass(frozen=True, slots=True)
class Some:
    """One of them holds (或)."""

    conditions: tuple[Condition, ...]

    def holds(self, values: Values) -> bool | None:
        answers = [condition.holds(values) for condition in self.conditions]
        return True if True in answers else None if None in answers else False

    def sql(self, scope: Scope) -> Sql:
        return "(" + join(" OR ", (condition.sql(scope) for condition in self.conditions)) + ")"


@dataclass(frozen=True, slots=True)
class Opposite:
    """It does not hold (非); blank stays blank."""

    condition: Condition

    def holds(self, values: Values) -> bool | None:
        answer = self.condition.holds(values)
        return None if answer is None else not answer

    def sql(self, scope: Scope) -> Sql:
        return "NOT (" + self.condition.sql(scope) + ")"


# Numbers with a size: a whole number times a fraction


@dataclass(frozen=True, slots=True)
class Sized:
    """A number of a record: ``whole`` × ``size`` in the base unit of its dimension (元, minutes, 平方米 …)."""

    whole: Expression
    size: Fraction

    @property
    def fixed(self) -> Fraction | None:
        """Its value when it is the same for every record."""
        return self.whole.number * self.size if isinstance(self.whole, Whole) else None


def fixed(number: Fraction) -> Sized:
    """A fixed number."""
    return Sized(Whole(number.numerator), Fraction(1, number.denominator))


def add(sign: str, one: Sized, other: Sized) -> Sized:
    """Sum or difference, exactly: both are brought to a size that divides both."""
    if one.fixed is not None and other.fixed is not None:
        return fixed(one.fixed + other.fixed if sign == "+" else one.fixed - other.fixed)
    left, right, size = aligned(one, other)
    return Sized(Computed(sign, left, right), size)


def multiply(one: Sized, other: Sized) -> Sized:
    """Product, exactly. A fixed factor only changes the size."""
    if one.fixed is not None:
        one, other = other, one
    factor = other.fixed
    if factor is not None:
        return fixed(one.fixed * factor) if one.fixed is not None else _resized(one, factor)
    return Sized(Computed("*", one.whole, other.whole), one.size * other.size)


def _resized(one: Sized, factor: Fraction) -> Sized:
    if factor == 0:
        return Sized(Computed("*", one.whole, Whole(0)), Fraction(1))
    if factor < 0:
        return Sized(Computed("*", one.whole, Whole(-1)), one.size * -factor)
    return Sized(one.whole, one.size * factor)


def aligned(one: Sized, other: Sized) -> tuple[Expression, Expression, Fraction]:
    """Both whole numbers in the same size."""
    size = Fraction(
        math.gcd(one.size.numerator * other.size.denominator, other.size.numerator * one.size.denominator),
        one.size.denominator * other.size.denominator,
    )
    return _times(one.whole, one.size / size), _times(other.whole, other.size / size), size


def in_steps(one: Sized, step: Fraction) -> Expression | None:
    """The number counted in whole steps; ``None`` where it need not be a whole number of them."""
    if one.fixed is not None:
        exact = one.fixed / step
        return Whole(int(exact)) if exact.denominator == 1 else None
    factor = one.size / step
    return _times(one.whole, factor) if factor.denominator == 1 else None


def _times(whole: Expression, factor: Fraction) -> Expression:
    if factor == 1:
        return whole
    if isinstance(whole, Whole):
        return Whole(whole.number * int(factor))
    return Computed("*", whole, Whole(int(factor)))


_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "<>": "<>"}


def compare(sign: str, one: Sized, other: Sized) -> Condition:
    """A comparison of two numbers. Against a fixed one, the whole number is compared with the nearest whole threshold."""
    if one.fixed is not None and other.fixed is None:
        return compare(_MIRRORED[sign], other, one)
    threshold = other.fixed
    if threshold is None or one.fixed is not None:
        left, right, _ = aligned(one, other)
        return Compare(sign, left, right)
    exact = threshold / one.size
    if abs(exact) > WIDEST:
        above = exact > 0
        return Settled(one.whole, sign == "<>" or (above is (sign in ("<", "<=")) and sign != "="))
    if exact.denominator == 1:
        return Compare(sign, one.whole, Whole(int(exact)))
    if sign in ("=", "<>"):
        return Settled(one.whole, sign == "<>")
    down = math.floor(exact)
    return Compare("<=" if sign in ("<", "<=") else ">", one.whole, Whole(down))


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
