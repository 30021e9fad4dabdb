"""One indicator's points: from its measured value by formula, from people where no formula can, marked where overridden.

Source: 财预〔2020〕10号; the pass mark and satisfaction by interval (财预〔2021〕101号) are 【未核】 and have to be chosen.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from zhunsheng.model.finding import Severity
from zhunsheng.model.indicator import Indicator, Level1, Level2
from zhunsheng.model.measure import Measure, MeasureStatus
from zhunsheng.model.score import (
    DeviationReason,
    Direction,
    IndicatorScore,
    Judgement,
    Method,
    Override,
    ScoreRemark,
    ScoreState,
)
from zhunsheng.scoring.comparable_units import is_heads
from zhunsheng.scoring.completion import Completion, completion
from zhunsheng.scoring.deadline import deadline
from zhunsheng.scoring.exact import fixed, plain, rounded
from zhunsheng.scoring.people_asked import asked_of
from zhunsheng.scoring.points import Share, judged_share, share_of
from zhunsheng.scoring.rules import ScoringRules

_COST = frozenset({Level2.COST, Level2.ECONOMIC_COST, Level2.SOCIAL_COST, Level2.ECOLOGICAL_COST})


@dataclass(frozen=True, slots=True)
class Case:
    """Everything that is known of one row when it is scored."""

    address: str
    indicator: Indicator
    weight: Decimal
    level: Level1 | None = None
    year: int | None = None
    measure: Measure | None = None
    judgement: Judgement | None = None
    override: Override | None = None
    reason: DeviationReason | None = None
    direction: Direction | None = None
    method: Method | None = None
    pass_mark: Decimal | None = None


def indicator_score(case: Case, rules: ScoringRules) -> tuple[IndicatorScore, tuple[ScoreRemark, ...]]:
    """The points of a row with every step, and what has to be mended or explained."""
    remarks: list[ScoreRemark] = []
    done, evidence = _compared(case, None)
    earned = _earned(case, done, rules)
    score, steps = _points(case, evidence, earned)
    found = IndicatorScore(
        address=case.address,
        name=case.indicator.level3 or case.indicator.description or case.address,
        level1=case.level,
        weight=case.weight,
        score=score,
        state=_state(case, earned, score),
        method=earned.method if score is not None else case.method,
        evidence=case.measure.status if case.measure else None,
        value=case.measure.value if case.measure else None,
        met=done.met,
        percent=done.percent,
        computed=score,
        steps=steps,
        needs_reason=earned.needs_reason,
        reason=case.reason,
    )
    if case.override is not None:
        found = _overridden(found, case, case.override, rules, remarks)
    remarks += _remarks(found, case, done, earned, rules)
    return found, tuple(remarks)


def compared(
    measure: Measure | None, indicator: Indicator, year: int | None, direction: Direction | None = None
) -> Completion:
    """A measure held against its indicator's target: people are read from the row, those who answered from the measure."""
    return _compared(Case("", indicator, Decimal(0), year=year, measure=measure, direction=direction), None)[0]


def _compared(case: Case, value: Decimal | None) -> tuple[Completion, tuple[str, ...]]:
    """The comparison with the target and what the value rests on; ``value`` is a person's instead of the measured one."""
    measure, target = case.measure, case.indicator.target
    if value is not None:
        return completion(value, target, direction=case.direction, asked=asked_of(case.indicator), year=case.year), ()
    if measure is None:
        return replace(completion(None, target), note="没有完成值；空着不是0"), ()
    if measure.status is MeasureStatus.NO_EVIDENCE:
        why = (measure.note or "空着不是0").rstrip("。")
        return Completion(None, None, f"还没有记录可以算：{why}"), ()
    if measure.status is MeasureStatus.ERROR:
        return Completion(None, None, f"公式算不了：{measure.note or '没有说明原因'}"), ()
    if measure.value is None and measure.met is None:
        return replace(completion(None, target), note="没有完成值；空着不是0"), ()
    if measure.value is None:
        return _yes_or_no(case, measure), (_evidence(measure),)
    unit = measure.unit or (target.unit if target else None)
    counts_people = target is not None and is_heads(target.unit) and is_heads(unit)
    done = completion(
        measure.value, target, unit=measure.unit, direction=case.direction, asked=asked_of(case.indicator),
        answered=measure.denominator if counts_people else None, year=case.year,
    )  # fmt: skip
    return done, (_evidence(measure),)


