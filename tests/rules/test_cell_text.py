"""Names and texts made comparable, units sorted by kind, numbers that must not be published."""

import pytest

from zhunsheng.rules.cell_text import core_name, project_texts, squeezed, texts_with
from zhunsheng.rules.examples import GOOD, good
from zhunsheng.rules.measuring_unit import unit_kind
from zhunsheng.rules.targets.zsg10_unpaired_bracket import unpaired
from zhunsheng.rules.targets.zsg12_document_number_misprinted import misprints
from zhunsheng.rules.targets.zsi01_private_number import is_identity_number, passes_luhn, private_numbers
from zhunsheng.rules.word_list import contains


@pytest.mark.parametrize(
    ("printed", "core"),
    [
        ("新增林木成活率（%）", "新增林木成活率"),
        ("招商活动的签约项目个数（个", "招商活动的签约项目个数"),
        ("日常护理频率(次/月)", "日常护理频率"),
        ("指标1：更换灯具数量", "更换灯具数量"),
        ("1、更换灯具数量", "更换灯具数量"),
        ("12345热线办结率", "12345热线办结率"),
        ("5G基站数量", "5G基站数量"),
        ("（备用）", "(备用)"),
        (None, ""),
    ],
)
def test_the_core_of_a_name_is_what_is_measured(printed, core):
    assert core_name(printed) == core


def test_texts_differ_only_by_what_they_say():
    assert squeezed("依据县编办“三定”方案。") == squeezed("依据县编办三定方案")
    assert squeezed("１００％") == "100"
    assert squeezed("A方案") != squeezed("B方案")


def test_cells_come_in_the_order_of_the_form_and_blank_ones_do_not_come():
    addresses = [address for address, _ in project_texts(good({"indicators[1].basis": None}), "goal", "basis", "name")]
    assert addresses[:3] == ["name", "goal", "indicators[0].basis"]
    assert "indicators[1].basis" not in addresses


def test_only_texts_with_the_pattern_come():
    found = list(texts_with(contains(["黑板灯"]), project_texts(GOOD, "purpose", "goal", "description")))
    assert [address for address, _ in found] == ["purpose", "indicators[0].description"]
    assert list(texts_with(contains(["黑板灯"]), [])) == []


@pytest.mark.parametrize(
    ("unit", "kind"),
    [
        ("百分比", "percent"),
        ("％", "percent"),
        ("万平方米", "area"),
        ("㎡", "area"),
        ("万人次", "people"),
        ("次/月", "occasion"),
        ("台（套）", "thing"),
        ("万元", "money"),
        ("摄氏度", "temperature"),
        ("元/平方米", None),
        ("/10万", None),
        ("万", None),
        (None, None),
    ],
)
def test_a_unit_has_a_kind_unless_it_is_compound_or_unknown(unit, kind):
    assert unit_kind(unit) == kind


@pytest.mark.parametrize(
    ("text", "lonely"),
    [
        ("（含1）套", None),
        ("1）灯具；2）黑板", None),
        ("（其中：1）灯具；2）黑板）", None),
        ("（9月、10）", None),
        ("签约个数（个", 4),
        ("《办法", 0),
        ("a）", None),
        ("合格）率", 2),
        ("（一【二）", 2),
    ],
)
def test_a_bracket_without_its_partner_is_found(text, lonely):
    assert unpaired(text) == lonely


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("依据临机编【2012】154号文", [("临机编【2012】154号", "临机编〔2012〕154号")]),
        ("临机编2012【154】园区职能", [("临机编2012【154】", "临机编〔2012〕154号")]),
        ("冀财预[2020]第10号", [("冀财预[2020]第10号", "冀财预〔2020〕10号")]),
        ("青政办字〔2023〕018号", [("青政办字〔2023〕018号", "")]),
        ("青政办字〔2023〕18号", []),
        ("校舍维修计划（2026年）", []),
        ("GB/T 9704-2012", []),
    ],
)
def test_a_document_number_is_put_right_without_changing_a_digit(text, found):
    assert list(misprints(text)) == found


def test_private_numbers_pass_their_checks():
    assert is_identity_number("11010519491231002X")
    assert not is_identity_number("110105194912310021")
    assert passes_luhn("4111111111111111")
    assert not passes_luhn("4111111111111112")


def test_private_numbers_are_found_once_and_by_their_kind():
    text = "身份证11010519491231002X，手机13912345678，账号：5000 1234 5678 901"
    assert [(kind, text[start:end]) for kind, start, end in private_numbers(text)] == [
        ("身份证号", "11010519491231002X"),
        ("银行账号", "5000 1234 5678 901"),
        ("手机号", "13912345678"),
    ]
