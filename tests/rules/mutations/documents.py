"""Mistakes between the tables of one document, and between its department part and its tables."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from random import Random

from mutation_documents import companions, mutant, plan_of, put, whole

from mutations import Good, Mutant, Mutation
from zhunsheng.model.figure import figure
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.project import FundPlanPoint, Project
from zhunsheng.model.quantity import quantity


def _spoilt(
    good: Good, projects: tuple[Project, ...], changed: dict[int, Project], places: set[str], what: str
) -> Mutant:
    return mutant(whole(good, projects), whole(good, put(projects, changed)), places, what)


def same_tables(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The indicators of one project are copied whole into the next."""
    projects = companions(good, random, 2)
    return _spoilt(
        good,
        projects,
        {1: replace(projects[1], indicators=projects[0].indicators)},
        {"1:indicators", "0:indicators"},
        "整表照抄",
    )


def _nudged(row: Indicator, random: Random) -> Indicator:
    text = row.target.text if row.target else ""
    found = re.search(r"\d+", text)
    if found is None:
        return row
    other = str(int(found.group()) + random.choice([1, 2, 3]))
    return replace(row, target=quantity(text[: found.start()] + other + text[found.end() :]))


def nearly_same_tables(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The copy has its rows in another order, or one number changed, or a row of its own."""
    projects = companions(good, random, 2)
    rows = list(projects[0].indicators)
    if len(rows) < 7:
        return None
    way = random.randrange(3)
    if way == 0:
        random.shuffle(rows)
    elif way == 1:
        at = random.randrange(len(rows))
        rows[at] = _nudged(rows[at], random)
    else:
        rows = [*rows[:-1], projects[1].indicators[-1]]
    return _spoilt(
        good,
        projects,
        {1: replace(projects[1], indicators=tuple(rows))},
        {"1:indicators", "0:indicators"},
        f"照抄后略改，方式{way}",
    )


_EXPLAINED = re.compile(r"^(?:项目|本项目|年度|全年)")


def renamed_copy(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The copy keeps descriptions, targets and bases; names only get an ornament (年度…, 本项目…, …情况)."""
    projects = companions(good, random, 2)
    front = random.choice(["本项目", "年度", "项目", "全年", "实际", "累计"])
    rows = tuple(
        row if _EXPLAINED.match(row.level3 or "") else replace(row, level3=front + (row.level3 or ""))
        for row in projects[0].indicators
    )
    return _spoilt(
        good,
        projects,
        {1: replace(projects[1], indicators=rows)},
        {"1:indicators", "0:indicators"},
        f"照抄，名称前加{front}",
    )


_SHELLS = (
    "社会影响力", "社会影响程度", "可持续影响", "公共服务水平", "经济社会发展水平", "社会和谐稳定程度", "社会认可度", "工作水平提升程度",
    "综合效益", "社会效益", "群众获得感", "服务能力提升程度",
)  # fmt: skip


def shared_shell(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """Three projects have the same abstract benefit."""
    projects = companions(good, random, random.choice([2, 3, 4]))
    shell = random.choice(_SHELLS)
    target = random.choice(["≥95%", "≥90%", "明显提高", "显著", "≥85%"])
    changed, places = {}, set()
    for number, one in enumerate(projects):
        at = next((i for i, row in enumerate(one.indicators) if (row.level1 or "")[:2] in ("效益", "效果")), None)
        if at is None:
            return None
        row = replace(one.indicators[at], level3=shell, target=quantity(target))
        changed[number] = replace(one, indicators=(*one.indicators[:at], row, *one.indicators[at + 1 :]))
        places.add(f"{number}:indicators[{at}].level3")
    return _spoilt(good, projects, changed, places, f"{len(projects)}个项目都写{shell} {target}")


def _telling(good: Good, random: Random) -> Indicator | None:
    fit = [
        row
        for row in good.project.indicators
        if row.level2 == "数量指标"
        and row.target is not None
        and row.target.number is not None
        and row.target.number >= 3
        and not row.target.is_percentage
        and len(row.level3 or "") >= 6
        and len(row.description or "") >= 6
    ]
    return random.choice(fit) if fit else None


def _counted_again(good: Good, random: Random, row: Indicator, again: Indicator) -> Mutant:
    projects = companions(good, random, 2)
    into = projects[1]
    at = random.randrange(len(into.indicators))
    rows = (*into.indicators[:at], again, *into.indicators[at:])
    old = next(number for number, one in enumerate(good.project.indicators) if one is row)
    return _spoilt(
        good,
        projects,
        {1: replace(into, indicators=rows)},
        {f"1:indicators[{at}].level3", f"0:indicators[{old}].level3"},
        f"{row.level3}（{row.description}）→ {again.level3}（{again.description}） {again.target.text if again.target else ''}",
    )


def counted_twice(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """An output of one project stands in another's table as it is."""
    row = _telling(good, random)
    return _counted_again(good, random, row, row) if row else None


_ORNAMENTS = ("全年", "年度", "累计", "实际", "完成", "本年度", "实际完成", "年内")


def counted_twice_in_other_words(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The same output again, the name with an ornament, the description with other words about how it is counted."""
    row = _telling(good, random)
    if row is None or row.target is None or row.target.number is None or row.target.number < 20:
        return None
    name = random.choice(_ORNAMENTS) + re.sub(r"^(?:全年|年度|累计|实际|完成|本年度?|年内)+", "", row.level3 or "")
    if random.random() < 0.5:
        name = re.sub(r"数量$", random.choice(["总数", "总量", "数量", "个数"]), name)
    description = random.choice(
        ["{}，以台账为准", "年内{}", "{}（按验收资料统计）", "{}，年底汇总", "本年{}", "{}的总数", "统计{}", "{}"]
    ).format((row.description or "").rstrip("。"))
    return _counted_again(good, random, row, replace(row, level3=name, description=description))


def same_plans(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """Most tables have the very same spending plan, however it is printed."""
    projects = companions(good, random, random.choice([3, 4, 5]))
    plan = random.choice([(25, 50, 80, 100), (10, 40, 70, 100), (30, 60, 90, 100), (20, 45, 85, 100), (100, 100, 100, 100),
                          (0, 50, 80, 100), (15, 50, 75, 100), (20, 50, 80, 100)])  # fmt: skip
    changed = {}
    numbers = random.sample(range(len(projects)), max(3, len(projects) - 1))
    for number in numbers:
        style = random.choice(["{}", "{}.00", "{}.0", "{}%", "{}"])
        points = tuple(
            FundPlanPoint(month, figure(style.format(part))) for month, part in zip((3, 6, 10, 12), plan, strict=True)
        )
        changed[number] = replace(projects[number], fund_plan=points)
    return _spoilt(
        good, projects, changed, {f"{number}:fund_plan" for number in numbers}, f"{len(numbers)}个项目的计划都是{plan}"
    )


_HAN = "一二三四五六七八九十"
_STYLES = (
    "{n}、{name}绩效目标表", "{n}.{name}", "{h}、{name}绩效目标表", "（{h}）{name}", "{n}．{name}项目支出绩效目标表", "{n} 、{name}",
    "（{n}）{name}绩效目标表", "表{n}：{name}", "附表{n} {name}绩效目标表", "项目{h}：{name}", "附件{n}：{name}绩效目标表", "{n}）{name}",
)  # fmt: skip


def wrong_heading_numbers(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The printed titles skip a number, bear one twice, stand in the wrong order or begin with two."""
    projects = companions(good, random, random.choice([2, 3, 4]))
    count = len(projects)
    style = random.choice(_STYLES)
    right = list(range(1, count + 1))
    way = random.choice(["跳号", "重号", "从二起", "颠倒"])
    at = random.randrange(1, count)
    if way == "跳号":
        wrong = [n + 1 if n > at else n for n in right]
    elif way == "重号":
        wrong = [n - 1 if n > at else n for n in right]
    elif way == "从二起":
        wrong, at = [n + 1 for n in right], 0
    else:
        wrong = [*right[: at - 1], right[at], right[at - 1], *right[at + 1 :]]

    def titled(numbers: list[int]) -> tuple[Project, ...]:
        return tuple(
            replace(one, heading=style.format(n=n, h=_HAN[n - 1], name=one.name))
            for n, one in zip(numbers, projects, strict=True)
        )

    places = {f"{number}:heading" for number in ((at - 1, at, at + 1) if way == "颠倒" else (at,)) if number >= 0}
    return mutant(whole(good, titled(right)), whole(good, titled(wrong)), places, f"{way} {style} {wrong}")


_COUNTS = (
    "全年安排项目{}个，全部按期完成。", "本年共安排预算项目{}个，均于年底前完成。", "年度预算共有{}个项目，逐项制定绩效目标。", "全年实施项目{}个，确保完成率100%。",
    "本部门编报项目{}个，项目绩效目标全覆盖。", "今年列支出项目{}个，按计划推进。", "共申报项目{}项，均已编制绩效目标。", "{}个预算项目全部纳入绩效管理。",
    "全年安排{}个项目支出。", "{year}年部门预算安排项目{}个，年底全部完成验收。", "本年度项目共{}个，执行率不低于95%。", "部门项目支出共{}个项目。",
)  # fmt: skip
_MONEY = (
    "全年安排项目{n}个，资金{sum}万元，全部按期完成。", "本年共安排预算项目{n}个，项目资金共计{sum}万元。", "{n}个项目预算合计{sum}万元，12月底前全部支付。",
    "年度共有{n}个项目，预算总额{sum}万元。", "安排项目{n}个，项目支出预算{sum}万元，完成率100%。", "全年实施项目{n}个，总投资预算{sum}万元，专款专用。",
    "列项目{n}个，合计{sum}万元，均按进度拨付。", "项目支出{sum}万元，共{n}个项目，按期完成。", "申报项目{n}个，申请资金{sum}万元。", "本部门{n}个项目共{sum}万元，执行率不低于95%。",
)  # fmt: skip


def _said_in_the_plan(good: Good, random: Random, right: str, wrong: str, projects: tuple[Project, ...]) -> Mutant:
    plan = plan_of(projects, random)
    cell = random.choice(["overall_goal", "sub_goal"])
    if cell == "overall_goal":
        texts = [f"{said}\n{plan.overall_goal}" for said in (right, wrong)]
    else:
        texts = [f"{plan.sub_goal}\n{len(projects) + 1}.项目管理方面，{said}" for said in (right, wrong)]
    plans = [replace(plan, **{cell: text}) for text in texts]
    return mutant(whole(good, projects, plans[0]), whole(good, projects, plans[1]), {cell}, f"{right} → {wrong}")


def wrong_project_count(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The department part counts more or fewer projects than there are tables."""
    projects = companions(good, random, random.choice([2, 3, 4]))
    words, count = random.choice(_COUNTS), len(projects)
    wrong = count + random.choice([1, 2, 3, 5, -1])
    return _said_in_the_plan(
        good, random, words.format(count, year=good.year), words.format(wrong, year=good.year), projects
    )


def wrong_project_money(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The department part gives another sum for its projects than their budgets make."""
    projects = companions(good, random, random.choice([2, 3, 4]))
    sums = [one.budget.total.value for one in projects if one.budget.total and one.budget.total.value is not None]
    if len(sums) != len(projects):
        return None
    total = sum((one for one in sums if one is not None), Decimal(0))
    words = random.choice(_MONEY)
    wrong = total + random.choice([Decimal(10), Decimal("-6.5"), Decimal(100), total / 10])
    return _said_in_the_plan(
        good,
        random,
        words.format(n=len(projects), sum=f"{total:f}"),
        words.format(n=len(projects), sum=f"{wrong:.2f}"),
        projects,
    )


MUTATIONS = (
    Mutation("整表指标照抄别的项目", ("ZSB10",), same_tables),
    Mutation("照抄后略改一处或换次序", ("ZSB10",), nearly_same_tables),
    Mutation("照抄后名称加个帽子", ("ZSB10",), renamed_copy),
    Mutation("几个项目同一个空效益", ("ZSB10",), shared_shell),
    Mutation("同一产出原样写进两个项目", ("ZSB17",), counted_twice),
    Mutation("同一产出换个说法写进两个项目", ("ZSB17",), counted_twice_in_other_words),
    Mutation("支出计划一刀切", ("ZSD05",), same_plans),
    Mutation("表序号跳号重号", ("ZSE08",), wrong_heading_numbers),
    Mutation("部门写的项目个数不对", ("ZSE18",), wrong_project_count),
    Mutation("部门写的项目总额不对", ("ZSE18",), wrong_project_money),
)
