"""From codes to sentences: what became of each record, told alike for records in memory and for a listing by SQL.

For every aggregate of a formula a record has a code: 0 it counts, n the n-th condition is not met, and the negative ones below.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from zhunsheng.formula.aggregate import Aggregate
from zhunsheng.formula.checker import Formula
from zhunsheng.formula.outcome import Use, Verdict
from zhunsheng.formula.storage import day_number
from zhunsheng.formula.value import Measured, Sided
from zhunsheng.formula.window import When

COUNTS = 0
WITHDRAWN = -1
OUTSIDE = -2
LATE = -3
UNREADABLE = -4


def last_minute(when: When) -> int:
    """The last minute of the as-of day, as a moment is stored."""
    return day_number(when.as_of) * 1440 + 1439


@dataclass(frozen=True, slots=True)
class Seen:
    """A record with its codes: one for each aggregate of its kind, in the order of the formula's aggregates."""

    id: str
    kind: str
    day: date | None
    order: tuple[int, int, str]
    codes: tuple[int, ...]
    unreadable: str = ""


def uses_of(formula: Formula, seen: Sequence[Seen], when: When) -> tuple[Use, ...]:
    """What became of each record, newest first."""
    aggregates: dict[str, list[Aggregate]] = {}
    for aggregate in formula.aggregates:
        aggregates.setdefault(aggregate.selection.kind.name, []).append(aggregate)
    pair = _share_of_one_ledger(formula)
    told: dict[tuple[object, ...], tuple[Verdict, str]] = {}  # thousands of records share a handful of reasons
    found = []
    for one in sorted(seen, key=lambda one: one.order, reverse=True):
        alike = (one.kind, one.codes, one.day is None, one.unreadable)
        if alike not in told:
            told[alike] = _verdict(one, aggregates[one.kind], pair, when)
        found.append(Use(one.id, *told[alike]))
    return tuple(found)


def _share_of_one_ledger(formula: Formula) -> tuple[Aggregate, Aggregate] | None:
    """Numerator and denominator where the one takes some of the records that the other takes: a share; else ``None``."""
    value = formula.value
    if not isinstance(value, Sided) or len(formula.aggregates) != 2:
        return None
    above, below = value.numerator, value.denominator
    if not isinstance(above, Measured) or not isinstance(below, Measured):
        return None
    one, other = above.aggregate.selection, below.aggregate.selection
    inside = one.kind == other.kind and one.window == other.window and set(other.asked) < set(one.asked)
    return (above.aggregate, below.aggregate) if inside else None


def _verdict(
    seen: Seen, aggregates: Sequence[Aggregate], share: tuple[Aggregate, Aggregate] | None, when: When
) -> tuple[Verdict, str]:
    """Whether a record counts, and why not: the same for all of a kind with the same codes."""
    why = [
        _sentence(aggregate, code, seen, when) for aggregate, code in zip(aggregates, seen.codes, strict=True)
    ]  # fmt: skip
    if share is not None:
        above, below = aggregates.index(share[0]), aggregates.index(share[1])
        if seen.codes[below] != COUNTS:
            return Verdict.LEFT_OUT, why[below]
        counts = seen.codes[above] == COUNTS
        return (Verdict.COUNTS if counts else Verdict.MISSES), why[above]
    if COUNTS in seen.codes:
        return Verdict.COUNTS, ""
    # Of several reasons the one that came furthest: not met rather than outside the window.
    nearest = max(range(len(why)), key=lambda number: seen.codes[number])
    return Verdict.LEFT_OUT, why[nearest]


def _sentence(aggregate: Aggregate, code: int, seen: Seen, when: When) -> str:
    if code > 0:
        return aggregate.selection.asked[code - 1].sentence
    if code == OUTSIDE:
        if seen.day is None:
            return "没有填日期"
        span = aggregate.days(when)
        return f"日期不在时段内（{span}）" if span.has_begun else "时段还没有开始，或者还没有过完的一期"
    return {
        COUNTS: "",
        WITHDRAWN: "已经撤回",
        LATE: aggregate.late_reason,
        UNREADABLE: seen.unreadable or "数太大，算不准",
    }[code]
