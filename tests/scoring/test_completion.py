"""How far a value fulfils a target: every operator, zero, ranges, people asked, units, days, words."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhunsheng.model.quantity import quantity
from zhunsheng.model.score import Direction
from zhunsheng.scoring.completion import completion
from zhunsheng.scoring.people_asked import people_in_note

D = Decimal


@pytest.mark.parametrize(
    ("target", "value", "met", "percent"),
    [
        ("≥95百分比", "95", True, "100.00"),
        ("≥95百分比", "91.2", False, "96.00"),  # 91.2 ÷ 95
        ("≥4次", "6", True, "150.00"),
        ("≥4次", "0", False, "0.00"),
        ("≥1篇", "0.5", False, "50.00"),
        ("≥0.5万元", "0.4", False, "80.00"),
        ("≤0.5天", "1", False, "50.00"),
        ("＞3起", "3", False, "100.00"),
        ("＞3起", "4", True, "133.33"),
        ("≤2天", "1.5", True, "100.00"),
        ("≤2天", "2.5", False, "80.00"),  # 2 ÷ 2.5
        ("＜3起", "3", False, "100.00"),
        ("≤3起", "0", True, "100.00"),
        ("=20人", "20", True, "100.00"),
        ("=20人", "18", False, "90.00"),
        ("=20人", "25", False, "80.00"),  # 20 ÷ 25
        ("=20人", "0", False, "0.00"),
        ("2-3个", "2", True, "100.00"),
        ("2-3个", "3", True, "100.00"),
        ("2-3个", "1", False, "50.00"),
        ("2-3个", "4", False, "75.00"),  # 3 ÷ 4
        ("≠0起", "1", True, "100.00"),
        ("≠0起", "0", False, "0.00"),
        ("≤0起", "0", True, "100.00"),
        ("≤0起", "1", False, "0.00"),
        ("=0起", "0", True, "100.00"),
        ("0起", "0", True, "100.00"),
        ("≥0万元", "0", True, "100.00"),
        ("≤-10%", "-12", True, "100.00"),
        ("≤-10%", "-5", False, "0.00"),
        ("≥5%", "-2", False, "0.00"),
    ],
)
def test_a_number_is_compared_by_the_operator_of_its_target(target, value, met, percent):
    result = completion(D(value), quantity(target))
    assert (result.met, result.percent) == (met, D(percent))


def test_a_target_without_operator_means_equal_and_says_so():
    result = completion(D(18), quantity("20人"))
    assert (result.met, result.percent, result.operator) == (False, D("90.00"), "=")
    assert "没有写比较符，按“=”算" in result.note


def test_the_direction_of_the_indicator_settles_a_target_without_operator():
    assert completion(D(25), quantity("20人"), direction=Direction.UP).percent == D("125.00")
    assert completion(D(25), quantity("20人"), direction=Direction.DOWN).percent == D("80.00")
    assert completion(D(4), quantity("2-3个"), direction=Direction.UP).met is True
    assert completion(D(1), quantity("2-3个"), direction=Direction.DOWN).met is True


@pytest.mark.parametrize(
    ("target", "value", "unit", "percent"),
    [
        ("≥3万元", "24000", "元", "80.00"),
        ("≤6万元", "75000", "元", "80.00"),
        ("≥3万", "24000", "度", "80.00"),
        ("≥3万", "2.4", "万度", "80.00"),
        ("≤2天", "60", "小时", "80.00"),
        ("≥2500平方", "2000", "㎡", "80.00"),
        ("≥1篇", "1", "条", "100.00"),
        ("≥4次/月", "3", "次", "75.00"),
    ],
)
def test_a_value_in_another_unit_of_the_same_kind_is_converted(target, value, unit, percent):
    assert completion(D(value), quantity(target), unit=unit).percent == D(percent)


def test_units_that_cannot_be_compared_are_not_compared():
    result = completion(D(20), quantity("≥20摄氏度"), unit="元")
    assert (result.met, result.percent) == (None, None)
    assert result.note == "完成值的单位是“元”，指标值的单位是“摄氏度”，不能比较"


def test_people_content_are_compared_as_a_share_of_those_who_answered():
    result = completion(D(8), quantity("≥7人（询问10人）"), answered=D(16))
    assert (result.met, result.percent) == (False, D("71.43"))  # 8/16 = 50% of 70% asked for
    assert "指标值70%（10人中），完成值8÷16＝50%" in result.note


def test_a_rate_is_compared_with_the_share_that_people_of_the_asked_make():
    assert completion(D("63"), quantity("≥7人"), unit="%", asked=10).percent == D("90.00")
    assert completion(D("9"), quantity("≥18家"), unit="家", asked=20).percent == D("50.00")
    assert completion(D("9"), quantity("≥18家"), unit="元", asked=20).met is None


def test_nothing_measured_is_no_zero():
    result = completion(None, quantity("≥4次"))
    assert (result.met, result.percent) == (None, None)
    assert "不是0" in result.note


def test_a_blank_target_and_a_target_in_words_are_left_to_people():
    assert completion(D(1), None).met is None
    assert completion(D(1), quantity("优、良、中、差")).met is None
    assert "按三档评定" in completion(D(1), quantity("有效提升")).note


@pytest.mark.parametrize(
    ("target", "done", "met"),
    [
        ("11月底前", date(2020, 11, 30), True),
        ("11月底前", date(2020, 12, 1), False),
        ("2020年11月15日前", date(2020, 11, 15), True),
        ("2020-11-15", date(2020, 11, 16), False),
        ("年底前", date(2020, 12, 31), True),
    ],
)
def test_a_day_is_met_or_late(target, done, met):
    result = completion(done, quantity(target), year=2020)
    assert result.met is met
    assert result.percent == (D("100.00") if met else None)


def test_a_late_day_says_how_late_and_who_decides():
    assert "晚15天" in completion(date(2020, 12, 15), quantity("2020年11月30日前"), year=2020).note


def test_a_day_for_a_number_and_a_number_for_a_day_are_not_compared():
    assert completion(date(2020, 5, 1), quantity("≥4次")).met is None
    assert completion(D(4), quantity("11月底前"), year=2020).met is None


def test_yes_and_no_are_scored_directly():
    assert completion(True, quantity("通过验收")).percent == D("100.00")
    assert completion(False, quantity("通过验收")).percent == D("0.00")


def test_people_asked_are_read_from_a_note_that_says_one_number():
    assert people_in_note("询问10人") == 10
    assert people_in_note("10人中询问5人") is None
    assert people_in_note(None) is None


numbers = st.decimals(min_value=0, max_value=10**6, places=2)
positive = st.decimals(min_value=D("0.01"), max_value=10**6, places=2)


@given(positive, numbers, numbers)
def test_more_is_never_worse_upwards_and_never_better_downwards(target, one, other):
    less, more = sorted((one, other))
    up = [completion(value, quantity(f"≥{target}次")).share for value in (less, more)]
    down = [completion(value, quantity(f"≤{target}次")).share for value in (less, more)]
    assert up[0] <= up[1]
    assert down[0] >= down[1]


@given(st.sampled_from(["≥", "≤", "＞", "＜", "=", "≠", ""]), numbers, numbers)
def test_met_means_all_of_it_and_no_share_is_negative(sign, target, value):
    result = completion(value, quantity(f"{sign}{target}次"))
    assert result.share >= 0
    assert not result.met or result.share >= 1