def _yes_or_no(case: Case, measure: Measure) -> Completion:
    """A measure that only says whether the target is met; a day that is not met is late, and for people to judge."""
    target = case.indicator.target
    if not measure.met and target is not None and deadline(target.text, case.year) is not None:
        return Completion(False, None, f"没有在{target.text}完成；按合同或细则扣分，没有细则的由人定")
    return completion(measure.met, target)


def _evidence(measure: Measure) -> str:
    value = f"{plain(measure.value, 6)}{measure.unit or ''}" if measure.value is not None else measure.explanation
    if measure.status is MeasureStatus.STATED:
        return f"完成值{value}是自述，没有台账记录" + (f"（{measure.note}）" if measure.note else "")
    parts = ""
    if measure.numerator is not None and measure.denominator is not None:
        parts = f"（{plain(measure.numerator, 6)}÷{plain(measure.denominator, 6)}）"
    return f"完成值{value}{parts}，由{measure.records}条台账记录算出"


def _earned(case: Case, done: Completion, rules: ScoringRules) -> Share:
    """The share of the points: by formula where the target is a number, a day or yes and no; else by a person."""
    target = case.indicator.target
    if target is None:
        return Share(None, Method.BANDS, ("指标值空着，没有可比的，不评分。",))
    late = done.met is False and done.share is None
    if late:
        share = judged_share(case.judgement, rules, rules.late_day_maximum)
        return replace(share, steps=(f"{done.note}。", *share.steps), needs_reason=True)
    in_words = not target.is_quantitative and deadline(target.text, case.year) is None
    if case.method is Method.BANDS or (in_words and done.share is None):
        return judged_share(case.judgement, rules)
    if case.method is Method.SATISFACTION and done.value is not None and not _in_percent(case):
        fault = f"满意度赋分要用百分比，指标值“{target.text}”换不成百分比，不评分；请写明问了多少人，或者换赋分方法。"
        return Share(None, Method.SATISFACTION, (fault,), fault=fault)
    return share_of(done, case.method or _method(case, rules), rules, case.pass_mark)


def _method(case: Case, rules: ScoringRules) -> Method:
    by_interval = _is_satisfaction(case) and rules.satisfaction_by_interval and _in_percent(case)
    return Method.SATISFACTION if by_interval else Method.PROPORTION


def _in_percent(case: Case) -> bool:
    """True where the value is compared as a percent: a target in percent, or people among those it means to ask."""
    target = case.indicator.target
    return target is not None and (target.is_percentage or asked_of(case.indicator) is not None)


def _points(case: Case, evidence: tuple[str, ...], earned: Share) -> tuple[Decimal | None, tuple[str, ...]]:
    """The rounded points and all steps."""
    if earned.share is None:
        return None, (*evidence, *earned.steps)
    score = rounded(earned.share * Fraction(case.weight))
    last = f"得分＝{plain(case.weight)}分×{fixed(earned.share * 100)}%＝{fixed(score)}分"
    return score, (*evidence, *earned.steps, last)


def _state(case: Case, earned: Share, score: Decimal | None) -> ScoreState:
    if score is None:
        return ScoreState.OPEN
    return ScoreState.JUDGED if earned.method is Method.BANDS else ScoreState.COMPUTED


