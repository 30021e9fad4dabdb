"""What an indicator row says: its kind, the sample of its survey, the rate it promises, the facts a text states about it."""

from dataclasses import replace
from datetime import date

import pytest

from zhunsheng.model.document import Source
from zhunsheng.model.indicator import Level1, Level2
from zhunsheng.rules.dates_in_text import deadlines
from zhunsheng.rules.examples import GOOD, document, good, row, without_rows
from zhunsheng.rules.facts import stem
from zhunsheng.rules.form_asks import asks, projects_asked
from zhunsheng.rules.indicator_kinds import level1_kinds, output_kinds
from zhunsheng.rules.project_kind import purchase_words, served, works_words
from zhunsheng.rules.survey import sample, satisfaction_percent


def satisfied(description, target, name="服务对象满意度"):
    return row("满意度指标", "服务对象满意度指标", name, description, target, "上年调查")


@pytest.mark.parametrize(
    ("description", "target", "size", "percent"),
    [
        ("满意人数(总人数10人）", "≥6人", 10, 60),
        ("受益群体调查五十人中，满意和较满意的人数（50）人", "≥40人", 50, 80),
        ("询问已入驻企业及有意向的企业20家对安装的满意人数", "≥18家", 20, 90),
        ("对所提供服务的满意程度（10人）", "≥8人", 10, 80),
        ("满意人数占比", "≥18家（调查20家）", 20, 90),
        ("问卷满意比例（抽样120人）", "≥90%", 120, 90),
        ("满意的人数", "≥6人", None, None),
        ("每季度随机询问10人的满意比例", "≥90%", None, 90),
    ],
)
def test_sample_and_rate_of_a_survey(description, target, size, percent):
    indicator = satisfied(description, target)
    asked = sample(indicator)
    assert (asked.size if asked else None) == size
    assert satisfaction_percent(indicator) == percent


def test_a_survey_that_is_not_about_satisfaction_has_a_sample_too():
    indicator = row("效果指标", "社会效益指标", "社会影响力", "得到受众的充分认可。（询问10人）", "≥7人", "职责")
    assert sample(indicator).words == "10人"


@pytest.mark.parametrize("name", ["服务投诉率", "满意度提升幅度", "问卷回收率"])
def test_not_every_row_under_satisfaction_promises_satisfaction(name):
    assert satisfaction_percent(satisfied("比例", "=5%", name)) is None


def test_kinds_are_told_by_either_level_and_unknown_names_leave_them_open():
    assert level1_kinds(GOOD) == {Level1.OUTPUT, Level1.BENEFIT, Level1.SATISFACTION}
    assert level1_kinds(good({"indicators[4].level1": None})) == level1_kinds(GOOD)
    assert level1_kinds(good(indicators=(row("决策指标", "立项", "立项规范", "规范", "规范", "办法"),))) is None
    assert output_kinds(without_rows(0)) == {Level2.QUALITY, Level2.TIMELINESS, Level2.COST}
    assert output_kinds(without_rows(0, 1, 2, 3)) is None


@pytest.mark.parametrize(
    ("name", "stemmed"),
    [
        ("新增林木成活率（%）", "新增林木成活"),
        ("日常巡查次数(次)", "日常巡查"),
        ("路灯亮化比例", "路灯亮化"),
        ("招商活动的签约项目个数（个", "招商活动的签约项目"),
    ],
)
def test_the_stem_of_a_name(name, stemmed):
    assert stem(name) == stemmed


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("2027年3月31日前", date(2027, 3, 31)),
        ("次年3月底前", date(2027, 3, 28)),
        ("2026-08-15", date(2026, 8, 15)),
        ("2025年底前", date(2025, 12, 28)),
    ],
)
def test_deadlines_name_their_year(text, last):
    (found,) = deadlines(f"{text}完成")
    assert found.last_day(2026) == last


@pytest.mark.parametrize("text", ["11月15日至次年3月15日", "2024—2026年", "财预〔2015〕88号", "8月31日前", None])
def test_seasons_document_numbers_and_bare_months_are_no_deadline_of_a_year(text):
    assert deadlines(text) == ()


@pytest.mark.parametrize(
    ("name", "purpose", "works"),
    [
        ("限高杆安装", None, True),
        ("教学楼护眼灯改造", None, True),
        ("环境整治", "用于修建围墙120米", True),
        ("配电亮化及各项设施综合维护", "交由临西县旺龙路灯安装有限公司分包", False),
        ("中小企业创新发展资金", "加快技术改造，促进产品升级", False),
        ("运转保障经费（劳务费）", None, False),
        ("基层党组织建设经费", None, False),
        ("食品放心工程", None, False),
        ("道路工程监理费", None, False),
    ],
)
def test_works_are_told_from_upkeep_and_support(name, purpose, works):
    assert (works_words(name, purpose) is not None) is works


@pytest.mark.parametrize(
    ("name", "bought"), [("办公电脑购置", True), ("政府购买服务", False), ("采购人员培训", False), (None, False)]
)
def test_purchases_are_goods(name, bought):
    assert (purchase_words(name) is not None) is bought


def test_those_served_are_found_in_the_text():
    assert served("方便群众办事") == "群众"
    assert served("用于机房备品备件") is None


def test_a_form_without_a_column_is_not_a_form_left_blank():
    bare = good({f"indicators[{i}].basis": None for i in range(6)})
    assert asks(document(bare), "basis")
    elsewhere = replace(document(bare, bare), source=Source(layout="某省项目支出绩效目标表"))
    assert not asks(elsewhere, "basis")
    assert list(projects_asked(elsewhere, "basis")) == []
    assert asks(replace(elsewhere, projects=(bare, good())), "basis")
