"""Monitoring of a project at a checkpoint (双监控): money against its own plan, goals against target and time, what will come.

Nothing is concluded from nothing: without a plan, a payment or a value there is no light, and it is said why.

Source: the two lines of sight (money, goals) are national practice; every number is a setting, see
``light_rules``.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from zhunsheng.law.monitoring import checkpoint_months
from zhunsheng.model.execution import Execution
from zhunsheng.model.finding import Severity
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.light import Light
from zhunsheng.model.measure import Measure
from zhunsheng.model.monitoring import (
    Checkpoint,
    Decision,
    Forecast,
    FundStanding,
    History,
    IndicatorStanding,
    Monitoring,
    MonitoringEntries,
    MonitoringEntry,
)
from zhunsheng.model.monitoring_form import Outlook
from zhunsheng.model.project import Project
from zhunsheng.model.score import ScoreRemark
from zhunsheng.scoring.accumulation import accumulates
from zhunsheng.scoring.completion import Completion, completion
from zhunsheng.scoring.exact import fixed, percent, plain, rounded
from zhunsheng.scoring.execution_score import execution_share
from zhunsheng.scoring.forecast import forecast_level, forecast_over, forecast_payments, forecast_sum
from zhunsheng.scoring.indicator_score import compared
from zhunsheng.scoring.light_rules import LightRules, light_rules
from zhunsheng.scoring.lights import Situation, fund_light, indicator_light, outlook_of
from zhunsheng.scoring.people_asked import asked_of
from zhunsheng.scoring.rows import address_of, by_row, measures_by_row

NOTHING_SAID = MonitoringEntries()
"""Nobody has said anything yet."""
_BEHIND = (Light.AT_RISK, Light.MISSED)
_GRAVEST = (Light.MISSED, Light.AT_RISK, Light.MET)


def checkpoints(year: int, months: Iterable[int] | None = None) -> tuple[Checkpoint, ...]:
    """The checkpoints of a year: at the end of the usual months, or of those that a bureau sets."""
    chosen = sorted(set(months if months is not None else checkpoint_months()))
    if any(not 1 <= month <= 12 for month in chosen):
        raise ValueError("监控的月份要在1到12之间")
    return tuple(Checkpoint(year, month) for month in chosen)


def monitor(
    project: Project,
    measures: Iterable[Measure],
    execution: Execution | None,
    checkpoint: Checkpoint,
    said: MonitoringEntries = NOTHING_SAID,
    rules: LightRules | None = None,
) -> Monitoring:
    """How a project stands at a checkpoint: ``measures`` and ``execution`` are those as of its day; never raises for a table."""
    rules = rules or light_rules(checkpoint.as_of)
    funds = fund_standing(project, execution, checkpoint, rules)
    measured = measures_by_row(project, (one for one in measures if one.as_of <= checkpoint.as_of))
    histories, strangers = by_row(project, said.histories)
    entries, unknown = by_row(project, {one.indicator: one for one in said.entries})
    indicators = tuple(
        _standing(project, row, measured.get(row), histories.get(row, History()), entries.get(row), checkpoint, rules)
        for row in range(len(project.indicators))
    )
    goals, ended = _goals(indicators), _goals(tuple(one for one in indicators if one.can_end))
    light, why = _whole(funds, indicators)
    warnings = _warnings(funds, goals, ended, rules)
    remarks = [
        _warning("indicators", f"填了“{word}”，表里没有（或不止一条）这样的指标。") for word in (*strangers, *unknown)
    ]
    remarks += _remarks(indicators, said, checkpoint, light, warnings)
    elapsed = Fraction(checkpoint.month, 12)
    steps = (f"时间进度＝{checkpoint.month}÷12＝{fixed(percent(elapsed))}%", *_goal_step(indicators, goals))
    return Monitoring(
        project.code,
        checkpoint,
        percent(elapsed),
        funds,
        indicators,
        goals,
        light,
        why,
        warnings,
        tuple(remarks),
        steps,
    )


def fund_standing(
    project: Project, execution: Execution | None, checkpoint: Checkpoint, rules: LightRules
) -> FundStanding:
    """What is paid against the project's own cumulative plan; the plan of the last filled point until the checkpoint counts."""
    total = execution.of() if execution else None
    budget = total.budget if total and total.budget is not None else project.budget.yuan()
    paid = total.paid if total else None
    point = planned_by(project, checkpoint.month)
    planned = point[1] if point else None
    months = execution.monthly if execution else ()
    forecast = forecast_payments(checkpoint.month, budget, paid, planned, months)
    share = execution_share(budget, paid)
    if share is None:
        why = "没有执行数" if paid is None else "没有预算数，或者预算数不是正数"
        return FundStanding(budget, paid, None, planned, Light.NO_DATA, why, forecast)
    floor = rules.floor(checkpoint.month)
    light, why = fund_light(share, _share(planned), _share(floor), rules)
    if point and point[0] != checkpoint.month:
        why += f"（用{point[0]}月底的计划）"
    return FundStanding(budget, paid, percent(share), planned, light, why, forecast)


