"""The overview: sums, lights, deadlines and findings of what a person sees, down to the project; what it keeps is true."""

import csv
import io
import re
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from course_stage import everything
from django.db import connection
from django.test.utils import CaptureQueriesContext
from web_stage import a_document, import_document
from year_stage import measured, pay, rate_key, say

from zhunsheng.web.desk.overview.pictures import findings_by_rule
from zhunsheng.web.records import deadline_tallies, project_standings
from zhunsheng.web.records.models import (
    DeadlineTally,
    FindingTally,
    MonthValue,
    ProjectStanding,
    Target,
)
from zhunsheng.web.records.operations.archive_target import archive_target
from zhunsheng.web.records.operations.edit_cell import CellText, edit_cells
from zhunsheng.web.records.operations.take_step import take_step
from zhunsheng.web.records.queries.overview import Filters, overview
from zhunsheng.web.records.queries.overview_list import project_list
from zhunsheng.web.records.reviewing import recount

YEAR = 2026


@pytest.fixture(autouse=True)
def october(settings):
    """Everything is looked at on one day."""
    settings.STANDS_AT = date(2026, 10, 20)


@pytest.fixture
def spent(cast, target):
    """A project with a payment and a share measured, in a unit of two projects."""
    pay(cast, target, ("2026-03-05", "60000"), ("2026-05-20", "60000"))
    measured(cast, target, rate_key(target), present=3, absent=1)
    recount(cast.school, YEAR)
    return target


def seen(person, **filters):
    return overview(person, Filters(**filters))


def stored():
    names = [field.name for field in ProjectStanding._meta.concrete_fields if field.name not in ("id", "stale")]
    return list(ProjectStanding.objects.order_by("target").values(*names))


def test_it_sums_what_a_person_sees_and_nothing_else(spent, cast):
    mine = seen(cast.clerk)
    assert (mine.totals.projects, mine.totals.budget, mine.totals.paid) == (2, 360_000, 120_000)
    assert sum(mine.totals.lights.values()) == 2
    assert [group.code for group in mine.groups] == ["219001"]
    assert seen(cast.chief).totals == mine.totals
    assert seen(cast.outsider).years == ()
    assert seen(cast.clerk, unit="310001").totals.projects == 0


def test_standings_are_what_monitoring_says_and_equal_a_recount(spent, cast):
    seen(cast.clerk)
    before = stored()
    row = ProjectStanding.objects.get(target=spent)
    assert (row.month, row.paid_fen, row.light) == (7, 12_000_000, row.light)
    assert row.behind or row.light in ("met", "no_data")
    assert project_standings.rebuild() == 2
    assert stored() == before


@pytest.mark.parametrize("what", ["entry", "edit", "note"])
def test_whatever_is_written_shows_at_the_next_look(spent, cast, what):
    seen(cast.clerk)
    before = ProjectStanding.objects.get(target=spent)
    if what == "entry":
        pay(cast, spent, ("2026-06-01", "10000"))
    elif what == "edit":
        edit_cells(spent, cast.clerk, [CellText("fund_plan.6", "99.00")], force=True)
    else:
        Target.objects.filter(pk=spent.pk).update(state="in_execution")
        say(cast, spent, "act", month=7, act_what="补课", owner="张", due="2026-09-01")
    seen(cast.clerk)
    after = ProjectStanding.objects.get(target=spent)
    assert (after.paid_fen, after.planned, after.acts) != (before.paid_fen, before.planned, before.acts)
    before = stored()
    project_standings.rebuild()
    assert stored() == before


@pytest.mark.usefixtures("carried_out")
def test_an_entry_touches_the_month_values_that_read_it_and_no_others(spent, cast, as_):
    as_(cast.clerk).get("/monitoring/?month=7")
    kept = set(MonthValue.objects.values_list("target", "key", "as_of"))
    assert (spent.pk, rate_key(spent), date(2026, 7, 31)) in kept
    first = as_(cast.clerk).get("/monitoring/?month=7").content
    measured(cast, spent, rate_key(spent), present=0, absent=4)
    assert (spent.pk, rate_key(spent), date(2026, 7, 31)) not in set(
        MonthValue.objects.values_list("target", "key", "as_of")
    )
    assert as_(cast.clerk).get("/monitoring/?month=7").content != first


def test_an_archived_project_leaves_the_sums_and_comes_back(spent, cast):
    assert seen(cast.clerk).totals.projects == 2
    archive_target(spent, cast.clerk)
    assert seen(cast.clerk).totals.projects == 1


