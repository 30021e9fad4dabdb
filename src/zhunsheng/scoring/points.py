"""What share of its points an indicator earns: the four official ways, each with its steps in words.

Proportion, direct, bands and satisfaction by interval (财预〔2020〕10号; 财预〔2021〕101号 where said to be unchecked).
Shares stay exact; nobody earns more than all the points, and a surplus asks for a reason instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from zhunsheng.law.review_form import UNCHECKED
from zhunsheng.model.score import Band, Judgement, Method
from zhunsheng.scoring.completion import Completion
from zhunsheng.scoring.exact import fixed, percent, plain
from zhunsheng.scoring.rules import ScoringRules


@dataclass(frozen=True, slots=True)
class Share:
    """The share of the points earned (at most 1), ``None`` when it is not for a formula to say; ``fault`` when it is an error."""

    share: Fraction | None
    method: Method
    steps: tuple[str, ...]
    needs_reason: bool = False
    fault: str = ""


def share_of(done: Completion, method: Method, rules: ScoringRules, pass_mark: Decimal | None = None) -> Share:
    """The share that a compared value earns by a method; ``pass_mark`` is the percent below which it earns nothing."""
    if done.share is None or done.met is None:
        return Share(None, method, (f"{done.note.rstrip('。')}；不评分。",))
    if method is Method.SATISFACTION and done.value is not None:
        return _satisfaction(done, done.value, rules)
    if method is Method.DIRECT or not done.is_proportional:
        said = "达成，得满分" if done.met else "未达成，得0分"
        steps = (_compared(done), f"直接赋分：{said}") if done.operator else (f"{done.note}：{said}",)
        return Share(Fraction(int(done.met)), Method.DIRECT, steps, not done.met)
    return _proportion(done, rules, pass_mark)


def judged_share(judgement: Judgement | None, rules: ScoringRules, most: Decimal | None = None) -> Share:
    """The share that a person gives, held to its band; ``most`` caps a late day. Without a percent nothing is scored."""
    if judgement is None:
        return Share(None, Method.BANDS, ("由人按三档评定，还没有评定，不评分。",))
    if judgement.percent is None:
        chosen = f"选了“{judgement.band}”，" if judgement.band else ""
        return Share(None, Method.BANDS, (f"{chosen}没有给出百分比，不评分。",))
    given = judgement.percent
    low, high = (Decimal(0), most) if most is not None else _limits(judgement.band, rules)
    if not low <= given <= high or (judgement.band not in (None, Band.REACHED) and most is None and given == high):
        bounds = f"{plain(low)}%—{plain(high)}%"
        about = "逾期的期限指标" if most is not None else f"“{judgement.band}”一档" if judgement.band else "评定"
        fault = f"{about}应当在{bounds}之间，给的是{plain(given)}%。"
        return Share(None, Method.BANDS, (fault,), fault=fault)
    band = judgement.band or band_of(given, rules)
    name = "逾期，由人评定" if most is not None else f"评定为“{band}”"
    who = f"（{judgement.by}）" if judgement.by else ""
    said = f"：{judgement.description}" if judgement.description else ""
    return Share(Fraction(given) / 100, Method.BANDS, (f"{name}{who}，给{plain(given)}%{said}",), given < 100)


def band_of(given: Decimal, rules: ScoringRules) -> Band:
    """The band of a percent: 80 belongs to the first, 60 to the second."""
    if given >= rules.band_reached:
        return Band.REACHED
    return Band.PARTLY if given >= rules.band_partly else Band.MISSED


def _limits(band: Band | None, rules: ScoringRules) -> tuple[Decimal, Decimal]:
    if band is None:
        return Decimal(0), Decimal(100)
    return {
        Band.REACHED: (rules.band_reached, Decimal(100)),
        Band.PARTLY: (rules.band_partly, rules.band_reached),
        Band.MISSED: (Decimal(0), rules.band_partly),
    }[band]


def _proportion(done: Completion, rules: ScoringRules, pass_mark: Decimal | None) -> Share:
    share = done.share or Fraction(0)
    steps = [_compared(done), f"完成率＝{_quotient(done)}{fixed(percent(share))}%"]
    if pass_mark is not None and share * 100 < Fraction(pass_mark):
        steps.append(f"低于及格门槛{plain(pass_mark)}%，得0分")
        return Share(Fraction(0), Method.PROPORTION, tuple(steps), True)
    surplus = (share - 1) * 100
    if surplus <= 0:
        return Share(min(share, Fraction(1)), Method.PROPORTION, tuple(steps), not done.met)
    too_much = surplus > Fraction(rules.over_completion_trigger)
    if too_much:
        trigger = plain(rules.over_completion_trigger)
        steps.append(f"超额{fixed(surplus)}个百分点，多于{trigger}个百分点，要分析目标是不是定低了")
    kept = _kept(surplus, rules) if rules.deduct_over_completion else Fraction(1)
    if kept < 1:
        steps.append(f"按超额调减（系统建议值，非法定）计{fixed(percent(kept))}%")
    else:
        steps.append("按100%计分")
    return Share(kept, Method.PROPORTION, tuple(steps), too_much)


def _kept(surplus: Fraction, rules: ScoringRules) -> Fraction:
    """What is kept of the points for a surplus: every whole step above the trigger costs, down to the floor."""
    above = surplus - Fraction(rules.over_completion_trigger)
    whole = max(0, above // Fraction(rules.over_completion_step))
    return max(
        1 - whole * Fraction(rules.over_completion_cost) / 100,
        min(Fraction(1), Fraction(rules.over_completion_floor) / 100),
    )


def _satisfaction(done: Completion, rate: Fraction, rules: ScoringRules) -> Share:
    """By interval: all at and above the upper bound, nothing below the lower, between them rate ÷ upper bound."""
    full, nothing = rules.satisfaction_full, rules.satisfaction_nothing
    how = f"满意度区间法{UNCHECKED}：{plain(full)}%及以上满分，低于{plain(nothing)}%不得分，中间按满意度÷{plain(full)}%"
    share = Fraction(0) if rate < nothing else min(Fraction(1), rate / Fraction(full))
    return Share(share, Method.SATISFACTION, (_compared(done), f"{how}，计{fixed(percent(share))}%"), not done.met)


def _compared(done: Completion) -> str:
    word = "达到" if done.met else "没有达到"
    note = f"；{done.note}" if done.note else ""
    return f"完成值{plain(done.value, 4)}，{word}指标值{_bound(done)}{note}"


def _bound(done: Completion) -> str:
    signs = {">=": "≥", ">": "＞", "<=": "≤", "<": "＜", "=": "=", "!=": "≠"}
    if done.operator == "between":
        return f"{plain(done.target, 4)}—{plain(done.upper, 4)}"
    return f"{signs.get(done.operator or '', '')}{plain(done.target, 4)}"


def _quotient(done: Completion) -> str:
    """The division that was done, as it would be written by hand; nothing where the target is simply met."""
    if done.dividend is None or done.divisor is None:
        return ""
    return f"{plain(done.dividend, 4)}÷{plain(done.divisor, 4)}＝"
