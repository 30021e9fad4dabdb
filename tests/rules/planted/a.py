"""Group A: what a table lacks."""

# ruff: noqa: F403, F405
# fmt: off
from planted.tables import *

OUTPUTS = (OUT, QTY), (OUT, QLT), (OUT, TIM), (OUT, COST)


def step(name, unit="次"):
    """A row as a clerk adds who lists every step of a purchase."""
    return (OUT, QTY, name, f"年内{name.removesuffix('数')}的数量", f"≥6{unit}", "2026年工作计划")


STEPS = ("需求论证会次数", "市场询价记录数", "采购公告篇数", "评审专家抽取次数", "开标记录份数", "中标通知书份数", "合同签订份数", "到货清点次数",
         "开箱检查记录数", "安装交底次数", "操作手册册数", "试运行记录数", "问题整改单数", "固定资产卡片数", "归档案卷数")  # fmt: skip
MEETINGS = ("专题会议次数", "现场办公次数", "督导通报期数", "简报篇数", "信息上报条数", "检查台账本数", "入户走访次数", "宣传栏更新块数", "横幅悬挂条数",
            "明白纸发放份数", "群众来电登记件数", "回访记录份数", "培训签到表份数", "影像资料份数", "工作总结篇数")  # fmt: skip
BLANK_TEXT = "　"

