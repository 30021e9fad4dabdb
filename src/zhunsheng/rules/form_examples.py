"""Forms for the rules' examples: a self-evaluation and a monitoring form that a reviewer would pass, and ways to spoil them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from zhunsheng.model.department import DepartmentPlan
from zhunsheng.model.document import Document
from zhunsheng.model.figure import figure
from zhunsheng.model.form_address import put_form_cell
from zhunsheng.model.fund_line import FundLine
from zhunsheng.model.monitoring_form import MonitoredIndicator, MonitoringForm
from zhunsheng.model.project import Project
from zhunsheng.model.self_evaluation_form import (
    EvaluatedIndicator,
    FormDetail,
    FormSubject,
    GoalLine,
    SelfEvaluationForm,
    TaskLine,
)
from zhunsheng.rules.examples import GOOD, UNIT
from zhunsheng.rules.outside import NOTHING, Outside
from zhunsheng.rules.rule import Example

_ABOUT: dict[str, Any] = {
    "year": 2026,
    "project_code": GOOD.code,
    "project_name": GOOD.name,
    "department": "219-青禾县教育局",
    "unit": UNIT.label,
}


def _funds(*cells: str | None) -> FundLine:
    label, initial, adjusted, executed, points, rate, score = cells
    return FundLine(
        label, figure(initial), figure(adjusted), None, figure(executed), figure(points), figure(rate), figure(score)
    )


def _row(
    level1: str, level2: str, level3: str, target: str, actual: str, points: str, score: str, cause: str | None = None
) -> EvaluatedIndicator:
    return EvaluatedIndicator(
        level1, level2, level3, target=target, actual=actual, points=figure(points), score=figure(score), cause=cause
    )


GOOD_EVALUATION = SelfEvaluationForm(
    **_ABOUT,
    funds=(
        _funds("年度资金总额", "18.00", "18.00", "17.46", "10", "97.00%", "9.70"),
        _funds("其中：当年财政拨款", "18.00", "18.00", "17.46", "—", "97.00%", "—"),
        _funds("上年结转资金", "0.00", "0.00", "0.00", "—", None, "—"),
        _funds("其他资金", "0.00", "0.00", "0.00", "—", None, "—"),
    ),
    goals=(GoalLine(GOOD.goal, "8月20日完成24间教室灯具更换，共260套，验收合格率100%，师生满意度93%。"),),
    indicators=(
        _row("产出指标(50分)", "数量指标", "更换灯具数量", "≥264套", "260套", "15", "14.77", "合并1间教室，少换4套，已报教育局备案。"),
        _row("产出指标(50分)", "质量指标", "灯具安装验收合格率", "=100%", "100%", "15", "15"),
        _row("产出指标(50分)", "时效指标", "改造完成时间", "8月31日前", "8月20日", "10", "10"),
        _row("产出指标(50分)", "成本指标", "改造总成本", "≤18万元", "17.46万元", "10", "10"),
        _row("效益指标(30分)", "社会效益指标", "课桌面照度达标教室比例", "=100%", "100%", "30", "30"),
        _row("满意度指标(10分)", "服务对象满意度指标", "师生满意度", "≥90%", "93%", "10", "10"),
    ),
    total_points=figure("100"),
    total_score=figure("99.47"),
    details=(FormDetail("填报人", "陈晓"), FormDetail("联系电话", "0319-0000000"), FormDetail("填报日期", "2027年1月12日")),
)  # fmt: skip
"""The school's small works project a year later: nearly all reached, what is short is explained."""


def _watched(
    level1: str, level2: str, level3: str, target: str, reached: str, forecast: str, certain: bool = True
) -> MonitoredIndicator:
    return MonitoredIndicator(
        level1,
        level2,
        level3,
        target=target,
        reached=reached,
        forecast=forecast,
        outlook_certain="√" if certain else None,
        outlook_possible=None if certain else "√",
    )


_FEWER = replace(
    _watched("产出指标", "数量指标", "更换灯具数量", "≥264套", "120套", "260套", certain=False),
    cause_other="√",
    cause_note="两个班合并，少用一间教室",
    remark="少换的4套8月底前报教育局备案，总务处负责",
)
_LATE = replace(
    _watched("满意度指标", "服务对象满意度指标", "师生满意度", "≥90%", "尚未调查", "88%", certain=False),
    cause_staff="√",
    cause_note="暑假人员不齐，问卷推迟",
    remark="9月开学后一周内发放问卷，保证120份以上",
)

