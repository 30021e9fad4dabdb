"""ZSA06: the outputs have no timeliness indicator."""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.indicator import Level2
from zhunsheng.model.project import Project
from zhunsheng.rules.examples import bad, fine, good, row, without_rows
from zhunsheng.rules.indicator_kinds import output_kinds
from zhunsheng.rules.project_kind import is_works
from zhunsheng.rules.rule import Context, Remark, Rule


def check(project: Project, context: Context) -> Iterator[Remark]:
    """Speak only where outputs are stated and all their kinds are known."""
    kinds = output_kinds(project)
    if kinds is None or Level2.TIMELINESS in kinds:
        return
    if is_works(project):
        message = "这是工程类项目，产出指标里没有时效指标，看不出什么时候完工。"
        suggestion = "加一条时效指标，写明完工或验收的日期，如“完工验收时间 __月__日前”。"
    else:
        message = "产出指标里没有时效指标，看不出什么时候做完、多久办一次。"
        suggestion = "加一条时效指标，写明完成日期或时限，如“报修到修好的时间 ≤__小时”。"
    yield Remark("indicators", message, suggestion=suggestion)


RULE = Rule(
    code="ZSA06",
    name="no-timeliness-indicator",
    title="缺时效指标",
    category=Category.COMPLETENESS,
    severity=Severity.WARNING,
    automation="A",
    why="没有时间要求，拖到年底也算完成；监控时也判断不了是快了还是慢了。",
    how_to_fix="写明完成日期（工程、采购、活动）或办理时限（维修、审批、发放）。",
    basis=(Citation("财预〔2015〕88号", None, Verified.DOCUMENT, "产出指标从数量、质量、时效、成本方面细化"),),
    bad=(
        bad("教室改造没有完工日期", without_rows(2), ("indicators", "")),
        bad(
            "限高杆工程只有数量和质量",
            good(
                name="限高杆安装",
                indicators=(
                    row("产出指标", "数量指标", "安装限高杆的进出口数", "验收通过的进出口数", "=6个", "投资评审报告"),
                    row(
                        "产出指标",
                        "质量指标",
                        "工程验收合格率",
                        "验收合格处数占安装处数的比例",
                        "=100%",
                        "投资评审报告",
                    ),
                    row("效益指标", "社会效益指标", "大货车闯入次数", "监控记录的闯入次数", "=0次", "上年监控记录"),
                ),
            ),
            ("indicators", ""),
        ),
    ),
    good=(
        fine("有完成时间", good()),
        fine("没有产出指标，由另一条规则提示", without_rows(0, 1, 2, 3)),
        fine("二级名写“产出时效”", good({"indicators[2].level2": "产出时效"})),
    ),
    check_project=check,
    reads=("name", "purpose", "level1", "level2", "level3", "description", "target"),
)
