"""Whatever stands in the cells: a review never fails, quotes the words of the cell, and does not depend on the rules' order."""

from hypothesis import given, settings
from hypothesis import strategies as st

from zhunsheng.model.address import cells, get_cell, put_cell
from zhunsheng.rules.engine import run
from zhunsheng.rules.examples import GOOD, document
from zhunsheng.rules.registry import rules

FRAGMENTS = (
    "每人每月工资1680元", "共20人", "环卫工13名", "全年合计40.5万元", "其中", "3510㎡", "单价3.36元/㎡", "共需13万元", "约15万左右", "7000 万元",
    "每季度拨付41500元", "6个进出口", "剩余两个进出口", "满意度达到97%", "≥95百分比", "≤3起", "交通事故零发生", "（调查10人）", "次年3月底前完成",
    "2019年绩效目标", "【2012】154号文", "“十三五”教育规划", "交由青禾县绿源园林有限公司分包", "安装", "购置", "……", "≥**人", "XX局", "1、", "（一）",
    "，", "。", "；", "、", "\n", " ", "（", "）", "0", "100.00", "1e9", "99999999999999999999999999999999", "-5", "１８万元", "百分之九十五", "无", "—",
)  # fmt: skip
TEXT = st.one_of(st.none(), st.lists(st.sampled_from(FRAGMENTS), max_size=6).map("".join), st.text(max_size=40))
ADDRESSES = [address for address in cells(GOOD) if address != "unit"]


@given(
    st.dictionaries(st.sampled_from([*ADDRESSES, "heading"]), TEXT, max_size=12), st.sampled_from([None, 2020, 2026])
)
@settings(max_examples=150)
def test_a_review_of_any_text_ends_and_quotes_its_cells(changes, year):
    project = GOOD
    for address, text in changes.items():
        project = put_cell(project, address, text)
    reviewed = document(project, GOOD, year=year)
    findings = run(reviewed).findings
    for finding in findings:
        owner = reviewed.department if finding.project_no is None else reviewed.projects[finding.project_no]
        if finding.quote and finding.address not in ("indicators", "fund_plan"):
            assert finding.quote in (get_cell(owner, finding.address) or "")
        assert len(finding.message) <= 110, finding.message
    assert run(reviewed, reversed(rules())).findings == findings
