"""Measure the live re-check: what one request of the form page costs while somebody types; prints Markdown.

``python bench/live_check.py`` prints; ``--write docs/review-desk.md`` also puts the result into that page, between its
marks. It fills a data folder of its own with units of several sizes and asks the real views, without a network.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from page_blocks import machine

SIZES = (9, 60, 300, 1000)
"""Projects in each unit's year."""
ROUNDS = 9
OPEN, CLOSE = "<!-- bench/live_check.py -->", "<!-- /bench/live_check.py -->"


def main() -> None:
    """Measure everything and print it; with ``--write`` also into a page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", type=Path)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"ZHUNSHENG_DATA": folder, "ZHUNSHENG_HOSTS": "testserver"}
        from zhunsheng.web.serve import prepare

        prepare(Path(folder))
        text = "\n".join(report())
    print(text)
    if chosen.write:
        page = chosen.write.read_text("utf-8")
        before, _, rest = page.partition(OPEN)
        after = rest.partition(CLOSE)[2]
        if not rest:
            sys.exit(f"{chosen.write}里没有{OPEN}")
        chosen.write.write_text(f"{before}{OPEN}\n{text}\n{CLOSE}{after}", "utf-8")


def report() -> Iterator[str]:
    """The table as Markdown lines: processor time of a whole request in milliseconds, the middle one of several."""
    yield from machine("python bench/live_check.py --write docs/review-desk.md")
    yield ""
    yield "| 单位全年的项目 | 第一次打开一张表 | 再打开 | 边打字边审：指标值 | 边打字边审：绩效目标 | 存一格 |"
    yield "|--:|--:|--:|--:|--:|--:|"
    browser, target = _unit(1)
    browser.get(f"/projects/{target.pk}/")  # what a process loads once is no cost of a request
    for size in SIZES:
        yield _line(size)


def _line(size: int) -> str:
    browser, target = _unit(size)
    url = f"/projects/{target.pk}/"
    row = target.draft["indicators"][1]["key"]
    cold = _timed(lambda _: browser.get(url), 1)
    warm = _timed(lambda _: browser.get(url))
    value = _timed(lambda n: _post(browser, f"{url}check/", address=f"indicators.{row}.target", text=f"≥9{n}%"))
    goal = _timed(lambda n: _post(browser, f"{url}check/", address="goal", text=f"全年检修{n + 12}次，亮灯率97%。"))
    saved = _timed(
        lambda n: _post(
            browser, f"{url}cells/", address=f"indicators.{row}.target", text=f"≥8{n}%", base="", force=True
        )
    )
    return f"| {size} | {cold:.0f} | {warm:.0f} | {value:.0f} | {goal:.0f} | {saved:.0f} |"


def _unit(size: int) -> tuple[Any, Any]:
    """A unit with so many projects, made from the example's, and a browser in which its clerk has signed in."""
    from django.test import Client

    from zhunsheng.bundled import example_bytes
    from zhunsheng.documents.interchange import document_to_json
    from zhunsheng.model.address import put_cell
    from zhunsheng.model.organisation import BudgetUnit
    from zhunsheng.usecases.read_document import read_bytes
    from zhunsheng.web.accounts.models import User
    from zhunsheng.web.records.models import Target
    from zhunsheng.web.records.operations.confirm_reading import confirm_reading
    from zhunsheng.web.records.operations.create_unit import add_unit
    from zhunsheng.web.records.operations.upload_file import upload_file

    park = read_bytes(example_bytes())
    unit = add_unit(None, f"9{size:05d}", f"量一量{size}", None)
    own = BudgetUnit(unit.code, unit.name)
    projects = []
    for number in range(size):
        project = put_cell(park.projects[number % 9], "code", f"9-{number:05d}-JBN-{number:04d}")
        name = f"{project.name}{number}" if number >= 9 else project.name
        projects.append(replace(put_cell(project, "name", name), unit=own))
    plan = replace(park.department, unit=own)
    noun = replace(park, unit=own, department=plan, projects=tuple(projects))
    clerk = User.objects.create_user(f"clerk{size}", password=None, role="clerk", unit=unit)
    reading = upload_file(clerk, "量.json", json.dumps(document_to_json(noun), ensure_ascii=False).encode())
    confirm_reading(reading, clerk, year=2020)
    browser = Client()
    browser.force_login(clerk, backend="zhunsheng.web.accounts.backend.UnitBackend")
    return browser, Target.objects.filter(unit=unit).order_by("position").first()


def _post(browser: Any, url: str, **data: Any) -> Any:
    return browser.post(url, json.dumps(data), content_type="application/json")


def _timed(act: Any, rounds: int = ROUNDS) -> float:
    times = []
    for number in range(rounds):
        start = time.process_time()
        answer = act(number)
        times.append((time.process_time() - start) * 1000)
        assert answer.status_code == 200, answer.content
    return statistics.median(times)


if __name__ == "__main__":
    main()
