"""The first page: what there is, what is wrong, where one stopped."""

import re
from datetime import date

import pytest
from appraisal_stage import assessment, evaluation, fresh, say
from course_stage import put
from django.utils.timezone import localtime
from test_upload_file import upload
from web_stage import a_document, as_bytes, cell, import_document, write
from year_stage import measured, rate_key

from zhunsheng.web.records.course_facts import Said
from zhunsheng.web.records.models import AuditEntry, Edit, Plan, Tally, Target
from zhunsheng.web.records.operations.appraise import open_case, step_case
from zhunsheng.web.records.operations.carry_over import carry_over
from zhunsheng.web.records.operations.recording import noun
from zhunsheng.web.records.operations.take_step import take_step
from zhunsheng.web.records.queries.overview import Filters, overview
from zhunsheng.web.records.queries.reminders import notices_of
from zhunsheng.web.records.queries.workbench import recent_of, workbench_of
from zhunsheng.web.records.reviewing import recount, review_target


def test_it_sums_each_units_year(target, cast, as_):
    import_document(cast.clerk, a_document(3, year=2025))
    first, second = workbench_of(cast.chief).years
    assert (first.year, first.unit_code, first.projects, first.indicators, str(first.wan)) == (
        2026,
        "219001",
        2,
        12,
        "36",
    )
    assert (second.year, second.projects) == (2025, 3)
    page = as_(cast.clerk).get("/").content.decode()
    assert "/projects/?unit=219001&amp;year=2026" in page
    assert "36.00" in page


def test_the_findings_of_projects_and_plan_add_up(target, cast):
    recount(cast.school, 2026)
    (row,) = workbench_of(cast.clerk).years
    counted = sum(t.error_count + t.warning_count + t.info_count for t in Target.objects.all())
    assert row.error + row.warning + row.info >= counted


def test_it_leads_back_to_where_one_stopped(target, cast, as_):
    write(as_(cast.clerk), target, cell(target, 0, "basis"), "甲", "2026年校舍维修计划")
    write(as_(cast.head), target, "goal", "乙", noun(target).goal)
    (edit,) = recent_of(cast.clerk).edits
    assert (edit.url, edit.what, edit.by, edit.mine) == (f"/projects/{target.pk}/", "修改绩效目标", "孙校长", False)
    assert f'href="/projects/{target.pk}/"' in as_(cast.clerk).get("/recent/").content.decode()


def test_a_file_that_waits_is_shown_to_the_one_who_brought_it(cast, as_):
    url = upload(as_(cast.clerk), as_bytes(a_document())).json()["url"]
    assert url in as_(cast.clerk).get("/").content.decode()
    assert url not in as_(cast.head).get("/").content.decode()


def test_an_empty_desk_says_what_to_do(cast, as_):
    page = as_(cast.clerk).get("/").content.decode()
    assert "还没有绩效文本" in page
    assert 'href="/upload/"' in page


def test_counts_of_the_whole_year_are_true_when_a_list_shows_them(target, cast, as_):
    """Rules look across projects: an edit of one can make findings in another, which nobody has opened since."""
    recount(cast.school, 2026)
    other = Target.objects.order_by("position")[1]
    counted = review_target(other).counts
    for number in range(6):  # the two projects, alike until now, part in every indicator and in their spending plans
        write(as_(cast.clerk), target, cell(target, number, "level3"), f"另一种指标{number}", force=True)
    write(as_(cast.clerk), target, "fund_plan.6", "45.00", "30.00")
    now = review_target(other).counts
    assert now != counted
    as_(cast.clerk).get("/projects/")
    other.refresh_from_db()
    assert {"error": other.error_count, "warning": other.warning_count, "info": other.info_count} == now
    assert not Plan.objects.filter(stale=True).exists()


def test_a_day_of_another_year_says_its_year(target, cast, as_, settings):
    write(as_(cast.clerk), target, cell(target, 0, "basis"), "甲", "2026年校舍维修计划")
    written = localtime(Edit.objects.latest("pk").at)
    settings.STANDS_AT = written.date()
    assert f">{written:%m-%d}</span>" in as_(cast.clerk).get("/recent/").content.decode()
    settings.STANDS_AT = written.date().replace(year=written.year + 1, day=1)
    page = as_(cast.clerk).get("/recent/").content.decode()
    assert f">{written:%Y-%m-%d}</span>" in page
    assert f"{written:%Y-%m-%d} " in as_(cast.clerk).get("/projects/").content.decode()


def test_what_happened_in_an_evaluation_is_told_to_those_who_see_it(as_, cast, target, judges):
    case = evaluation(target, judges, "fieldwork")
    told = {event.what: event for event in recent_of(judges.department).events}
    assert told["审定方案（绩效评价）"].url == f"/evaluations/{case.pk}/"
    assert told["提交方案（绩效评价）"].who == "许评审"
    assert told["列入计划（绩效评价）"].name == target.name
    for one in (judges.one, judges.oversight, cast.clerk):
        assert "审定方案（绩效评价）" in {event.what for event in recent_of(one).events}, one
        page = as_(one).get("/recent/").content.decode()
        assert f'href="/evaluations/{case.pk}/"' in page
        assert as_(one).get(f"/evaluations/{case.pk}/").status_code == 200
    assert recent_of(judges.stranger).events == ()


