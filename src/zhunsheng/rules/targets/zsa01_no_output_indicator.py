"""ZSA01: the indicator table has no output indicator at all."""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.indicator import Level1
from zhunsheng.model.project import Project
from zhunsheng.rules.examples import GOOD, bad, fine, good, row, without_rows
from zhunsheng.rules.indicator_kinds import level1_kinds
from zhunsheng.rules.rule import Context, Remark, Rule


def check(project: Project, context: Context) -> Iterator[Remark]:
    """Silent where a level name is unknown: it may mean outputs."""
    kinds = level1_kinds(project)
    if kinds is not None and Level1.OUTPUT not in kinds:
        yield Remark(
            "indicators",
            f"{len(project.indicators)}条指标里没有一条产出指标，看不出这笔钱做出什么。",
            suggestion="加产出指标：做多少（数量）、做到什么程度（质量）、什么时候做完（时效）、花多少（成本）。",
        )


RULE = Rule(
    code="ZSA01",
    name="no-output-indicator",
    title="缺产出指标",
    category=Category.COMPLETENESS,
    severity=Severity.ERROR,
    automation="A",
    why="产出是花钱直接换来的东西。没有产出指标，年底只能谈效果，说不清钱办了哪些事。",
    how_to_fix="从资金用途里逐项找出要做的事，至少写一条数量指标和一条质量指标。",
    basis=(Citation("财预〔2015〕88号", None, Verified.DOCUMENT, "绩效目标从产出、效益、满意度等方面细化量化"),),
    bad=(
        bad("只剩效益和满意度", without_rows(0, 1, 2, 3), ("indicators", "")),
        bad(
            "全表只有一条成本类指标",
            good(indicators=(row("成本指标", "经济成本指标", "项目总成本", "全部支出", "≤18万元", "预算批复"),)),
            ("indicators", ""),
        ),
    ),
    good=(
        fine("三类齐全", good()),
        fine(
            "一级名写法特殊，看不出是不是产出",
            good(indicators=(row("过程管理", None, "制度健全性", "有制度", "健全", "办法"),)),
        ),
        fine("没有指标，由条数的规则提示", good(indicators=())),
        fine(
            "一级写“项目完成指标”，就是产出", good({"indicators[0].level1": "项目完成指标"}, indicators=GOOD.indicators)
        ),
    ),
    check_project=check,
    reads=("level1", "level2", "level3", "description", "target"),
)
