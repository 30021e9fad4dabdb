"""Rules that ask for a person's judgement: planted faults they must see, wording they must leave in peace, what they leave open.

Each fault is one change in a good table; the cell named is where the rule must speak, whatever its words.
"""

from dataclasses import replace

import pytest
from good_tables import (
    ARCHIVES,
    CLEANING,
    CLINIC,
    CULTURE,
    EVENT,
    FORESTRY,
    INVESTMENT,
    LEGAL_AID,
    PARK,
    PARK_PLAN,
    PROCUREMENT,
    ROAD,
    SCHOOL,
    SUBSIDY,
    SYSTEM,
    TRAINING,
    WATER,
)

from zhunsheng.model.address import put_cell
from zhunsheng.model.department import DepartmentPlan
from zhunsheng.model.finding import Severity
from zhunsheng.rules.engine import run
from zhunsheng.rules.examples import document
from zhunsheng.rules.registry import rules, rules_by_code
from zhunsheng.usecases.read_document import read_file

JUDGED = ("ZSA25", "ZSB01", "ZSB03", "ZSB04", "ZSB05", "ZSB06", "ZSB08", "ZSB11", "ZSC02", "ZSC05", "ZSC06", "ZSC07",
          "ZSC08", "ZSC09", "ZSD07", "ZSD08", "ZSD11", "ZSE05", "ZSI02", "ZSI04")  # fmt: skip


def row_of(table, name):
    return next(number for number, row in enumerate(table.indicators) if row.level3 == name)


def spoilt(table, cells):
    """The table with cells changed; ``[指标名].target`` names a row by its indicator."""
    for address, text in [(place(table, address), text) for address, text in cells.items()]:
        table = put_cell(table, address, text)
    return table


def place(table, address):
    if address.startswith("["):
        name, column = address[1:].split("].")
        return f"indicators[{row_of(table, name)}].{column}"
    return address


