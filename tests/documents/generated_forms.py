"""Self-evaluation and monitoring forms made up by Hypothesis: everything that the printed forms can say.

What paper cannot tell apart when it is read again is left out, and named:

* a value that is a word of the forms themselves (``其他资金``, ``合计``) reads as that word;
* a level that is blank under a filled one reads as a merged cell, a row of levels alone as a row of the template;
* a line of money, a goal or a task without any value reads as an unfilled line of the template;
* a name that begins like a project code (twelve letters and digits, a dash) is split into code and name;
* a form that has neither a title with a year nor one in its head has no year.
"""

from __future__ import annotations

import re
from functools import cache

from hypothesis import strategies as st

from zhunsheng.documents.forms.form_reader import is_form_title
from zhunsheng.documents.forms.form_words import (
    DETAILS,
    EVALUATION_COLUMNS,
    FUND_COLUMNS,
    GOAL_COLUMNS,
    GROUPS,
    LABELS,
    MONITORING_COLUMNS,
    SIDES,
    TASK_COLUMNS,
    TOTALS,
    form_key,
    month_word,
)
from zhunsheng.documents.forms.layout import FormKind
from zhunsheng.documents.writing.printable import printable
from zhunsheng.model.figure import figure
from zhunsheng.model.fund_line import FundLine, fund_source
from zhunsheng.model.monitoring_form import MonitoredIndicator, MonitoringForm
from zhunsheng.model.self_evaluation_form import (
    EvaluatedIndicator,
    FormDetail,
    FormSubject,
    GoalLine,
    SelfEvaluationForm,
    TaskLine,
)

_WORDS = frozenset().union(
    LABELS, DETAILS, SIDES, TOTALS, FUND_COLUMNS, GOAL_COLUMNS, TASK_COLUMNS, EVALUATION_COLUMNS, MONITORING_COLUMNS, GROUPS
)  # fmt: skip
_PAIR = re.compile(r"[^\s:：]{2,16}[:：]")
_YEARS = re.compile(r"\d{4}\s*年|^[-—–\s·•]*\d{1,4}[-—–\s·•]*$|^第.*页|^\d+\s*/\s*\d+$")
_PIECES = (
    "园区路灯电费", "亮灯率达到97%以上", "（询问10人）", "≥95%", "a<b & c>d", '他说"好"', "  两个空格  ", "=1+1", "@SUM(A1)", "-5", "#N/A", "&amp;",
    "<td>格</td>", "全角ＡＢＣ", "㎡", "½", "—…—", "8月账单晚到，次月缴纳", "1、第一条。2、第二条。", "{{name}}", "*加粗*", "#let x = 1", "10%", "é",
    "NULL", "TRUE", "2020-03-05", "00123", "长" * 90, "。，、；", "（", "）", "已完成", "95.5", "√",
)  # fmt: skip


@cache
def is_value(text: str) -> bool:
    """True for text that no reader of the forms takes for one of their own words."""
    key = form_key(text)
    return (
        bool(text)
        and key not in _WORDS
        and not key.startswith(("单位", "金额单位"))
        and month_word(text) is None
        and fund_source(text) is None
        and not _PAIR.match(text)
        and not _YEARS.search(text)
        and not any(is_form_title(line, kind) for kind in FormKind for line in text.split("\n"))
    )


_ready = [line for piece in _PIECES if is_value(line := printable(piece))]
_characters = st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co"))
_fresh = (
    st.lists(st.one_of(st.sampled_from(_PIECES), st.text(_characters, min_size=1, max_size=10)), min_size=1, max_size=3)
    .map(lambda pieces: printable("".join(pieces)).replace("\n", ""))
    .filter(is_value)
)
lines = st.one_of(st.sampled_from(_ready), st.sampled_from(_ready), _fresh)
texts = st.one_of(lines, st.lists(lines, min_size=2, max_size=3).map("\n".join).filter(is_value))
money = st.sampled_from(
    ("15.00", "0", "0.00", "1,234,567.89", "-3.5", "１５．００", "—", "/", "12345678.123456", "14.22")
)
rates = st.sampled_from(("94.80%", "100.00%", "100%", "0", "94.8", "—"))
points = st.sampled_from(("10", "10.00", "5.5", "—", "30"))
_names = lines.filter(lambda line: not re.match(r"[0-9A-Z-]", line) and len(line) < 60)


def _optional(strategy: st.SearchStrategy[str]) -> st.SearchStrategy[str | None]:
    return st.one_of(strategy, st.none())


@st.composite
def fund_lines(draw: st.DrawFn, forecast: bool, label: st.SearchStrategy[str]) -> FundLine:
    """A line with at least one amount."""
    amounts = {role: figure(draw(_optional(money))) for role in ("initial", "adjusted", "executed")}
    line = FundLine(draw(label), **amounts, rate=figure(draw(_optional(rates))))
    if forecast:
        return FundLine(
            line.label,
            line.initial,
            line.adjusted,
            None,
            line.executed or figure("1.00"),
            rate=line.rate,
            forecast=figure(draw(_optional(money))),
        )
    executed = line.executed or figure("1.00")
    return FundLine(
        line.label,
        line.initial,
        line.adjusted,
        None,
        executed,
        figure(draw(_optional(points))),
        line.rate,
        figure(draw(_optional(points))),
    )


labels = st.sampled_from(
    ("年度资金总额", "其中：当年财政拨款", "上年结转资金", "其他资金", "其中：本年一般公共预算拨款", "财政专户管理资金")
)


