"""Mistakes that take a person's eye, or other papers, to see: five and more for each such rule."""

# ruff: noqa: F403, F405
# fmt: off
from dataclasses import replace
from decimal import Decimal

from held_out_clerks import (
    BURIAL,
    COUNSEL,
    ELDERS,
    FILMS,
    FITNESS,
    HAIL,
    HOTLINE,
    MARKETS,
    MOTHS,
    PRICES,
    RELIEF,
    TOURISM,
)
from held_out_towns import ZONE, ZONE_PLAN

from planted.tables import *
from zhunsheng.model.document import Document
from zhunsheng.rules.outside import Outside


def last_year(table, edits=None, year=2025):
    """What the same project's table said in an earlier year."""
    return Document(table.unit, year, projects=(spoilt(table, edits),))


def before(*documents):
    return Outside(earlier=documents)


def approved(table, wan):
    return Outside(approved={table.code: Decimal(str(wan)) * 10_000})


ASSESSED_NONE = Outside(earlier=(), assessed=frozenset())


def _of(*tables):
    """Tables of one unit: the first one's."""
    return tuple(replace(one, unit=tables[0].unit, code=f"{(tables[0].code or '')[:3]}-0101-JBN-T{number:03d}") for number, one in enumerate(tables))


def grown(table, wan, name, code):
    """The table as a much larger project of another name."""
    made = spoilt(table, {"budget.total": wan, "budget.fiscal": wan, "name": name})
    return replace(made, code=code)


