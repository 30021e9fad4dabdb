"""Legal numbers: looked up by date, with their citation."""

from datetime import date
from decimal import Decimal

import pytest

from zhunsheng.law.citation import Citation, official_documents
from zhunsheng.law.parameters import DatedValue, LegalNumber, legal_number, legal_numbers

RAISED = LegalNumber(
    "floor",
    "下限",
    "%",
    True,
    (
        DatedValue(Decimal(80), date(2015, 1, 1), date(2022, 12, 31), Citation(note="旧")),
        DatedValue(Decimal(85), date(2023, 1, 1), None, Citation(note="新")),
    ),
)


@pytest.mark.parametrize(
    ("day", "value"),
    [(date(2015, 1, 1), 80), (date(2022, 12, 31), 80), (date(2023, 1, 1), 85), (date(2030, 6, 1), 85), (None, 85)],
)
def test_the_value_of_a_day_is_the_one_in_force(day, value):
    assert RAISED.on(day).value == value


def test_a_day_before_the_first_value_has_none():
    with pytest.raises(LookupError, match="2014-12-31"):
        RAISED.on(date(2014, 12, 31))


def test_the_latest_value_carries_its_citation():
    assert RAISED.latest == 85
    assert str(RAISED.on(None).basis) == "审核惯例（新）"


def test_every_number_says_what_it_counts_and_what_it_rests_on():
    for name, number in legal_numbers().items():
        assert number.name == name
        assert number.title
        assert number.unit
        for value in number.values:
            assert value.basis.note
            assert value.basis.number is None or value.basis.number in official_documents()


def test_the_satisfaction_floor_is_eighty_percent():
    assert legal_number("satisfaction_floor_percent").on(date(2020, 1, 1)).value == 80


def test_an_unknown_number_is_an_error():
    with pytest.raises(KeyError):
        legal_number("no_such_number")
