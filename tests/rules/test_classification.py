"""Which level-2 kind an indicator belongs to, by its own words: agreement with good tables, and the misplaced ones."""

import pytest
from good_tables import TABLES
from good_work import WORK
from held_out_tables import BEN, OUT

from zhunsheng.model.indicator import PARENT, Level2, level2_kind
from zhunsheng.rules.classification import KINDS, because, classify
from zhunsheng.rules.engine import run
from zhunsheng.rules.examples import document, good, row
from zhunsheng.rules.registry import rules_by_code
from zhunsheng.rules.word_list import word_list
from zhunsheng.usecases.read_document import read_file


def named(name, target=None, description=""):
    return classify(row(OUT, None, name, description, target, None))


def test_it_agrees_with_good_tables_on_at_least_95_of_100():
    rows = [row for table in (*TABLES, *WORK) for row in table.indicators if row.kind2 in KINDS]
    told = [classify(row) for row in rows]
    agreed = sum(found is not None and found.kind is row.kind2 for found, row in zip(told, rows, strict=True))
    assert len(rows) > 240
    assert agreed / len(rows) >= 0.95


@pytest.mark.parametrize("kind", KINDS)
def test_the_examples_of_each_kind_belong_to_it(kind):
    for name in word_list("classification")[kind.value]["examples"]:
        found = named(name)
        assert found.kind is kind, name
        assert found.reason.endswith(because(kind))


@pytest.mark.parametrize(
    ("name", "target", "kind"),
    [
        ("改造完成时间", "8月31日前", Level2.TIMELINESS),
        ("工程总造价", "≤480万元", Level2.COST),
        ("断面水质达标率", "≥83%", Level2.ECOLOGICAL_BENEFIT),
        ("举办招商引资活动数量（个）", "≥2个", Level2.QUANTITY),
        ("签约企业新增税收", "≥200万元", Level2.ECONOMIC_BENEFIT),
        ("学生贫血率", "≤4%", Level2.SOCIAL_BENEFIT),
        ("渠道管护年限", "≥3年", Level2.SUSTAINABILITY),
        ("群众好评率", "≥95%", Level2.SATISFACTION),
    ],
)
def test_name_unit_and_target_tell_the_kind(name, target, kind):
    assert named(name, target).kind is kind


def test_the_reason_quotes_the_words_it_rests_on():
    found = named("工程验收合格率", "=100%")
    assert found.reason == "名称写着“合格率”，说的是做得好不好、合不合标准"
    assert found.is_sure


def test_words_that_tell_nothing_are_not_guessed():
    assert named("甲乙丙丁") is None
    assert named(None) is None


MISPLACED = {
    "新增林木成活率（%）": Level2.QUALITY,
    "路灯亮化比例": Level2.QUALITY,
    "解决周边村民从业人员数量": Level2.SOCIAL_BENEFIT,
    "综合事务管理工作完成率": Level2.QUALITY,
    "保障各项事务完成率": Level2.QUALITY,
    "招商活动的签约项目个数（个": Level2.QUANTITY,
    "对支持企业的发展促进推动作用": Level2.ECONOMIC_BENEFIT,
    "工程按期完成": Level2.TIMELINESS,
}
"""Indicators of the published document that stand under the wrong heading, and where their words put them."""


def test_the_misplaced_of_the_published_document_are_put_right(seed):
    rows = [row for project in read_file(seed).projects for row in project.indicators]
    told = {row.level3: classify(row) for row in rows if row.level3 in MISPLACED}
    assert {name: found.kind for name, found in told.items()} == MISPLACED
    assert all(level2_kind(row.level2) is not MISPLACED[row.level3] for row in rows if row.level3 in MISPLACED)


def test_a_rule_about_placement_says_where_and_why():
    project = good({"indicators[4].level2": "可持续影响指标", "indicators[4].level3": "路灯亮化比例"})
    (finding,) = run(document(project), [rules_by_code()["ZSH02"]]).findings
    assert finding.suggestion.startswith("应放在质量指标：名称写着“亮化比例”")


def test_a_rule_about_benefits_never_sends_an_indicator_to_the_benefits():
    project = good({"indicators[4].level1": BEN, "indicators[4].level3": "惠民资金拨付率"})
    for finding in run(document(project), [rules_by_code()["ZSH06"]]).findings:
        assert not any(f"应放在{kind}" in finding.suggestion for kind in KINDS if PARENT[kind] == "效益指标")
