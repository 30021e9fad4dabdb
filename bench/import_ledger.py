"""Measure a large import the whole way, from the posted file to entries in the database; prints Markdown.

``python bench/import_ledger.py`` (in PostgreSQL: inside ``python tests/postgres.py -- …``) fills an installation, signs a clerk
in, posts a spreadsheet of repair tickets to the import page and waits for the process that the page starts: it checks every
row, stages what is fine, writes all rows with one audit entry, counts them and marks the values that read them. Then the same
file once more, whose rows are all there already. ``--data`` uses an installation that is there. ``--write`` also writes the page.
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
from typing import Any

from big_database import build, person
from import_records import make
from page_blocks import PAGE, database_name, machine, put

GOAL = 60


def main() -> None:
    """Import files of growing size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--entries", type=int, default=10_000, help="entries that are there before")
    parser.add_argument("--data", type=Path)
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args()
    folder = chosen.data or Path(tempfile.mkdtemp(prefix="zhunsheng-import-"))
    try:
        build(folder, chosen.entries)
        lines = list(report(chosen.rows, folder))
    finally:
        if chosen.data is None:
            shutil.rmtree(folder)
    if chosen.write:
        put(PAGE, f"import_ledger {database_name()} {chosen.entries}", lines)


def report(sizes: list[int], folder: Path) -> Any:
    """The lines of the page, printed as they come."""
    from zhunsheng.web.records.models import Entry

    prefix = "python tests/postgres.py -- " if database_name() == "PostgreSQL" else ""
    lines = [
        f"\n## {database_name()}：整个导入过程，库里原有{Entry.objects.count():,}条记录\n",
        *machine(f"{prefix}python bench/import_ledger.py --rows {' '.join(map(str, sizes))} --write"),
        "- 从网页收到文件算起，到全部记录、审计记录、条数都已提交；目标：10万行60秒以内。内存是导入进程的峰值；后导入的要和先导入的逐条比对有没有重复",
        "\n| 行数 | 格式 | 文件 | 做什么 | 用时 | 导入进程的处理器时间 | 内存峰值 | 当时负载 |\n|--:|---|--:|---|--:|--:|--:|--:|",
    ]
    print("\n".join(lines))
    for rows in sizes:
        for suffix in (".xlsx", ".csv"):
            path = folder / f"{rows}{suffix}"
            make(path, rows)
            for what in ("导入", "同一文件再导入一次") if suffix == ".xlsx" else ("导入",):
                lines.append(line(path, rows, what))
                print(lines[-1], flush=True)
            path.unlink()
    return lines


def line(path: Path, rows: int, what: str) -> str:
    """One import as a line of the table."""
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.test import Client

    from zhunsheng.web.records import import_work
    from zhunsheng.web.records.models import ImportJob, Target

    clerk = person("clerk")
    another = ImportJob.objects.filter(state="done", repeated=0).count() - (what != "导入")
    project = Target.objects.filter(unit=clerk.unit).order_by("position")[
        another
    ]  # another project's are other records
    used: list[Any] = []
    import_work.launch = lambda job: used.append(work(job.pk))
    browser = Client()
    browser.force_login(clerk, backend="zhunsheng.web.accounts.backend.UnitBackend")
    file = SimpleUploadedFile(path.name, path.read_bytes())
    began = time.perf_counter()
    answer = browser.post("/ledger/repair_ticket/import/", {"file": file, "project": project.pk}, HTTP_HOST="localhost")
    lasted = time.perf_counter() - began
    job = ImportJob.objects.order_by("-pk").first()
    if answer.status_code != 302 or job is None or job.state != "done":
        raise SystemExit(f"{answer.status_code}: {job and (job.state, job.message, job.problems[:3])}")
    if (job.kept if what == "导入" else job.repeated) != rows:
        raise SystemExit(f"{job.kept} kept, {job.repeated} repeated of {rows}")
    ((worked, peak),) = used
    size = f"{path.stat().st_size / 1e6:.1f} MB"
    return f"| {rows:,} | {path.suffix[1:]} | {size} | {what} | {lasted:.1f} s | {worked:.1f} s | {peak} MB | {os.getloadavg()[0]:.1f} |"


def work(pk: int) -> tuple[float, int]:
    """The process that the page starts: its processor time, and its peak of memory in MB (looked up while it runs, because what
    the system tells afterwards includes the process that started it)."""
    process = subprocess.Popen([sys.executable, "-m", "zhunsheng.web", "run_import", str(pk)])
    peak, told = 0, Path(f"/proc/{process.pid}/status")
    while True:
        found, _, usage = os.wait4(process.pid, os.WNOHANG)
        if found:
            return usage.ru_utime + usage.ru_stime, peak // 1024
        lines = told.read_text().splitlines() if told.exists() else []
        peak = max([peak, *(int(one.split()[1]) for one in lines if one.startswith("VmHWM"))])
        time.sleep(0.1)


if __name__ == "__main__":
    main()
