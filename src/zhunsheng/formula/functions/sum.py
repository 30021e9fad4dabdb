"""求和: numbers of records added up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zhunsheng.formula.aggregate import HALF, Plain, Selection, Taken
from zhunsheng.formula.called import Called
from zhunsheng.formula.function import WHERE, Example, Function, Parameter, Takes
from zhunsheng.formula.row import Expression, Scope
from zhunsheng.formula.sql import Dialect, Sql
from zhunsheng.formula.typed import Typed
from zhunsheng.formula.value import Measured, Value


@dataclass(frozen=True)
class Sum(Plain):
    """The whole numbers of the records taken, added up."""

    selection: Selection
    added: Expression
    added_words: str

    @property
    def empty(self) -> int | None:
        """Nothing adds up to 0."""
        return 0

    @property
    def expressions(self) -> tuple[Expression, ...]:
        """What is added."""
        return (self.added,)

    def number(self, records: Sequence[Taken]) -> int | None:
        """The sum."""
        found = (self.added.of(record.values) for record in records)
        return sum(one for one in found if isinstance(one, int))

    def as_sql(self, scope: Scope) -> Sql:
        """``sum(n1)``."""
        return "sum(" + self.added.sql(scope) + ")"

    def halves(self, scope: Scope) -> tuple[Sql, Sql] | None:
        """SQLite refuses a sum beyond 64 bits; PostgreSQL widens it."""
        if scope.dialect is not Dialect.SQLITE:
            return None
        added = self.added.sql(scope)
        return "sum(" + added + f" / {HALF})", "sum(" + added + f" % {HALF})"

    @property
    def words(self) -> str:
        """What it is, in words."""
        return f"{self.selection.words}的{self.added_words}合计"


def summed(called: Called, found: Typed) -> Measured:
    """The sum of a number as a value; records where it is blank do not enter."""
    if found.sized is None:
        raise TypeError(f"{found.words} is no number")
    aggregate = Sum(called.selection(found.must_be_filled), found.sized.whole, found.words)
    return Measured(aggregate, found.unit, found.sized.size)


def build(called: Called) -> Value:
    """The sum of a number over the records that meet the condition."""
    return summed(called, called.number("value"))


FUNCTION = Function(
    name="sum",
    label="求和",
    parameters=(Parameter("value", "数", Takes.NUMBER, "把哪一列加起来"), WHERE),
    gives="那一列的单位",
    meaning="把一列数加起来。没有记录是0；这一列空着的记录不计。",
    examples=(
        Example('求和(资金支付.金额, 条件: 用途 = "广告费")', "支付了多少广告费"),
        Example("求和(资金支付.金额) ÷ 6万元", "支付了6万元的百分之几"),
    ),
    build=build,
    rank=1,
    also=("合计",),
)
