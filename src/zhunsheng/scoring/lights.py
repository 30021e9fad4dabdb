"""Which light an indicator or a payment has at a checkpoint, and the reason in words.

An indicator that grows is held against the time elapsed, and excused when even the low end of its forecast reaches the
target; a level is held against the target itself. A ceiling that is passed cannot be mended. Nothing known is no light.

Source: none; every line at which a light turns is a setting (see ``light_rules``), proposed or a region's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from zhunsheng.model.light import Light
from zhunsheng.model.monitoring import Forecast
from zhunsheng.model.monitoring_form import Outlook
from zhunsheng.scoring.completion import Completion
from zhunsheng.scoring.exact import fixed, percent, plain
from zhunsheng.scoring.light_rules import LightRules

_UP, _DOWN = (">=", ">"), ("<=", "<")


@dataclass(frozen=True, slots=True)
class Situation:
    """One indicator at a checkpoint: how it compares, whether it grows, the share of its window elapsed, its forecast."""

    done: Completion
    grows: bool
    elapsed: Fraction
    forecast: Forecast | None = None

    @property
    def is_over(self) -> bool:
        """True when nothing more can come."""
        return self.elapsed >= 1


def indicator_light(situation: Situation, rules: LightRules) -> tuple[Light, str]:
    """The light and its reason."""
    done = situation.done
    if done.met is None:
        return Light.NO_DATA, done.note or "没有完成值"
    if done.share is None or done.operator is None or done.value is None or done.target is None:
        return (Light.MET, "已达成") if done.met else (Light.MISSED, done.note or "没有达成")
    if situation.grows and not situation.is_over:
        return _growing(situation, rules)
    return _level(situation, rules)


def fund_light(
    rate: Fraction, planned: Fraction | None, floor: Fraction | None, rules: LightRules
) -> tuple[Light, str]:
    """The light of the money: shares paid and planned; ``floor`` is the region's own line."""
    said = f"执行率{fixed(percent(rate))}%"
    if rate > 1:
        return Light.MISSED, f"{said}，超过100%"
    behind = (planned - rate) * 100 if planned is not None else None
    plan = f"{said}，计划{fixed(percent(planned))}%" if planned is not None else f"{said}，没有支出计划"
    if behind is not None and behind >= rules.fund_gap:
        return Light.MISSED, f"{plan}，慢{fixed(behind)}个百分点，不少于{plain(rules.fund_gap)}个百分点"
    if floor is not None and rate < floor:
        return Light.AT_RISK, f"{plan}，低于当地预警线{fixed(percent(floor))}%"
    if behind is None:
        return (Light.NO_DATA, f"{plan}，不判断快慢") if floor is None else (Light.MET, f"{plan}，不低于当地预警线")
    if behind > rules.fund_tolerance:
        return Light.AT_RISK, f"{plan}，慢{fixed(behind)}个百分点，超过{plain(rules.fund_tolerance)}个百分点"
    return Light.MET, f"{plan}，" + ("不慢于计划" if behind <= 0 else f"慢{fixed(behind)}个百分点，在容许之内")


def outlook_of(
    situation: Situation, low: Completion | None, expected: Completion | None, high: Completion | None
) -> Outlook | None:
    """Whether the target will be reached, as the forecast has it: ``low`` and ``high`` are its ends held against the target."""
    done = situation.done
    if done.met is None:
        return None
    if situation.is_over:
        return Outlook.CERTAIN if done.met else Outlook.IMPOSSIBLE
    if situation.grows and done.operator in _DOWN and not done.met:
        return Outlook.IMPOSSIBLE
    if situation.grows and done.operator in _UP and done.met:
        return Outlook.CERTAIN
    ends = [one.met for one in (low, expected, high) if one is not None]
    if low is None or high is None or not ends:
        return Outlook.POSSIBLE
    if all(ends):
        return Outlook.CERTAIN
    straddles = low.value is not None and high.value is not None and low.target is not None
    inside = straddles and low.value <= low.target <= high.value  # type: ignore[operator]
    return Outlook.POSSIBLE if any(ends) or inside else Outlook.IMPOSSIBLE


def _growing(situation: Situation, rules: LightRules) -> tuple[Light, str]:
    done = situation.done
    value, low, high = done.value or Fraction(0), done.target or Fraction(0), done.upper or done.target or Fraction(0)
    if done.operator in _DOWN:
        return _ceiling(situation, value, low)
    if done.operator == "!=":
        return (Light.MET, "已达成") if done.met else (Light.AT_RISK, "还没有达成")
    if done.operator in ("=", "between") and value > high:
        return Light.AT_RISK, f"已到{plain(value)}，超过指标值{plain(high)}"
    if done.met:
        surplus = ((done.share or Fraction(0)) - 1) * 100
        if done.operator in _UP and surplus > rules.over_completion_trigger:
            return Light.MET, f"已超过全年指标值{fixed(surplus)}个百分点，要说明目标是不是定低了"
        return Light.MET, "已达到全年指标值"
    return _against_time(situation, value, low, rules)


def _against_time(situation: Situation, value: Fraction, target: Fraction, rules: LightRules) -> tuple[Light, str]:
    share = value / target if target > 0 else Fraction(0)
    behind = (situation.elapsed - share) * 100
    said = f"完成{fixed(percent(share))}%，时间过了{fixed(percent(situation.elapsed))}%"
    if behind <= rules.goal_tolerance:
        return Light.MET, f"{said}，" + ("不慢于时间" if behind <= 0 else f"慢{fixed(behind)}个百分点，在容许之内")
    slow = f"{said}，慢{fixed(behind)}个百分点"
    forecast = situation.forecast
    if forecast is not None and forecast.low is not None and Fraction(forecast.low) >= target:
        return Light.MET, f"{slow}；但预计全年最少{plain(forecast.low)}，能达到{plain(target)}"
    if behind < rules.goal_gap:
        return Light.AT_RISK, slow
    return Light.MISSED, f"{slow}，不少于{plain(rules.goal_gap)}个百分点"


def _ceiling(situation: Situation, value: Fraction, ceiling: Fraction) -> tuple[Light, str]:
    if not situation.done.met:
        return Light.MISSED, f"已到{plain(value)}，过了上限{plain(ceiling)}，今年降不回来"
    forecast = situation.forecast
    if forecast is not None and Fraction(forecast.value) > ceiling:
        return Light.AT_RISK, f"已到{plain(value)}，照此全年约{plain(forecast.value)}，会过上限{plain(ceiling)}"
    return Light.MET, f"到{plain(value)}，没有过上限{plain(ceiling)}"


def _level(situation: Situation, rules: LightRules) -> tuple[Light, str]:
    done = situation.done
    now = "全年" if situation.is_over else "目前"
    share = done.share or Fraction(0)
    if done.met:
        surplus = (share - 1) * 100
        too_much = situation.grows and done.operator in _UP and surplus > rules.over_completion_trigger
        more = f"，超过指标值{fixed(surplus)}个百分点，要说明目标是不是定低了" if too_much else ""
        return Light.MET, f"{now}{plain(done.value)}，达到指标值{more}"
    short = (1 - share) * 100
    said = f"{now}{plain(done.value)}，指标值{plain(done.target)}，完成率{fixed(percent(share))}%"
    if short <= rules.goal_tolerance:
        return Light.AT_RISK, f"{said}，差{fixed(short)}个百分点"
    return Light.MISSED, f"{said}，差{fixed(short)}个百分点，超过{plain(rules.goal_tolerance)}个百分点"
