"""Everything that somebody has to do, in one place: who, what, until when, where; the same on every page."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from appraisal_stage import FILE, assessment, evaluation, fresh, say, scored, with_papers
from course_stage import put
from django.db import connection
from django.test.utils import CaptureQueriesContext
from publication_stage import APPROVED, OUT, let_out, occasion, send_in
from web_stage import add_person

from zhunsheng.lifecycle.due import Occasion
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records.current_day import current_day
from zhunsheng.web.records.matters.matter import Asking
from zhunsheng.web.records.matters.seam import everything, kinds, mine, overdue
from zhunsheng.web.records.models import Target
from zhunsheng.web.records.operations.appraise import step_case
from zhunsheng.web.records.operations.arrange import take_leave
from zhunsheng.web.records.operations.note_publication import note_approval
from zhunsheng.web.records.operations.outcome import Invalid
from zhunsheng.web.records.operations.rectify import Problem, StepSaid, item_step, open_item
from zhunsheng.web.records.operations.send_reminders import letters
from zhunsheng.web.records.operations.set_calendar import set_deadline
from zhunsheng.web.records.queries.overview import Filters
from zhunsheng.web.records.queries.overview_deadlines import deadline_board
from zhunsheng.web.records.queries.reminders import notices_of, overdue_in
from zhunsheng.web.records.queries.workbench import workbench_of


@pytest.fixture(autouse=True)
def set_by(target):
    """The school's tables are being carried out: nothing is owed about them."""
    Target.objects.update(state="in_execution", entered_at="2026-01-20T01:00:00+00:00")


def owed(person, starts=""):
    """What somebody has to do, as act and place, by kind."""
    again = User.objects.select_related("unit").get(pk=person.pk)
    return [(one.act, one.url) for one in mine(Asking(again)) if one.key.startswith(starts)]


def the(person, starts):
    """The one matter of a kind that somebody has."""
    again = User.objects.select_related("unit").get(pk=person.pk)
    (one,) = [one for one in mine(Asking(again)) if one.key.startswith(starts)]
    return one


def test_every_kind_of_matter_is_found_by_a_walk():
    assert set(kinds()) == {
        "appraisals",
        "findings",
        "project_year",
        "publications",
        "rectifications",
        "target_tables",
        "year_courses",
    }


# --- evaluations


def test_an_expert_owes_a_sheet_by_the_evaluations_own_day_and_nothing_once_it_is_in(as_, cast, target, judges):
    case = evaluation(target, judges, "fieldwork")
    until = current_day() + timedelta(days=9)
    say(case, judges.department, "scoring_term", until=until.isoformat())
    one = the(judges.two, "evaluation")
    assert (one.act, one.url, one.due) == ("填评分表", f"/evaluations/{case.pk}/sheet/", until)
    assert as_(judges.two).get(one.url).status_code == 200
    with_papers(case, judges.one)
    scored(case, judges.two)
    assert owed(judges.two) == []
    scored(case, judges.one)
    assert owed(judges.one) == [("评分完成", f"/evaluations/{case.pk}/")]
    assert owed(judges.stranger) == []


def test_a_lead_whose_colleague_has_not_scored_waits_and_is_not_told_to_act(target, judges):
    case = evaluation(target, judges, "fieldwork")
    scored(case, judges.one)
    assert owed(judges.one) == [("补齐底稿和佐证", f"/evaluations/{case.pk}/papers/")]
    with_papers(case, judges.one)
    assert owed(judges.one) == []


def test_a_day_for_the_sheets_that_is_over_is_refused(target, judges):
    case = evaluation(target, judges, "fieldwork")
    with pytest.raises(Invalid, match="评分期限要在今天以后"):
        say(case, judges.department, "scoring_term", until="2020-01-01")


def test_the_unit_owes_an_answer_to_the_draft_and_after_its_day_the_client_closes_it(cast, target, judges, today):
    case = evaluation(target, judges, "objection")
    until = current_day() + timedelta(days=3)
    say(case, judges.department, "term", until=until.isoformat())
    for person in (cast.clerk, cast.head):
        one = the(person, "evaluation")
        assert (one.url, one.due, one.why) == (f"/evaluations/{case.pk}/objections/", until, Occasion.DUE_SOON)
    assert owed(judges.department, "evaluation") == []
    today(until + timedelta(days=1))
    assert owed(judges.department, "evaluation") == [("登记逾期未反馈", f"/evaluations/{case.pk}/")]
    assert owed(cast.head, "evaluation") == [("无意见", f"/evaluations/{case.pk}/objections/")]
    (late,) = [one for one in overdue(Asking(judges.performance)) if one.key.startswith("evaluation")]
    assert (late.holder, late.days_late) == ("项目单位", 1)


