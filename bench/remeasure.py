"""Measure indicators again as the application does it, at growing sizes; prints Markdown.

``python bench/remeasure.py`` fills a data folder of its own (in PostgreSQL: inside ``python tests/postgres.py -- python
bench/remeasure.py``) with projects, formulas and entries, measures all of it anew twice (the first time nothing is kept yet),
then writes a thousand entries as the program writes them and measures what they touched. Everything goes the way of the
program: entries mark values stale, values are computed by sets, put into the target's unit, held against the target, digested
and kept. ``--write`` also writes the page. Each size is a process of its own.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from big_database import BOUND, PER_UNIT, build, new_rows
from measure_sql import NEW, PER_PROJECT, both_processes
from page_blocks import PAGE, database_name, machine, merged, put, today

SIZES = (10_000, 100_000, 1_000_000)


def main() -> None:
    """Every size, one after the other."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.one:
        print(json.dumps(one_size(chosen.one)))
        return
    lines = [f"\n## {database_name()}：按程序自己的路重算实测值\n"]
    sizes = " ".join(map(str, chosen.sizes))
    prefix = "python tests/postgres.py -- " if database_name() == "PostgreSQL" else ""
    lines += machine(f"{prefix}python bench/remeasure.py --sizes {sizes} --write")
    lines.append(
        f"- 每个项目{PER_PROJECT}条记录、{BOUND}条指标，每条指标一个公式（共11种，轮流用），每个单位{PER_UNIT}个项目；增量是新录{NEW:,}条，随机落在各项目"
    )
    lines.append(
        "\n| 记录 | 项目 | 值 | 全部，头一次 | 全部，再一次 | 每个项目 | 增量：存入并标记 | 增量：重算 | 值 | 内存峰值 | 时间（UTC） |"
    )
    lines.append("|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|---|")
    print("\n".join(lines), flush=True)
    note = "各格是处理器时间（PostgreSQL是客户端加服务进程），括号里是墙钟时间。“每个项目”是“再一次”除以项目数。内存峰值从建好库以后算起。"
    name = f"remeasure {database_name()}"
    for size in chosen.sizes:
        told = row(size, json.loads(in_own_process(size)))
        print(told, flush=True)
        if chosen.write:
            put(PAGE, name, [*lines, *merged(PAGE, name, [told]), f"\n{note}"])


def in_own_process(size: int) -> str:
    """Measure one size; what it printed last."""
    command = [sys.executable, __file__, "--one", str(size)]
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout.strip().splitlines()[-1]


def row(size: int, told: dict[str, Any]) -> str:
    """A line of the table."""

    def cell(name: str) -> str:
        worked, lasted = told[name]
        return f"{worked:.2f} s（{lasted:.2f}）" if lasted >= 1 else f"{worked * 1000:.0f} ms（{lasted * 1000:.0f}）"

    each = told["again"][0] / told["projects"] * 1000
    return (
        f"| {size:,} | {told['projects']:,} | {told['values']:,} | {cell('first')} | {cell('again')} | {each:.2f} ms "
        f"| {cell('added')} | {cell('touched')} | {told['stale']:,} | {told['peak']} MB | {today()} |"
    )


def one_size(size: int) -> dict[str, Any]:
    """Fill an installation and measure it."""
    folder = Path(tempfile.mkdtemp(prefix="zhunsheng-remeasure-"))
    try:
        if database_name() == "PostgreSQL":
            empty_postgresql()
        build(folder, size, verified=size <= 100_000)
        forget_peak()
        return measured(size)
    finally:
        shutil.rmtree(folder)


def forget_peak() -> None:
    """From here on the peak of memory is that of measuring: what the filling took, most of it SQLite's cache, is given back."""
    from django.db import connection

    connection.close()
    gc.collect()
    forgotten = Path("/proc/self/clear_refs")
    if forgotten.exists():
        forgotten.write_text("5")


def peak_of_memory() -> int:
    """The most memory since then in MB."""
    told = Path("/proc/self/status")
    if told.exists():
        return int(next(line for line in told.read_text().splitlines() if line.startswith("VmHWM")).split()[1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def empty_postgresql() -> None:
    """Every size begins in an empty database."""
    import psycopg

    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")


def measured(size: int) -> dict[str, Any]:
    """The times, processor's and wall's, and how many values there were."""
    from django.db import connection

    from zhunsheng.web.records import remeasure
    from zhunsheng.web.records.models import MeasuredValue, Target

    connection.ensure_connection()
    clock = time.process_time
    if connection.vendor == "postgresql":
        clock = both_processes(connection.connection.info.backend_pid)

    def timed(work: Callable[[], Any]) -> tuple[float, float]:
        worked, began = clock(), time.perf_counter()
        work()
        return clock() - worked, time.perf_counter() - began

    told: dict[str, Any] = {"projects": Target.objects.count()}
    told["first"] = timed(remeasure.everything)
    told["values"] = MeasuredValue.objects.count()
    told["again"] = timed(remeasure.everything)
    rows = list(new_rows(NEW, first=size, seed=7))
    told["added"] = timed(lambda: add(rows))
    told["stale"] = MeasuredValue.objects.filter(stale=True).count()
    told["touched"] = timed(remeasure.touched)
    told["peak"] = peak_of_memory()
    if MeasuredValue.objects.filter(stale=True).exists() or not told["stale"]:
        raise SystemExit("the new entries touched nothing, or not all of it was measured again")
    return told


def add(rows: list[Any]) -> None:
    """Write entries as an import does."""
    from dataclasses import replace

    from django.db import transaction
    from django.utils import timezone

    from zhunsheng.formula.storage import microseconds
    from zhunsheng.web.records import audit
    from zhunsheng.web.records.entry_rows import digest_of, insert_fields
    from zhunsheng.web.records.tallies import count

    with transaction.atomic():
        audit.hold()
        at = timezone.now()
        written = [replace(row, recorded_at=microseconds(at)) for row in rows]
        detail = {"rows": len(written), "digest": digest_of(written), "source": "import"}
        logged = audit.log("import_entries", None, at, "import:0", detail)
        insert_fields(row.fields(logged.number) for row in written)
        count(((row.unit_id, row.kind, row.month) for row in written), at=microseconds(at))


if __name__ == "__main__":
    main()
