"""Values: the arithmetic over aggregates, one project at a time, exactly.

A database delivers whole numbers (counts, sums of scaled numbers, extremes); everything above them is computed here, from
whole-number pairs, for both executions alike: that is why the two cannot differ. A value that cannot be had is :class:`Missing`
with its sentence, and makes everything that is computed from it missing too.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from zhunsheng.formula.aggregate import Aggregate
from zhunsheng.formula.units import Unit, over, times
from zhunsheng.formula.window import When

Pair: TypeAlias = tuple[int, int]
"""An exact number: the first ÷ the second; the second is positive, the two may have common factors. Bare, for speed."""


@dataclass(frozen=True, slots=True)
class Missing:
    """No number, and why, as a sentence."""

    why: str


Result: TypeAlias = Pair | Missing
Numbers: TypeAlias = Sequence[int | None]
"""What the aggregates of a formula came to for one project."""
Calculation: TypeAlias = Callable[[Numbers], Result]
Places: TypeAlias = Mapping[Aggregate, int]
"""Where the number of each aggregate stands among :data:`Numbers`."""


class Value(ABC):
    """A part of a formula that is one number for a project, in the base unit of its ``unit``'s dimension (元, minutes …)."""

    unit: Unit

    @abstractmethod
    def calculation(self, places: Places, when: When) -> Calculation:
        """How to get the number from those of the aggregates: prepared once, run for every project."""

    @property
    @abstractmethod
    def words(self) -> str:
        """What it is, in plain Chinese."""

    @property
    def parts(self) -> tuple[Value, ...]:
        """The values it is computed from."""
        return ()

    @property
    def binds(self) -> int:
        """How tightly its words hold together: 1 a sum, 2 a product, 3 a thing."""
        return 3


@dataclass(frozen=True)
class Constant(Value):
    """A number written in the formula."""

    number: Fraction
    unit: Unit
    written: str

    def calculation(self, places: Places, when: When) -> Calculation:
        """The number, whatever the records."""
        found = (self.number.numerator, self.number.denominator)
        return lambda numbers: found

    @property
    def words(self) -> str:
        """As written."""
        return self.written


@dataclass(frozen=True)
class Measured(Value):
    """What an aggregate came to: its whole number × ``size``. ``lacks`` is the sentence for when there is none."""

    aggregate: Aggregate
    unit: Unit
    size: Fraction = Fraction(1)
    lacks: str = ""

    def calculation(self, places: Places, when: When) -> Calculation:
        """The aggregate's number in the base unit."""
        place, above, below = places[self.aggregate], self.size.numerator, self.size.denominator
        missing = Missing(self.lacks or f"{self.aggregate.selection.none}，算不出{self.words}。")

        def result(numbers: Numbers) -> Result:
            number = numbers[place]
            return missing if number is None else (number * above, below)

        return result

    @property
    def words(self) -> str:
        """The aggregate's."""
        return self.aggregate.words


@dataclass(frozen=True)
class Arithmetic(Value):
    """Sum, difference or product of two values; ``sign`` is ``+``, ``-`` or ``×``."""

    sign: str
    left: Value
    right: Value
    unit: Unit

    def calculation(self, places: Places, when: When) -> Calculation:
        """Both sides, then the operation."""
        left, right = self.left.calculation(places, when), self.right.calculation(places, when)
        combine = {"+": _sum, "-": _difference, "×": _product}[self.sign]

        def result(numbers: Numbers) -> Result:
            one, other = left(numbers), right(numbers)
            if isinstance(one, Missing):
                return one
            return other if isinstance(other, Missing) else combine(one, other)

        return result

    @property
    def words(self) -> str:
        """Both sides with the sign between them."""
        left = bracketed(self.left, self.binds)
        return f"{left} {self.sign} {bracketed(self.right, self.binds + (self.sign == '-'))}"

    @property
    def parts(self) -> tuple[Value, ...]:
        """Both sides."""
        return self.left, self.right

    @property
    def binds(self) -> int:
        """A product binds tighter than a sum."""
        return 2 if self.sign == "×" else 1


def _sum(one: Pair, other: Pair) -> Pair:
    return one[0] * other[1] + other[0] * one[1], one[1] * other[1]


