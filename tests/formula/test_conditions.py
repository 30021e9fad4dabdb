"""Conditions against plain arithmetic and plain logic: an oracle that knows nothing of whole numbers, slots or SQL."""

from __future__ import annotations

import operator
import sqlite3
from datetime import date, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stage import KINDS, YEAR_END, sqlite, ticket

from zhunsheng.formula import check, evaluate
from zhunsheng.formula.conditions import Compare, Condition, Every, Opposite, Settled, Some
from zhunsheng.formula.row import Cell, DayOfMoment, Scope, Whole
from zhunsheng.formula.sized import Sized, add, compare, fixed, multiply
from zhunsheng.formula.sql import Dialect

SIGNS = {"=": operator.eq, "<>": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}
SCOPE = Scope(Dialect.SQLITE, 0)
sizes = st.sampled_from(
    [Fraction(1), Fraction(1, 100), Fraction(1, 10), Fraction(60), Fraction(1440), Fraction(100, 3), Fraction(10_000)]
)
numbers = st.one_of(st.integers(-50, 50), st.integers(-(10**6), 10**6))
fractions = st.one_of(st.fractions(-60, 60, max_denominator=30), numbers.map(Fraction), st.just(Fraction(10**30)))
A, B = Cell("a", "a"), Cell("b", "b")


def in_sqlite(condition: Condition, a: int | None, b: int | None = None) -> bool | None:
    """The answer of the condition's SQL in a real database."""
    sql = condition.sql(SCOPE)
    connection = sqlite3.connect(":memory:")
    found = connection.execute(f"SELECT {sql.text} FROM (SELECT ? AS a, ? AS b)", [*sql.parameters, a, b]).fetchone()[0]
    connection.close()
    return None if found is None else bool(found)


@given(st.sampled_from(sorted(SIGNS)), st.one_of(st.none(), numbers), sizes, fractions, st.booleans())
def test_a_number_compares_with_any_fraction_as_arithmetic_says(sign, whole, size, threshold, mirrored):
    one, other = Sized(A, size), fixed(threshold)
    condition = compare(sign, other, one) if mirrored else compare(sign, one, other)
    if whole is None:
        expected = None
    else:
        left, right = whole * size, threshold
        expected = SIGNS[sign](right, left) if mirrored else SIGNS[sign](left, right)
    assert condition.holds({"a": whole}) is expected
    assert in_sqlite(condition, whole) is expected


@given(st.sampled_from(sorted(SIGNS)), numbers, sizes, numbers, sizes)
def test_two_numbers_of_different_sizes_compare_as_arithmetic_says(sign, a, one, b, other):
    condition = compare(sign, Sized(A, one), Sized(B, other))
    assert condition.holds({"a": a, "b": b}) is SIGNS[sign](a * one, b * other)
    assert in_sqlite(condition, a, b) is SIGNS[sign](a * one, b * other)


@given(numbers, sizes, numbers, sizes, fractions.filter(lambda one: abs(one) < 10**9))
def test_sums_and_products_are_exact(a, one, b, other, number):
    left, right, values = Sized(A, one), Sized(B, other), {"a": a, "b": b}

    def value(sized: Sized) -> Fraction:
        return sized.whole.of(values) * sized.size

    assert value(add("+", left, right)) == a * one + b * other
    assert value(add("-", left, right)) == a * one - b * other
    assert value(add("-", left, fixed(number))) == a * one - number
    assert value(multiply(left, right)) == a * one * b * other
    assert value(multiply(left, fixed(number))) == a * one * number
    assert value(multiply(fixed(number), fixed(number))) == number * number
    assert value(add("+", fixed(number), fixed(number))) == 2 * number


THREE = [True, False, None]


class Told:
    """A condition with a fixed answer."""

    def __init__(self, answer: bool | None) -> None:
        self.answer = answer

    def holds(self, values):
        return self.answer

    def sql(self, scope):
        return Compare("=", Whole(1), Whole(1)).sql(scope) if self.answer else Settled(A, False).sql(scope)


@pytest.mark.parametrize("one", THREE)
@pytest.mark.parametrize("other", THREE)
def test_and_or_not_know_three_answers(one, other):
    both = (Told(one), Told(other))
    as_kleene = {True: 2, None: 1, False: 0}
    back = {2: True, 1: None, 0: False}
    assert Every(both).holds({}) is back[min(as_kleene[one], as_kleene[other])]
    assert Some(both).holds({}) is back[max(as_kleene[one], as_kleene[other])]
    assert Opposite(Told(one)).holds({}) is back[2 - as_kleene[one]]


@given(st.one_of(st.none(), numbers), st.one_of(st.none(), numbers), st.integers(-3, 3), st.integers(-3, 3))
def test_the_database_knows_the_same_three_answers(a, b, one, other):
    small, large = Compare("<", A, Whole(one)), Compare(">=", B, Whole(other))
    for condition in (
        Every((small, large)),
        Some((small, large)),
        Opposite(Every((small, large))),
        Opposite(Some((small, Opposite(large)))),
        Every((Some((small, large)), Opposite(small))),
        Settled(A, True),
        Settled(A, False),
    ):
        assert in_sqlite(condition, a, b) is condition.holds({"a": a, "b": b})


@given(st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)))
def test_the_day_of_a_moment_is_rounded_down_also_before_1970(moment):
    minutes = (moment - datetime(1970, 1, 1)) // timedelta(minutes=1)
    day = (moment.date() - date(1970, 1, 1)).days
    assert DayOfMoment(A).of({"a": minutes}) == day
    assert in_sqlite(Compare("=", DayOfMoment(A), Whole(day)), minutes) is True


@pytest.mark.parametrize(
    ("condition", "cost", "expected"),
    [
        ("费用 > 0.999元", "1.00", 1),
        ("费用 ≥ 1.001元", "1.00", 0),
        ("费用 < 1.001元", "1.00", 1),
        ("费用 ≤ 0.999元", "1.00", 0),
        ("费用 = 1.001元", "1.00", 0),
        ("费用 ≠ 1.001元", "1.00", 1),
        ("费用 ≠ 1.001元", None, 0),
        ("费用 属于 (1元, 1.005元)", "1.00", 1),
        ("费用 不属于 (1.005元)", "1.00", 1),
        ("非 (费用 > 2元 且 工时 > 1小时)", "1.00", 1),
        ("非 (费用 > 2元 或 工时 > 1小时)", "1.00", 0),
        ("费用 > 2元 或 工时 未填", "1.00", 1),
    ],
)
def test_thresholds_that_no_stored_number_has(condition, cost, expected):
    formula = check(f"计数(报修, 条件: {condition})", KINDS)
    records = [ticket(1, "2020-05-01 08:00", cost=cost)]
    assert evaluate(formula, records, YEAR_END).value == expected
    with sqlite() as database:
        database.fill(records)
        assert database.outcomes(formula, YEAR_END, [1])[1].value == expected
