"""Group B: goals, purpose and indicators that have nothing to do with each other, or say the same twice."""

# ruff: noqa: F403, F405
# fmt: off
from dataclasses import replace

from planted.tables import *


def copied(first, other):
    """Another project with the first one's indicators pasted in."""
    return replace(other, indicators=first.indicators)


def shared(table, *cells):
    """The table with one more output row."""
    return spoilt(table, add=(cells,))


FAULTS = [
    # ZSB02 name and description speak of different things
    fault("ZSB02", "名是图书，描述是读书活动", SCHOOL, {"[更新图书数量（册）].description": "全年开展读书活动的场次"}, ("[更新图书数量（册）].description|[更新图书数量（册）].level3", "读书活动")),
    fault("ZSB02", "名是公路里程，描述是路灯盏数", ROAD, {"[大修公路里程].description": "沿线安装路灯的盏数"}, ("[大修公路里程].description|[大修公路里程].level3", "盏数")),
    fault("ZSB02", "名是巡检次数，描述是培训人数", PLATFORM, {"[系统巡检次数].description": "参加操作培训的人数"}, ("[系统巡检次数].description|[系统巡检次数].level3", "人数")),
    fault("ZSB02", "名是抽检批次，描述是宣传资料份数", FOOD, {"[食品抽检批次].description": "印发食品安全宣传资料的份数"}, ("[食品抽检批次].description|[食品抽检批次].level3", "份数")),
    fault("ZSB02", "名是保洁面积，描述是车辆台数", CLEANING, {"[清扫保洁面积].description": "配备保洁车辆的台数"}, ("[清扫保洁面积].description|[清扫保洁面积].level3", "台数")),
    fault("ZSB02", "名是公交线路，描述是站牌块数", BUS, {"[保障线路条数].description": "更换公交站牌的块数"}, ("[保障线路条数].description|[保障线路条数].level3", "块数")),
    # ZSB07 one function document for all
    fault("ZSB07", "全表都引机构编制文件", PARK, every(PARK, "basis", "青机编〔2012〕15号"), ("indicators|indicators[0].basis|[亮灯率].basis", "")),
    fault("ZSB07", "全表都引三定规定", CULTURE, every(CULTURE, "basis", "《青禾县文化馆职能配置、内设机构和人员编制规定》"), ("indicators|indicators[0].basis|[演出内容审核通过率].basis", "")),
    fault("ZSB07", "全表写“单位职责”", LEGAL_AID, every(LEGAL_AID, "basis", "青禾县法律援助中心单位职责"), ("indicators|indicators[0].basis|[案件质量评查合格率].basis", "")),
    fault("ZSB07", "全表写“三定方案”", CLINIC, every(CLINIC, "basis", "卫生院“三定”方案"), ("indicators|indicators[0].basis|[购置设备台数].basis", "")),
    fault("ZSB07", "同一个编办文件，有的带职责两字", TRAINING, {**every(TRAINING, "basis", "青编办字〔2019〕6号"), "[培训期数].basis": "青编办字〔2019〕6号，培训职责"}, ("indicators|indicators[0].basis|[培训人数].basis|[培训期数].basis", "")),
    # ZSB09 words of another unit
    fault("ZSB09", "园区表里写成化工园区", PARK, {"goal": ("园区企业职工满意度", "化工园区企业职工满意度")}, ("goal", "化工园区")),
    fault("ZSB09", "卫生院写成邻镇的", CLINIC, {"purpose": ("原设备2012年购入", "河东镇卫生院原设备2012年购入")}, ("purpose", "河东镇卫生院")),
    fault("ZSB09", "小学写成另一所", SCHOOL, {"goal": ("学生到馆借阅量", "白云镇中心小学学生到馆借阅量")}, ("goal", "白云镇中心小学")),
    fault("ZSB09", "县名没换", SUBSIDY, {"[符合条件老人覆盖率].description": "领取补贴人数占临泉县符合条件人数的比例"}, ("[符合条件老人覆盖率].description", "临泉县")),
    fault("ZSB09", "街道办写成别的街道", CLEANING, {"[生活垃圾无害化处理率].description": "河西街道办事处进入无害化处理场的垃圾量占清运量的比例"}, ("[生活垃圾无害化处理率].description", "河西街道办事处")),
    fault("ZSB09", "水务局抄了别县的", WATER, {"goal": ("恢复和改善灌溉面积", "临城县水务局恢复和改善灌溉面积")}, ("goal", "临城县水务局")),
    # ZSB10 the same indicators in several projects
    fault("ZSB10", "四个项目用一套指标", tuple(copied(ROADCARE, one) if one is not ROADCARE else one for one in (ROADCARE, TEACHERS, FOOD, LIBRARY)), None, *((f"{n}:indicators", "") for n in (2, 3, 4)), also=("ZSB03 目标里的数没有指标承接", "ZSB01 抄来的指标说的是别的行业", "ZSB17 同一产出写在四个项目里",)),
    fault("ZSB10", "三个项目照抄补贴表的指标", tuple(copied(DISABLED, one) if one is not DISABLED else one for one in (DISABLED, GARBAGE, BUS)), None, *((f"{n}:indicators", "") for n in (2, 3)), also=("ZSB01 抄来的指标说的是别的行业", "ZSB03 目标里的数没有指标承接", "ZSB17 同一产出写在三个项目里",)),
    fault("ZSB10", "三个项目照抄，各自改了一个数", tuple(spoilt(copied(WATERTEST, one), {"[监测次数].target": f"≥{n}次"}) for n, one in ((144, WATERTEST), (100, FLOOD), (120, CAMERAS))), None, *((f"{n}:indicators", "") for n in (2, 3)), also=("ZSB03 目标里的数没有指标承接", "ZSB01 抄来的指标说的是别的行业",)),
    fault("ZSB10", "五个项目全是大赛的指标", tuple(copied(CONTEST, one) if one is not CONTEST else one for one in (CONTEST, PLATFORM, HEAT, TOILETS, RADIO)), None, *((f"{n}:indicators", "") for n in (2, 3, 4, 5)), also=("ZSB03 目标里的数没有指标承接", "ZSB01 抄来的指标说的是别的行业", "ZSB17 同一产出写在五个项目里", "ZSA07 安装工程没有成本指标了")),
    fault("ZSB10", "照抄时少抄一行", tuple(spoilt(copied(LAWYERS, one), drop=() if one is LAWYERS else ("每件补贴标准",)) for one in (LAWYERS, PROMOTION, INSURANCE)), None, *((f"{n}:indicators", "") for n in (2, 3)), also=("ZSB03 目标里的数没有指标承接", "ZSB01 抄来的指标说的是别的行业", "ZSB17 同一产出写在三个项目里",)),
    # ZSB12 process as benefit
    fault("ZSB12", "开推进会当社会效益", ROAD, None, ("[召开工程推进会次数].level3", "推进会"), add=((BEN, SOC, "召开工程推进会次数", "全年召开的推进会", "≥6次", "工程实施方案"),)),
    fault("ZSB12", "宣传活动场次当效益", LEGAL_AID, None, ("[开展法治宣传活动场次].level3", "宣传"), add=((BEN, SOC, "开展法治宣传活动场次", "全年开展的宣传活动", "≥12场", "2026年工作计划"),)),
    fault("ZSB12", "印资料当可持续影响", SUBSIDY, None, ("[印发宣传资料份数].level3", "印发"), add=((BEN, SUS, "印发宣传资料份数", "全年印发的政策资料", "≥5000份", "2026年工作计划"),)),
    fault("ZSB12", "组织检查次数当效益", FOOD, None, ("[组织专项检查次数].level3", "检查"), add=((BEN, SOC, "组织专项检查次数", "全年组织的专项检查", "≥10次", "2026年工作计划"),)),
    fault("ZSB12", "广告费支付当经济效益", INVESTMENT, {"[签约项目到位资金].level3": "宣传片制作费支付率", "[签约项目到位资金].description": "已支付的制作费占合同金额的比例", "[签约项目到位资金].target": "=100%", "[签约项目到位资金].basis": "制作合同"}, ("[签约项目到位资金].level3", "支付率")),
    fault("ZSB12", "签合同当效益", AMBULANCE, {"[急救平均到达时间].level3": "采购合同签订率", "[急救平均到达时间].description": "已签合同占应签合同的比例", "[急救平均到达时间].target": "=100%", "[急救平均到达时间].basis": "政府采购计划"}, ("[急救平均到达时间].level3", "签订率")),
    # ZSB13 input as output
    fault("ZSB13", "数量指标写投入资金", CLINIC, None, ("[项目投入资金].level3", "投入资金"), add=((OUT, QTY, "项目投入资金", "全年投入的财政资金", "≥48万元", "预算批复"),)),
    fault("ZSB13", "经费金额当产出", CULTURE, None, ("[演出经费金额].level3", "经费"), add=((OUT, QTY, "演出经费金额", "用于演出的经费", "=25.2万元", "预算批复"),)),
    fault("ZSB13", "人员经费当产出", TOILETS, None, ("[保洁员工资支出额].level3", "工资支出"), add=((OUT, QTY, "保洁员工资支出额", "全年支出的工资", "=57.6万元", "劳务合同"),)),
    fault("ZSB13", "财政补助数额当产出", BUS, None, ("[财政补助资金数额].level3", "资金"), add=((OUT, QTY, "财政补助资金数额", "拨付公交企业的补助", "≥320万元", "预算批复"),)),
    fault("ZSB13", "安排预算多少当产出", FORESTRY, None, ("[安排造林专项预算].level3", "预算"), add=((OUT, QTY, "安排造林专项预算", "本级预算安排", "118万元", "预算批复"),)),
    # ZSB14 budget execution counted again
    fault("ZSB14", "预算执行率当时效", SCHOOL, None, ("[预算执行率].level3", "预算执行率"), add=((OUT, TIM, "预算执行率", "实际支出占预算的比例", "≥95%", "预算管理办法"),)),
    fault("ZSB14", "资金支付进度", ROAD, None, ("[项目资金支付进度].level3", "支付进度"), add=((OUT, TIM, "项目资金支付进度", "年底支付金额占预算的比例", "=100%", "财政支出进度要求"),)),
    fault("ZSB14", "经费使用率当质量", TRAINING, None, ("[培训经费使用率].level3", "使用率"), add=((OUT, QLT, "培训经费使用率", "已使用经费占预算经费的比例", "≥98%", "预算管理办法"),)),
    fault("ZSB14", "财政资金支出率当经济效益", FLOOD, None, ("[财政资金支出率].level3", "支出率"), add=((BEN, ECO, "财政资金支出率", "支出数占下达数的比例", "=100%", "预算管理办法"),)),
    fault("ZSB14", "预算完成率当社会效益", SYSTEM, None, ("[年度预算完成率].level3", "预算完成率"), add=((BEN, SOC, "年度预算完成率", "全年实际支出与年初预算的比例", "≥95%", "预算管理办法"),)),
    # ZSB15 the same indicator twice
    fault("ZSB15", "满意度设两条，一条群众一条服务对象", BUS, None, ("[服务对象满意度].level3|[乘客满意度].level3", "满意度"), add=((SAT, SERVED, "服务对象满意度", "乘坐公交的群众满意的比例（调查400人）", "≥85%", "2025年调查结果"),), also=("ZSB18 服务对象是谁没写",)),
    fault("ZSB15", "同一行抄了两遍", WATER, None, ("[维修节制闸座数].level3|[维修节制闸数量].level3", "节制闸"), add=((OUT, QTY, "维修节制闸座数", "维修后启闭正常的节制闸座数", "≥6座", "工程实施方案"),)),
    fault("ZSB15", "完全一样的两行", LIBRARY, None, ("indicators[6].level3|indicators[1].level3", "举办读者活动场次"), add=((OUT, QTY, "举办读者活动场次", "有记录的活动场次", "≥24场", "2026年活动计划"),)),
    fault("ZSB15", "培训人数与参训人数", TRAINING, None, ("[参加培训人数].level3|indicators[0].level3", "培训"), add=((OUT, QTY, "参加培训人数", "完成全部课时的学员", "≥200人", "年度培训计划"),)),
    fault("ZSB15", "合格率与验收通过率", CAMERAS, None, ("[设备验收通过率].level3|[设备验收合格率].level3", "验收"), add=((OUT, QLT, "设备验收通过率", "一次验收通过的台数占比", "=100%", "采购合同"),)),
    fault("ZSB15", "群众满意率与村民满意度", RADIO, None, ("[群众满意率].level3|[村民满意度].level3", "满意"), add=((SAT, SERVED, "群众满意率", "入户问卷满意比例（抽样300人）", "≥90%", "试点村调查结果"),)),
    # ZSB16 benefit repeats an output
    fault("ZSB16", "效益又写一遍更新册数", SCHOOL, {"[生均图书册数].level3": "图书更新册数", "[生均图书册数].description": "上架可借的图书册数", "[生均图书册数].target": "≥3000册"}, ("[生均图书册数].level3", "图书更新册数")),
    fault("ZSB16", "效益是渠道疏浚里程", WATER, None, ("[支渠疏浚里程].level3", "支渠疏浚"), add=((BEN, SOC, "支渠疏浚里程", "完成疏浚的支渠长度", "≥12公里", "工程实施方案"),)),
    fault("ZSB16", "产出可用率，效益正常运行率", PLATFORM, {"[网上办件量增长率].level3": "平台正常可用率", "[网上办件量增长率].description": "可用时长占全年时长的比例", "[网上办件量增长率].target": "≥99.9%", "[网上办件量增长率].basis": "运维合同"}, ("[网上办件量增长率].level3", "平台正常可用率")),
    fault("ZSB16", "案件办结又成了社会效益", LEGAL_AID, None, ("[法律援助案件办结件数].level3", "案件办结"), add=((BEN, SOC, "法律援助案件办结件数", "全年办结的援助案件", "≥380件", "2025年办结365件"),)),
    fault("ZSB16", "终端在线率改名再写一次", RADIO, {"[预警信息知晓率].level3": "应急广播终端在线率", "[预警信息知晓率].description": "在线终端占安装终端的比例", "[预警信息知晓率].target": "≥98%", "[预警信息知晓率].basis": "建设规范"}, ("[预警信息知晓率].level3", "在线率")),
    # ZSB17 two projects count the same output
    fault("ZSB17", "专场推介会在两个项目里各算一次", tuple(shared(one, OUT, QTY, "自办专场推介会场次", "举办的专场推介会", "≥1场", "2026年招商工作计划") for one in (PROMOTION, LIBRARY)), None, ("2:[自办专场推介会场次].level3|1:[自办专场推介会场次].level3", "推介会"), also=("ZSB01 图书馆项目里写推介会",)),
    fault("ZSB17", "读者活动同时算作教师培训的产出", (LIBRARY, shared(TEACHERS, OUT, QTY, "举办读者活动场次", "有记录的活动场次", "≥24场", "2026年活动计划")), None, ("2:[举办读者活动场次].level3|1:[举办读者活动场次].level3", "读者活动")),
    fault("ZSB17", "公厕座数在垃圾清运里又算", (TOILETS, shared(GARBAGE, OUT, QTY, "保洁公厕座数", "纳入保洁的公厕", "=36座", "公厕台账")), None, ("2:[保洁公厕座数].level3|1:[保洁公厕座数].level3", "公厕")),
    fault("ZSB17", "名称带了单位括号，还是同一件事", (WATERTEST, shared(FOOD, OUT, QTY, "断面水质监测次数（次）", "出具报告的监测次数", "≥144次", "2026年监测方案")), None, ("2:[断面水质监测次数].level3|1:[监测次数].level3", "监测次数"), also=("ZSB01 抄来的指标说的是别的行业",)),
    fault("ZSB17", "行政村安装数写进安防项目", (RADIO, shared(CAMERAS, OUT, QTY, "安装行政村数量", "终端验收合格的行政村", "=150个", "建设方案")), None, ("2:[安装行政村数量].level3|1:[安装行政村数].level3", "行政村")),
    # ZSB18 satisfaction of whom
    fault("ZSB18", "只写服务对象满意度", ROADCARE, {"[沿线村民满意度].level3": "服务对象满意度", "[沿线村民满意度].description": "问卷满意和较满意的比例"}, ("[沿线村民满意度].level3|[沿线村民满意度].description", "")),
    fault("ZSB18", "只写“满意度”", WATERTEST, {"[主管部门满意度].level3": "满意度", "[主管部门满意度].description": "反映满意程度"}, ("[主管部门满意度].level3|[主管部门满意度].description", "")),
    fault("ZSB18", "受益对象满意度", FLOOD, {"[沿河群众满意度].level3": "受益对象满意度", "[沿河群众满意度].description": "受益对象满意的比例（抽样60人）"}, ("[沿河群众满意度].level3|[沿河群众满意度].description", "")),
    fault("ZSB18", "满意率没有主语", TRAINING, {"[参训学员满意度].level3": "综合满意率", "[参训学员满意度].description": "满意率情况"}, ("[参训学员满意度].level3|[参训学员满意度].description", "")),
    fault("ZSB18", "相关人员满意度", SYSTEM, {"[接入单位满意度].level3": "相关人员满意度", "[接入单位满意度].description": "相关人员满意的比例"}, ("[接入单位满意度].level3|[接入单位满意度].description", "")),
]
