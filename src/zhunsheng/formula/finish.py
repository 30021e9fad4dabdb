"""From the numbers of the aggregates to the outcome, for one project: the same for records in memory and for a row of a query."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Context, Decimal

from zhunsheng.formula.checker import Formula
from zhunsheng.formula.outcome import Outcome, OutcomeStatus
from zhunsheng.formula.units import Unit, together
from zhunsheng.formula.value import Missing, Pair, Result, Sided
from zhunsheng.formula.window import When

TOO_LARGE = "有的数太大，算不准，请查查记录里的数是不是填错了。"
_EXACT = Context(prec=28)


class Finisher:
    """Prepared once for a formula and a day, used for every project."""

    def __init__(self, formula: Formula, when: When) -> None:
        self.unit = formula.unit
        self._empty = tuple(aggregate.empty_over(when) for aggregate in formula.aggregates)
        places = {aggregate: number for number, aggregate in enumerate(formula.aggregates)}

        value = formula.value
        self._sided = value if isinstance(value, Sided) else None
        parts = (value.numerator, value.denominator) if isinstance(value, Sided) else (value,)
        self._parts = tuple(
            (part.calculation(places, when), part.unit if together(parts[0].unit, part.unit) is None else parts[0].unit)
            for part in parts
        )

    def outcome(self, numbers: Sequence[int | None], records: int, seen: int | None, too_large: bool) -> Outcome:
        """The outcome. ``None`` among the numbers is an aggregate over nothing."""
        if too_large:
            return Outcome(OutcomeStatus.ERROR, None, self.unit.text, seen=seen, note=TOO_LARGE)
        if None in numbers:
            numbers = [empty if one is None else one for one, empty in zip(numbers, self._empty, strict=True)]
        found, *others = [calculation(numbers) for calculation, _ in self._parts]
        sides: list[Decimal | None] = [None, None]
        if self._sided is not None:
            results = (found, *others)
            sides = [_shown(one, unit) for one, (_, unit) in zip(results, self._parts, strict=True)]
            found = self._sided.joined(found, others[0])
        if isinstance(found, Missing):
            return Outcome(OutcomeStatus.NO_VALUE, None, self.unit.text, sides[0], sides[1], records, seen, found.why)
        return Outcome(OutcomeStatus.VALUE, _shown(found, self.unit), self.unit.text, sides[0], sides[1], records, seen)


def _shown(found: Result, unit: Unit) -> Decimal | None:
    if not isinstance(found, Pair):
        return None
    above, below = found.above * unit.size.denominator, found.below * unit.size.numerator
    if below == 1:
        return Decimal(above)
    whole, rest = divmod(above, below)
    return Decimal(whole) if not rest else _EXACT.divide(Decimal(above), Decimal(below))
