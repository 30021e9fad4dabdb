"""Exact arithmetic and how its results are rounded and said: fractions inside, two decimals outside.

A third stays a third until it is shown: a score is rounded once, from the exact fraction, half up (四舍五入).
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

Number = Fraction | Decimal | int
"""What may be reckoned with; never a float."""


def rounded(value: Number, places: int = 2) -> Decimal:
    """The value to ``places`` decimals, halves away from zero, whatever the precision of the thread's context."""
    above, below = value.as_integer_ratio()
    whole = (2 * abs(above) * 10**places + below) // (2 * below)
    return Decimal(
        f"{'-' if above < 0 and whole else ''}{whole}e-{places}"
    )  # a text is taken as it is, a product rounded


def plain(value: Number | None, places: int = 2) -> str:
    """A number as people write it: at most ``places`` decimals, no trailing zeros, no exponent; blank as ``—``."""
    if value is None:
        return "—"
    text = f"{rounded(value, places):f}"
    return (text.rstrip("0").rstrip(".") or "0") if "." in text else text


def fixed(value: Number | None) -> str:
    """A score or a rate with its two decimals (``8.60``); blank as ``—``."""
    return "—" if value is None else f"{rounded(value):f}"


def percent(share: Number) -> Decimal:
    """A share as percent, rounded to a hundredth of a percentage point."""
    return rounded(Fraction(share) * 100)


def wan(yuan: Number | None) -> str:
    """An amount in 元 as 万元, at most six decimals (``250000`` → ``25万元``)."""
    return "—" if yuan is None else f"{plain(Fraction(yuan) / 10_000, 6)}万元"
