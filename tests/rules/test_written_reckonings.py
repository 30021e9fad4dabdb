"""Reckonings written out with signs: what they make, and whether the sum beside them is right."""

from decimal import Decimal

import pytest

from zhunsheng.rules.reckoning import factors, reckonings


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("需18万元（120人×5天×300元）；春、秋两季", 180_000),
        ("更换药剂1500公斤×150元/公斤＝22.5万元", 225_000),
        ("236×1300＝306800元", 306_800),
        ("小计：14.4＋6＋18＋0.6＝39万元", 390_000),
        ("全年需38.75＋78＝116.75万元", 1_167_500),
        ("20人*1680元*12月=40.32万元", 403_200),
        ("3000元/人·月*4人*12月+2万元=16.4万元", 164_000),
        ("专项资金200万元，按5%×200万元=10万元安排", 100_000),
    ],
)
def test_a_formula_that_comes_out_is_right(text, yuan):
    (reckoning,) = reckonings(text)
    assert reckoning.yuan == yuan
    assert reckoning.comes_out


@pytest.mark.parametrize(
    ("text", "stated", "yuan"),
    [
        ("1500公斤×155元/公斤＝22.5万元", "22.5万元", 232_500),
        ("130户×80元/户·月×12个月=11.52万元", "11.52万元", 124_800),
        ("20人*1680元*12月=40.5万元", "40.5万元", 403_200),
        ("0.5＋3.5＋1＝6万元", "6万元", 50_000),
    ],
)
def test_a_formula_that_does_not_come_out_is_told_with_what_it_makes(text, stated, yuan):
    (reckoning,) = reckonings(text)
    assert (reckoning.stated.text, reckoning.yuan, reckoning.comes_out) == (stated, yuan, False)


@pytest.mark.parametrize(
    "text",
    ["规格3×5米，单价2万元", "12月拨付5万元，3月拨付3万元", "宽5米×长20米", "共40.5万元", "一年＝365天", "", None],
)
def test_what_is_no_sum_of_money_is_no_formula(text):
    assert reckonings(text) == ()


def test_yuan_and_wan_mixed_up_are_told_apart_from_a_wrong_product():
    (reckoning,) = reckonings("6人×500万元×12个月＝3.6万元")
    assert reckoning.is_mixed_up
    assert not reckoning.comes_out


def test_pay_is_heads_and_months():
    assert [reckoning.is_pay for reckoning in reckonings("5人×3000元×12个月＝18万元；灯具216套×700元＝15.12万元")] == [
        True,
        False,
    ]


def test_the_numbers_between_signs_are_no_sums_of_their_own():
    assert sorted(number.value for number in factors("需18万元（120人×5天×300元）")) == [
        Decimal(5),
        Decimal(120),
        Decimal(300),
    ]
