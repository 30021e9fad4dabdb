"""Words that tempt the wording rules, thrown together: a review ends, says the same twice, and quotes its cells."""

from hypothesis import given, settings
from hypothesis import strategies as st

from zhunsheng.model.address import get_cell
from zhunsheng.model.department import DepartmentPlan
from zhunsheng.rules.engine import run
from zhunsheng.rules.examples import GOOD, document, good

WORDS = st.sampled_from(
    [
        "（", "）", "《", "》", "【2012】154号", "2012【154】", "，", "。", "；", "1、", "2）", "≥", "≤", "95%", "100百分比", "3万", "2500平方",
        "关于", "的通知", "管理办法", "满意度", "服务对象", "有限公司", "园区", "小学", "全全", "职责职责", "党的十九大精神", "13912345678",
        "11010519491231002X", "账号：", "秘密★1年", "力争", "元/㎡", "天然气单价", "次", "/月", "及时率", "数量", "\n", " ", "\u3000", "\u200b",
    ]
)  # fmt: skip
TEXT = st.lists(WORDS, max_size=8).map("".join)
ROW = ("level1", "level2", "level3", "description", "target", "basis")
CELLS = ("name", "purpose", "goal", *(f"indicators[1].{name}" for name in ROW))
PARTS = ("heading", "indicators", "fund_plan", "budget")
"""Addresses that are no single cell."""


@settings(max_examples=80)
@given(st.tuples(*(TEXT for _ in CELLS)), TEXT)
def test_a_review_never_fails_and_is_the_same_every_time(texts, block):
    table = good(dict(zip(CELLS, texts, strict=True)))
    whole = document(table, GOOD, plan=DepartmentPlan(unit=GOOD.unit, overall_goal=block or None), year=2026)
    first = run(whole).findings
    assert run(whole).findings == first
    for finding in first:
        noun = whole.department if finding.project_no is None else whole.projects[finding.project_no]
        if finding.address not in PARTS:
            assert finding.quote in (get_cell(noun, finding.address) or ""), finding