def test_findings_are_counted_by_rule_as_the_review_found_them(spent, cast):
    found = {(rule, severity): count for rule, severity, count in seen(cast.clerk).findings}
    assert found
    for target in Target.objects.all():
        of_target = FindingTally.objects.filter(target=target)
        assert sum(row.count for row in of_target if row.severity == "error") == target.error_count
        assert sum(row.count for row in of_target if row.severity == "warning") == target.warning_count
    rule = next(iter(FindingTally.objects.filter(target__isnull=False).values_list("rule", flat=True)))
    rows = project_list(cast.clerk, Filters(rule=rule)).rows
    assert {row.id for row in rows} == set(
        FindingTally.objects.filter(rule=rule, target__isnull=False).values_list("target", flat=True)
    )


def test_deadlines_are_counted_as_steps_are_taken_and_equal_a_recount(spent, cast):
    take_step(spent, cast.clerk, "submit", everything(spent))
    take_step(spent, cast.head, "sign")
    rows = {row.deadline: (row.kept, row.missed) for row in DeadlineTally.objects.all()}
    assert rows["target_submission"][1] == 2  # submitted and signed in 2026: a year after the day
    assert list(deadline_tallies.faults()) == []
    assert {row.id for row in project_list(cast.clerk, Filters(deadline="target_submission")).rows} == {spent.pk}
    DeadlineTally.objects.update(kept=7)
    assert len(list(deadline_tallies.faults())) == 1
    deadline_tallies.rebuild()
    assert {row.deadline: (row.kept, row.missed) for row in DeadlineTally.objects.all()} == rows


def test_every_mark_leads_to_a_page_that_opens_and_holds_the_projects(spent, cast, as_):
    browser = as_(cast.clerk)
    page = browser.get("/overview/").content.decode()
    links = {
        link.replace("&amp;", "&")
        for link in re.findall(r'(?:xlink:)?href="(/(?:overview|monitoring|projects)/[^"]*)"', page)
    }
    assert len(links) > 8
    for link in links:
        assert browser.get(link).status_code == 200, link


def test_what_lights_count_and_what_the_picture_counts_is_told(spent, cast, as_):
    page = as_(cast.clerk).get("/overview/").content.decode()
    assert "灯看最差的一条" in page
    assert "各指标平均完成率还不到53%" in page


def test_each_picture_has_its_table_beside_it(spent, cast, as_):
    take_step(spent, cast.clerk, "submit", everything(spent))
    page = as_(cast.clerk).get("/overview/").content.decode()
    assert page.count("<figure") == page.count("<caption>") == 4
    assert 'hx-get="/overview/deadlines/?year=2026"' in page
    deadlines = as_(cast.clerk).get("/overview/deadlines/?year=2026").content.decode()
    assert deadlines.count("<figure") == deadlines.count("<caption>") == 2


def test_the_list_says_what_it_is_narrowed_by_and_how_to_widen_it(spent, cast, as_):
    seen(cast.clerk)
    light = ProjectStanding.objects.get(target=spent).light
    page = as_(cast.clerk).get(f"/overview/projects/?light={light}&money=999&goals=x&rule=ZSXX").content.decode()
    assert "没有符合条件的项目" in page
    assert f"/overview/projects/?year=2026&amp;light={light}" in page
    assert spent.name in as_(cast.clerk).get(f"/overview/projects/?light={light}").content.decode()


def test_the_files_hold_what_the_list_shows(spent, cast, as_):
    browser = as_(cast.clerk)
    browser.get("/overview/")
    text = b"".join(browser.get("/overview/export/csv/").streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["项目编码"] for row in rows] == [row.code for row in project_list(cast.clerk, Filters()).rows]
    assert {row["已支付（万元）"] for row in rows} == {"12.00", "0.00"} or "12.00" in {
        row["已支付（万元）"] for row in rows
    }
    book = openpyxl.load_workbook(io.BytesIO(b"".join(browser.get("/overview/export/xlsx/").streaming_content)))
    assert book.active.max_row == 3
    assert browser.get("/overview/export/pdf/").status_code == 404


def test_no_text_of_a_file_is_a_formula(spent, cast, as_):
    edit_cells(spent, cast.clerk, [CellText("name", "=1+1")], force=True)
    browser = as_(cast.clerk)
    browser.get("/overview/")
    text = b"".join(browser.get("/overview/export/csv/").streaming_content).decode()
    assert "'=1+1" in text


@pytest.mark.parametrize("count", [2, 70])
def test_it_asks_few_queries_however_many_projects_there_are(cast, as_, count):
    import_document(cast.clerk, a_document(count))
    for person in (cast.clerk, cast.chief, cast.admin):
        browser = as_(person)
        for url in ("/overview/", "/overview/deadlines/", "/overview/projects/", "/", "/recent/"):
            browser.get(url)
            with CaptureQueriesContext(connection) as asked:
                assert browser.get(url).status_code == 200
            assert len(asked) <= 15, (
                person,
                url,
                [query["sql"][:90] for query in asked.captured_queries],
            )


