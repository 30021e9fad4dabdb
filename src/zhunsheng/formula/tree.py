"""The tree of a formula: what was written, with where it stood. Two trees are equal when they say the same; places do not count.

Functions and their parameters carry their English names here, whichever language they were written in; names of ledgers and
columns stay as written, for only a schema can tell what they mean.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import TypeAlias

from zhunsheng.formula.problem import NOWHERE, Place


@dataclass(frozen=True, slots=True)
class Number:
    """``95%``, ``2天``, ``220``: the number and the unit as written (``""``: none)."""

    value: Decimal
    unit: str = ""
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Text:
    """``"路灯"``."""

    text: str
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Truth:
    """是 or 否."""

    value: bool
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Day:
    """``2020-11-15``."""

    day: date
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Moment:
    """``2020-11-15 08:30``."""

    moment: datetime
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class MonthDay:
    """``11月15日``: a day of every year."""

    month: int
    day: int
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Stretch:
    """``2020-03-01 至 2020-05-31``, ``11月15日 至 3月15日``: both ends belong to it."""

    first: Day | MonthDay
    last: Day | MonthDay
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Name:
    """A bare word: a ledger, a column, a window or a period, as the place where it stands asks."""

    word: str
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Dotted:
    """``资金支付.金额``: a column of a ledger."""

    kind: Name
    column: Name
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Listing:
    """``("甲", "乙")``."""

    items: tuple[Node, ...]
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Unary:
    """``-`` before a number, ``not`` before a condition, ``filled`` or ``blank`` after a column."""

    operator: str
    operand: Node
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Binary:
    """Two sides and one of ``+ - × ÷ = ≠ > ≥ < ≤ and or in notin``."""

    operator: str
    left: Node
    right: Node
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a call; ``name`` is the parameter's English name, ``None`` when it is told by its position."""

    value: Node
    name: str | None = None
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Call:
    """``计数(巡查, 条件: 到场)``. ``function`` is the English name; a word that no function has stays as written."""

    function: str
    arguments: tuple[Argument, ...]
    place: Place = field(default=NOWHERE, compare=False)
    name_place: Place = field(default=NOWHERE, compare=False)


Node: TypeAlias = (
    Number | Text | Truth | Day | Moment | MonthDay | Stretch | Name | Dotted | Listing | Unary | Binary | Call
)


def children(node: Node) -> tuple[Node, ...]:
    """The parts of a node, in the order they are written."""
    match node:
        case Stretch(first, last):
            return first, last
        case Dotted(kind, column):
            return kind, column
        case Listing(items):
            return items
        case Unary(_, operand):
            return (operand,)
        case Binary(_, left, right):
            return left, right
        case Call(_, arguments):
            return tuple(argument.value for argument in arguments)
    return ()


def walk(node: Node) -> Iterator[tuple[Node, int]]:
    """Every node of a tree with its depth (the root has 1); without recursion, so that depth can be checked by it."""
    waiting = [(node, 1)]
    while waiting:
        one, depth = waiting.pop()
        yield one, depth
        waiting.extend((child, depth + 1) for child in children(one))