FAULTS = [
    ("ZSB01", ROAD, {"[受益人口数量].level3": "门诊患者就诊人次"}, "[受益人口数量].level3"),
    ("ZSB01", SCHOOL, {"[学生借阅量增长率].level3": "灌溉面积增长率"}, "[学生借阅量增长率].level3"),
    ("ZSB01", FORESTRY, {"[带动务工人次].level3": "法律援助受援人次"}, "[带动务工人次].level3"),
    ("ZSB01", CULTURE, {"[惠及群众人次].level3": "新增养殖户数量"}, "[惠及群众人次].level3"),
    ("ZSB01", ARCHIVES, {"[数据异地备份份数].level3": "河道清淤长度"}, "[数据异地备份份数].level3"),
    ("ZSB01", WATER, {"[受益农户满意度].level3": "参赛选手满意度", "[受益农户满意度].description": "选手问卷满意的比例"}, "[受益农户满意度].level3"),
    ("ZSB03", PARK, {"goal": "1、全年保障220盏路灯按时亮灯。\n2、沿线监控设备完好率不低于95%。"}, "goal"),
    ("ZSB03", SCHOOL, {"goal": "1、6月底前采购图书3000册。\n2、新建室外篮球场2个。"}, "goal"),
    ("ZSB03", ROAD, {"goal": "1、完成5公里路面大修。\n2、安装道路反光镜60面。"}, "goal"),
    ("ZSB03", SUBSIDY, {"goal": "1、全年为3300名高龄老人发放补贴。\n2、入户健康体检率达到80%。"}, "goal"),
    ("ZSB03", TRAINING, {"goal": "1、培训养老护理员200人。\n2、购置实训床位30张。"}, "goal"),
    ("ZSB04", CLEANING, {"[清扫保洁面积].level3": "新增绿化面积"}, "[清扫保洁面积].level3"),
    ("ZSB04", WATER, {"[维修节制闸数量].level3": "购置巡逻摩托台数", "[维修节制闸数量].description": "可用的巡逻摩托"}, "[维修节制闸数量].level3"),
    ("ZSB04", ARCHIVES, {"[著录目录条数].level3": "订阅报刊种数", "[著录目录条数].description": "全年订阅的报刊"}, "[著录目录条数].level3"),
    ("ZSB05", SCHOOL, {"[学生满意度].level3": "交通管理部门满意度"}, "[学生满意度].level3"),
    ("ZSB05", CLINIC, {"[患者满意度（%）].level3": "农业主管部门满意度"}, "[患者满意度（%）].level3"),
    ("ZSB05", WATER, {"name": "文化馆演出经费"}, "name"),
    ("ZSB06", CULTURE, {"[每场演出补助标准].basis": "《造林技术规程》"}, "[每场演出补助标准].basis"),
    ("ZSB06", SCHOOL, {"[图书质量合格率].basis": "《公路工程质量检验评定标准》"}, "[图书质量合格率].basis"),
    ("ZSB06", PARK, {"[园区企业职工满意度].basis": "《城市道路照明设计标准》"}, "[园区企业职工满意度].basis"),
    ("ZSB06", TRAINING, {"[结业考核合格率].basis": "《渠道防渗衬砌工程技术标准》"}, "[结业考核合格率].basis"),
    ("ZSB08", PARK, {"[亮灯率].basis": "青机编〔2012〕15号"}, "[亮灯率].basis"),
    ("ZSB08", LEGAL_AID, {"[受援人满意度].basis": "单位“三定”规定中的主要职责"}, "[受援人满意度].basis"),
    ("ZSB11", PARK, {"goal": "1、保障220盏路灯亮灯率97%，推进园区经济高质量发展，吸收外商直接投资。"}, "goal"),
    ("ZSB11", SCHOOL, {"goal": "1、采购图书3000册，改善全县民生，建成全国一流学校。"}, "goal"),
    ("ZSC02", CULTURE, {"[送戏下乡场次].level3": "宣传报道篇数", "[送戏下乡场次].target": "≥1篇"}, "[送戏下乡场次].target"),
    ("ZSC02", SYSTEM, {"[机房巡检次数].target": "≥1次"}, "[机房巡检次数].target"),
    ("ZSC02", PARK, {"purpose": "园区路灯220盏，目前亮灯率已达98%，合计15.2万元。"}, "[亮灯率].target"),
    ("ZSC02", CLEANING, {"[每日清扫次数].level3": "街巷检查次数", "[每日清扫次数].description": "全年检查", "[每日清扫次数].target": "≥1次"}, "[每日清扫次数].target"),
    ("ZSC05", INVESTMENT, {"[签约项目到位资金].level3": "全县税收增长率", "[签约项目到位资金].target": "≥40%", "[签约项目到位资金].basis": "青政办字〔2023〕5号"}, "[签约项目到位资金].target"),
    ("ZSC05", TRAINING, {"[结业学员就业率].target": "≥95%"}, "[结业学员就业率].target"),
    ("ZSC05", EVENT, {"[带动住宿餐饮消费额].level3": "带动旅游消费增长率", "[带动住宿餐饮消费额].target": "≥50%", "[带动住宿餐饮消费额].basis": "县委文件"}, "[带动住宿餐饮消费额].target"),
    ("ZSC06", TRAINING, {"budget.total": "900.00", "purpose": "用于养老护理员职业技能培训，合计900万元。"}, "[培训人数].target"),
    ("ZSC07", ROAD, {"budget.total": "6.50"}, "[大修公路里程].target"),
    ("ZSC07", INVESTMENT, {"budget.total": "4.00"}, "[签约项目个数（个）].target"),
    ("ZSC07", FORESTRY, {"budget.total": "3.00"}, "[造林面积].target"),
    ("ZSC08", CLINIC, {"[超声检查人次].target": "≥2400人次"}, "[超声检查人次].target"),
    ("ZSC08", LEGAL_AID, {"[办结援助案件件数].target": "≥300件"}, "[办结援助案件件数].target"),
    ("ZSC08", PARK, {"[亮灯率].target": "≥88%"}, "[亮灯率].target"),
    ("ZSC08", CULTURE, {"[惠及群众人次].target": "≥2万人次"}, "[惠及群众人次].target"),
    ("ZSD07", SUBSIDY, {"name": "企业扶持资金", "purpose": "用于扶持符合条件的企业，合计216万元。", "goal": "1、拨付给相关企业。",
                        "[补贴发放准确率].basis": "年度计划", "[补贴按月到账及时率].basis": "年度计划", "[补贴发放人数].basis": "年度计划",
                        "[80至89周岁补贴标准].level3": "资金成本", "[80至89周岁补贴标准].target": "≤216万元", "[80至89周岁补贴标准].description": "资金", "[80至89周岁补贴标准].basis": "预算"}, "purpose"),
    ("ZSD08", EVENT, {"[赛事品牌评定等级].level3": "城市美誉度", "[赛事品牌评定等级].description": "提升城市形象和美誉度", "[赛事品牌评定等级].target": "≥90%"}, "[赛事品牌评定等级].description"),
    ("ZSD08", CULTURE, {"[学员结业考核合格率].level3": "优质服务保障率", "[学员结业考核合格率].description": "为群众提供优质文化服务"}, "[学员结业考核合格率].description"),
    ("ZSI02", SUBSIDY, {"purpose": "补助对象：王桂兰、李秀英、张淑珍等，每人每月50元，合计216万元。"}, "purpose"),
    ("ZSI02", LEGAL_AID, {"goal": "1、为受援人赵建军等380人挽回经济损失600万元。"}, "goal"),
    ("ZSI02", CLINIC, {"[患者满意度（%）].description": "患者刘某某的回访结果"}, "[患者满意度（%）].description"),
    ("ZSI02", SCHOOL, {"purpose": "困难学生陈晓明、周婷婷等12人每人购书，合计9.6万元。"}, "purpose"),
    ("ZSI04", PROCUREMENT, {"unit": "201001青禾县公安局", "purpose": "购置手机取证设备2套，定位终端5台，合计172万元。"}, "purpose"),
    ("ZSI04", SYSTEM, {"unit": "201009青禾县看守所", "purpose": "安装摄像头，覆盖原监控盲区，合计84万元。"}, "purpose"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "table", "cells", "address"), FAULTS, ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_planted_fault_is_seen(code, table, cells, address):
    whole = document(spoilt(table, cells), plan=DepartmentPlan(unit=table.unit))
    assert place(table, address) in [f.address for f in run(whole, [rules_by_code()[code]]).findings]


@pytest.fixture(scope="module")
def park(seed):
    return read_file(seed)


EXPECTED = [
    ("", "overall_goal", "ZSA25", "精密组织开展安全生产和环保各项工作"),
    ("高速口广告牌租赁", "goal", "ZSB11", "吸收外商直接投资"),
    ("高速口广告牌租赁", "indicators[1].target", "ZSC02", "≥1篇"),
    ("高速口广告牌租赁", "indicators[2].level3", "ZSB04", "维修及时性"),
    ("高速口广告牌租赁", "indicators[5].level3", "ZSB05", "科研管理部门"),
    ("路灯电费", "goal", "ZSB03", "97%"),
    ("路灯电费", "indicators[1].level3", "ZSB04", "日常巡查维修及时率（%）"),
    ("路灯电费", "indicators[1].basis", "ZSB08", "依据临机编【2012】154号文园区编制职能,合理用电，为企业谋福利"),
    ("路灯电费", "indicators[3].description", "ZSD08", "在全镇或全县产生的重要影响，得到广大受众的充分认可。"),
    ("路灯电费", "indicators[4].basis", "ZSB06", "依据临机编【2012】154号文园区编制职能依据园区派出所出勤记录，路灯的投入减少了夜间事故发生率"),
    ("绿化养护", "indicators[2].level3", "ZSB04", "新增林木成活率（%）"),
    ("绿化养护", "indicators[3].description", "ZSD08", "能够长期较好地日常养护，长期满足人民群众对生态环境的需求。"),
    ("配电亮化及各项设施综合维护", "indicators[2].basis", "ZSB08", "临机编【2012】154号文"),
    ("配电亮化及各项设施综合维护", "indicators[4].description", "ZSD08", "在园区产生的重要影响，得到企业及员工的充分认可。"),
    ("天然气取暖费", "indicators[0].basis", "ZSB06", "《河北省天然气价格管理办法》"),
    ("天然气取暖费", "indicators[2].basis", "ZSB08", "临机编2012【154】号文园区职责"),
    ("天然气取暖费", "indicators[4].description", "ZSD08", "供暖对业务保障能力的提升情况"),
    ("天然气取暖费", "indicators[5].basis", "ZSB06", "《消防水箱防火规范》"),
    ("限高杆安装", "indicators[2].basis", "ZSB08", "临机编【2012】154号文件"),
    ("运转保障经费（劳务费）", "indicators[0].basis", "ZSB08", "临机编【2012】154号文件园区综合事务管理职责职责"),
    ("运转保障经费（劳务费）", "indicators[1].description", "ZSD08", "为企业提供优质的卫生及安保服务"),
    ("运转保障经费（劳务费）", "indicators[4].level3", "ZSB01", "公共卫生"),
    ("中小企业创新发展资金", "purpose", "ZSD07", "满足支持条件的企业"),
    ("中小企业创新发展资金", "indicators[0].target", "ZSC06", "≥2个"),
    ("中小企业创新发展资金", "indicators[3].description", "ZSD08", "补助人群在生产、运营等方面的改善情况"),
    ("中小企业创新发展资金", "indicators[4].target", "ZSC05", "≥30百分比"),
    ("综合事务管理经费", "indicators[0].description", "ZSD08", "综合事务管理工作完成情况"),
    ("综合事务管理经费", "indicators[3].target", "ZSC07", "≥2个"),
    ("综合事务管理经费", "indicators[4].level3", "ZSB04", "带动社会资金投资比"),
]  # fmt: skip
"""All that these rules say of the published park document: project (blank for the department part), cell, rule, words."""


def test_the_published_document_gets_exactly_these_remarks(park):
    found = run(park, [rules_by_code()[code] for code in JUDGED]).findings
    assert [(f.project_name or "", f.address, f.rule, f.quote) for f in found] == EXPECTED


def test_a_rule_that_asks_for_judgement_never_raises_an_error():
    for rule in rules():
        if rule.automation == "C":
            assert rule.severity is not Severity.ERROR


@pytest.mark.parametrize(
    ("code", "whole", "reason"),
    [
        ("ZSA25", document(PARK, plan=PARK_PLAN), "看不全任务"),
        ("ZSB05", document(spoilt(ROAD, {"unit": "999001青禾县某中心"}), plan=DepartmentPlan()), "看不出职责"),
        ("ZSB11", document(spoilt(PARK, {"budget.total": None, "goal": "1、吸收外商直接投资。"})), "预算数空着"),
        ("ZSC06", document(spoilt(INVESTMENT, {"budget.total": None, "purpose": "用于招商。", "[接待客商考察批次].level3": "参会企业数量",
                                               "[接待客商考察批次].target": "≥9家"})), "预算数空着"),
        ("ZSC07", document(spoilt(ROAD, {"budget.total": None})), "预算数空着"),
        ("ZSC08", document(spoilt(EVENT, {f"indicators[{n}].basis": "赛事方案" for n in range(8)})), "上年完成数"),
        ("ZSC09", document(), "没有前两年"),
        ("ZSD11", document(spoilt(ROAD, {"budget.total": "700.00"})), "事前评估"),
        ("ZSE05", document(), "没有批复"),
        ("ZSD12", document(year=None), "没有写明预算年度"),
        ("ZSA24", document(plan=DepartmentPlan()), "没有部门整体绩效目标"),
    ],
)  # fmt: skip
def test_what_cannot_be_judged_is_left_open_and_no_finding(code, whole, reason):
    review = run(whole, [rules_by_code()[code]])
    assert review.findings == ()
    (left_open,) = review.undecided
    assert left_open.rule == code
    assert reason in left_open.reason


def test_a_form_without_the_column_leaves_its_rules_open():
    """The layout of another province has no column for the basis: its rules neither speak nor pass."""
    bare = replace(PARK, indicators=tuple(replace(row, basis=None) for row in PARK.indicators))
    whole = document(bare, plan=DepartmentPlan())
    whole = replace(whole, source=replace(whole.source, layout="年度简化版"))
    left_open = {one.rule: one.reason for one in run(whole).undecided}
    assert left_open["ZSA17"] == left_open["ZSB07"] == "表式没有“指标值确定依据”一栏"
    assert "ZSA16" not in left_open


def test_one_line_a_rule_with_the_projects_counted(park):
    undecided = run(park).undecided
    assert len({one.rule for one in undecided}) == len(undecided) <= 10
    by_rule = {one.rule: one for one in undecided}
    assert by_rule["ZSE05"].projects == tuple(range(9))
    assert by_rule["ZSE05"].missing == "批复预算数"
    assert by_rule["ZSD12"].projects == ()
