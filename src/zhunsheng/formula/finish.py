"""From the numbers of the aggregates to the outcome, for one project: the same for records in memory and for a row of a query."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Context, Decimal

from zhunsheng.formula.checker import Formula
from zhunsheng.formula.outcome import Outcome, OutcomeStatus
from zhunsheng.formula.units import together
from zhunsheng.formula.value import Missing, Result, Sided
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
        self._calculations = tuple(part.calculation(places, when) for part in parts)
        # Both sides in the numerator's unit where they can be: 7000元 of 60000元, not of 6万元.
        units = (parts[0].unit if together(parts[0].unit, part.unit) else part.unit for part in parts)
        self._sizes = tuple((unit.size.denominator, unit.size.numerator) for unit in units)
        self._size = (self.unit.size.denominator, self.unit.size.numerator)

    def outcome(self, numbers: Sequence[int | None], records: int, seen: int | None, too_large: bool) -> Outcome:
        """The outcome. ``None`` among the numbers is an aggregate over nothing."""
        unit = self.unit.text
        if too_large:
            return Outcome(OutcomeStatus.ERROR, None, unit, seen=seen, note=TOO_LARGE)
        if None in numbers:
            numbers = [empty if one is None else one for one, empty in zip(numbers, self._empty, strict=True)]
        found = self._calculations[0](numbers)
        numerator = denominator = None
        if self._sided is not None:
            below = self._calculations[1](numbers)
            numerator, denominator = _shown(found, self._sizes[0]), _shown(below, self._sizes[1])
            found = self._sided.joined(found, below)
        if isinstance(found, Missing):
            return Outcome(OutcomeStatus.NO_VALUE, None, unit, numerator, denominator, records, seen, found.why)
        value = _shown(found, self._size)
        return Outcome(OutcomeStatus.VALUE, value, unit, numerator, denominator, records, seen)


def _shown(found: Result, size: tuple[int, int]) -> Decimal | None:
    """A result, in base units, in a unit of that size (told upside down)."""
    if isinstance(found, Missing):
        return None
    below = found[1] * size[1]
    return Decimal(found[0] * size[0]) if below == 1 else _EXACT.divide(Decimal(found[0] * size[0]), Decimal(below))
