"""Numbers as words under a picture: money in 万元, shares in percent, a blank as a dash; and scales with round ticks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from math import floor, log10

BLANK = "—"
"""What a table and a label show for a value that nobody gave; 0 is printed as 0."""
MINUS = "−"
"""The sign of negative numbers: as wide as the plus, unlike the hyphen."""
_WAN = Decimal(10_000)
_DUST = 1e-13
"""What division of binary fractions may leave over."""


def wan(yuan: Decimal | None) -> str:
    """元 as 万元 with two decimals and thousands separators; blank stays blank."""
    return BLANK if yuan is None else f"{(yuan / _WAN).quantize(Decimal('0.01'), ROUND_HALF_UP):,}".replace("-", MINUS)


def wan_exact(yuan: Decimal | None) -> str:
    """元 as 万元 with two decimals, or as many as it needs (six are 分): beside a rate 6.996 must not read as 7.00."""
    if yuan is None:
        return BLANK
    exact = plain(yuan / _WAN, 6)
    return exact if len(exact.partition(".")[2]) > 2 else wan(yuan)


def percent(value: Decimal | None, places: int = 1) -> str:
    """A number out of a hundred with at most ``places`` decimals and its sign; blank stays blank."""
    return BLANK if value is None else f"{plain(value, places)}%"


def plain(value: Decimal | None, places: int = 2) -> str:
    """A number with at most ``places`` decimals, none that say nothing, and thousands separators; blank stays blank."""
    if value is None:
        return BLANK
    shown = f"{value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):,}"
    shown = shown.rstrip("0").rstrip(".") if "." in shown else shown
    return "0" if shown == "-0" else shown.replace("-", MINUS)


def fixed(value: Decimal | None, places: int = 2) -> str:
    """A number with exactly so many decimals, so that a column of them lines up; blank stays blank."""
    if value is None:
        return BLANK
    return f"{value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) + 0:,}".replace("-", MINUS)


@dataclass(frozen=True, slots=True)
class Scale:
    """Where values stand between two ends in px; ``ticks`` are round values inside."""

    low: float
    high: float
    start: float
    end: float
    ticks: tuple[float, ...]

    def at(self, value: Decimal | float) -> float:
        """The px of a value; beyond the ends it stands at the end."""
        share = (float(value) - self.low) / (self.high - self.low)
        return self.start + min(max(share, 0.0), 1.0) * (self.end - self.start)


def scale(values: Iterable[Decimal | float | None], start: float, end: float, ticks: int = 4) -> Scale:
    """A scale with round ends that holds zero and every value; blanks do not count."""
    known = [float(value) for value in values if value is not None]
    low, high = min([0.0, *known]), max([0.0, *known])
    if low == high:
        high = low + 1.0
    step = _round_step((high - low) / ticks)
    first, last = floor(low / step + _DUST), -floor(-high / step + _DUST)
    marks = tuple(round(number * step, 10) for number in range(first, last + 1))
    return Scale(marks[0], marks[-1], start, end, marks)


def _round_step(raw: float) -> float:
    """The next of 1, 2, 2.5, 5 times a power of ten."""
    power = 10.0 ** floor(log10(raw))
    return next(step * power for step in (1, 2, 2.5, 5, 10) if step * power >= raw * (1 - 1e-9))
