"""Figures, numbered statements, units, levels and cell addresses: the small nouns everything rests on."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhunsheng.model.address import cells, field_of, get_cell, put_cell
from zhunsheng.model.figure import Figure, figure
from zhunsheng.model.indicator import Level1, Level2, level1_kind, level2_kind
from zhunsheng.model.numbered import Numbered, numbered_items
from zhunsheng.model.organisation import BudgetUnit, parse_unit
from zhunsheng.model.project import Budget
from zhunsheng.rules.examples import GOOD


def test_a_figure_keeps_its_digits_as_printed():
    assert (Figure("6.00").digits, Figure("6.00").value) == ("6.00", Decimal("6.00"))
    assert Figure("1,200.00").digits == "1200.00"
    assert Figure("１２．５").digits == "12.5"
    assert (Figure("250万").digits, Figure("250万").unit) == ("250", "万")


def test_what_is_no_number_stays_text():
    assert Figure("约6万").digits is None
    assert Figure("—").value is None
    assert figure("") is None


def test_money_is_exact_yuan_inside():
    assert Budget(figure("6.00")).yuan() == Decimal("60000")
    assert Budget(figure("69960"), unit="元").yuan() == Decimal("69960")
    assert Budget(figure("250万元"), unit="元").yuan() == Decimal("2500000")
    assert Budget().yuan() is None


def test_blank_and_zero_are_two_things():
    assert Budget(figure("0.00")).yuan() == 0
    assert Budget(None).yuan() is None


def test_numbered_statements_of_every_usual_kind():
    text = "导语一句。\n(一）第一条。\n（二）第二条，\n接着写。\n（三）第三条"
    assert [item.no for item in numbered_items(text)] == ["一", "二", "三"]
    assert numbered_items(text)[1].text == "第二条，\n接着写。"
    assert numbered_items("1、甲。2、乙。") == (Numbered("1", "甲。"), Numbered("2", "乙。"))
    assert numbered_items("没有编号") == (Numbered(None, "没有编号"),)
    assert numbered_items(None) == ()


def test_a_decimal_or_a_span_of_time_is_no_list_number():
    assert numbered_items("3.5万元用于维修") == (Numbered(None, "3.5万元用于维修"),)
    assert numbered_items("1年内完成") == (Numbered(None, "1年内完成"),)


def test_a_unit_label_is_code_and_name():
    assert parse_unit("804002临西县运河园区管理委员会") == BudgetUnit("804002", "临西县运河园区管理委员会")
    assert parse_unit("219-某局") == BudgetUnit("219", "某局")
    assert parse_unit("某局") == BudgetUnit(None, "某局")


@pytest.mark.parametrize(
    ("printed", "kind"),
    [
        ("产出指标", Level1.OUTPUT),
        ("效果指标", Level1.BENEFIT),
        ("产出指标(50分)", Level1.OUTPUT),
        ("成本指标", Level1.COST),
        ("满意度", Level1.SATISFACTION),
    ],
)
def test_level_1_names_of_both_trees(printed, kind):
    assert level1_kind(printed) is kind


def test_level_2_names_and_their_aliases():
    assert level2_kind("数量") is Level2.QUANTITY
    assert level2_kind("环境效益指标") is Level2.ECOLOGICAL_BENEFIT
    assert level2_kind("社会公众或服务对象满意度指标") is Level2.SATISFACTION
    assert level2_kind("随便写的") is None


@given(st.sampled_from(sorted(cells(GOOD))), st.text(min_size=1, max_size=20))
def test_a_cell_reads_as_it_was_written(address, text):
    if address == "unit":
        text = f"{parse_unit(text).label}"
    changed = put_cell(GOOD, address, text)
    assert get_cell(changed, address) == text
    others = {a: t for a, t in cells(changed).items() if a != address}
    assert others == {a: t for a, t in cells(GOOD).items() if a != address}


def test_an_unknown_address_is_refused():
    with pytest.raises(KeyError):
        put_cell(GOOD, "indicators[99].target", "1")
    with pytest.raises(KeyError):
        put_cell(GOOD, "wages", "1")


def test_every_cell_belongs_to_a_public_field():
    fields = {field_of(address) for address in cells(GOOD)}
    assert fields == {
        "unit",
        "budget",
        "code",
        "name",
        "purpose",
        "fund_plan",
        "goals",
        "indicators",
        "target",
        "description",
        "basis",
    }
