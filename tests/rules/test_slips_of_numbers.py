"""A slip changes a number a little, swaps or changes one digit, or moves the point; anything else is another number."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhunsheng.rules.slips_of_numbers import may_be_slip

SUMS = st.decimals(min_value="0.01", max_value="9999999", places=2)


@pytest.mark.parametrize(
    ("one", "other"),
    [("40.32", "40.5"), ("18", "180"), ("54", "64"), ("24", "94"), ("1800", "8100"), ("6", "0.0006"), ("12", "8")],
)
def test_a_slip_leads_from_one_to_the_other(one: str, other: str) -> None:
    assert may_be_slip(Decimal(one), Decimal(other))


@pytest.mark.parametrize(("one", "other"), [("72.6", "169.4"), ("35.4", "147"), ("0", "5"), ("21", "980"), ("9", "36")])
def test_no_slip_leads_so_far(one: str, other: str) -> None:
    assert not may_be_slip(Decimal(one), Decimal(other))


@given(SUMS, SUMS)
def test_it_does_not_matter_which_is_the_slip(one: Decimal, other: Decimal) -> None:
    assert may_be_slip(one, other) == may_be_slip(other, one)


@given(SUMS, st.integers(min_value=-4, max_value=4))
def test_a_moved_point_is_a_slip(one: Decimal, places: int) -> None:
    assert may_be_slip(one, one.scaleb(places))
