"""Group F: sums that do not come out."""

# ruff: noqa: F403, F405
# fmt: off
from planted.tables import *

FAULTS = [
    # ZSF01 budget parts do not add up
    fault("ZSF01", "财政资金少两千", SCHOOL, {"budget.fiscal": "9.40"}, ("budget.total|budget.fiscal", "")),
    fault("ZSF01", "其他资金又加了一遍", ROAD, {"budget.other": "40.00"}, ("budget.total|budget.fiscal|budget.other", "")),
    fault("ZSF01", "总额只写了财政部分", AMBULANCE, {"budget.total": "60.00"}, ("budget.total|budget.fiscal|budget.other", "")),
    fault("ZSF01", "小数点错位", EVENT, {"budget.fiscal": "9.50"}, ("budget.total|budget.fiscal", "")),
    fault("ZSF01", "末位抄错", ARCHIVES, {"budget.fiscal": "57.50"}, ("budget.total|budget.fiscal", "")),
    # ZSF10 people, pay and months
    fault("ZSF10", "十六人写成十八人", TOILETS, {"purpose": ("保洁员16人", "保洁员18人")}, ("purpose", "")),
    fault("ZSF10", "月工资改了合计没改", FIREWATCH, {"purpose": ("每人每月1,200元", "每人每月1,400元")}, ("purpose", "")),
    fault("ZSF10", "按十三个月算的", POSTS, {"purpose": "开发乡村公益性岗位80个，岗位补贴80人，每人每月1900元，全年197.6万元；社会保险补贴80人，每人每月590元，全年47.2万元；合计244.8万元。"}, ("purpose", "197.6")),
    fault("ZSF10", "二十人工资乘不出", HEAT, {"name": "机关后勤保障经费", "purpose": "用于后勤人员20人工资，每人每月1680元，全年合计41.6万元。"}, ("purpose", "41.6")),
    fault("ZSF10", "护理补贴人数与金额对不上", DISABLED, {"purpose": ("二级600人，计43.2万元", "二级700人，计43.2万元")}, ("purpose", "43.2")),
    fault("ZSF10", "写成乘式也算错", HOUSEHOLD, {"purpose": ("120户×80元/户·月×12个月=11.52万元", "130户×80元/户·月×12个月=11.52万元")}, ("purpose", "11.52"), also=("ZSE02 目标还是一百二十户",)),
    # ZSF11 price times quantity
    fault("ZSF11", "单价一千二写成一千五", FOOD, {"purpose": "全年抽检1050批次，每批次600元，共52.5万元。检验机构通过政府采购确定。"}, ("purpose", "")),
    fault("ZSF11", "供暖单价少一个数量级", HEAT, {"purpose": ("收费标准26元/平方米·季", "收费标准2.6元/平方米·季")}, ("purpose", "")),
    fault("ZSF11", "图书册数抄错", SCHOOL, {"purpose": ("采购图书3000册", "采购图书2000册")}, ("purpose", "")),
    fault("ZSF11", "清扫单价改了小计没改", CLEANING, {"purpose": ("每平方米每年7.2元", "每平方米每年6.5元")}, ("purpose", "")),
    fault("ZSF11", "防护服六十套乘不出", PROCUREMENT, {"purpose": ("每套6000元，计36万元", "每套5000元，计36万元")}, ("purpose", "36")),
    fault("ZSF11", "每村五千乘一百五十", RADIO, {"purpose": ("每村5000元，共75万元", "每村6000元，共75万元")}, ("purpose", "75")),
    # ZSF12 parts do not add up
    fault("ZSF12", "三项加起来多一万", EVENT, {"purpose": ("赛道保障和医疗救护25万元", "赛道保障和医疗救护26万元")}, ("purpose", "95")),
    fault("ZSF12", "监理费没加进去", ROAD, {"purpose": ("监理费7.5万元", "监理费17.5万元")}, ("purpose", "265")),
    fault("ZSF12", "四项开支与两级资金差一万", LIBRARY, {"purpose": ("水电费3万元", "水电费4万元")}, ("purpose", "")),
    fault("ZSF12", "预备费抄漏", CANAL, {"purpose": ("，工程预备费10万元", "")}, ("purpose", "480")),
    fault("ZSF12", "分号列的三项少两万", TEMPLE, {"purpose": ("设计费3.5万元", "设计费1.5万元")}, ("purpose", "92")),
    fault("ZSF12", "宣传片改价后合计没改", INVESTMENT, {"purpose": ("制作宣传片1部、6万元", "制作宣传片1部、9万元")}, ("purpose", "28")),
    # ZSF13 yuan and wan mixed up
    fault("ZSF13", "预算数按元填", SCHOOL, {"budget.total": "96000", "budget.fiscal": "96000"}, ("budget.total|purpose", "")),
    fault("ZSF13", "用途把元写成万元", CANTEEN, {"purpose": ("需54000元", "需54000万元")}, ("purpose|budget.total", "54000万元")),
    fault("ZSF13", "成本指标把元写成万元", GARBAGE, {"[每吨清运成本].target": "≤100万元/吨"}, ("[每吨清运成本].target", "100万元")),
    fault("ZSF13", "预算数按元填，带两位小数", TRAINING, {"budget.total": "360000.00", "budget.fiscal": "360000.00"}, ("budget.total|purpose", "")),
    fault("ZSF13", "合计把万元写成元", FORESTRY, {"purpose": ("合计118万元", "合计118元")}, ("purpose|budget.total", "118元")),
    # ZSF14 rounded total
    fault("ZSF14", "合同价六万九千九百六十，预算7.00", PLATFORM, {"purpose": ("平台运维合同价35.5万元/年", "平台运维费全年354960元")}, ("budget.total|purpose", "")),
    fault("ZSF14", "用元写差三十", CANTEEN, {"purpose": ("需54000元", "需53970元")}, ("budget.total|purpose", "")),
    fault("ZSF14", "万元三位小数进成两位", FOOD, {"purpose": ("共52.5万元", "共52.496万元")}, ("budget.total|purpose", "")),
    fault("ZSF14", "抹去零头", LAWYERS, {"purpose": "预计全年办理法律援助案件240件，办案补贴共312040元。"}, ("budget.total|purpose", "312040")),
    fault("ZSF14", "合同价带角分", CHRONICLE, {"purpose": "县志审校、印刷合同价359985.60元。"}, ("budget.total|purpose", "359985.60")),
]