def planned_by(project: Project, month: int) -> tuple[int, Decimal] | None:
    """The month and percent of the last point of the spending plan that is filled and not later; ``None``: no plan until then."""
    filled = [
        (point.month, point.percent.value)
        for point in project.fund_plan
        if point.month <= month and point.percent is not None and point.percent.value is not None
    ]
    return max(filled, default=None)


def _standing(
    project: Project,
    row: int,
    measure: Measure | None,
    history: History,
    entry: MonitoringEntry | None,
    checkpoint: Checkpoint,
    rules: LightRules,
) -> IndicatorStanding:
    indicator = project.indicators[row]
    done = compared(measure, indicator, checkpoint.year)
    grows = history.accumulates
    if grows is None:
        grows = accumulates(indicator.target, measure.formula if measure else "", asked_of(indicator) is not None)
    forecast = _forecast(measure, history, grows, checkpoint)
    situation = Situation(done, grows, _elapsed(measure, checkpoint), forecast)
    light, why = indicator_light(situation, rules)
    return IndicatorStanding(
        address=address_of(row),
        name=indicator.level3 or indicator.description or address_of(row),
        target=indicator.target.text if indicator.target else "",
        value=measure.value if measure else None,
        unit=measure.unit if measure else None,
        percent=done.percent,
        expected=percent(situation.elapsed) if grows and done.operator not in ("<=", "<") else None,
        light=light,
        why=why,
        forecast=forecast,
        outlook=_outlook(situation, measure, indicator, checkpoint),
        entry=entry,
        can_end=situation.is_over or (grows and done.operator not in ("<=", "<")),
    )


def _forecast(measure: Measure | None, history: History, grows: bool, checkpoint: Checkpoint) -> Forecast | None:
    if measure is None or measure.value is None:
        return None
    if checkpoint.month < 12 and _elapsed(measure, checkpoint) >= 1:
        return forecast_over(measure.value)
    if grows:
        return forecast_sum(checkpoint.month, history.months, history.last_year, measure.value)
    return forecast_level(checkpoint.month, history.months, measure.value)


def _outlook(
    situation: Situation, measure: Measure | None, indicator: Indicator, checkpoint: Checkpoint
) -> Outlook | None:
    def against(value: Decimal | None) -> Completion | None:
        if value is None or measure is None:
            return None
        return completion(value, indicator.target, unit=measure.unit, asked=asked_of(indicator), year=checkpoint.year)

    forecast = situation.forecast
    if forecast is None:
        return outlook_of(situation, None, None, None)
    return outlook_of(situation, against(forecast.low), against(forecast.value), against(forecast.high))


def _elapsed(measure: Measure | None, checkpoint: Checkpoint) -> Fraction:
    """The share of the indicator's window that has gone by: all of it when its own window is over, else of its days or months.

    A window that ends on the very day of the checkpoint was cut there, and its whole length is not known: months count.
    """
    months = Fraction(checkpoint.month, 12)
    if measure is None or measure.window is None:
        return months
    first, last = measure.window
    if last < checkpoint.as_of:
        return Fraction(1)
    if last == checkpoint.as_of or (first.month, first.day) == (1, 1) or last <= first:
        return months
    gone = (checkpoint.as_of - first).days + 1
    return max(Fraction(0), Fraction(gone, (last - first).days + 1))


def _goals(indicators: tuple[IndicatorStanding, ...]) -> Decimal | None:
    """The mean completion of the indicators that are measured, none above 100."""
    known = [min(one.percent, Decimal(100)) for one in indicators if one.percent is not None]
    return rounded(Fraction(sum(known, Decimal(0))) / len(known)) if known else None


