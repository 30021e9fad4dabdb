"""The arithmetic of forms: execution rates, what a score should be by the share reached (财预〔2020〕10号), sums.

Numbers on paper are rounded, so a rate lies in a range; only what is outside of it is wrong.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from zhunsheng.model.figure import YUAN_PER, Figure
from zhunsheng.model.indicator import Level1
from zhunsheng.model.quantity import PERCENT_UNITS, Quantity
from zhunsheng.model.self_evaluation_form import EvaluatedIndicator
from zhunsheng.rules.form_cases import half_step, number_of
from zhunsheng.rules.word_list import contains, word_list
from zhunsheng.rules.wording import plain_number

_CENT = Decimal("0.01")
_AT_LEAST = frozenset({">=", ">", "=", None})
_AT_MOST = frozenset({"<=", "<"})
_LESS = contains(word_list("directions")["less_is_better"])


@dataclass(frozen=True, slots=True)
class Expected:
    """What a number should be, between ``low`` and ``high``, and how it is reckoned, in words."""

    value: Decimal
    low: Decimal
    high: Decimal
    reckoning: str

    def allows(self, printed: Figure, slack: Decimal = Decimal(0)) -> bool:
        """True when the printed number, as far as it is rounded, lies in the range (or within ``slack`` of it)."""
        value = printed.value
        if value is None:
            return True
        room = half_step(printed) + slack
        return self.low - room <= value <= self.high + room


def execution_rate(paid: Figure | None, budget: Figure | None) -> Expected | None:
    """Percent of the budget that was paid; ``None`` where either is blank or the budget is 0."""
    top, bottom = number_of(paid), number_of(budget)
    if top is None or bottom is None or bottom <= 0 or top < 0:
        return None
    over, under = _rounding(paid), _rounding(budget)
    least = max(bottom - under, bottom / 2)
    low, high = (top - over) / (bottom + under) * 100, (top + over) / least * 100
    value = (top / bottom * 100).quantize(_CENT, ROUND_HALF_UP)
    return Expected(value, low, high, f"{plain_number(top)}÷{plain_number(bottom)}")


def rate_score(rate: Expected, points: Decimal) -> Expected:
    """The points that an execution rate gets: its share of the points, at most all of them."""
    share = min(rate.value / 100, Decimal(1))
    low, high = (min(bound / 100, Decimal(1)) * points for bound in (rate.low, rate.high))
    value = (share * points).quantize(_CENT, ROUND_HALF_UP)
    return Expected(value, low, high, f"{plain_number(rate.value)}%×{plain_number(points)}分")


def comparable(promised: Quantity | None, reached: Quantity | None) -> tuple[Decimal, Decimal] | None:
    """Target and completed value in one unit; ``None`` where they cannot be compared."""
    if promised is None or reached is None or promised.number is None or reached.number is None:
        return None
    unit, other = _unit(promised.unit), _unit(reached.unit)
    if unit == other or not other or not unit:
        return promised.number, reached.number
    if unit in YUAN_PER and other in YUAN_PER:
        return promised.number * YUAN_PER[unit], reached.number * YUAN_PER[other]
    return None


def is_met(row: EvaluatedIndicator) -> bool | None:
    """Whether a row reached its target; ``None`` where that cannot be told from numbers."""
    promised, reached = row.promised, row.reached
    pair = comparable(promised, reached)
    if pair is None or promised is None or (promised.operator is None and _LESS.search(row.level3 or "")):
        return None
    target, value = pair
    if promised.operator == "between":
        upper = promised.upper_number
        return None if upper is None else target <= value <= upper
    if promised.operator in _AT_MOST:
        return value < target if promised.operator == "<" else value <= target
    if promised.operator == "!=":
        return value != target
    if promised.operator == "=":
        return value == target
    return value > target if promised.operator == ">" else value >= target


def completion_score(row: EvaluatedIndicator) -> Expected | None:
    """What a row's score should be by the share reached; ``None`` for ranges, words, and where zero divides.

    A target without a sign counts as a lower limit; satisfaction is scored by steps in some places and is left out.
    """
    points, met = number_of(row.points), is_met(row)
    pair = comparable(row.promised, row.reached)
    if points is None or met is None or pair is None or row.promised is None or row.kind1 is Level1.SATISFACTION:
        return None
    target, value = pair
    if met:
        return Expected(points, points, points, "完成值达到了目标")
    if row.promised.operator in _AT_LEAST and target > 0 and 0 <= value <= target:
        share, words = value / target, f"{plain_number(value)}÷{plain_number(target)}"
    elif row.promised.operator in _AT_MOST and value > 0 and target > 0:
        share, words = target / value, f"{plain_number(target)}÷{plain_number(value)}"
    elif row.promised.operator in _AT_MOST and target == 0:
        return Expected(Decimal(0), Decimal(0), Decimal(0), "目标是0，没有做到")
    else:
        return None
    exact = (share * points).quantize(_CENT, ROUND_HALF_UP)
    return Expected(exact, exact - _CENT / 2, exact + _CENT / 2, f"{words}×{plain_number(points)}分")


def _rounding(printed: Figure | None) -> Decimal:
    """How much a printed amount may be rounded: amounts have two decimals or more, whole ones with their zeros left out."""
    return min(half_step(printed), _CENT / 2) if number_of(printed) else Decimal(0)


def _unit(unit: str | None) -> str:
    plain = (unit or "").strip()
    return "%" if plain in PERCENT_UNITS else plain
