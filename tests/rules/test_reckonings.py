"""Lists of sums and lines of a reckoning: what adds up, what multiplies, and where it is better not to know."""

from decimal import Decimal

import pytest

from zhunsheng.rules.line_items import wrong_lines
from zhunsheng.rules.sum_lists import sum_lists


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("采购图书2000册，平均每册30元，计9万元；", ["9万元"]),
        ("保洁员18人，每人每月工资3000元，全年57.6万元", ["57.6万元"]),
        ("一级每人每月100元、二级每人每月60元。一级360人，计43.2万元；二级700人，计43.2万元。", ["43.2万元"]),
        ("在150个行政村安装终端，每村6000元，共75万元", ["75万元"]),
    ],
)
def test_a_line_that_none_of_its_numbers_make_is_wrong(text, wrong):
    assert [line.stated.text for line in wrong_lines(text)] == wrong


@pytest.mark.parametrize(
    "text",
    [
        "举办培训6期，每期50人、3天，每人每天260元，共23.4万元",
        "玉米承保10万亩，每亩保费30元，县级承担25%，计75万元",
        "日清运生活垃圾40吨，每吨100元，全年365天，共146万元",
        "更换灯具216套，每套700元，另含安装费，共16万元",
        "奖励先进集体3个，每个2万元，先进个人120人，每人1000元，共18万元",
        "服务群众5000人，窗口人员每人每月工资3000元，全年18万元",
        "推介会4场，每场5万元，计20万元；制作宣传片1部、6万元",
        "设备款46万元",
        "",
        None,
    ],
)
def test_a_line_that_comes_out_or_cannot_be_told_is_left_alone(text):
    assert wrong_lines(text) == ()


def test_the_product_is_kept_with_the_words_it_rests_on():
    (line,) = wrong_lines("防护服60套，每套5000元，计36万元")
    assert (line.price.text, [count.text for count in line.counts], line.yuan) == ("5000元", ["60套"], 300_000)


def test_a_list_is_what_stands_before_the_words_of_adding_up():
    (one,) = sum_lists("工程费430万元，监理费18万元，设计费22万元，合计480万元，其中省级资金300万元、县级资金180万元。")
    assert (one.total.text, one.parts) == ("480万元", (Decimal(4_300_000), Decimal(180_000), Decimal(220_000)))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("超声仪1台，预算单价46万元；培训1万元；安装1万元；合计48万元", [460_000, 10_000, 10_000]),
        ("防护服60套，每套6000元，计36万元；车辆136万元；合计172万元", [360_000, 1_360_000]),
        ("全年864,000元；无人机76,000元；合计940,000元", [864_000, 76_000]),
    ],
)
def test_prices_and_whole_years_are_parts_too(text, parts):
    (one,) = sum_lists(text)
    assert [int(value) for value in one.parts] == parts


@pytest.mark.parametrize(
    "text", ["电费合计10万元，水费5万元", "共需54万元", "一等奖10万元，二等奖5万元，合计15万元", ""]
)
def test_no_list_without_the_words_or_with_bounds(text):
    assert sum_lists(text) == ()
