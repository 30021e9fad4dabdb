"""Indicators under a kind that their own words contradict."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from mutations import Good, Mutant, Mutation
from mutations.rows import added, choose, moved
from zhunsheng.model.address import put_cell
from zhunsheng.model.indicator import Indicator, Level1, Level2

Q, K, T, C = Level2.QUANTITY, Level2.QUALITY, Level2.TIMELINESS, Level2.COST
E, S, G, L, M = (
    Level2.ECONOMIC_BENEFIT,
    Level2.SOCIAL_BENEFIT,
    Level2.ECOLOGICAL_BENEFIT,
    Level2.SUSTAINABILITY,
    Level2.SATISFACTION,
)
_THINGS = re.compile(
    r"^(?:≥|=|≧|不少于)?\d[\d.,]*万?(?:台|套|辆|件|间|座|处|公里|米|平方米|亩|盏|株|册|块|场|期|个|户|人|人次|次|家|所|扇|樘|条|根|顶|吨)$"
)
_DOING = re.compile(
    r"购置|采购|更换|更新|改造|维修|安装|铺设|硬化|新建|建设|疏浚|清淤|养护|清运|清扫|巡查|培训|举办|开展|发放|检测|监测|"
    r"抽检|免疫|印制|放映|演出|种植|造林|防治|整治|修缮|加固|扫描|著录|慰问|检查"
)
_NOT_A_COUNT = re.compile(
    r"年限|期限|投诉|事故|事件|差错|受益|增|减|未|不|合格|达标|持证|长效|后续|就业|稳定|品牌|机制|制度|可|满意"
)
_QUALITY = re.compile(
    r"(?:验收|质量|抽检|考试|考核|检测)合格率$|准确率$|差错率$|完好率$|优良率$|成活率$|亮灯率$|达标率$|规范率$|完整率$"
)
_ECOLOGY = re.compile(r"水|气|污|林|草|绿|环境|生态|土|节能|苗|树|尘|耗|垃圾|废|粪|虫|秸秆")
_TIME = re.compile(r"及时|按期|按时|按月|时限|准时|如期|准点|率先|[日天]内|[前日时]")
_DATE = re.compile(r"\d+月(?:\d+日|底|末)?(?:前|以前)?$")
_DUE = re.compile(
    r"(?:完成|完工|竣工|交付|验收|发放|采购|安装|到货|上线|举办|结束|投入使用|开工|交工|结业|出版)(?:的)?(?:时间|日期)$"
)
_COST = re.compile(r"单价|成本|造价|总投资|费用$|控制额")
_COVER = re.compile(r"覆盖率$|覆盖面$|普及率$|知晓率$|参与率$|受益率$")
_CARRIED = re.compile(r"成本|经济")


def _kind(kind: Level2) -> Callable[[Indicator], bool]:
    return lambda row: row.kind2 is kind


def _text(row: Indicator) -> str:
    return row.target.text if row.target else ""


def is_count(row: Indicator) -> bool:
    """A number of things done, by the row's name and target."""
    name = row.level3 or ""
    said = bool(_DOING.search(name)) and not _NOT_A_COUNT.search(f"{name}{row.description}")
    return row.kind2 is Q and said and bool(_THINGS.match(_text(row)))


def is_quality(row: Indicator) -> bool:
    """A rate of how well the work is done; nothing of time or the environment in it."""
    name = re.split(r"[（(]", row.level3 or "")[0]
    return row.kind2 is K and bool(_QUALITY.search(name)) and not _TIME.search(f"{name}{row.description}")


def is_quality_not_green(row: Indicator) -> bool:
    """The same, of work that has nothing to do with the environment."""
    return is_quality(row) and not _ECOLOGY.search(f"{row.level3}{row.description}")


def is_due(row: Indicator) -> bool:
    """A day by which something is done."""
    name = re.split(r"[（(]", row.level3 or "")[0]
    return row.kind2 is T and bool(_DUE.search(name)) and bool(_DATE.search(_text(row)))


def is_cost(row: Indicator) -> bool:
    """What something costs, at most."""
    return row.kind2 in (C, Level2.ECONOMIC_COST) and bool(_COST.search(row.level3 or "")) and "元" in _text(row)


def is_satisfaction(row: Indicator) -> bool:
    """How many are content."""
    return row.kind1 is Level1.SATISFACTION and (row.level3 or "").endswith(("满意度", "满意率"))


