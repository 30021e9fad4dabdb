"""Numbers of a record with their size: a stored whole number times a fraction, added, multiplied and compared exactly."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction

from zhunsheng.formula.conditions import Compare, Condition, Settled
from zhunsheng.formula.row import WIDEST, Computed, Expression, Whole


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
