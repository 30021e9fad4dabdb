"""The published park document: what rules on relevance, wording, placement and publication must say of it, and no more."""

import pytest

from zhunsheng.model.address import get_cell
from zhunsheng.rules.engine import run
from zhunsheng.rules.registry import rules
from zhunsheng.usecases.read_document import read_file

GROUPS = ("ZSB", "ZSG", "ZSH", "ZSI")
LEFT_TO_OTHERS = ("ZSB01", "ZSB03", "ZSB04", "ZSB05", "ZSB06", "ZSB08", "ZSB11")
"""Rules that compare meanings between goals, uses and indicators have their own tests."""

EXPECTED = {
    None: {
        ("overall_goal", "争取", "ZSG01"),
        ("overall_goal", "入驻元气", "ZSG11"),
        ("overall_goal", "精密组织", "ZSG11"),
        ("sub_goal", "力争", "ZSG01"),
        ("sub_goal", "确保完成今年完成", "ZSG11"),
        ("safeguard", "土地土地", "ZSG11"),
    },
    "高速口广告牌租赁": {
        ("purpose", "在在", "ZSG11"),
        ("purpose", "车帖", "ZSG11"),
        ("goal", "再上新台阶出一点力", "ZSG01"),
        ("goal", "战略性新型产业", "ZSG11"),
        ("goal", "1、", "ZSG15"),
        ("indicators[0].basis", "临机编【2012】154号文园区招商职责", "ZSB07"),
        ("indicators[0].basis", "临机编【2012】154号", "ZSG12"),
        ("indicators[1].description", "在广告平台播发稿件数量", "ZSB02"),
        ("indicators[3].level3", "广告费发放率", "ZSB12"),
        ("indicators[3].target", "100百分比", "ZSG04"),
        ("indicators[4].level3", "社会影响力", "ZSB10"),
    },
    "路灯电费": {
        ("goal", "周围居", "ZSG11"),
        ("goal", "1、", "ZSG15"),
        ("indicators[0].level3", "中小企业覆盖比例", "ZSH01"),
        ("indicators[0].description", "路灯受益企业占园区全部企业的数量", "ZSB02"),
        ("indicators[0].basis", "临机编【2012】154号", "ZSG12"),
        ("indicators[0].basis", "园区项目建设部管理办法", "ZSG13"),
        ("indicators[0].basis", "编制职能,园区项目", "ZSG14"),
        ("indicators[1].basis", "编制职能,合理用电", "ZSG14"),
        ("indicators[2].target", "≤3起", "ZSG06"),
        ("indicators[3].level3", "路灯的使用产生社会影响力", "ZSG09"),
        ("indicators[3].target", "≥95百分比", "ZSG02"),
        ("indicators[4].description", "重点人群", "ZSB18"),
        ("indicators[5].level3", "群众满意度", "ZSB15"),
    },
    "绿化养护": {
        ("purpose", "临西县三木园林有限公司", "ZSI05"),
        ("goal", "大大增加", "ZSG01"),
        ("goal", "1、", "ZSG15"),
        ("indicators[0].target", "≥4次", "ZSG08"),
        ("indicators[0].basis", "临机编【2012】154号文，园区职责", "ZSB07"),
        ("indicators[0].basis", "临机编【2012】154号", "ZSG12"),
        ("indicators[2].level3", "新增林木成活率（%）", "ZSH02"),
        ("indicators[3].target", "≥90百分比", "ZSG02"),
        ("indicators[4].target", "≥95百分比", "ZSG02"),
    },
    "配电亮化及各项设施综合维护": {
        ("purpose", "分付", "ZSG11"),
        ("purpose", "临西县旺龙路灯安装有限公司", "ZSI05"),
        ("goal", "最大限度", "ZSG01"),
        ("goal", "出行安全,保证日常", "ZSG14"),
        ("goal", "1、", "ZSG15"),
        ("indicators[0].basis", "临机编【2012】154号", "ZSG12"),
        ("indicators[1].target", "≥5次", "ZSG08"),
        ("indicators[1].basis", "，；", "ZSG10"),
        ("indicators[3].level3", "路灯亮化比例", "ZSH02"),
        ("indicators[4].target", "≥95百分比", "ZSG02"),
        ("indicators[5].target", "≥6人", "ZSG07"),
    },
    "天然气取暖费": {
        ("purpose", "3.36元/㎡", "ZSG06"),
        ("goal", "正常状态 提高消防", "ZSG14"),
        ("goal", "1、", "ZSG15"),
        ("indicators[0].target", "≥3万", "ZSG05"),
        ("indicators[1].target", "≥2500平方", "ZSG05"),
        ("indicators[1].basis", "临机编2012【154】", "ZSG12"),
        ("indicators[2].basis", "临机编2012【154】号", "ZSG12"),
        ("indicators[4].target", "≥50百分比", "ZSG02"),
    },
    "限高杆安装": {
        ("goal", "进出障", "ZSG11"),
        ("goal", "1、", "ZSG15"),
        ("indicators[0].level3", "工程按期完成", "ZSH07"),
        ("indicators[0].target", "6个", "ZSG04"),
        ("indicators[0].basis", "临机编【2012】154号", "ZSG12"),
        ("indicators[2].target", "≥90百分比", "ZSG02"),
        ("indicators[4].level3", "受益群体满意情况", "ZSB18"),
        ("indicators[5].target", "≥18家", "ZSG07"),
    },
    "运转保障经费（劳务费）": {
        ("goal", "园区机", "ZSG11"),
        ("goal", "1、", "ZSG15"),
        ("indicators[0].basis", "职责职责", "ZSG11"),
        ("indicators[0].basis", "临机编【2012】154号", "ZSG12"),
        ("indicators[1].level3", "为企业提供优质服务完成率", "ZSG09"),
        ("indicators[2].level3", "解决周边村民从业人员数量", "ZSH04"),
        ("indicators[2].target", "20人", "ZSG04"),
        ("indicators[3].level3", "补贴发放率", "ZSH06"),
        ("indicators[3].target", "100百分比", "ZSG04"),
        ("indicators[3].basis", "冀人社字【2019】48号", "ZSG12"),
        ("indicators[3].basis", "调整最低工资标准的通知", "ZSG13"),
        ("indicators[4].target", "≥30家", "ZSG06"),
        ("indicators[5].target", "≥18家", "ZSG06"),
    },
    "中小企业创新发展资金": {
        ("goal", "增加几个", "ZSG01"),
        ("goal", "1、", "ZSG15"),
        ("indicators[0].basis", "临政办字【2015】72号", "ZSG12"),
        ("indicators[2].target", "100百分比", "ZSG04"),
        ("indicators[3].target", "≥80百分比", "ZSG02"),
        ("indicators[4].level3", "对支持企业的发展促进推动作用", "ZSG09"),
        ("indicators[4].description", "全全", "ZSG11"),
        ("indicators[4].description", "带动全全县税收", "ZSH05"),
        ("indicators[4].target", "≥30百分比", "ZSG02"),
    },
    "综合事务管理经费": {
        ("purpose", "化工园区", "ZSB09"),
        ("goal", "尽可能", "ZSG01"),
        ("goal", "1、", "ZSG15"),
        ("indicators[0].level3", "综合事务管理工作完成率", "ZSH01"),
        ("indicators[0].basis", "依据临机编【2012】154号文园区编制职能", "ZSB07"),
        ("indicators[0].basis", "临机编【2012】154号", "ZSG12"),
        ("indicators[1].level3", "举办招商引资活动数量（次）", "ZSB17"),
        ("indicators[2].level3", "保障各项事务完成率", "ZSH06"),
        ("indicators[3].level3", "项目个数（个", "ZSG10"),
        ("indicators[3].level3", "招商活动的签约项目个数（个", "ZSH03"),
        ("indicators[5].description", "重点人群", "ZSB18"),
        ("indicators[5].target", "≥8人", "ZSG07"),
    },
}
"""Project name (``None``: the department part) → cell, words, rule."""

