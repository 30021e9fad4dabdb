"""Group E: two places of one document that contradict each other."""

# ruff: noqa: F403, F405
# fmt: off
from dataclasses import replace

from planted.tables import *


def headed(table, heading):
    """The table under a printed heading of its own."""
    return replace(table, heading=heading)


FAULTS = [
    # ZSE01 the goal contradicts a target
    fault("ZSE01", "亮灯率目标97，指标98", PARK, {"[亮灯率].target": "≥98%"}, ("goal|[亮灯率].target", "9")),
    fault("ZSE01", "零事故与允许两起", CAMERAS, {"[校园安全责任事故起数].target": "≤2起"}, ("goal|[校园安全责任事故起数].target", ""), also=("ZSC10 事故留了余量",)),
    fault("ZSE01", "满意度目标92，指标88", LIBRARY, {"[读者满意度].target": "≥88%"}, ("goal|[读者满意度].target", "")),
    fault("ZSE01", "可用率三个九写成两个九", SYSTEM, {"[网络可用率].target": "≥99%"}, ("goal|[网络可用率].target", "99")),
    fault("ZSE01", "培训人数目标二百，指标一百八", TRAINING, {"[培训人数].target": "≥180人", "purpose": ("培训养老护理员200人。培训补贴", "培训补贴")}, ("goal|[培训人数].target", "")),
    fault("ZSE01", "就业率目标60，指标50", TRAINING, {"[结业学员就业率].target": "≥50%"}, ("goal|[结业学员就业率].target", ""), also=("ZSC08 比依据里的上年数低",)),
    fault("ZSE01", "成活率目标85，指标80百分比", FORESTRY, {"[当年造林成活率（%）].target": "≥80百分比"}, ("goal|[当年造林成活率（%）].target", "")),
    # ZSE02 purpose and goal count differently
    fault("ZSE02", "用途五公里，目标三公里", ROAD, {"goal": ("完成5公里路面大修", "完成3公里路面大修"), "[大修公路里程].target": "≥5公里"}, ("goal|purpose", "3公里"), also=("ZSE01 指标也是5公里",)),
    fault("ZSE02", "用途六座闸，目标四座", WATER, {"goal": ("维修节制闸6座", "维修节制闸4座")}, ("goal|purpose", "4座"), also=("ZSE01 指标也是6座",)),
    fault("ZSE02", "用途二十二所，目标二十所", CAMERAS, {"goal": ("为22所学校", "为20所学校")}, ("goal|purpose", "20所"), also=("ZSE01 指标也是22所",)),
    fault("ZSE02", "用途六期，目标八期", TEACHERS, {"goal": ("举办6期培训", "举办8期培训")}, ("goal|purpose", "8期"), also=("ZSE01 指标也是6期",)),
    fault("ZSE02", "用途三台泵，目标五台", FLOOD, {"goal": ("排涝泵3台", "排涝泵5台")}, ("goal|purpose", "5台")),
    fault("ZSE02", "用途120条专线，目标100条", SYSTEM, {"goal": ("保障120条专线", "保障100条专线")}, ("goal|purpose", "100条"), also=("ZSE01 指标也是120条",)),
    # ZSE03 overall and itemised goals differ
    fault("ZSE03", "总体引进2个，分项引进3个", PARK, None, ("plan:overall_goal|plan:sub_goal", ""), plan=spoilt_plan(PARK_PLAN, {"sub_goal": ("引进2个项目", "引进3个项目")})),
    fault("ZSE03", "总体5公里，分项8公里", ROAD, None, ("plan:overall_goal|plan:sub_goal", "公里"), plan=spoilt_plan(ROAD_PLAN, {"sub_goal": ("完成张庄至李庄5公里大修", "大修农村公路8公里")})),
    fault("ZSE03", "总体两条线路，分项三条", ROAD, None, ("plan:overall_goal|plan:sub_goal", "条"), plan=spoilt_plan(ROAD_PLAN, {"sub_goal": ("开通城乡公交线路2条", "新开通城乡公交线路3条")})),
    fault("ZSE03", "总体疏浚12公里，分项10公里", WATER, None, ("plan:overall_goal|plan:sub_goal", "公里"), plan=spoilt_plan(WATER_PLAN, {"sub_goal": ("疏浚支渠12公里", "疏浚支渠10公里")})),
    fault("ZSE03", "总体3000册，分项2500册", SCHOOL, None, ("plan:overall_goal|plan:sub_goal", "册"), plan=spoilt_plan(SCHOOL_PLAN, {"sub_goal": ("更新图书3000册", "采购图书2500册")})),
    # ZSE04 the text's total differs from the budget
    fault("ZSE04", "预算数抄错", TRAINING, {"budget.total": "38.00", "budget.fiscal": "38.00"}, ("purpose|budget.total", "")),
    fault("ZSE04", "用途合计36万，预算30万", CHRONICLE, {"budget.total": "30.00", "budget.fiscal": "30.00"}, ("purpose|budget.total", "")),
    fault("ZSE04", "用元写的合计与万元预算差五千", CANTEEN, {"budget.total": "5.90", "budget.fiscal": "5.90"}, ("purpose|budget.total", "")),
    fault("ZSE04", "共需52.5万，预算60万", FOOD, {"budget.total": "60.00", "budget.fiscal": "60.00"}, ("purpose|budget.total", "")),
    fault("ZSE04", "削减后只改了预算数", ARCHIVES, {"budget.total": "50.00", "budget.fiscal": "50.00"}, ("purpose|budget.total", "")),
    # ZSE06 unit code differs from project code
    fault("ZSE06", "编码前三位是别的部门", SCHOOL, {"code": "210-0201-JBN-A1B2"}, ("code|unit", "210")),
    fault("ZSE06", "单位代码写错一位", ROAD, {"unit": "421001青禾县交通运输局"}, ("code|unit", "4")),
    fault("ZSE06", "沿用旧部门编码", PARK, {"code": "802-0501-JBN-B7C8"}, ("code|unit", "802")),
    fault("ZSE06", "两位颠倒", TRAINING, {"code": "131-0204-JBN-Y5Z6"}, ("code|unit", "131")),
    fault("ZSE06", "前三位漏一位", LEGAL_AID, {"code": "260-0301-JBN-H4J5"}, ("code|unit", "260")),
    # ZSE07 heading names another project
    fault("ZSE07", "标题还是上一个项目", PARK, {"heading": "1、绿化养护绩效目标表"}, ("heading|name", "绿化养护")),
    fault("ZSE07", "标题多了年份外的字", CULTURE, {"heading": "1、送戏下乡补助绩效目标表"}, ("heading|name", "送戏下乡补助")),
    fault("ZSE07", "标题写错一个字", WATER, {"heading": "1、卫东灌区支渠清淤绩效目标表"}, ("heading|name", "清淤")),
    fault("ZSE07", "标题漏了后半截", TRAINING, {"heading": "1、养老护理员绩效目标表"}, ("heading|name", "养老护理员")),
    fault("ZSE07", "标题改了，名称没改", ROAD, {"heading": "1、张庄至王庄农村公路大修工程绩效目标表"}, ("heading|name", "王庄")),
    # ZSE08 heading numbers out of order
    fault("ZSE08", "跳过2", (headed(FOOD, "1、食品安全抽检绩效目标表"), headed(LIBRARY, "3、图书馆免费开放绩效目标表")), None, ("2:heading", "3")),
    fault("ZSE08", "两个2", (headed(FOOD, "1、食品安全抽检绩效目标表"), headed(LIBRARY, "2、图书馆免费开放绩效目标表"), headed(BUS, "2、城乡公交运营补贴绩效目标表")), None, ("3:heading", "2")),
    fault("ZSE08", "从2开始", (headed(GARBAGE, "2、垃圾清运服务费绩效目标表"), headed(HEAT, "3、办公楼冬季供暖绩效目标表")), None, ("1:heading", "2")),
    fault("ZSE08", "倒着排", (headed(RADIO, "1、应急广播终端安装绩效目标表"), headed(CONTEST, "3、职业技能大赛经费绩效目标表"), headed(WATERTEST, "2、水质监测经费绩效目标表")), None, ("2:heading", "3"), ("3:heading", "2")),
    fault("ZSE08", "汉字序号重复", (headed(DISABLED, "一、残疾人护理补贴绩效目标表"), headed(TOILETS, "一、环卫公厕保洁绩效目标表")), None, ("2:heading", "一")),
    # ZSE17 wrong year
    fault("ZSE17", "目标还是2024年的", LIBRARY, {"goal": ("1、全年开放", "1、2024年全年开放")}, ("goal", "2024年")),
    fault("ZSE17", "时效写成去年", ROAD, {"[工程完工时间].target": "2025年10月31日前"}, ("[工程完工时间].target", "2025年")),
    fault("ZSE17", "部门目标年份没改", WATER, None, ("plan:overall_goal", "2025年"), plan=spoilt_plan(WATER_PLAN, {"overall_goal": ("（一）疏浚支渠", "（一）2025年疏浚支渠")})),
    fault("ZSE17", "项目名称带旧年份", HEAT, {"name": "2024年办公楼冬季供暖"}, ("name", "2024年")),
    fault("ZSE17", "投入使用日期是前年", CLINIC, {"[设备投入使用时间].target": "2024年9月30日前"}, ("[设备投入使用时间].target", "2024年")),
    fault("ZSE17", "目标完成日写成上年", RADIO, {"goal": ("1、9月底前", "1、2025年9月底前")}, ("goal", "2025年")),
    # ZSE20 code kind against text
    fault("ZSE20", "经常性编码写一次性购置", TRAINING, {"purpose": ("培训养老护理员200人。", "本项目为一次性项目，培训养老护理员200人。")}, ("code|purpose|goal", "")),
    fault("ZSE20", "一次性编码却年年安排", FORESTRY, {"purpose": ("沙荒地造林1000亩。", "本项目每年安排，沙荒地造林1000亩。")}, ("code|purpose|goal", "")),
    fault("ZSE20", "一次性编码写经常性项目", EVENT, {"purpose": ("赛事组织和裁判40万元", "本项目为经常性项目。赛事组织和裁判40万元")}, ("code|purpose|goal", "")),
    fault("ZSE20", "经常性编码写一次性支出", LIBRARY, {"purpose": ("用于图书购置8万元", "属一次性支出，用于图书购置8万元")}, ("code|purpose|goal", "")),
    fault("ZSE20", "一次性编码写常年性工作", CLINIC, {"purpose": ("购置彩色超声诊断仪1台", "系常年性项目，购置彩色超声诊断仪1台")}, ("code|purpose|goal", "")),
]
