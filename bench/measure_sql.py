"""Measure formulas as SQL against the best hand-written query for the same question; prints Markdown.

``python bench/measure_sql.py`` makes entries of the program's own ledgers in SQLite or, inside
``python tests/postgres.py -- python bench/measure_sql.py``, in PostgreSQL; ``--sizes 10000 100000 1000000 5000000`` says how many,
50 of them for each project; ``--write`` also writes the page. Both queries of a pair run in turns in the same run and must give the
same values. Timed by processor time (for PostgreSQL of the client and the server's one process), so that a busy machine does not
decide; the median of the rounds counts.
"""

from __future__ import annotations

import argparse
import os
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from page_blocks import PAGE, database_name, machine, merged, put, today

from zhunsheng.formula import Dialect, Formula, Query, Store, When, check, to_sql
from zhunsheng.formula.storage import NUMBER_SLOTS, TEXT_SLOTS, day_number, month_number, slots
from zhunsheng.ledger.registry import kinds
from zhunsheng.model.record import ColumnType, RecordKind

KINDS = {name: kind.record for name, kind in kinds().items()}
SHARES = {"patrol": 40, "repair_ticket": 20, "payment": 15, "survey_answer": 15, "electricity": 10}
"""Of a hundred entries so many are of that kind."""
MADE = 200_000
"""So many entries are made one by one."""
PER_PROJECT = 50
SLOTS_OF = {
    name: [
        (column, (*NUMBER_SLOTS, *TEXT_SLOTS).index(slots(KINDS[name])[column.name])) for column in KINDS[name].columns
    ]
    for name in SHARES
}
"""For each kind its columns and where among the slots their values stand."""
NEW = 1000
WHEN = When(2020, date(2020, 12, 31))
GOAL = 1.3

_NUMBERS = ", ".join(f"{slot} bigint" for slot in NUMBER_SLOTS)
_TEXTS = ", ".join(f"{slot} text" for slot in TEXT_SLOTS)
TABLE = f"""CREATE TABLE records_entry (
    id text PRIMARY KEY, kind text NOT NULL, unit_id bigint NOT NULL, project_id bigint, day integer, month integer,
    recorded_at bigint NOT NULL, superseded_at bigint, withdrawn boolean NOT NULL, {_NUMBERS}, {_TEXTS}, "values" text NOT NULL
)"""
INDEXES = (
    "CREATE INDEX entry_by_project ON records_entry (kind, project_id, day)",
    "CREATE INDEX entry_by_unit ON records_entry (kind, unit_id, day)",
    "CREATE INDEX entry_by_day ON records_entry (kind, day, recorded_at, superseded_at, withdrawn)",
)
COLUMNS = (
    *("id", "kind", "unit_id", "project_id", "day", "month", "recorded_at", "superseded_at", "withdrawn"),
    *NUMBER_SLOTS,
    *TEXT_SLOTS,
    '"values"',
)


# Entries


