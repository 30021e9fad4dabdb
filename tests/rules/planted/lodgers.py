"""Mistakes after the fifteenth and sixteenth sets: what stands in a table that is not at home there, in other trades and words."""

# ruff: noqa: F403, F405
# fmt: off
from written_sets import written

from planted.tables import *

_SETS = ("thirteenth", "fourteenth", "fifteenth", "sixteenth")
_TABLES = {one.project.name: (one.project, one.year) for name in _SETS for one in written(name)}


def lodger(rule, note, part, edits, *found, **more):
    """A fault in the one table of the latest sets whose name holds these words."""
    ((table, year),) = [entry for name, entry in _TABLES.items() if part in name]
    return fault(rule, f"{note}（寄居）", table, edits, *found, year=year, **more)


def added(rule, note, part, *cells, also=()):
    """A row put in at the end, told at its name."""
    return lodger(rule, note, part, None, (f"[{cells[2]}].level3", ""), add=(cells,), also=also)


FAULTS = [
    # somebody is served, by whatever the money keeps up
    lodger("ZSA03", "取暖物业没人问职工", "行政中心办公楼物业", {"goal": ("四是驻楼单位职工满意度达到93%。", "四是全年不断水断电。")}, ("indicators", ""), drop=("驻楼单位职工满意度",)),
    lodger("ZSA03", "路灯亮给谁看没有问", "城市路灯电费", {"goal": ("；市民满意度达到90%", "")}, ("indicators", ""), drop=("市民满意度",)),
    lodger("ZSA03", "焚烧厂旁边的居民没有问", "生活垃圾焚烧处理费", {"goal": ("，周边居民满意度达到85%", "")}, ("indicators", ""), drop=("周边居民满意度",)),
    lodger("ZSA03", "养路不问走路的人", "农村公路日常养护", {"goal": ("；4.沿线群众满意度90%以上", "")}, ("indicators", ""), drop=("沿线群众满意度",)),
    # terms of payment and sources are no reckoning
    lodger("ZSA13", "只写了什么时候付", "三所小学校舍维修", {"purpose": "用于三所小学校舍维修，共需86.4万元，开工付30%，竣工付至80%，审计后付清。"}, ("purpose", "")),
    lodger("ZSA13", "只写了谁出钱", "农村饮水安全", {"purpose": "用于农村饮水安全巩固工程，总投资310万元，县财政承担248万元，县供水公司自筹62万元。"}, ("purpose", "")),
    lodger("ZSA13", "只写了分几次拨", "城区公园绿地养护", {"purpose": "市属公园绿地全年养护经费260.82万元，分4次拨付。"}, ("purpose", "")),
    # praise of any work
    lodger("ZSA11", "目标只夸效益", "农村公路日常养护", {"goal": "通过实施农村公路日常养护项目，取得良好的社会效益。"}, ("goal", "")),
    lodger("ZSA11", "目标只提高服务水平", "公共图书馆免费开放", {"goal": "全面完成公共图书馆免费开放各项任务，提高服务水平。"}, ("goal", "")),
    lodger("ZSA11", "目标只说资金规范", "残疾人康复救助", {"goal": "完成2026年度残疾人康复救助任务，确保资金使用规范，发挥应有效益。"}, ("goal", "")),
    # marks of a form
    lodger("ZSA18", "依据栏还是括号里的提示", "农村公路日常养护", {"[县道养护里程].basis": "（文件名称）"}, ("[县道养护里程].basis", "")),
    lodger("ZSA18", "指标值写据实填写", "残疾人康复救助", {"[服药补贴人数].target": "据实填写"}, ("[服药补贴人数].target", "")),
    lodger("ZSA18", "完工时间还是X月X日", "三所小学校舍维修", {"[完工时间].target": "X月X日前"}, ("[完工时间].target", "")),
    lodger("ZSA18", "名称还是数量指标1", "农村饮水安全", {"[备用水源井数量].level3": "数量指标1"}, ("indicators[1].level3", "")),
    # a near trade of which the table has no word
    added("ZSB01", "招商表里扫马路", "招商引资推介活动", OUT, QTY, "清扫保洁道路面积", "环卫作业的实测面积", "≥5万平方米", "环卫台账"),
    added("ZSB01", "公园里培训教师", "城区公园绿地养护", OUT, QTY, "培训中小学教师人数", "签到的参训教师", "≥200人", "教师培训计划"),
    added("ZSB01", "招商表里打疫苗", "招商引资推介活动", OUT, QTY, "疫苗接种人次", "接种系统登记人次", "≥5000人次", "接种计划"),
    added("ZSB01", "路灯表里养老床位", "城市路灯电费", OUT, QTY, "养老机构床位数", "民政备案的在用床位", "≥100张", "民政台账"),
    # what a description measures
    lodger("ZSB02", "用水量的描述量的是电", "行政中心办公楼物业", {"[全年用水量].description": "供电公司账单载明的用电度数"}, ("[全年用水量].description", "")),
    lodger("ZSB02", "完工时间数的是学生", "三所小学校舍维修", {"[完工时间].description": "三所小学在校学生人数"}, ("[完工时间].description", "")),
    lodger("ZSB02", "补贴企业数写成金额", "企业稳岗扩岗补贴", {"[享受稳岗补贴企业数].description": "全年发放的补贴资金总额"}, ("[享受稳岗补贴企业数].description", "")),
    lodger("ZSB02", "节水量写成省下的电费", "农村饮水安全", {"[年节约用水量].description": "节约电费的金额"}, ("[年节约用水量].description", "")),
    lodger("ZSB02", "亮灯率算的是投诉", "城市路灯电费", {"[主干道亮灯率].description": "市民投诉办结的件数÷受理件数"}, ("[主干道亮灯率].description", "")),
    lodger("ZSB02", "苗木保存率算的是器材", "城区公园绿地养护", {"[苗木保存率].description": "公园健身器材完好件数÷器材总件数"}, ("[苗木保存率].description", "")),
    lodger("ZSB02", "供水保证率算的是水费", "农村饮水安全", {"[供水保证率].description": "水费收缴户数÷用户总户数"}, ("[供水保证率].description", "")),
    # people of another office
    lodger("ZSB05", "图书馆问种粮农户", "公共图书馆免费开放", {"[读者满意度].level3": "种粮农户满意度", "[读者满意度].description": "访问种粮农户100户，满意占比", "goal": ("读者满意度95%", "种粮农户满意度95%")}, ("[读者满意度].level3", "")),
    lodger("ZSB05", "残联问景区游客", "残疾人康复救助", {"[受助残疾人满意度].level3": "旅游景区游客满意度", "[受助残疾人满意度].description": "现场访问游客100人，满意占比"}, ("[受助残疾人满意度].level3", ""), also=("ZSB01 游客也与项目无关",)),
    lodger("ZSB05", "消防大队问农技人员", "城西消防救援站", {"[辖区居民和企业满意度].level3": "农技推广部门满意度", "goal": ("辖区居民和企业满意度", "农技推广部门满意度")}, ("[辖区居民和企业满意度].level3", "")),
    # other places and bodies
    lodger("ZSB09", "描述开头是别县的名字", "农村饮水安全", {"[供水保证率].description": "青屏县正常供水天数÷全年天数×100%"}, ("[供水保证率].description", "青屏县")),
    lodger("ZSB09", "目标里巩固别县的就业", "企业稳岗扩岗补贴", {"goal": ("3.补贴发放准确率", "3.巩固白河县就业局势，补贴发放准确率")}, ("goal", "白河县")),
    lodger("ZSB09", "街道办写着另一条街道", "街道环境卫生保洁", {"[居民满意度].description": "在城西街道9个社区各随机访问居民30人、共270人，满意和较满意人数占比"}, ("[居民满意度].description", "城西街道")),
    lodger("ZSB09", "图书馆数文化馆的门禁", "公共图书馆免费开放", {"[到馆人次].description": "县文化馆门禁系统全年计数"}, ("[到馆人次].description", "县文化馆")),
    lodger("ZSB09", "依据是别县的台账", "城市路灯电费", {"[路灯维护盏数].basis": "洺南县2025年末路灯资产台账"}, ("[路灯维护盏数].basis", "洺南县")),
    # beyond any county's money
    lodger("ZSB11", "图书馆要建国际一流", "公共图书馆免费开放", {"goal": ("读者满意度95%。", "读者满意度95%，建成国际一流图书馆。")}, ("goal", "")),
    lodger("ZSB11", "养路要让全县腾飞", "农村公路日常养护", {"goal": ("4.沿线群众", "4.促进区域经济腾飞，沿线群众")}, ("goal", "")),
    # steps of work
    added("ZSB12", "方案制定率当效益", "三所小学校舍维修", BEN, SOC, "维修方案制定完成率", "已制定方案÷应制定方案", "=100%", "校舍维修计划"),
    added("ZSB12", "资料归档当效益", "企业稳岗扩岗补贴", BEN, SOC, "补贴资料整理归档率", "已归档件数÷应归档件数", "=100%", "档案管理办法"),
    added("ZSB12", "宣传折页发放当效益", "街道环境卫生保洁", BEN, SOC, "宣传折页发放份数", "发放登记的份数", "≥3000份", "保洁宣传安排"),
    added("ZSB13", "发出去的补贴当数量", "残疾人康复救助", OUT, QTY, "发放服药补贴金额", "全年发放的服药补贴", "≥18万元", "2026年预算"),
    added("ZSB14", "资金拨付使用率另设一条", "城区公园绿地养护", OUT, QLT, "养护资金拨付使用率", "实际支出÷年度预算", "≥95%", "支出计划"),
    # the same once more
    added("ZSB15", "居民对保洁再问一次", "街道环境卫生保洁", SAT, SERVED, "社区居民对环境卫生的满意程度", "入户询问居民200人，满意和较满意人数占比", "≥92%", "2025年问卷"),
    added("ZSB15", "沿线村民就是沿线群众", "农村公路日常养护", SAT, SERVED, "沿线村民满意率", "访问沿线村民240人，满意和较满意占比", "≥90百分比", "2025年访问"),
    added("ZSB15", "绿地面积换个叫法", "城区公园绿地养护", OUT, QTY, "公园绿地管护面积", "一级、二级绿地实测面积之和", "≥41.8万平方米", "2025年绿地测绘成果"),
    added("ZSB15", "坑槽修补说了两遍", "农村公路日常养护", OUT, TIM, "路面坑槽修复时间", "发现坑槽到修补完成", "≤5天", "养护任务书第六条"),
    added("ZSB15", "准确率改叫正确率", "企业稳岗扩岗补贴", OUT, QLT, "补贴资金发放正确率", "核查无误笔数÷核查笔数", "=100%", "第三方核查报告"),
    added("ZSB16", "苗木存活又作生态效益", "城区公园绿地养护", BEN, ENV, "苗木存活比例", "年末存活株数÷在册株数", "≥97%", "2025年末清查96.7%", also=("ZSH02 放在生态效益里也不对",)),
    # under the wrong heading
    lodger("ZSH02", "设施完好率归可持续", "城市路灯电费", {"[设施完好率].level1": "效益指标", "[设施完好率].level2": "可持续影响指标"}, ("[设施完好率].level3", "")),
    lodger("ZSH02", "考核得分归可持续", "行政中心办公楼物业", {"[物业服务考核得分].level1": "效益指标", "[物业服务考核得分].level2": "可持续影响指标"}, ("[物业服务考核得分].level3", "")),
    lodger("ZSH02", "展位使用率归生态", "农产品展销会", {"[展位使用率].level1": "效益指标", "[展位使用率].level2": "生态效益指标"}, ("[展位使用率].level3", ""), also=("ZSA05 质量没有了",)),
    lodger("ZSH03", "屋面防水归可持续", "三所小学校舍维修", {"[屋面防水面积].level1": "效益指标", "[屋面防水面积].level2": "可持续影响指标"}, ("[屋面防水面积].level3", "")),
    lodger("ZSH03", "布置展位归可持续", "农产品展销会", {"[布置展位数].level1": "效益指标", "[布置展位数].level2": "可持续影响指标"}, ("[布置展位数].level3", "")),
    lodger("ZSH03", "摆花盆数归可持续", "城区公园绿地养护", {"[时令花卉摆放盆数].level1": "效益指标", "[时令花卉摆放盆数].level2": "可持续影响指标"}, ("[时令花卉摆放盆数].level3", "")),
    added("ZSH04", "录用毕业生归经济", "招商引资推介活动", BEN, ECO, "签约企业招用毕业生人数", "签约企业当年招用的毕业生", "≥60人", "签约企业用工计划"),
    added("ZSH04", "安置残疾人归经济", "残疾人康复救助", BEN, ECO, "安置残疾人人数", "辅助性岗位安置的残疾人", "≥20人", "康复服务工作计划"),
    lodger("ZSH05", "销售额归社会", "农产品展销会", {"[产销协议签约金额].level2": "社会效益指标"}, ("[产销协议签约金额].level3", "")),
    lodger("ZSH05", "降低成本归社会", "企业稳岗扩岗补贴", {"[户均降低用工成本].level2": "社会效益指标"}, ("[户均降低用工成本].level3", "")),
    lodger("ZSH06", "完工日期放进社会效益", "三所小学校舍维修", {"[完工时间].level1": "效益指标", "[完工时间].level2": "社会效益指标"}, ("[完工时间].level3", ""), also=("ZSA06 时效没有了",)),
    lodger("ZSH06", "亮灯率放进社会效益", "城市路灯电费", {"[主干道亮灯率].level1": "效益指标", "[主干道亮灯率].level2": "社会效益指标"}, ("[主干道亮灯率].level3", "")),
    lodger("ZSH01", "苗木保存率归时效", "城区公园绿地养护", {"[苗木保存率].level2": "时效指标"}, ("[苗木保存率].level3", "")),
    lodger("ZSH01", "考核得分归时效", "行政中心办公楼物业", {"[物业服务考核得分].level2": "时效指标"}, ("[物业服务考核得分].level3", "")),
]
