"""Measure a bureau's pages on 2,000 units with 20,000 projects; prints Markdown.

``python bench/bureau.py`` fills a data folder of its own (SQLite); inside ``python tests/postgres.py -- python bench/bureau.py`` a
PostgreSQL database. ``--write docs/measurements-bureau.md`` puts the result between the marks of the database in that page. Units,
projects, standings, findings, deadlines and steps are written as the program writes them; the pages are asked through the whole stack
of middleware, without a network. Wall time of the request, the middle one of several, beside its processor time.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from page_blocks import machine

DEPARTMENTS, UNITS, PROJECTS = 100, 2_000, 20_000
YEAR, TODAY = 2020, date(2020, 10, 20)
ROUNDS = 7
GOAL = 500
"""Milliseconds that the bureau's dashboard may take."""
PAGES = (
    ("performance", "/overview/", "总览，全部部门"),
    ("performance", "/overview/?unit=D007", "总览，一个部门"),
    ("performance", "/overview/deadlines/", "总览，期限一块（随后取来）"),
    ("performance", "/recent/", "工作台，最近的事（随后取来）"),
    ("performance", "/overview/projects/?light=missed", "项目明细，未达的"),
    ("performance", "/overview/projects/?rule=ZSG11", "项目明细，一条规则的"),
    ("performance", "/overview/projects/?money=40&goals=60", "项目明细，象限图的一格"),
    ("performance", "/", "工作台，绩效股"),
    ("bureau_section", "/", "工作台，财政业务股室"),
    ("budget", "/", "工作台，预算股"),
    ("oversight", "/", "工作台，人大、审计"),
    ("department", "/", "工作台，主管部门"),
    ("clerk", "/", "工作台，经办人"),
)
"""Who asks which page, and what it is called."""