def test_who_was_invited_to_one_evaluation_hears_nothing_of_the_next(target, judges):
    first = evaluation(target, judges, "fieldwork")
    step_case(first, judges.department, "end", "项目停了")
    second = open_case(target, judges.department, "evaluation", "再评一次")
    say(second, judges.department, "member", judges.stranger.pk, part="lead")
    say(second, judges.stranger, "declaration", judges.stranger.pk, independent="yes")
    step_case(fresh(second), judges.department, "commission")
    urls = {event.url for event in recent_of(judges.department).events}
    assert urls == {f"/evaluations/{first.pk}/", f"/evaluations/{second.pk}/"}
    (ended, *_) = recent_of(judges.one).events
    assert ended.what == "终止（绩效评价）"
    assert {event.url for event in recent_of(judges.one).events} == {f"/evaluations/{first.pk}/"}
    assert {event.url for event in recent_of(judges.stranger).events} == {f"/evaluations/{second.pk}/"}


def test_an_evaluation_that_is_being_planned_is_no_news_for_the_unit(cast, target, judges):
    evaluation(target, judges, "planned")
    assert "列入计划（绩效评价）" in {event.what for event in recent_of(judges.department).events}
    assert recent_of(cast.clerk).events == ()


def test_what_happened_in_an_assessment_beforehand_is_told_too(cast, target, judges, django_assert_max_num_queries):
    case = assessment(target, cast, judges)
    with django_assert_max_num_queries(12):
        events = recent_of(judges.performance).events
    mine = [event for event in events if event.url == f"/ex-ante/{case.pk}/"]
    assert mine
    assert all(event.what.endswith("（事前绩效评估）") for event in mine)


@pytest.mark.parametrize("day", [date(2026, 10, 20), date(2027, 9, 10)], ids=["before it begins", "long begun"])
def test_drafts_of_another_year_do_not_turn_the_calendar_and_the_page_names_its_year(as_, cast, target, today, day):
    today(day)
    measured(cast, target, rate_key(target))
    for one in Target.objects.all():
        put(one, "in_execution", cast.head)
    carry_over(target, cast.clerk)
    Tally.objects.create(unit=cast.school, kind="patrol", month=202701, count=1)
    bench = workbench_of(cast.clerk)
    assert bench.year == bench.glance.filters.year == overview(cast.clerk, Filters()).filters.year == 2026
    assert "2026年全年期限" in as_(cast.clerk).get("/").content.decode()
    assert "2026年的钱和事" in as_(cast.head).get("/").content.decode()


def test_what_is_overdue_is_the_same_number_on_every_page_though_a_coming_year_is_drafted(as_, cast, target, today):
    today(date(2027, 9, 10))
    measured(cast, target, rate_key(target))
    put(target, "in_execution", cast.head)
    carry_over(target, cast.clerk)
    Tally.objects.create(unit=cast.school, kind="patrol", month=202701, count=1)
    late, bell = workbench_of(cast.clerk).late, as_(cast.clerk).get("/reminders/count/").json()
    assert late == bell["late"] == notices_of(cast.clerk).late > 0
    assert f"已逾期{late}件" in as_(cast.clerk).get("/").content.decode()
    assert f"已逾期（{late}）" in as_(cast.clerk).get("/reminders/").content.decode()


def test_an_adjustment_is_counted_only_where_one_was_applied_for(as_, cast, target, today):
    today(date(2026, 10, 20))
    rows = [put(one, "in_execution", cast.head) for one in Target.objects.all()]
    assert "没有申请" in as_(cast.clerk).get("/").content.decode()
    assert "没有申请" in as_(cast.clerk).get("/overview/deadlines/?year=2026").content.decode()
    take_step(rows[0], cast.clerk, "adjust", Said("学生增加"))
    page = as_(cast.clerk).get("/overview/deadlines/?year=2026").content.decode()
    assert "没有申请" not in page
    assert "<td>报批绩效目标调整</td><td>办了0/1</td>" in re.sub(r"\s+(?=<)|(?<=>)\s+", "", page)


def test_what_a_visitor_of_a_demonstration_writes_is_told_as_the_day_it_stands_at(as_, cast, target, settings):
    settings.STANDS_AT = date(2020, 9, 10)
    browser = as_(cast.clerk)
    url = upload(browser, as_bytes(a_document(year=2021)), "下一年.json").json()["url"]
    assert "09-10" in browser.get("/").content.decode()
    real = AuditEntry.objects.order_by("-number").first().at
    for page in ("/", url, "/recent/", f"/projects/{target.pk}/"):
        assert f"{localtime(real):%Y-%m-%d}" not in browser.get(page).content.decode(), page
    trail = as_(cast.admin).get("/audit/").content.decode()
    assert f"{localtime(real):%Y-%m-%d %H:%M:%S}" in trail, "the chain of digests is made over the real time"


def test_what_the_department_part_has_is_named_by_its_severity(target, cast, as_):
    as_(cast.clerk).get("/")
    Plan.objects.update(stale=False, error_count=0, warning_count=3)
    assert "其中部门整体 警告3<" in as_(cast.clerk).get("/").content.decode()
    Plan.objects.update(error_count=2)
    assert "其中部门整体 错误2、警告3<" in as_(cast.clerk).get("/").content.decode()