GOOD_MONITORING = MonitoringForm(
    **_ABOUT,
    until_month=7,
    funds=(
        FundLine("年度资金总额", figure("18.00"), figure("18.00"), executed=figure("9.00"), rate=figure("50.00%"), forecast=figure("17.50")),
        FundLine("其中：本年一般公共预算拨款", figure("18.00"), figure("18.00"), executed=figure("9.00"), rate=figure("50.00%"), forecast=figure("17.50")),
    ),
    goal=GOOD.goal,
    indicators=(
        _FEWER,
        _watched("产出指标", "质量指标", "灯具安装验收合格率", "=100%", "100%", "100%"),
        _watched("产出指标", "时效指标", "改造完成时间", "8月31日前", "施工中", "8月20日"),
        _watched("产出指标", "成本指标", "改造总成本", "≤18万元", "9万元", "17.5万元"),
        _watched("效益指标", "社会效益指标", "课桌面照度达标教室比例", "=100%", "尚未检测", "100%"),
        _LATE,
    ),
)  # fmt: skip
"""The same project in July."""

GOOD_DEPARTMENT = replace(
    GOOD_EVALUATION,
    subject=FormSubject.DEPARTMENT,
    project_code=None,
    project_name=None,
    funds=(
        _funds("基本支出", "300.00", "310.00", "308.00", "—", "99.35%", "—"),
        _funds("项目支出", "60.00", "58.00", "56.93", "—", "98.16%", "—"),
        _funds("合计", "360.00", "368.00", "364.93", "10", "99.17%", "9.92"),
    ),
    tasks=(
        TaskLine("校舍维修", "教室灯具更换、屋面防水", figure("40.00"), figure("40.00"), None, figure("39.20")),
        TaskLine("师资培训", "培训6场40人", figure("18.00"), figure("18.00"), None, figure("17.73")),
    ),
    total_score=figure("99.69"),
)
"""The whole school's form."""


def evaluation(cells: dict[str, str | None] | None = None, /, **changes: Any) -> SelfEvaluationForm:
    """The good self-evaluation form with some cells (by address) or whole parts (by field) changed."""
    form = replace(GOOD_EVALUATION, **changes)
    for address, text in (cells or {}).items():
        form = put_form_cell(form, address, text)
    return form


def monitoring(cells: dict[str, str | None] | None = None, /, **changes: Any) -> MonitoringForm:
    """The good monitoring form with some cells or parts changed."""
    form = replace(GOOD_MONITORING, **changes)
    for address, text in (cells or {}).items():
        form = put_form_cell(form, address, text)
    return form


def papers(*nouns: SelfEvaluationForm | MonitoringForm | Project, plan: DepartmentPlan | None = None) -> Document:
    """A document of these forms and projects."""
    return Document(
        UNIT,
        2026,
        plan or DepartmentPlan(UNIT),
        tuple(noun for noun in nouns if isinstance(noun, Project)),
        self_evaluations=tuple(noun for noun in nouns if isinstance(noun, SelfEvaluationForm)),
        monitorings=tuple(noun for noun in nouns if isinstance(noun, MonitoringForm)),
    )


def spoiled(note: str, cells: dict[str, str | None], *found: tuple[str, str], outside: Outside = NOTHING) -> Example:
    """A bad example: the good self-evaluation form with some cells changed; ``found`` are addresses inside the form."""
    return wrong(
        note,
        papers(evaluation(cells)),
        *((f"self_evaluations[0].{address}", quote) for address, quote in found),
        outside=outside,
    )


def watched(note: str, cells: dict[str, str | None], *found: tuple[str, str], outside: Outside = NOTHING) -> Example:
    """A bad example: the good monitoring form with some cells changed; ``found`` are addresses inside the form."""
    return wrong(
        note,
        papers(monitoring(cells)),
        *((f"monitorings[0].{address}", quote) for address, quote in found),
        outside=outside,
    )


def wrong(note: str, noun: Document, *found: tuple[str, str], outside: Outside = NOTHING) -> Example:
    """A bad example of a whole document."""
    return Example(note, noun, found, outside)


def right(note: str, cells: dict[str, str | None] | None = None, outside: Outside = NOTHING) -> Example:
    """A good example: the self-evaluation form with some cells changed."""
    return Example(note, papers(evaluation(cells)), outside=outside)


def watched_right(note: str, cells: dict[str, str | None] | None = None, outside: Outside = NOTHING) -> Example:
    """A good example: the monitoring form with some cells changed."""
    return Example(note, papers(monitoring(cells)), outside=outside)
