"""Where records lie for a query: the database, the table, what groups them, and which of them are valid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zhunsheng.formula.sql import Dialect, Sql, all_of, parameter
from zhunsheng.formula.storage import day_number, microseconds
from zhunsheng.formula.window import Span, When
from zhunsheng.model.measure import BindingScope
from zhunsheng.model.record import RecordKind


@dataclass(frozen=True, slots=True)
class Store:
    """The table of records and whose records are counted together.

    ``scope`` groups them by project or by unit; ``groups`` restricts a query to the projects (or units) of these ids, for a
    re-measure of what changed. ``placeholder`` is what the driver takes; ``None``: that of the database's own driver
    (``sqlite3``: ``?``, ``psycopg``: ``%s``). Django takes ``%s`` for both.
    """

    dialect: Dialect = Dialect.SQLITE
    scope: BindingScope = BindingScope.PROJECT
    groups: tuple[int, ...] | None = None
    placeholder: str | None = None
    table: str = "records_entry"

    @property
    def group(self) -> str:
        """The column that groups."""
        return "project_id" if self.scope is BindingScope.PROJECT else "unit_id"

    @property
    def driver_placeholder(self) -> str:
        """What stands for a parameter in the text."""
        return self.placeholder or self.dialect.placeholder

    def of_kind(self, kind: RecordKind, when: When) -> Sql:
        """The condition for the records of a kind as they stood at the moment asked for, withdrawn ones among them."""
        conditions = ["kind = " + parameter(kind.name)]
        if self.groups is None:
            conditions.append(Sql(f"{self.group} IS NOT NULL"))
        else:
            conditions.append(self.dialect.one_of(Sql(self.group), list(self.groups)))
        if when.known_at is None:
            conditions.append(Sql("superseded_at IS NULL"))
        else:
            known = microseconds(when.known_at)
            conditions.append(Sql(f"recorded_at <= {known}"))
            conditions.append(Sql(f"(superseded_at IS NULL OR superseded_at > {known})"))
        return all_of(conditions)

    def valid(self, kind: RecordKind, when: When) -> Sql:
        """The same without those that were withdrawn."""
        return self.of_kind(kind, when) + " AND NOT withdrawn"

    def days(self, spans: Sequence[Span]) -> Sql:
        """The condition for days within the spans, for a WHERE. The plus keeps SQLite from reading a ledger in the order of its
        days, which an index would let it: it is to read project by project, as the answer is grouped."""
        return day_range(spans, "+day" if self.dialect is Dialect.SQLITE else "day")


def day_range(spans: Sequence[Span], column: str = "day") -> Sql:
    """The condition for days within the spans, from the first day of any to the last day of any."""
    begun = [span for span in spans if span.has_begun] or list(spans[:1])
    first, last = min(span.first for span in begun), max(span.last for span in begun)
    return f"{column} BETWEEN " + parameter(day_number(first)) + " AND " + parameter(day_number(last))
