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


def put(page: Path, name: str, lines: Iterable[str]) -> None:
    """Put lines between the marks of a benchmark; a page without them gets them at its end."""
    text = page.read_text("utf-8") if page.exists() else HEAD
    opened, closed = f"<!-- {name} -->", f"<!-- /{name} -->"
    block = "\n".join((opened, *lines, closed))
    before, found, rest = text.partition(opened)
    new = f"{before}{block}{rest.partition(closed)[2]}" if found else f"{text.rstrip()}\n\n{block}\n"
    page.write_text(new, "utf-8", newline="\n")


def machine(command: str) -> Iterator[str]:
    """Where, when and how."""
    info = Path("/proc/cpuinfo")
    model = re.search(r"model name\s*:\s*(.+)", info.read_text()) if info.exists() else None
    load = f"，开始时负载{os.getloadavg()[0]:.1f}（机器与别的程序共用）" if hasattr(os, "getloadavg") else ""
    yield f"- 机器：{model.group(1) if model else platform.processor()}，{os.cpu_count()}核{load}"
    yield f"- 系统：{platform.system()} {platform.release()}，Python {platform.python_version()}，SQLite {sqlite3.sqlite_version}"
    yield f"- 时间：{datetime.now(UTC):%Y-%m-%d %H:%M} UTC"
    yield f"- 命令：`{command}`"


def database_name() -> str:
    """What is measured on."""
    return "PostgreSQL" if os.environ.get("DATABASE_URL", "").startswith("postgres") else "SQLite"
