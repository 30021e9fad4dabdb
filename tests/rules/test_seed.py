"""The published source document: exactly what the rules on completeness, values, feasibility, consistency and sums say.

The list is complete for those groups of the catalogue (A, C, D, E, F): what is not in it must not be reported.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from zhunsheng.model.address import get_cell
from zhunsheng.model.finding import Severity
from zhunsheng.rules.engine import run
from zhunsheng.rules.registry import rules
from zhunsheng.rules.rule import Rule
from zhunsheng.usecases.read_document import read_file

GROUPS = "ACDEF"
EXPECTED = [
    ("", "overall_goal", "ZSA24"),
    ("", "sub_goal", "ZSE03"),
    ("高速口广告牌租赁", "fund_plan.3", "ZSA14"),
    ("高速口广告牌租赁", "indicators[4].description", "ZSD09"),
    ("路灯电费", "fund_plan", "ZSD05"),
    ("路灯电费", "indicators", "ZSA04"),
    ("路灯电费", "indicators", "ZSA05"),
    ("路灯电费", "indicators[0].target", "ZSE01"),
    ("路灯电费", "indicators[2].target", "ZSC10"),
    ("路灯电费", "indicators[2].target", "ZSE01"),
    ("绿化养护", "purpose", "ZSD13"),
    ("绿化养护", "fund_plan.10", "ZSD04"),
    ("绿化养护", "indicators", "ZSA04"),
    ("绿化养护", "indicators", "ZSA05"),
    ("绿化养护", "indicators", "ZSA06"),
    ("配电亮化及各项设施综合维护", "purpose", "ZSD13"),
    ("配电亮化及各项设施综合维护", "purpose", "ZSF14"),
    ("配电亮化及各项设施综合维护", "fund_plan.10", "ZSD04"),
    ("配电亮化及各项设施综合维护", "indicators", "ZSA04"),
    ("配电亮化及各项设施综合维护", "indicators", "ZSA06"),
    ("配电亮化及各项设施综合维护", "indicators[3].target", "ZSE01"),
    ("配电亮化及各项设施综合维护", "indicators[5].description", "ZSD09"),
    ("配电亮化及各项设施综合维护", "indicators[5].target", "ZSC03"),
    ("天然气取暖费", "purpose", "ZSF11"),
    ("天然气取暖费", "fund_plan", "ZSD05"),
    ("天然气取暖费", "indicators", "ZSA06"),
    ("天然气取暖费", "indicators[0].level3", "ZSC14"),
    ("天然气取暖费", "indicators[1].target", "ZSC01"),
    ("天然气取暖费", "indicators[5].description", "ZSD09"),
    ("天然气取暖费", "indicators[5].target", "ZSC04"),
    ("限高杆安装", "purpose", "ZSA13"),
    ("限高杆安装", "fund_plan.3", "ZSD01"),
    ("限高杆安装", "goal", "ZSE02"),
    ("限高杆安装", "indicators", "ZSA06"),
    ("限高杆安装", "indicators", "ZSA07"),
    ("限高杆安装", "indicators[5].description", "ZSD09"),
    ("运转保障经费（劳务费）", "purpose", "ZSF10"),
    ("运转保障经费（劳务费）", "indicators", "ZSA04"),
    ("运转保障经费（劳务费）", "indicators[5].description", "ZSD09"),
    ("中小企业创新发展资金", "purpose", "ZSA13"),
    ("中小企业创新发展资金", "indicators", "ZSA05"),
    ("综合事务管理经费", "indicators", "ZSA05"),
    ("综合事务管理经费", "indicators[5].description", "ZSD09"),
]  # fmt: skip
"""Project (blank for the department part), cell, rule — in reading order."""


@pytest.fixture(scope="module")
def park(seed):
    return read_file(seed)


@pytest.fixture(scope="module")
def findings(park):
    return run(park, own_rules()).findings


def own_rules() -> list[Rule]:
    """Those of the groups that need no person's judgement; the others have a list of their own (``test_judgement``)."""
    return [rule for rule in rules() if rule.code[2] in GROUPS and rule.automation != "C"]


def said(findings, rule, project=None):
    return [f for f in findings if f.rule == rule and project in (None, f.project_name)]