def _goal_step(indicators: tuple[IndicatorStanding, ...], goals: Decimal | None) -> tuple[str, ...]:
    known = [one for one in indicators if one.percent is not None]
    if goals is None:
        return ("目标进度：还没有能比较的完成值",)
    unknown = len(indicators) - len(known)
    more = f"，另有{unknown}条没有完成值，没有算进去" if unknown else ""
    return (f"目标进度＝{len(known)}条指标完成率（超过100%按100%）的平均＝{fixed(goals)}%{more}",)


def _whole(funds: FundStanding, indicators: tuple[IndicatorStanding, ...]) -> tuple[Light, str]:
    """The gravest light of money and indicators, and what brings it about."""
    found = {light: [one.name for one in indicators if one.light is light] for light in Light}
    worst = next((light for light in _GRAVEST if found[light] or funds.light is light), Light.NO_DATA)
    if worst in _BEHIND:
        names = (["资金"] if funds.light is worst else []) + found[worst]
        return worst, f"{worst.label}：{'、'.join(names)}"
    if worst is Light.NO_DATA:
        return worst, "没有执行数，也没有完成值"
    nothing = len(found[Light.NO_DATA])
    return worst, f"有数据的都达标，{nothing}条指标没有数据" if nothing else "资金和指标都达标"


def _warnings(funds: FundStanding, goals: Decimal | None, ended: Decimal | None, rules: LightRules) -> tuple[str, ...]:
    """The two special cases, and the gap between goals and money where a region draws that line.

    A rate that stands well in July has not done the year's work: only what can come to its end (``ended``) is held against
    unspent money.
    """
    if goals is None or funds.rate is None:
        return ()
    said = []
    if funds.rate >= 100 and goals < rules.little_done:
        said.append(f"钱花完了，事没办成：执行率{fixed(funds.rate)}%，目标只完成{fixed(goals)}%。")
    if ended is None:
        return tuple(said)
    if goals >= 100 and ended >= 100 and funds.rate < rules.little_paid:
        said.append(f"事办完了，钱没花出去：目标完成{fixed(goals)}%，执行率只有{fixed(funds.rate)}%；预算可能编高了。")
    gap = abs(ended - funds.rate)
    if rules.goal_money_gap is not None and gap > rules.goal_money_gap:
        said.append(
            f"目标进度{fixed(ended)}%与执行率{fixed(funds.rate)}%相差{fixed(gap)}个百分点，"
            f"超过{plain(rules.goal_money_gap)}个百分点。"
        )
    return tuple(said)


def _remarks(
    indicators: tuple[IndicatorStanding, ...],
    said: MonitoringEntries,
    checkpoint: Checkpoint,
    light: Light,
    warnings: tuple[str, ...],
) -> list[ScoreRemark]:
    """What the form still asks for: causes where something deviates, one outlook a row, a remark where it is not certain."""
    remarks = []
    for one in indicators:
        entry = one.entry or MonitoringEntry("")
        if one.light in _BEHIND and not (entry.causes and entry.explanation.strip()):
            remarks.append(_warning(one.address, f"“{one.name}”有偏差，要勾选偏差原因并写明情况。"))
        if one.light is Light.MET and entry.causes:
            remarks.append(ScoreRemark(Severity.INFO, one.address, f"“{one.name}”没有偏差，不用填偏差原因。"))
        if entry.outlook in (Outlook.POSSIBLE, Outlook.IMPOSSIBLE) and not entry.remark.strip():
            remarks.append(_warning(one.address, f"“{one.name}”不确定能完成，备注里要写原因和措施。"))
    silent = sum(1 for one in indicators if one.entry is None or one.entry.outlook is None)
    if silent:
        remarks.append(_warning("indicators", f"{silent}条指标没有选完成目标可能性，每条选一个。"))
    late = [act for act in said.acts if act.done_on is None and act.due < checkpoint.as_of]
    remarks += [_warning("acts", f"整改措施“{act.what}”（{act.owner}）应于{act.due}完成，已经逾期。") for act in late]
    if (light is Light.MISSED or warnings) and said.decision is None:
        choices = "、".join(Decision)
        remarks.append(_warning("decision", f"有未达的资金或指标，要作出处置决定：{choices}。"))
    return remarks


def _share(of: Decimal | None) -> Fraction | None:
    return None if of is None else Fraction(of) / 100


def _warning(address: str, message: str) -> ScoreRemark:
    return ScoreRemark(Severity.WARNING, address, message)
