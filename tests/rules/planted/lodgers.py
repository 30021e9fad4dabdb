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


_LATER = {
    one.project.name: (one.project, one.year)
    for name in ("seventeenth", "eighteenth", "nineteenth", "twentieth")
    for one in written(name)
}


def newest(rule, note, part, edits, *found, **more):
    """A fault in the one table of the four newest sets whose name holds these words."""
    ((table, year),) = [entry for name, entry in _LATER.items() if part in name]
    return fault(rule, f"{note}（新客）", table, edits, *found, year=year, **more)


def put_in(rule, note, part, *cells, also=(), edits=None):
    """A row put in at the end of one of them, told at its name."""
    return newest(rule, note, part, edits, (f"[{cells[2]}].level3", ""), add=(cells,), also=also)


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
    # a purpose that lists works is works, whatever the name
    newest("ZSA07", "用途列着衬砌和铺设", "旱碱麦", {"name": "沿河三村节水灌溉项目", "purpose": "衬砌支渠4.2公里，每公里8万元，计33.6万元；埋设管道3公里，每公里7.6万元，计22.8万元；工程监理费3.6万元。总投资60万元。"}, ("indicators", ""), drop=("单份测试费用",)),
    newest("ZSA07", "展厅运行和外墙修缮连在一个名字里", "馆藏珍贵文物", {"name": "展厅运行经费和外墙修缮"}, ("indicators", ""), drop=("青铜器单件修复费",)),
    newest("ZSA07", "梯田建设没有成本", "高标准农田", {"name": "坡改梯农田建设", "goal": ("；总投资和亩均投资分别控制在1350万元和1500元以内", "")}, ("indicators", ""), drop=("项目总投资", "亩均投资")),
    # instalments in percent are no reckoning
    newest("ZSA13", "只写了分三次结算的比例", "除雪机械", {"purpose": "根据冬季除雪需要，2026年租赁机械、储备物料，需资金191.5万元，由县财政承担。分两次结算，结算比例分别为40%、100%。"}, ("purpose", "")),
    newest("ZSA13", "只写了按季拨付的比例", "野生动物致害", {"purpose": "用于野生动物致害补偿和调控，资金90万元，由县级财政安排，每季末累计拨付25%、50%、75%、100%。"}, ("purpose", ""), also=("ZSD04",)),
    # an only row that the goal leaves out
    newest("ZSB04", "目标漏了红外相机", "野生动物致害", {"goal": ("、红外相机80台", ""), "purpose": ("4.红外相机监测：80台×1300元，10.4万元。", "4.野外监测设备10.4万元。")}, ("[布设红外相机台数].level3", "")),
    put_in("ZSB04", "演出表里有一条线上点播没人提过", "戏曲和综艺", OUT, QTY, "网络直播点播量", "直播平台后台统计的点播次数", "≥5200次", "2026年直播统计"),
    put_in("ZSB04", "审计表里有一条回访没人提过", "政府投资项目审计", OUT, QTY, "中介机构约谈家数", "有约谈记录的中介机构", "≥24家", "审计局约谈办法"),
    # what another office alone brings about
    put_in("ZSB05", "书记员经费考核出警", "人工增雨防雹", BEN, SOC, "治安案件查处率", "查处的治安案件÷受理件数×100%", "≥95%", "2025年94.1%"),
    put_in("ZSB05", "统计局承担升学率", "第四次全国农业普查准备", BEN, SOC, "初中毕业生升学率", "升入高中阶段人数÷初中毕业人数×100%", "≥92%", "2025年91.2%", also=("ZSB01 普查里没有教育的事",)),
    put_in("ZSB05", "地方志修出了治愈率", "南宫岭县志", BEN, SOC, "住院患者治愈率", "治愈出院人数÷出院人数×100%", "≥60%", "2025年58%", also=("ZSB01 县志里没有医疗的事",)),
    newest("ZSB05", "审计局还要造林", "政府投资项目审计", {"goal": ("现场检测60点。", "现场检测60点，完成荒山造林300亩。")}, ("goal|[荒山造林面积].level3", ""), add=((OUT, QTY, "荒山造林面积", "验收合格的造林面积", "≥300亩", "造林作业设计"),)),
    newest("ZSB05", "气象局还管养老床位", "人工增雨防雹", {"goal": ("年检发射架12部；", "年检发射架12部，运营养老机构床位80张；")}, ("goal|[运营养老机构床位数].level3", ""), add=((OUT, QTY, "运营养老机构床位数", "在用床位数", "≥80张", "民政台账"),)),
    # of which the table has no word
    put_in("ZSB01", "选派人才表里管污水", "对口支援教育医疗", BEN, ENV, "城镇生活污水处理率", "处理量÷排放量×100%", "≥95%", "2025年94%"),
    put_in("ZSB01", "增雨表里清运垃圾", "人工增雨防雹", OUT, QTY, "清运建筑垃圾量", "过磅的建筑垃圾", "≥5000吨", "清运台账"),
    put_in("ZSB01", "防疫表里改厕", "春秋两季", OUT, QTY, "改造学校旱厕座数", "验收合格的学校厕所", "≥12座", "改厕计划"),
    # other counters and other things
    newest("ZSB02", "检验批次数的是扦样器具", "县级储备粮油", {"[质量检验批次].description": "全年校准的扦样器、天平台件数"}, ("[质量检验批次].description", "")),
    newest("ZSB02", "发放份数数的是终端台套", "第四次全国农业普查准备", {"[一封信发放份数].description": "领用的采集终端和充电器台套数"}, ("[一封信发放份数].description", "")),
    # offices of other places
    newest("ZSB09", "由别县的中心验收", "除雪机械", {"purpose": ("融雪剂10月到货付款", "由青岭县公路事务中心核对出勤，融雪剂10月到货付款")}, ("purpose", "青岭县")),
    newest("ZSB09", "报别县的局审批", "优抚对象", {"goal": ("每月15日前为", "经洺泉县社会事业局审核，每月15日前为")}, ("goal", "洺泉县")),
    newest("ZSB09", "归外市的地铁指挥部管", "县级储备粮油", {"purpose": ("总计313.84万元。", "总计313.84万元。资金由白澜市轨道交通建设指挥部统一支付。")}, ("purpose", "白澜市")),
    newest("ZSB09", "经外市的旅游委员会核定", "聘用制书记员", {"purpose": ("聘用制书记员45名。", "经云岫市文化旅游发展委员会核定，聘用制书记员45名。")}, ("purpose", "云岫市")),
    # one crowd, one formula told twice
    put_in("ZSB15", "健身人次换成锻炼群众", "体育场馆免费开放", OUT, QTY, "入馆锻炼群众人次", "3处场馆入口计数器记录的群众人次", "≥26万人次", "2025年25.3万人次"),
    put_in("ZSB15", "观众换成到场群众", "戏曲和综艺", BEN, SOC, "现场看戏群众人次", "现场看戏的群众人次，演出回执合计", "≥4.8万人次", "2026年预计"),
    put_in("ZSB16", "取证比例又作社会效益", "体育彩票公益金", BEN, SOC, "证书获得比例", "取得二级证书的学员数÷培训学员数×100%", "≥95%", "2025年94%"),
    put_in("ZSB16", "结业率换名", "对口支援教育医疗", BEN, SOC, "研修合格拿证比例", "考核合格取得结业证的学员数÷跟岗学员数×100%", "≥97%", "2025年96%"),
    # still quality under another heading
    newest("ZSH02", "抽检合格率归可持续", "除雪机械", {"[融雪剂抽检合格率].level1": "效益指标", "[融雪剂抽检合格率].level2": "可持续影响指标"}, ("[融雪剂抽检合格率].level3", "")),
    newest("ZSH02", "驱赶器完好率归可持续", "野生动物致害", {"[驱赶器完好率].level1": "效益指标", "[驱赶器完好率].level2": "可持续影响指标"}, ("[驱赶器完好率].level3", "")),
    put_in("ZSB12", "补偿资料归档率当社会效益", "野生动物致害", BEN, SOC, "补偿资料归档率", "已归档件数÷应归档件数×100%", "=100%", "档案管理办法"),
    put_in("ZSB12", "调度会当社会效益", "除雪机械", BEN, SOC, "作业调度会议召开次数", "有纪要的调度会次数", "≥6次", "除雪保畅方案"),
]
