"""ZSE09: the monitoring form does not have the target table's indicators."""

from __future__ import annotations

from dataclasses import replace

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.model.finding import Category, Related, Severity
from zhunsheng.model.monitoring_form import MonitoringForm
from zhunsheng.rules.examples import GOOD, document
from zhunsheng.rules.form_cases import Answers, on_monitorings, project_of, row_title, same_name
from zhunsheng.rules.form_examples import GOOD_MONITORING, monitoring, papers, watched_right, wrong
from zhunsheng.rules.outside import Outside
from zhunsheng.rules.rule import Context, Remark, Rule, Undecided


def check(form: MonitoringForm, context: Context) -> Answers:
    """Names are compared without blanks and brackets."""
    project = project_of(form, context)
    if project is None:
        yield Undecided("indicators", "没有批复的绩效目标表可以对照", "批复的绩效目标表")
        return
    for number, row in enumerate(project.indicators):
        if row.level3 and not any(same_name(row.level3, other.level3) for other in form.indicators):
            yield Remark(
                "indicators",
                f"目标表的{row_title(number, row.level3)}在监控表里没有。",
                "",
                "补上这条指标，监控表与批复的目标表一条不少。",
                related=(Related(project.code, f"indicators[{number}].level3", row.level3),),
            )
    for number, watched in enumerate(form.indicators):
        if watched.level3 and not any(same_name(watched.level3, row.level3) for row in project.indicators):
            yield Remark(
                f"indicators[{number}].level3",
                f"{row_title(number, watched.level3)}不是批复目标表里的指标。",
                watched.level3,
                "监控批复的指标；指标调整过的，先按程序调整目标。",
            )


_RENAMED = monitoring({"indicators[1].level3": "灯具质量"})

RULE = Rule(
    code="ZSE09",
    name="monitored-indicators-differ",
    title="监控指标与目标表不一致",
    category=Category.CONSISTENCY,
    severity=Severity.ERROR,
    automation="A",
    why="监控的是批复的目标。换了指标，就看不出目标完成了没有。",
    how_to_fix="按批复的目标表逐条填；要换指标先走调整程序。",
    basis=(Citation("财预〔2015〕88号", None, Verified.DOCUMENT, "按批复的绩效目标开展监控"),),
    bad=(
        wrong(
            "少了满意度",
            papers(GOOD, replace(GOOD_MONITORING, indicators=GOOD_MONITORING.indicators[:5])),
            ("monitorings[0].indicators", ""),
        ),
        wrong(
            "换了名称",
            papers(GOOD, _RENAMED),
            ("monitorings[0].indicators", ""),
            ("monitorings[0].indicators[1].level3", "灯具质量"),
        ),
    ),
    good=(
        wrong("一条不差", papers(GOOD, GOOD_MONITORING)),
        wrong("名称里多了空格和括号", papers(GOOD, monitoring({"indicators[0].level3": "更换灯具 数量（套）"}))),
        watched_right("没有目标表，判不了"),
        watched_right("对照另一份批复的目标表", outside=Outside(targets=(document(),))),
    ),
    check_document=on_monitorings(check),
    stage="monitoring",
    reads=("monitorings", "code", "name", "level3"),
)
