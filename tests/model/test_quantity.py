"""Target quantities: taken apart and printed back without losing a character."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhunsheng.model.quantity import OPERATORS, parse_quantity, print_quantity, quantity


@pytest.mark.parametrize(
    ("text", "operator", "value", "unit"),
    [
        ("≥95百分比", ">=", "95", "百分比"),
        ("≤2天", "<=", "2", "天"),
        ("20人", None, "20", "人"),
        ("100百分比", None, "100", "百分比"),
        ("≥3万", ">=", "3", "万"),
        ("≥2500平方", ">=", "2500", "平方"),
        (">=95%", ">=", "95", "%"),
        ("≧９５％", ">=", "95", "%"),
        ("〉＝30次", ">=", "30", "次"),
        ("≦48小时", "<=", "48", "小时"),
        ("95%以上", ">=", "95", "%"),
        ("3天以内", "<=", "3", "天"),
        ("不少于3次", ">=", "3", "次"),
        ("不超过2.5天", "<=", "2.5", "天"),
        ("=100%", "=", "100", "%"),
        ("≥1,200.50万元", ">=", "1200.50", "万元"),
        ("百分之90", None, "90", "%"),
        ("≥-5℃", ">=", "-5", "℃"),
        ("500元/亩", None, "500", "元/亩"),
        ("0起", None, "0", "起"),
        ("≥3510㎡", ">=", "3510", "㎡"),
    ],
)
def test_a_quantity_is_operator_number_and_unit(text, operator, value, unit):
    found = parse_quantity(text)
    assert (found.operator, found.value, found.unit) == (operator, value, unit)
    assert found.text == text


def test_a_range_has_two_ends():
    found = parse_quantity("2-3个")
    assert (found.operator, found.number, found.upper_number, found.unit) == ("between", Decimal(2), Decimal(3), "个")
    assert parse_quantity("18℃～22℃").upper == "22"


def test_what_stands_in_a_trailing_bracket_is_a_note():
    found = parse_quantity("≥7人（询问10人）")
    assert (found.value, found.unit, found.note) == ("7", "人", "询问10人")


@pytest.mark.parametrize(
    "text", ["12月底前", "2021年7月", "2025.03-2025.09", "8月31日前", "显著改善", "每亩200", "≥", "——", "长期"]
)
def test_dates_words_and_sentences_are_no_numbers(text):
    found = parse_quantity(text)
    assert found.value is None
    assert found.text == text


def test_grades_of_a_qualitative_target_are_its_levels():
    assert parse_quantity("优、良、中、差").levels == ("优", "良", "中", "差")
    assert parse_quantity("显著改善").levels == ()


def test_a_blank_cell_is_no_quantity():
    assert quantity("") is None
    assert quantity(None) is None


@given(st.text(max_size=60))
def test_no_text_breaks_the_parser_and_none_is_lost(text):
    found = parse_quantity(text)
    assert found.text == text
    assert found.operator is None or found.operator in OPERATORS


@given(
    st.sampled_from([">=", "<=", "=", ">", "<"]),
    st.decimals(min_value=0, max_value=10**9, places=2),
    st.sampled_from(["%", "百分比", "人", "万元", "平方米", "次/月", "℃"]),
)
def test_what_is_printed_is_read_back(operator, value, unit):
    found = parse_quantity(print_quantity(operator, str(value), unit))
    assert (found.operator, found.number, found.unit) == (operator, value, unit)


def test_a_range_of_amounts_in_thousands_is_no_date():
    found = parse_quantity("1000.00-1200.00元")
    assert (found.operator, found.number, found.upper_number, found.unit) == ("between", 1000, 1200, "元")
    assert parse_quantity("2025.03-2025.09").number is None
