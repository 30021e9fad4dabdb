"""Advice for next year's budget from results, by a bureau's own rules: no rule, no advice; no citation, no rule.

Source: the bureau's own rules, each with the number of its document; nothing is advised without.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from zhunsheng.model.finding import Severity
from zhunsheng.model.result_use import (
    Advice,
    AdviceAction,
    AdviceList,
    AdviceRule,
    Exemption,
    ProjectAdvice,
    Trigger,
    YearResult,
)
from zhunsheng.model.score import ScoreRemark
from zhunsheng.scoring.exact import fixed, plain, rounded, wan
from zhunsheng.scoring.rules import GRADES

_TAKES_MONEY = (AdviceAction.CUT, AdviceAction.CANCEL, AdviceAction.RECOVER)


def advise(
    year: int,
    results: Iterable[YearResult],
    rules: Iterable[AdviceRule],
    exemptions: Iterable[Exemption] = (),
) -> AdviceList:
    """The list of a year: what each rule in force advises for each project. Rules that lack something are told and have no effect."""
    mine = [rule for rule in rules if rule.year == year]
    faults = {rule: fault for rule in mine if (fault := rule_fault(rule))}
    remarks = [
        ScoreRemark(Severity.ERROR, "rules", f"规则“{_said(rule)}”{fault}，不生效。") for rule, fault in faults.items()
    ]
    in_force = [rule for rule in mine if rule not in faults]
    if not in_force:
        remarks.append(ScoreRemark(Severity.INFO, "rules", f"{year}年的结果应用规则表是空的，没有依据，不出建议。"))
    exempt = {one.project: one for one in exemptions}
    ordered = sorted((one for one in results if one.year == year), key=lambda one: (one.unit, one.project, one.source))
    projects = []
    for result in ordered:
        if result.grade is None and any(rule.trigger is Trigger.GRADE for rule in in_force):
            remarks.append(ScoreRemark(Severity.WARNING, result.project, f"“{result.name}”没有等级，等级规则用不上。"))
        found = _project(result, in_force, exempt.get(result.project))
        if found.advice:
            projects.append(found)
    least = sum((one.least for one in projects), Decimal(0))
    return AdviceList(year, tuple(projects), least, sum((one.most for one in projects), Decimal(0)), tuple(remarks))


def rule_fault(rule: AdviceRule) -> str:
    """Why a rule has no effect, or nothing."""
    if not rule.basis.strip():
        return "没有依据文号"
    if rule.trigger is Trigger.GRADE and rule.grade not in GRADES:
        return f"没有写等级（{'、'.join(GRADES)}）"
    if rule.trigger is Trigger.LOW_EXECUTION and rule.below is None:
        return "没有写执行率低于多少"
    if rule.action is AdviceAction.CUT and rule.least is None and rule.most is None:
        return "没有写压减百分之几"
    ends = [end for end in (rule.least, rule.most) if end is not None]
    if any(not 0 <= end <= 100 for end in ends):
        return "的百分比不在0到100之间"
    if len(ends) == 2 and ends[0] > ends[1]:
        return "的百分比下限比上限大"
    return ""


def applies(rule: AdviceRule, result: YearResult) -> bool:
    """True when the rule speaks of this result."""
    if rule.trigger is Trigger.GRADE:
        return result.grade == rule.grade
    if rule.trigger is Trigger.LOW_EXECUTION:
        return result.rate is not None and rule.below is not None and result.rate < rule.below
    return result.late if rule.trigger is Trigger.LATE_SELF_EVALUATION else result.unpublished


def _project(result: YearResult, rules: list[AdviceRule], exemption: Exemption | None) -> ProjectAdvice:
    advice = tuple(_advice(rule, result) for rule in rules if applies(rule, result))
    if exemption is not None:
        return ProjectAdvice(result, advice, Decimal(0), Decimal(0), exemption)
    return ProjectAdvice(result, advice, _together(advice, result, "least"), _together(advice, result, "most"))


def _together(advice: tuple[Advice, ...], result: YearResult, end: str) -> Decimal:
    """All cuts of the request together, never more than it, and what is taken back of the unspent."""
    cuts = sum(
        (getattr(one, end) or Decimal(0) for one in advice if one.rule.action is not AdviceAction.RECOVER), Decimal(0)
    )
    back = sum(
        (getattr(one, end) or Decimal(0) for one in advice if one.rule.action is AdviceAction.RECOVER), Decimal(0)
    )
    return min(cuts, result.requested if result.requested is not None else cuts) + back


def _advice(rule: AdviceRule, result: YearResult) -> Advice:
    why = _why(rule, result)
    if rule.action not in _TAKES_MONEY:
        return Advice(rule, f"{why}，{rule.action}。{_basis(rule)}")
    base = result.unspent if rule.action is AdviceAction.RECOVER else result.requested
    of = "结余" if rule.action is AdviceAction.RECOVER else "下年申请数"
    low, high = _percents(rule)
    share = f"{plain(low)}%" if low == high else f"{plain(low)}%—{plain(high)}%"
    if base is None:
        return Advice(rule, f"{why}，{rule.action}{of}的{share}，没有{of}，金额算不出。{_basis(rule)}")
    least, most = (rounded(Fraction(base) * Fraction(end) / 100) for end in (low, high))
    amount = wan(least) if least == most else f"{wan(least)}—{wan(most)}"
    return Advice(rule, f"{why}，{rule.action}{of}{wan(base)}的{share}，即{amount}。{_basis(rule)}", least, most)


def _percents(rule: AdviceRule) -> tuple[Decimal, Decimal]:
    """The ends of the percent that is taken; all of it where the rule cancels or takes back without saying how much."""
    given = [end for end in (rule.least, rule.most) if end is not None]
    if rule.action is AdviceAction.CANCEL or not given:
        return Decimal(100), Decimal(100)
    return given[0], given[-1]


def _why(rule: AdviceRule, result: YearResult) -> str:
    if rule.trigger is Trigger.GRADE:
        return f"{result.source}等级为{result.grade}"
    if rule.trigger is Trigger.LOW_EXECUTION:
        return f"执行率{fixed(result.rate)}%，低于{plain(rule.below)}%"
    return str(rule.trigger)


def _basis(rule: AdviceRule) -> str:
    """What a rule rests on, as a sentence of its own: in brackets it would nest, because citations have some of their own."""
    return f"依据：{rule.basis.strip()}"


def _said(rule: AdviceRule) -> str:
    return f"{rule.trigger}{rule.grade or ''}{rule.action}"
