"""Measure pages and the check of the audit trail on a large installation; prints Markdown.

``python bench/pages_at_scale.py`` fills an installation with a million entries (``--entries``; ``--data`` uses one that is there;
in PostgreSQL: inside ``python tests/postgres.py -- …``) and asks for its pages as people do, who see everything or one unit: each
page once cold, then five times; the median counts. Then ``zhunsheng verify``. ``--write`` also writes the page.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from big_database import PER_UNIT, YEAR, build, person
from page_blocks import PAGE, database_name, machine, put

ROUNDS = 5
GOAL = 0.5


def main() -> None:
    """Pages, then the check."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--no-verify", action="store_true")
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args()
    folder = chosen.data or Path(tempfile.mkdtemp(prefix="zhunsheng-pages-"))
    lines = []
    try:
        build(folder, chosen.entries)
        for line in report(folder, not chosen.no_verify):
            print(line, flush=True)
            lines.append(line)
    finally:
        if chosen.data is None:
            shutil.rmtree(folder)
    if chosen.write:
        put(PAGE, f"pages_at_scale {database_name()}", lines)


def report(folder: Path, verify: bool) -> Iterator[str]:
    """The lines of the page."""
    from zhunsheng.web.records.models import Entry, Target, Unit

    prefix = "python tests/postgres.py -- " if database_name() == "PostgreSQL" else ""
    count = Entry.objects.count()
    yield f"\n## {database_name()}：库里有{count:,}条记录、{Target.objects.count():,}个项目、{Unit.objects.count():,}个单位时的页面\n"
    yield from machine(f"{prefix}python bench/pages_at_scale.py --write")
    yield f"- 每个单位{PER_UNIT}个项目；从收到请求到答复写好，{ROUNDS}次取中位数；目标：500毫秒以内。“头一次”含重算还没有算过的实测值"
    yield "\n| 页面 | 谁看 | 头一次 | 中位数 | 处理器时间 | 数据库查询 | 数据库用时 |\n|---|---|--:|--:|--:|--:|--:|"
    for what, who, url in pages():
        yield page_line(what, who, url)
    if verify:
        command = [sys.executable, "-m", "zhunsheng", "verify", "--data", str(folder)]
        before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        told = subprocess.run(command, capture_output=True, text=True, check=False)
        lasted, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
        if told.returncode:
            raise SystemExit(f"verify: {told.stdout[:500]}{told.stderr[:500]}")
        worked = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        rate = f"每秒{count / worked:,.0f}条"
        yield f"\n`zhunsheng verify`：{lasted:.0f}秒，处理器时间{worked:.0f}秒（{rate}），没有不符之处。"


def pages() -> Iterator[tuple[str, str, str]]:
    """What is asked for: words, who asks, address."""
    from zhunsheng.web.records.models import Entry, Target

    clerk = person("clerk")
    own = Target.objects.filter(unit=clerk.unit).order_by("position").first()
    newest = Entry.objects.filter(unit=clerk.unit, kind="patrol").order_by("-day").values_list("pk", flat=True).first()
    for who in ("admin", "clerk"):
        yield "台账首页", who, "/ledger/"
        yield "巡查台账，第一页", who, "/ledger/patrol/"
        yield "巡查台账，末尾一页", who, "/ledger/patrol/?page=999999"
        yield "巡查台账，按项目筛选", who, f"/ledger/patrol/?project={own.pk}"
        yield "巡查台账，按日期筛选", who, f"/ledger/patrol/?since={YEAR}-03-01&until={YEAR}-03-31"
        yield "巡查台账，按设施筛选", who, "/ledger/patrol/?thing=编号7"
        yield "巡查台账，搜文字", who, "/ledger/patrol/?q=编号7"
        yield "巡查台账，更正过的", who, "/ledger/patrol/?state=corrected"
        yield "实测值", who, f"/measures/?unit={clerk.unit.code}&year={YEAR}"
        yield "实测值，截至6月底", who, f"/measures/?unit={clerk.unit.code}&year={YEAR}&as_of={YEAR}-06-30"
        yield "监控", who, f"/monitoring/?unit={clerk.unit.code}&year={YEAR}"
        yield "自评", who, f"/scores/?unit={clerk.unit.code}&year={YEAR}"
        yield "项目列表", who, "/projects/"
        yield "工作台", who, "/"
        yield "审计记录", who, "/audit/"
    yield "一个实测值的凭据", "clerk", f"/measures/project/{own.pk}/k0/"
    yield "一个项目的监控", "clerk", f"/monitoring/{own.pk}/"
    yield "一条记录", "clerk", f"/ledger/entries/{newest}/"
    yield "手机要的数据", "worker", "/m/data/"


def page_line(what: str, who: str, url: str) -> str:
    """One page as a line of the table."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    names = {"admin": "管理员（全部单位）", "clerk": "经办（一个单位）", "worker": "巡查员"}
    browser = Client(HTTP_HOST="localhost")
    browser.force_login(person(who), backend="zhunsheng.web.accounts.backend.UnitBackend")

    def once() -> tuple[float, float]:
        began, worked = time.perf_counter(), time.process_time()
        answer = browser.get(url)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        if answer.status_code != 200 or not body:
            raise SystemExit(f"{url}: {answer.status_code}")
        return time.perf_counter() - began, time.process_time() - worked

    cold = once()[0]
    times = [once() for _ in range(ROUNDS)]
    median, worked = (statistics.median(one[place] for one in times) for place in (0, 1))
    with CaptureQueriesContext(connection) as asked:
        once()
    inside = sum(float(one["time"]) for one in asked.captured_queries)
    marks = "**" if median >= GOAL else ""
    return (
        f"| {what} | {names[who]} | {cold * 1000:.0f} ms | {marks}{median * 1000:.0f} ms{marks} | {worked * 1000:.0f} ms "
        f"| {len(asked)} | {inside * 1000:.0f} ms |"
    )


if __name__ == "__main__":
    main()
