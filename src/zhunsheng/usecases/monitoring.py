"""Monitor a project at a checkpoint and fill in the official monitoring form (项目支出绩效运行监控表)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from zhunsheng.model.document import Document
from zhunsheng.model.execution import Execution, MonthlyFigure
from zhunsheng.model.fund_line import FundLine, FundSource
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.measure import Measure
from zhunsheng.model.monitoring import (
    Checkpoint,
    CorrectiveAct,
    History,
    IndicatorStanding,
    Monitoring,
    MonitoringEntries,
    MonitoringEntry,
)
from zhunsheng.model.monitoring_form import DeviationCause, MonitoredIndicator, MonitoringForm, Outlook
from zhunsheng.model.organisation import BudgetUnit
from zhunsheng.model.project import Project
from zhunsheng.scoring.accumulation import accumulates
from zhunsheng.scoring.exact import percent, plain, rounded
from zhunsheng.scoring.execution_score import execution_share
from zhunsheng.scoring.light_rules import LightRules
from zhunsheng.scoring.monitoring import NOTHING_SAID, monitor
from zhunsheng.scoring.people_asked import asked_of
from zhunsheng.scoring.rows import measures_by_row
from zhunsheng.usecases.printed_values import (
    FUND_LABELS,
    percent_figure,
    unit_text,
    unit_word,
    value_text,
    wan_figure,
)

CAUSES: Mapping[DeviationCause, str] = {
    DeviationCause.FUNDING: "经费保障", DeviationCause.INSTITUTION: "制度保障", DeviationCause.STAFF: "人员保障",
    DeviationCause.HARDWARE: "硬件条件保障", DeviationCause.OTHER: "其他",
}  # fmt: skip
"""The kinds of causes as the form names them."""
OUTLOOKS: Mapping[Outlook, str] = {
    Outlook.CERTAIN: "确定能",
    Outlook.POSSIBLE: "有可能",
    Outlook.IMPOSSIBLE: "完全不可能",
}
"""The answers about the year's end as the form names them."""
_TICK = "√"


@dataclass(frozen=True, slots=True)
class MonitoringCase:
    """All that one project's monitoring rests on; measures and execution are as of the checkpoint's day."""

    project: Project
    measures: tuple[Measure, ...]
    execution: Execution | None
    checkpoint: Checkpoint
    said: MonitoringEntries = NOTHING_SAID
    department: str | None = None


@dataclass(frozen=True, slots=True)
class Monitored:
    """How a project stands, and its official form."""

    case: MonitoringCase
    monitoring: Monitoring
    form: MonitoringForm


def watch(case: MonitoringCase, rules: LightRules | None = None) -> Monitored:
    """Monitor a project and fill in its form. Never raises for what a table says or lacks."""
    found = monitor(case.project, case.measures, case.execution, case.checkpoint, case.said, rules)
    return Monitored(case, found, _form(case, found))


def grows(indicator: Indicator, formula: str) -> bool:
    """True for an indicator whose value grows over the year, so that its light needs its months."""
    return accumulates(indicator.target, formula, asked_of(indicator) is not None)


def history_of(cumulative: Mapping[int, Measure], growing: bool) -> History:
    """An indicator's months from its values at the ends of months: what each month alone added.

    What grows is told apart by taking the month before away; a rate by its numerator and denominator. Anything else (a
    longest delay, a temperature) cannot be taken apart from its values so far, and has no months.
    """
    months: list[MonthlyFigure] = []
    before: Measure | None = None
    for month in sorted(cumulative):
        now = cumulative[month]
        months.append(_alone(month, now, before, growing))
        before = now if now.value is not None else before
    return History(tuple(one for one in months if one.value is not None), accumulates=growing)