def is_cover(row: Indicator) -> bool:
    """A share of those reached."""
    return (
        row.kind2 in (Q, K, S)
        and bool(_COVER.search(row.level3 or ""))
        and not _TIME.search(f"{row.level3}{row.description}")
    )


def _move(fits: Callable[[Indicator], bool], *kinds: Level2) -> Callable[..., Mutant | None]:
    def spoil(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
        number = choose(good, random, fits)
        return None if number is None else moved(good, number, random.choice(kinds))

    return spoil


JOBS = (
    ("吸纳残疾人上岗人数", "安排残疾人上岗的人数", "≥{}人"), ("带动农户务工", "带动农户参与务工的人数", "≥{}人"), ("灵活就业人员数量", "参与项目灵活就业的人员", "≥{}人"), ("新增用工岗位", "企业新增的用工岗位数", "≥{}个"), ("村民家门口务工人数", "在项目务工的村民", "≥{}人"), ("贫困劳动力上岗率", "上岗脱贫劳动力占登记数的比例", "≥90%"),
    ("带动就业人数", "项目实施期间吸纳的当地务工人员", "≥{}人"), ("吸纳周边村民务工人数", "施工和管护中雇用的周边村民", "≥{}人"),
    ("新增就业岗位数", "因项目实施新增的就业岗位", "≥{}个"), ("提供公益性岗位个数", "面向困难人员开发的岗位", "≥{}个"),
    ("解决富余劳动力就业人数", "在项目上做工满一个月的劳动力", "≥{}人"), ("促进高校毕业生就业人数", "签订劳动合同的毕业生", "≥{}人"),
    ("安排脱贫户就业人数", "安排脱贫劳动力务工的人数", "≥{}人"), ("创造就业机会", "项目带来的就业岗位数量", "≥{}个"),
    ("残疾人就业人数", "安置残疾人就业的人数", "≥{}人"), ("当地用工人数", "施工期雇用当地农民工的人数", "≥{}人"),
    ("就业率", "实现就业的人数占登记人数的比例", "≥90%"), ("返乡农民工再就业人数", "返乡人员在项目上实现再就业的人数", "≥{}人"),
)  # fmt: skip
MONEY = (
    ("带动投资额", "带动企业投资", "≥{}万元"), ("企业新增销售额", "企业比上年新增的销售额", "≥{}万元"), ("住宿餐饮营业额增长", "住宿餐饮业营业额比上年增长", "≥5%"), ("每户年增加收入", "每户农户每年增加的收入", "≥{}元"), ("综合经济效益", "项目产生的综合经济效益", "≥{}万元"), ("减少直接经济损失", "减少的灾害直接经济损失", "≥{}万元"), ("地方税收贡献", "企业缴纳地方税收", "≥{}万元"), ("产品附加值提高率", "产品附加值比上年提高的比例", "≥6%"), ("节约采购成本", "集中采购节约的成本", "≥{}万元"), ("招商签约金额", "签订合同的投资金额", "≥{}万元"),
    ("带动税收增长", "项目带动的税收增加额", "≥{}万元"), ("新增税收", "项目建成后新增税收", "≥{}万元"), ("年产值增长率", "企业产值比上年增长的比例", "≥8%"),
    ("农户户均增收", "受益农户每户比上年增加的收入", "≥{}元"), ("村集体经济收入", "项目为村集体带来的年收入", "≥{}万元"), ("企业营业收入增长率", "受益企业营业收入比上年增长的比例", "≥6%"),
    ("拉动社会投资", "带动的社会资本投入", "≥{}万元"), ("节约财政支出", "比上年少支出的资金", "≥{}万元"), ("旅游综合收入", "带动旅游消费收入", "≥{}万元"),
    ("挽回经济损失", "避免的直接经济损失", "≥{}万元"), ("亩均增产", "每亩比上年增加的产量", "≥{}公斤"), ("地方财政收入增加额", "地方财政收入比上年增加的金额", "≥{}万元"),
    ("企业纳税额", "入驻企业缴纳的税款", "≥{}万元"), ("带动消费额", "活动期间带动的消费金额", "≥{}万元"), ("企业利润总额", "受益企业全年利润", "≥{}万元"),
)  # fmt: skip


def jobs(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """People who find work are put under 经济效益."""
    name, description, target = random.choice(JOBS)
    return added(good, E, name, description, target.format(random.choice((8, 12, 20, 35, 60))), "年度工作计划")


def tax(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """Money earned is put under 社会效益."""
    name, description, target = random.choice(MONEY)
    return added(
        good,
        S,
        name,
        description,
        target.format(random.choice((15, 30, 50, 120))),
        "年度工作计划",
        "level3 description",
    )


DELIVERY = (
    ("慰问金发放率", "已发放慰问金人数占应发放人数的比例"), ("设备安装率", "已安装设备占购置设备的比例"), ("主体工程完工比例", "已完工单位工程占全部单位工程的比例"), ("奖补资金兑现率", "已兑现奖补资金占应兑现的比例"),
    ("物资配送到位率", "按要求配送到位的物资占应配送物资的比例"), ("设备采购完成比例", "已采购设备占计划的比例"), ("补贴打卡发放率", "打卡发放的人数占享受人数的比例"), ("巡查任务落实率", "已落实巡查任务占计划任务的比例"),
    ("活动按计划完成率", "按计划完成的活动占全部活动的比例"), ("质量验收一次通过率", "一次通过验收的单元占全部单元的比例"),
    ("补贴资金发放率", "已发放补贴占应发放补贴的比例"), ("设备验收合格率", "验收合格的设备占全部设备的比例"), ("任务完成率", "已完成任务占计划任务的比例"),
    ("资金到位率", "到位资金占计划资金的比例"), ("工程完工率", "已完工程量占全部工程量的比例"), ("采购完成率", "已采购数量占计划采购数量的比例"),
    ("补助兑付率", "已兑付人数占应兑付人数的比例"), ("项目建设完成率", "已建成内容占批复内容的比例"), ("工资发放到位率", "足额发放工资的人数占总人数的比例"),
    ("物资发放率", "已发放物资占应发放物资的比例"), ("服务完成率", "已完成服务占合同服务的比例"), ("资金拨付率", "已拨付资金占应拨付资金的比例"),
    ("年度计划完成率", "完成年度计划的比例"), ("工程一次验收合格率", "一次验收合格的工程占全部工程的比例"), ("培训任务完成率", "已完成培训占计划培训的比例"),
    ("竣工验收通过率", "通过竣工验收的项目占全部项目的比例"), ("救助金发放到位率", "救助金足额发放的比例"), ("合同履行完成率", "合同约定内容完成的比例"),
)  # fmt: skip
PROCESS = (
    ("领导班子专题研究次数", "领导班子研究本项目的次数", "≥3次"), ("工作信息报送条数", "全年向上级报送工作信息条数", "≥12条"), ("开展动员部署", "召开动员部署会", "≥1次"), ("项目申报材料上报率", "按要求上报申报材料的比例", "=100%"),
    ("成立工作专班个数", "为项目成立的工作专班", "≥1个"), ("政府采购程序履行率", "履行采购程序的比例", "=100%"), ("入户摸底登记率", "已摸底登记户数占应登记户数的比例", "=100%"), ("监理日志填写率", "按要求填写监理日志的比例", "=100%"),
    ("张贴公告张数", "在各村张贴公告的数量", "≥100张"), ("外出考察学习次数", "组织人员外出考察学习的次数", "≥2次"), ("补贴申请审核率", "已审核申请占收到申请的比例", "=100%"), ("发票凭证齐全率", "付款凭证齐全的比例", "=100%"),
    ("电费缴纳率", "已缴电费占应缴电费的比例", "=100%"), ("工作日常巡查次数", "工作人员日常巡查的次数", "≥50次"), ("培训资料印刷册数", "印刷培训资料的册数", "≥300册"), ("会议纪要印发期数", "印发会议纪要的期数", "≥4期"),
    ("召开工作推进会次数", "年内召开推进会的次数", "≥4次"), ("工作会议召开次数", "全年召开会议的次数", "≥6次"), ("实施方案印发", "印发年度实施方案的份数", "≥1份"), ("开展宣传活动场次", "组织宣传活动的场次", "≥5场"),
    ("发放宣传资料份数", "向群众发放宣传资料的数量", "≥2000份"), ("组织业务培训期数", "组织工作人员培训的期数", "≥2期"), ("督导检查次数", "开展督导检查的次数", "≥4次"), ("招标采购工作完成率", "招标采购程序完成的比例", "=100%"),
    ("工程款支付率", "已支付工程款占应付工程款的比例", "=100%"), ("劳务费发放率", "已发放劳务费占应发放劳务费的比例", "=100%"), ("合同签订率", "已签订合同占应签订合同的比例", "=100%"), ("印发文件份数", "印发相关文件的份数", "≥3份"),
    ("工作简报编发期数", "全年编发工作简报的期数", "≥6期"), ("档案资料归档率", "项目资料归档的比例", "=100%"), ("建立工作台账", "建立项目工作台账的数量", "≥1本"), ("制定管理制度个数", "制定出台管理制度的个数", "≥2个"),
    ("召开座谈会场次", "召开群众座谈会的场次", "≥2场"), ("实地调研次数", "领导和业务人员到现场调研的次数", "≥6次"), ("资金审批手续完成率", "完成资金审批手续的比例", "=100%"), ("项目公示次数", "在政府网站公示的次数", "≥2次"),
    ("签订责任书份数", "与实施单位签订责任书的份数", "≥5份"), ("上报工作总结篇数", "向上级报送工作总结的篇数", "≥2篇"), ("专家评审会召开次数", "召开专家评审会的次数", "≥1次"), ("补贴名单公示率", "已公示名单占应公示名单的比例", "=100%"),
)  # fmt: skip
INPUTS = (
    ("县级配套资金", "县级安排的配套资金"), ("本年度安排资金", "本年度预算安排"), ("专项经费总额", "专项经费全年安排数"), ("项目总投资", "项目的总投资"), ("财政拨款数", "财政拨款金额"), ("人员经费", "聘用人员全年经费"),
    ("投入资金", "项目投入资金总额"), ("项目资金投入额", "年度安排的项目资金"), ("资金投入总量", "全年投入的财政资金"), ("财政资金投入", "本年财政安排的资金"), ("安排专项资金金额", "本级安排专项资金"),
    ("工程资金金额", "工程建设资金"), ("项目经费", "本项目年度经费"), ("年度预算金额", "年初批复的预算"), ("使用资金总额", "全年使用的资金"), ("拨付资金数额", "拨付给实施单位的资金"),
    ("投资规模", "项目投资金额"), ("补助资金总额", "安排的补助资金"), ("经费保障金额", "保障项目运行的经费"), ("支出总额", "项目全年支出"), ("下达资金额度", "上级下达和本级配套资金"), ("资金总投入", "项目总投入"),
)  # fmt: skip
EXECUTION = (
    "资金下达率", "预算支出完成比例", "资金执行率", "经费支付及时完成率", "专项经费使用率", "资金实际支出率", "项目资金拨付率", "全年预算执行进度",
    "预算执行率", "资金支付率", "资金使用率", "预算资金执行率", "经费支出率", "资金支付进度", "项目资金使用率", "预算完成率", "支出进度", "专项资金支出率", "资金执行进度", "经费使用率", "财政资金支付率", "项目资金执行率", "年度预算支出完成率", "资金到位率", "预算支出进度", "项目经费执行率",
)  # fmt: skip


def delivery(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """A rate of what was handed out or finished is put among the benefits."""
    name, description = random.choice(DELIVERY)
    return added(good, random.choice((E, S)), name, description, "=100%", "年度工作计划")


def process(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """A step of the work or a paper is put among the benefits."""
    name, description, target = random.choice(PROCESS)
    return added(good, random.choice((E, S, S)), name, description, target, "年度工作计划")


def put_in(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The money is called an amount of work."""
    name, description = random.choice(INPUTS)
    total = good.project.budget.total
    if total is None or not total.value:
        return None
    target = random.choice(("=", "≥", "")) + f"{total.value}{good.project.budget.unit}"
    return added(good, Q, name, description, target, "2026年部门预算", "level3 target")


def execution(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The share of the budget that is spent is put among the indicators."""
    name = random.choice(EXECUTION)
    kind = random.choice((Q, K, T, E, S))
    return added(good, kind, name, "实际支出占预算数的比例", random.choice(("=100%", "≥95%", "≥90%")), "部门预算批复")


IN_TIME = (
    "{}按期完成",
    "{}按时完成",
    "{}如期完成情况",
    "{}完成时间",
    "{}完工时间",
    "{}及时完成情况",
    "{}完成时限",
    "{}竣工时间",
)


def in_pieces(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The day of completion is given as so many pieces."""
    number = choose(good, random, is_due)
    count = choose(good, random, is_count)
    if number is None or count is None:
        return None
    rows = good.project.indicators
    stem = re.sub(r"(?:的)?(?:完成|完工|竣工)?(?:时间|日期)$", "", re.split(r"[（(]", rows[number].level3 or "")[0])
    if len(stem) < 2:
        return None
    name = random.choice(IN_TIME).format(stem)
    project = put_cell(good.project, f"indicators[{number}].level3", name)
    project = put_cell(project, f"indicators[{number}].target", _text(rows[count]))
    places = frozenset(f"indicators[{number}].{cell}" for cell in ("level3", "target"))
    return Mutant(project, places, f"{rows[number].level3} {_text(rows[number])} → {name} {_text(rows[count])}")


STRANGE1 = (
    "工作指标",
    "绩效指标",
    "投入指标",
    "过程指标",
    "管理指标",
    "其他指标",
    "服务指标",
    "影响指标",
    "目标指标",
    "任务指标",
    "安全指标",
    "决策指标",
)
STRANGE2 = (
    "安全指标",
    "工作量指标",
    "进展指标",
    "服务指标",
    "其他指标",
    "政治效益指标",
    "规模指标",
    "安全效益指标",
    "管理指标",
    "内容指标",
    "投入指标",
    "完成情况",
    "民生指标",
    "效率指标",
    "文化效益指标",
    "人员指标",
    "标准指标",
)


def strange_level(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """A level name of one's own."""
    number = random.randrange(len(good.project.indicators))
    cell = random.choice(("level1", "level2"))
    name = random.choice(STRANGE1 if cell == "level1" else STRANGE2)
    address = f"indicators[{number}].{cell}"
    return Mutant(put_cell(good.project, address, name), frozenset({address}), f"{cell} → {name}")


def under_benefit(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The level-1 name above a satisfaction is 效益指标."""
    number = choose(good, random, is_satisfaction)
    top = next((row.level1 for row in good.project.indicators if row.kind1 is Level1.BENEFIT), None)
    if number is None or top is None:
        return None
    project = put_cell(good.project, f"indicators[{number}].level1", top)
    places = frozenset(f"indicators[{number}].{cell}" for cell in ("level1", "level2", "level3"))
    return Mutant(project, places, f"满意度的一级写成{top}")


H = ("ZSH01", "ZSH02", "ZSH03", "ZSH04", "ZSH05", "ZSH06", "ZSH07", "ZSH09", "ZSB12", "ZSB13", "ZSC14")
MUTATIONS = (
    Mutation("覆盖率放到时效", ("ZSH01", *H), _move(is_cover, T)),
    Mutation("质量的比率放到时效", ("ZSH01", *H), _move(is_quality, T)),
    Mutation("数量放到时效", ("ZSH01", *H), _move(is_count, T)),
    Mutation("质量的比率放到可持续", ("ZSH02", *H), _move(is_quality, L)),
    Mutation("质量的比率放到生态效益", ("ZSH02", *H), _move(is_quality_not_green, G)),
    Mutation("数量放到可持续", ("ZSH03", *H), _move(is_count, L)),
    Mutation("就业放到经济效益", ("ZSH04", *H), jobs),
    Mutation("税收放到社会效益", ("ZSH05", *H), tax),
    Mutation("发放率完成率放到效益", ("ZSH06", "ZSB12", "ZSB14", *H), delivery),
    Mutation("数量放到社会和经济效益", ("ZSH06", "ZSB12", *H), _move(is_count, S, E)),
    Mutation("质量的比率放到社会和经济效益", ("ZSH06", *H), _move(is_quality, S, E)),
    Mutation("完成日期放到效益", ("ZSH06", *H), _move(is_due, S, E, L, G)),
    Mutation("数量放到质量", ("ZSH07", *H), _move(is_count, K)),
    Mutation("完成日期放到数量和质量", ("ZSH07", *H), _move(is_due, Q, K)),
    Mutation("成本放到数量和质量", ("ZSB13", *H), _move(is_cost, Q, K)),
    Mutation("完成时间填个数", ("ZSH07", "ZSG06"), in_pieces),
    Mutation("自起级别名称", ("ZSH08",), strange_level),
    Mutation("满意度放到效益", ("ZSH09",), _move(is_satisfaction, S, E, L)),
    Mutation("满意度的一级写效益", ("ZSH09",), under_benefit),
    Mutation("过程当效益", ("ZSB12", "ZSH06", "ZSB14"), process),
    Mutation("投入当产出", ("ZSB13", "ZSB14"), put_in),
    Mutation("预算执行率当指标", ("ZSB14", "ZSB12", "ZSH06"), execution),
)
