"""Kin of the mistakes that the thirteenth set showed to be missed: the same slips in other trades and other words."""

# ruff: noqa: F403, F405
# fmt: off
from written_sets import written

from planted.tables import *

_TABLES = {one.project.name: (one.project, one.year) for name in ("eleventh", "twelfth", "thirteenth") for one in written(name)}


def kin(rule, note, part, edits, *found, **more):
    """A fault in the one table of the later sets whose name holds these words."""
    table, year = next(entry for name, entry in _TABLES.items() if part in name)
    return fault(rule, f"{note}（亲戚）", table, edits, *found, year=year, **more)


FAULTS = [
    # counts that do not make their whole
    kin("ZSE03", "男女分列多出十人", "营养改善", {"goal": ("为6400名义务教育学生提供营养餐", "为6400名义务教育学生（男生3310人、女生3100人）提供营养餐")}, ("goal", "3310人")),
    kin("ZSE03", "一期二期分开，总数少两座", "集中供水", {"purpose": ("新建蓄水池8座，", "新建蓄水池8座（一期3座、二期7座），")}, ("purpose", "8座")),
    kin("ZSE03", "县道乡道相加不是合计", "日常养护", {"goal": ("合计340公里", "合计360公里")}, ("goal", "360公里")),
    kin("ZSE03", "巡展讲座共多少场加错", "科普大篷车", {"goal": ("巡展48场、科普讲座36场；", "巡展48场、科普讲座36场，共计94场；")}, ("goal", "94场"), also=("ZSB03 没有一条考核合计",)),
    kin("ZSE03", "分别是两类井，加不出总数", "燃气老化", {"goal": ("改造庭院和户内管道2400户", "改造庭院和户内管道2400户，分别为城镇1500户、农村800户")}, ("goal", "2400户")),
    kin("ZSE03", "年龄三档加起来不够", "高龄津贴", {"goal": ("90—99周岁1600人、", "90—99周岁1500人、")}, ("goal", "1500人")),
    kin("ZSE03", "每班三名共六十四名", "暑期公益托管", {"goal": ("每班配备志愿者3名、共54名", "每班配备志愿者3名、共64名")}, ("goal", "64名")),
    kin("ZSE03", "每月八次一年一百次", "流动图书车", {"goal": ("下乡服务96次（每月8次）", "下乡服务100次（每月8次）"), "[流动图书车下乡服务次数].target": "≥100次/年"}, ("goal", "100次"), also=("ZSE02 用途九十六",)),
    # sums and their sources
    kin("ZSF12", "中央县级两头加不出总投资", "燃气老化", {"purpose": ("县级120万元", "县级100万元")}, ("purpose", "420万元")),
    kin("ZSF12", "上级多写二十万", "高龄津贴", {"purpose": ("上级补助420万元，县级财政840万元", "上级补助440万元，县级财政840万元")}, ("purpose", "1260万元")),
    kin("ZSF12", "自筹少写六万", "病险山塘", {"purpose": ("镇村自筹26万元", "镇村自筹20万元")}, ("purpose", "176万元")),
    kin("ZSE04", "“所需资金”与预算不同", "文明实践", {"purpose": ("三项合计31万元", "所需资金31万元"), "budget.total": "33.00", "budget.fiscal": "33.00"}, ("purpose", "31万元")),
    kin("ZSE04", "“全部经费”少了两万", "户外劳动者", {"purpose": ("两项29万元", "全部经费29万元"), "budget.total": "27.00", "budget.fiscal": "27.00"}, ("purpose", "29万元")),
    kin("ZSE04", "“共需投入”多出四万", "小流域", {"purpose": ("合计260万元", "共需投入260万元"), "budget.total": "256.00", "budget.fiscal": "256.00"}, ("purpose", "260万元")),
    kin("ZSF10", "辅导员标准提了算式没提", "家庭医生", {"purpose": ("老年人免费体检1800人，每人100元，18万元", "老年人免费体检1800人，每人120元，1800×100＝18万元")}, ("purpose", "120元")),
    kin("ZSF10", "志愿者生活补助涨了算式照旧", "西部计划", {"purpose": ("志愿者18名，每人每月生活补助2000元（含社保），12个月43.2万元", "志愿者18名，每人每月生活补助2200元，18×2000×12＝43.2万元")}, ("purpose", "2200元")),
    kin("ZSF11", "庭院灯涨价，算式还是老价", "人民公园", {"purpose": ("更换庭院灯160盏，每盏2500元，40万元", "更换庭院灯160盏，每盏2600元，160×2500＝40万元")}, ("purpose", "2600元")),
    kin("ZSF11", "谷坊每座三万二，算式按三万", "小流域", {"purpose": ("修建谷坊26座、每座3万元，计78万元", "修建谷坊26座，每座3.2万元，26×3＝78万元")}, ("purpose", "3.2万元")),
    kin("ZSD09", "每村只发两份，一共二十二份", "集中供水", {"[受益群众满意度].description": "11个村各填问卷2份，共22份，满意和较满意占比"}, ("[受益群众满意度].description", "22份")),
]
