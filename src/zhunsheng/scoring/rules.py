"""The numbers and switches of scoring: from the dated settings of the law, changeable by a region, a year, a test.

Source: each parameter file of ``law/parameters`` names its own; what is 【未核】 or merely proposed says so there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from zhunsheng.law.parameters import legal_number

GRADES = ("优", "良", "中", "差")
"""Every grade of an evaluation, the best first."""


@dataclass(frozen=True, slots=True)
class ScoringRules:
    """How values become points. Percents are out of a hundred; see the parameter files for what each rests on.

    ``satisfaction_by_interval`` and ``deduct_over_completion`` are off: the one has not been checked against the
    original text, the other is local practice that no national text fixes.
    """

    grade_minimums: tuple[tuple[str, Decimal], ...]
    band_reached: Decimal
    band_partly: Decimal
    late_day_maximum: Decimal
    execution_reason_below: Decimal
    over_completion_trigger: Decimal
    over_completion_step: Decimal
    over_completion_cost: Decimal
    over_completion_floor: Decimal
    satisfaction_full: Decimal
    satisfaction_nothing: Decimal
    cost_far_below: Decimal
    survey_sample_minimum: Decimal
    money_tolerance: Decimal
    """In 元."""
    satisfaction_by_interval: bool = False
    deduct_over_completion: bool = False

    def grade(self, score: Decimal) -> str:
        """The grade of a score out of a hundred."""
        return next((grade for grade, least in self.grade_minimums if score >= least), GRADES[-1])


def value_on(name: str, on: date | None) -> Decimal:
    """A legal number on a day; the earliest value for a day before it was set, so that older years can be reckoned."""
    number = legal_number(name)
    try:
        return number.on(on).value
    except LookupError:
        return number.values[0].value


@cache
def scoring_rules(on: date | None = None) -> ScoringRules:
    """The rules of a day from the dated settings (the latest without a day)."""
    grades = zip(GRADES, ("score_grade_excellent", "score_grade_good", "score_grade_fair"), strict=False)
    return ScoringRules(
        grade_minimums=tuple((grade, value_on(name, on)) for grade, name in grades),
        band_reached=value_on("band_minimum_reached", on),
        band_partly=value_on("band_minimum_partly", on),
        late_day_maximum=value_on("late_day_maximum", on),
        execution_reason_below=value_on("execution_reason_below", on),
        over_completion_trigger=value_on("over_completion_trigger", on),
        over_completion_step=value_on("over_completion_step", on),
        over_completion_cost=value_on("over_completion_cost", on),
        over_completion_floor=value_on("over_completion_floor", on),
        satisfaction_full=value_on("satisfaction_full", on),
        satisfaction_nothing=value_on("satisfaction_nothing", on),
        cost_far_below=value_on("cost_far_below", on),
        survey_sample_minimum=value_on("survey_sample_minimum", on),
        money_tolerance=value_on("rounding_tolerance_wan", on) * 10_000,
    )
