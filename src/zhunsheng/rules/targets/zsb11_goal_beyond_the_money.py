"""ZSB11: a small sum of money is to bring about a great thing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.model.finding import Category, Related, Severity
from zhunsheng.model.project import Project
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.needed import found_in
from zhunsheng.rules.rule import Context, Remark, Rule, Undecided
from zhunsheng.rules.word_list import contains, word_list
from zhunsheng.rules.wording import brief, wan

_GRAND = contains(word_list("grand_goals"))
_GRANDEST = [re.compile(words) for words in word_list("grand_goals")]
"""The same, one by one: the list begins with the claims that most plainly ask too much."""


def check(project: Project, context: Context) -> Iterator[Remark | Undecided]:
    """Claims that the goal alone makes; what the purpose speaks of too is the project's own matter."""
    goal = project.goal or ""
    if not found_in(_GRAND, goal):
        return
    claims = [found.group() for pattern in _GRANDEST for found in pattern.finditer(goal)]
    claims = [claim for claim in dict.fromkeys(claims) if claim not in (project.purpose or "")]
    if not claims:
        return
    yuan = project.budget.yuan()
    if yuan is None:
        yield Undecided("goal", "目标写得很大，预算数空着，配不配看不出来", "预算数")
        return
    modest = context.number("modest_budget_wan") * 10_000
    if yuan >= modest:
        # What a whole province or nation may hope for is beyond any project of a county.
        claims = [claim for claim in claims if _ANYBODYS_HOPE.search(claim)] if yuan < modest * _LARGE else []
    if yuan <= 0 or not claims:
        return
    more = f"等{len(claims)}件大事" if len(claims) > 1 else ""
    budget = project.budget.total
    yield Remark(
        "goal",
        f"预算只有{wan(yuan)}，目标却写“{brief(claims[0], 16)}”{more}，不是这笔钱能办成的。",
        claims[0],
        "目标只写这笔钱直接办成的事和看得见的效果，如发布多少、多少人看到、多少人来问。",
        related=(Related(project.code, "budget.total", budget.text),) if budget else (),
        severity=None if yuan < context.number("small_budget_wan") * 10_000 else Severity.INFO,
    )


_LARGE = 25
_ANYBODYS_HOPE = re.compile(
    r"全省|全国|房地产|国际|世界|共同富裕|百强|现代化|GDP|生产总值|经济总量|全面振兴|腾飞|跨越|根本|彻底"
)

RULE = Rule(
    code="ZSB11",
    name="goal-beyond-the-money",
    title="目标过大，与资金不沾边",
    category=Category.RELEVANCE,
    severity=Severity.WARNING,
    automation="C",
    why="几万元的项目写上全县经济、外商投资，年底既证明不了也否定不了，等于没有目标。",
    how_to_fix="从资金用途出发，写这笔钱直接带来的变化。",
    basis=(Citation("财预〔2015〕88号", None, Verified.DOCUMENT, "绩效目标与资金量相匹配"),),
    bad=(
        bad(
            "六万元广告费要吸收外商投资",
            good(
                {"budget.total": "6.00", "budget.fiscal": "6.00"},
                name="广告牌租赁",
                purpose="用于租赁广告牌1块，全年6万元。",
                goal="1、提高知名度，吸收外商直接投资，促进合同金额增长。",
            ),
            ("goal", "吸收外商直接投资"),
        ),
        bad(
            "十八万换灯要带动全县",
            good(goal="1、更换灯具264套，带动全县经济快速发展。"),
            ("goal", "全县经济快速发展"),
        ),
    ),
    good=(
        fine("目标就是这笔钱办的事", good()),
        fine(
            "钱数大",
            good({"budget.total": "800.00", "budget.fiscal": "800.00"}, goal="1、推进产业结构升级，扶持企业40家。"),
        ),
        fine(
            "用途写明就是办这件事",
            good(goal="1、编制全县产业集群规划1份。", purpose="用于编制产业集群规划，合计18万元。"),
        ),
    ),
    check_project=check,
    parameter_names={
        "small_budget_wan": "预算低于多少算小项目（万元）",
        "modest_budget_wan": "预算低于多少算中小项目（万元）",
    },
    parameters={"small_budget_wan": 50, "modest_budget_wan": 200},
    reads=("budget", "purpose", "goal"),
    needs=("goal",),
)
