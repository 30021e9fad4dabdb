"""The budget execution rate and its points: paid ÷ the whole year's budget (initial with adjustments), at most in full.

Source: 财预〔2020〕10号 (the rate and its ten points; from which rate a reason is asked is a setting, local
practice).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from zhunsheng.model.execution import Execution, FundFigures
from zhunsheng.model.finding import Severity
from zhunsheng.model.fund_line import FundSource
from zhunsheng.model.score import EXECUTION, ExecutionScore, ScoreRemark
from zhunsheng.scoring.exact import fixed, percent, plain, rounded, wan
from zhunsheng.scoring.rules import ScoringRules

_COLUMNS = {"initial": "年初预算数", "budget": "全年预算数", "paid": "全年执行数"}
_KINDS = (FundSource.BASIC_SPENDING, FundSource.PROJECT_SPENDING)
_PARTS = (FundSource.FISCAL, FundSource.CARRIED_OVER, FundSource.SPECIAL_ACCOUNT, FundSource.UNIT_OWN, FundSource.OTHER)


@dataclass(frozen=True, slots=True)
class ScoredExecution:
    """The points with what has to be said about them; ``needs_reason`` when the rate asks for an explanation."""

    score: ExecutionScore
    remarks: tuple[ScoreRemark, ...] = ()
    needs_reason: bool = False


def execution_score(execution: Execution | None, weight: Decimal, rules: ScoringRules) -> ScoredExecution:
    """The rate and its points; a blank or zero budget gives no rate, which is neither 0 nor full."""
    total = _total(execution)
    if total is None or total.budget is None or total.budget == 0:
        why = "全年预算数为0" if total is not None and total.budget == 0 else "没有全年预算数（年初数加调整数）"
        return _open(weight, total, f"{why}，执行率算不出，口径缺失；不按0分，也不按满分。", Severity.ERROR)
    if total.paid is None:
        return _open(weight, total, "没有全年执行数，执行率算不出；空着不是0。", Severity.ERROR)
    if total.budget < 0 or total.paid < 0:
        return _open(weight, total, "预算数或执行数是负数，执行率算不出；请核对。", Severity.ERROR)
    return _scored(execution, total, weight, rules)


def execution_share(budget: Decimal | None, paid: Decimal | None) -> Fraction | None:
    """Paid ÷ budget exactly, or ``None`` where there is none."""
    if budget is None or paid is None or budget <= 0 or paid < 0:
        return None
    return Fraction(paid) / Fraction(budget)


def _scored(execution: Execution | None, total: FundFigures, weight: Decimal, rules: ScoringRules) -> ScoredExecution:
    share = execution_share(total.budget, total.paid) or Fraction(0)
    rate, points = percent(share), rounded(min(share, Fraction(1)) * Fraction(weight))
    counted = f"{fixed(rate)}%" if share <= 1 else "100%（超过的不计）"
    steps = (
        f"执行率＝全年执行数{wan(total.paid)}÷全年预算数{wan(total.budget)}＝{fixed(rate)}%",
        f"得分＝{plain(weight)}分×{counted}＝{fixed(points)}分",
    )
    remarks = list(_part_remarks(execution, rules))
    if share > 1:
        said = f"执行率{fixed(rate)}%超过100%：超预算执行，或者分母用了年初数；请核对或说明。"
        remarks.append(ScoreRemark(Severity.ERROR, EXECUTION, said))
    score = ExecutionScore(weight, total.budget, total.paid, rate, points, steps)
    return ScoredExecution(score, tuple(remarks), share > 1 or rate < rules.execution_reason_below)


def _open(weight: Decimal, total: FundFigures | None, why: str, severity: Severity) -> ScoredExecution:
    budget, paid = (total.budget, total.paid) if total else (None, None)
    score = ExecutionScore(weight, budget, paid, None, None, (why,))
    return ScoredExecution(score, (ScoreRemark(severity, EXECUTION, why),))


def _total(execution: Execution | None) -> FundFigures | None:
    """The line of the whole money; the sum of its parts where only they are given."""
    if execution is None:
        return None
    total, parts = execution.of(), _parts(execution)
    if total is not None or not parts:
        return total
    return FundFigures(FundSource.TOTAL, **{name: _sum(parts, name) for name in _COLUMNS})


def _part_remarks(execution: Execution | None, rules: ScoringRules) -> list[ScoreRemark]:
    """Whether the parts make the whole: within a hundredth of a 万元, column by column."""
    total = execution.of() if execution else None
    parts = _parts(execution) if execution else []
    remarks = []
    for name, label in _COLUMNS.items():
        whole, summed = getattr(total, name, None), _sum(parts, name)
        if whole is not None and summed is not None and abs(whole - summed) > rules.money_tolerance * 2:
            said = f"{label}：各来源合计{wan(summed)}，与总额{wan(whole)}不等。"
            remarks.append(ScoreRemark(Severity.WARNING, EXECUTION, said))
    return remarks


def _parts(execution: Execution) -> list[FundFigures]:
    """The lines that make the whole: kinds of spending on a department's form, sources on a project's; never both."""
    of_kind = [line for line in execution.funds if line.source in _KINDS]
    return of_kind or [line for line in execution.funds if line.source in _PARTS]


def _sum(parts: list[FundFigures], name: str) -> Decimal | None:
    """The parts of a column together; ``None`` when all are blank."""
    values = [value for part in parts if (value := getattr(part, name)) is not None]
    return sum(values, Decimal(0)) if values else None
