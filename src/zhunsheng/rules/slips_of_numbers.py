"""Whether one number may be another with a slip: miscounted by a little, a digit changed or swapped, a point moved.

A text whose sum is far from its parts in any other way has more often been misread than miscounted: what then reckons
otherwise is a question to the writer, and no accusation.
"""

from __future__ import annotations

from decimal import Decimal

_NEAR = Decimal("1.5")
"""Of some 250 sums that reviewers found wrong, all but the moved points were nearer than this to what they should be."""
_TENTH = Decimal(10)


def may_be_slip(one: Decimal, other: Decimal) -> bool:
    """True for 72.6 and 76.2, 18 and 180, 54 and 64; not for 72.6 and 169.4."""
    low, high = sorted((abs(one), abs(other)))
    if low == 0 or high <= low * _NEAR:
        return low > 0
    digits, others = _digits(low), _digits(high)
    if digits.rstrip("0") == others.rstrip("0"):
        return True  # the point has moved
    if high > low * _TENTH or len(digits) != len(others):
        return False
    changed = [(a, b) for a, b in zip(digits, others, strict=True) if a != b]
    return len(changed) == 1 or (len(changed) == _SWAPPED and changed[0] == changed[1][::-1])


_SWAPPED = 2


def _digits(number: Decimal) -> str:
    return f"{number.normalize():f}".replace(".", "").lstrip("0")
