"""Group D: plans that cannot come true."""

# ruff: noqa: F403, F405
# fmt: off
from planted.tables import *


def planned(table, *points):
    """The table with another spending plan."""
    return spoilt(table, dict(zip(("fund_plan.3", "fund_plan.6", "fund_plan.10", "fund_plan.12"), points, strict=True)))


def plan_of(*points):
    """Edits that write a spending plan; the place of a remark about it is any of its cells."""
    return dict(zip(("fund_plan.3", "fund_plan.6", "fund_plan.10", "fund_plan.12"), points, strict=True))


PLAN = "fund_plan|fund_plan.3|fund_plan.6|fund_plan.10|fund_plan.12"
SAME = ("20.00", "45.00", "70.00", "100.00")

FAULTS = [
    # ZSD01 works paid by March
    fault("ZSD01", "公路大修一季度付清", ROAD, plan_of("100.00", "100.00", "100.00", "100.00"), ("fund_plan.3", "100")),
    fault("ZSD01", "渠道改造三月底全付", CANAL, plan_of("100.00", "100.00", "100.00", "100.00"), ("fund_plan.3", "100")),
    fault("ZSD01", "安装广播终端先付清", RADIO, plan_of("100", "100", "100", "100"), ("fund_plan.3", "100")),
    fault("ZSD01", "管网改造开年付清", SEWER, plan_of("100.00", "100.00", "100.00", "100.00"), ("fund_plan.3", "100")),
    fault("ZSD01", "古建修缮三月付清", TEMPLE, plan_of("100.00", "100.00", "100.00", "100.00"), ("fund_plan.3", "100")),
    fault("ZSD01", "清淤还没开工先付清", WATER, plan_of("100.00", "100.00", "100.00", "100.00"), ("fund_plan.3", "100")),
    # ZSD02 falling plan
    fault("ZSD02", "六月比三月少", DISABLED, plan_of("50.00", "25.00", "83.33", "100.00"), ("fund_plan.6", "25")),
    fault("ZSD02", "六月底漏了一位", TEACHERS, plan_of("10.00", "4.00", "90.00", "100.00"), ("fund_plan.6", "4")),
    fault("ZSD02", "十月漏一位", ARCHIVES, {"fund_plan.10": "8.00"}, ("fund_plan.10", "8")),
    fault("ZSD02", "年底倒退", LIBRARY, {"fund_plan.12": "60.00"}, ("fund_plan.12", "60"), also=("ZSD03 年底不是100",)),
    fault("ZSD02", "带百分号也倒退", INVESTMENT, plan_of("50%", "40%", "85%", "100%"), ("fund_plan.6", "40")),
    # ZSD03 December is not 100
    fault("ZSD03", "留百分之五质保金没写完", CANAL, {"fund_plan.12": "95.00"}, ("fund_plan.12", "95")),
    fault("ZSD03", "超过一百", TRAINING, {"fund_plan.12": "110.00"}, ("fund_plan.12", "110")),
    fault("ZSD03", "填成各季当期数", BUS, plan_of("25.00", "25.00", "20.00", "30.00"), ("fund_plan.12", "30"), also=("ZSD04 约定按季度平均拨付",)),
    fault("ZSD03", "只付八成", FOOD, plan_of("10.00", "40.00", "60.00", "80.00"), ("fund_plan.12", "80")),
    fault("ZSD03", "填成小数1", CULTURE, plan_of("0.1", "0.4", "0.85", "1"), ("fund_plan.12", "1")),
    fault("ZSD03", "99.00", GARBAGE, {"fund_plan.12": "99.00"}, ("fund_plan.12", "99")),
    # ZSD04 plan against the agreed payments
    fault("ZSD04", "季度平均拨付却前松后紧", BUS, plan_of("10.00", "30.00", "80.00", "100.00"), (PLAN, "")),
    fault("ZSD04", "每半年各付一半，计划却按季", PLATFORM, plan_of("25.00", "50.00", "75.00", "100.00"), (PLAN, "")),
    fault("ZSD04", "每季度等额，十月却80", CLEANING, {"purpose": ("按季考核付款，每季度37.8万元", "每季度末支付37.8万元"), "fund_plan.3": "20.00", "fund_plan.6": "45.00", "fund_plan.10": "80.00"}, (PLAN, "")),
    fault("ZSD04", "按季拨付各四分之一", CANTEEN, {"purpose": "60周岁以上老人在社区食堂就餐，每餐补助3元，预计全年18000人次，需54000元，每季度拨付25%。", "fund_plan.3": "30.00", "fund_plan.6": "60.00", "fund_plan.10": "90.00"}, (PLAN, "")),
    fault("ZSD04", "按月平均发工资，三月底却是50", TOILETS, {"purpose": ("按月发放", "按月平均支付"), "fund_plan.3": "50.00", "fund_plan.6": "80.00", "fund_plan.10": "90.00"}, (PLAN, "")),
    # ZSD05 the same plan for many projects
    fault("ZSD05", "三个项目逐格一样", tuple(planned(one, *SAME) for one in (FOOD, LIBRARY, TEACHERS)), None, (f"1:{PLAN}".replace("|", "|1:"), "")),
    fault("ZSD05", "五个项目都抄一组", tuple(planned(one, "30.00", "60.00", "80.00", "100.00") for one in (GARBAGE, WATERTEST, INSURANCE, CONTEST, LAWYERS)), None, (f"1:{PLAN}".replace("|", "|1:"), "")),
    fault("ZSD05", "四个一样，两个不同", (*(planned(one, "15.00", "45.00", "85.00", "100.00") for one in (FOOD, GARBAGE, PROMOTION, CONTEST)), LIBRARY, DISABLED), None, (f"1:{PLAN}".replace("|", "|1:"), "")),
    fault("ZSD05", "有的写100有的写100.00，数一样", (planned(FOOD, "20", "45", "70", "100"), planned(LIBRARY, *SAME), planned(CONTEST, "20.0", "45.0", "70.0", "100.0")), None, (f"1:{PLAN}".replace("|", "|1:"), "")),
    fault("ZSD05", "四个项目都是年中付一半", tuple(planned(one, "0.00", "50.00", "60.00", "100.00") for one in (CONTEST, PROMOTION, WATERTEST, FOOD)), None, (f"1:{PLAN}".replace("|", "|1:"), "")),
    # ZSD06 deadline after the year
    fault("ZSD06", "完工到次年三月", ROAD, {"[工程完工时间].target": "2027年3月31日前", "goal": ("10月底前完成", "完成")}, ("[工程完工时间].target", "2027")),
    fault("ZSD06", "目标写明年六月底", WATER, {"goal": ("5月底前完成支渠疏浚", "明年6月底前完成支渠疏浚")}, ("goal", "明年6月底")),
    fault("ZSD06", "年份写成2027", RADIO, {"[安装完成时间].target": "2027年9月30日前"}, ("[安装完成时间].target", "2027")),
    fault("ZSD06", "次年一月入库", ARCHIVES, {"[数字化完成时间].target": "次年1月底前", "goal": ("11月底前完成", "完成")}, ("[数字化完成时间].target", "次年1月")),
    fault("ZSD06", "数字日期", CHRONICLE, {"[出版时间].target": "2027-05-31前", "goal": ("11月底前完成", "完成")}, ("[出版时间].target", "2027-05-31")),
    # ZSD09 small sample
    fault("ZSD09", "询问十人", ROADCARE, {"[沿线村民满意度].description": "沿线村民满意的比例（询问10人）"}, ("[沿线村民满意度].description", "10人")),
    fault("ZSD09", "发放问卷十五份", LIBRARY, {"[读者满意度].description": "读者满意比例，发放问卷15份"}, ("[读者满意度].description", "15份")),
    fault("ZSD09", "随机抽取十二名学员", TRAINING, {"[参训学员满意度].description": "随机抽取12名学员问卷，满意和较满意的比例"}, ("[参训学员满意度].description", "12名")),
    fault("ZSD09", "走访八户", INSURANCE, {"[投保农户满意度].description": "走访8户投保农户，满意的比例"}, ("[投保农户满意度].description", "8户")),
    fault("ZSD09", "汉字二十人", BUS, {"[乘客满意度].description": "调查二十人中满意和较满意的比例"}, ("[乘客满意度].description", "二十人")),
    # ZSD10 no safeguards
    fault("ZSD10", "保障措施空着", PARK, None, ("plan:safeguard", ""), plan=spoilt_plan(PARK_PLAN, {"safeguard": None})),
    fault("ZSD10", "写“无”", CLINIC, None, ("plan:safeguard", ""), plan=spoilt_plan(CLINIC_PLAN, {"safeguard": "无"})),
    fault("ZSD10", "写“略”", ROAD, None, ("plan:safeguard", ""), plan=spoilt_plan(ROAD_PLAN, {"safeguard": "略"})),
    fault("ZSD10", "画横线", WATER, None, ("plan:safeguard", ""), plan=spoilt_plan(WATER_PLAN, {"safeguard": "——"})),
    fault("ZSD10", "只有编号没有内容", SCHOOL, None, ("plan:safeguard", ""), plan=spoilt_plan(SCHOOL_PLAN, {"safeguard": "1.\n2."})),
    # ZSD12 expired basis
    fault("ZSD12", "十三五规划还在用", FORESTRY, {"[新增森林面积].basis": "《青禾县“十三五”国土绿化规划》"}, ("[新增森林面积].basis", "十三五")),
    fault("ZSD12", "2023年的工作计划", TEACHERS, {"[培训期数].basis": "2023年教师培训计划"}, ("[培训期数].basis", "2023年")),
    fault("ZSD12", "三年行动早已到期", CLEANING, {"[生活垃圾无害化处理率].basis": "《农村人居环境整治三年行动方案（2018—2020年）》"}, ("[生活垃圾无害化处理率].basis", "2018")),
    fault("ZSD12", "2019年最低工资通知", TOILETS, {"[人均月工资].basis": "青人社字〔2019〕48号关于调整最低工资标准的通知"}, ("[人均月工资].basis", "2019")),
    fault("ZSD12", "上上年的活动计划", LIBRARY, {"[举办读者活动场次].basis": "2024年度读者活动计划"}, ("[举办读者活动场次].basis", "2024")),
    fault("ZSD12", "规划期止于2025年", PROCUREMENT, {"[购置消防车数量].basis": "《青禾县消防装备建设规划（2021—2025年）》"}, ("[购置消防车数量].basis", "2025")),
    # ZSD13 supplier written in
    fault("ZSD13", "交由某公司分包", FORESTRY, {"purpose": ("沙荒地造林1000亩。", "沙荒地造林1000亩，交由青禾县绿源园林有限公司承包。")}, ("purpose", "绿源园林有限公司")),
    fault("ZSD13", "向某厂采购", FLOOD, {"purpose": ("购置编织袋2万条", "向青禾县永固编织厂购置编织袋2万条")}, ("purpose", "永固编织厂")),
    fault("ZSD13", "拟委托某设计院", CANAL, {"purpose": ("设计费22万元", "委托省水利规划设计研究院有限公司设计，设计费22万元")}, ("purpose", "设计研究院有限公司")),
    fault("ZSD13", "由某集团施工", ROAD, {"purpose": ("按进度付款", "由县路桥建设集团有限责任公司施工，按进度付款")}, ("purpose", "路桥建设集团有限责任公司")),
    fault("ZSD13", "服务商写在目标里", SYSTEM, {"goal": ("1、全年保障120条专线", "1、由青禾云网科技有限公司全年保障120条专线")}, ("goal", "云网科技有限公司")),
]