FAULTS = [
    # ZSA01 no output indicator
    fault("ZSA01", "只写了效益和满意度", SUBSIDY, None, ("indicators", ""), drop=("补贴发放人数", "补贴发放准确率", "补贴按月到账及时率", "80至89周岁补贴标准"), also=("ZSA08 只剩三条",)),
    fault("ZSA01", "产出只留下一条成本，还单列成了一级", DISABLED, {"[补贴标准].level1": "成本指标", "[补贴标准].level2": "经济成本指标"}, ("indicators", ""), drop=("补贴发放人数", "补贴发放准确率", "补贴按月发放及时率"), also=("ZSA08 只剩三条",)),
    fault("ZSA01", "删光产出，只谈赛事影响", EVENT, None, ("indicators", ""), drop=("参赛选手人数", "选手完赛率", "比赛举办时间", "赛事总成本"), also=("ZSB03 目标里的数没有指标承接", "ZSA08 只剩四条且没有产出",)),
    fault("ZSA01", "全表就一条满意度", PARK, None, ("indicators", ""), drop=("照明路灯数量", "亮灯率", "电费按月缴纳及时率", "每盏路灯年电费", "夜间照明", "节能灯具占比"), also=("ZSA02 也没有效益", "ZSA08 只剩一条")),
    fault(
        "ZSA01",
        "产出行漏印，效益倒有四条",
        CLINIC,
        None,
        ("indicators", ""),
        drop=("购置设备台数", "培训操作医师人数", "设备验收合格率", "设备投入使用时间", "设备购置成本"),
        add=((BEN, ECO, "次均检查费用下降率", "次均检查费用比上年下降的比例", "≥3%", "2025年次均检查费用86元"), (BEN, SUS, "设备使用年限", "设备规定的使用年限", "≥8年", "设备技术参数")),
    ),
    # ZSA02 no benefit indicator
    fault("ZSA02", "效益一条没写", SCHOOL, None, ("indicators", ""), drop=("生均图书册数", "学生借阅量增长率")),
    fault("ZSA02", "把唯一的效益归到产出质量里", HEAT, {"[单位面积能耗下降率].level1": "产出指标", "[单位面积能耗下降率].level2": "质量指标"}, ("indicators", "")),
    fault("ZSA02", "只有产出和满意度", CULTURE, None, ("indicators", ""), drop=("惠及群众人次", "学员结业考核合格率"), also=("ZSB03 目标写了惠及2.7万人次，没有指标",)),
    fault("ZSA02", "设备购置只写台数、验收和价格", PROCUREMENT, None, ("indicators", ""), drop=("城区5分钟到场率", "消防车使用年限")),
    fault("ZSA02", "效益一行被删，只剩回访满意", VETERANS, None, ("indicators", ""), drop=("优抚对象慰问覆盖率",)),
    # ZSA03 no satisfaction indicator
    fault("ZSA03", "发补贴的项目没问老人", SUBSIDY, None, ("indicators", ""), drop=("老人及家属满意度",), also=("ZSB03 目标里的数没有指标承接",)),
    fault("ZSA03", "公交补贴没有乘客满意度", BUS, None, ("indicators", ""), drop=("乘客满意度",), also=("ZSB03 目标里的数没有指标承接",)),
    fault("ZSA03", "培训没问学员", TRAINING, None, ("indicators", ""), drop=("参训学员满意度",)),
    fault(
        "ZSA03",
        "用投诉件数顶替满意度",
        CLEANING,
        {"[居民满意度(％)].level1": "效果指标", "[居民满意度(％)].level2": "社会效益指标", "[居民满意度(％)].level3": "居民投诉件数", "[居民满意度(％)].description": "全年受理的居民投诉", "[居民满意度(％)].target": "≤60件", "[居民满意度(％)].basis": "2025年投诉65件"},
        ("indicators", ""),
    ),
    fault("ZSA03", "图书馆没问读者", LIBRARY, None, ("indicators", ""), drop=("读者满意度",)),
    # ZSA04 no quantity
    fault("ZSA04", "清运多少吨没写", GARBAGE, None, ("indicators", ""), drop=("垃圾清运量",)),
    fault("ZSA04", "专线条数和巡检次数都删了", SYSTEM, None, ("indicators", ""), drop=("运行维护专线数量", "机房巡检次数")),
    fault("ZSA04", "抽检批次挂到质量指标下", FOOD, {"[食品抽检批次].level2": "质量指标"}, ("indicators", "")),
    fault("ZSA04", "办多少件没写", LAWYERS, None, ("indicators", ""), drop=("办理案件数量",)),
    fault("ZSA04", "路灯电费没有盏数", PARK, None, ("indicators", ""), drop=("照明路灯数量",)),
    # ZSA05 no quality
    fault("ZSA05", "养护只有里程没有好路率", ROADCARE, None, ("indicators", ""), drop=("优良中等路率",), also=("ZSB03 目标里的数没有指标承接",)),
    fault("ZSA05", "培训不考核", TRAINING, None, ("indicators", ""), drop=("结业考核合格率",)),
    fault("ZSA05", "造林没有成活率和苗木合格率", FORESTRY, None, ("indicators", ""), drop=("当年造林成活率（%）", "苗木合格率"), also=("ZSB03 目标里的数没有指标承接",)),
    fault("ZSA05", "补贴准不准没写", DISABLED, None, ("indicators", ""), drop=("补贴发放准确率",)),
    fault("ZSA05", "质量行写成了数量指标", WATERTEST, {"[监测数据有效率].level2": "数量指标"}, ("indicators", "")),
    # ZSA06 no timeliness
    fault("ZSA06", "物资什么时候入库没写", FLOOD, None, ("indicators", ""), drop=("物资入库时间",)),
    fault("ZSA06", "数字化没有完成日期", ARCHIVES, None, ("indicators", ""), drop=("数字化完成时间",)),
    fault("ZSA06", "工期改写成了数量指标", CANAL, {"[完工时间].level2": "数量指标", "[完工时间].level3": "完工渠段数", "[完工时间].description": "完工验收的渠段", "[完工时间].target": "≥6段"}, ("indicators", "")),
    fault("ZSA06", "理赔快慢不考核", INSURANCE, None, ("indicators", ""), drop=("理赔时限",)),
    fault("ZSA06", "调查数据何时上报没写", HOUSEHOLD, None, ("indicators", ""), drop=("月度数据上报及时率",), also=("ZSB03 目标里的数没有指标承接",)),
    # ZSA07 works or purchase without cost
    fault("ZSA07", "公路大修没有造价控制", ROAD, None, ("indicators", ""), drop=("每平方米路面造价",)),
    fault("ZSA07", "买设备没有价格上限", CLINIC, None, ("indicators", ""), drop=("设备购置成本",)),
    fault("ZSA07", "消防车和防护服没有价格", PROCUREMENT, None, ("indicators", ""), drop=("防护服单价",)),
    fault("ZSA07", "渠道改造没有总造价", CANAL, None, ("indicators", ""), drop=("工程总造价",)),
    fault("ZSA07", "安装终端没有每村成本", RADIO, None, ("indicators", ""), drop=("每村安装成本",)),
    fault("ZSA07", "清淤修闸没有单价", WATER, None, ("indicators", ""), drop=("清淤综合单价",)),
    # ZSA08 too few indicators
    fault("ZSA08", "全表两条", LIBRARY, None, ("indicators", ""), drop=("全年开放天数", "举办读者活动场次", "图书上架合格率", "新书上架时间"), also=("ZSA01 产出没了",)),
    fault("ZSA08", "三级各一条应付", CONTEST, None, ("indicators", ""), drop=("比赛项目数", "裁判持证率", "大赛举办时间"), also=("ZSA05 没有质量", "ZSA06 没有时效")),
    fault("ZSA08", "四条，缺质量和时效", TEACHERS, None, ("indicators", ""), drop=("结业考核合格率", "培训完成时间"), also=("ZSB03 目标里的数没有指标承接", "ZSA05 没有质量", "ZSA06 没有时效")),
    fault("ZSA08", "只抄了一条产出", LEGAL_AID, None, ("indicators", ""), drop=("案件质量评查合格率", "援助申请7日内审批率", "每件办案补贴标准", "为受援人挽回经济损失", "引发群体性上访起数", "受援人满意度"), also=("ZSA02 没有效益", "ZSA03 没有满意度", "ZSA05 没有质量", "ZSA06 没有时效")),
    fault("ZSA08", "只剩数量、效益、满意各一条", BUS, None, ("indicators", ""), drop=("班次完成率", "首班准点率", "单车年补贴额"), also=("ZSA05 没有质量", "ZSA06 没有时效")),
    # ZSA09 too many indicators
    fault("ZSA09", "采购每一步都列成指标", CLINIC, None, ("indicators", ""), add=tuple(map(step, STEPS))),
    fault("ZSA09", "开会发文逐条列", CLEANING, None, ("indicators", ""), add=tuple(map(step, MEETINGS))),
    fault("ZSA09", "二十一条刚过线", ROAD, None, ("indicators", ""), add=tuple(map(step, STEPS[:12]))),
    fault("ZSA09", "两套步骤一起列", TEACHERS, None, ("indicators", ""), add=tuple(map(step, STEPS + MEETINGS))),
    fault("ZSA09", "活动过程全部列上", INVESTMENT, None, ("indicators", ""), add=tuple(map(step, MEETINGS[:14]))),
    # ZSA10 blank code, name, unit
    fault("ZSA10", "编码没生成，空着", SCHOOL, {"code": None}, ("code", "")),
    fault("ZSA10", "项目名称漏填", ROAD, {"name": None}, ("name", "")),
    fault("ZSA10", "预算单位空白", EVENT, {"unit": None}, ("unit", "")),
    fault("ZSA10", "名称格里只有一个空格", BUS, {"name": BLANK_TEXT}, ("name", "")),
    fault("ZSA10", "编码格填了一道横线", TRAINING, {"code": "——"}, ("code", "")),
    fault("ZSA10", "编码格写“暂无”", LIFTS, {"code": "暂无"}, ("code", "")),
    # ZSA11 goal blank or only repeats the name
    fault("ZSA11", "绩效目标空着", WATER, {"goal": None}, ("goal", "")),
    fault("ZSA11", "目标就是项目名加“完成”", SCHOOL, {"goal": "完成学生阅览室图书更新。"}, ("goal", "完成学生阅览室图书更新")),
    fault("ZSA11", "做好某某工作", CLINIC, {"goal": "1、做好2026年彩色超声诊断仪购置工作。"}, ("goal", "彩色超声诊断仪购置")),
    fault("ZSA11", "按要求支付资金", CAMERAS, {"goal": "完成校园安防设施更新并按要求支付资金。"}, ("goal", "校园安防设施更新")),
    fault("ZSA11", "目标写“无”", GARBAGE, {"goal": "无"}, ("goal", "")),
    fault("ZSA11", "保障项目顺利实施", CULTURE, {"goal": "保障送戏下乡和公益培训项目顺利实施。"}, ("goal", "送戏下乡")),
    # ZSA12 budget blank or zero
    fault("ZSA12", "预算数空着", FORESTRY, {"budget.total": None, "budget.fiscal": None}, ("budget.total", "")),
    fault("ZSA12", "预算数和财政资金都是0.00", TRAINING, {"budget.total": "0.00", "budget.fiscal": "0.00"}, ("budget.total", "0.00")),
    fault("ZSA12", "总额填了0", PARK, {"budget.total": "0", "budget.fiscal": "0"}, ("budget.total", "0")),
    fault("ZSA12", "横线代替金额", COUPONS, {"budget.total": "—", "budget.fiscal": None}, ("budget.total", "")),
    fault("ZSA12", "写“待批复”", CANAL, {"budget.total": "待批复", "budget.fiscal": None}, ("budget.total", "")),
    # ZSA13 purpose without reckoning
    fault("ZSA13", "只有一句用途和总数", CLINIC, {"purpose": "用于购置医疗设备，需资金48万元。"}, ("purpose", "")),
    fault("ZSA13", "目前所需资金多少", EVENT, {"purpose": "为举办半程马拉松赛，提升城市形象，目前所需资金95万元。"}, ("purpose", "")),
    fault("ZSA13", "列了名目没有分项金额", TRAINING, {"purpose": "根据年度培训任务安排经费36万元，用于养老护理员培训的讲课费、教材费、场地费和考核费等支出。"}, ("purpose", "")),
    fault("ZSA13", "用途空着", FLOOD, {"purpose": None}, ("purpose", "")),
    fault("ZSA13", "只讲意义不讲钱", ROADCARE, {"purpose": "农村公路是群众出行的基本条件。为做好全县农村公路日常养护，保持路况良好，安排养护资金。"}, ("purpose", "")),
    fault("ZSA13", "工资保险等支出共多少", TOILETS, {"purpose": "用于公厕保洁员工资及保险等支出，共57.6万元。"}, ("purpose", "")),
    # ZSA14 blank plan point
    fault("ZSA14", "一季度空着", ROAD, {"fund_plan.3": None}, ("fund_plan.3", "")),
    fault("ZSA14", "六月漏填", DISABLED, {"fund_plan.6": None}, ("fund_plan.6", "")),
    fault("ZSA14", "四格全空", LAWYERS, {"fund_plan.3": None, "fund_plan.6": None, "fund_plan.10": None, "fund_plan.12": None}, ("fund_plan|fund_plan.3|fund_plan.6|fund_plan.10|fund_plan.12", "")),
    fault("ZSA14", "前两格画了横线", ARCHIVES, {"fund_plan.3": "—", "fund_plan.6": "—"}, ("fund_plan.3", ""), ("fund_plan.6", "")),
    fault("ZSA14", "十月底空格", SYSTEM, {"fund_plan.10": BLANK_TEXT}, ("fund_plan.10", "")),
    # ZSA15 blank target
    fault("ZSA15", "完工时间先空着", ROAD, {"[工程完工时间].target": None}, ("[工程完工时间].target", "")),
    fault("ZSA15", "满意度有名无值", BUS, {"[乘客满意度].target": None}, ("[乘客满意度].target", "")),
    fault("ZSA15", "画了一道横线", INSURANCE, {"[风险保障金额].target": "—"}, ("[风险保障金额].target", "")),
    fault("ZSA15", "斜线", FOOD, {"[检验报告出具时限].target": "/"}, ("[检验报告出具时限].target", "")),
    fault("ZSA15", "只有一个全角空格", CULTURE, {"[公益艺术培训期数].target": BLANK_TEXT}, ("[公益艺术培训期数].target", "")),
    fault("ZSA15", "只有比较符没有数", LIFTS, {"[安全评估电梯台数].target": "≥台"}, ("[安全评估电梯台数].target", "")),
    # ZSA16 blank description
    fault("ZSA16", "描述空着", SCHOOL, {"[图书质量合格率].description": None}, ("[图书质量合格率].description", "")),
    fault("ZSA16", "两条都没解释", ROADCARE, {"[优良中等路率].description": None, "[坑槽修补时限].description": None}, ("[优良中等路率].description", ""), ("[坑槽修补时限].description", "")),
    fault("ZSA16", "描述写“无”", LEGAL_AID, {"[办结援助案件件数].description": "无"}, ("[办结援助案件件数].description", "")),
    fault("ZSA16", "描述画斜线", WATERTEST, {"[监测次数].description": "／"}, ("[监测次数].description", "")),
    fault("ZSA16", "描述写“略”", EVENT, {"[选手完赛率].description": "略"}, ("[选手完赛率].description", "")),
    # ZSA17 blank basis
    fault("ZSA17", "依据空着", PARK, {"[亮灯率].basis": None}, ("[亮灯率].basis", "")),
    fault("ZSA17", "依据写“无”", ARCHIVES, {"[图像合格率].basis": "无"}, ("[图像合格率].basis", "")),
    fault("ZSA17", "依据写“暂无”", INVESTMENT, {"[新增就业岗位数量].basis": "暂无"}, ("[新增就业岗位数量].basis", "")),
    fault("ZSA17", "依据画横线", TOILETS, {"[保洁考核合格率].basis": "-"}, ("[保洁考核合格率].basis", "")),
    fault("ZSA17", "整列都没填", CONTEST, every(CONTEST, "basis", ""), ("indicators", "")),
    # ZSA18 placeholder
    fault("ZSA18", "模板星号没换", CULTURE, {"[惠及群众人次].target": "≥**人次"}, ("[惠及群众人次].target", "**")),
    fault("ZSA18", "百分比留着XX", BUS, {"[乘客满意度].target": "≥XX%"}, ("[乘客满意度].target", "XX")),
    fault("ZSA18", "目标留省略号", SYSTEM, {"goal": "1、全年保障120条专线运行，网络可用率不低于99.9%。\n2、……"}, ("goal", "……")),
    fault("ZSA18", "文件名是XXX", TRAINING, {"[人均培训成本].basis": "《XXX管理办法》"}, ("[人均培训成本].basis", "XXX")),
    fault("ZSA18", "名称是“指标1”", GARBAGE, {"[日产日清率].level3": "指标1："}, ("[日产日清率].level3", "指标1")),
    fault("ZSA18", "日期留圈", RADIO, {"[安装完成时间].target": "20××年×月底前"}, ("[安装完成时间].target", "×")),
    fault("ZSA18", "提示语没删", LAWYERS, {"[案卷评查合格率].description": "（请填写指标解释）"}, ("[案卷评查合格率].description", "请填写")),
    fault("ZSA18", "划线等着填数", FORESTRY, {"goal": ("当年成活率不低于85%", "当年成活率不低于____%")}, ("goal", "____")),
    # ZSA24 department goal without numbers
    fault("ZSA24", "三条全是加大提升", PARK, None, ("plan:overall_goal", ""), plan=spoilt_plan(PARK_PLAN, {"overall_goal": "园区坚持高质量发展。\n（一）加大招商引资力度，引进更多好项目。\n（二）提升企业服务水平，优化营商环境。\n（三）抓好安全生产和环境保护。", "sub_goal": "1.招商引资方面，引进更多大项目。\n2.机关政务方面，提高办事效率。"})),
    fault("ZSA24", "一段话没有数", CLINIC, None, ("plan:overall_goal", ""), plan=spoilt_plan(CLINIC_PLAN, {"overall_goal": "坚持公益性，提高诊疗水平，做好公共卫生服务，让群众看病更方便。", "sub_goal": None})),
    fault("ZSA24", "只有年份和会议，没有可量的数", ROAD, None, ("plan:overall_goal", ""), plan=spoilt_plan(ROAD_PLAN, {"overall_goal": "2026年，深入学习党的二十大精神，推进“四好农村路”建设。\n（一）改善农村公路路况。\n（二）提高城乡客运服务能力。", "sub_goal": "1.路网建设方面，做好农村公路大修。\n2.行业安全方面，加强监督检查。"})),
    fault("ZSA24", "三农五育都不是指标", SCHOOL, None, ("plan:overall_goal", ""), plan=spoilt_plan(SCHOOL_PLAN, {"overall_goal": "落实立德树人根本任务，坚持五育并举，推进“双减”。\n（一）改善办学条件。\n（二）加强教师队伍建设，提高教学质量。", "sub_goal": None})),
    fault("ZSA24", "四个方面都是口号", WATER, None, ("plan:overall_goal", ""), plan=spoilt_plan(WATER_PLAN, {"overall_goal": "一是加快农田水利建设；二是保障农村饮水安全；三是做好防汛抗旱；四是加强水资源管理。", "sub_goal": "农田水利方面，做好渠道疏浚；饮水安全方面，加强水质检测。"})),
]