FAULTS = [
    # ZSA25 a task of the department that no project carries
    fault("ZSA25", "法律援助有任务没有项目", _of(WATER, ROADCARE, TOILETS, GARBAGE, CAMERAS), None, ("plan:sub_goal", "法律援助"), plan=spoilt_plan(WATER_PLAN, {"overall_goal": "水务局保障灌溉安全。\n（一）疏浚支渠12公里。", "sub_goal": "1.农田水利方面，5月底前疏浚支渠12公里。\n2.法律援助方面，办理法律援助案件380件。"})),
    fault("ZSA25", "招商任务没有项目", _of(ROAD, ROADCARE, BUS, GARBAGE, TOILETS), None, ("plan:sub_goal", "招商"), plan=spoilt_plan(ROAD_PLAN, {"sub_goal": "1.路网建设方面，10月底前完成张庄至李庄5公里大修。\n2.招商引资方面，签约运输项目2个。"})),
    fault("ZSA25", "家庭医生签约没有项目", _of(CULTURE, LIBRARY, RADIO, CHRONICLE, CONTEST), None, ("plan:overall_goal", "家庭医生"), plan=spoilt_plan(replace(CLINIC_PLAN, unit=CULTURE.unit), {"overall_goal": "中心服务群众。\n（一）家庭医生签约9800人，重点人群随访率不低于85%。", "sub_goal": "1.送戏下乡方面，演出90场。"})),
    fault("ZSA25", "安全生产写在总体目标里", _of(SCHOOL, LIBRARY, TEACHERS, TRAINING, MEALS), None, ("plan:overall_goal", "安全生产"), plan=spoilt_plan(SCHOOL_PLAN, {"overall_goal": "学校落实立德树人根本任务。\n（一）采购图书3000册。\n（二）安全生产检查企业120家。"})),
    fault("ZSA25", "殡葬改革没有项目", _of(TOURISM, CULTURE, LIBRARY, RADIO, EVENT), None, ("plan:sub_goal", "殡葬"), plan=replace(WATER_PLAN, unit=TOURISM.unit, overall_goal="推进文旅融合。\n（一）设置旅游交通标识牌42块。", sub_goal="1.旅游服务方面，9月25日前设置旅游交通标识牌42块。\n2.殡葬改革方面，新建公益性公墓6处。")),
    fault("ZSA25", "说不出哪一行的任务也没有项目", _of(TOURISM, CULTURE, LIBRARY, RADIO, EVENT), None, ("plan:sub_goal", "蜜蜂"), plan=replace(WATER_PLAN, unit=TOURISM.unit, overall_goal="推进文旅融合。\n（一）设置旅游交通标识牌42块。", sub_goal="1.旅游服务方面，9月25日前设置旅游交通标识牌42块。\n2.蜜蜂博物园方面，引种蜂箱600箱。")),
    # ZSB01 an indicator of another trade
    fault("ZSB01", "学校图书项目写灌溉面积", SCHOOL, None, ("[新增灌溉面积].level3", "灌溉"), add=((BEN, ECO, "新增灌溉面积", "新增和恢复的灌溉面积", "≥500亩", "2026年图书采购计划"),)),
    fault("ZSB01", "公路大修写住院病人", ROAD, None, ("[住院患者治愈率].level3", "住院"), add=((BEN, SOC, "住院患者治愈率", "治愈患者占出院患者的比例", "≥90%", "施工合同"),)),
    fault("ZSB01", "高龄津贴写造林成活率", ELDERS, None, ("[造林成活率].level3", "造林"), also=("ZSH02 成活率是质量",), add=((BEN, ENV, "造林成活率", "成活株数占栽植株数的比例", "≥90%", "高龄津贴发放管理细则"),)),
    fault("ZSB01", "电影放映写公共卫生", FILMS, None, ("[基本公共卫生服务人次].level3", "公共卫生"), add=((BEN, SOC, "基本公共卫生服务人次", "提供基本公共卫生服务的人次", "≥3000人次", "放映服务协议"),)),
    fault("ZSB01", "热线项目写农作物增产", HOTLINE, None, ("[小麦亩均增产].level3", "小麦"), add=((BEN, ECO, "小麦亩均增产", "比上年每亩增加的产量", "≥20公斤/亩", "话务外包合同"),)),
    fault("ZSB01", "救灾物资写招商引资", RELIEF, None, ("[招商引资签约项目个数].level3", "招商"), add=((BEN, ECO, "招商引资签约项目个数", "签约落地的招商引资项目", "≥2个", "县级救灾物资储备规划"),)),
    # ZSB03 a goal that no indicator carries
    fault("ZSB03", "目标写上座率", CULTURE, {"goal": ("群众满意度不低于92%", "剧场上座率不低于70%，群众满意度不低于92%")}, ("goal", "70%")),
    fault("ZSB03", "目标写建账户数", PRICES, {"goal": ("报送价格监测报告48期", "发布价格信息600条，报送价格监测报告48期")}, ("goal", "600条")),
    fault("ZSB03", "目标写抽样合格率", MARKETS, {"goal": ("消费者满意度达88%", "经营户自检率达到80%，消费者满意度达88%")}, ("goal", "80%")),
    fault("ZSB03", "删了受益人口指标，目标还写", ROAD, None, ("goal", "1.6万人"), drop=("受益人口数量",)),
    fault("ZSB03", "删了灌溉周期以外，目标还写灌溉面积", WATER, {"goal": ("恢复和改善灌溉面积1.8万亩", "恢复和改善灌溉面积1.8万亩，节约用水20万立方米")}, ("goal", "20万立方米")),
    fault("ZSB03", "目标写参赛队数", FITNESS, {"goal": ("参赛运动员1500人；", "参赛运动员1500人、代表队40支；")}, ("goal", "40支")),
    # ZSB04 an indicator that neither goal nor purpose mentions
    fault("ZSB04", "图书项目里多出教师论文", SCHOOL, None, ("[教师论文发表篇数].level3", "论文"), add=((OUT, QTY, "教师论文发表篇数", "教师在省级刊物发表的论文", "≥10篇", "教研工作计划"),)),
    fault("ZSB04", "标识牌项目写民宿床位", TOURISM, None, ("[新增民宿床位数].level3", "民宿"), add=((BEN, ECO, "新增民宿床位数", "当年新开业民宿的床位", "≥200张", "旅游统计报表"),)),
    fault("ZSB04", "快检写食堂明厨亮灶", MARKETS, None, ("[学校食堂明厨亮灶覆盖率].level3", "明厨亮灶"), add=((BEN, SOC, "学校食堂明厨亮灶覆盖率", "已实现明厨亮灶的学校食堂占比", "≥95%", "年度考核方案"),)),
    fault("ZSB04", "养护写新栽乔木", PARK, None, ("[新增林木成活率].level3", "新增林木"), also=("ZSB01 路灯电费里说林木", "ZSH02 成活率是质量"), add=((BEN, ENV, "新增林木成活率", "新栽林木成活株数占新栽株数的比例", "≥90%", "绿化规程"),)),
    fault("ZSB04", "人影作业写水库蓄水", HAIL, None, ("[水库蓄水增加量].level3", "水库"), add=((BEN, ECO, "水库蓄水增加量", "全县水库蓄水比上年增加的数量", "≥300万立方米", "水文年报"),)),
    # ZSB05 outside the unit's function
    fault("ZSB05", "气象局表里问科研管理部门", HAIL, {"[受益农户满意度].level3": "上级科研管理部门满意度", "[受益农户满意度].description": "上级科研管理部门对课题管理的满意度（抽样150人）"}, ("[受益农户满意度].level3", "科研管理部门"), ("[受益农户满意度].description", "科研管理部门")),
    fault("ZSB05", "农业局办学校食堂", (replace(TOILETS, unit=replace(TOILETS.unit, code="433001", name="云泽县农业农村局"), code="433-0208-JBN-A1A1", purpose=(TOILETS.purpose or "") + "同时负责中小学校食堂饭菜质量和学生作业批改。"),), None, ("purpose", "")),
    fault("ZSB05", "殡仪馆负责招商引资", BURIAL, {"purpose": ("据实结算", "据实结算，同时开展招商引资、引进企业2家")}, ("purpose", "招商引资")),
    fault("ZSB05", "档案馆管企业安全生产执法", ARCHIVES, {"goal": (ARCHIVES.goal or "") + "\n3、开展企业安全生产执法检查。"}, ("goal", "安全生产执法")),
    fault("ZSB01", "小学表里写医院住院满意度", SCHOOL, {"[学生满意度].level3": "住院患者满意度", "[学生满意度].description": "住院患者问卷满意和较满意的比例（抽样150人）", "goal": ("，学生满意度不低于90%", "")}, ("[学生满意度].level3", "住院")),
    fault("ZSB05", "气象局收治住院病人", HAIL, {"goal": (HAIL.goal or "") + "3.组织收治住院患者，改善门诊条件。"}, ("goal", "住院")),
    # ZSB06 a basis of another matter
    fault("ZSB06", "图书采购引消防水箱规范", SCHOOL, {"[图书质量合格率].basis": "《消防水箱防火规范》"}, ("[图书质量合格率].basis", "消防水箱")),
    fault("ZSB06", "彩超引公路评定标准", CLINIC, {"[设备验收合格率].basis": "《公路工程质量检验评定标准》"}, ("[设备验收合格率].basis", "公路")),
    fault("ZSB06", "高龄津贴引森林防火条例", ELDERS, {"[津贴发放准确率].basis": "《森林防火条例》"}, ("[津贴发放准确率].basis", "森林防火")),
    fault("ZSB06", "灌渠疏浚引食品安全法", WATER, {"[工程验收合格率].basis": "《中华人民共和国食品安全法》"}, ("[工程验收合格率].basis", "食品安全")),
    fault("ZSB06", "热线引农药管理条例", HOTLINE, {"[诉求按时办结率].basis": "《农药管理条例》"}, ("[诉求按时办结率].basis", "农药")),
    fault("ZSB06", "公厕保洁引义务教育法", TOILETS, {"[保洁公厕座数].basis": "《中华人民共和国义务教育法》"}, ("[保洁公厕座数].basis", "义务教育")),
    # ZSB08 a document on functions as basis of a value
    fault("ZSB08", "人次按三定方案定", CLINIC, {"[超声检查人次].basis": "青编〔2019〕8号“三定”规定"}, ("[超声检查人次].basis", "")),
    fault("ZSB08", "接通率依据机构编制文件", HOTLINE, {"[30秒接通率].basis": "平机编〔2020〕3号机构编制文件"}, ("[30秒接通率].basis", "")),
    fault("ZSB08", "成灾率依据单位职责", MOTHS, {"[林业有害生物成灾率].basis": "单位职责"}, ("[林业有害生物成灾率].basis", "职责")),
    fault("ZSB08", "满意度依据职能配置", FITNESS, {"[群众满意度].basis": "《平皋县体育事业服务中心职能配置、内设机构和人员编制规定》"}, ("[群众满意度].basis", "")),
    fault("ZSB08", "单价依据部门职责", RELIEF, {"[帐篷采购单价].basis": "县应急管理局部门职责"}, ("[帐篷采购单价].basis", "职责")),
    # ZSB11 a goal beyond the money
    fault("ZSB11", "六万元图书改变全县教育", SCHOOL, {"goal": ("学生满意度不低于90%", "推动全县教育事业高质量发展，学生满意度不低于90%")}, ("goal", "全县教育"), also=("ZSG01",)),
    fault("ZSB11", "价格监测要拉动全县经济", PRICES, {"goal": ("被调查农户满意度90%以上", "促进全县经济总量持续增长，被调查农户满意度90%以上")}, ("goal", "全县经济")),
    fault("ZSB11", "法律顾问补贴要吸引外资", COUNSEL, {"goal": ("村民满意度达到90%以上", "吸收外商直接投资，村民满意度达到90%以上")}, ("goal", "外商直接投资")),
    fault("ZSB11", "推介会改写产业结构", INVESTMENT, {"goal": (INVESTMENT.goal or "")+"\n3、实现全市产业结构优化升级。"}, ("goal", "产业结构")),
    fault("ZSB11", "保洁带来全县招商突破", CLEANING, {"goal": (CLEANING.goal or "")+"\n3、带动全县外贸出口和财政收入大幅增长。"}, ("goal", "")),
    # ZSC02 a target that is sure to be met
    fault("ZSC02", "全年巡检一次就够", SYSTEM, {"[机房巡检次数].target": "≥1次/年"}, ("[机房巡检次数].target", "1次")),
    fault("ZSC02", "一年检测一批", MARKETS, {"[快检批次].target": "≥1批次", "goal": "1.8个快检室每个工作日公示检测结果。2.快检阳性样品处置率100%，市场食用农产品监督抽检合格率达98%，消费者满意度达88%。", "purpose": "8个农贸市场快检室，每室快检员1名，委托第三方派驻，每名每月3200元，一年30.72万元；试剂耗材13.2万元。共43.92万元。"}, ("[快检批次].target", "1批次")),
    fault("ZSC08", "上年完成3120，今年要300", CLINIC, {"[超声检查人次].target": "≥300人次", "goal": ("全年检查不少于3600人次，", "")}, ("[超声检查人次].target", "300")),
    fault("ZSC02", "宣传稿件一篇", INVESTMENT, None, ("[宣传稿件篇数].target", "1篇"), add=((OUT, QTY, "宣传稿件篇数", "全年在媒体发布的稿件", "≥1篇", "工作要点"),)),
    fault("ZSC02", "使用群众一人次", LIBRARY, None, ("[阅览室接待人次].target", "1人次"), add=((BEN, SOC, "阅览室接待人次", "全年到馆阅览的人次", "≥1人次", "2025年统计"),)),
    fault("ZSC02", "全年只回访一户", BURIAL, None, ("[回访丧属户数].target", "1户"), add=((OUT, QTY, "回访丧属户数", "全年上门回访的丧属", "≥1户", "殡仪馆服务承诺"),)),
    # ZSC05 high without grounds
    fault("ZSC05", "标识牌让游客翻倍", TOURISM, {"[国庆假期自驾游客增长率].target": "≥100%", "goal": ("国庆假期自驾游客同比增长5%", "国庆假期自驾游客同比增长100%")}, ("[国庆假期自驾游客增长率].target", "100")),
    fault("ZSC05", "带动税收三成", INVESTMENT, None, ("[带动全县税收增长率].target", "30"), add=((BEN, ECO, "带动全县税收增长率", "全县税收比上年增长的比例", "≥30%", "招商工作计划"),)),
    fault("ZSC05", "借阅量一年涨八成", SCHOOL, {"[学生借阅量增长率].target": "≥80%", "goal": ("学生到馆借阅量比上年增加10%", "学生到馆借阅量比上年增加80%")}, ("[学生借阅量增长率].target", "80")),
    fault("ZSC05", "到馆读者一年涨六成", LIBRARY, None, ("[读者到馆增长率].target", "60"), add=((BEN, SOC, "读者到馆增长率", "到馆人次比上年增长的比例", "≥60%", "工作计划"),)),
    fault("ZSC05", "培训使企业利润增长一半", TRAINING, None, ("[用人单位利润增长率].target", "50"), add=((BEN, ECO, "用人单位利润增长率", "接收学员的单位利润比上年增长的比例", "≥50%", "年度培训计划"),)),
    # ZSC06 much money, little work
    fault("ZSC06", "一百五十万办两场活动", INVESTMENT, {"budget.total": "150.00", "budget.fiscal": "150.00", "purpose": "举办招商活动，目前所需资金150万元。", "[举办招商推介会场次].target": "≥2场", "goal": "1、全年举办推介会2场，参会企业满意度不低于90%。"}, ("[举办招商推介会场次].target", ""), also=("ZSA13 没有测算",), drop=("接待客商考察批次", "签约项目个数（个）")),
    fault("ZSC06", "八十八万防治一百亩", MOTHS, {"purpose": "开展美国白蛾防治，共需资金88万元。", "[飞机防治面积].target": "≥100亩次", "[地面防治面积].target": "≥50亩次", "[布设诱捕器数量].target": "≥10套", "goal": "1、开展林业有害生物防治。\n2、无公害防治率95%以上，林业有害生物成灾率控制在3‰以下，群众满意度不低于88%。"}, ("[飞机防治面积].target", ""), also=("ZSA13 没有测算",)),
    fault("ZSC06", "人均培训费五万", TRAINING, {"budget.total": "1000.00", "budget.fiscal": "1000.00", "purpose": "开展养老护理员培训，需资金1000万元。"}, ("[培训人数].target", ""), also=("ZSA13 没有测算",)),
    fault("ZSC06", "一场电影补一万", FILMS, {"budget.total": "2832.00", "budget.fiscal": "2832.00", "purpose": "用于全县农村公益电影放映补贴，需2832万元。"}, ("[公益电影放映场次].target", ""), also=("ZSA13 没有测算",)),
    fault("ZSC06", "一百六十五万只减免十例", BURIAL, {"purpose": "免除本县户籍居民遗体接运、三日内存放、火化和骨灰寄存四项基本服务费，需165万元。", "[减免服务费例数].target": "≥10例", "goal": "1、为本县户籍居民减免殡葬基本服务费，减免政策落实率100%。\n2、丧属满意度不低于95%。"}, ("[减免服务费例数].target", "10例"), also=("ZSC08 比近三年平均低得多",)),
    # ZSC07 little money, much work
    fault("ZSC07", "五万元引进两个大项目", INVESTMENT, {"budget.total": "5.00", "budget.fiscal": "5.00", "purpose": "用于招商活动租车和资料印制5万元。", "goal": (INVESTMENT.goal or "") + "\n3、签约引进亿元以上大项目2个。"}, ("[签约项目个数（个）].target", "3个"), also=("ZSC13 每场的上限乘场数也超过五万元",)),
    fault("ZSC07", "三千元大修五公里路", ROAD, {"budget.total": "0.30", "budget.fiscal": "0.30", "purpose": "大修张庄至李庄农村公路5公里。"}, ("[大修公路里程].target", ""), ("[铺筑路面面积].target", "")),
    fault("ZSC07", "一万元买三千册书", SCHOOL, {"budget.total": "0.30", "budget.fiscal": "0.30", "purpose": "用于更新学生阅览室图书。"}, ("[更新图书数量（册）].target", "")),
    fault("ZSC07", "六千元放映两千场", FILMS, {"budget.total": "0.60", "budget.fiscal": "0.60", "purpose": "用于农村公益电影放映补贴。"}, ("[公益电影放映场次].target", "")),
    fault("ZSC07", "二千元培训二百人", TRAINING, {"budget.total": "0.20", "budget.fiscal": "0.20", "purpose": "用于养老护理员培训。"}, ("indicators[0].target", "")),
    # ZSC08 below last year
    fault("ZSC08", "依据自己写上年完成得更多", CLINIC, {"[超声检查人次].basis": "2025年完成3820人次"}, ("[超声检查人次].target", "3600")),
    fault("ZSC08", "满意度比上年结果低四点", CULTURE, {"[观众和学员满意度].basis": "2025年问卷结果为96%"}, ("[观众和学员满意度].target", "92")),
    fault("ZSC08", "上年实际完成更多", HOTLINE, {"[受理群众诉求件数].basis": "2025年实际受理9.6万件"}, ("[受理群众诉求件数].target", "9万")),
    fault("ZSC08", "近三年平均高于目标", HAIL, {"[增雨防雹作业次数].basis": "2025年实施52次"}, ("[增雨防雹作业次数].target", "40")),
    fault("ZSC08", "上年借阅增长更快", FITNESS, {"[经常参加体育锻炼人数比例].basis": "2025年国民体质监测为41.2%"}, ("[经常参加体育锻炼人数比例].target", "39")),
    fault("ZSC08", "自评表上年完成得更高", MARKETS, None, ("[食用农产品监督抽检合格率].target", "98"), outside=Outside(completed={(MARKETS.code, "食用农产品监督抽检合格率"): Decimal("99.5")})),
    # ZSC09 three years the same
    fault("ZSC09", "热线三年一字不改", HOTLINE, None, ("indicators", ""), outside=before(last_year(HOTLINE), last_year(HOTLINE, year=2024))),
    fault("ZSC09", "高龄津贴三年相同", ELDERS, None, ("indicators", ""), outside=before(last_year(ELDERS), last_year(ELDERS, year=2024))),
    fault("ZSC09", "公厕保洁三年相同", TOILETS, None, ("indicators", ""), outside=before(last_year(TOILETS), last_year(TOILETS, year=2024))),
    fault("ZSC09", "四年相同，资料次序颠倒", FILMS, None, ("indicators", ""), outside=before(last_year(FILMS, year=2023), last_year(FILMS, year=2024), last_year(FILMS))),
    fault("ZSC09", "只改了预算，指标照旧", PRICES, {"budget.total": "11.64"}, ("indicators", ""), outside=before(last_year(PRICES, {"budget.total": "10.00", "budget.fiscal": "10.00"}), last_year(PRICES, {"budget.total": "9.00", "budget.fiscal": "9.00"}, year=2024))),
    # ZSD07 a subsidy without whom, how much, by what rules
    fault("ZSD07", "补贴给符合条件的企业", (spoilt(SUBSIDY, {"purpose": "用于对符合条件的企业给予补贴，支持企业发展。"}),), None, ("1:purpose", ""), also=("ZSA13 没有测算",)),
    fault("ZSD07", "奖补办法没有，标准没有", BUS, {"purpose": "用于给予公交运营企业补助，视情况安排。"}, ("purpose", ""), also=("ZSA13 没有测算",)),
    fault("ZSD07", "扶持种植户，多少另定", INSURANCE, {"purpose": "用于对有关农户进行补助，具体金额另行确定。"}, ("purpose", ""), also=("ZSA13 没有测算",)),
    fault("ZSD07", "奖励优秀企业", INVESTMENT, {"purpose": "资金用于奖励和扶持满足条件的入驻企业，所需资金28万元。"}, ("purpose", ""), also=("ZSA13 没有测算",)),
    fault("ZSD07", "救助款发给困难人员", MEALS, {"purpose": "本资金用于向困难学生发放补助，共520万元。"}, ("purpose", ""), also=("ZSA13 没有测算",)),
    # ZSD08 no source of figures
    fault("ZSD08", "社会影响力九十五", FILMS, None, ("[社会影响力].level3|[社会影响力].target|[社会影响力].description", ""), add=((BEN, SOC, "社会影响力", "在全县产生的重要影响", "≥95%", "放映服务协议"),), also=("ZSG02 抽象名词套百分比",)),
    fault("ZSD08", "群众幸福感", FITNESS, None, ("[群众幸福感提升率].level3|[群众幸福感提升率].target|[群众幸福感提升率].description", ""), add=((BEN, SOC, "群众幸福感提升率", "群众幸福感得到提升的情况", "≥20%", "运动会竞赛总规程"),), also=("ZSG02 幸福感提升率说不出分子分母",)),
    fault("ZSD08", "长期使用性九成", PARK, None, ("[长期使用性].level3|[长期使用性].target|[长期使用性].description", ""), add=((BEN, SUS, "长期使用性", "能够长期满足需求", "≥90%", "绿化规程"),), also=("ZSG02 抽象名词套百分比",)),
    fault("ZSD08", "凝聚力提升", TRAINING, None, ("[队伍凝聚力].level3|[队伍凝聚力].target|[队伍凝聚力].description", ""), add=((BEN, SOC, "队伍凝聚力", "护理队伍凝聚力的增强", "≥85%", "年度培训计划"),), also=("ZSG02 抽象名词套百分比",)),
    fault("ZSD08", "城市美誉度", CLEANING, None, ("[城市美誉度].level3|[城市美誉度].target|[城市美誉度].description", ""), add=((BEN, SOC, "城市美誉度", "城市形象得到认可", "≥90%", "保洁合同"),), also=("ZSG02 抽象名词套百分比",)),
    # ZSD11 no ex ante assessment
    fault("ZSD11", "新建实训楼一千二百万", (grown(SCHOOL, "1200.00", "新建实训楼项目", "219-0201-YBN-N001"),), None, ("1:budget.total|1:name|1:code", ""), outside=ASSESSED_NONE, also=("ZSE04 用途还是小数",)),
    fault("ZSD11", "新增公路工程八百万", (grown(ROAD, "800.00", "新建王庄至赵庄公路", "412-0103-YBN-N002"),), None, ("1:budget.total|1:name|1:code", ""), outside=ASSESSED_NONE, also=("ZSE04 用途还是原来的数",)),
    fault("ZSD11", "新设平台六百万", (grown(SYSTEM, "600.00", "新建城市大脑平台", "101-0305-YBN-N003"),), None, ("1:budget.total|1:name|1:code", ""), outside=ASSESSED_NONE, also=("ZSE04 用途还是原来的数",)),
    fault("ZSD11", "新增补贴政策两千万", (grown(SUBSIDY, "2000.00", SUBSIDY.name, "399-0101-YBN-N004"),), None, ("1:budget.total|1:name|1:code", ""), outside=ASSESSED_NONE, also=("ZSE04 用途还是原来的数", "ZSE06 编码首段不同")),
    fault("ZSD11", "新建水厂五千万", (grown(WATER, "5000.00", "新建城东水厂", "432-0201-YBN-N005"),), None, ("1:budget.total|1:name|1:code", ""), outside=ASSESSED_NONE, also=("ZSE04 用途还是原来的数",)),
    # ZSE05 the table's budget is not the approved one
    fault("ZSE05", "批复少了两万", CLINIC, None, ("budget.total", "48.00"), outside=approved(CLINIC, 46)),
    fault("ZSE05", "批复多了一角的零头", HOTLINE, None, ("budget.total", "146.40"), outside=approved(HOTLINE, "146.50")),
    fault("ZSE05", "批复砍半", FITNESS, None, ("budget.total", "63.00"), outside=approved(FITNESS, "31.5")),
    fault("ZSE05", "批复按一百万，表上九十六万", MARKETS, None, ("budget.total", "43.92"), outside=approved(MARKETS, "43.29")),
    fault("ZSE05", "批复为零", FILMS, None, ("budget.total", "73.632"), outside=approved(FILMS, 0)),
    # ZSE18 the department part against the tables
    fault("ZSE18", "写十个项目，附了九张表", ZONE, None, ("plan:overall_goal", "10个"), plan=spoilt_plan(ZONE_PLAN, {"overall_goal": ("以稳企业、优环境为主线，", "以稳企业、优环境为主线，安排预算项目10个，")})),
    fault("ZSE18", "九个项目的钱多写了一万", ZONE, None, ("plan:overall_goal", "294.03"), plan=spoilt_plan(ZONE_PLAN, {"overall_goal": ("以稳企业、优环境为主线，", "以稳企业、优环境为主线，全年安排项目9个，项目资金共计294.03万元，")})),
    fault("ZSE18", "分项里写八个项目", ZONE, None, ("plan:sub_goal", "8个"), plan=replace(ZONE_PLAN, sub_goal=(ZONE_PLAN.sub_goal or "") + "\n4.预算执行方面，全年实施8个预算项目。")),
    fault("ZSE18", "保障措施里写项目12个", ZONE, None, ("plan:safeguard", "12个"), plan=replace(ZONE_PLAN, safeguard=(ZONE_PLAN.safeguard or "") + "\n4.全年共安排项目12个，逐个明确责任人。")),
    fault("ZSE18", "元和万元都算进去了", ZONE, None, ("plan:overall_goal", "2939860元"), plan=spoilt_plan(ZONE_PLAN, {"overall_goal": ("以稳企业、优环境为主线，", "以稳企业、优环境为主线，全年安排项目9个，涉及资金2939860元，")})),
    # ZSI02 a private name
    fault("ZSI02", "补助对象姓名", ELDERS, {"purpose": ("100周岁及以上9人", "100周岁及以上9人（含王秀英、李桂芳老人）")}, ("purpose", "王秀英")),
    fault("ZSI02", "受助学生姓名", MEALS, {"goal": (MEALS.goal or "") + "\n3、重点帮扶困难学生张小明。"}, ("goal", "张小明")),
    fault("ZSI02", "患者姓名", SCREENING, {"purpose": (SCREENING.purpose or "") + "其中患者刘翠兰等3人安排复查。"}, ("purpose", "刘翠兰")),
    fault("ZSI02", "上访人姓名", BURIAL, {"[丧属满意度].basis": "2025年逝者家属赵国强等人反映的意见"}, ("[丧属满意度].basis", "赵国强")),
    fault("ZSI02", "低保户姓名", HEATING, {"purpose": (HEATING.purpose or "") + "低保户陈建军、孙玉梅优先安排。"}, ("purpose", "陈建军")),
    # ZSI04 details of police and arms
    fault("ZSI04", "公安表里写技侦设备", (replace(CAMERAS, unit=replace(CAMERAS.unit, name="青禾县公安局"), purpose=(CAMERAS.purpose or "") + "另购技术侦察设备型号TZ-300两套。"),), None, ("1:purpose", "技术侦察")),
    fault("ZSI04", "武装部写枪支弹药数", (replace(TRAINING, unit=replace(TRAINING.unit, name="青禾县人民武装部"), purpose=(TRAINING.purpose or "") + "保障民兵训练用步枪60支、子弹2万发。"),), None, ("1:purpose", "")),
    fault("ZSI04", "国安点位", (replace(CAMERAS, unit=replace(CAMERAS.unit, name="青禾县公安局"), goal=(CAMERAS.goal or "") + "在看守所监区布控点位12处。"),), None, ("1:goal", "布控点位")),
    fault("ZSI04", "禁毒线人费", (replace(LAWYERS, unit=replace(LAWYERS.unit, name="青禾县公安局禁毒大队"), purpose=(LAWYERS.purpose or "") + "其中线人经费6万元、特情费4万元。"),), None, ("1:purpose", "线人")),
    fault("ZSI04", "警力部署", (replace(EVENT, unit=replace(EVENT.unit, name="青禾县公安局"), purpose=(EVENT.purpose or "") + "安保警力部署方案为特警120人、狙击手4人。"),), None, ("1:purpose", "")),
]
