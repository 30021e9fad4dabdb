"""Two ledgers with every type of column, records of them, and real databases to put the records in."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from zhunsheng.formula import Dialect, Formula, Outcome, Store, Use, When, to_listing_sql, to_sql
from zhunsheng.formula.entered import digests_of, to_entered_sql
from zhunsheng.formula.storage import NUMBER_SLOTS, TEXT_SLOTS, microseconds, stored_row
from zhunsheng.model.measure import BindingScope
from zhunsheng.model.record import Column, ColumnType, Record, RecordKind, Value

TICKET = RecordKind(
    "ticket",
    "报修",
    (
        Column("reported", "报修时间", ColumnType.MOMENT),
        Column("done", "完成时间", ColumnType.MOMENT),
        Column("lamp", "灯号", ColumnType.TEXT, names_thing=True),
        Column("fault", "故障", ColumnType.CHOICE, choices=("灯泡", "线路", "灯杆")),
        Column("good", "合格", ColumnType.BOOLEAN),
        Column("cost", "费用", ColumnType.MONEY, "元"),
        Column("hours", "工时", ColumnType.NUMBER, "小时", scale=1),
        Column("people", "人数", ColumnType.COUNT, "人"),
        Column("due", "约定日期", ColumnType.DATE),
        Column("loss", "损耗", ColumnType.NUMBER, "%", scale=1),
        Column("checked", "复查", ColumnType.BOOLEAN),
    ),
    day="reported",
)
BILL = RecordKind(
    "bill",
    "电费",
    (
        Column("day", "抄表日期", ColumnType.DATE),
        Column("meter", "表号", ColumnType.TEXT, names_thing=True),
        Column("usage", "用量", ColumnType.NUMBER, "度", scale=2),
        Column("amount", "金额", ColumnType.MONEY, "元"),
        Column("ten_thousands", "预算", ColumnType.NUMBER, "万元", scale=2),
        Column("sheets", "张数", ColumnType.COUNT),
        Column("paid", "付款日期", ColumnType.DATE),
        Column("factor", "倍率", ColumnType.NUMBER, None, scale=1),
    ),
    day="day",
)
ANSWER = RecordKind(
    "survey_answer",
    "问卷",
    (
        Column("day", "填答日期", ColumnType.DATE),
        Column("survey", "问卷名", ColumnType.TEXT),
        Column("question", "题目", ColumnType.TEXT),
        Column("answer", "答案", ColumnType.TEXT),
    ),
    day="day",
)
KINDS = {kind.name: kind for kind in (TICKET, BILL, ANSWER)}
YEAR_END = When(2020, date(2020, 12, 31))

_NUMBERS = ", ".join(f"{slot} bigint" for slot in NUMBER_SLOTS)
_TEXTS = ", ".join(f"{slot} text" for slot in TEXT_SLOTS)
TABLE = f"""
CREATE TABLE records_entry (
    id text PRIMARY KEY, kind text NOT NULL, unit_id bigint NOT NULL, project_id bigint, day integer, month integer,
    recorded_at bigint NOT NULL, superseded_at bigint, withdrawn boolean NOT NULL, {_NUMBERS}, {_TEXTS}
)
"""
INDEX = "CREATE INDEX entry_by_project ON records_entry (kind, project_id, day)"
COLUMNS = ("id", "kind", "unit_id", "project_id", "day", "month", "recorded_at", "superseded_at", "withdrawn")
SLOTS = (*NUMBER_SLOTS, *TEXT_SLOTS)


def ticket(number: int, reported: str, **values: Value) -> Record:
    """A repair ticket: ``reported`` as ``"2020-05-01 08:30"``, its cost as text."""
    return _record(f"t{number}", "ticket", {"reported": datetime.fromisoformat(reported), **values})


def bill(number: int, day: str, **values: Value) -> Record:
    """A bill of a day."""
    return _record(f"b{number}", "bill", {"day": date.fromisoformat(day), **values})


def answer(number: int, said: str | None, question: str = "总体评价", survey: str = "居民满意度") -> Record:
    """An answer to a survey."""
    values = {"day": date(2020, 10, 1), "survey": survey, "question": question, "answer": said}
    return _record(f"a{number}", "survey_answer", values)


def _record(identity: str, kind: str, values: dict[str, Value]) -> Record:
    exact = {
        name: Decimal(value) if name in _DECIMAL and value is not None else value for name, value in values.items()
    }
    return Record(identity, kind, exact, project="1", recorded_at=datetime(2021, 1, 2, tzinfo=UTC))


_DECIMAL = {"cost", "hours", "loss", "usage", "amount", "ten_thousands", "factor"}


class Database:
    """A database with the table of entries."""

    def __init__(self, connection: Any, dialect: Dialect) -> None:
        self.connection = connection
        self.dialect = dialect

    def run(self, text: str, parameters: Sequence[Any] = ()) -> list[Any]:
        """Run a query."""
        cursor = self.connection.cursor()
        cursor.execute(text, list(parameters))
        return list(cursor.fetchall()) if cursor.description else []

    def fill(self, records: Iterable[Record]) -> None:
        """Replace all entries by these; a record's project is its number, its unit is 7."""
        self.run("DELETE FROM records_entry")
        rows = [_row(record) for record in records]
        placeholder = self.dialect.placeholder
        marks = ", ".join([placeholder] * (len(COLUMNS) + len(SLOTS)))
        insert = f"INSERT INTO records_entry ({', '.join(COLUMNS)}, {', '.join(SLOTS)}) VALUES ({marks})"
        self.connection.cursor().executemany(insert, rows)

    def outcomes(self, formula: Formula, when: When, groups: Sequence[int], **how: Any) -> dict[int, Outcome]:
        """The outcome of every group, those without a row among them."""
        scope = how.pop("scope", BindingScope.PROJECT)
        query = to_sql(formula, when, Store(self.dialect, scope, how.pop("only", None)), **how)
        found = dict(query.outcomes(self.run(query.text, query.parameters)))
        return {group: found.get(group) or query.outcome(None) for group in groups}

    def uses(self, formula: Formula, when: When, group: int) -> tuple[Use, ...]:
        """What became of each record of a group."""
        listing = to_listing_sql(formula, when, group, Store(self.dialect))
        return listing.uses(self.run(listing.text, listing.parameters))

    def digests(self, formula: Formula, when: When) -> dict[int, str]:
        """The digest of every group's records that entered; groups without any have none."""
        query = to_entered_sql(formula, when, Store(self.dialect))
        return digests_of(self.run(query.text, query.parameters))