def test_an_assessment_is_owed_by_the_unit_then_by_the_experts(cast, target, judges):
    Target.objects.update(state="draft")  # what is approved is not assessed beforehand any more
    target.refresh_from_db()
    case = assessment(target, cast, judges, "preparing")
    assert owed(cast.clerk, "ex_ante") == [("申报", f"/ex-ante/{case.pk}/")]
    other = assessment(Target.objects.exclude(pk=target.pk).get(), cast, judges, "assessing")
    assert owed(judges.one, "ex_ante") == [("填评分表", f"/ex-ante/{other.pk}/sheet/")]
    assert owed(cast.outsider) == []


# --- rectification


def test_an_item_is_owed_by_the_unit_until_its_day_and_then_by_who_opened_it(cast, target, judges, today):
    due = current_day() + timedelta(days=20)
    item = open_item(target, judges.department, Problem("缺签名", "马巡查", due))
    url = f"/results/items/{item.pk}/"
    assert owed(judges.department, "item") == [("确认问题", url)]
    item_step(item, judges.department, "confirm", StepSaid())
    item_step(item, cast.head, "accept", StepSaid())
    one = the(cast.clerk, "item")
    assert (one.act, one.url, one.due, one.why) == ("报告整改", url, due, None)
    assert the(cast.head, "item").due == due
    today(due + timedelta(days=2))
    assert the(cast.clerk, "item").why is Occasion.OVERDUE
    assert [one.key for one in overdue_in(judges.performance)[0] if one.key.startswith("item")]
    item_step(item, cast.clerk, "report", StepSaid("补了", [FILE]))
    assert owed(cast.clerk, "item") == []
    check = the(judges.department, "item")
    assert (check.act, check.url) == ("验证整改", url)
    assert check.due is not None
    assert not check.is_checked
    assert owed(judges.performance, "item") == [], "the department opened it, and checks it"
    item_step(item, judges.department, "again", StepSaid("还缺一张"))
    assert the(cast.clerk, "item").is_back
    item_step(item, cast.clerk, "report", StepSaid("补齐", [FILE]))
    item_step(item, judges.department, "verify", StepSaid(still_found=False))
    assert owed(judges.department, "item") == owed(cast.clerk, "item") == []


def test_what_an_evaluation_has_to_be_mended_is_tracked_as_items(as_, cast, target, judges):
    case = evaluation(target, judges, "objection")
    step_case(case, cast.head, "agree")
    step_case(fresh(case), judges.one, "finish")
    due = current_day() + timedelta(days=30)
    say(case, judges.department, "measure", task="返修接缝", owner="马巡查", due=due.isoformat())
    assert owed(cast.clerk, "item") == [], "not before the report is fed back"
    step_case(fresh(case), judges.department, "accept")
    one = the(cast.clerk, "item")
    assert (one.name, one.due) == ("返修接缝", due)
    (whole,) = [one for one in everything(Asking(judges.department, whole=True)) if one.key.startswith("evaluation")]
    assert (whole.holder, whole.due) == ("项目单位", due), "the report has time as long as what it asks for"
    assert owed(cast.clerk, "evaluation") == [], "the item says it"
    say(case, judges.department, "measure", task="补记录", owner="马巡查", due=due.isoformat())
    assert len(owed(cast.clerk, "item")) == 2
    page = as_(cast.clerk).get("/results/items/").content.decode()
    assert "返修接缝" in page
    assert "补记录" in page


# --- publication


