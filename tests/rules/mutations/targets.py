"""Targets that fit neither the facts, the money nor the past."""

from __future__ import annotations

import re
from decimal import Decimal
from random import Random

from mutations import Good, Mutant, Mutation
from mutations.figures import Figure, changed, clause, figures, printed, put, rows, twos
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.project import Project

_LESS_NAME = re.compile(
    r"事故|投诉|差错|违规|违纪|延误|损失率|损坏|病死|死亡|发病|贫血|不良|不合格|逾期|复发|故障|退货|失火|缺勤|漏|返工|复吸|辍学"
    r"|降|减少|节|时间|时长|时限|天数|成本|费|占比|提高|增长|下降|年限|使用期"
)
_RATE = re.compile(
    r"(?:合格率|覆盖率|及时率|准确率|完好率|到位率|发放率|办结率|入学率|成活率|就诊率|参与率|知晓率|在线率|处置率|率)$"
)


def _more(project: Project) -> list[tuple[int, Indicator, Figure]]:
    """Rows whose target is a lower limit on something good."""
    return [
        (place, row, figure)
        for place, row, sign, figure in rows(project)
        if sign == "≥" and not _LESS_NAME.search(row.level3 or "") and "/" not in figure.unit and "百分点" not in figure.unit
        and "成本" not in (row.level2 or "")
    ]  # fmt: skip


def _share(row: Indicator, figure: Figure) -> bool:
    return figure.unit == "%" and bool(_RATE.search(row.level3 or "")) and "满意" not in (row.level3 or "")


def _set(good: Good, place: int, random: Random, text: str, *, basis: str | None = None, what: str = "") -> Mutant:
    row = good.project.indicators[place]
    address = f"indicators[{place}].target"
    cells: dict[str, str | None] = {address: text}
    if basis is not None:
        cells[f"indicators[{place}].basis"] = basis
    old = row.target.text if row.target else ""
    places = {address, *(f"indicators[{place}].{cell}" for cell in ("basis", "description"))}
    return changed(good, cells, places, f"{row.level3} {old} → {text} {basis or ''} {what}")


