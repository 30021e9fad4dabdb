"""Mistakes in spending plans, days, bases and in how a project is to be done."""

from __future__ import annotations

import re
from decimal import Decimal
from random import Random

from mutations import Good, Mutant, Mutation
from mutations.figures import changed
from zhunsheng.model.project import Project

_MONTHS = (3, 6, 10, 12)


def _plan(project: Project) -> dict[int, Decimal] | None:
    found = {
        point.month: point.percent.value
        for point in project.fund_plan
        if point.percent and point.percent.value is not None
    }
    return found if tuple(found) == _MONTHS else None


def _put_plan(plan: tuple[str, str, str, str]) -> dict[str, str | None]:
    return {f"fund_plan.{month}": text for month, text in zip(_MONTHS, plan, strict=True)}


_ALL = {"fund_plan", *(f"fund_plan.{month}" for month in _MONTHS)}
_WORKS = re.compile(r"(?:新建|改造|修缮|维修|建设|扩建|加固|硬化|改建)(?:工程|项目)?$|工程$")


def works_paid_at_once(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """Works that are to be finished in summer or later are paid in full by March."""
    name = re.sub(r"[（(].*", "", good.project.name or "")
    days = [
        re.search(r"(\d{1,2})月", row.target.text)
        for row in good.project.indicators
        if row.level2 == "时效指标" and row.target
    ]
    if (
        not _WORKS.search(name)
        or re.search("补助|奖补|补贴|尾款|信息|系统|平台|规划|队伍", name)
        or not any(day and int(day[1]) >= 6 for day in days)
    ):
        return None
    return changed(good, _put_plan(("100.00",) * 4), {"fund_plan.3"}, name)


def falling(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The accumulated share falls."""
    plan = _plan(good.project)
    if plan is None:
        return None
    place = random.choice([1, 2])
    before = plan[_MONTHS[place - 1]]
    if before < 10:
        return None
    text = f"{before * Decimal(random.choice(['0.4', '0.5', '0.6', '0.8'])):.2f}"
    address = f"fund_plan.{_MONTHS[place]}"
    return changed(good, {address: text}, _ALL, f"{plan} {address} → {text}")


def not_all(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The year does not end at a hundred."""
    plan = _plan(good.project)
    if plan is None:
        return None
    fit = [
        one
        for one in ("80.00", "90.00", "95.00", "97.00", "98", "110.00", "0.00", "99.5")
        if Decimal(one) >= plan[10] or one == "0.00"
    ]
    return changed(good, {"fund_plan.12": random.choice(fit)}, {"fund_plan.12"}, f"{plan}")


def by_period(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The shares are those of each period."""
    return changed(
        good,
        _put_plan(
            random.choice(
                [("25.00", "25.00", "30.00", "20.00"), ("10.00", "30.00", "40.00", "20.00"), ("20", "20", "30", "30")]
            )
        ),
        _ALL,
        "按段填",
    )


def blank(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """One point or all are blank."""
    plan = _plan(good.project)
    if plan is None:
        return None
    months = random.choice([(3,), (6,), (10,), (12,), (6, 10), _MONTHS])
    return changed(good, {f"fund_plan.{month}": None for month in months}, _ALL, f"{months} 空着")


_PAID_BY = (
    (3, "合同签订后，{what}于3月底前一次付清。"), (6, "{what}6月底前全部支付完毕。"), (6, "按合同约定，{what}在6月30日前一次性付清。"),
    (10, "10月底前付清{what}。"), (6, "上半年支付{what}。"), (3, "一季度一次性支付{what}。"), (10, "{what}于9月底前全部付完。"), (6, "5月底前结清{what}。"),
)  # fmt: skip
_PAID_LATE = (
    (10, "验收合格后，{what}于12月一次性支付。"), (10, "{what}待12月底验收后一次付清，此前不付款。"), (6, "{what}验收合格后于9月一次性支付。"),
    (6, "上半年不安排支出，{what}全部在下半年支付。"), (10, "{what}年底据实一次性结算，平时不预付。"), (6, "{what}8月验收后一次付清。"),
    (3, "{what}从4月开始支付，一季度不付款。"), (10, "年终考核合格后，{what}于12月一次性拨付。"),
)  # fmt: skip
_STAGES = re.compile(r"付|拨|结算|发放|兑付|按月|按季|尾款|预付|支付|月底|分[两二三四]")


def paid_early(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The purpose says that all is paid by a day, the plan has not paid it by then."""
    plan = _plan(good.project)
    if plan is None or not good.project.purpose or _STAGES.search(good.project.purpose):
        return None
    month, words = random.choice(_PAID_BY)
    if plan[month] > 60:
        return None
    text = (
        good.project.purpose.rstrip("。；")
        + "。"
        + words.format(what=random.choice(["全部费用", "全部资金", "全部款项"]))
    )
    return changed(good, {"purpose": text}, {"purpose", *_ALL}, f"{words} {[str(one) for one in plan.values()]}")


def paid_late(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The purpose says that nothing is paid before a day, the plan has paid much by then."""
    plan = _plan(good.project)
    if plan is None or not good.project.purpose or _STAGES.search(good.project.purpose):
        return None
    month, words = random.choice(_PAID_LATE)
    if plan[month] < 20:
        return None
    text = good.project.purpose.rstrip("。；") + "。" + words.format(what=random.choice(["全部费用", "资金", "款项"]))
    return changed(good, {"purpose": text}, {"purpose", *_ALL}, f"{words} {[str(one) for one in plan.values()]}")


_QUARTERS = ("费用按季度平均支付，每季度末支付当季费用。", "资金分四个季度平均拨付，每季度拨付25%。", "按季度结算，每季度支付四分之一。",
             "全年费用按月平均支付。", "经费按月均衡支付，每月底支付当月费用。", "每季度末按全年费用的25%支付。", "款项按季平均支付。", "费用每月支付一次，各月相同。")  # fmt: skip


def paid_evenly(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The purpose says that equal parts are paid over the year, the plan pays all in spring or all in December."""
    if not good.project.purpose or _STAGES.search(good.project.purpose):
        return None
    words = random.choice(_QUARTERS)
    plan = random.choice(
        [
            ("0.00", "0.00", "10.00", "100.00"),
            ("80.00", "95.00", "100.00", "100.00"),
            ("100.00",) * 4,
            ("0.00", "90.00", "100.00", "100.00"),
        ]
    )
    text = good.project.purpose.rstrip("。；") + "。" + words
    return changed(good, {"purpose": text, **_put_plan(plan)}, {"purpose", *_ALL}, f"{words} {plan}")


_OWN_STAGE = re.compile(r"(\d{1,2})月底?前?(?:累计)?(?:支付|付|拨付|支出|预拨|预付)(?:至|到)?(\d{1,2})%")


def plan_against_stage(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The plan forgets the purpose's own stages."""
    plan, found = _plan(good.project), _OWN_STAGE.search(good.project.purpose or "")
    if plan is None or found is None or int(found[1]) not in _MONTHS:
        return None
    month, share = int(found[1]), Decimal(found[2])
    if plan[month] != share or share < 30 or month == 12:
        return None
    cells: dict[str, str | None] = {f"fund_plan.{one}": "0.00" for one in _MONTHS if one <= month}
    return changed(good, cells, {"purpose", *_ALL}, f"{found.group()} {plan}")


_DAY = re.compile(r"^(?:\d{4}年)?(\d{1,2})月(?:(\d{1,2})日|底)(?:以)?前?$")


def target_next_year(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """A finishing day lies in the next year."""
    fit = [
        (place, row)
        for place, row in enumerate(good.project.indicators)
        if row.target
        and _DAY.match(row.target.text)
        and row.level2 == "时效指标"
        and re.search("完成|完工|竣工|验收|交付|投用|时间|日期", row.level3 or "")
    ]
    if not fit:
        return None
    place, row = random.choice(fit)
    month = random.choice([1, 2, 3, 4, 5, 6])
    shapes = (f"{good.year + 1}年{month}月底前", f"次年{month}月底前", f"{good.year + 1}年{month}月28日前", f"明年{month}月底", f"{good.year + 1}年{month}月", f"下年度{month}月底前",
              f"{good.year + 1}.{month}.28前", f"{good.year + 1}年上半年", f"≤{good.year + 1}年{month}月28日", f"{good.year + 1}-0{month}-28前", f"翌年{month}月底前")  # fmt: skip
    text = random.choice(shapes)
    address = f"indicators[{place}].target"
    return changed(good, {address: text}, {address}, f"{row.level3} {row.target.text if row.target else ''} → {text}")


def goal_next_year(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The goal's finishing day lies in the next year."""
    goal = good.project.goal or ""
    found = list(re.finditer(r"(?<![\d年至到—-])(?:\d{4}年)?(\d{1,2})月(?:\d{1,2}日|底)前(?!后)", goal))
    if len(found) != 1 or not re.search(
        "完成|竣工|完工|建成|投用|交付|验收", re.split("[，。；\n]", goal[found[0].end() :])[0]
    ):
        return None
    month = random.choice([1, 2, 3, 4, 5, 6])
    text = random.choice(
        [
            f"{good.year + 1}年{month}月底前",
            f"次年{month}月底前",
            f"明年{month}月底前",
            f"{good.year + 1}年{month}月28日前",
            f"下年{month}月底前",
            f"{good.year + 1}年底前",
        ]
    )
    return changed(
        good,
        {"goal": goal[: found[0].start()] + text + goal[found[0].end() :]},
        {"goal"},
        f"{found[0].group()} → {text} {goal[:40]}",
    )


_VAGUE = (
    "用于发放{what}，对符合条件的给予适当补助。", "对相关人员给予补助，共{sum}。", "{what}资金{sum}，用于对符合条件的对象进行补助。",
    "用于兑现{what}，视情况拨付给有关单位和个人。", "安排{sum}用于{what}，按照有关规定发放。", "根据实际情况对困难对象给予{what}。",
    "所需资金{sum}，主要用于补助，也可用于奖励有关企业。", "对表现较好的给予奖励，共安排{sum}。", "用于{what}，具体对象和金额另行研究确定。",
)  # fmt: skip


def vague_subsidy(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """A subsidy's purpose says neither who, nor how much, nor by which rules; nor do goal and rows say how much or by which."""
    name, budget = good.project.name or "", good.project.budget.total
    if not re.search("补贴|补助|奖补|奖励|救助|资助|津贴|慰问", name) or budget is None:
        return None
    words = random.choice(_VAGUE).format(what=re.sub(r"[（(].*|\d{4}年", "", name), sum=f"{budget.text}万元")
    cells: dict[str, str | None] = {"purpose": words, "goal": f"及时发放{name}，提高群众生活水平，满意度不低于90%。"}
    for place, row in enumerate(good.project.indicators):
        if "标准" in (row.level3 or "") or "元" in (row.target.text if row.target else ""):
            cells[f"indicators[{place}].level3"], cells[f"indicators[{place}].target"] = "总成本", f"≤{budget.text}万元"
            cells[f"indicators[{place}].description"] = "全年支出"
        cells[f"indicators[{place}].basis"] = "年度工作计划"
    return changed(good, cells, {"purpose"}, words)


_UNTOLD = (
    ("社会影响力", "≥95%"), ("群众幸福感提升率", "≥90%"), ("社会和谐程度", "≥95%"), ("对经济发展促进作用", "≥90%"), ("城市形象提升度", "≥80%"), ("公众认可度提升程度", "≥85%"),
    ("营商环境改善程度", "≥90%"), ("干部作风转变程度", "≥95%"), ("文明程度提升", "≥30%"), ("可持续发展能力", "≥90%"), ("社会稳定程度", "≥98%"), ("品牌影响力", "≥80%"),
)  # fmt: skip


def unmeasured(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """A benefit of which nobody can say where its percentage comes from."""
    fit = [
        place
        for place, row in enumerate(good.project.indicators)
        if "社会效益" in (row.level2 or "") or "可持续" in (row.level2 or "")
    ]
    if not fit:
        return None
    place = random.choice(fit)
    name, text = random.choice(_UNTOLD)
    told = random.choice([f"{name}情况", name, f"反映{name}", f"项目实施后{name}"])
    cells: dict[str, str | None] = {f"indicators[{place}].level3": name, f"indicators[{place}].target": text, f"indicators[{place}].description": told,
                                    f"indicators[{place}].basis": random.choice(["年度工作计划", "历史标准", "工作要求", "实施方案"])}  # fmt: skip
    return changed(
        good,
        cells,
        {f"indicators[{place}].{cell}" for cell in ("level3", "target", "description", "basis")},
        f"{name} {text} {told}",
    )


_SAMPLES = (
    "随机询问{n}{of}，满意的占比", "问卷调查（抽样{n}{of}）", "抽取{n}{of}进行电话回访，满意占比", "现场访问{n}{of}", "发放问卷{n}份，满意和较满意占比", "走访{n}{of}，满意人数占比",
    "样本量{n}{of}，满意人数÷调查人数", "座谈会上征求{n}{of}意见", "满意人数占被调查的{n}{of}比例", "年底抽查{n}{of}打分", "向{n}{of}发放调查表", "选取{n}{of}代表测评",
)  # fmt: skip


def small_sample(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """Few are asked whether they are satisfied."""
    fit = [
        (place, row)
        for place, row in enumerate(good.project.indicators)
        if "满意" in (row.level3 or "") and row.target and "%" in row.target.text
    ]
    if not fit:
        return None
    place, row = random.choice(fit)
    of = random.choice(["名群众", "人", "户", "名服务对象"])
    text = random.choice(_SAMPLES).format(n=random.choice([3, 5, 8, 10, 12, 15, 20]), of=of)
    return changed(
        good,
        {f"indicators[{place}].description": text},
        {f"indicators[{place}].{cell}" for cell in ("description", "target")},
        f"{row.level3} {text}",
    )


_EXPIRED = (
    "《“十三五”卫生与健康规划》", "《“十三五”脱贫攻坚规划》", "县国民经济和社会发展第十三个五年规划纲要", "《中华人民共和国合同法》第六十条", "《中华人民共和国民法通则》",
    "《中华人民共和国侵权责任法》", "《三年行动计划（2018—2020年）》", "2019年最低工资标准通知", "《乡村振兴战略规划（2018—2022年）》", "县财政局2017年度工作计划", "《“十二五”规划纲要》",
    "《中华人民共和国物权法》", "《中央预算单位2015—2016年政府集中采购目录及标准》", "《关于调整2018年最低工资标准的通知》", "《农村人居环境整治三年行动方案（2018—2020年）》",
    "《中华人民共和国担保法》", "《实施方案》（有效期至2022年12月31日）", "县发〔2016〕8号（试行两年）", "《健康扶贫三年攻坚行动实施方案（2018-2020年）》", "十三五规划", "2018年度重点工作安排",
)  # fmt: skip


def expired(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """A basis that holds no longer."""
    fit = [place for place, row in enumerate(good.project.indicators) if row.basis]
    if not fit or good.year < 2025:
        return None
    place = random.choice(fit)
    text = random.choice(_EXPIRED)
    return changed(good, {f"indicators[{place}].basis": text}, {f"indicators[{place}].basis"}, text)


_FIRMS = ("宏远建设工程有限公司", "华泰园林绿化有限公司", "恒信科技发展有限公司", "瑞丰物业服务有限公司", "临河县金桥印务有限公司", "河北众诚监理咨询有限公司", "安达电子有限责任公司", "鑫源商贸有限公司",
          "中科智慧信息技术股份有限公司", "东方文化传媒有限公司")  # fmt: skip
_GIVEN = (
    "由{firm}实施。", "全部交由{firm}承担。", "已确定由{firm}负责。", "委托{firm}组织实施。", "拟从{firm}采购。", "服务单位为{firm}。", "合同乙方为{firm}。", "资金支付给{firm}。",
    "供应商：{firm}。", "由{firm}提供设备及安装。", "拟与{firm}签订合同。", "指定{firm}承办。", "承办单位{firm}。", "聘请{firm}承接。",
)  # fmt: skip


def supplier(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The supplier is written in before any procurement."""
    text = good.project.purpose or ""
    if not text or re.search("采购|招标|中标|公司|磋商|询价|合同", text):
        return None
    words = random.choice(_GIVEN).format(firm=random.choice(_FIRMS))
    return changed(good, {"purpose": text.rstrip("。；") + "。" + words}, {"purpose"}, words)


MUTATIONS = (
    Mutation("工程三月付清", ("ZSD01",), works_paid_at_once),
    Mutation("支出计划回落", ("ZSD02", "ZSD03"), falling),
    Mutation("年底不到百分之百", ("ZSD03", "ZSD02"), not_all),
    Mutation("支出计划按段填", ("ZSD03", "ZSD02"), by_period),
    Mutation("支出计划有空", ("ZSA14",), blank),
    Mutation("用途说早付清而计划没付", ("ZSD04",), paid_early),
    Mutation("用途说晚付而计划已付", ("ZSD04",), paid_late),
    Mutation("用途说平均付而计划不平均", ("ZSD04",), paid_evenly),
    Mutation("计划不按用途自己的付款", ("ZSD04",), plan_against_stage),
    Mutation("时效在下一年", ("ZSD06",), target_next_year),
    Mutation("目标完成在下一年", ("ZSD06",), goal_next_year),
    Mutation("补助不说对象标准办法", ("ZSD07",), vague_subsidy),
    Mutation("效益无法取数", ("ZSD08", "ZSG02"), unmeasured),
    Mutation("满意度只问几个人", ("ZSD09",), small_sample),
    Mutation("依据已经失效", ("ZSD12",), expired),
    Mutation("供应商先写定", ("ZSD13", "ZSI05"), supplier),
)
