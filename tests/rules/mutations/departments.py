"""Mistakes in the department part, and beside what other papers say: earlier years, the approval, the assessments."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from random import Random

from mutation_documents import companions, goal_of, mutant, plan_of, put, whole

from mutations import Good, Mutant, Mutation
from zhunsheng.model.document import Document
from zhunsheng.model.figure import figure
from zhunsheng.model.project import Budget, Project
from zhunsheng.model.quantity import quantity
from zhunsheng.rules.outside import Outside

_NOTHING_SAID = (
    None,
    "",
    "无",
    "无。",
    "/",
    "暂无",
    "略",
    "（一）\n（二）",
    "1.\n2.\n3.",
    "—",
    "待补充",
    "保障措施：无",
    "待完善",
    "同上",
    "……",
)


def no_safeguards(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The department part says nothing of how its goals are secured."""
    projects = companions(good, random, 1)
    plan = plan_of(projects, random)
    text = random.choice(_NOTHING_SAID)
    return mutant(
        whole(good, projects, plan),
        whole(good, projects, replace(plan, safeguard=text)),
        {"safeguard"},
        f"保障措施：{text}",
    )


_EMPTY = (
    "加强组织领导，提高工作水平", "深入推进重点工作，确保取得实效", "进一步提升服务质量和群众满意度", "强化队伍建设，营造良好氛围", "不断完善体制机制，提升治理能力",
    "夯实工作基础，推动事业高质量发展", "加大宣传力度，扩大社会影响", "优化营商环境，激发市场活力", "提升资金使用效益，规范财务管理", "做好各项保障工作，维护社会稳定",
    "强化责任落实，全面完成上级交办的任务", "补齐短板弱项，改善群众生产生活条件", "推进项目建设，增强发展后劲", "严格依法行政，提高执法规范化水平", "抓好一批重点工程，促进产业升级",
)  # fmt: skip


