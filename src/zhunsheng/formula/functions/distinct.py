"""去重计数: how many different things."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zhunsheng.formula.aggregate import Plain, Rows, Selection, Taken
from zhunsheng.formula.called import Called
from zhunsheng.formula.function import WHERE, Example, Function, Parameter, Takes
from zhunsheng.formula.problem import Problem
from zhunsheng.formula.row import Expression, Scope
from zhunsheng.formula.sql import Dialect, Sql
from zhunsheng.formula.typed import RowType
from zhunsheng.formula.units import DAYS, RECORDS
from zhunsheng.formula.value import Measured, Value


@dataclass(frozen=True)
class Distinct(Plain):
    """How many different values the records taken have."""

    selection: Selection
    told_apart: Expression
    said: str

    @property
    def empty(self) -> int | None:
        """No records have no values."""
        return 0

    @property
    def expressions(self) -> tuple[Expression, ...]:
        """What is told apart."""
        return (self.told_apart,)

    @property
    def words(self) -> str:
        """What it is, in words."""
        return self.said

    def number(self, records: Sequence[Taken]) -> int | None:
        """How many."""
        return len({self.told_apart.of(record.values) for record in records})

    def as_sql(self, scope: Scope) -> Sql:
        """``count(DISTINCT t1)``."""
        return "count(DISTINCT " + self.told_apart.sql(scope) + ")"

    def alone(self, scope: Scope, rows: Rows) -> Sql | None:
        """First one row for each value, then counted: PostgreSQL sorts the records for ``count(DISTINCT …)``, and here hashes.

        A sum of counts would be ``numeric`` there, which takes longer to send and to read.
        """
        if scope.dialect is not Dialect.POSTGRESQL:
            return None
        things = (
            f"SELECT {rows.group} AS g, " + self.told_apart.sql(scope) + f" AS thing, count(*) AS n FROM {rows.table}"
        )
        inner = things + " WHERE " + rows.where + " GROUP BY 1, 2"
        return (
            "SELECT g, count(*) AS number, CAST(sum(n) AS bigint) AS records FROM (" + inner + ") AS things GROUP BY g"
        )


def build(called: Called) -> Value:
    """Different values; different days are days, and a moment counts as its day."""
    found = called.row("column")
    if found.expression is None or found.is_fixed:
        raise Problem("这里要写台账里的一列，如 巡查.设施编号。", found.place)
    expression = found.as_day if found.type.is_time else found.needed
    selection = called.selection(found.must_be_filled)
    said = f"不同{found.words}的{'天' if found.type.is_time else '个'}数"
    aggregate = Distinct(selection, expression, f"{selection.words}中{said}")
    if found.type is RowType.DAY or found.type is RowType.MOMENT:
        return Measured(aggregate, DAYS, DAYS.size)
    return Measured(aggregate, RECORDS)


FUNCTION = Function(
    name="distinct",
    label="去重计数",
    parameters=(Parameter("column", "列", Takes.COLUMN, "按哪一列数，相同的只算一个"), WHERE),
    gives="个数；按日期或时刻数时是天数",
    meaning="一列里有多少个不同的值。空着的不计；没有记录是0。",
    examples=(
        Example("去重计数(巡查.设施编号)", "巡查到多少盏不同的灯"),
        Example("在(采暖季, 去重计数(供暖日志.日期, 条件: 供暖 = 是))", "采暖季里供暖的有多少天"),
    ),
    build=build,
    rank=2,
)
