"""ZSA09: the table has so many indicators that the important ones drown."""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.law.citation import Citation
from zhunsheng.law.parameters import legal_number
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.project import Project
from zhunsheng.rules.examples import GOOD, bad, fine, good, row
from zhunsheng.rules.indicator_kinds import stated_rows
from zhunsheng.rules.rule import Context, Remark, Rule


def check(project: Project, context: Context) -> Iterator[Remark]:
    """Count rows that say something."""
    count = sum(1 for _ in stated_rows(project))
    maximum = context.number("maximum")
    if count > maximum:
        yield Remark(
            "indicators",
            f"全表{count}条指标，多于{maximum}条，重点不突出，年底也难逐条取数。",
            suggestion="只留最能说明目标实现没有的指标，采购、开会、签合同这类步骤写进实施方案。",
        )


_STEPS = tuple(
    row("产出指标", "数量指标", f"采购步骤之{n}", f"完成第{n}个步骤的件数", "=1件", "采购方案") for n in range(1, 25)
)

RULE = Rule(
    code="ZSA09",
    name="too-many-indicators",
    title="指标条数过多",
    category=Category.COMPLETENESS,
    severity=Severity.INFO,
    automation="A",
    why="指标越多，每一条越不被当回事；把办事步骤逐条列成指标，并不能说明效果。",
    how_to_fix="合并同类，去掉过程性的条目，保留关键指标；条数上限可在设置里改。",
    basis=(Citation(note="指标选关键的，一般不超过二十条"),),
    bad=(
        bad("把采购步骤全列成指标", good(indicators=GOOD.indicators + _STEPS), ("indicators", "")),
        bad("二十一条，刚超上限", good(indicators=GOOD.indicators + _STEPS[:15]), ("indicators", "")),
    ),
    good=(fine("六条", good()), fine("正好二十条", good(indicators=GOOD.indicators + _STEPS[:14]))),
    check_project=check,
    reads=("level1", "level2", "level3", "description", "target"),
    parameters={"maximum": int(legal_number("indicator_count_maximum").latest)},
    parameter_names={"maximum": "最多几条指标"},
)
