"""Measure every page of the demonstration as every role; prints Markdown.

``python bench/pages.py`` makes the demonstration in a data folder of its own, signs in as each role, follows every link from the
workbench on and asks each kind of page that it comes to several times through the whole stack of middleware, without a network, in
one warm process; ``--write docs/measurements-pages.md`` puts the result between the marks of that page. The table has the slowest role
and address of each kind of page: wall time and processor time, the middle of several, and the number of queries.
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
from urllib.parse import urldefrag, urljoin

from page_blocks import machine

ROUNDS = 5
GOAL = 300
"""Milliseconds that a page of the demonstration may take."""
ROLES = (
    "clerk",
    "head",
    "section",
    "reviewer",
    "department",
    "bureau",
    "performance",
    "budget",
    "expert1",
    "oversight",
    "admin",
)
START = ("/", "/overview/deadlines/", "/open/", "/recent/")
"""Where the walk begins: the workbench, what it fetches behind itself, and the portal."""
EACH = 2
"""Addresses of a kind of page that are measured for a role."""
OPEN, CLOSE = "<!-- bench/pages.py -->", "<!-- /bench/pages.py -->"


def main() -> None:
    """Make, measure, print; with ``--write`` also into a page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", type=Path)
    parser.add_argument("--as-of", type=date.fromisoformat, default=date(2021, 9, 10))
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
    """The table as Markdown lines, the slowest kind of page first."""
    told = [(role, address, route) for role in roles for address, route in _walk(_signed_in(role))]
    yield from machine("python bench/pages.py --write docs/measurements-pages.md")
    yield ""
    yield (
        f"示例停在{day}，角色{'、'.join(roles)}；从工作台起跟着链接走到的每一种页面、每个角色至多{EACH}个网址，"
        f"各打开{rounds + 1}次，第一次不算，取中位数；表里是每种页面最慢的一个。目标：{GOAL}毫秒以内。"
    )
    yield ""
    yield "| 页面 | 最慢的角色 | 毫秒 | 其中处理器 | 查询 |"
    yield "|---|---|--:|--:|--:|"
    slowest: dict[str, tuple[float, float, int, str, str]] = {}
    browsers = {role: _signed_in(role) for role in roles}
    for role, address, route in told:
        wall, work, queries = _measured(browsers[role], address, rounds)
        most = max(queries, slowest[route][2] if route in slowest else 0)
        if route not in slowest or work > slowest[route][1]:
            slowest[route] = (wall, work, most, role, address)
        else:
            slowest[route] = (*slowest[route][:2], most, *slowest[route][3:])
    for wall, work, queries, role, address in sorted(slowest.values(), key=lambda row: -row[0]):
        yield f"| `{address}` | {role} | {wall:.0f} | {work:.0f} | {queries} |"
    over = sum(row[0] > GOAL for row in slowest.values())
    yield ""
    yield f"{len(slowest)}种页面，{len(told)}个网址，超过{GOAL}毫秒的{over}种。"


def _signed_in(role: str) -> Any:
    from django.test import Client

    from zhunsheng.web.accounts.models import User

    browser = Client()
    browser.force_login(User.objects.get(username=role), backend="zhunsheng.web.accounts.backend.UnitBackend")
    return browser


def _walk(browser: Any) -> Iterator[tuple[str, str]]:
    """Addresses of pages that links lead to, each with its route: at most so many of a route, downloads left out."""
    from django.urls import Resolver404, resolve
    from lxml import html

    waiting, seen, of_route = list(START), set(START), dict[str, int]()
    while waiting:
        address = waiting.pop(0)
        try:
            route = resolve(address.partition("?")[0]).route
        except Resolver404:
            continue
        if of_route.get(route, 0) >= EACH:
            continue
        answer = browser.get(address)
        is_page = answer.status_code == 200 and answer.headers.get("Content-Type", "").startswith("text/html")
        if not is_page or not answer.content:
            continue
        of_route[route] = of_route.get(route, 0) + 1
        yield address, route
        for link in html.fromstring(answer.content).xpath("//a/@href"):
            found = urldefrag(urljoin(address, link)).url
            if found.startswith("/") and found not in seen and not found.startswith("/logout"):
                seen.add(found)
                waiting.append(found)


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