def entries(count: int, first: int = 0, seed: int = 1) -> Iterator[tuple[Any, ...]]:
    """So many entries, the same for the same seed, of 2019 and 2020, in the order of their recording."""
    chance = random.Random(seed)
    projects = max(1, (first or count) // PER_PROJECT)
    names, weights = list(SHARES), list(SHARES.values())
    start, end = day_number(date(2019, 1, 1)), day_number(date(2020, 12, 31))
    months = [month_number(date.fromordinal(number + _ORDINAL)) for number in range(start, end + 1)]
    fill = {name: _filler(KINDS[name]) for name in names}
    for number in range(first, first + count):
        name, day = chance.choices(names, weights)[0], chance.randint(start, end)
        project = chance.randrange(projects) + 1
        cells = fill[name](chance, day)
        row = {"recorded_at": 1_600_000_000_000_000 + number, "superseded_at": 1 if chance.random() < 0.01 else None}
        identity = f"{chance.getrandbits(64):016x}{number:016x}"
        head = (
            identity,
            name,
            project // 5,
            project,
            day,
            months[day - start],
            row["recorded_at"],
            row["superseded_at"],
            0,
        )
        yield (*head, *(cells.get(slot) for slot in (*NUMBER_SLOTS, *TEXT_SLOTS)), _TRUTH)


def copies(count: int, made: int, unit: str, project: str) -> Iterator[str]:
    """Statements that multiply the entries made so far, each time for projects of their own."""
    if count % made:
        raise SystemExit(f"{count} is no multiple of {made}")
    names = ", ".join(COLUMNS)
    for number in range(1, count // made):
        shift = {"projects": number * made // PER_PROJECT}
        said = {
            "id": f"'{number:08x}' || substr(id, 9)", "unit_id": unit.format(**shift), "project_id": project.format(**shift),
            "recorded_at": f"recorded_at + {number * made}",
        }  # fmt: skip
        read = ", ".join(said.get(name, name) for name in COLUMNS)
        first = made // PER_PROJECT
        yield f"INSERT INTO records_entry ({names}) SELECT {read} FROM records_entry WHERE project_id <= {first}"


_ORDINAL = date(1970, 1, 1).toordinal()
_TRUTH = '{"remark": "' + "现场照片两张，情况正常。" * 8 + '"}'
"""What the entry itself holds as JSON: about as long as real ones, and in the way of every scan."""


def _filler(kind: RecordKind) -> Callable[[random.Random, int], dict[str, int | str]]:
    """How the slots of a kind are filled for a day."""
    places = slots(kind)
    columns = [(places[column.name], column) for column in kind.columns if column.name in places]

    def fill(chance: random.Random, day: int) -> dict[str, int | str]:
        cells: dict[str, int | str] = {}
        minute = day * 1440 + chance.randrange(1440)
        for slot, column in columns:
            if column.name == kind.day:
                cells[slot] = minute if column.type is ColumnType.MOMENT else day
            elif column.type is ColumnType.MOMENT:
                minute += chance.randrange(3000)
                if chance.random() < 0.95:
                    cells[slot] = minute
            elif column.type is ColumnType.DATE:
                cells[slot] = day + chance.randrange(30)
            elif column.type is ColumnType.BOOLEAN:
                cells[slot] = int(chance.random() < 0.9)
            elif slot in NUMBER_SLOTS:
                cells[slot] = chance.randrange(100_000)
            else:
                cells[slot] = chance.choice(_WORDS.get(column.name) or column.choices or _THINGS)
        return cells

    return fill


_THINGS = tuple(f"编号{number}" for number in range(20))
_WORDS = {
    "purpose": ("广告费", "电费", "养护费", "维修费", "劳务费"),
    "survey": ("居民满意度", "企业满意度"),
    "question": ("总体评价", "服务态度", "及时程度"),
    "answer": ("满意", "满意", "比较满意", "一般", "不满意"),
}


# Questions


class Question(NamedTuple):
    """A question as a formula and as the best queries that we can write by hand: the quickest of them counts."""

    name: str
    formula: str
    sqlite: tuple[str, ...]
    postgresql: tuple[str, ...]

    def by_hand(self, dialect: Dialect) -> tuple[str, ...]:
        """The queries for a database."""
        return self.sqlite if dialect is Dialect.SQLITE else self.postgresql


def _rows(kind: str) -> str:
    return f"kind = '{kind}' AND superseded_at IS NULL AND NOT withdrawn AND day BETWEEN {_FIRST} AND {_LAST}"


_FIRST, _LAST = day_number(date(2020, 1, 1)), day_number(date(2020, 12, 31))
_BEFORE = day_number(date(2019, 1, 1))


def _slot(kind: str, column: str) -> str:
    return slots(KINDS[kind])[column]


def questions() -> list[Question]:
    """All questions."""
    patrol, ticket, payment, survey, bill = map(_rows, SHARES)
    present, asset = _slot("patrol", "present"), _slot("patrol", "asset")
    reported, done, lamp = (_slot("repair_ticket", name) for name in ("reported", "done", "asset"))
    amount, purpose = _slot("payment", "amount"), _slot("payment", "purpose")
    which, answer = _slot("survey_answer", "survey"), _slot("survey_answer", "answer")
    usage, read_on = _slot("electricity", "usage"), _slot("electricity", "day")
    as_of = (_LAST + 1) * 1440 - 1
    ever = bill.replace(str(_FIRST), "0")
    two_years = bill.replace(str(_FIRST), str(_BEFORE))
    this, last = f"day BETWEEN {_FIRST} AND {_LAST}", f"day BETWEEN {_BEFORE} AND {_FIRST - 1}"
    valid = f"{answer} NOT IN ('不了解', '不清楚', '说不清', '无意见', '弃权', '未作答')"
    satisfied = f"{answer} IN ('非常满意', '很满意', '满意', '比较满意', '较满意')"
    due = f"({done} IS NOT NULL OR {as_of} - {reported} > 2880)"

    def both(name: str, formula: str, *queries: str) -> Question:
        exact = tuple(one.replace("%float", "1.0").replace("%least", "min") for one in queries)
        return Question(
            name,
            formula,
            exact,
            tuple(one.replace("%float", "1.0::float8").replace("%least", "least") for one in queries),
        )

    months = ", ".join(f"count(*) FILTER (WHERE month = {WHEN.year * 100 + month})" for month in range(1, 13))
    paid_or_billed = f"kind IN ('payment', 'electricity') AND superseded_at IS NULL AND NOT withdrawn AND {this}"

    return [
        both(
            "计数", "计数(巡查)", f"SELECT project_id, count(*) FROM records_entry WHERE {patrol} GROUP BY project_id"
        ),
        both(
            "占比",
            "占比(巡查, 条件: 到场 = 是)",
            f"SELECT project_id, 100 * %float * count(*) FILTER (WHERE {present} = 1) / count(*) "
            f"FROM records_entry WHERE {patrol} GROUP BY project_id",
        ),
        both(
            "带条件的合计",
            '求和(资金支付.金额, 条件: 用途 = "广告费")',
            f"SELECT project_id, sum({amount}) * %float / 100 FROM records_entry "
            f"WHERE {payment} AND {purpose} = '广告费' GROUP BY project_id",
        ),
        both(
            "及时率",
            "及时率(报修工单, 从: 报修时间, 到: 完成时间, 期限: 2天)",
            f"SELECT project_id, 100 * %float * count(*) FILTER (WHERE {done} - {reported} <= 2880) / count(*) "
            f"FROM records_entry WHERE {ticket} AND {due} GROUP BY project_id",
        ),
        both(
            "平均时长",
            "平均(报修工单.完成时间 - 报修工单.报修时间)",
            f"SELECT project_id, avg({done} - {reported}) * %float / 1440 FROM records_entry "
            f"WHERE {ticket} AND {done} IS NOT NULL GROUP BY project_id",
        ),
        both(
            "最长时长",
            "最长(报修工单.完成时间 - 报修工单.报修时间)",
            f"SELECT project_id, max({done} - {reported}) * %float / 1440 FROM records_entry "
            f"WHERE {ticket} AND {done} IS NOT NULL GROUP BY project_id",
        ),
        both(
            "每月最少",
            "每期最少(巡查, 每: 月)",
            "SELECT project_id, CASE WHEN count(*) < 12 THEN 0 ELSE min(n) END FROM (SELECT project_id, month, count(*) AS n "
            f"FROM records_entry WHERE {patrol} GROUP BY project_id, month) AS months GROUP BY project_id",
            f"SELECT project_id, %least({months}) FROM records_entry WHERE {patrol} GROUP BY project_id",
        ),
        both(
            "满意率",
            '满意率(问卷, 卷: "居民满意度")',
            f"SELECT project_id, 100 * %float * count(*) FILTER (WHERE {satisfied}) / count(*) FROM records_entry "
            f"WHERE {survey} AND {which} = '居民满意度' AND {valid} GROUP BY project_id",
        ),
        both(
            "最短间隔",
            "最短间隔(报修工单.完成时间, 同一: 设施编号)",
            f"SELECT project_id, min(gap) * %float / 1440 FROM (SELECT project_id, {done} - lag({done}) OVER (PARTITION BY project_id, "
            f"{lamp} ORDER BY {done}) AS gap FROM records_entry WHERE {ticket} AND {done} IS NOT NULL) AS gaps GROUP BY project_id",
        ),
        both(
            "较上年",
            "较上年(求和(电费.用量))",
            f"SELECT project_id, 100 * %float * (coalesce(sum({usage}) FILTER (WHERE {this}), 0) - sum({usage}) FILTER "
            f"(WHERE {last})) "
            f"/ sum({usage}) FILTER (WHERE {last}) FROM records_entry WHERE {two_years} GROUP BY project_id",
        ),
        both(
            "去重计数",
            "去重计数(巡查.设施编号)",
            f"SELECT project_id, count(DISTINCT {asset}) FROM records_entry WHERE {patrol} GROUP BY project_id",
            f"SELECT project_id, count({asset}) FROM (SELECT DISTINCT project_id, {asset} FROM records_entry WHERE {patrol}) "
            "AS things GROUP BY project_id",
        ),
        both(
            "两本台账相除",
            "求和(资金支付.金额) ÷ 求和(电费.用量)",
            f"SELECT p.project_id, p.amount * %float / e.usage FROM (SELECT project_id, sum({amount}) AS amount FROM records_entry "
            f"WHERE {payment} GROUP BY project_id) AS p JOIN (SELECT project_id, sum({usage}) AS usage FROM records_entry WHERE {bill} "
            "GROUP BY project_id) AS e ON e.project_id = p.project_id",
            f"SELECT project_id, coalesce(sum({amount}) FILTER (WHERE kind = 'payment'), 0) * %float / sum({usage}) FILTER (WHERE kind = "
            f"'electricity') FROM records_entry WHERE {paid_or_billed} GROUP BY project_id",
        ),
        Question(
            "最新",
            "最新(电费.用量)",
            (
                f"SELECT project_id, {usage} / 100.0, max({read_on} * 10000000 + recorded_at % 10000000) FROM records_entry "
                f"WHERE {ever} GROUP BY project_id",
            ),
            (
                f"SELECT DISTINCT ON (project_id) project_id, {usage} / 100.0::float8 FROM records_entry "
                f"WHERE {ever} ORDER BY project_id, {read_on} DESC, recorded_at DESC",
                f"SELECT project_id, (max(ARRAY[{read_on}, recorded_at, {usage}]))[3] / 100.0::float8 FROM records_entry "
                f"WHERE {ever} GROUP BY project_id",
            ),
        ),
    ]


# Databases


@dataclass
class Database:
    """A database full of entries."""

    connection: Any
    dialect: Dialect
    clock: Callable[[], float]
    size: int = 0

    def run(self, text: str, parameters: Sequence[Any] = ()) -> list[Any]:
        """All rows of a query."""
        cursor = self.connection.cursor()
        cursor.execute(text, list(parameters) or None) if self.dialect is Dialect.POSTGRESQL else cursor.execute(
            text, list(parameters)
        )
        return list(cursor.fetchall()) if cursor.description else []

    def add(self, rows: Iterator[tuple[Any, ...]]) -> None:
        """Put entries in."""
        names = ", ".join(COLUMNS)
        if self.dialect is Dialect.POSTGRESQL:
            with self.connection.cursor().copy(f"COPY records_entry ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row((*row[:8], bool(row[8]), *row[9:]))
        else:
            marks = ", ".join("?" * len(COLUMNS))
            self.connection.executemany(f"INSERT INTO records_entry ({names}) VALUES ({marks})", rows)
        self.connection.commit()

    def fill(self, count: int) -> None:
        """A fresh table with so many entries: the first :data:`MADE` of them made, the others as they are, of further projects."""
        self.size = count
        if self.dialect is Dialect.SQLITE:
            self.run("PRAGMA cache_size = -1500000")
        self.run("DROP TABLE IF EXISTS records_entry")
        self.run(TABLE)
        made = min(count, MADE)
        self.add(entries(made))
        for text in copies(count, made, "unit_id + {projects} / 5", "project_id + {projects}"):
            self.run(text)
        self.connection.commit()
        for index in INDEXES:
            self.run(index)
        self.run("ANALYZE records_entry")
        self.connection.commit()
        if self.dialect is Dialect.SQLITE:
            self.run("PRAGMA wal_checkpoint(TRUNCATE)")
            self.run("PRAGMA cache_size = -200000")
        if self.dialect is Dialect.POSTGRESQL:
            self.connection.autocommit = True
            self.run("VACUUM records_entry")
            self.connection.autocommit = False

    def time(self, work: Callable[[], Any]) -> float:
        """Seconds that some work takes."""
        start = self.clock()
        work()
        return self.clock() - start


def database_in(folder: Path) -> Iterator[Database]:
    """PostgreSQL where ``DATABASE_URL`` names one, else SQLite in a file."""
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        yield from _postgresql()
        return
    connection = sqlite3.connect(folder / "entries.sqlite3")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA cache_size = -200000")
    yield Database(connection, Dialect.SQLITE, time.process_time)
    connection.close()


def _postgresql() -> Iterator[Database]:
    import psycopg

    # as Django connects: values stand in the text, and nothing is prepared, so that no query is planned without its values
    asking = {"cursor_factory": psycopg.ClientCursor, "prepare_threshold": None}
    with psycopg.connect(os.environ["DATABASE_URL"], **asking) as postgres:
        postgres.execute("SET max_parallel_workers_per_gather = 0")
        postgres.execute("SET jit = off")  # as the program's own connections have it
        postgres.execute("SET work_mem = '64MB'")
        postgres.execute("SET maintenance_work_mem = '512MB'")
        postgres.commit()
        yield Database(postgres, Dialect.POSTGRESQL, both_processes(postgres.info.backend_pid))


def both_processes(server: int) -> Callable[[], float]:
    """Processor time of this process and of the server's, where the system tells it; else the clock."""
    told = Path(f"/proc/{server}/schedstat")
    if not told.exists():
        return time.perf_counter
    return lambda: time.process_time() + int(told.read_text().split()[0]) / 1e9


# Measuring


class Pair(NamedTuple):
    """Median times of one question: by hand, our query, our query with every outcome computed."""

    by_hand: float
    query: float
    outcomes: float


def compare(database: Database, question: Question, rounds: int) -> Pair:
    """All in turns; first that they agree. Of several queries by hand the quickest is taken."""
    formula = check(question.formula, KINDS)
    query = to_sql(formula, WHEN, Store(database.dialect))
    by_hand = quickest(database, question, query)
    hand, own, whole = [], [], []
    for _ in range(rounds):
        hand.append(database.time(lambda: database.run(by_hand)))
        rows: list[Any] = []
        own.append(database.time(lambda rows=rows: rows.extend(database.run(query.text, query.parameters))))
        whole.append(own[-1] + database.time(lambda rows=rows: list(query.outcomes(rows))))
    return Pair(*map(statistics.median, (hand, own, whole)))


_QUICKEST: dict[tuple[str, Dialect], str] = {}
"""What was quickest at the largest of the sizes that every query was tried at."""
TRIED = 1_000_000
SMALL_ROUNDS = 5
"""So many times more rounds below :data:`TRIED`: what takes milliseconds is easily disturbed by what else runs."""


def quickest(database: Database, question: Question, query: Query) -> str:
    """Of the queries by hand that agree (all must) the one that answers first; in SQLite each also kept from the index by day."""
    texts = list(question.by_hand(database.dialect))
    if database.dialect is Dialect.SQLITE:
        texts += [text.replace("AND day BETWEEN", "AND +day BETWEEN") for text in texts]
    name = (question.name, database.dialect)
    if database.size > TRIED and name in _QUICKEST:
        texts = [_QUICKEST[name]]
    rows = database.run(query.text, query.parameters)
    found = {group: outcome.value for group, outcome in query.outcomes(rows)}
    times = {}
    for text in texts:
        said: list[Any] = []
        times[text] = database.time(lambda text=text, said=said: said.extend(database.run(text)))
        agree(database, question, found, said)
    _QUICKEST[name] = min(times, key=lambda text: times[text])
    return _QUICKEST[name]


def agree(database: Database, question: Question, found: dict[int, Any], said: Sequence[Any]) -> None:
    """Stop when a query by hand says something else than the formula."""
    for group, value, *_ in said:
        mine = found[int(group)]
        same = (
            mine is None
            if value is None
            else mine is not None and abs(float(mine) - float(value)) <= 1e-9 * abs(float(value))
        )
        if not same:
            raise SystemExit(f"{question.name}, {database.dialect}: {group}: {value} by hand, {mine} by formula")


def all_formulas() -> list[Formula]:
    """Every question as a formula."""
    return [check(question.formula, KINDS) for question in questions()]


def full_measure(database: Database, formulas: Sequence[Formula], groups: tuple[int, ...] | None = None) -> int:
    """Measure every formula for all projects, or for those named; how many values that are."""
    count = 0
    for formula in formulas:
        query = to_sql(formula, WHEN, Store(database.dialect, groups=groups))
        count += sum(1 for _ in query.outcomes(database.run(query.text, query.parameters)))
    return count


def incremental(database: Database, size: int, formulas: Sequence[Formula]) -> tuple[float, int]:
    """Add new entries and measure again what they touch, formula by formula; seconds and values."""
    new = list(entries(NEW, first=size, seed=7))
    database.add(iter(new))
    touched: dict[str, set[int]] = {}
    for row in new:
        touched.setdefault(row[1], set()).add(row[3])
    values = 0

    def work() -> None:
        nonlocal values
        for formula in formulas:
            groups = sorted(set().union(*(touched.get(kind.name, set()) for kind in formula.kinds)))
            values += full_measure(database, [formula], tuple(groups))

    return database.time(work), values


# The report


def introduction() -> Iterator[str]:
    """What is measured, whatever the size."""
    yield f"\n## {database_name()}：公式的查询和手写的查询\n"
    yield "同一个问题，由公式生成的查询和手写得出的最好的查询比（手写的有几种写法时取最快的一种；索引两边都一样）；"
    yield "在同一次运行里轮流做，先核对两边的值相同。手写的查询只取值；公式的查询另取分子、分母和用了几条记录。"
    yield "“连同换算”还包括在 Python 里把每一行变成精确的结果。时间是处理器时间（PostgreSQL 是客户端加服务进程，不并行），"
    yield f"各做几轮取中位数。目标：公式的查询不超过手写的{GOAL}倍。\n"
    shares = "、".join(f"{KINDS[kind].label}{share}%" for kind, share in SHARES.items())
    yield f"每个项目{PER_PROJECT}条记录，分两年：{shares}；超过{MADE:,}条的，是前{MADE:,}条换项目重复。"


def command(sizes: Sequence[int], rounds: int) -> str:
    """How this run was started."""
    served = "POSTGRES_SETTINGS='shared_buffers=2GB random_page_cost=1.1' python tests/postgres.py -- "
    prefix = served if database_name() == "PostgreSQL" else ""
    return f"{prefix}python bench/measure_sql.py --sizes {' '.join(map(str, sizes))} --rounds {rounds} --write"


class Section(NamedTuple):
    """What one size tells: its part of the page, and its row in the table of growth."""

    size: int
    lines: list[str]
    row: str


def one_size(database: Database, size: int, rounds: int, how: str) -> Section:
    """Fill, compare every pair, measure everything, then what new entries touch."""
    unit = "墙钟时间" if database.clock is time.perf_counter else "处理器时间"
    lines = [
        f"\n### {database_name()}：{size:,} 条记录，{size // PER_PROJECT:,} 个项目（{unit}，毫秒）\n",
        *machine(how),
    ]
    formulas, rounds = all_formulas(), rounds * SMALL_ROUNDS if size < TRIED else rounds
    began = time.perf_counter()
    database.fill(size)
    lines.append(f"- 建库用了{time.perf_counter() - began:.0f}秒（墙钟），每个问题{rounds}轮")
    lines.append("\n| 问题 | 公式 | 手写 | 公式的查询 | 之比 | 连同换算 | 之比 |\n|---|---|--:|--:|--:|--:|--:|")
    print("\n".join(lines), flush=True)
    worst = 0.0
    for question in questions():
        pair = compare(database, question, rounds)
        hand, own, outcomes = (seconds * 1000 for seconds in pair)
        worst = max(worst, own / hand)
        lines.append(
            f"| {question.name} | `{question.formula}` | {hand:.1f} | {own:.1f} | {own / hand:.2f} "
            f"| {outcomes:.1f} | {outcomes / hand:.2f} |"
        )
        print(lines[-1], flush=True)
    values: list[int] = []
    whole = min(
        database.time(lambda: values.append(full_measure(database, formulas))) for _ in range(1 if size > TRIED else 2)
    )
    again, touched = incremental(database, size, formulas)
    row = (
        f"| {size:,} | {size // PER_PROJECT:,} | {whole:.2f} | {values[-1]:,} | {again * 1000:.0f} | {touched:,} "
        f"| {worst:.2f} | {today()} |"
    )
    print(row, flush=True)
    return Section(size, lines, row)


def growth(rows: Sequence[str]) -> Iterator[str]:
    """How measuring everything, and what new entries touch, grows."""
    yield f"\n### {database_name()}：全部重算和增量（处理器时间）\n"
    yield f"“全部”是 {len(questions())} 个公式算遍所有项目；“增量”是新增 {NEW:,} 条记录之后，只重算碰到的台账和项目。\n"
    yield "| 记录 | 项目 | 全部，秒 | 值 | 增量，毫秒 | 值 | 查询之比最大 | 时间（UTC） |\n|--:|--:|--:|--:|--:|--:|--:|---|"
    yield from rows


def write(section: Section) -> None:
    """Put one size into the page; what is there of other sizes stays."""
    name = f"measure_sql {database_name()}"
    put(PAGE, name, introduction())
    put(PAGE, f"{name} growth", growth(merged(PAGE, f"{name} growth", [section.row])), after=name)
    put(PAGE, f"{name} {section.size}", section.lines, after=f"{name} growth")


def main() -> None:
    """Measure and print; with ``--write`` also into the page, each size as soon as it is measured."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args()
    how = command(chosen.sizes, chosen.rounds)
    print("\n".join(introduction()))
    with tempfile.TemporaryDirectory(prefix="zhunsheng-bench-") as name:
        for database in database_in(Path(name)):
            for size in chosen.sizes:
                section = one_size(database, size, chosen.rounds, how)
                if chosen.write:
                    write(section)


if __name__ == "__main__":
    main()
