"""By which switches and numbers self-evaluations are scored: as the nearest region set them, else as the dated settings say.

A setting is a :class:`CalendarChange` of its own sort, for one budget year or for all. A self-evaluation that was confirmed
keeps the rules of the moment in which it was.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from zhunsheng.scoring.rules import GRADES, ScoringRules, scoring_rules
from zhunsheng.web.records.calendar_changes import changes
from zhunsheng.web.records.models import CalendarChange, Target, Unit

SCORING = "scoring"
"""What a change is about when it sets how self-evaluations are scored."""
SWITCHES = {
    "satisfaction_by_interval": "满意度按区间赋分【未核】",
    "deduct_over_completion": "超额完成按偏离度调减（系统建议，非法定）",
}
"""What may be switched on, and what it is called; all are off."""
NUMBERS = (
    "satisfaction_full", "satisfaction_nothing", "over_completion_trigger", "over_completion_step", "over_completion_cost",
    "over_completion_floor", "band_minimum_reached", "band_minimum_partly", "late_day_maximum", "execution_reason_below",
    "score_grade_excellent", "score_grade_good", "score_grade_fair",
)  # fmt: skip
"""The numbers that may be set, by their names in the dated settings."""
_NAMES = {"band_minimum_reached": "band_reached", "band_minimum_partly": "band_partly"}
_GRADES = ("score_grade_excellent", "score_grade_good", "score_grade_fair")


@dataclass(frozen=True, slots=True)
class ScoringSetting:
    """What holds for a budget year at a place; ``setting`` is the change that it rests on, ``None`` where nobody set anything."""

    rules: ScoringRules
    setting: CalendarChange | None = None


def scoring_setting(year: int, path: str = "/", at: datetime | None = None) -> ScoringSetting:
    """What holds, or what held at a moment, at a place of the tree. At most one query."""
    found = {(row.unit_id, row.year): row for row in changes() if row.what == SCORING and (at is None or row.at <= at)}
    places = (*(int(part) for part in reversed(path.split("/")) if part), None)
    names = [(place, each) for place in places for each in (year, None)]
    row = next((found[name] for name in names if name in found and found[name].value), None)
    return ScoringSetting(applied(scoring_rules(date(year, 12, 31)), row.value if row else {}), row)


def applied(rules: ScoringRules, value: Mapping[str, Any]) -> ScoringRules:
    """Rules with what a setting changes in them."""
    numbers = {name: Decimal(text) for name, text in value.get("numbers", {}).items()}
    changed: dict[str, Any] = {_NAMES.get(name, name): one for name, one in numbers.items() if name not in _GRADES}
    minimums = tuple(
        (grade, numbers.get(name, least)) for (grade, least), name in zip(rules.grade_minimums, _GRADES, strict=True)
    )
    return replace(
        rules, **changed, **{name: name in value.get("on", ()) for name in SWITCHES}, grade_minimums=minimums
    )


def number_in(rules: ScoringRules, name: str) -> Decimal:
    """A number of the rules by its name in the dated settings."""
    if name in _GRADES:
        return dict(rules.grade_minimums)[GRADES[_GRADES.index(name)]]
    found: Decimal = getattr(rules, _NAMES.get(name, name))
    return found


def rules_of(targets: Sequence[Target], confirmed: Mapping[int, datetime]) -> dict[int, ScoringRules | None]:
    """The rules by which each project is scored; ``None``, the dated ones, for all while nobody set anything.

    ``confirmed`` are the moments in which self-evaluations were confirmed, by project: their rules stay those of then.
    """
    if not any(row.what == SCORING for row in changes()):
        return {target.pk: None for target in targets}
    units = dict(Unit.objects.filter(pk__in={target.unit_id for target in targets}).values_list("pk", "path"))
    return {one.pk: scoring_setting(one.year, units[one.unit_id], confirmed.get(one.pk)).rules for one in targets}


def words_of(value: Mapping[str, Any]) -> str:
    """A setting in words, for the history."""
    if not value:
        return "改回默认"
    on = "、".join(SWITCHES[name] for name in value.get("on", ()) if name in SWITCHES)
    numbers = "、".join(value.get("numbers", {}).values())
    return "；".join(
        [f"启用{on}" if on else "开关都不启用", *([f"改了{len(value['numbers'])}个数（{numbers}）"] if numbers else [])]
    )
