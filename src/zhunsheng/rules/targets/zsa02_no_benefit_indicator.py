"""ZSA02: the indicator table has no benefit indicator at all."""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.indicator import Level1
from zhunsheng.model.project import Project
from zhunsheng.rules.examples import bad, fine, good, row, without_rows
from zhunsheng.rules.indicator_kinds import level1_kinds
from zhunsheng.rules.rule import Context, Remark, Rule


def check(project: Project, context: Context) -> Iterator[Remark]:
    """The Hebei word 效果指标 is benefit too; silent where a level name is unknown."""
    kinds = level1_kinds(project)
    if kinds is not None and Level1.BENEFIT not in kinds:
        yield Remark(
            "indicators",
            f"{len(project.indicators)}条指标里没有一条效益指标，看不出事情办成后带来什么变化。",
            suggestion="加一条效益指标，写谁得到什么好处、改善多少，如“课桌面照度达标教室比例 =__%”。",
        )


RULE = Rule(
    code="ZSA02",
    name="no-benefit-indicator",
    title="缺效益指标",
    category=Category.COMPLETENESS,
    severity=Severity.ERROR,
    automation="A",
    why="办事是为了效果。只写买了几台、修了几处，回答不了“这笔钱值不值”。",
    how_to_fix="从经济、社会、生态、可持续影响中选最贴切的一类，写一条能查证的变化。",
    basis=(Citation("财预〔2015〕88号", None, Verified.DOCUMENT, "绩效目标从产出、效益、满意度等方面细化量化"),),
    bad=(
        bad("只写产出和满意度", without_rows(4), ("indicators", "")),
        bad(
            "设备购置只写台数和验收率",
            good(
                indicators=(
                    row("产出指标", "数量指标", "购置电脑台数", "验收入库的台数", "=12台", "采购计划"),
                    row(
                        "产出指标",
                        "质量指标",
                        "设备验收合格率",
                        "一次验收合格台数占购置台数的比例",
                        "=100%",
                        "采购合同",
                    ),
                )
            ),
            ("indicators", ""),
        ),
    ),
    good=(
        fine("有社会效益指标", good()),
        fine("一级名写“效果指标”", good({"indicators[4].level1": "效果指标"})),
        fine("一级名空着，二级名是社会效益指标", good({"indicators[4].level1": None})),
    ),
    check_project=check,
    reads=("level1", "level2", "level3", "description", "target"),
)
