"""ZSA05: the outputs have no quality indicator."""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.indicator import Level2
from zhunsheng.model.project import Project
from zhunsheng.rules.examples import bad, fine, good, row, without_rows
from zhunsheng.rules.indicator_kinds import output_kinds
from zhunsheng.rules.rule import Context, Remark, Rule


def check(project: Project, context: Context) -> Iterator[Remark]:
    """Speak only where outputs are stated and all their kinds are known."""
    kinds = output_kinds(project)
    if kinds is not None and Level2.QUALITY not in kinds:
        yield Remark(
            "indicators",
            "产出指标里没有质量指标，事情做了，做得合不合格看不出来。",
            suggestion="加一条质量指标，写明达到什么标准，如“验收合格率 =__%”“路灯完好率 ≥__%”。",
        )


RULE = Rule(
    code="ZSA05",
    name="no-quality-indicator",
    title="缺质量指标",
    category=Category.COMPLETENESS,
    severity=Severity.WARNING,
    automation="A",
    why="只数次数、不看质量，走过场也能满分完成。",
    how_to_fix="按合同、规范或验收标准，写一条合格率、完好率、达标率之类的质量指标。",
    basis=(Citation("财预〔2015〕88号", None, Verified.DOCUMENT, "产出指标从数量、质量、时效、成本方面细化"),),
    bad=(
        bad("产出只有数量、时效、成本", without_rows(1), ("indicators", "")),
        bad(
            "绿化养护只写护理和巡查次数",
            good(
                name="绿化养护",
                indicators=(
                    row("产出指标", "数量指标", "每月护理次数", "每月浇水修剪的次数", "≥4次/月", "养护合同"),
                    row("产出指标", "数量指标", "全年巡查次数", "有记录的巡查次数", "≥20次", "养护合同"),
                    row("效益指标", "生态效益指标", "绿地完好面积", "没有裸露的绿地面积", "≥32850平方米", "现状图"),
                ),
            ),
            ("indicators", ""),
        ),
    ),
    good=(
        fine("有质量指标", good()),
        fine("没有产出指标，由另一条规则提示", without_rows(0, 1, 2, 3)),
        fine("二级名写“产出质量”", good({"indicators[1].level2": "产出质量"})),
    ),
    check_project=check,
    reads=("level1", "level2", "level3", "description", "target"),
)