def _alone(month: int, now: Measure, before: Measure | None, growing: bool) -> MonthlyFigure:
    if now.value is None:
        return MonthlyFigure(month)
    if growing:
        return MonthlyFigure(month, now.value - ((before.value if before else None) or Decimal(0)))
    above, below = now.numerator, now.denominator
    if above is None or below is None:
        return MonthlyFigure(month)
    if before is not None and before.numerator is not None and before.denominator is not None:
        above, below = above - before.numerator, below - before.denominator
    if below <= 0 or above < 0 or now.numerator is None or not now.denominator:
        return MonthlyFigure(month)
    # The value in the target's own unit: as many times the quotient as the value so far is of its own quotient.
    own = Fraction(now.numerator) / Fraction(now.denominator)
    if not own:
        return MonthlyFigure(month, Decimal(0), above, below) if not above else MonthlyFigure(month)
    value = Fraction(now.value) * Fraction(above) / Fraction(below) / own
    return MonthlyFigure(month, rounded(value, 6), above, below)


def forms_document(monitored: Iterable[Monitored], unit: BudgetUnit, year: int) -> Document:
    """The forms as a document that can be written in every format."""
    return Document(unit=unit, fiscal_year=year, monitorings=tuple(one.form for one in monitored))


def _form(case: MonitoringCase, found: Monitoring) -> MonitoringForm:
    project = case.project
    return MonitoringForm(
        year=case.checkpoint.year,
        until_month=case.checkpoint.month,
        project_code=project.code,
        project_name=project.name,
        department=case.department,
        unit=unit_text(project.unit),
        funds=_fund_lines(case, found),
        goal=project.goal,
        indicators=_rows(case, found),
        cause_text="\n".join(found.warnings) or None,
        advice=_advice(case.said),
    )


def _fund_lines(case: MonitoringCase, found: Monitoring) -> tuple[FundLine, ...]:
    lines = []
    for one in case.execution.funds if case.execution else ():
        whole = one.source is FundSource.TOTAL
        forecast = found.funds.forecast.value if whole and found.funds.forecast else None
        share = execution_share(one.budget, one.paid)
        lines.append(
            FundLine(
                label=FUND_LABELS.get(one.source), initial=wan_figure(one.initial), adjusted=wan_figure(one.budget),
                executed=wan_figure(one.paid), rate=percent_figure(percent(share) if share is not None else None), forecast=wan_figure(rounded(forecast / 100, 0) * 100 if forecast is not None else None),
            )
        )  # fmt: skip
    return tuple(lines)


def _rows(case: MonitoringCase, found: Monitoring) -> tuple[MonitoredIndicator, ...]:
    measured = measures_by_row(case.project, case.measures)
    return tuple(
        _row(indicator, found.indicators[row], measured.get(row))
        for row, indicator in enumerate(case.project.indicators)
    )


def _row(indicator: Indicator, standing: IndicatorStanding, measure: Measure | None) -> MonitoredIndicator:
    said = standing.entry or MonitoringEntry("")
    ticks: dict[str, Any] = {
        f"cause_{cause.value}": _TICK if cause in said.causes else None for cause in DeviationCause
    }
    ticks |= {f"outlook_{one.value}": _TICK if one is said.outlook else None for one in Outlook}
    return MonitoredIndicator(
        level1=indicator.level1, level2=indicator.level2, level3=indicator.level3, target=indicator.target.text if indicator.target else None,
        reached=value_text(measure), forecast=said.expected.strip() or _forecast_text(standing), cause_note=said.explanation.strip() or None,
        remark=said.remark.strip() or None, **ticks,
    )  # fmt: skip


def _forecast_text(standing: IndicatorStanding) -> str | None:
    forecast = standing.forecast
    return None if forecast is None else f"{plain(forecast.value)}{unit_word(standing.unit)}"


def _advice(said: MonitoringEntries) -> str | None:
    lines = [_act_text(act) for act in said.acts]
    if said.decision is not None:
        lines.append(f"处置决定：{said.decision}。")
    return "\n".join(lines) or None


def _act_text(act: CorrectiveAct) -> str:
    done = f"，已于{act.done_on}完成{f'（{act.result}）' if act.result else ''}" if act.done_on else ""
    return f"{act.what}（{act.owner}，{act.due}前）{done}。"
