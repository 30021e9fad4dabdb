"""ZSC12: a cost indicator with a lower limit: it promises to spend at least so much."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhunsheng.law.citation import Citation
from zhunsheng.model.finding import Category, Related, Severity
from zhunsheng.model.project import Project
from zhunsheng.rules.cell_text import core_name
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.goal_bounds import bounded_otherwise
from zhunsheng.rules.indicator_kinds import is_cost, row_name
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.wording import brief

_SPENT = re.compile(r"成本|费|支出|单价|造价|价格|开支|投资|租金|[均电水气油总]价|(?:采购|购置|中标|合同|评审)价")
_SAVED = re.compile(r"节约|节省|节能|节电|节水|降低|下降|减少|压减|回收|收入|率|效益|比例|标准|救助|保障")
_GIVEN = re.compile(r"补|工资|报酬|津贴|减免|待遇")
"""What people get: a lower limit may be meant to protect them, so it is only asked."""
_TARIFF = re.compile(r"(?:标准|定额|投入|上限|到货价)$")
_PAID_OUT = re.compile(r"补|救助|津贴|奖|资助|待遇|工资|报酬|慰问|抚恤|保障标准")
"""So much for each is a ceiling, but for what people get: there the policy may set the least."""
_IS_COST = re.compile(r"(?<!节约)(?<!降低)(?:成本|单价|造价|开支)$")
"""A name that ends so is a cost, whatever stands before: 人均岗位补贴成本."""
_MONEY = re.compile(r"元$|元/|元／|元每")


def check(project: Project, context: Context) -> Iterator[Remark]:
    """Only what is spent, in money: savings and rates are better the higher they are."""
    for number, row in enumerate(project.indicators):
        target, name = row.target, row.level3 or ""
        if not is_cost(row) or target is None or target.operator not in (">=", ">"):
            continue
        bound = bounded_otherwise(project.goal, row)
        if bound is not None:
            yield Remark(
                f"indicators[{number}].target",
                f"绩效目标写“{brief(bound, 16)}”，成本指标{row_name(number, row)}却写成{brief(target.text, 16)}，方向反了。",
                target.text,
                "把“≥”改成“≤”，与绩效目标一致。",
                related=(Related(project.code, "goal", bound),),
            )
            continue
        is_cost_by_name = _IS_COST.search(core_name(name)) is not None
        tariff = _TARIFF.search(name) is not None and not _PAID_OUT.search(name)
        given = not is_cost_by_name and (tariff or _GIVEN.search(name) is not None)
        if _SAVED.search(name) and not is_cost_by_name and not tariff:
            continue
        if not (given or _SPENT.search(name)) or not _MONEY.search(target.unit or ""):
            continue
        yield Remark(
            f"indicators[{number}].target",
            f"成本指标{row_name(number, row)}写成{brief(target.text, 16)}，意思是至少花这么多，方向反了。",
            target.text,
            "成本用“≤”封顶，如“≤__万元”。若是补助标准，应归到数量或质量指标。",
            severity=Severity.INFO if given else None,
        )


RULE = Rule(
    code="ZSC12",
    name="cost-with-lower-limit",
    title="成本指标方向写反",
    category=Category.APPROPRIATENESS,
    severity=Severity.WARNING,
    automation="A",
    why="成本指标是给花钱封顶的。写成“不少于”，花得越多反而完成得越好。",
    how_to_fix="把“≥”改成“≤”，数额与预算或评审价一致。",
    basis=(Citation(note="成本指标用上限"),),
    bad=(
        bad("总成本不少于18万元", good({"indicators[3].target": "≥18万元"}), ("indicators[3].target", "≥18万元")),
        bad(
            "单位成本不低于50元",
            good({"indicators[3].level3": "每套安装单位成本", "indicators[3].target": "≥50元/套"}),
            ("indicators[3].target", "≥50元/套"),
        ),
        bad(
            "目标写不超过，指标写不少于",
            good(
                {"indicators[3].level3": "学生人均补助标准", "indicators[3].target": "≥400元/人"},
                goal="1、更换教室灯具264套，学生人均补助不超过400元。",
            ),
            ("indicators[3].target", "≥400元/人"),
        ),
    ),
    good=(
        fine("写成上限", good()),
        fine("补贴标准有下限", good({"indicators[3].level3": "生活费补贴标准", "indicators[3].target": "≥100元"})),
        fine("节约率越高越好", good({"indicators[3].level3": "成本节约率", "indicators[3].target": "≥5%"})),
        fine("节电量由另一条规则提示", good({"indicators[3].level3": "节电量", "indicators[3].target": "≥3万度"})),
    ),
    check_project=check,
    reads=("goal", "level1", "level2", "level3", "target"),
)
