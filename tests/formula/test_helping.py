"""What helps to write a formula: its meaning in plain Chinese, and what could be typed next."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stage import KINDS

from zhunsheng.formula import check, complete, explain, problems
from zhunsheng.formula.registry import functions

EXPLAINED = [
    ("计数(报修)", "报修条数"),
    ("计数(报修, 条件: 合格) ÷ 计数(报修)", "“合格”为是的报修条数 ÷ 报修条数 × 100%"),
    ("占比(报修, 条件: 合格)", "“合格”为是的报修条数 ÷ 报修条数 × 100%"),
    ("计数(报修, 合格) ÷ 240次 × 100%", "“合格”为是的报修条数 ÷ 240次 × 100%"),
    ('求和(电费.金额, 条件: 表号 = "A" 且 用量 > 5度)', "“表号”是“A”、“用量”大于5度的电费的“金额”合计"),
    ('计数(报修, 条件: 故障 属于 ("灯泡", "线路"))', "“故障”是“灯泡”或“线路”的报修条数"),
    ("计数(报修, 条件: 非 (合格 或 费用 未填))", "不是（（“合格”为是或“费用”没有填））的报修条数"),
    ("平均(报修.完成时间 - 报修.报修时间)", "报修的从“报修时间”到“完成时间”的时间平均数"),
    (
        "及时率(报修, 从: 报修时间, 到: 完成时间, 期限: 2天)",
        "从“报修时间”到“完成时间”不超过2天的报修条数 ÷ 已有“完成时间”或超过2天的报修条数 × 100%",
    ),
    ("(计数(报修) + 1次) ÷ 计数(电费)", "（报修条数 + 1次） ÷ 电费条数 × 100%"),
    ("在(采暖季, 计数(报修))", "采暖季报修条数"),
    ("较上年(计数(报修))", "（报修条数 - 上年同期报修条数） ÷ 上年同期报修条数 × 100%"),
    ("在(11月15日 至 3月15日, 计数(报修))", "11月15日至3月15日报修条数"),
    ("每期最少(报修, 每: 月)", "每月报修条数中最少的"),
    ("最短间隔(报修.完成时间, 同一: (灯号, 故障))", "同一“灯号”、“故障”的报修两次“完成时间”之间最短的间隔"),
    ('满意率(问卷, 题: "总体评价")', "“题目”是“总体评价”、“答案”是满意或比较满意的问卷份数 ÷ “题目”是“总体评价”的问卷有效份数 × 100%"),
    ("若无(占比(报修, 合格), 100%)", "“合格”为是的报修条数 ÷ 报修条数 × 100%（没有时按100%）"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words"), EXPLAINED, ids=[one[0] for one in EXPLAINED])
def test_a_formula_is_explained_in_plain_words(text, words):
    assert explain(check(text, KINDS)) == words


def test_the_window_of_the_binding_is_named_behind():
    assert explain(check("计数(报修)", KINDS), "heating_season") == "报修条数（采暖季）"


def offered(text: str, position: int | None = None) -> list[str]:
    """The labels offered at a place."""
    return [one.label for one in complete(text, len(text) if position is None else position, KINDS)]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("计", ["计数", "去重计数"]),
        ("计数(", ["报修", "电费", "问卷"]),
        ("计数(报", ["报修"]),
        ("count(tic", ["报修"]),
        ("求和(电费.", ["抄表日期", "用量", "金额", "预算", "张数", "付款日期", "倍率"]),
        ("最长(报修.", ["报修时间", "完成时间", "约定日期"]),
        ("计数(报修, 条件: 故", ["故障"]),
        ("计数(报修, 条件: 合格 = ", ["是", "否"]),
        ("计数(报修, 条件: 故障 = ", ["灯泡", "线路", "灯杆"]),
        ('计数(报修, 条件: 故障 = "灯', ["灯泡", "灯杆"]),
        ('计数(报修, 条件: 故障 属于 ("灯泡", "线', ["线路"]),
        ("计数(报修, 条件: 合格 ", ["且", "或", "已填", "未填", "属于"]),
        ("及时率(报修, 从: ", ["报修时间", "完成时间", "约定日期"]),
        ("每期最少(报修, 每: ", ["日", "周", "月", "季度", "半年", "年"]),
        ("在(采", ["采暖季", "下一采暖季"]),
        ("计数(报修)", []),
        ("@", []),
        ("计数(@", []),
    ],
)
def test_what_could_be_typed_is_offered(text, labels):
    found = offered(text)
    assert found[: len(labels)] == labels
    assert len(found) == len(labels) or text in ("计", "求和(电费.")


def test_a_parameter_that_is_written_is_not_offered_again():
    assert "条件" in offered("计数(报修, ")
    assert "从" not in offered("及时率(报修, 从: 报修时间, ")
    assert "期限" in offered("及时率(报修, 从: 报修时间, ")


def test_an_empty_line_offers_every_function_the_most_used_first():
    assert offered("") == [one.label for one in functions() if not one.in_conditions]
    assert offered("")[0] == "计数"


def test_what_is_chosen_replaces_what_was_begun():
    text = '计数(报修, 条件: 故障 = "灯'
    chosen = complete(text, len(text), KINDS)[0]
    assert (
        text[: chosen.place.start] + chosen.insert + text[chosen.place.end :] + ")" == '计数(报修, 条件: 故障 = "灯泡")'
    )
    assert problems('计数(报修, 条件: 故障 = "灯泡")', KINDS) == ()


def test_the_caret_in_the_middle_sees_only_what_stands_before_it():
    assert offered("计数(报) + 计数(电费)", 4) == ["报修"]


@given(st.text('计数求和(巡查报修电费.金额,条件:= 合格"“且0天-%是[', max_size=40), st.integers(-5, 50))
def test_complete_never_raises_and_stays_within_the_text(text, position):
    for one in complete(text, position, KINDS):
        assert 0 <= one.place.start <= one.place.end <= len(text)
        assert 0 <= one.back <= len(one.insert)