def main() -> None:
    """Fill, measure, print; with ``--write`` also into a page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", type=Path)
    parser.add_argument("--projects", type=int, default=PROJECTS)
    chosen = parser.parse_args()
    kind = "postgresql" if os.environ.get("DATABASE_URL") else "sqlite"
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"ZHUNSHENG_DATA": folder, "ZHUNSHENG_HOSTS": "testserver"}
        (Path(folder) / "demonstration-day").write_text(str(TODAY), "ascii")
        from zhunsheng.web.serve import prepare

        prepare(Path(folder))
        people = fill(chosen.projects)
        text = "\n".join(report(people, kind, chosen.projects))
    print(text)
    if chosen.write:
        begin, end = f"<!-- bench/bureau.py {kind} -->", f"<!-- /bench/bureau.py {kind} -->"
        page = chosen.write.read_text("utf-8")
        before, _, rest = page.partition(begin)
        if not rest:
            sys.exit(f"{chosen.write}里没有{begin}")
        chosen.write.write_text(f"{before}{begin}\n{text}\n{end}{rest.partition(end)[2]}", "utf-8")


def fill(projects: int) -> dict[str, Any]:
    """A county: departments, units, projects with tables, how they stand, findings, deadlines, steps; and people by role."""
    from django.db import connection

    from zhunsheng.web.records.models import Target, Unit

    dice = random.Random(7)
    departments = Unit.objects.bulk_create([Unit(code=f"D{n:03d}", name=f"第{n}部门") for n in range(DEPARTMENTS)])
    Unit.objects.bulk_update([_placed(unit, None) for unit in departments], ["path"])
    units = Unit.objects.bulk_create(
        [
            Unit(code=f"D{n % DEPARTMENTS:03d}{n:05d}", name=f"第{n}单位", parent=departments[n % DEPARTMENTS])
            for n in range(UNITS)
        ]
    )
    Unit.objects.bulk_update([_placed(unit, unit.parent) for unit in units], ["path"], batch_size=500)
    targets = list(_targets(units, projects, dice))
    Target.objects.bulk_create(targets, batch_size=1000)
    _standings(targets, dice)
    _steps_and_findings(targets, dice)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return _people(departments[7], units[7])


def _placed(unit: Any, parent: Any) -> Any:
    unit.path = f"{parent.path if parent else '/'}{unit.pk}/"
    return unit


def _targets(units: Sequence[Any], projects: int, dice: random.Random) -> Iterator[Any]:
    from zhunsheng.rules.examples import good
    from zhunsheng.web.records import derived
    from zhunsheng.web.records.changes import content_of
    from zhunsheng.web.records.models import Target

    at = datetime(2020, 1, 21, 9, tzinfo=UTC)
    model = good({"code": "219-0301-YBN-0001", "name": "项目"})
    columns, draft = derived.target_columns(model), content_of(model)
    for number in range(projects):
        unit = units[number % len(units)]
        noun = replace(model, code=f"{unit.code}-{number:06d}", name=f"{unit.name}第{number // len(units)}个项目")
        state = (
            "in_execution"
            if dice.random() < 0.96
            else dice.choice(("draft", "department_review", "bureau_review", "adjusting"))
        )
        mine = {**columns, "code": noun.code, "name": noun.name, "total_fen": dice.randint(10, 5000) * 10_000}
        yield Target(
            unit=unit, year=YEAR, position=number // len(units), draft={**draft, "code": noun.code, "name": noun.name}, state=state,
            entered_at=at, updated_at=at, error_count=dice.randint(0, 2), warning_count=dice.randint(0, 9), **mine,
        )  # fmt: skip


def _standings(targets: Sequence[Any], dice: random.Random) -> None:
    from zhunsheng.web.records.models import ProjectStanding
    from zhunsheng.web.records.project_standings import last_month

    def one(target: Any) -> Any:
        rate, goals = min(int(dice.gauss(6200, 2200)), 10_000), min(int(dice.gauss(7000, 2000)), 10_000)
        rate, goals = max(rate, 0), max(goals, 0)
        light = "missed" if min(rate, goals) < 3500 else "at_risk" if min(rate, goals) < 5000 else "met"
        light = "no_data" if dice.random() < 0.05 else light
        behind = [["money-head", "资金", light, "执行率落后"]] if light in ("missed", "at_risk") else []
        return ProjectStanding(
            target=target, unit_id=target.unit_id, department_id=target.unit.parent_id, state=target.state, year=YEAR, month=last_month(YEAR), light=light, light_before="met", fund_light=light,
            why="资金落后" if behind else "有数据的都达标", behind=behind, budget_fen=target.total_fen, paid_fen=target.total_fen * rate // 10_000,
            rate=rate, goals=None if light == "no_data" else goals, unfilled=dice.choice((0, 0, 0, 2)), needs_decision=light == "missed",
        )  # fmt: skip

    ProjectStanding.objects.bulk_create([one(target) for target in targets], batch_size=1000)


def _steps_and_findings(targets: Sequence[Any], dice: random.Random) -> None:
    """Two steps and eight rules a project."""
    from zhunsheng.rules.registry import rules_by_code
    from zhunsheng.web.records.models import DeadlineTally, FindingTally, Plan

    rules = [(code, rule.severity.value) for code, rule in rules_by_code().items()]
    FindingTally.objects.bulk_create(
        (
            FindingTally(unit_id=t.unit_id, year=YEAR, target=t, rule=code, severity=severity, count=dice.randint(1, 3))
            for t in targets
            for code, severity in dice.sample(rules, 8)
        ),
        batch_size=2000,
    )
    names = ("target_submission", "target_review", "target_final", "budget_relay", "mending")
    DeadlineTally.objects.bulk_create(
        (
            DeadlineTally(
                target=t, unit_id=t.unit_id, year=YEAR, deadline=name, kept=1, missed=int(dice.random() < 0.1)
            )
            for t in targets
            for name in names
        ),
        batch_size=2000,
    )
    at = datetime(2020, 1, 21, 9, tzinfo=UTC)
    units = {t.unit_id for t in targets}
    Plan.objects.bulk_create([Plan(unit_id=pk, year=YEAR, draft={}, updated_at=at) for pk in units], batch_size=1000)


def _people(department: Any, unit: Any) -> dict[str, Any]:
    from zhunsheng.web.accounts.models import User

    where = {"department": department, "clerk": unit}
    roles = dict.fromkeys(who for who, _, _ in PAGES)
    return {
        role: User.objects.create_user(f"{role}-1", password=None, name=role, role=role, unit=where.get(role))
        for role in roles
    }


def report(people: dict[str, Any], kind: str, projects: int) -> Iterator[str]:
    """The table as Markdown lines."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    prefix = "python tests/postgres.py -- " if kind == "postgresql" else ""
    yield from machine(f"{prefix}python bench/bureau.py --write docs/measurements-bureau.md")
    yield ""
    name = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[kind]
    yield f"{name}，{DEPARTMENTS}个部门、{UNITS}个单位、{projects}个项目，示例停在{TODAY}。中位数取自{ROUNDS}次，先各打开一次。"
    yield ""
    yield "| 页面 | 毫秒 | 其中处理器 | 查询 | 大小（KB） |"
    yield "|---|--:|--:|--:|--:|"
    for role, url, words in PAGES:
        browser = Client()
        browser.force_login(people[role], backend="zhunsheng.web.accounts.backend.UnitBackend")
        assert browser.get(url).status_code == 200, url
        with CaptureQueriesContext(connection) as asked:
            size = len(browser.get(url).content)
            queries = len(asked)
        walls, works = zip(*(_timed(browser, url) for _ in range(ROUNDS)), strict=True)
        yield f"| {words} | {statistics.median(walls):.0f} | {statistics.median(works):.0f} | {queries} | {size / 1024:.0f} |"


def _timed(browser: Any, url: str) -> tuple[float, float]:
    wall, work = time.perf_counter(), time.process_time()
    browser.get(url)
    return (time.perf_counter() - wall) * 1000, (time.process_time() - work) * 1000


if __name__ == "__main__":
    main()
