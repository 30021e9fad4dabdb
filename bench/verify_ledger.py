"""Measure ``zhunsheng verify`` on a large installation: how long, and how much memory; prints Markdown.

``python bench/verify_ledger.py --entries 1000000`` fills an installation of its own with entries under digests, as the program writes
them, and has the real command look at every one of them in a process of its own; then one entry is changed behind the program's back,
and the command must say so. ``--data`` uses an installation that is there (nothing is changed in it). ``--write`` also writes the page.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from big_database import build
from page_blocks import PAGE, database_name, machine, merged, put, today


def main() -> None:
    """Fill, look, change, look again."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args()
    folder = chosen.data or Path(tempfile.mkdtemp(prefix="zhunsheng-verify-"))
    try:
        build(folder, chosen.entries)
        row = measured(folder, own=chosen.data is None)
    finally:
        if chosen.data is None:
            shutil.rmtree(folder)
    print(row)
    if not chosen.write:
        return
    name = f"verify_ledger {database_name()}"
    prefix = "python tests/postgres.py -- " if database_name() == "PostgreSQL" else ""
    lines = [
        f"\n## {database_name()}：核对全部记录（zhunsheng verify）\n",
        *machine(f"{prefix}python bench/verify_ledger.py --entries {chosen.entries} --write"),
        "- 每条记录的内容、用来计算的数、录入时间逐一与审计记录的摘要核对，审计记录自身的链、条数、文件也核对；命令自己的进程\n",
        "| 记录 | 用时 | 处理器时间 | 内存峰值 | 改动一条后 | 时间（UTC） |\n|--:|--:|--:|--:|---|---|",
    ]
    put(PAGE, name, [*lines, *merged(PAGE, name, [row])])


def measured(folder: Path, *, own: bool) -> str:
    """One line of the table."""
    from zhunsheng.web.records.models import Entry

    count = Entry.objects.count()
    code, lasted, worked, peak = verify(folder)
    if code != 0:
        raise SystemExit("verify found faults where there are none")
    told = "没有试"
    if own:
        change_one()
        if verify(folder)[0] == 0:
            raise SystemExit("verify did not find the entry that was changed")
        told = "查出"
    return f"| {count:,} | {lasted:.0f} s | {worked:.0f} s | {peak} MB | {told} | {today()} |"


def change_one() -> None:
    """Change a number of one entry as somebody could who owns the database."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT min(id) FROM records_entry")
        (pk,) = cursor.fetchone()
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'records_entry'")
            for (name,) in cursor.fetchall():
                cursor.execute(f"DROP TRIGGER {name}")
        else:
            cursor.execute("ALTER TABLE records_entry DISABLE TRIGGER USER")
        cursor.execute("UPDATE records_entry SET n2 = coalesce(n2, 0) + 1 WHERE id = %s", [pk])


def verify(folder: Path) -> tuple[int, float, float, int]:
    """The command's answer, seconds on the wall and of the processor, and its peak of memory in MB."""
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "zhunsheng", "verify", "--data", str(folder)], stdout=subprocess.DEVNULL
    )
    peak, told = 0, Path(f"/proc/{process.pid}/status")
    while True:
        found, status, usage = os.wait4(process.pid, os.WNOHANG)
        if found:
            return (
                os.waitstatus_to_exitcode(status),
                time.perf_counter() - began,
                usage.ru_utime + usage.ru_stime,
                peak // 1024,
            )
        lines = told.read_text().splitlines() if told.exists() else []
        peak = max([peak, *(int(one.split()[1]) for one in lines if one.startswith("VmHWM"))])
        time.sleep(0.1)


if __name__ == "__main__":
    main()
