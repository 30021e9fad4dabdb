"""Measure every page of the demonstration as every role; prints Markdown.

``python bench/pages.py`` makes the demonstration in a data folder of its own and asks each address several times through the whole
stack of middleware, without a network, in one warm process; ``--write docs/measurements-pages.md`` puts the result between the marks of
that page. The table has the slowest role of each page: wall time and processor time, the middle of several, and the number of queries.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from run import machine

ROUNDS = 5
GOAL = 300
"""Milliseconds that a page of the demonstration may take."""
ROLES = ("clerk", "head", "section", "reviewer", "department", "bureau", "performance", "budget", "oversight", "admin")
PAGES = (
    "/", "/overview/", "/overview/projects/", "/projects/", "/projects/6/", "/department/", "/department/804002/2020/",
    "/ledger/", "/ledger/patrol/", "/ledger/payment/", "/surveys/", "/surveys/1/", "/measures/", "/measures/project/6/{key}/",
    "/monitoring/?month=6", "/monitoring/?month=10", "/monitoring/", "/monitoring/6/?month=10", "/monitoring/6/", "/scores/", "/scores/6/",
    "/review/", "/review/804002/2020/", "/upload/", "/audit/", "/settings/rules/", "/settings/units/", "/settings/people/",
    "/demonstration/",
)  # fmt: skip
OPEN, CLOSE = "<!-- bench/pages.py -->", "<!-- /bench/pages.py -->"


def main() -> None:
    """Make, measure, print; with ``--write`` also into a page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", type=Path)
    parser.add_argument("--as-of", type=date.fromisoformat, default=date(2021, 1, 20))
    parser.add_argument("--roles", nargs="+", default=ROLES, choices=ROLES)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"ZHUNSHENG_DATA": folder, "ZHUNSHENG_HOSTS": "testserver"}
        from zhunsheng.web.demo import make_demo

        make_demo(folder, chosen.as_of)
        text = "\n".join(report(chosen.as_of, chosen.roles, chosen.rounds))
    print(text)
    if chosen.write:
        page = chosen.write.read_text("utf-8")
        before, _, rest = page.partition(OPEN)
        if not rest:
            sys.exit(f"{chosen.write}里没有{OPEN}")
        chosen.write.write_text(f"{before}{OPEN}\n{text}\n{CLOSE}{rest.partition(CLOSE)[2]}", "utf-8")


def report(day: date, roles: Sequence[str], rounds: int) -> Iterator[str]:
    """The table as Markdown lines, the slowest page first."""
    from django.test import Client

    from zhunsheng.web.accounts.models import User
    from zhunsheng.web.records.models import Target

    target = Target.objects.get(pk=6)
    browsers = {role: Client() for role in roles}
    for role, browser in browsers.items():
        browser.force_login(User.objects.get(username=role), backend="zhunsheng.web.accounts.backend.UnitBackend")
    for line in machine():
        yield line.replace(
            "bench/run.py --write docs/measurements.md", "bench/pages.py --write docs/measurements-pages.md"
        )
    yield ""
    yield f"示例停在{day}，角色{'、'.join(roles)}；每页各打开{rounds + 1}次，第一次不算，取中位数；表里是最慢的那个角色。"
    yield ""
    yield "| 页面 | 最慢的角色 | 毫秒 | 其中处理器 | 查询 |"
    yield "|---|---|--:|--:|--:|"
    rows = []
    for page in PAGES:
        url = page.format(key=target.draft["indicators"][0]["key"])
        found = [
            (*_measured(browser, url, rounds), role)
            for role, browser in browsers.items()
            if browser.get(url).status_code == 200
        ]
        if not found:
            sys.exit(f"{url}：没有角色打得开")
        wall, work, _, role = max(found, key=lambda row: row[1])
        rows.append((work, f"| `{page}` | {role} | {wall:.0f} | {work:.0f} | {max(row[2] for row in found)} |"))
    yield from (line for _, line in sorted(rows, reverse=True))


def _measured(browser: Any, url: str, rounds: int) -> tuple[float, float, int]:
    """Milliseconds on the wall and of the processor, and the queries of one request."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    walls, works = [], []
    for _ in range(rounds):
        wall, work = time.perf_counter(), time.process_time()
        browser.get(url)
        walls.append((time.perf_counter() - wall) * 1000)
        works.append((time.process_time() - work) * 1000)
    with CaptureQueriesContext(connection) as asked:
        browser.get(url)
        queries = len(asked)
    return statistics.median(walls), statistics.median(works), queries


if __name__ == "__main__":
    main()
