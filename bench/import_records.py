"""Measure the import of a large spreadsheet of ledger records: ``python bench/import_records.py [--rows 100000]``.

Each run is a process of its own, so that its peak memory is its own. Reported are checking (every row read, every fault
found), making the records (the second reading), writing the marked copy of a file with faults, and the peak of memory of
each; and how the two readings grow with the number of rows.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path

from openpyxl import Workbook

from zhunsheng.ledger.marked_copy import write_marked_copy
from zhunsheng.ledger.registry import kinds
from zhunsheng.ledger.sheet import check_sheet
from zhunsheng.ledger.sheet_rows import Terms

KIND = kinds()["repair_ticket"]
TERMS = Terms(datetime(2020, 12, 31, 23, 59), 2020, "804-0501-JBN-2RPF", "804002")


def main() -> None:
    """Run every size and print a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--measure", nargs=2, metavar=("FILE", "WHAT"), help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.measure:
        print(json.dumps(measure(Path(chosen.measure[0]).read_bytes(), chosen.measure[1])))
        return
    print(
        f"- {platform.system()}，{os.cpu_count()}核，Python {platform.python_version()}；{KIND.label}，{len(KIND.columns)}列"
    )
    print("\n| 行数 | 格式 | 文件 | 做什么 | 用时 | 处理器时间 | 内存峰值 |\n|---:|---|---:|---|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as folder:
        for rows in (chosen.rows // 10, chosen.rows):
            for suffix in (".xlsx", ".csv"):
                path = Path(folder, f"{rows}{suffix}")
                make(path, rows)
                for what in ("空转", "检查", "检查并成为记录", "检查并写出标记"):
                    told = json.loads(run(path, what))
                    size = f"{path.stat().st_size / 1e6:.1f} MB"
                    print(
                        f"| {rows} | {suffix[1:]} | {size} | {what} | {told['seconds']:.1f} s | {told['worked']:.1f} s | {told['peak']} MB |"
                    )


def run(path: Path, what: str) -> str:
    """One measurement in a process of its own."""
    command = [sys.executable, __file__, "--measure", str(path), what]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def measure(data: bytes, what: str) -> dict[str, float]:
    """Wall time and peak memory of one piece of work."""
    started, worked = time.perf_counter(), time.process_time()
    if what != "空转":
        found = check_sheet(data, KIND, TERMS)
        if what == "检查并成为记录":
            count = sum(1 for _ in found.records())
            if count != found.rows:
                raise SystemExit(f"{count} records of {found.rows} rows: {found.problems[:3]}")
        elif what == "检查并写出标记":
            write_marked_copy(found, io.BytesIO())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {"seconds": time.perf_counter() - started, "worked": time.process_time() - worked, "peak": peak}


def make(path: Path, rows: int) -> None:
    """A file of repair tickets, all of them good, days as Excel days (in csv: as text)."""
    labels = [column.label for column in KIND.columns]
    lines = (ticket(number) for number in range(rows))
    if path.suffix == ".csv":
        with path.open("w", encoding="gb18030", newline="") as out:
            for line in (labels, *lines):
                out.write(
                    ",".join(f"{cell:%Y-%m-%d %H:%M}" if isinstance(cell, datetime) else str(cell) for cell in line)
                    + "\n"
                )
        return
    book = Workbook(write_only=True)
    sheet = book.create_sheet(KIND.label)
    sheet.append(labels)
    for line in lines:
        sheet.append(line)
    book.save(path)


def ticket(number: int) -> list[object]:
    """One ticket; no two are alike."""
    at = datetime(2020, 1, 1, 8, 1) + timedelta(minutes=5 * (number % 100_000))
    later = [at + timedelta(hours=3), at + timedelta(hours=5)]
    lamp = f"LD-{number % 220:03}"
    return [
        f"WX-2020-{number:06}",
        at,
        *later,
        "路灯",
        lamp,
        "运河大道",
        "灯不亮",
        "已修复",
        "是",
        "旺龙路灯公司",
        f"第{number}次",
    ]


if __name__ == "__main__":
    main()