def _overridden(
    found: IndicatorScore, case: Case, override: Override, rules: ScoringRules, remarks: list[ScoreRemark]
) -> IndicatorScore:
    """The score with a person's correction, or as it was when the correction is not complete."""
    fault = _override_fault(override, case.weight)
    if fault:
        remarks.append(ScoreRemark(Severity.ERROR, case.address, fault))
        return found
    by = f"{override.by}" if override.by else "人工"
    why = f"理由：{override.reason}；附件：{override.attachment}"
    before = fixed(found.score) + "分" if found.score is not None else "未评分"
    if override.score is not None:
        score = rounded(override.score)
        step = f"{by}改分：{before}改为{fixed(score)}分（{why}）"
        return replace(
            found, score=score, state=ScoreState.OVERRIDDEN, override=override, steps=(*found.steps, step),
            needs_reason=found.needs_reason or score < case.weight,
        )  # fmt: skip
    done, _ = _compared(case, override.value)
    earned = _earned(replace(case, judgement=None), done, rules)
    score_now, steps = _points(case, (), earned)
    if score_now is None:
        remarks.append(ScoreRemark(Severity.ERROR, case.address, "改后的完成值不能按公式评分；请改为直接改分。"))
        return found
    step = f"{by}改完成值：{plain(found.value, 6)}改为{plain(override.value, 6)}（{why}）"
    return replace(
        found, score=score_now, state=ScoreState.OVERRIDDEN, override=override, steps=(*found.steps, step, *steps),
        value=override.value, met=done.met, percent=done.percent, method=earned.method, needs_reason=earned.needs_reason,
    )  # fmt: skip


def _override_fault(override: Override, weight: Decimal) -> str:
    missing = [name for name, said in (("理由", override.reason), ("附件", override.attachment)) if not said.strip()]
    if missing:
        return f"人工改动没有{'和'.join(missing)}，不生效。"
    if (override.value is None) == (override.score is None):
        return "人工改动要么改完成值，要么改得分，只写一个；不生效。"
    if override.score is not None and not 0 <= override.score <= weight:
        return f"改后的得分{plain(override.score)}不在0到{plain(weight)}分之间，不生效。"
    return ""


def _remarks(
    found: IndicatorScore, case: Case, done: Completion, earned: Share, rules: ScoringRules
) -> list[ScoreRemark]:
    """What a reader must know beside the score."""
    remarks: list[tuple[Severity, str]] = []
    if found.state is ScoreState.OPEN:
        grave = Severity.ERROR if earned.fault else Severity.WARNING
        remarks.append((grave, f"“{found.name}”没有评分：{earned.fault or found.steps[-1]}"))
    if found.needs_reason and not (case.reason and case.reason.cause.strip()):
        remarks.append((Severity.WARNING, f"“{found.name}”与指标值有偏差，要写偏差原因和改进措施。"))
    if found.state is ScoreState.JUDGED and case.judgement and not case.judgement.description.strip():
        remarks.append((Severity.WARNING, f"“{found.name}”由人评定，要写明完成情况，不能只给档次。"))
    if case.indicator.kind2 in _COST and done.met and done.operator in ("<=", "<") and done.value is not None:
        share = done.value / done.target * 100 if done.target else Fraction(100)
        if share < rules.cost_far_below:
            remarks.append(
                (Severity.INFO, f"实际成本只有指标值的{fixed(share)}%：成本目标定高了，还是任务没有完成？请核实。")
            )
    remarks += _survey_remarks(found, case, rules)
    return [ScoreRemark(severity, case.address, message) for severity, message in remarks]


def _survey_remarks(found: IndicatorScore, case: Case, rules: ScoringRules) -> list[tuple[Severity, str]]:
    """Satisfaction needs a survey behind it, and one of some size."""
    measure = case.measure
    if not _is_satisfaction(case) or measure is None or found.score is None:
        return []
    if measure.denominator is None:
        return [(Severity.WARNING, "满意度要有调查依据：样本数、回收数、满意数、方法。")]
    wanted = asked_of(case.indicator) or rules.survey_sample_minimum
    if measure.denominator < wanted:
        return [(Severity.INFO, f"有效样本{plain(measure.denominator)}份，少于{plain(wanted)}份。")]
    return []


def _is_satisfaction(case: Case) -> bool:
    return Level1.SATISFACTION in (case.level, case.indicator.kind1) or case.indicator.kind2 is Level2.SATISFACTION
