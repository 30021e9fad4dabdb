"""计数: how many records there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from zhunsheng.formula.aggregate import Plain, Selection, Taken
from zhunsheng.formula.called import Called
from zhunsheng.formula.function import WHERE, Example, Function, Parameter, Takes
from zhunsheng.formula.row import Scope
from zhunsheng.formula.sql import Sql
from zhunsheng.formula.units import RECORDS
from zhunsheng.formula.value import Measured, Value


@dataclass(frozen=True)
class Count(Plain):
    """The number of records taken."""

    selection: Selection
    said: str = field(default="", compare=False)
    """Its words where the records are better told another way."""

    @property
    def empty(self) -> int | None:
        """No records are 0 records."""
        return 0

    def number(self, records: Sequence[Taken]) -> int | None:
        """How many."""
        return len(records)

    def as_sql(self, scope: Scope) -> Sql:
        """``count(*)``."""
        return Sql("count(*)")

    @property
    def words(self) -> str:
        """What it is, in words."""
        return self.said or f"{self.selection.words}条数"


def counted(selection: Selection, said: str = "") -> Measured:
    """A count as a value."""
    return Measured(Count(selection, said), RECORDS)


def build(called: Called) -> Value:
    """How many records of the ledger meet the condition."""
    return counted(called.selection())


FUNCTION = Function(
    name="count",
    label="计数",
    parameters=(Parameter("kind", "台账", Takes.KIND, "数哪本台账的记录"), WHERE),
    gives="条数（用指标值的单位：次、个、家、人……）",
    meaning="数记录有多少条。没有记录是0。",
    examples=(
        Example("计数(巡查)", "巡查了多少次"),
        Example('计数(巡查, 条件: 到场 = 是 且 对象 = "路灯")', "到场的路灯巡查有多少次"),
    ),
    build=build,
    rank=1,
)
