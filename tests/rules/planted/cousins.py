"""Cousins of the mistakes that the fourteenth set showed to be missed: the same slips in other trades and other words."""

# ruff: noqa: F403, F405
# fmt: off
from written_sets import written

from planted.tables import *

_SETS = ("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth")
_TABLES = {one.project.name: (one.project, one.year) for name in _SETS for one in written(name)}


def cousin(rule, note, part, edits, *found, **more):
    """A fault in the one table of the later sets whose name holds these words."""
    ((table, year),) = [entry for name, entry in _TABLES.items() if part in name]
    return fault(rule, f"{note}（表亲）", table, edits, *found, year=year, **more)


FAULTS = [
    # so many a week, a class, a day
    cousin("ZSE01", "每座每日保洁四次与三次", "城区公厕运行", {"[每座公厕每日保洁次数].target": "≥3次/日"}, ("goal|[每座公厕每日保洁次数].target", "")),
    cousin("ZSE01", "每班三名与两名志愿者", "暑期公益托管", None, ("goal|[每班配备志愿者人数].target", ""), add=((OUT, QTY, "每班配备志愿者人数", "每班到岗的志愿者", "≥2名/班", "2026年暑期托管工作方案"),)),
    cousin("ZSE01", "每周巡查三次与两次", "路灯维修", {"goal": ("亮灯率达到97%以上", "每周夜间巡查3次，亮灯率达到97%以上")}, ("goal|[每周夜间巡查次数].target", ""), add=((OUT, QTY, "每周夜间巡查次数", "有记录的夜间巡查", "≥2次/周", "维护合同"),)),
    cousin("ZSE01", "每月宣讲四场与三场", "文明实践", {"goal": ("开展理论宣讲200场", "每月入村宣讲不少于4场，开展理论宣讲200场")}, ("goal|[每月入村宣讲场次].target", ""), add=((OUT, QTY, "每月入村宣讲场次", "有签到的入村宣讲", "≥3场", "年度志愿服务计划"),)),
    # out of a thousand
    cousin("ZSE01", "受害率千分之零点五与零点八", "森林消防", {"[森林火灾受害率].target": "≤0.8‰"}, ("goal|[森林火灾受害率].target", "")),
    cousin("ZSE01", "受害率千分比抄成百分比", "森林消防", {"[森林火灾受害率].target": "≤0.5%", "[森林火灾受害率].description": "受害森林面积÷森林面积×100%"}, ("goal|[森林火灾受害率].target", "")),
    cousin("ZSE01", "献血率千分比抄成百分比", "无偿献血", {"[千人口献血率].target": "≥12.5%", "[千人口献血率].description": "献血人次÷常住人口×100%"}, ("goal|[千人口献血率].target", "")),
    # digits changed about, numbers in words, lists before the number
    cousin("ZSE02", "八千六百台件写成六千八百", "计量器具", {"goal": ("全年免费检定强检计量器具8600台件", "全年免费检定强检计量器具6800台件"), "[免费检定器具台件数].target": "≥6800台件", "[免费检定器具台件数].basis": "年度检定计划"}, ("goal|purpose|[免费检定器具台件数].target", "")),
    cousin("ZSE02", "一千八百批次颠倒成八千一百", "食品安全抽检", {"goal": ("全年抽检食品1800批次", "全年抽检食品8100批次"), "[食品抽检批次].target": "≥8100批次"}, ("goal|purpose", ""), also=("ZSC07 一批次摊不到钱",)),
    cousin("ZSE02", "用途写三百一十二座，目标三百二十一", "烈士陵园", {"purpose": ("312座烈士墓墓碑描金和墓基找平，每座650元，小计20.28万元", "三百一十二座烈士墓墓碑描金和墓基找平，小计20.28万元"), "goal": ("完成312座", "完成321座"), "[整修烈士墓数量].target": "≥321座"}, ("goal|purpose", "")),
    cousin("ZSE02", "用途两千床，目标两千四百床", "冬春生活", {"purpose": ("购置棉被2000床，每床160元，32万元", "为受灾群众购置过冬棉被两千床，计32万元"), "goal": ("发放棉被2000床", "发放棉被2400床"), "[发放棉被数量].target": "≥2400床"}, ("goal|purpose", "")),
    cousin("ZSE02", "贫困、残疾学生四十二名与三十九名", "送教上门", {"purpose": ("四十六名，由", "四十二名，由")}, ("goal|purpose", "")),
    # one rate twice in the goal
    cousin("ZSE03", "公厕完好率前后两个数", "城区公厕运行", {"goal": ("市民满意度达到92%", "全年设施完好率保持在95%以上，市民满意度达到92%")}, ("goal", "95%")),
    cousin("ZSE03", "可用率前后两个数", "门户网站", {"goal": ("网民满意度90%", "网站可用率不低于99.5%，网民满意度90%")}, ("goal", "99.5%")),
    cousin("ZSE03", "林木成活率说了两次", "小流域", {"goal": ("受益群众满意度90%", "确保林木成活率达到85%，受益群众满意度90%")}, ("goal", "85%")),
    cousin("ZSE03", "家长满意度说了两次", "校车服务", {"goal": ("因路远辍学学生为0", "学生家长满意度达到90%，因路远辍学学生为0")}, ("goal", "")),
    # totals in brackets and by sources
    cousin("ZSE04", "算式后写（万元），预算少一万", "采编播", {"purpose": ("共需60万元，全部为财政资金。", "测算：34.8+5.2+16+4=60（万元）。资金来源：县级财政50万元，单位自有资金10万元。"), "budget.total": "59.00", "budget.fiscal": "59.00", "[设备购置总价].target": "≤59万元"}, ("budget.fiscal|budget.total|purpose", "")),
    cousin("ZSE04", "“以上共”多出三万", "科普大篷车", {"purpose": ("总计16.8万元", "以上共16.8万元"), "budget.total": "13.80", "budget.fiscal": "13.80"}, ("purpose|budget.total|budget.fiscal", "")),
    cousin("ZSE04", "资金来源两项与预算不同", "食品安全抽检", {"purpose": ("合计104万元。", "合计104万元，资金来源：中央补助60万元，县级财政44万元。"), "budget.total": "106.00", "budget.fiscal": "106.00"}, ("purpose|budget.total|budget.fiscal", "")),
    # 以上共, 上述
    cousin("ZSF12", "以上共多五万", "公益课程", {"purpose": ("合计24.6万元", "以上共29.6万元"), "budget.total": "29.60", "budget.fiscal": "29.60"}, ("purpose", "29.6")),
    cousin("ZSF12", "上述费用少一万", "户外劳动者", {"purpose": ("两项29万元", "上述费用28万元"), "budget.total": "28.00", "budget.fiscal": "28.00"}, ("purpose", "28")),
    cousin("ZSF12", "前述总计少两万", "储备粮", {"purpose": ("共计133万元", "前述总计131万元"), "budget.total": "131.00", "budget.fiscal": "131.00"}, ("purpose", "131")),
    # prices ten thousand times too high
    cousin("ZSF13", "每公里养护费写成万元", "日常养护", {"[县道每公里养护费].target": "≤7500万元/公里"}, ("[县道每公里养护费].target", "")),
    cousin("ZSF13", "更新一个书屋一千五百万", "流动图书车", {"[每个书屋更新费用].target": "≤1500万元/个"}, ("[每个书屋更新费用].target", ""), also=("ZSC13 一个书屋就超过预算",)),
    cousin("ZSF13", "每吨保管费写成万元", "储备粮", {"[每吨保管费].target": "≤70万元/吨·年"}, ("[每吨保管费].target", "")),
    # slogans
    cousin("ZSG01", "凝心聚力谱写新篇章", "燃气老化", {"goal": ("用户满意度91%", "凝心聚力谱写平安燃气新篇章，用户满意度91%")}, ("goal", "")),
    cousin("ZSG01", "真抓实干，推动迈上新水平", "储备粮", {"goal": ("承储企业满意度92%", "真抓实干，推动储备粮管理迈上新水平，承储企业满意度92%")}, ("goal", "")),
    cousin("ZSG01", "争当排头兵", "科普大篷车", {"goal": ("受众满意度不低于95%", "争当全省科普工作排头兵，受众满意度不低于95%")}, ("goal", "")),
    # money measured in kilograms and hours
    cousin("ZSG06", "户均节省支出写成天", "小候鸟", {"[户均节省托管支出].target": "≥15天/户"}, ("[户均节省托管支出].target", "")),
    cousin("ZSG06", "带动消费额写成人次", "龙舟", {"[带动餐饮住宿消费].level3": "带动餐饮住宿消费额", "[带动餐饮住宿消费].target": "≥1200人次"}, ("[带动餐饮住宿消费].target", "")),
    cousin("ZSG06", "亩产写成元", "良种", None, ("[示范田亩产].target", ""), add=((BEN, ECO, "示范田亩产", "示范田实收测产", "≥300元/亩", "2025年295公斤"),)),
    # near-sound slips
    cousin("ZSG11", "电子称", "计量器具", {"purpose": ("集贸市场电子秤5200台", "集贸市场电子称5200台")}, ("purpose", "电子称")),
    cousin("ZSG11", "窖井盖", "燃气老化", {"goal": ("用户满意度91%", "井室和窖井盖同步更换，用户满意度91%")}, ("goal", "窖井")),
    cousin("ZSG11", "喷撒", "城区公厕运行", {"purpose": ("卫生纸、洗手液和消毒剂", "卫生纸、洗手液和喷撒用消毒剂")}, ("purpose", "喷撒")),
    cousin("ZSG11", "检役", "食品安全抽检", {"goal": ("检验报告在", "检验检役报告在")}, ("goal", "检役")),
    # shares that say nothing of time
    cousin("ZSH01", "个案录入完成率", "两癌", None, ("[个案录入完成率].level3", ""), add=((OUT, TIM, "个案录入完成率", "已录入个案÷应录入个案×100%", "100%", "“两癌”检查质量控制方案"),)),
    cousin("ZSH01", "快检设备配备率", "食品安全抽检", None, ("[快检设备配备率].level3", ""), add=((OUT, TIM, "快检设备配备率", "配备设备的站点÷全部站点×100%", "100%", "快检站点建设规范"),)),
    cousin("ZSH01", "志愿者档案建档率", "西部计划", None, ("[志愿者档案建档率].level3", ""), add=((OUT, TIM, "志愿者档案建档率", "建档人数÷志愿者人数×100%", "100%", "西部计划管理办法"),)),
    # faults of this year's work are no lasting effect
    cousin("ZSH02", "漏检率归可持续", "食品安全抽检", None, ("[抽检样品漏检率].level3", ""), add=((BEN, SUS, "抽检样品漏检率", "漏检项目÷应检项目×100%", "≤1%", "《食品安全抽样检验管理办法》"),)),
    cousin("ZSH02", "译文差错率归可持续", "诉讼翻译", None, ("[译文差错率].level3", ""), add=((BEN, SUS, "译文差错率", "有差错篇数÷交付篇数×100%", "不高于2%", "本院诉讼翻译管理规定"),)),
    cousin("ZSH02", "画面返工率归可持续", "宣传牌", None, ("[画面制作返工率].level3", ""), add=((BEN, SUS, "画面制作返工率", "返工画面÷制作画面×100%", "≤3%", "租赁合同"),)),
    # pieces done this year
    cousin("ZSH03", "检定台件数归可持续", "计量器具", {"[更换公平秤数量].level1": BEN, "[更换公平秤数量].level2": SUS}, ("[更换公平秤数量].level3", "")),
    cousin("ZSH03", "整修墓数归可持续", "烈士陵园", {"[整修烈士墓数量].level1": BEN, "[整修烈士墓数量].level2": SUS}, ("[整修烈士墓数量].level3", "")),
    cousin("ZSH03", "修复档案页数归可持续", "土地改革", {"[修复破损档案页数].level1": BEN, "[修复破损档案页数].level2": SUS}, ("[修复破损档案页数].level3", "")),
    # done in time, but counted
    cousin("ZSH07", "投诉及时办结件数", "城区公厕运行", {"[投诉办结时限].level3": "投诉及时办结", "[投诉办结时限].description": "按时办结的投诉", "[投诉办结时限].target": "≥80件", "goal": ("；投诉24小时内办结", "")}, ("[投诉办结时限].level3", "")),
    cousin("ZSH07", "及时抢通处数", "日常养护", {"[塌方阻断抢通时间].level3": "塌方阻断及时抢通", "[塌方阻断抢通时间].description": "及时抢通的塌方", "[塌方阻断抢通时间].target": "≥12处", "goal": ("；塌方阻断24小时内抢通", "")}, ("[塌方阻断抢通时间].level3", "")),
    cousin("ZSH07", "按时修复的画面", "宣传牌", {"[画面破损修复时间].level3": "破损画面按时修复", "[画面破损修复时间].description": "按时修复的画面", "[画面破损修复时间].target": "≥6面"}, ("[画面破损修复时间].level3", "")),
    # the more the better
    cousin("ZSH10", "现场观众不超过", "龙舟", {"[现场观众人次].target": "≤4万人次"}, ("[现场观众人次].target", "")),
    cousin("ZSH10", "借阅册次不超过", "流动图书车", {"[农村读者借阅册次].target": "≤3.6万册次"}, ("[农村读者借阅册次].target", "")),
    cousin("ZSH10", "受检率不超过", "计量器具", {"[强检器具受检率].target": "≤97%"}, ("[强检器具受检率].target", "")),
    cousin("ZSH10", "亩均增收不超过", "种质资源圃", {"[改接园亩均增收].target": "≤300元/亩"}, ("[改接园亩均增收].target", "")),
]