def _row(record: Record) -> list[Any]:
    stored = stored_row(KINDS[record.kind], record)
    own = {
        "id": record.id,
        "kind": record.kind,
        "unit_id": 7,
        "project_id": None if record.project is None else int(record.project),
        "recorded_at": microseconds(record.recorded_at) if record.recorded_at else 0,
        "superseded_at": microseconds(record.superseded_at) if record.superseded_at else None,
        "withdrawn": record.withdrawn,
    }
    return [(own | stored).get(column) for column in (*COLUMNS, *SLOTS)]


@contextmanager
def sqlite() -> Iterator[Database]:
    """SQLite in memory."""
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute(TABLE)
        connection.execute(INDEX)
        yield Database(connection, Dialect.SQLITE)
    finally:
        connection.close()


@contextmanager
def postgresql() -> Iterator[Database | None]:
    """The PostgreSQL of ``DATABASE_URL``, in a schema of its own; ``None`` where there is none."""
    if not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        yield None
        return
    import psycopg

    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        connection.execute("CREATE SCHEMA formula_test")
        connection.execute("SET search_path = formula_test")
        try:
            connection.execute(TABLE)
            connection.execute(INDEX)
            yield Database(connection, Dialect.POSTGRESQL)
        finally:
            connection.execute("DROP SCHEMA formula_test CASCADE")