def _difference(one: Pair, other: Pair) -> Pair:
    return one[0] * other[1] - other[0] * one[1], one[1] * other[1]


def _product(one: Pair, other: Pair) -> Pair:
    return one[0] * other[0], one[1] * other[1]


class Sided(Value):
    """A value that is told by two: its numerator and its denominator, which are kept."""

    numerator: Value
    denominator: Value

    @abstractmethod
    def joined(self, above: Result, below: Result) -> Result:
        """The value from both."""

    def calculation(self, places: Places, when: When) -> Calculation:
        """Both sides, then what comes of them."""
        above, below = self.numerator.calculation(places, when), self.denominator.calculation(places, when)
        return lambda numbers: self.joined(above(numbers), below(numbers))

    @property
    def parts(self) -> tuple[Value, ...]:
        """Numerator and denominator."""
        return self.numerator, self.denominator


@dataclass(frozen=True)
class Quotient(Sided):
    """One value divided by another; a like by a like is a share, in %.

    ``lacks`` is the sentence for a denominator of 0; ``said`` replaces the words that are made of both sides.
    """

    numerator: Value
    denominator: Value
    unit: Unit
    lacks: str = ""
    said: str = ""

    def joined(self, above: Result, below: Result) -> Result:
        """The division; none by 0."""
        if isinstance(above, Missing):
            return above
        if isinstance(below, Missing):
            return below
        if below[0] == 0:
            return Missing(self.lacks or f"除数（{self.denominator.words}）是 0，算不出来。")
        if below[0] < 0:
            return -above[0] * below[1], -above[1] * below[0]
        return above[0] * below[1], above[1] * below[0]

    @property
    def words(self) -> str:
        """``甲 ÷ 乙 × 100%``."""
        if self.said:
            return self.said
        plain = f"{bracketed(self.numerator, 2)} ÷ {bracketed(self.denominator, 3)}"
        return f"{plain} × 100%" if self.unit.is_share and not self.numerator.unit.is_share else plain

    @property
    def binds(self) -> int:
        """As tight as a product."""
        return 2


@dataclass(frozen=True)
class OutOf(Sided):
    """A count with what it is out of, kept beside it: seven satisfied, out of ten asked."""

    numerator: Value
    denominator: Value
    unit: Unit

    def joined(self, above: Result, below: Result) -> Result:
        """The count itself."""
        return above

    @property
    def words(self) -> str:
        """The count's."""
        return self.numerator.words


@dataclass(frozen=True)
class Negative(Value):
    """A value with the other sign."""

    value: Value
    unit: Unit

    def calculation(self, places: Places, when: When) -> Calculation:
        """The value, then the other sign."""
        inner = self.value.calculation(places, when)

        def result(numbers: Numbers) -> Result:
            found = inner(numbers)
            return found if isinstance(found, Missing) else (-found[0], found[1])

        return result

    @property
    def words(self) -> str:
        """With a minus sign before it."""
        return f"-{bracketed(self.value, 3)}"

    @property
    def parts(self) -> tuple[Value, ...]:
        """The value."""
        return (self.value,)


def quotient(numerator: Value, denominator: Value, lacks: str = "", said: str = "") -> Quotient:
    """A quotient with the unit that comes of it."""
    return Quotient(numerator, denominator, over(numerator.unit, denominator.unit), lacks, said)


def product(left: Value, right: Value) -> Value:
    """A product with the unit that comes of it. Times 100% changes nothing, so a share keeps its numerator and denominator."""
    for one, other in ((left, right), (right, left)):
        if isinstance(one, Constant) and one.unit.is_share and one.number == 1 and other.unit.is_share:
            return other
    return Arithmetic("×", left, right, times(left.unit, right.unit))


def bracketed(value: Value, strength: int) -> str:
    """The value's words, in brackets when they hold together less tightly than asked."""
    return f"（{value.words}）" if value.binds < strength else value.words


def walk(value: Value) -> Iterator[Value]:
    """A value and all that it is computed from, left to right."""
    yield value
    for part in value.parts:
        yield from walk(part)


def aggregates_of(value: Value) -> tuple[Aggregate, ...]:
    """All aggregates of a value, each once, left to right."""
    return tuple(dict.fromkeys(part.aggregate for part in walk(value) if isinstance(part, Measured)))