def test_exactly_these_are_reported(findings):
    assert [(f.project_name or "", f.address, f.rule) for f in findings] == EXPECTED


def test_every_finding_rests_on_words_of_its_cell(park, findings):
    for finding in findings:
        if finding.quote:
            noun = park.department if finding.project_no is None else park.projects[finding.project_no]
            assert finding.quote in (get_cell(noun, finding.address) or "")


def test_wages_of_twenty_people_are_reckoned_to_the_yuan(findings):
    (finding,) = said(findings, "ZSF10")
    assert finding.message == "20人×1680元×12个月＝40.32万元，用途写40.5万元，多了0.18万元。"
    assert (finding.quote, finding.severity) == ("40.5万元", Severity.WARNING)


def test_a_contract_price_in_yuan_is_rounding_and_only_a_hint(findings):
    (finding,) = said(findings, "ZSF14")
    assert finding.severity is Severity.INFO
    assert (finding.quote, finding.related[0].quote) == ("69960元", "7.00")


def test_six_entrances_in_the_purpose_are_two_in_the_goal(findings):
    (finding,) = said(findings, "ZSE02")
    assert finding.quote == "两个进出口"
    assert [related.quote for related in finding.related] == ["6个进出口", "6个"]


def test_goals_that_contradict_their_targets(findings):
    assert [(f.related[0].quote, f.quote) for f in said(findings, "ZSE01")] == [
        ("已投产企业全覆盖", "≥99百分比"),
        ("交通事故零发生", "≤3起"),
        ("路灯亮化率达到97%", "≥98百分比"),
    ]


def test_identical_spending_plans_are_one_finding_a_group(findings):
    assert [(f.project_name, len(f.related) + 1) for f in said(findings, "ZSD05")] == [
        ("路灯电费", 4),
        ("天然气取暖费", 3),
    ]


def test_a_blank_march_is_a_question_not_a_gap(findings):
    (finding,) = said(findings, "ZSA14")
    assert (finding.address, finding.severity) == ("fund_plan.3", Severity.INFO)


@pytest.mark.parametrize(
    ("project", "rule", "why"),
    [
        ("综合事务管理经费", "ZSF12", "0.5、3.5、1万元相加正好5万元"),
        ("综合事务管理经费", "ZSE04", "没有另写总数"),
        ("天然气取暖费", "ZSE04", "13万元就是13.00万元"),
        ("天然气取暖费", "ZSD01", "取暖费不是工程"),
        ("中小企业创新发展资金", "ZSD01", "支持企业技术改造，不是自己的工程"),
        ("天然气取暖费", "ZSC12", "节电量不是花钱，另有规则说"),
        ("配电亮化及各项设施综合维护", "ZSE04", "差40元是四舍五入"),
        ("配电亮化及各项设施综合维护", "ZSA07", "公司名里的“安装”不说明是工程"),
        ("绿化养护", "ZSE04", "166000元就是16.60万元"),
        ("路灯电费", "ZSF11", "每度0.8元，没写用多少度"),
        ("路灯电费", "ZSE04", "15万左右就是15.00万元"),
        ("限高杆安装", "ZSC03", "五十人里四十人正好八成"),
        ("运转保障经费（劳务费）", "ZSD05", "25、50、75、100是均匀支出"),
        ("运转保障经费（劳务费）", "ZSD12", "不知道年度，不猜依据过没过期"),
    ],
)
def test_what_is_right_is_left_in_peace(findings, project, rule, why):
    assert said(findings, rule, project) == [], why


def test_the_year_2020_changes_nothing(park):
    found = run(replace(park, fiscal_year=2020), own_rules()).findings
    assert [(f.project_name or "", f.address, f.rule) for f in found] == EXPECTED


def test_copied_into_2023_the_wage_notice_of_2019_is_old(park):
    found = run(replace(park, fiscal_year=2023), own_rules()).findings
    new = [(f.project_name or "", f.address, f.rule) for f in found if f.rule == "ZSD12"]
    assert new == [("运转保障经费（劳务费）", "indicators[3].basis", "ZSD12")]
    assert len(found) == len(EXPECTED) + 1


def test_the_budget_is_what_the_document_prints(park):
    assert park.budget_yuan == Decimal("2931000")
