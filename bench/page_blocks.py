"""What the benchmarks write pages with: a block of a page between its own marks, and where and when it was measured."""

from __future__ import annotations

import os
import platform
import re
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

PAGE = Path(__file__).resolve().parent.parent / "docs" / "measurements-formula.md"
HEAD = """# 台账和取数有多快

这里的数都由仓库里的程序量出，命令写在旁边，可以重做。量的时候机器上同时还有别的程序在跑：
墙钟时间会因此偏长，处理器时间受的影响小；同一张表里两边轮流做，比值可以信，绝对数请当作上限看。
"""


def put(page: Path, name: str, lines: Iterable[str], after: str = "") -> None:
    """Put lines between the marks of a benchmark; a page without them gets them behind the block ``after``, or at its end."""
    text = page.read_text("utf-8") if page.exists() else HEAD
    opened, closed = f"<!-- {name} -->", f"<!-- /{name} -->"
    block = "\n".join((opened, *lines, closed))
    before, found, rest = text.partition(opened)
    if found:
        new = f"{before}{block}{rest.partition(closed)[2]}"
    elif after and (mark := f"<!-- /{after} -->") in text:
        new = text.replace(mark, f"{mark}\n\n{block}", 1)
    else:
        new = f"{text.rstrip()}\n\n{block}\n"
    page.write_text(new, "utf-8", newline="\n")


def merged(page: Path, name: str, rows: Iterable[str]) -> list[str]:
    """Rows of a table with those that the page's block has for other sizes (the first cell), the smallest first."""
    text = page.read_text("utf-8") if page.exists() else ""
    block = text.partition(f"<!-- {name} -->")[2].partition(f"<!-- /{name} -->")[0]
    by_size = {_size(line): line for line in (*block.splitlines(), *rows) if _size(line)}
    return [by_size[size] for size in sorted(by_size)]


def today() -> str:
    """The day for a row that stands with rows of other days."""
    return f"{datetime.now(UTC):%Y-%m-%d %H:%M}"


def _size(line: str) -> int:
    """The number in a row's first cell; 0 for every other line."""
    told = re.match(r"\| *([\d,]+) *\|", line)
    return int(told.group(1).replace(",", "")) if told else 0


def machine(command: str) -> Iterator[str]:
    """Where, when and how."""
    info = Path("/proc/cpuinfo")
    model = re.search(r"model name\s*:\s*(.+)", info.read_text()) if info.exists() else None
    load = f"，开始时负载{os.getloadavg()[0]:.1f}（机器与别的程序共用）" if hasattr(os, "getloadavg") else ""
    yield f"- 机器：{model.group(1) if model else platform.processor()}，{os.cpu_count()}核{load}"
    yield f"- 系统：{platform.system()} {platform.release()}，Python {platform.python_version()}，SQLite {sqlite3.sqlite_version}"
    yield f"- 时间：{today()} UTC"
    yield f"- 命令：`{command}`"


def database_name() -> str:
    """What is measured on."""
    return "PostgreSQL" if os.environ.get("DATABASE_URL", "").startswith("postgres") else "SQLite"