def test_a_unit_publishes_within_twenty_days_and_has_nothing_to_do_once_it_is_out(cast, target, today):
    today(APPROVED)
    assert owed(cast.clerk, "publication") == [], "nothing was approved yet"
    where = occasion(cast)
    note_approval(where, cast.clerk, day=APPROVED.isoformat(), paper="青财〔2026〕7号")
    one = the(cast.clerk, "publication")
    assert (one.due, one.is_checked, one.url) == (date(2026, 3, 2), False, where.url)
    assert one.act == "送审"
    assert owed(cast.head, "publication") == []
    today(date(2026, 3, 4))
    assert the(cast.clerk, "publication").why is Occasion.OVERDUE
    today(OUT)
    send_in(cast, where)
    assert owed(cast.head, "publication") == [("通过并报核", where.url)]
    let_out(cast, where)
    assert owed(cast.clerk, "publication") == owed(cast.head, "publication") == []
    today(date(2026, 6, 1))
    assert overdue_in(cast.chief)[0] == ()


def test_the_term_runs_from_the_handing_down_where_nobody_wrote_the_approval_down(cast, target, today):
    put(target, "approved", cast.head)
    put(target, "in_execution", cast.head)  # both on the second of March
    today(date(2026, 3, 10))
    one = the(cast.clerk, "publication")
    assert (one.due, one.act) == (date(2026, 3, 22), "登记批复并公开")


def test_a_region_sets_its_own_term_of_publication(cast, target, today):
    today(APPROVED)
    note_approval(occasion(cast), cast.clerk, day=APPROVED.isoformat(), paper="青财〔2026〕7号")
    rule = {"after": "unit_budget_approved", "days": 10}
    set_deadline(cast.admin, None, "unit_budget_publication", 2026, rule, "县里的通知")
    one = the(cast.clerk, "publication")
    assert (one.due, one.is_checked) == (date(2026, 2, 20), True)


# --- the same everywhere


@pytest.fixture
def busy(cast, target, judges, today):
    """The school owes something of every kind, some of it late."""
    item = open_item(target, judges.department, Problem("缺签名", "马巡查", date(2026, 2, 1)))
    item_step(item, judges.department, "confirm", StepSaid())
    evaluation(target, judges, "objection")
    today(date(2026, 3, 4))
    note_approval(occasion(cast), cast.clerk, day=APPROVED.isoformat(), paper="青财〔2026〕7号")
    Target.objects.exclude(pk=target.pk).update(state="draft", entered_at=None, updated_at="2025-10-01T01:00:00+00:00")
    return target


def test_first_page_reminders_bell_letter_and_lists_say_the_same_numbers(as_, busy, cast, judges):
    for person in (cast.clerk, cast.head, judges.department, judges.performance):
        again = User.objects.select_related("unit").get(pk=person.pk)
        bench, told = workbench_of(again), notices_of(again)
        assert {one.key for one in bench.duties} == {one.key for one in told.matters}, person
        late = [one for one in told.matters if one.is_late]
        bell = as_(person).get("/reminders/count/").json()
        assert bench.late == len(late) == bell["late"], person
        assert bell["count"] == len(told.rows)
        page = as_(person).get("/reminders/").content.decode()
        assert f"由您办的{len(told.matters)}件，其中要提醒的{len(told.rows)}件" in page
    clerk = User.objects.select_related("unit").get(pk=cast.clerk.pk)
    assert workbench_of(clerk).late == 3, "an item, a publication, a draft"
    late, more = overdue_in(judges.performance)
    overview = as_(judges.performance).get("/overview/deadlines/?year=2026").content.decode()
    assert not more
    assert f"现在逾期{len(late)}件" in overview
    listed = as_(judges.performance).get("/reminders/overdue/?year=2026").content.decode()
    assert f"{len(late)}件：" in listed


def test_a_letter_tells_of_every_kind(busy, cast):
    User.objects.filter(pk=cast.clerk.pk).update(email="clerk@example.cn")
    (letter,) = letters()
    assert "缺签名：接受整改，期限2026-02-01，已逾期31天。" in letter.text
    assert "部门预算绩效目标：送审，期限2026-03-02，已逾期2天（期限未核，以当地通知为准）。" in letter.text


def test_every_matter_leads_to_a_page_that_its_person_may_open(as_, busy, cast, judges):
    for person in (cast.clerk, cast.head, judges.one, judges.two, judges.department, judges.performance):
        for act, url in owed(person):
            assert as_(person).get(url.partition("#")[0]).status_code == 200, (person, act, url)


