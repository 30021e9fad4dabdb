"""What is left out of a table: kinds of indicators, cells, figures, the reckoning."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

from mutation_cells import changed, row_cells, rows, texts, without

from mutations import Good, Mutant, Mutation, Spoil
from zhunsheng.model.address import put_cell

_WORKS = re.compile("(?:工程|建设|新建|改建|改造|购置|采购|扩建|修缮|更换|装备更新)(?:项目|工程)?$")
_PEOPLE = re.compile(
    "群众|居民|学生|家长|患者|企业|游客|村民|市民|师生|老人|家属|读者|农户|商户|乘客|职工|观众|学员|考生"
)


def _level2(kind: str) -> Spoil:
    def spoil(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
        return without(good, lambda row: row.level2 == kind and row.level1 == "产出指标", f"删去{kind}")

    return spoil


def _level1(*kinds: str) -> Spoil:
    def spoil(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
        return without(good, lambda row: row.level1 in kinds, f"删去{'、'.join(kinds)}")

    return spoil


def no_cost(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """Works and purchases without a cost row."""
    if not _WORKS.search(good.project.name or ""):
        return None
    return without(good, lambda row: "成本" in f"{row.level1}{row.level2}", "删去成本指标")


def no_satisfaction(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """People are asked in the good table; here neither row nor goal speaks of it."""
    asked = rows(good, lambda row: (row.level1 or "").startswith("满意度") and bool(_PEOPLE.search(row.level3 or "")))
    if not asked:
        return None
    kept = re.sub(r"[，；、][^，；。、\n]*满意[^，；。\n]*", "", good.project.goal or "")
    made = without(good, lambda row: "满意" in f"{row.level1}{row.level2}{row.level3}", "删去满意度指标")
    return made and Mutant(replace(made.project, goal=kept), made.places, made.what)


def few(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """Two or three rows left."""
    listed = good.project.indicators
    if len(listed) < 6:
        return None
    kept = sorted(random.sample(range(len(listed)), random.choice((2, 3))))
    if not any(listed[number].level1 == "产出指标" for number in kept):
        return None
    left = tuple(listed[number] for number in kept)
    return Mutant(replace(good.project, indicators=left), frozenset({"indicators"}), f"只留{len(left)}条")


_STEPS = (
    "召开动员会次数", "签订合同份数", "组织验收次数", "拨付资金次数", "上报报表份数", "发布采购公告次数", "组建评审专家组数",
    "制定实施方案份数", "召开调度会次数", "现场踏勘次数", "填报进度月报份数", "归档资料卷数", "公示结果次数", "采购需求论证次数",
    "开标次数", "履约检查次数", "开具发票张数", "座谈会场次",
)  # fmt: skip


def many(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """Every step of the procedure made a row."""
    made = tuple(
        replace(good.project.indicators[0], level1="产出指标", level2="数量指标", level3=name, description="据实统计")
        for name in random.sample(_STEPS, 18)
    )
    listed = good.project.indicators + made
    if len(listed) <= 22:
        return None
    return Mutant(replace(good.project, indicators=listed), frozenset({"indicators"}), f"共{len(listed)}条")


_BLANKS = (None, None, "无", "/", "—", "待定", "略", "暂无", "待补", "XX", "……", "***", "空", "-", "待填写", "暂缺")


def identity(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """Name or code blank."""
    address = random.choice(("name", "code"))
    return changed(good, address, random.choice((None, None, "/", "无", "待定", "—")))


def no_budget(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The budget is blank or nought."""
    return changed(good, "budget.total", random.choice((None, "0", "0.00", "/", "待定", "-", "0.0", "—")))


