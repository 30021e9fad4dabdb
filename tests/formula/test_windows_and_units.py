"""Windows become days, units become one another, values become slots."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stage import BILL, TICKET

from zhunsheng.formula.storage import LARGEST, NUMBER_SLOTS, decode, encode, microseconds, slots, stored_row
from zhunsheng.formula.units import RECORDS, convert, over, times, together, unit_of
from zhunsheng.formula.window import PERIODS, WINDOWS, Season, When, WindowChoice, period_of, window_of, years_before
from zhunsheng.model.record import Column, ColumnType, Record, RecordKind

YEAR_END = When(2020, date(2020, 12, 31))


def days(window: str | None, when: When = YEAR_END, back: int = 0) -> tuple[str, str]:
    """First and last day that count."""
    span = WindowChoice(window, back).span(when)
    return span.first.isoformat(), span.last.isoformat()


@pytest.mark.parametrize(
    ("window", "expected"),
    [
        (None, ("2020-01-01", "2020-12-31")),
        ("fiscal_year", ("2020-01-01", "2020-12-31")),
        ("全年", ("2020-01-01", "2020-12-31")),
        ("上半年", ("2020-01-01", "2020-06-30")),
        ("second_half", ("2020-07-01", "2020-12-31")),
        ("一季度", ("2020-01-01", "2020-03-31")),
        ("第四季度", ("2020-10-01", "2020-12-31")),
        ("二月", ("2020-02-01", "2020-02-29")),
        ("2月", ("2020-02-01", "2020-02-29")),
        ("采暖季", ("2019-11-15", "2020-03-15")),
        ("下一采暖季", ("2020-11-15", "2020-12-31")),
        ("上年", ("2019-01-01", "2019-12-31")),
        ("开始以来", ("1970-01-01", "2020-12-31")),
    ],
)
def test_a_named_window_is_a_span_of_days(window, expected):
    assert days(window) == expected


def test_the_heating_season_crosses_new_year_and_can_be_set():
    assert WindowChoice("heating_season").span(YEAR_END).days == 122
    own = When(2020, date(2020, 12, 31), heating=Season((10, 20), (4, 20)))
    assert days("heating_season", own) == ("2019-10-20", "2020-04-20")
    assert WindowChoice(Season((6, 1), (8, 31))).span(YEAR_END).first == date(2020, 6, 1)


def test_every_window_is_cut_at_the_as_of_day_and_last_year_at_the_same_day():
    july = When(2020, date(2020, 7, 31))
    assert days("fiscal_year", july) == ("2020-01-01", "2020-07-31")
    assert days("fiscal_year", july, back=1) == ("2019-01-01", "2019-07-31")
    assert days("to_date", july, back=1) == ("2019-01-01", "2019-07-31")
    assert not WindowChoice("q4").span(july).has_begun
    assert WindowChoice("q4").span(july).days == 0


def test_the_last_day_of_february_stays_the_last():
    assert years_before(date(2020, 2, 29), 1) == date(2019, 2, 28)
    assert years_before(date(2021, 2, 28), 1) == date(2020, 2, 29)
    assert years_before(date(2020, 6, 30), 3) == date(2017, 6, 30)


def test_window_and_period_names_are_known_in_both_languages():
    assert all(window_of(window.label) is window for window in WINDOWS.values())
    assert all(period_of(word) is kind for kind in PERIODS.values() for word in (kind.name, kind.label, *kind.words))
    assert window_of("明年") is None


@pytest.mark.parametrize(
    ("period", "first", "last", "count"),
    [
        ("month", "2020-01-01", "2020-12-31", 12),
        ("month", "2019-11-15", "2020-03-15", 3),
        ("month", "2020-01-01", "2020-07-30", 6),
        ("week", "2020-01-01", "2020-12-31", 51),
        ("day", "2020-02-28", "2020-03-01", 3),
        ("quarter", "2020-02-01", "2020-12-31", 3),
        ("half", "2020-01-01", "2020-12-31", 2),
        ("year", "2020-01-01", "2020-12-30", 0),
    ],
)
def test_only_periods_that_lie_wholly_within_count(period, first, last, count):
    span = WindowChoice((date.fromisoformat(first), date.fromisoformat(last))).span(YEAR_END)
    assert len(PERIODS[period].whole_periods(span)) == count


@given(st.dates(date(1971, 1, 1), date(2100, 1, 1)), st.sampled_from(sorted(PERIODS)))
def test_every_day_lies_in_exactly_one_period(day, name):
    kind = PERIODS[name]
    start = kind.start_of(day)
    assert start <= day < kind.next_start(start)
    assert kind.start_of(kind.next_start(start)) == kind.next_start(start)
    assert kind.start_of(start) == start


# Units


@pytest.mark.parametrize(
    ("value", "unit", "into", "expected"),
    [
        (3, "万元", "元", 30_000),
        (2, "天", "小时", 48),
        (90, "分钟", "小时", Fraction(3, 2)),
        (12, "万度", "千瓦时", 120_000),
        (95, "%", "‰", 950),
        (120, "%", "倍", Fraction(6, 5)),
        (95, "百分比", "%", 95),
        (1, "平方公里", "㎡", 10**6),
        (20, "摄氏度", "℃", 20),
        (3, "名", "人", 3),
        (7, None, "家", 7),
        (5, "个", "家", 5),
        (5, "人", "家", None),
        (5, "元", "天", None),
        (5, "%", "次", None),
        (5, "%", None, None),
        (5, "月", "天", None),
        (5, "工作日", "天", None),
        (8, "元/度", "元/万度", 80_000),
    ],
)
def test_a_number_changes_from_one_unit_to_another_or_not_at_all(value, unit, into, expected):
    assert convert(Fraction(value), unit_of(unit) if unit else RECORDS, unit_of(into)) == (
        None if expected is None else Fraction(expected)
    )


def test_a_count_of_records_fits_every_counting_word_but_two_words_do_not_fit_each_other():
    assert together(RECORDS, unit_of("次")) == unit_of("次")
    assert together(unit_of("人"), RECORDS) == unit_of("人")
    assert together(unit_of("人"), unit_of("家")) is None
    assert together(RECORDS, unit_of("元")) is None


def test_like_by_like_is_a_share_and_unlike_is_per():
    assert str(over(unit_of("元"), unit_of("万元"))) == "%"
    assert str(over(unit_of("元"), unit_of("度"))) == "元/度"
    assert str(times(unit_of("元/度"), unit_of("度"))) == "元"
    assert str(times(unit_of("%"), unit_of("基"))) == "基"


@given(
    st.sampled_from(["元", "万元", "天", "小时", "度", "万度", "%", "‰", "亩", "㎡", "吨", "人", "家", "元/度"]),
    st.integers(-(10**6), 10**6),
)
def test_there_and_back_is_the_same_number(unit, number):
    base = over(unit_of(unit), unit_of(None))
    assert convert(convert(Fraction(number), unit_of(unit), base), base, unit_of(unit)) == number


# Slots


def test_columns_take_slots_in_the_order_of_the_kind():
    assert slots(BILL) == {
        "day": "n1", "meter": "t1", "usage": "n2", "amount": "n3", "ten_thousands": "n4", "sheets": "n5", "paid": "n6", "factor": "n7",
    }  # fmt: skip
    assert stored_row(
        BILL, Record("1", "bill", {"day": date(2020, 2, 3), "meter": "A", "usage": Decimal("1.50"), "amount": None})
    ) == {"day": 18295, "month": 202002, "n1": 18295, "t1": "A", "n2": 150, "n3": None, "n4": None, "n5": None, "n6": None, "n7": None}  # fmt: skip


def test_columns_beyond_the_slots_have_none():
    many = RecordKind("many", "多列", tuple(Column(f"c{n}", f"列{n}", ColumnType.COUNT) for n in range(14)), "c0")
    assert list(slots(many).values()) == list(NUMBER_SLOTS)


@pytest.mark.parametrize(
    ("column", "value", "sentence"),
    [
        ("cost", Decimal("1.005"), "“费用”最多 2 位小数。"),
        ("people", Decimal("2.5"), "“人数”应当是整数。"),
        ("people", True, "“人数”应当是数。"),
        ("cost", Decimal("1e14"), "“费用”的数太大。"),
        ("cost", Decimal("1e999999"), "“费用”的数太大。"),
        ("cost", Decimal("1e-999999"), "“费用”最多 2 位小数。"),
        ("cost", Decimal("NaN"), "“费用”的数太大。"),
        ("due", datetime(2020, 1, 1), "“约定日期”应当是日期。"),
        ("done", date(2020, 1, 1), "“完成时间”应当是日期和时刻。"),
        ("done", datetime(2020, 1, 1, tzinfo=UTC), "“完成时间”应当是日期和时刻。"),
        ("good", 1, "“合格”应当是“是”或“否”。"),
        ("lamp", 3, "“灯号”应当是文字。"),
    ],
)
def test_a_value_that_a_column_cannot_hold_is_told(column, value, sentence):
    with pytest.raises(ValueError, match=sentence):
        encode(TICKET.column(column), value)


@given(
    st.one_of(
        st.tuples(st.just("cost"), st.decimals(-(LARGEST // 100), LARGEST // 100, places=2, allow_nan=False)),
        st.tuples(st.just("people"), st.integers(-LARGEST, LARGEST)),
        st.tuples(st.just("good"), st.booleans()),
        st.tuples(st.just("due"), st.dates()),
        st.tuples(st.just("done"), st.datetimes().map(lambda moment: moment.replace(second=0, microsecond=0))),
        st.tuples(st.just("lamp"), st.text(min_size=1)),
        st.tuples(st.sampled_from(["cost", "people", "good", "due", "done", "lamp"]), st.none()),
    )
)
def test_what_is_stored_comes_back(pair):
    column = TICKET.column(pair[0])
    assert decode(column, encode(column, pair[1])) == pair[1]


def test_moments_of_any_zone_are_stored_as_the_same_microsecond():
    beijing = timezone(timedelta(hours=8))
    assert microseconds(datetime(2020, 1, 1, 8, tzinfo=beijing)) == microseconds(datetime(2020, 1, 1, tzinfo=UTC))
    assert microseconds(datetime(2020, 1, 1)) == microseconds(datetime(2020, 1, 1, tzinfo=UTC)) == 1_577_836_800_000_000