@st.composite
def _levels(draw: st.DrawFn) -> list[tuple[str | None, str | None]]:
    found: list[tuple[str | None, str | None]] = []
    for _ in range(draw(st.integers(0, 4))):
        level1 = draw(
            _optional(st.sampled_from(("产出指标(50分)", "产出指标", "效益指标（30分）", "满意度指标", "成本指标")))
        )
        if level1 is None and found and found[-1][0] is not None:
            level1 = "效益指标"
        level2 = found[-1][1] if found and found[-1][0] == level1 else None
        for _ in range(draw(st.integers(1, 4))):
            level2 = draw(_optional(st.sampled_from(("数量指标", "质量指标", "时效指标", "社会效益指标")))) or (
                level2 and "数量指标"
            )
            found.append((level1, level2))
    return found


@st.composite
def evaluated(draw: st.DrawFn, parts: bool) -> tuple[EvaluatedIndicator, ...]:
    """Rows in runs of levels; ``parts``: targets in three cells."""
    rows = []
    for level1, level2 in draw(_levels()):
        target = draw(_optional(st.one_of(st.sampled_from(("≥95%", "20人", "≤2天", "定性", "11月底前")), texts)))
        rows.append(
            EvaluatedIndicator(
                level1, level2, draw(texts), None, draw(_optional(st.sampled_from(("≥", "=", "定性")))) if parts else None, target,
                draw(_optional(st.sampled_from(("%", "人", "%（百分比）")))) if parts else None, draw(_optional(texts)), None,
                figure(draw(_optional(points))), figure(draw(_optional(points))), draw(_optional(texts)),
            )
        )  # fmt: skip
    return tuple(rows)


@st.composite
def details(draw: st.DrawFn) -> tuple[FormDetail, ...]:
    """Labelled cells; each label once."""
    chosen = draw(
        st.lists(
            st.sampled_from(("填报人", "联系电话", "填报日期", "财务负责人", "项目负责人")), unique=True, max_size=4
        )
    )
    return tuple(FormDetail(label, draw(_optional(lines))) for label in chosen)


@st.composite
def self_evaluations(draw: st.DrawFn, parts: bool = False, department: bool | None = None) -> SelfEvaluationForm:
    """A self-evaluation form with any of its cells blank."""
    about_department = draw(st.booleans()) if department is None else department
    subject = FormSubject.DEPARTMENT if about_department else FormSubject.PROJECT
    tasks = st.builds(TaskLine, lines, _optional(texts), money.map(figure), st.none(), st.none(), money.map(figure))
    goals = st.builds(GoalLine, texts, _optional(texts))
    return SelfEvaluationForm(
        subject=subject,
        year=draw(st.one_of(st.none(), st.integers(1990, 2050))),
        project_code=None if about_department else draw(_optional(st.sampled_from(("51000021R000000019951", "804-0401-JBN-ULCE", "001")))),
        project_name=None if about_department else draw(_optional(_names)),
        department=draw(_optional(st.sampled_from(("219-某镇人民政府", "某县财政局")))),
        unit=draw(_optional(st.sampled_from(("219001某镇人民政府（本级）", "某县第二中学")))),
        money_unit=draw(st.sampled_from(("万元", "元"))),
        funds=tuple(draw(st.lists(fund_lines(False, labels), max_size=4))),
        tasks=tuple(draw(st.lists(tasks, max_size=2))) if about_department else (),
        goals=tuple(draw(st.lists(goals, max_size=3))),
        indicators=draw(evaluated(parts)),
        total_points=figure(draw(_optional(st.sampled_from(("100", "100.00"))))),
        total_score=figure(draw(_optional(st.sampled_from(("98.78", "100", "60"))))),
        conclusion=draw(_optional(texts)),
        issues=draw(_optional(texts)),
        improvements=draw(_optional(texts)),
        details=draw(details()),
        heading=draw(_optional(st.sampled_from(("附件3 项目支出绩效自评表（市级）", "部门整体绩效自评情况表")))) if about_department
        else draw(_optional(st.just("附件3 某市项目支出绩效自评表"))),
    )  # fmt: skip


_TICKS = st.sampled_from(("√", "☑", "□", "✓"))


@st.composite
def monitored(draw: st.DrawFn) -> tuple[MonitoredIndicator, ...]:
    """Rows in runs of levels with any ticks."""
    rows = []
    for level1, level2 in draw(_levels()):
        ticks = {name: draw(_optional(_TICKS)) for name in (
            "cause_funding", "cause_institution", "cause_staff", "cause_hardware", "cause_other", "outlook_certain", "outlook_possible", "outlook_impossible",
        )}  # fmt: skip
        rows.append(
            MonitoredIndicator(
                level1, level2, draw(texts), target=draw(_optional(texts)), reached=draw(_optional(texts)), forecast=draw(_optional(texts)),
                cause_note=draw(_optional(texts)), remark=draw(_optional(texts)), **ticks,
            )
        )  # fmt: skip
    return tuple(rows)


@st.composite
def monitorings(draw: st.DrawFn) -> MonitoringForm:
    """A monitoring form with any of its cells blank."""
    return MonitoringForm(
        year=draw(st.one_of(st.none(), st.integers(1990, 2050))),
        until_month=draw(st.integers(1, 12)),
        project_name=draw(_optional(_names)),
        department=draw(_optional(st.sampled_from(("219-某镇人民政府", "某县财政局")))),
        unit=draw(_optional(st.sampled_from(("219001某镇人民政府（本级）", "某县第二中学")))),
        money_unit=draw(st.sampled_from(("万元", "元"))),
        funds=tuple(draw(st.lists(fund_lines(True, labels), max_size=3))),
        goal=draw(_optional(texts)),
        indicators=draw(monitored()),
        cause_text=draw(_optional(texts)),
        advice=draw(_optional(texts)),
        details=draw(details()),
    )
