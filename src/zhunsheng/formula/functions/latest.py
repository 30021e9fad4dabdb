"""最新: the value of the newest record as of the day, or of the newest of each thing added up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zhunsheng.formula.aggregate import Found, Nested, Rows, Selection, Taken, everybody
from zhunsheng.formula.called import Called
from zhunsheng.formula.function import WHERE, Example, Function, Parameter, Takes
from zhunsheng.formula.row import Expression, Scope
from zhunsheng.formula.sql import Dialect, Sql, join
from zhunsheng.formula.storage import slots
from zhunsheng.formula.value import Measured, Value
from zhunsheng.formula.window import FIRST_DAY, Span, When


@dataclass(frozen=True)
class Latest(Nested):
    """The whole number of the newest record, or the sum over the newest of each thing that ``each`` tells apart."""

    selection: Selection
    told: Expression
    each: tuple[Expression, ...]
    said: str

    @property
    def expressions(self) -> tuple[Expression, ...]:
        """The value and what tells things apart."""
        return (self.told, *self.each)

    @property
    def late_reason(self) -> str:
        """Why an older record does not enter."""
        return "后来另有一条记录"

    def days(self, when: When) -> Span:
        """Everything up to the end of the window: what was put down years ago still stands."""
        span = self.selection.window.span(when)
        return Span(FIRST_DAY, span.last, span.end)

    @property
    def words(self) -> str:
        """What it is, in words."""
        return self.said

    def over(self, records: Sequence[Taken], when: When) -> Found:
        """The newest of each thing, added up."""
        newest: dict[object, Taken] = {}
        for record in sorted(records, key=lambda record: record.order):
            newest[tuple(one.of(record.values) for one in self.each)] = record
        numbers = [one for record in newest.values() if isinstance(one := self.told.of(record.values), int)]
        return Found(sum(numbers) if numbers else None, everybody(list(newest.values())))

    def rank(self, scope: Scope, apart: Sql) -> Sql:
        """1 for the newest record of each thing."""
        apart = join(", ", [apart, *(one.sql(scope) for one in self.each)])
        day = slots(self.selection.kind).get(self.selection.kind.day, "day")
        newest_first = f"{day} DESC, recorded_at DESC, {scope.dialect.by_code_points('id')} DESC"
        return "row_number() OVER (PARTITION BY " + apart + f" ORDER BY {newest_first})"

    def query(self, scope: Scope, rows: Rows, when: When) -> Sql:
        """The newest record of each thing; then, if things are told apart, their sum."""
        newest = self._newest(scope, rows)
        if not self.each:
            return "SELECT g, told AS number, 1 AS records FROM (" + newest + ") AS newest WHERE at IS NOT NULL"
        total = "SELECT g, sum(told) AS number, count(*) AS records FROM ("
        return total + newest + ") AS newest WHERE at IS NOT NULL GROUP BY g"

    def _newest(self, scope: Scope, rows: Rows) -> Sql:
        """One row for each thing, with ``at``. Both databases have a way that is quicker than ranking all records."""
        apart = join(", ", [Sql(rows.group), *(one.sql(scope) for one in self.each)])
        told, day = self.told.sql(scope), slots(self.selection.kind).get(self.selection.kind.day, "day")
        if scope.dialect is Dialect.POSTGRESQL:
            head = "SELECT DISTINCT ON (" + apart + f") {rows.group} AS g, {day} AS at, " + told
            order = f", {day} DESC, recorded_at DESC, {scope.dialect.by_code_points('id')} DESC"
            return head + f" AS told FROM {rows.table} WHERE " + rows.where + " ORDER BY " + apart + order
        # Beside max() SQLite takes the other columns from the row that has it; digits of one length sort as numbers do.
        newest = f"max(({day} + 1000000000000) || (recorded_at + 100000000000000000) || id)"
        head = f"SELECT {rows.group} AS g, {newest} AS at, " + told + f" AS told FROM {rows.table} WHERE "
        return head + rows.where + " GROUP BY " + apart


def build(called: Called) -> Value:
    """The newest value, as of the end of the window."""
    found = called.number("value")
    if found.sized is None:
        raise TypeError(f"{found.words} is no number")
    each = called.columns("each") if called.has("each") else ()
    selection = called.selection(found.must_be_filled, *(one.must_be_filled for one in each))
    by = f"（每个{'、'.join(one.words for one in each)}取最新一条，合计）" if each else ""
    words = f"{selection.words}最新一条的{found.words}{by}"
    aggregate = Latest(selection, found.sized.whole, tuple(one.needed for one in each), words)
    lacks = f"到截止日还{selection.none}。"
    return Measured(aggregate, found.unit, found.sized.size, lacks)


FUNCTION = Function(
    name="latest",
    label="最新",
    parameters=(
        Parameter("value", "数", Takes.NUMBER, "哪一列"),
        WHERE,
        Parameter("each", "每", Takes.COLUMNS, "按哪一列分开，各取最新一条再合计", required=False),
    ),
    gives="那一列的单位",
    meaning="截止日时最新一条记录里的数，不管那条是哪一年记的；写了“每”，就每样东西各取最新一条，加起来。",
    examples=(
        Example('最新(设施数量.总数, 条件: 设施 = "路灯")', "现在有多少盏路灯"),
        Example("最新(设施数量.总数, 每: 设施)", "现在各种设施一共有多少"),
    ),
    build=build,
    rank=3,
)