CORRECT = [
    ("高速口广告牌租赁", "indicators[2].target", "≤2天", "维修及时性用天数，越少越好"),
    ("高速口广告牌租赁", "indicators[5].target", "≥90百分比", "满意度写百分比"),
    ("路灯电费", "indicators[1].level3", "日常巡查维修及时率（%）", "及时率放在时效指标"),
    ("绿化养护", "indicators[1].target", "≥20次", "描述写明是当年"),
    ("绿化养护", "indicators[5].target", "≥95百分比", "居民满意度有对象、有口径"),
    ("配电亮化及各项设施综合维护", "indicators[2].target", "≥95百分比", "描述写明占报修记录的比例"),
    ("配电亮化及各项设施综合维护", "indicators[0].target", "≥60天", "保质期用天数，越长越好"),
    ("天然气取暖费", "indicators[3].target", "≥20摄氏度", "温度用摄氏度"),
    ("天然气取暖费", "indicators[5].target", "≥25人", "名称就是满意人数"),
    (
        "天然气取暖费",
        "indicators[4].basis",
        "依据《消防水箱防火规范》县领导批示，天然气升温快，车库室温高，消防专员办案效率提高",
        "书名号没有错",
    ),
    ("限高杆安装", "indicators[1].level3", "工程验收合格率（%）", "合格率放在质量指标"),
    ("限高杆安装", "indicators[3].target", "≥70百分比", "描述写明是下降比率"),
    ("中小企业创新发展资金", "indicators[1].description", "参加展会的企业总数", "与参展企业数量是一回事"),
    ("中小企业创新发展资金", "indicators[5].level3", "被支持的企业满意度（%）", "写明了是谁满意"),
    ("综合事务管理经费", "indicators[4].level3", "带动社会资金投资比", "带动投资属于经济效益"),
]
"""Statements that are in order: project, cell, its text, why."""


