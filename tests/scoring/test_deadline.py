"""Days that target cells name."""

from datetime import date

import pytest

from zhunsheng.scoring.deadline import deadline


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2020年11月底前", date(2020, 11, 30)),
        ("11月底前", date(2020, 11, 30)),
        ("11月初", date(2020, 11, 10)),
        ("11月上旬", date(2020, 11, 10)),
        ("2020年11月中旬", date(2020, 11, 20)),
        ("11月下旬", date(2020, 11, 30)),
        ("2月底前完成", date(2020, 2, 29)),
        ("2020-11-30", date(2020, 11, 30)),
        ("2020.6.5前", date(2020, 6, 5)),
        ("当年6月份", date(2020, 6, 30)),
        ("次年3月底前", date(2021, 3, 31)),
        ("上半年", date(2020, 6, 30)),
        ("年底前", date(2020, 12, 31)),
        ("不晚于12月25日", date(2020, 12, 25)),
        ("2020年", None),
        ("2月31日前", None),
        ("11月15日至3月15日", None),
        ("有效提升", None),
        ("≥95%", None),
    ],
)
def test_the_last_day_that_keeps_to_the_words(words, day):
    assert deadline(words, 2020) == day


def test_words_without_a_year_need_one():
    assert deadline("11月底前", None) is None
    assert deadline("2020年11月底前", None) == date(2020, 11, 30)
