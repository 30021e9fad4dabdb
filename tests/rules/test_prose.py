"""Numbers in running text: what each one is, what it is worth, and where it stands."""

from decimal import Decimal
from itertools import pairwise

import pytest

from zhunsheng.rules.clauses import clause_at, clause_before, sentence_at
from zhunsheng.rules.counters import normal_unit
from zhunsheng.rules.prose import Kind, amounts, counts, han_number, numbers, percents
from zhunsheng.rules.wording import brief, wan


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("合计40.5万元", "405000"),
        ("维护费全年69960元", "69960"),
        ("总投资1.2亿元", "120000000"),
        ("共1,234.50元", "1234.5"),
        ("需７０００ 万元", "70000000"),
        ("数千元不算，但5千元算", "5000"),
        ("每座三十八万元", "380000"),
        ("计一百五十二万元", "1520000"),
        ("补助3百万元", "3000000"),
        ("得数是94（万元）", "940000"),
    ],
)
def test_money_is_told_in_yuan(text, yuan):
    (found,) = amounts(text)
    assert found.value == Decimal(yuan)
    assert text[found.start : found.end] == found.text


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("供暖面积3510㎡", 3510, "平方米"),
        ("绿地32850平方", 32850, "平方米"),
        ("环卫工13名", 13, "人"),
        ("用电1200度", 1200, "千瓦时"),
        ("玉米10万亩", 100000, "亩"),
        ("供暖季为四个月", 4, "个月"),
        ("剩余两个进出口", 2, "个"),
        ("调查五十人", 50, "人"),
        ("县道42公里", 42, "公里"),
        ("管线3.5km", Decimal("3.5"), "公里"),
        ("室温不低于18℃", 18, "摄氏度"),
        ("一百二十盏路灯", 120, "盏"),
        ("一千二百名学生", 1200, "人"),
        ("两万三千亩耕地", 23000, "亩"),
        ("受害率控制在0.5‰以内", Decimal("0.5"), "‰"),
        ("差错率不超过千分之五", 5, "‰"),
        ("检定8600台件", 8600, "台件"),
    ],
)
def test_counts_carry_one_spelling_of_their_unit(text, value, unit):
    (found,) = counts(text)
    assert (found.value, found.unit) == (value, unit)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("亮灯率达97%", 97),
        ("≥95百分比", 95),
        ("百分之九十五", 95),
        ("占25％", 25),
        ("提高3个百分点", 3),
        ("低于万分之一", Decimal("0.01")),
    ],
)
def test_percentages_in_all_spellings(text, value):
    assert [number.value for number in percents(text)] == [value]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("临机编【2012】154号文", Kind.DOCUMENT),
        ("临机编2012【154】号文", Kind.DOCUMENT),
        ("财预〔2015〕88号", Kind.DOCUMENT),
        ("依据GB50034-2013标准", Kind.DOCUMENT),
        ("2019年工作", Kind.DATE),
        ("2019-2021年", Kind.DATE),
        ("（11.15-3.15）", Kind.DATE),
        ("下午5点半", Kind.DATE),
        ("9月30日前", Kind.DATE),
        ("3月底", Kind.DATE),
        ("第3标段", Kind.ORDINAL),
        ("（二）提升企业实力", Kind.ORDINAL),
        ("绿化三期", Kind.ORDINAL),
        ("5号楼", Kind.ORDINAL),
    ],
)
def test_what_counts_nothing_is_told_apart(text, kind):
    assert [number.kind for number in numbers(text)] == [kind]


def test_list_marks_are_not_counted_but_a_decimal_behind_one_is():
    assert [n.kind for n in numbers("1、完成1.5公里；\n2.更换3盏。")] == [
        Kind.ORDINAL,
        Kind.COUNT,
        Kind.ORDINAL,
        Kind.COUNT,
    ]


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("每套700元", ("套",)),
        ("单价3.36元/㎡", ("平方米",)),
        ("每人每月1680元", ("人", "个月")),
        ("1680元/人·月", ("人", "个月")),
        ("每季度拨付 41500元", ("季度",)),
        ("每年广告费6万元", ("年",)),
        ("合计18万元", ()),
    ],
)
def test_a_price_knows_what_it_is_the_price_of(text, per):
    (found,) = amounts(text)
    assert found.per == per
    assert found.is_rate is (per not in ((), ("年",)))


@pytest.mark.parametrize("text", ["每月1万余元", "约15万元", "15万元左右", "预计需15万元", "近15万元"])
def test_rough_words_make_a_number_approximate(text):
    assert amounts(text)[0].approximate


def test_a_range_keeps_both_ends():
    (found,) = counts("引进2-3个新项目")
    assert (found.value, found.upper) == (2, 3)


def test_no_digit_is_taken_twice():
    text = "2020年9月30日前，按财预〔2015〕88号，为22所学校每所更换12个，每个1500元，共39.6万元（占85%）。"
    spans = [(number.start, number.end) for number in numbers(text)]
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    assert [number.text for number in amounts(text)] == ["1500元", "39.6万元"]


def test_blank_text_has_no_numbers():
    assert numbers(None) == numbers("") == ()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("十", 10),
        ("十五", 15),
        ("五十", 50),
        ("一百二十", 120),
        ("一百零五", 105),
        ("两", 2),
        ("二〇", 20),
        ("三千零五十", 3050),
        ("十二万", 120000),
        ("", None),
        ("万", None),
    ],
)
def test_chinese_numerals(text, value):
    assert han_number(text) == value


def test_clauses_and_sentences_around_a_place():
    text = "绿地养护，每季度付4.15万元；另有补植。"
    at = text.index("4")
    assert clause_before(text, at) == "每季度付"
    assert clause_at(text, at) == "每季度付4.15万元"
    assert sentence_at(text, at) == "绿地养护，每季度付4.15万元"


def test_money_and_quotations_for_messages():
    assert (wan(Decimal(69960)), wan(Decimal(800)), wan(Decimal(0))) == ("6.996万元", "800元", "0万元")
    assert brief("园区干职工及企业对维修的满意度") == "园区干职工及企业对维修的满意…"
    assert normal_unit("平方") == normal_unit("㎡") == "平方米"
