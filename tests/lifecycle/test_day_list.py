"""Days off as notices write them."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from zhunsheng.lifecycle.day_list import read_days, write_days


def test_a_notice_is_read_as_it_stands():
    said = read_days("1月24日至2月2日、4月4日至6日，5月1日（星期五）；2020-10-01至2020-10-08", 2020)
    assert said.problems == ()
    assert len(said.days) == 10 + 3 + 1 + 8
    assert said.days[0] == date(2020, 1, 24)
    assert date(2020, 2, 2) in said.days


def test_what_is_no_day_is_told():
    said = read_days("国庆节、2月30日、5月5日至5月1日", 2020)
    assert [problem.partition("。")[0] for problem in said.problems] == [
        "“国庆节”不是日期",
        "“2月30日”不是日期",
        "“5月5日至5月1日”的起止不对：止早于起，或超过40天",
    ]
    assert said.days == ()


@given(st.sets(st.integers(0, 365).map(lambda number: date(2020, 1, 1) + timedelta(days=number)), max_size=38))
def test_written_days_read_back_the_same(days):
    said = read_days(write_days(tuple(days)), 2020)
    assert (set(said.days), said.problems) == (days, ())