def words_only(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """Overall and itemised goals are words without any figure."""
    projects = companions(good, random, 2)
    plan = plan_of(projects, random)
    said = random.sample(_EMPTY, random.choice([3, 4, 5, 6]))
    cut = random.choice([1, 2, len(said)])
    marks = random.choice(["（一）（二）（三）（四）（五）（六）", "1.2.3.4.5.6.", "一是二是三是四是五是六是"])
    each = re.findall(r"（.）|\d\.|.是", marks)
    overall = random.choice(["\n", ""]).join(
        f"{mark}{text}。" for mark, text in zip(each, said[: max(cut, 2)], strict=False)
    )
    sub = "\n".join(f"{number}.{text}。" for number, text in enumerate(said[cut:], 1)) or None
    if not re.search(r"\d", plan.overall_goal or ""):
        return None
    return mutant(
        whole(good, projects, plan),
        whole(good, projects, replace(plan, overall_goal=overall, sub_goal=sub)),
        {"overall_goal", "sub_goal"},
        f"{overall!r}／{sub!r}",
    )


_TASKS = (
    ("安全生产", "全年开展安全生产检查12次，整改隐患60处", "安全|隐患|应急"), ("森林防火", "配备护林员40名，火灾受害率控制在0.5‰以内", "林|防火|火灾"),
    ("义务教育", "改造薄弱学校6所，义务教育巩固率98%", "学校|教育|教室|学生|校"), ("医疗卫生", "新建村卫生室15所，家庭医生签约率70%", "卫生|医|诊|疫|健康"),
    ("农田水利", "疏浚沟渠30公里，新增灌溉面积2000亩", "渠|灌|水利|农田|河"), ("文化惠民", "送戏下乡60场，放映电影300场", "文化|戏|电影|演出|图书|读者|非遗"),
    ("养老服务", "建成社区助餐点8个，服务老人1200人", "老人|老年|养老|助餐"), ("污水处理", "铺设污水管网18公里，污水处理率95%", "污水|管网|排水|雨污"),
    ("乡村道路", "硬化通村公路25公里，修补坑槽3000平方米", "路|道|桥"), ("就业创业", "组织招聘会10场，新增城镇就业1500人", "就业|招聘|创业|岗位|培训"),
    ("招商引资", "外出招商12次，签约项目5个", "招商|签约|客商|引资|推介|园区"), ("法治建设", "办理法律援助案件200件，普法宣传40场", "法律|普法|法治|法援|司法|矫正|调解"),
    ("畜牧防疫", "强制免疫畜禽20万头只，免疫密度100%", "畜|禽|免疫|防疫|牲|养殖|猪"), ("全民健身", "举办县级赛事8场，安装健身器材30套", "健身|体育|赛|球|跑"),
    ("食品安全", "抽检食品800批次，问题食品处置率100%", "食品|抽检|市场监管|药品"), ("秸秆禁烧", "巡查秸秆禁烧面积3万亩，火点为零", "秸秆|焚烧|禁烧|大气"),
    ("双拥优抚", "走访慰问优抚对象600人，发放慰问金18万元", "优抚|退役|军|双拥|烈士|慰问"), ("档案管理", "完成档案数字化12万页，接收进馆档案3000卷", "档案|县志|史"),
)  # fmt: skip


def task_without_project(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The department part sets a task of another trade, and none of its six projects has to do with it."""
    projects = companions(good, random, 5)
    told = "".join(f"{one.name}{one.purpose}{one.goal}{one.unit.name}" for one in projects)
    fit = [(name, text) for name, text, words in _TASKS if not re.search(words, told)]
    if not fit:
        return None
    name, text = random.choice(fit)
    plan = plan_of(projects, random)
    head = random.choice(["{}方面，", "{}工作。", "做好{}工作，", "{}：", "加强{}，", "推进{}。"]).format(name)
    cell = random.choice(["sub_goal", "sub_goal", "overall_goal"])
    mark = "7." if cell == "sub_goal" or "1." in (plan.overall_goal or "") else "（七）"
    after = replace(plan, **{cell: f"{getattr(plan, cell)}\n{mark}{head}{text}。"})
    return mutant(whole(good, projects, plan), whole(good, projects, after), {cell}, f"{cell}：{mark}{head}{text}")


def _years(good: Good, *tables: Project) -> tuple[Document, ...]:
    return tuple(Document(good.project.unit, good.year - back, projects=(one,)) for back, one in enumerate(tables, 1))


_AGAIN: tuple[Callable[[str], str], ...] = (
    lambda text: text,
    lambda text: re.sub(r"^≥(.*)$", r"不低于\1", text),
    lambda text: re.sub(r"^≥(.*)$", r"\1以上", text),
    lambda text: text.replace("≥", ">="),
    lambda text: text.replace("%", "％"),
    lambda text: text.replace("≥", "≥ "),
)


def never_changed(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The two years before had the very same targets, perhaps printed in another way; the money and the words moved on."""
    own = good.project
    if len(own.indicators) < 5 or any(
        re.search(r"20\d\d", row.target.text if row.target else "") for row in own.indicators
    ):
        return None
    printed = random.choice(_AGAIN)
    rows = [replace(row, target=quantity(printed(row.target.text)) if row.target else None) for row in own.indicators]
    if random.random() < 0.3:
        random.shuffle(rows)
    last = replace(own, indicators=tuple(rows), purpose=f"{good.year - 1}年{own.purpose}")
    fit = [
        i
        for i, row in enumerate(own.indicators)
        if row.target and row.target.number is not None and row.target.number >= 3
    ]
    if not fit:
        return None
    at = random.choice(fit)
    text = own.indicators[at].target.text  # type: ignore[union-attr]
    other = re.sub(r"\d+", lambda found: str(int(found.group()) - 1), text, count=1)
    moved = replace(
        own, indicators=tuple(replace(row, target=quantity(other)) if i == at else row for i, row in enumerate(rows))
    )
    before = whole(good, (own,), outside=Outside(earlier=_years(good, moved, last)))
    after = whole(good, (own,), outside=Outside(earlier=_years(good, last, last)))
    return mutant(before, after, {"0:indicators"}, "三年指标值一样")


def _with_budget(project: Project, wan: Decimal, text: str) -> Project:
    return replace(project, budget=Budget(figure(text), figure(text), None))


def not_assessed(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """A new project of many millions has no ex ante assessment; earlier years and other projects' reports are known."""
    if re.search(r"事前", f"{good.project.purpose}{good.project.goal}") or not good.project.code:
        return None
    wan = Decimal(random.choice([500, 620, 800, 1200, 3600, 980]))
    text = random.choice(["{}", "{}.00", "{}.0"]).format(wan)
    project = _with_budget(good.project, wan, text)
    earlier = _years(good, replace(random.choice(others).project, code="219-2501-YBN-OLD1", name="别的项目"))
    known = frozenset({"219-2501-YBN-OLD1"}) if random.random() < 0.5 else frozenset()
    before = whole(good, (project,), outside=Outside(earlier=earlier, assessed=known | {project.code or ""}))
    after = whole(good, (project,), outside=Outside(earlier=earlier, assessed=known))
    return mutant(before, after, {"0:budget.total"}, f"{text}万元的新项目没有评估")


def other_budget_than_approved(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The table's budget is not the approved one."""
    yuan = good.project.budget.yuan()
    if yuan is None or not good.project.code:
        return None
    granted = yuan + random.choice(
        [Decimal(10_000), Decimal("-5500"), yuan / 10, -yuan / 4, Decimal(100_000), yuan * 9]
    )
    code = good.project.code
    before = whole(good, (good.project,), outside=Outside(approved={code: yuan}))
    after = whole(good, (good.project,), outside=Outside(approved={code: granted}))
    return mutant(before, after, {"0:budget.total"}, f"表上{yuan}元，批复{granted}元")


def half_words(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """Most overall goals are words; one has a figure, and the itemised goals have none."""
    projects = companions(good, random, 2)
    plan = plan_of(projects, random)
    goal = goal_of(projects[0])
    if not re.search(r"\d", goal):
        return None
    said = [goal, *random.sample(_EMPTY, random.choice([3, 4, 5]))]
    random.shuffle(said)
    overall = "\n".join(f"（{mark}）{text}。" for mark, text in zip("一二三四五六", said, strict=False))
    sub = "\n".join(f"{number}.{text}。" for number, text in enumerate(random.sample(_EMPTY, 2), 1))
    after = replace(plan, overall_goal=overall, sub_goal=sub)
    return mutant(whole(good, put(projects, {}), plan), whole(good, projects, after), {"overall_goal"}, overall)


MUTATIONS = (
    Mutation("部门没有保障措施", ("ZSD10",), no_safeguards),
    Mutation("部门目标全是文字", ("ZSA24",), words_only),
    Mutation("部门目标多数是文字", ("ZSA24",), half_words),
    Mutation("部门任务没有项目", ("ZSA25",), task_without_project),
    Mutation("三年指标值不变", ("ZSC09",), never_changed),
    Mutation("大项目没有事前评估", ("ZSD11",), not_assessed),
    Mutation("预算数与批复不同", ("ZSE05",), other_budget_than_approved),
)