@pytest.fixture(scope="module")
def document(seed):
    return read_file(seed)


@pytest.fixture(scope="module")
def findings(document):
    chosen = [rule for rule in rules() if rule.code.startswith(GROUPS) and rule.code not in LEFT_TO_OTHERS]
    return run(document, chosen).findings


@pytest.mark.parametrize("project", EXPECTED, ids=lambda name: name or "部门整体")
def test_a_table_gets_exactly_these_remarks(findings, project):
    found = [(f.address, f.quote, f.rule) for f in findings if f.project_name == project]
    assert sorted(found) == sorted(EXPECTED[project])


@pytest.mark.parametrize(("project", "address", "text", "why"), CORRECT, ids=lambda value: value)
def test_a_correct_statement_is_left_alone(document, findings, project, address, text, why):
    noun = next(noun for noun in document.projects if noun.name == project)
    assert get_cell(noun, address) == text
    assert [f.rule for f in findings if f.project_name == project and f.address == address] == []


def test_remarks_that_compare_cells_name_the_other_side(findings):
    other_side = {
        (f.project_name, f.rule): {(related.project, related.address) for related in f.related} for f in findings
    }
    assert other_side["综合事务管理经费", "ZSB17"] == {("804-0601-JBN-96SU", "indicators[0].level3")}
    assert other_side["综合事务管理经费", "ZSB09"] == {("804-0501-JBN-3INN", "indicators[5].description")}
    assert other_side["绿化养护", "ZSI05"] == {("804-0501-JBN-969N", "goal")}
    assert {code for code, _ in other_side["高速口广告牌租赁", "ZSB10"]} == {
        "804-0501-JBN-K5AT",
        "804-0501-JBN-969N",
        "804-0501-JBN-2RPF",
    }


def test_percentages_are_reckoned_from_the_numbers_the_table_gives(findings):
    said = {f.project_name: f.suggestion for f in findings if f.rule == "ZSG07"}
    assert "6÷10=60%" in said["配电亮化及各项设施综合维护"]
    assert "18÷20=90%" in said["限高杆安装"]
    assert "8÷10=80%" in said["综合事务管理经费"]


def test_mends_of_the_document_change_words_only(findings):
    fixes = {(f.project_name, f.address, f.rule): f.fix.text for f in findings if f.fix}
    assert fixes["天然气取暖费", "indicators[1].target", "ZSG05"] == "≥2500平方米"
    assert fixes["绿化养护", "indicators[0].target", "ZSG08"] == "≥4次/月"
    assert fixes["综合事务管理经费", "indicators[3].level3", "ZSG10"] == "招商活动的签约项目个数（个）"
    assert fixes["天然气取暖费", "indicators[1].basis", "ZSG12"].startswith("根据临机编〔2012〕154号园区职能设置")
    assert fixes["运转保障经费（劳务费）", "indicators[3].target", "ZSG04"] == "=100百分比"
    assert ("天然气取暖费", "indicators[0].target", "ZSG05") not in fixes
