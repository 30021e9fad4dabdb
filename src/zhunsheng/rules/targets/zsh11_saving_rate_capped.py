"""ZSH11: a rate of saving is capped with ≤, as if saving more were a fault."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhunsheng.law.citation import Citation
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.project import Project
from zhunsheng.rules.cell_text import core_name
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.wording import brief

_SAVING = re.compile(r"(?:节约|节支|节省|节能|节水|节电|压减|降低|下降|减少)(?:率|比例|比率|幅度|量|额|金额)$")


def check(project: Project, context: Context) -> Iterator[Remark]:
    """Rates and amounts saved; a cost itself is rightly capped."""
    for number, row in enumerate(project.indicators):
        target = row.target
        if target is None or target.value is None or target.operator not in ("<=", "<"):
            continue
        name = core_name(row.level3)
        if _SAVING.search(name):
            yield Remark(
                f"indicators[{number}].target",
                f"“{brief(name)}”是省得越多越好，指标值却写“{brief(target.text)}”，等于不许多省。",
                target.text,
                "符号改成“≥”；本意是控制成本的，把名称改成“总成本”一类再用“≤”。",
            )


RULE = Rule(
    code="ZSH11",
    name="saving-rate-capped",
    title="节约率写成不超过",
    category=Category.APPROPRIATENESS,
    severity=Severity.WARNING,
    automation="A",
    why="节约率写“≤5%”，省了8%反而算没完成。多半是把成本上限和节约率混在一起了。",
    how_to_fix="节约率用≥；成本金额用≤。",
    basis=(Citation(note="成本节约率为正向指标"),),
    bad=(
        bad(
            "成本节约率≤5%",
            good({"indicators[3].level3": "成本节约率", "indicators[3].target": "≤5%"}),
            ("indicators[3].target", "≤5%"),
        ),
        bad(
            "能耗下降率不超过",
            good({"indicators[4].level3": "单位能耗下降率", "indicators[4].target": "不超过10%"}),
            ("indicators[4].target", "不超过10%"),
        ),
    ),
    good=(
        fine("成本用≤", good()),
        fine("节约率用≥", good({"indicators[3].level3": "成本节约率", "indicators[3].target": "≥5%"})),
    ),
    check_project=check,
    reads=("level3", "target"),
)