def below_purpose(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """Target and goal ask for much less than the purpose pays for."""
    purpose, goal = good.project.purpose or "", good.project.goal or ""
    fit = []
    for place, row, sign, figure in rows(good.project):
        here = [
            one
            for one in figures(purpose)
            if one.value == figure.value and one.unit.replace("名", "人") == figure.unit.replace("名", "人")
        ]
        there = [one for one in figures(goal) if one.value == figure.value]
        if sign in ("≥", "=") and len(here) == 1 and len(there) <= 1 and figure.value >= 4 and row.level2 == "数量指标":
            words = clause(purpose, here[0].start, here[0].end)
            twins = [one for _, _, _, one in rows(good.project) if one.value == figure.value]
            if len(twos(words) & twos(row.level3)) >= 2 and len(twins) == 1 and "每" not in words:
                fit.append((place, row, sign, figure, there, words))
    if not fit:
        return None
    place, row, sign, figure, there, words = random.choice(fit)
    step = Decimal(1).scaleb(-len(figure.digits.partition(".")[2]))
    value = (figure.value * Decimal(random.choice(["0.5", "0.6", "0.7", "0.8", "0.75"]))).quantize(step)
    digits = printed(max(value, step), figure.digits)
    address = f"indicators[{place}].target"
    cells: dict[str, str | None] = {address: f"≥{digits}{figure.unit}"}
    if there:
        cells["goal"] = put(goal, there[0], digits)
    return changed(
        good,
        cells,
        {address, "goal", "purpose"},
        f"{row.level3} {figure.digits} → {digits}{figure.unit}；用途：{words}",
    )


_REGISTERED = (
    "{last}年12月台账登记{fact}", "{last}年底在册{fact}", "全县普查登记共{fact}", "经摸底核实共有{fact}", "{last}年秋季实际在册{fact}",
    "档案清单所列{fact}", "主管部门核定{fact}", "{last}年统计{fact}", "据登记名册，实有{fact}", "{last}年末系统登记数为{fact}",
)  # fmt: skip


def below_register(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The basis states by a register that there are many more than the target asks for; purpose and goal name no other count."""
    fit = []
    told = f"{good.project.purpose}{good.project.goal}"
    for place, row, figure in _more(good.project):
        if (
            figure.unit in ("户", "人", "名", "盏", "公里", "亩", "座", "株", "家", "所", "处")
            and row.level2 == "数量指标"
            and figure.value >= 10
            and figure.digits not in told
        ):
            fit.append((place, figure))
    if not fit:
        return None
    place, figure = random.choice(fit)
    fact = f"{printed(figure.value * Decimal(random.choice(['1.3', '1.4', '1.5', '1.6'])), figure.digits)}{figure.unit}"
    row = good.project.indicators[place]
    return _set(
        good,
        place,
        random,
        row.target.text if row.target else "",
        basis=random.choice(_REGISTERED).format(last=good.year - 1, fact=fact),
    )


_NOW = (
    "目前已达到{fact}", "现已达{fact}", "目前为{fact}", "现状为{fact}", "截至{last}年底已达{fact}", "现有水平{fact}", "目前实际{fact}",
    "据最新监测已达{fact}", "当前{fact}", "本级台账反映目前已实现{fact}",
)  # fmt: skip


def reached_now(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The basis says that more than the target is there already."""
    fit = [
        (place, row, figure)
        for place, row, figure in _more(good.project)
        if _share(row, figure) and 40 <= figure.value <= 92
    ]
    if not fit:
        return None
    place, row, figure = random.choice(fit)
    fact = f"{figure.value + random.choice([4, 5, 6, Decimal('7.2')])}%"
    return _set(
        good,
        place,
        random,
        row.target.text if row.target else "",
        basis=random.choice(_NOW).format(fact=fact, last=good.year - 1),
    )


_LAST = (
    "{last}年为{fact}", "上年完成{fact}", "{last}年实际完成{fact}", "{last}年完成值{fact}", "上年度实际达到{fact}", "{last}年决算反映为{fact}",
    "上年自评完成{fact}", "{last}年{fact}", "去年为{fact}", "{last}年度绩效自评结果{fact}", "历史标准：{last}年{fact}", "上年同期实际值{fact}",
)  # fmt: skip


def share_below_last_year(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """A share lies well below last year's."""
    fit = [
        (place, row, figure)
        for place, row, figure in _more(good.project)
        if _share(row, figure) and 40 <= figure.value <= 90
    ]
    if not fit:
        return None
    place, row, figure = random.choice(fit)
    fact = f"{min(figure.value + random.choice([6, 8, 9, Decimal('7.5')]), Decimal('99.6'))}%"
    return _set(
        good,
        place,
        random,
        row.target.text if row.target else "",
        basis=random.choice(_LAST).format(fact=fact, last=good.year - 1),
    )


def count_below_last_year(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """A count lies a quarter and more below last year's."""
    fit = [
        (place, row, figure)
        for place, row, figure in _more(good.project)
        if figure.unit
        in ("人次", "场次", "场", "件", "次", "批次", "家", "人", "户", "册次", "份", "万元", "亿元", "万人次")
        and figure.value >= 5
    ]
    if not fit:
        return None
    place, row, figure = random.choice(fit)
    value = printed(figure.value * Decimal(random.choice(["1.35", "1.5", "1.6"])), figure.digits)
    return _set(
        good,
        place,
        random,
        row.target.text if row.target else "",
        basis=random.choice(_LAST).format(fact=value + figure.unit, last=good.year - 1),
    )


def below_stated_last_year(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """Target and goal are lowered below the value of last year that the basis states already."""
    fit = []
    goal = good.project.goal or ""
    for place, row, figure in _more(good.project):
        found = re.fullmatch(
            rf"(?:{good.year - 1}年|上年)[^，。\d]{{0,8}}?(\d+(?:\.\d+)?)({re.escape(figure.unit)})", row.basis or ""
        )
        if found and figure.unit == "%" and Decimal(found[1]) > 50:
            fit.append((place, row, figure, Decimal(found[1])))
    if not fit:
        return None
    place, row, figure, was = random.choice(fit)
    digits = f"{int(was) - random.choice([8, 9, 10, 12])}"
    mutant = _set(good, place, random, f"≥{digits}%", what=row.basis or "")
    if goal.count(f"{figure.digits}%") == 1:
        return changed(
            Good(mutant.project, good.year),
            {"goal": goal.replace(f"{figure.digits}%", f"{digits}%")},
            set(mutant.places),
            mutant.what,
        )
    return mutant


def _satisfaction(project: Project) -> list[tuple[int, Indicator, Figure]]:
    return [
        (place, row, figure)
        for place, row, _, figure in rows(project)
        if re.search("满意[度率]", row.level3 or "") and figure.unit == "%"
    ]


def low_satisfaction(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """Satisfaction below eighty percent."""
    fit = _satisfaction(good.project)
    if not fit:
        return None
    return _set(
        good,
        random.choice(fit)[0],
        random,
        random.choice(["≥{}%", "≥{}%", "{}%", "{}%以上", "不低于{}%", "={}%"]).format(
            random.choice([50, 60, 65, 70, 75, 78])
        ),
    )


def total_satisfaction(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """Satisfaction of a hundred percent."""
    fit = _satisfaction(good.project)
    if not fit:
        return None
    return _set(
        good,
        random.choice(fit)[0],
        random,
        random.choice(["=100%", "100%", "≥100%", "100.00%", "100百分比", "达到100%"]),
    )


def high_share(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """A share jumps far above what the row says was reached last year."""
    fit = []
    for place, row, figure in _more(good.project):
        if _share(row, figure) and figure.value <= 70:
            fit.append((place, figure))
    if not fit:
        return None
    place, figure = random.choice(fit)
    row = good.project.indicators[place]
    was = max(figure.value - random.choice([30, 35, 40]), Decimal(8))
    if figure.value - was < 25:
        return None
    return _set(
        good,
        place,
        random,
        row.target.text if row.target else "",
        basis=random.choice(_LAST).format(fact=f"{was}%", last=good.year - 1),
    )


_GROWTH = (
    ("带动税收增长率", "≥{}%", "项目实施方案"), ("区域经济增长率", "≥{}%", "年度计划"), ("带动产值增长率", "≥{}%", "工作计划"),
    ("旅游收入增长率", "≥{}%", "年度目标"), ("农民人均收入增长率", "≥{}%", "相关规划"), ("企业销售收入增长率", "≥{}%", "行业经验"),
    ("村集体收入增长率", "≥{}%", "历年情况"), ("居民收入提高比例", "≥{}%", "年度工作要点"), ("出口额增长率", "≥{}%", "部门计划"),
)  # fmt: skip


def high_growth(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """An economic benefit grows by a third and more, on no grounds."""
    fit = [place for place, row in enumerate(good.project.indicators) if "经济效益" in (row.level2 or "")]
    if not fit:
        return None
    place = random.choice(fit)
    name, shape, basis = random.choice(_GROWTH)
    cells: dict[str, str | None] = {
        f"indicators[{place}].level3": name,
        f"indicators[{place}].description": f"{name}情况",
        f"indicators[{place}].basis": basis,
    }
    text = shape.format(random.choice([30, 35, 40, 50, 60]))
    cells[f"indicators[{place}].target"] = text
    return changed(
        good,
        cells,
        {f"indicators[{place}].{cell}" for cell in ("level3", "description", "target", "basis")},
        f"{name} {text} {basis}",
    )


def many_times(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """A count is ten times last year's."""
    fit = [
        (place, row, figure)
        for place, row, figure in _more(good.project)
        if figure.unit in ("人次", "场次", "场", "件", "次", "批次", "家", "人", "户", "万人次") and figure.value >= 20
    ]
    if not fit:
        return None
    place, row, figure = random.choice(fit)
    value = printed(figure.value / random.choice([6, 8, 10]), "0")
    return _set(
        good,
        place,
        random,
        row.target.text if row.target else "",
        basis=random.choice(_LAST).format(fact=value + figure.unit, last=good.year - 1),
    )


def accidents(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """Accidents are allowed."""
    fit = [
        (place, row, figure)
        for place, row, _, figure in rows(good.project)
        if figure.value == 0 and re.search("事故|伤亡|火灾", row.level3 or "")
    ]
    if not fit:
        return None
    place, _row, figure = random.choice(fit)
    new = random.choice(["≤{}", "≤{}", "<{}", "不超过{}", "{}以内", "≤{}"]).format(
        f"{random.choice('1235')}{figure.unit}"
    )
    new = new.replace("<1", "<2")
    return _set(good, place, random, new)


def above_hundred(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """A part of a whole is more than the whole."""
    fit = [
        (place, row)
        for place, row, sign, figure in rows(good.project)
        if figure.unit == "%" and sign in ("≥", "=", "") and _RATE.search(row.level3 or "") and figure.value >= 80
        and not re.search("完成率|增长|提高|降|减|节约|产出|达产|自给|执行率|保障率|倍|入住|使用率|利用率|占用|负荷", row.level3 or "")
    ]  # fmt: skip
    if not fit:
        return None
    return _set(
        good,
        random.choice(fit)[0],
        random,
        random.choice(["≥105%", "≥110%", "=120%", "≥120%", "101%", "≥950%", "105%以上", "不低于110%"]),
    )


def _costs(project: Project) -> list[tuple[int, Indicator, str, Figure]]:
    return [
        one
        for one in rows(project)
        if (one[1].level2 or "") in ("成本指标", "经济成本指标")
        and one[2] == "≤"
        and "元" in one[3].unit
        and "节" not in (one[1].level3 or "")
    ]


def cost_from_below(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """A cost has a lower limit."""
    given = re.compile("补|救助|津贴|奖|资助|待遇|工资|报酬|慰问|抚恤|保障")  # there the policy may set the least
    fit = [one for one in _costs(good.project) if not given.search(one[1].level3 or "")]
    if not fit:
        return None
    place, _, _, figure = random.choice(fit)
    return _set(
        good,
        place,
        random,
        random.choice(["≥{}", "≥{}", "不低于{}", "{}以上", ">{}", "不少于{}"]).format(f"{figure.digits}{figure.unit}"),
    )


def cost_above_budget(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The whole's cost limit is above the budget."""
    budget = good.project.budget.yuan()
    fit = [one for one in _costs(good.project) if one[3].unit == "万元" and budget == one[3].value * 10_000]
    if not fit or budget is None:
        return None
    place, _, _, figure = random.choice(fit)
    step = "0.0" if budget < 500_000 else "0"
    new = printed(budget / 10_000 * Decimal(random.choice(["1.1", "1.2", "1.35", "1.5", "2", "3"])), step)
    return _set(good, place, random, f"≤{new}万元", what=f"预算 {figure.digits}")


_NO_COST = (
    ("节电量", "≥{}千瓦时"), ("养护面积", "≥{}平方米"), ("服务人数", "≥{}人"), ("培训场次", "≥{}场"), ("设备完好率", "≥95%"), ("工程验收合格率", "=100%"),
    ("绿化面积", "≥{}平方米"), ("项目完成时间", "12月31日前"), ("受益户数", "≥{}户"), ("巡查次数", "≥{}次"), ("完成及时率", "≥95%"), ("维修数量", "≥{}处"),
    ("资料印制数量", "≥{}份"), ("群众满意度", "≥90%"), ("按期完成率", "=100%"), ("覆盖村数", "≥{}个"),
)  # fmt: skip


def no_cost(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """A cost indicator is none."""
    fit = _costs(good.project)
    if not fit:
        return None
    place, row, _, _ = random.choice(fit)
    name, text = random.choice(_NO_COST)
    text = text.format(random.choice([40, 120, 300, 1200]))
    cells: dict[str, str | None] = {
        f"indicators[{place}].level3": name,
        f"indicators[{place}].target": text,
        f"indicators[{place}].description": f"全年{name}",
    }
    return changed(
        good,
        cells,
        {f"indicators[{place}].{cell}" for cell in ("level3", "target", "level2", "description")},
        f"{row.level2} {name} {text}",
    )


def own_quantity_as_cost(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """A quantity of the table's own stands among the costs."""
    costs = [row.level2 for row in good.project.indicators if (row.level2 or "") in ("成本指标", "经济成本指标")]
    fit = [place for place, row in enumerate(good.project.indicators) if row.level2 == "数量指标"]
    if not costs or len(fit) < 2:
        return None
    place = random.choice(fit)
    row = good.project.indicators[place]
    if "元" in (row.target.text if row.target else ""):
        return None
    cells: dict[str, str | None] = {f"indicators[{place}].level2": costs[0]}
    one = next(other for other in good.project.indicators if other.level2 == costs[0])
    cells[f"indicators[{place}].level1"] = one.level1
    return changed(
        good,
        cells,
        {f"indicators[{place}].{cell}" for cell in ("level3", "target", "level2")},
        f"{row.level3} {row.target.text if row.target else ''}",
    )


MUTATIONS = (
    Mutation("指标和目标低于用途的数量", ("ZSC01", "ZSE02", "ZSE01"), below_purpose),
    Mutation("依据登记的数多于指标值", ("ZSC01", "ZSC02", "ZSC08"), below_register),
    Mutation("依据说现在已超过指标值", ("ZSC02", "ZSC01", "ZSC08"), reached_now),
    Mutation("比率低于依据的上年数", ("ZSC08", "ZSC01", "ZSC02"), share_below_last_year),
    Mutation("数量低于依据的上年数", ("ZSC08", "ZSC01", "ZSC02"), count_below_last_year),
    Mutation("指标值降到已写的上年数之下", ("ZSC08", "ZSC01", "ZSC02"), below_stated_last_year),
    Mutation("满意度定得低", ("ZSC03",), low_satisfaction),
    Mutation("满意度定到百分之百", ("ZSC04",), total_satisfaction),
    Mutation("比率一年跳高", ("ZSC05",), high_share),
    Mutation("经济增长没有来由", ("ZSC05",), high_growth),
    Mutation("数量是上年的许多倍", ("ZSC05",), many_times),
    Mutation("允许发生事故", ("ZSC10", "ZSE01"), accidents),
    Mutation("比率超过百分之百", ("ZSC11",), above_hundred),
    Mutation("成本写成下限", ("ZSC12", "ZSH10"), cost_from_below),
    Mutation("成本上限超过预算", ("ZSC13",), cost_above_budget),
    Mutation("成本指标写了别的事", ("ZSC14",), no_cost),
    Mutation("本表的数量放进成本", ("ZSC14",), own_quantity_as_cost),
)
