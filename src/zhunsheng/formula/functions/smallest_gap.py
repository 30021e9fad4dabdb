"""最短间隔: the shortest time between two records of the same thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from zhunsheng.formula.aggregate import Found, Nested, Rows, Selection, Taken, everybody
from zhunsheng.formula.called import Called
from zhunsheng.formula.function import WHERE, Example, Function, Parameter, Takes
from zhunsheng.formula.functions.otherwise import Otherwise
from zhunsheng.formula.row import Expression, Scope
from zhunsheng.formula.sql import Sql, join
from zhunsheng.formula.typed import RowType
from zhunsheng.formula.units import DAYS
from zhunsheng.formula.value import Constant, Measured, Value
from zhunsheng.formula.window import When


@dataclass(frozen=True)
class SmallestGap(Nested):
    """The smallest difference between neighbours in time among records of the same thing."""

    selection: Selection
    at: Expression
    same: tuple[Expression, ...]
    said: str

    @property
    def expressions(self) -> tuple[Expression, ...]:
        """The time and what tells things apart."""
        return (self.at, *self.same)

    @property
    def words(self) -> str:
        """What it is, in words."""
        return self.said

    def over(self, records: Sequence[Taken], when: When) -> Found:
        """Order the times of each thing and compare neighbours."""
        times: dict[object, list[int]] = {}
        for record in records:
            at = self.at.of(record.values)
            if isinstance(at, int):
                times.setdefault(tuple(one.of(record.values) for one in self.same), []).append(at)
        gaps = [
            later - earlier
            for found in times.values()
            for earlier, later in zip(sorted(found), sorted(found)[1:], strict=False)
        ]
        return Found(min(gaps, default=None), everybody(records))

    def query(self, scope: Scope, rows: Rows, when: When) -> Sql:
        """Each time beside the one before it of the same thing."""
        at = self.at.sql(scope)
        apart = join(", ", [Sql(rows.group), *(one.sql(scope) for one in self.same)])
        inner = (
            f"SELECT {rows.group} AS g, "
            + at
            + " - lag("
            + at
            + ") OVER (PARTITION BY "
            + apart
            + " ORDER BY "
            + at
            + f") AS gap FROM {rows.table} WHERE "
            + rows.where
        )
        return "SELECT g, min(gap) AS number, count(*) AS records FROM (" + inner + ") AS neighbours GROUP BY g"


def build(called: Called) -> Value:
    """The smallest gap; ``otherwise`` where nothing repeats."""
    at, same = called.time("time"), called.columns("same")
    selection = called.selection(at.must_be_filled, *(one.must_be_filled for one in same))
    things = "、".join(one.words for one in same)
    words = f"同一{things}的{selection.words}两次{at.words}之间最短的间隔"
    size = Fraction(1) if at.type is RowType.MOMENT else DAYS.size
    aggregate = SmallestGap(selection, at.needed, tuple(one.needed for one in same), words)
    found = Measured(aggregate, DAYS, size, f"没有同一{things}重复的{called.kind.label}记录，算不出间隔。")
    if not called.has("otherwise"):
        return found
    minutes, written = called.minutes("otherwise")
    return Otherwise(found, Constant(minutes, DAYS, written), DAYS)


FUNCTION = Function(
    name="smallest_gap",
    label="最短间隔",
    parameters=(
        Parameter("time", "时间", Takes.TIME, "哪一列日期或时刻"),
        Parameter("same", "同一", Takes.COLUMNS, "按哪一列（或哪几列）认作同一样东西"),
        WHERE,
        Parameter("otherwise", "无重复", Takes.LENGTH, "没有重复时按多长算", required=False),
    ),
    gives="天（与小时、分钟自动换算）",
    meaning="同一样东西前后两次记录之间最短隔多久，用来查“60天以内不得返修”。没有重复就没有值，除非写了“无重复”。",
    examples=(
        Example("最短间隔(报修工单.完成时间, 同一: 设施编号)", "同一盏灯两次修理之间最短隔几天"),
        Example(
            "最短间隔(报修工单.报修时间, 同一: (设施编号, 故障), 无重复: 365天)",
            "同一盏灯同样的故障最短隔几天再报，没有再报算365天",
        ),
    ),
    build=build,
    rank=3,
)