def test_a_crowd_is_counted_in_fields_and_its_worst_are_drawn(spent, cast, as_, monkeypatch):
    from zhunsheng.web.records.queries import overview as queries

    monkeypatch.setattr(queries, "CROWD", 1)
    found = seen(cast.clerk)
    known = ProjectStanding.objects.filter(rate__isnull=False, goals__isnull=False)
    assert sum(found.crowd.values()) == known.count() == len(found.places)
    assert as_(cast.clerk).get("/overview/").status_code == 200


def test_nothing_is_lost_where_there_is_nothing(cast, as_):
    page = as_(cast.clerk).get("/overview/").content.decode()
    assert "还没有可以汇总的项目" in page
    assert as_(cast.clerk).get("/overview/projects/").status_code == 200


def test_the_mean_of_the_projects_and_the_mean_by_budget_are_told_apart(spent, cast, as_):
    rows = list(ProjectStanding.objects.order_by("pk")) if seen(cast.clerk, year=YEAR) else []
    ProjectStanding.objects.filter(pk=rows[0].pk).update(score=9000, budget_fen=30_000_000)
    ProjectStanding.objects.filter(pk=rows[1].pk).update(score=10000, budget_fen=10_000_000)
    totals = seen(cast.clerk, year=YEAR).totals
    assert (totals.score, totals.weighted) == (95, Decimal("92.5"))
    page = as_(cast.clerk).get("/overview/").content.decode()
    assert re.search(r"自评得分，按预算加权</dt><dd>92\.50", page)
    assert re.search(r"自评得分，项目简单平均</dt><dd>95\.00", page)


def test_the_rules_that_found_something_are_all_in_the_table_though_the_picture_has_twelve(spent, cast, as_):
    found = {row.rule for row in FindingTally.objects.filter(year=YEAR)}
    for number in range(15):
        FindingTally.objects.create(
            unit=cast.school, year=YEAR, target=spent, rule=f"X{number:02}", severity="info", count=1
        )
    picture = findings_by_rule(seen(cast.clerk, year=YEAR)).wide
    assert len(picture.rows) == len(found) + 15
    assert picture.svg.count("<a ") == 12
    page = as_(cast.clerk).get("/overview/").content.decode()
    assert f"{len(found) + 15}条规则有意见，图上是最重的12条，全部在数据表里" in page


def test_an_administrators_bars_lead_to_the_entries_that_they_count(spent, cast, as_, settings):
    settings.STANDS_AT = date(2026, 10, 20)
    page = as_(cast.admin).get("/").content.decode()
    assert 'href="/ledger/?month=202603"' in page
    assert "month=202601" not in page, "a month without entries leads nowhere"
    month = as_(cast.admin).get("/ledger/?month=202605").content.decode()
    assert "2026年5月，共 <b>5</b> 条有效记录" in month
    kinds = re.findall(r'class="lead"><a href="([^"]+)"', month)
    kind = "/ledger/payment/?since=2026-05-01&amp;until=2026-05-31"
    assert sorted(kinds) == ["/ledger/patrol/?since=2026-05-01&amp;until=2026-05-31", kind], "only kinds that have any"
    listed = as_(cast.admin).get(kind.replace("&amp;", "&")).content.decode()
    assert "承建公司" in listed
    assert "2026-05-20" in listed
    assert "2026-03-05" not in listed
    assert "2026年2月没有台账记录" in as_(cast.admin).get("/ledger/?month=202602").content.decode()
    for nonsense in ("202613", "0", "x", "000001", "２０２６０５"):
        assert as_(cast.admin).get(f"/ledger/?month={nonsense}").status_code == 200


def test_a_table_that_nobody_approved_lights_nothing(spent, cast):
    """A draft owes nothing yet: it is not red because no money of it was paid."""
    Target.objects.update(state="in_execution")
    ProjectStanding.objects.update(stale=True)
    overview(cast.clerk, Filters())
    lit = {row.target_id: row.light for row in ProjectStanding.objects.all()}
    assert set(lit.values()) & {"missed", "at_risk", "met"}
    Target.objects.update(state="draft")
    ProjectStanding.objects.update(stale=True)
    overview(cast.clerk, Filters())
    told = ProjectStanding.objects.all()
    assert {(row.light, row.fund_light, row.why) for row in told} == {("no_data", "no_data", "目标表还没有批复")}
    assert any(row.paid_fen for row in told)