def test_the_calendar_lists_what_has_to_be_published_and_whether_it_was(as_, cast, target, today):
    today(OUT)
    send_in(cast, occasion(cast))
    page = as_(cast.clerk).get("/calendar/?year=2026").content.decode()
    assert "2026年度的公开" in page
    assert "2026-03-02" in page
    let_out(cast, occasion(cast))
    assert "已办 2026-02-20" in as_(cast.clerk).get("/calendar/?year=2026").content.decode()
    assert "2026年度的公开" not in as_(cast.outsider).get("/calendar/?year=2026").content.decode()


def test_what_is_published_counts_as_kept_on_the_overview(as_, cast, target, today):
    today(OUT)
    send_in(cast, occasion(cast))
    let_out(cast, occasion(cast))
    board = deadline_board(cast.chief, Filters(year=2026))
    assert ("unit_budget_publication", 1, 0) in board.kept
    (row,) = [one for one in board.milestones if one.label == "公开单位预算和绩效目标"]
    assert (row.owing, row.total, row.day) == (0, 1, date(2026, 3, 2))
    page = as_(cast.chief).get("/overview/deadlines/?year=2026").content.decode()
    assert "办了1/1" in page
    assert "没有逾期" in page


def test_the_sidebar_leads_everybody_to_what_they_may_see(as_, cast, judges):
    clerk = as_(cast.clerk).get("/projects/").content.decode()
    assert 'href="/results/items/"' in clerk
    assert "问题整改" in clerk
    assert 'href="/results/"' not in clerk
    assert 'href="/results/"' in as_(judges.department).get("/projects/").content.decode()


@pytest.mark.parametrize("url", ["/", "/reminders/", "/reminders/count/", "/reminders/overdue/", "/overview/deadlines/?year=2026", "/calendar/?year=2026"])  # fmt: skip
def test_pages_of_matters_ask_few_queries(as_, busy, cast, judges, url):
    for person in (cast.clerk, cast.head, judges.department, judges.performance):
        browser = as_(person)
        browser.get(url)
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(url).status_code == 200
        assert len(asked) <= (16 if url == "/" else 15), (person, len(asked), [one["sql"][:140] for one in asked])


def test_who_is_on_leave_is_left_in_peace(busy, cast):
    take_leave(cast.clerk, cast.clerk, date(2026, 3, 4), date(2026, 3, 5))
    assert owed(cast.clerk) == []


def test_a_draft_of_a_year_long_over_is_not_born_overdue(as_, cast, target, today):
    today(date(2046, 11, 2))
    Target.objects.update(state="draft", entered_at=None, updated_at="2046-11-01T01:00:00+00:00")
    one = next(one for one in mine(Asking(cast.clerk)) if one.key.startswith("target"))
    assert (one.is_late, one.words) == (False, "往年的，补办，不计期限")
    page = as_(cast.clerk).get("/").content.decode()
    assert not re.search(r"\d{4,}天", page), "nobody counts thousands of days"
    assert workbench_of(cast.clerk).late == 0
    assert "往年的，补办" in as_(cast.clerk).get(f"/projects/{target.pk}/").content.decode()


def test_somebody_above_sees_what_is_late_below_and_nobody_else_does(busy, cast):
    other = add_person("else", "别处主管", "department", cast.other)
    assert overdue_in(other)[0] == ()
    assert {one.unit_code for one in overdue_in(cast.chief)[0]} == {"219001"}


@pytest.mark.usefixtures("carried_out")
def test_a_checkpoint_that_is_gone_leads_to_what_was_monitored_then(as_, cast, today):
    """What is still owed is counted at the last checkpoint; of those before it nobody can say that they were left undone."""
    today(date(2026, 11, 20))
    browser = as_(cast.chief)
    browser.get("/overview/?year=2026")
    page = browser.get("/overview/deadlines/?year=2026").content.decode()
    assert "看当时的监控" in page
    assert "/monitoring/?year=2026&amp;month=7" in page


def test_the_year_at_hand_says_when_next_years_targets_are_due(as_, cast, target, today):
    today(date(2026, 10, 20))
    board = deadline_board(cast.chief, Filters(year=2026))
    (due,) = [one.day for one in board.milestones if one.label == "2027年绩效目标随预算“一上”申报"]
    assert due.year == 2026
    today(date(2027, 2, 1))
    assert not [
        one for one in deadline_board(cast.chief, Filters(year=2026)).milestones if one.label.startswith("2027")
    ]
