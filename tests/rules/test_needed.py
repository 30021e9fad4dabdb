"""One look at a text rules out patterns that cannot match, and never one that can."""

import importlib
import pkgutil
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import zhunsheng.rules
from zhunsheng.rules.examples import GOOD, GOOD_PLAN
from zhunsheng.rules.needed import bit_of, found_in, needs, possible

PATTERNS = {
    pattern.pattern: pattern
    for info in pkgutil.walk_packages(zhunsheng.rules.__path__, "zhunsheng.rules.")
    for pattern in vars(importlib.import_module(info.name)).values()
    if isinstance(pattern, re.Pattern)
}
WORDS = (
    "进一步", "力争", "按实际填写", "待定", "……", "：", "，", "。", "（", "）", "《", "〔2025〕12号", "张伟", "欧阳小红", "同志", "3栋2单元501室", "幸福小区",
    "内部使用", "绝密级", "脱贫攻坚", "清河县", "武安市", "有限公司", "拔付", "派谴", "全全", "资金资金", "\n", " ", "1", "2026年", "×", "**套", "事故零发生", "国内一流",
)  # fmt: skip


@pytest.mark.parametrize(
    ("pattern", "wanted"),
    [
        ("力争|尽可能", {"力争", "尽可"}),
        ("提(?:高|升)", {"提高", "提升"}),
        ("[★☆]", {"★", "☆"}),
        ("[.。]{2}", {"..", ".。", "。.", "。。"}),
        (r"\d+万元", {"万元"}),
        ("(?:很)?好事", {"好事"}),
        ("(?<!不)满意(?!度)", {"满意"}),
    ],
)
def test_every_match_holds_one_of_what_is_needed(pattern, wanted):
    assert needs(re.compile(pattern)) == wanted


@pytest.mark.parametrize("pattern", [r"\d+", "好?", "力争|.", r"([一-龥]{2})\1", "^$", "(?i)km"])
def test_nothing_is_said_of_a_pattern_that_anything_may_match(pattern):
    assert needs(re.compile(pattern)) is None
    assert possible("") & bit_of(re.compile(pattern))


def test_a_text_is_read_once_for_all_patterns():
    slip, stars = re.compile("拔付资金"), re.compile("[★☆]级")
    known = bit_of(slip) | bit_of(stars)
    assert possible("按季拔付资金") & known == bit_of(slip)
    assert found_in(stars, "按季拔付资金") is None
    assert found_in(slip, "按季拔付资金").span() == (2, 6)


def test_a_pattern_that_comes_later_is_searched_for_all_the_same():
    before = possible("夜间照明亮灯率达到98%")
    late = re.compile("亮灯率达到\\d+%（后来的）?")
    assert before & bit_of(late)
    assert possible("夜间照明亮灯率达到98%") & bit_of(late)


def test_no_pattern_of_the_rules_is_ruled_out_where_it_matches():
    cells = [GOOD.name, GOOD.purpose, GOOD.goal, GOOD_PLAN.overall_goal, GOOD_PLAN.sub_goal, *WORDS]
    cells += [text for row in GOOD.indicators for text in (row.level3, row.description, row.target.text, row.basis)]
    assert_none_is_missed(cells)


@given(st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=4)), max_size=8).map("".join))
def test_no_pattern_of_the_rules_is_ruled_out_in_any_text(text):
    assert_none_is_missed([text])


def assert_none_is_missed(texts):
    for pattern in PATTERNS.values():
        bit = bit_of(pattern)
        assert [text for text in texts if pattern.search(text) and not possible(text) & bit] == []
