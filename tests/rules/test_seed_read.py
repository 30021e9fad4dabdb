"""The published park document read line by line, as an old reviewer would: each defect with its place, and what is right.

Every defect of the list must be told by some rule at that cell; none of the statements that are right may be found fault with.
"""

import pytest

from zhunsheng.rules.engine import run
from zhunsheng.usecases.read_document import read_file

READ = [
    # 部门整体绩效目标
    ("", "overall_goal", "四条总体目标只有一条有数，其余三条是文字", "提升企业自身实力"),
    ("", "overall_goal", "安全生产和环保的任务，后面九个项目一个也没有", "安全生产和环保"),
    ("", "overall_goal", "争取：办不成也算办了", "争取"),
    ("", "overall_goal", "入驻元气不通", "入驻元气"),
    ("", "overall_goal", "精密组织应是周密组织", "精密组织"),
    ("", "sub_goal", "总体目标引进2-3个，这里2个", "引进2个"),
    ("", "sub_goal", "力争", "力争"),
    ("", "sub_goal", "确保完成今年完成重复", "确保完成今年完成"),
    ("", "safeguard", "土地写了两遍", "土地土地"),
    # 1 高速口广告牌租赁
    (0, "fund_plan.3", "三月底空着，是不支出还是漏填", ""),
    (0, "purpose", "在在运河西", "在在"),
    (0, "purpose", "车帖", "车帖"),
    (0, "goal", "六万元要吸收外商直接投资", "吸收外商直接投资"),
    (0, "goal", "新型产业应为新兴产业", "战略性新型产业"),
    (0, "goal", "再上新台阶出一点力", "出一点力"),
    (0, "goal", "只有1、", "1、"),
    (0, "indicators[0].basis", "六条都用机构编制文件作依据", "154号文园区招商职责"),
    (0, "indicators[0].basis", "文号用实心括号", "【2012】"),
    (0, "indicators[1].description", "名称是牌面，描述是稿件", "播发稿件数量"),
    (0, "indicators[1].target", "全年一篇，必然完成", "≥1篇"),
    (0, "indicators[2].level3", "租来的广告牌，用途里没有维修", "维修及时性"),
    (0, "indicators[3].level3", "付广告费不是经济效益", "广告费发放率"),
    (0, "indicators[3].target", "100百分比没有符号", "100百分比"),
    (0, "indicators[4].level3", "社会影响力，四个项目都用", "社会影响力"),
    (0, "indicators[4].description", "只问10人", "10人"),
    (0, "indicators[5].level3", "科研管理部门与园区无关，描述又写招商管理部门", "科研管理部门"),
    # 2 路灯电费
    (1, "fund_plan", "与另外三个项目同是25、50、80、100", ""),
    (1, "goal", "亮灯率97%没有指标", "97%"),
    (1, "goal", "周围居三字不全", "周围居"),
    (1, "goal", "只有1、", "1、"),
    (1, "indicators", "没有数量指标：220盏灯没有写", ""),
    (1, "indicators", "没有质量指标", ""),
    (1, "indicators[0].level3", "覆盖比例不是时效", "中小企业覆盖比例"),
    (1, "indicators[0].description", "占……的数量，应是比例", "数量"),
    (1, "indicators[0].target", "目标说全覆盖，指标99%", "≥99"),
    (1, "indicators[0].basis", "文号格式", "【2012】"),
    (1, "indicators[0].basis", "管理办法没有书名号", "管理办法"),
    (1, "indicators[0].basis", "半角逗号", ","),
    (1, "indicators[1].level3", "只付电费的项目考核巡查维修", "日常巡查维修及时率"),
    (1, "indicators[1].basis", "职能文件定不出90%", "154号文"),
    (1, "indicators[1].basis", "半角逗号", ","),
    (1, "indicators[2].target", "目标零发生，指标三起", "≤3起"),
    (1, "indicators[2].target", "发生率不能用起", "≤3起"),
    (1, "indicators[3].level3", "名称是一句话", "路灯的使用产生社会影响力"),
    (1, "indicators[3].target", "影响力95%无从算起", "≥95"),
    (1, "indicators[4].description", "重点人群是谁", "重点人群"),
    (1, "indicators[4].basis", "满意度拿出勤记录、事故率作依据", "出勤记录"),
    (1, "indicators[5].level3", "群众满意度与服务对象满意度重复", "群众满意度"),
    # 3 绿化养护
    (2, "purpose", "写定了养护公司", "临西县三木园林有限公司"),
    (2, "fund_plan.10", "每季度41500元，十月底却是80%", "80.00"),
    (2, "goal", "大大增加", "大大增加"),
    (2, "goal", "只有1、", "1、"),
    (2, "indicators", "数量只有次数，32850平方米没有考核", ""),
    (2, "indicators", "没有质量指标", ""),
    (2, "indicators", "没有时效指标", ""),
    (2, "indicators[0].target", "四次没有写每月", "≥4次"),
    (2, "indicators[0].basis", "六条都用机构编制文件", "154号文"),
    (2, "indicators[0].basis", "文号格式", "【2012】"),
    (2, "indicators[2].level3", "存量养护考核新增林木成活率", "新增林木成活率"),
    (2, "indicators[2].level3", "成活率是质量，不是生态效益", "新增林木成活率"),
    (2, "indicators[3].target", "长期使用性90%", "≥90"),
    (2, "indicators[4].target", "社会影响力95%", "≥95"),
    # 4 配电亮化及各项设施综合维护
    (3, "purpose", "写定了维修公司", "临西县旺龙路灯安装有限公司"),
    (3, "purpose", "69960元报成7.00万元", "69960元"),
    (3, "purpose", "分付", "分付"),
    (3, "fund_plan.10", "每季度25%，十月底却是80%", "80.00"),
    (3, "goal", "最大限度", "最大限度"),
    (3, "goal", "半角逗号", ","),
    (3, "goal", "只有1、", "1、"),
    (3, "indicators", "数量只有次数，220基路灯没有考核", ""),
    (3, "indicators", "没有时效指标", ""),
    (3, "indicators[0].basis", "文号格式", "【2012】"),
    (3, "indicators[1].target", "五次没有写每月", "≥5次"),
    (3, "indicators[1].basis", "逗号分号叠着", "，；"),
    (3, "indicators[2].basis", "职能文件定不出95%", "154号文"),
    (3, "indicators[3].level3", "亮化比例是质量", "路灯亮化比例"),
    (3, "indicators[3].target", "目标97%，指标98%", "≥98"),
    (3, "indicators[4].target", "社会影响力95%", "≥95"),
    (3, "indicators[5].description", "只问10人", "10人"),
    (3, "indicators[5].target", "十人里六人，只有六成", "≥6人"),
    (3, "indicators[5].target", "满意度写人数", "≥6人"),
    # 5 天然气取暖费
    (4, "purpose", "3510平方米乘3.36元不是13万", "13万元"),
    (4, "purpose", "天然气不按平方米卖", "3.36元/㎡"),
    (4, "fund_plan", "三个项目同是四个100", ""),
    (4, "goal", "句子中间有空格", " "),
    (4, "goal", "只有1、", "1、"),
    (4, "indicators", "没有时效指标", ""),
    (4, "indicators[0].level3", "节电量不是成本", "节电量"),
    (4, "indicators[0].target", "三万什么", "≥3万"),
    (4, "indicators[0].basis", "价格办法定不出节电量", "天然气价格管理办法"),
    (4, "indicators[1].target", "供3510平方米，只要2500", "≥2500"),
    (4, "indicators[1].target", "平方没有写全", "平方"),
    (4, "indicators[1].basis", "临机编2012【154】，同一个文件写法又不同", "2012【154】"),
    (4, "indicators[2].basis", "职能文件定不出120天", "154"),
    (4, "indicators[4].target", "业务保障能力50%", "≥50"),
    (4, "indicators[5].description", "只问25人", "25人"),
    (4, "indicators[5].target", "25人要25人满意", "≥25人"),
    (4, "indicators[5].basis", "消防水箱规范定不出满意度", "消防水箱"),
    # 6 限高杆安装
    (5, "purpose", "列了六样东西，只有40万一个总数", "40万元"),
    (5, "fund_plan.3", "工程一季度付清", "100.00"),
    (5, "goal", "用途6个进出口，目标剩余两个", "两个进出口"),
    (5, "goal", "进出障不通", "进出障"),
    (5, "goal", "只有1、", "1、"),
    (5, "indicators", "工程没有完工时间", ""),
    (5, "indicators", "四十万工程没有成本指标", ""),
    (5, "indicators[0].level3", "按期完成却写6个", "工程按期完成"),
    (5, "indicators[0].target", "6个没有符号", "6个"),
    (5, "indicators[0].basis", "文号格式", "【2012】"),
    (5, "indicators[2].target", "隐患消除情况90%", "≥90"),
    (5, "indicators[2].basis", "职能文件定不出90%", "154号文件"),
    (5, "indicators[4].level3", "受益群体是谁", "受益群体满意情况"),
    (5, "indicators[5].description", "只问20家", "20家"),
    (5, "indicators[5].target", "满意度写家数", "≥18家"),
    # 7 运转保障经费（劳务费）
    (6, "purpose", "20人×1680元×12月是40.32万", "40.5万元"),
    (6, "goal", "园区机日常维护", "园区机"),
    (6, "goal", "只有1、", "1、"),
    (6, "indicators", "没有数量指标：20人没有写", ""),
    (6, "indicators[0].basis", "职责写了两遍", "职责职责"),
    (6, "indicators[0].basis", "文号格式", "【2012】"),
    (6, "indicators[0].basis", "职能文件定不出90%", "154号文件"),
    (6, "indicators[1].level3", "名称是一句话", "为企业提供优质服务完成率"),
    (6, "indicators[1].description", "优质服务完成率无从取数", "优质"),
    (6, "indicators[2].level3", "从业人数是社会效益", "从业人员"),
    (6, "indicators[2].target", "20人没有符号", "20人"),
    (6, "indicators[3].level3", "补贴发放率是产出", "补贴发放率"),
    (6, "indicators[3].basis", "冀人社字的文号格式", "【2019】"),
    (6, "indicators[3].basis", "通知没有书名号", "通知"),
    (6, "indicators[4].level3", "保洁保安设公共卫生服务", "公共卫生"),
    (6, "indicators[4].target", "服务水平写30家", "≥30家"),
    (6, "indicators[5].description", "只问20家", "20家"),
    (6, "indicators[5].target", "人数写家数", "≥18家"),
    # 8 中小企业创新发展资金
    (7, "purpose", "150万没有明细", "150万元"),
    (7, "purpose", "发给谁、发多少没有写", "满足支持条件的企业"),
    (7, "goal", "增加几个", "增加几个"),
    (7, "goal", "只有1、", "1、"),
    (7, "indicators", "没有质量指标", ""),
    (7, "indicators[0].target", "150万只办两场活动", "≥2个"),
    (7, "indicators[0].basis", "临政办字的文号格式", "【2015】"),
    (7, "indicators[2].target", "100百分比没有符号", "100百分比"),
    (7, "indicators[3].target", "改善情况80%", "≥80"),
    (7, "indicators[4].level3", "名称是一句话", "促进推动作用"),
    (7, "indicators[4].description", "全全县", "全全"),
    (7, "indicators[4].target", "带动税收三成没有测算", "≥30"),
    # 9 综合事务管理经费
    (8, "purpose", "化工园区：从别处抄来", "化工园区"),
    (8, "goal", "尽可能", "尽可能"),
    (8, "goal", "只有1、", "1、"),
    (8, "indicators", "没有质量指标", ""),
    (8, "indicators[0].level3", "完成率不是时效", "综合事务管理工作完成率"),
    (8, "indicators[0].basis", "六条都用机构编制文件", "154号文"),
    (8, "indicators[0].basis", "文号格式", "【2012】"),
    (8, "indicators[0].description", "工作完成率无从取数", "完成情况"),
    (8, "indicators[1].level3", "招商活动两次，第8个项目也算了", "举办招商引资活动数量"),
    (8, "indicators[2].level3", "事务完成率不是社会效益", "保障各项事务完成率"),
    (8, "indicators[3].level3", "签约个数不是可持续影响", "签约项目个数"),
    (8, "indicators[3].level3", "括号少一半", "（个"),
    (8, "indicators[3].target", "五万元签两个项目", "≥2个"),
    (8, "indicators[4].level3", "带动社会资金，用途目标都没有提", "带动社会资金投资比"),
    (8, "indicators[5].description", "只问10人", "10人"),
    (8, "indicators[5].description", "重点人群是谁", "重点人群"),
    (8, "indicators[5].target", "满意度写人数", "≥8人"),
]  # fmt: skip
"""Project by number (``""``: the department part), cell, the defect in a few words, the words at fault in the cell."""
RIGHT = [
    (8, "purpose", "0.5万元", "0.5＋3.5＋1正好5万元"),
    (8, "purpose", "3.5万元", "0.5＋3.5＋1正好5万元"),
    (0, "purpose", "6万元整", "与预算6.00相同"),
    (1, "purpose", "0.8元", "电价没有写用多少度，不能说算错"),
    (1, "purpose", "15万左右", "与预算15.00相同"),
    (2, "purpose", "166000元", "四个41500元，与预算16.60相同"),
    (2, "purpose", "32850平方米", "面积本身没有错"),
    (4, "indicators[2].target", "≥120天", "11月15日到3月15日是121天"),
    (4, "indicators[3].target", "≥20摄氏度", "室温写得清楚"),
    (5, "purpose", "其他五个出入口", "主路口1个加5个是6个"),
    (5, "indicators[4].target", "≥40人", "五十人里四十人正好八成"),
    (5, "indicators[1].target", "≥95百分比", "验收合格率写得清楚"),
    (6, "purpose", "13名", "13、4、2、1相加是20人"),
    (6, "fund_plan.3", "25.00", "每季四分之一，按月发工资正该如此"),
    (3, "indicators[0].target", "≥60天", "保质期写得清楚"),
    (7, "indicators[5].target", "≥90百分比", "企业满意度写得清楚"),
]  # fmt: skip
"""What a careless rule would find fault with: project, cell, words, why they are right."""


@pytest.fixture(scope="module")
def findings(seed):
    return run(read_file(seed)).findings


@pytest.mark.parametrize(("project", "address", "defect", "words"), READ, ids=lambda value: str(value)[:30])
def test_a_defect_that_a_reviewer_reads_is_told(findings, project, address, defect, words):
    number = None if project == "" else project
    at = [one for one in findings if (one.project_no, one.address) == (number, address)]
    assert any(words in one.quote or (one.quote and one.quote in words) for one in at), defect


@pytest.mark.parametrize(("project", "address", "words", "why"), RIGHT)
def test_what_is_right_is_not_found_fault_with(findings, project, address, words, why):
    told = [
        one
        for one in findings
        if (one.project_no, one.address) == (project, address)
        and one.quote
        and (words in one.quote or one.quote in words)
    ]
    assert [one.message for one in told] == [], why


def test_the_reading_covers_every_project():
    assert {place for place, *_ in READ} == {"", *range(9)}
    assert len(READ) >= 150
