"""What the year will come to, from the months so far: simple methods, told in words, with the range that the months span.

- What accumulates: so far + remaining months × the mean month; the range takes the poorest and the richest month instead.
- With last year's months: so far × (1 + last year's rest ÷ last year's same months); the range takes the poorest and the
  richest ratio of a month to last year's. Chosen whenever last year is complete enough.
- A level (a rate, a temperature): as it stands. A rate's range puts the poorest and the richest month's rate on the
  remaining months, weighing them like the months so far; another level's range is that of the months.

Money is foreseen by the project's own spending plan: the whole year at the pace of the plan kept so far, up to the budget.

A blank month is left out, not taken as 0. With fewer than two months there is no range.

Source: none; plain arithmetic of this system, its words say which.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction

from zhunsheng.model.execution import MonthlyFigure
from zhunsheng.model.monitoring import Forecast, ForecastMethod
from zhunsheng.scoring.exact import Number, plain, rounded, wan

YEAR = 12
Say = Callable[[Number], str]


def forecast_sum(
    month: int, months: Sequence[MonthlyFigure], last_year: Sequence[MonthlyFigure] = (), so_far: Decimal | None = None, say: Say = plain
) -> Forecast | None:  # fmt: skip
    """The year's sum of what accumulates, as of the end of ``month``; ``so_far`` where it is known other than by adding up.

    ``say`` writes the amounts in the words.
    """
    known = _values(months, month)
    if not known and so_far is None:
        return None
    total = Fraction(so_far) if so_far is not None else sum(known.values(), Fraction(0))
    if month >= YEAR:
        return _final(total, say)
    seasonal = _seasonal(month, known, _values(last_year, YEAR), total, say)
    if seasonal is not None:
        return seasonal
    rest = YEAR - month
    if not known:
        mean = total / month
        words = f"截至{month}月{say(total)}，平均每月{say(mean)}，余下{rest}个月照此推算；没有各月的数，给不出范围"
        return Forecast(ForecastMethod.RUN_RATE, rounded(total + rest * mean), None, None, words)
    mean = sum(known.values(), Fraction(0)) / len(known)
    low, high = (total + rest * pick(known.values()) for pick in (min, max))
    words = (
        f"截至{month}月{say(total)}，有记录的{len(known)}个月平均每月{say(mean)}，"
        f"余下{rest}个月照此推算：{say(total)}＋{rest}×{say(mean)}＝{say(total + rest * mean)}"
    )
    return _ranged(ForecastMethod.RUN_RATE, total + rest * mean, low, high, words, len(known), "最少、最多的月份", say)


def forecast_level(month: int, months: Sequence[MonthlyFigure], now: Decimal | None) -> Forecast | None:
    """The year's value of a level that stands at ``now``; rates bring numerator and denominator of each month."""
    if now is None:
        return None
    if month >= YEAR:
        return _final(Fraction(now))
    rates = _rates(months, month)
    values = list(_values(months, month).values())
    words = f"截至{month}月为{plain(now)}，全年照目前水平"
    if not rates:
        low, high = (min(values), max(values)) if values else (Fraction(now), Fraction(now))
        return _ranged(ForecastMethod.LEVEL, Fraction(now), low, high, words, len(values), "最低、最高的月份")
    above, below = sum((n for n, _ in rates), Fraction(0)), sum((d for _, d in rates), Fraction(0))
    rest = below / len(rates) * (YEAR - month)
    scale = Fraction(now) * below / above if above else Fraction(100)
    low, high = ((above + rest * pick(n / d for n, d in rates)) / (below + rest) * scale for pick in (min, max))
    return _ranged(
        ForecastMethod.LEVEL, Fraction(now), low, high, words, len(rates), "余下各月都像最低、最高的月份那样"
    )


def forecast_over(now: Decimal) -> Forecast:
    """What an indicator whose own window is over came to: nothing more can come."""
    value = rounded(now)
    return Forecast(ForecastMethod.FINAL, value, value, value, f"时段已过，为{plain(now)}")


