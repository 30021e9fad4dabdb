"""What a purpose says about money: the total, its parts, wages, prices — and when it is better not to know."""

from decimal import Decimal

import pytest

from zhunsheng.rules.money_in_text import parts, priced, some_make, stated_totals, the_total, wages


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("电费每月1万余元，全年合计15万左右。", 150_000),
        ("钢柱、钢梁等费用合计40万元。主路口为18米限高杆。", 400_000),
        ("供暖面积3510㎡，共需13万元", 130_000),
        ("目前所需资金150万元。", 1_500_000),
        ("养护费全年166000元，每季度拨付 41500元。", 166_000),
        ("合同期一年。每年广告费6万元整。", 60_000),
        ("设备15万元，安装3万元，预算资金18万元。", 180_000),
    ],
)
def test_a_total_is_found_where_the_words_say_so(text, yuan):
    total = the_total(text)
    assert total is not None
    assert total.yuan == yuan


@pytest.mark.parametrize(
    "text",
    [
        "办公费0.5万元，印刷费3.5万元，租车费1万元左右。",
        "2025年全年合计20万元。",
        "总投资500万元。",
        "共需54万元，分三年支付。",
        "县级配套4万元，合计18万元。",
        "电费合计10万元，水费合计8万元。",
        "一般公共预算安排10万元。",
        "每年电费6万元，每年水费2万元。",
        "年初预算15万元，追加3万元。",
        "",
        None,
    ],
)
def test_no_total_where_the_text_can_be_read_in_two_ways(text):
    assert the_total(text) is None


def test_each_stated_total_is_kept_in_reading_order():
    assert [total.number.text for total in stated_totals("甲项合计10万元，乙项合计8万元，总计18万元。")] == [
        "10万元",
        "8万元",
        "18万元",
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("共更换216套，每套700元，计15.12万元；48套，每套600元，计2.88万元；合计18万元。", ["15.12万元", "2.88万元"]),
        ("设备费15万元（其中主机9万元、辅材6万元），安装费3万元，合计18万元。", ["15万元", "3万元"]),
        ("一等奖10万元，二等奖5万元。", []),
        ("单次采购5万元以上的公开招标，10万元以上的报批。", []),
        ("办公费5万元。", []),
    ],
)
def test_parts_are_sums_that_are_no_price_no_prize_and_no_bound(text, found):
    assert [number.text for number in parts(text)] == found


def test_wages_multiply_heads_by_wage_and_months():
    paid = wages("现有环卫工13名，保安人员4名，门岗2名，水电工1名。每人工资标准1680元，全年合计40.5万元。")
    assert paid is not None
    assert (paid.people, paid.monthly_yuan, paid.months, paid.yuan) == (20, 1680, 12, 403_200)


@pytest.mark.parametrize(
    "text",
    [
        "保洁员5名，每人每月工资2000元，另缴社会保险，全年合计18万元。",
        "服务群众5000人，窗口人员每人每月工资3000元，全年合计18万元。",
        "保洁员5名，每人年工资3.6万元，全年合计18万元。",
        "保洁员5名，每人每月工资2000元；队长1名，每人每月工资3000元，全年合计15.6万元。",
        "裁判60人，每人每天500元，计3万元。",
    ],
)
def test_wages_are_unsure_where_more_is_paid_or_heads_are_others(text):
    assert wages(text) is None


def test_a_quantity_and_a_price_belong_together_by_their_unit():
    found = priced("两边供暖面积3510㎡，供暖季为四个月，天然气单价3.36元/㎡。共需13万元")
    assert found is not None
    assert found.yuan == Decimal("11793.60")
    assert priced("路灯220基，电费每度0.8元。") is None


@pytest.mark.parametrize(
    ("values", "whole", "made"),
    [((5, 3, 8), 16, True), ((15, 9, 6, 3), 18, True), ((5, 3), 9, False), (tuple(range(1, 12)), 500, True)],
)
def test_some_of_the_sums_make_the_whole(values, whole, made):
    assert some_make([Decimal(v) for v in values], Decimal(whole), Decimal(0)) is made
