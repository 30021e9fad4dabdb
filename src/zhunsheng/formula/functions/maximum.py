"""最大: the largest of a number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zhunsheng.formula.aggregate import Plain, Selection, Taken
from zhunsheng.formula.called import Called
from zhunsheng.formula.function import WHERE, Example, Function, Parameter, Takes
from zhunsheng.formula.row import Expression, Scope
from zhunsheng.formula.sql import Sql
from zhunsheng.formula.typed import Typed
from zhunsheng.formula.value import Measured, Value


@dataclass(frozen=True)
class Extreme(Plain):
    """The largest or the smallest whole number of the records taken. ``which`` is ``max`` or ``min``."""

    selection: Selection
    compared: Expression
    which: str
    said: str

    @property
    def expressions(self) -> tuple[Expression, ...]:
        """What is compared."""
        return (self.compared,)

    @property
    def words(self) -> str:
        """What it is, in words."""
        return self.said

    def number(self, records: Sequence[Taken]) -> int | None:
        """The extreme."""
        found = [one for record in records if isinstance(one := self.compared.of(record.values), int)]
        return max(found) if self.which == "max" else min(found)

    def as_sql(self, scope: Scope) -> Sql:
        """``max(n1)``."""
        return f"{self.which}(" + self.compared.sql(scope) + ")"


def extreme(called: Called, found: Typed, which: str, said: str) -> Value:
    """An extreme of a number as a value; records where it is blank do not enter."""
    if found.sized is None:
        raise TypeError(f"{found.words} is no number")
    selection = called.selection(found.must_be_filled)
    words = f"{selection.words}中{said}的{found.words}"
    lacks = f"{selection.none}，算不出{said}的{found.words}。"
    return Measured(Extreme(selection, found.sized.whole, which, words), found.unit, found.sized.size, lacks)


def build(called: Called) -> Value:
    """The largest."""
    return extreme(called, called.number("value"), "max", "最大")


FUNCTION = Function(
    name="maximum",
    label="最大",
    parameters=(Parameter("value", "数", Takes.NUMBER, "哪一列"), WHERE),
    gives="那一列的单位",
    meaning="一列数里最大的。没有记录就没有值。",
    examples=(Example("最大(电费.用量)", "用电最多的一个月用了多少度"),),
    build=build,
    rank=4,
    also=("max", "最高", "最多"),
)