def plan_point(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """A month of the spending plan after the first is blank or holds no figure."""
    months = [point.month for point in good.project.fund_plan if point.percent]
    if len(months) < 4:
        return None
    address = f"fund_plan.{random.choice(months[1:])}"
    return changed(good, address, random.choice((None, None, "/", "—", "待定", "-", "XX", "按进度")), "fund_plan")


def _cell(column: str) -> Spoil:
    def spoil(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
        number = random.randrange(len(good.project.indicators))
        blank = random.choice(_BLANKS)
        if column == "description" and number == 0 and random.random() < 0.5:
            blank = "同上"
        return changed(good, f"indicators[{number}].{column}", blank)

    return spoil


_EMPTY_GOALS = (
    "完成{name}。", "做好{name}工作。", "保障{name}工作顺利开展。", "按计划完成年度任务。", "完成好全年各项工作任务。",
    "按要求做好{name}，确保资金使用到位。", "保证{name}正常进行。", "确保{name}项目按时完成。", "确保完成年度工作目标。",
    "按照上级要求，认真完成各项工作。", "推进{name}工作有序开展，取得良好效果。", "保障单位正常运转。", "圆满完成上级交办的任务。",
    "资金及时支付，保障工作顺利进行。", "通过实施{name}，提高工作水平。", "顺利实施{name}，发挥资金效益。",
)  # fmt: skip


def empty_goal(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The goal is one sentence that says nothing."""
    goal = random.choice(_EMPTY_GOALS).replace("{name}", good.project.name or "")
    return changed(good, "goal", goal)


_BARE = (
    "用于{name}，共需资金{total}万元。", "{name}经费{total}万元。", "{total}万元用于{name}支出。",
    "本项目资金{total}万元，主要用于{name}相关支出。", "为做好{name}，申请资金{total}万元。",
    "根据工作需要，安排{total}万元用于{name}。", "目前所需资金{total}万元。", "用于本单位{name}，预算{total}万元，按进度支付。",
    "{name}全年所需经费，由财政资金安排{total}万元。", "用于{name}及其他相关费用，合计{total}万元。", "用于{name}各项支出。",
    "保障{name}正常开展。",
)  # fmt: skip


def bare_purpose(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The purpose is the total alone, of a budget above ten 万元, or stands empty."""
    yuan = good.project.budget.yuan()
    if yuan is None or yuan < 200_000 or re.search(r"\d", good.project.name or "0"):
        return None
    words = random.choice((*_BARE, ""))
    total = f"{yuan / 10_000:f}".rstrip("0").rstrip(".")
    return changed(good, "purpose", words.format(name=good.project.name, total=total) or None)


_NUMBER = re.compile(r"\d[\d.,]*")
_HOLES = ("XX", "**", "xx", "××", "___", "XXX", "***", "（  ）", "X", "*", "____")


def hole(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """A figure of a target, the goal or the purpose still is the template's sign."""
    found = texts(good.project, "target", "goal", "purpose")
    address, text = random.choice(found)
    figures = [one for one in _NUMBER.finditer(text) if not text[one.end() :].startswith(("年", "号", "、", ".", "〕"))]
    if not figures:
        return None
    one = random.choice(figures)
    return changed(good, address, text[: one.start()] + random.choice(_HOLES) + text[one.end() :])


_TEMPLATE_WORDS = {
    "level3": ("指标1", "指标2", "XX数量", "指标1：", "××完成率", "三级指标", "指标名称", "……", "XXX", "***"),
    "description": ("XX占比", "填写说明", "xxx", "指标描述", "反映XX情况", "……", "××人数占××人数的比例"),
    "basis": ("XX文件", "×××办法", "《XX管理办法》", "**通知", "XX年度计划", "《××××》", "XX局工作计划", "……"),
}


def template_words(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """A cell keeps the words of the empty form."""
    number = random.randrange(len(good.project.indicators))
    column = random.choice(tuple(_TEMPLATE_WORDS))
    return changed(good, f"indicators[{number}].{column}", random.choice(_TEMPLATE_WORDS[column]))


def all_of_column(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """A whole column stands empty."""
    column = random.choice(("target", "description", "basis"))
    project = good.project
    places: list[str] = []
    for number in range(len(good.project.indicators)):
        project = put_cell(project, f"indicators[{number}].{column}", None)
        places += row_cells(number, column)
    return Mutant(project, frozenset({*places, "indicators"}), f"整列空着：{column}")


MUTATIONS = (
    Mutation("删去全部产出指标", ("ZSA01",), _level1("产出指标")),
    Mutation("删去全部效益指标", ("ZSA02",), _level1("效益指标", "效果指标")),
    Mutation("删去满意度指标", ("ZSA03",), no_satisfaction),
    Mutation("删去数量指标", ("ZSA04",), _level2("数量指标")),
    Mutation("删去质量指标", ("ZSA05",), _level2("质量指标")),
    Mutation("删去时效指标", ("ZSA06",), _level2("时效指标")),
    Mutation("工程购置没有成本指标", ("ZSA07",), no_cost),
    Mutation("只留两三条指标", ("ZSA08",), few),
    Mutation("把步骤全列成指标", ("ZSA09",), many),
    Mutation("名称编码空着", ("ZSA10", "ZSA18"), identity),
    Mutation("目标只有一句空话", ("ZSA11",), empty_goal),
    Mutation("预算空着或填零", ("ZSA12", "ZSA18"), no_budget),
    Mutation("用途只有总数", ("ZSA13",), bare_purpose),
    Mutation("支出计划缺一个月", ("ZSA14", "ZSA18"), plan_point),
    Mutation("指标值空着", ("ZSA15", "ZSA18"), _cell("target")),
    Mutation("描述空着", ("ZSA16", "ZSA18"), _cell("description")),
    Mutation("依据空着", ("ZSA17", "ZSA18"), _cell("basis")),
    Mutation("整列空着", ("ZSA15", "ZSA16", "ZSA17"), all_of_column),
    Mutation("数字留着占位符", ("ZSA18",), hole),
    Mutation("模板的字没有换", ("ZSA18",), template_words),
)