def forecast_payments(
    month: int,
    budget: Decimal | None,
    paid: Decimal | None,
    planned: Decimal | None,
    months: Sequence[MonthlyFigure] = (),
) -> Forecast | None:
    """What will be paid in the year: by the project's own plan and how it was kept so far; by the months without a plan.

    ``planned`` is the cumulative percent due by now. Slower than planned: the same pace at the least, the whole budget at
    the most. No more than the budget is foreseen unless it is already paid.
    """
    if paid is None:
        return None
    if month >= YEAR:
        return _final(Fraction(paid), wan)
    most = None if budget is None else max(Fraction(budget), Fraction(paid))
    if budget and budget > 0 and planned and most is not None:
        due = Fraction(budget) * Fraction(planned) / 100
        value = max(Fraction(paid), min(most, Fraction(budget) * Fraction(paid) / due))
        words = (
            f"截至{month}月支出{wan(paid)}，计划{wan(due)}，是计划的{plain(Fraction(paid) * 100 / due)}%；"
            f"全年照这个快慢为{_wan(value)}，补上欠的为{_wan(most)}"
        )
        return Forecast(ForecastMethod.PLAN, rounded(value), rounded(value), rounded(most), words)
    found = forecast_sum(month, months, so_far=paid, say=_wan)
    if found is None or most is None or max(found.value, found.high or found.value) <= most:
        return found
    cap = rounded(most)
    ends = (found.low, found.high)
    bottom, top = (None if end is None else min(end, cap) for end in ends)
    return Forecast(found.method, min(found.value, cap), bottom, top, f"{found.words}；不超过预算数{_wan(most)}")


def _seasonal(
    month: int, known: dict[int, Fraction], last: dict[int, Fraction], total: Fraction, say: Say
) -> Forecast | None:
    """By last year's rhythm; ``None`` unless last year's remaining months are all known and its same months came to something."""
    rest = [last[later] for later in range(month + 1, YEAR + 1) if later in last]
    same = [one for one in known if one in last] or [one for one in last if one <= month]
    base = sum((last[one] for one in same), Fraction(0))
    if len(rest) < YEAR - month or base <= 0 or (known and len(same) < len(known)):
        return None
    to_come = sum(rest, Fraction(0))
    value = total + total * to_come / base
    ratios = [known[one] / last[one] for one in same if one in known and last[one] > 0]
    low, high = (total + to_come * pick(ratios) for pick in (min, max)) if ratios else (value, value)
    words = (
        f"截至{month}月{say(total)}，上年同期{say(base)}、其后{say(to_come)}，"
        f"照上年的节奏推算：{say(total)}＋{say(to_come)}×{say(total)}÷{say(base)}＝{say(value)}"
    )
    return _ranged(ForecastMethod.SEASONAL, value, low, high, words, len(ratios), "与上年同月之比最低、最高的月份", say)


def _ranged(
    method: ForecastMethod,
    value: Fraction,
    low: Fraction,
    high: Fraction,
    words: str,
    months: int,
    by: str,
    say: Say = plain,
) -> Forecast:
    if months < 2:
        return Forecast(method, rounded(value), None, None, f"{words}；不到两个月的记录，给不出范围")
    low, high = min(low, value), max(high, value)
    said = f"{words}；{'按' if not by.startswith('余下') else ''}{by}算，在{say(low)}到{say(high)}之间"
    return Forecast(method, rounded(value), rounded(low), rounded(high), said)


def _final(value: Fraction, say: Say = plain) -> Forecast:
    return Forecast(ForecastMethod.FINAL, rounded(value), rounded(value), rounded(value), f"全年已过，为{say(value)}")


def _wan(yuan: Number) -> str:
    """What is foreseen is told to a hundredth of a 万元: more would be no truer."""
    return f"{plain(Fraction(yuan) / 10_000)}万元"


def _values(months: Sequence[MonthlyFigure], until: int) -> dict[int, Fraction]:
    return {one.month: Fraction(one.value) for one in months if one.value is not None and one.month <= until}


def _rates(months: Sequence[MonthlyFigure], until: int) -> list[tuple[Fraction, Fraction]]:
    return [
        (Fraction(one.numerator), Fraction(one.denominator))
        for one in months
        if one.month <= until and one.numerator is not None and one.denominator
    ]
