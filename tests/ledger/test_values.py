"""Texts as people type them, and what they come to."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhunsheng.ledger.columns import choice, count, day, moment, money, number, text, yes_no
from zhunsheng.ledger.gravity import Gravity
from zhunsheng.ledger.values import print_value, read_value
from zhunsheng.model.record import Column

TODAY = date(2020, 7, 15)
AMOUNT, USAGE, LAMPS, PEOPLE = (
    money("a", "金额"),
    number("u", "用量", "度"),
    count("l", "灯数", "盏"),
    count("p", "人数", "人"),
)
DAY, MOMENT, SURE = day("d", "日期"), moment("m", "报修时间"), yes_no("y", "到场")
STATE, PLACE = choice("c", "状态", "待处理", "已修复"), text("t", "地点")


@pytest.mark.parametrize(
    ("typed", "column", "value"),
    [
        ("1,234.50", AMOUNT, Decimal("1234.50")), ("１２３４．５", AMOUNT, Decimal("1234.50")), ("¥12", AMOUNT, Decimal("12.00")), ("12元", AMOUNT, Decimal("12.00")),
        (" 16058 度", USAGE, Decimal("16058.00")), ("16058kWh", USAGE, Decimal("16058.00")), ("220", LAMPS, 220), ("18人", PEOPLE, 18), ("18名", PEOPLE, 18), ("0", PEOPLE, 0),
        ("2020-03-05", DAY, date(2020, 3, 5)), ("2020年3月5日", DAY, date(2020, 3, 5)), ("2020.3.5", DAY, date(2020, 3, 5)), ("2020/03/05 星期四", DAY, date(2020, 3, 5)),
        ("20200305", DAY, date(2020, 3, 5)), ("二〇二〇年三月十五日", DAY, date(2020, 3, 15)), ("二○二○年十二月三十一日", DAY, date(2020, 12, 31)),
        ("2020-03-05 14:30", MOMENT, datetime(2020, 3, 5, 14, 30)), ("2020年3月5日14时30分", MOMENT, datetime(2020, 3, 5, 14, 30)), ("2020.3.5下午2点半", MOMENT, datetime(2020, 3, 5, 14, 30)),
        ("2020-03-05T14:30:59", MOMENT, datetime(2020, 3, 5, 14, 30)), ("2020-3-5 中午12点", MOMENT, datetime(2020, 3, 5, 12, 0)), ("2020-3-5 24:00", MOMENT, datetime(2020, 3, 6, 0, 0)),
        ("是", SURE, True), ("√", SURE, True), ("×", SURE, False), ("否", SURE, False), ("已修复", STATE, "已修复"), (" 已 修复", STATE, "已修复"), (" 北三路 ", PLACE, "北三路"), ("无", PLACE, "无"),
    ],
)  # fmt: skip
def test_usual_spellings_are_read_without_a_word(typed: str, column: Column, value: object):
    read = read_value(typed, column, TODAY)
    assert (read.value, read.sentence) == (value, None)
    assert type(read.value) is type(value)


@pytest.mark.parametrize(
    ("typed", "column", "value", "sentence"),
    [
        ("3万元", AMOUNT, Decimal("30000.00"), "“3万元”按30000.00元记。"), ("1.2万", USAGE, Decimal("12000.00"), "“1.2万”按12000.00度记。"),
        ("5月8日", DAY, date(2020, 5, 8), "“5月8日”没有写年，按2020-05-08记。"), ("12月30日", DAY, date(2019, 12, 30), "“12月30日”没有写年，按2019-12-30记。"),
        ("昨天", DAY, date(2020, 7, 14), "“昨天”按2020-07-14记。"), ("43895", DAY, date(2020, 3, 5), "“43895”是表格里的日期数，按2020-03-05记。"), ("—", AMOUNT, None, "“—”按没有填记，不是0。"), ("无", USAGE, None, "“无”按没有填记，不是0。"),
    ],
)  # fmt: skip
def test_what_is_filled_in_or_converted_is_told(typed: str, column: Column, value: object, sentence: str):
    assert read_value(typed, column, TODAY) == (read := read_value(typed, column, TODAY))
    assert (read.value, read.sentence, read.gravity) == (value, sentence, Gravity.NOTE)


@pytest.mark.parametrize(
    ("typed", "column", "value", "sentence"),
    [
        ("20.3.5", DAY, date(2020, 3, 5), "“20.3.5”的年份只写了两位，按2020-03-05记，确定吗。"), ("2020-03-05", MOMENT, datetime(2020, 3, 5), "“2020-03-05”没有写几点，按0点0分记，确定吗。"),
        ("14:30", MOMENT, datetime(2020, 7, 15, 14, 30), "“14:30”没有写日期，按2020-07-15 14:30记，确定吗。"),
        ("12.345", AMOUNT, Decimal("12.34"), "“12.345”的小数多于2位，按12.34元记，确定吗。"),
    ],
)  # fmt: skip
def test_what_may_be_meant_otherwise_is_asked(typed: str, column: Column, value: object, sentence: str):
    read = read_value(typed, column, TODAY)
    assert (read.value, read.sentence, read.gravity) == (value, sentence, Gravity.ASK)


@pytest.mark.parametrize(
    ("typed", "column", "sentence"),
    [
        ("-3", PEOPLE, "“人数”不能小于0人，填的是“-3”。"), ("2.5", PEOPLE, "“人数”是整数，“2.5”不是。"), ("3亩", PEOPLE, "“3亩”的单位是“亩”，“人数”应以“人”计。"),
        ("3万吨", AMOUNT, "“3万吨”的单位是“吨”，“金额”应以“元”计。"), ("1,23", AMOUNT, "“1,23”里的逗号不在千位上，请核对是不是小数点。"), ("约三百", AMOUNT, "“金额”要填数字，“约三百”不是。"),
        ("9" * 30, AMOUNT, f"“{'9' * 30}”太大，整数最多13位。"), ("2020-02-30", DAY, "“2020-02-30”不是日历上有的日子。"), ("3020-02-03", DAY, "“3020-02-03”的年份不对，请写1900年到2100年之间的年份。"),
        ("上个月", DAY, "“上个月”不是日期，请写成“2020-03-05”或“2020年3月5日”。"), ("2020-03-05 26:00", MOMENT, "“2020-03-05 26:00”不是钟上有的时间。"),
        ("2020-03-05 下班后", MOMENT, "看不懂“2020-03-05 下班后”，请写成“2020-03-05 14:30”。"), ("修好了", STATE, "“修好了”不在“状态”的选项里，请选：待处理、已修复。"),
        ("也许", SURE, "“到场”请填“是”或“否”，填的是“也许”。"), ("长" * 1001, PLACE, "“地点”最多1000字，现有1001字。"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_a_sentence(typed: str, column: Column, sentence: str):
    read = read_value(typed, column, TODAY)
    assert (read.value, read.sentence, read.gravity) == (None, sentence, Gravity.REFUSE)


def test_a_month_is_kept_as_its_first_day():
    for typed in ("2020年3月", "2020-03", "2020.3", "202003", "3月", "二〇二〇年三月", "2020-03-31"):
        assert read_value(typed, DAY, TODAY, month=True).value == date(2020, 3, 1), typed


def test_blank_is_blank_and_never_zero():
    for column in (AMOUNT, USAGE, PEOPLE, DAY, MOMENT, SURE, STATE, PLACE):
        assert read_value("  ", column, TODAY).value is None
    assert read_value("0", AMOUNT, TODAY).value == 0


days = st.dates(date(1900, 1, 1), date(2100, 12, 31))
moments = st.builds(lambda d, m: datetime(d.year, d.month, d.day, m // 60, m % 60), days, st.integers(0, 1439))
decimals = st.decimals(0, 10**12, places=2)
typed_values = st.one_of(
    st.tuples(st.just(AMOUNT), decimals), st.tuples(st.just(USAGE), decimals), st.tuples(st.just(PEOPLE), st.integers(0, 10**12)), st.tuples(st.just(DAY), days),
    st.tuples(st.just(MOMENT), moments), st.tuples(st.just(SURE), st.booleans()), st.tuples(st.just(STATE), st.sampled_from(STATE.choices)),
    st.tuples(st.just(PLACE), st.text(min_size=1, max_size=50).map(lambda s: read_value(s, PLACE, TODAY).value).filter(lambda v: v is not None)),
)  # fmt: skip


@given(typed_values)
def test_what_is_printed_reads_back_as_the_same_value(pair: tuple[Column, object]):
    column, value = pair
    read = read_value(print_value(value, column), column, TODAY)
    assert (read.value, read.sentence) == (value, None)
    assert print_value(read.value, column) == print_value(value, column)


@given(
    st.text(max_size=40) | st.from_regex(r"[0-9０-９年月日./:：,，万元度\- ]{0,24}", fullmatch=True),
    st.sampled_from([AMOUNT, PEOPLE, DAY, MOMENT, SURE, STATE, PLACE]),
)
def test_no_text_breaks_the_reading_and_what_was_read_prints_and_reads_the_same(typed: str, column: Column):
    read = read_value(typed, column, TODAY)
    assert read.value is not None or read.sentence is not None or not any(map(str.isalnum, typed))
    assert read.gravity is not Gravity.REFUSE or read.value is None
    again = read_value(print_value(read.value, column), column, TODAY)
    assert again.value == read.value
