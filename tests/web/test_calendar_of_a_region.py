"""The calendar: deadlines and days off as a region sets them, with their basis and history; due days follow at once."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from course_stage import everything, offices, put
from web_stage import add_person

from zhunsheng.web.accounts.models import User
from zhunsheng.web.records import deadline_tallies
from zhunsheng.web.records.calendars import calendars
from zhunsheng.web.records.models import CalendarChange, DeadlineTally, Target, Unit
from zhunsheng.web.records.operations.create_unit import add_unit
from zhunsheng.web.records.operations.manage_units import change_unit
from zhunsheng.web.records.operations.outcome import Forbidden, Invalid
from zhunsheng.web.records.operations.set_calendar import set_days, set_deadline, unset_deadline
from zhunsheng.web.records.operations.take_step import take_step
from zhunsheng.web.records.queries.course import owed_of
from zhunsheng.web.records.queries.owed import owed_by
from zhunsheng.web.records.verification import faults

YEARLY = {"month": 11, "day": 15, "year": -1}


@pytest.fixture(autouse=True)
def a_day(today):
    """The school hands in its tables of 2026 in the autumn before."""
    today(date(2025, 11, 10))


@pytest.fixture
def county(cast, target):
    """A region above the school's department; the water bureau's unit stays outside."""
    region = add_unit(None, "130599", "青禾县", None, "region")
    change_unit(cast.admin, cast.department, cast.department.name, region)
    return region


def due_of(target):
    return owed_of(Target.objects.select_related("unit").get(pk=target.pk)).due


def test_a_due_day_is_the_laws_until_the_region_sets_its_own_and_says_so(cast, target, county):
    usual = due_of(target)
    assert (usual.day, usual.is_checked) == (date(2025, 10, 31), False)
    set_deadline(cast.admin, county, "target_submission", None, YEARLY, "青财绩〔2025〕3号")
    own = due_of(target)
    assert (own.day, own.source, own.is_checked) == (date(2025, 11, 15), "青财绩〔2025〕3号", True)
    assert "期限2025-11-15，还有5天" in owed_by(User.objects.get(pk=cast.clerk.pk)).rows[0].due_words
    set_deadline(cast.admin, county, "target_submission", 2026, {"month": 11, "day": 20, "year": -1}, "延期通知")
    assert due_of(target).day == date(2025, 11, 20), "the year's own setting goes before that of all years"
    unset_deadline(cast.admin, county, "target_submission", 2026, "不延了")
    unset_deadline(cast.admin, county, "target_submission", None, "改回")
    assert due_of(target) == usual
    assert list(faults()) == []


def test_a_setting_holds_for_its_region_alone_and_the_nearest_one_wins(cast, target, county):
    set_deadline(cast.admin, None, "target_submission", None, {"month": 9, "day": 30, "year": -1}, "市里的通知")
    assert due_of(target).day == date(2025, 9, 30)
    set_deadline(cast.admin, county, "target_submission", None, YEARLY, "县里的通知")
    assert due_of(target).day == date(2025, 11, 15)
    assert calendars().of(cast.other.path).due("target_submission", 2026).day == date(2025, 9, 30)


def test_what_a_region_does_not_ask_is_due_never(cast, target, county):
    set_deadline(cast.admin, county, "target_submission", 2026, None, "今年不做")
    assert due_of(target) is None


def test_terms_in_working_days_pass_over_holidays_and_count_worked_weekends(cast, target, county):
    staff = offices(cast)
    moved = put(target, "department_review", cast.clerk)
    Target.objects.filter(pk=moved.pk).update(entered_at="2026-04-30T01:00:00+00:00")
    assert due_of(target).day == date(2026, 5, 7)
    set_days(cast.admin, county, 2026, "5月1日至5日", "5月9日", "放假通知")
    assert due_of(target).day == date(2026, 5, 11), "6、7、8日和调休的9日之后是11日"
    assert staff.department.may_review


def test_what_the_law_fixes_cannot_be_set_and_every_setting_names_its_basis(cast, county):
    with pytest.raises(Invalid, match="法定期限"):
        set_deadline(cast.admin, county, "budget_publication", None, YEARLY, "本地")
    with pytest.raises(Invalid, match="还没有写依据"):
        set_deadline(cast.admin, county, "target_submission", None, YEARLY, " ")
    with pytest.raises(Invalid, match="月份应为1至12"):
        set_deadline(cast.admin, county, "target_submission", None, {"month": 13, "day": 1}, "x")
    with pytest.raises(Invalid, match="不是日期"):
        set_days(cast.admin, county, 2026, "国庆", "", "x")
    with pytest.raises(Invalid, match="是工作日"):
        set_days(cast.admin, county, 2026, "", "2026-05-06", "x")
    with pytest.raises(Invalid, match="既放假又上班"):
        set_days(cast.admin, county, 2026, "2026-05-09", "2026-05-09", "x")


def test_the_performance_office_sets_its_own_regions_calendar_and_nobody_elses(cast, county):
    own = add_person("perf", "郑绩效", "performance", county)
    other = add_unit(None, "130598", "邻县", None, "region")
    set_deadline(own, county, "target_submission", None, YEARLY, "县里的通知")
    for who, where in ((own, other), (own, None), (cast.clerk, county), (cast.viewer, None), (cast.chief, county)):
        with pytest.raises(Forbidden):
            set_deadline(who, where, "target_submission", None, YEARLY, "越权")
    with pytest.raises(Forbidden):
        set_deadline(own, Unit.objects.get(code="219"), "target_submission", None, YEARLY, "部门不是区划")


def test_the_page_shows_sets_and_keeps_the_history(cast, county, target, as_):
    browser = as_(cast.admin)
    page = browser.get("/calendar/?region=130599&year=2026").content.decode()
    assert "未核实" in page
    assert "预算法" in page
    sent = {
        "region": "130599",
        "year": "2026",
        "what": "target_submission",
        "how": "own",
        "month": "11",
        "day": "15",
        "offset": "-1",
    }
    refused = browser.post("/calendar/", sent | {"note": ""})
    assert (refused.status_code, "还没有写依据" in refused.content.decode()) == (400, True)
    done = browser.post("/calendar/", sent | {"note": "青财绩〔2025〕3号"}, follow=True).content.decode()
    assert "本地设定" in done
    assert "2025-11-15" in done
    assert "青财绩〔2025〕3号" in done
    days = {
        "region": "130599",
        "year": "2026",
        "what": "days",
        "holidays": "10月1日至7日",
        "worked": "10月10日",
        "note": "放假通知",
    }
    shown = browser.post("/calendar/", days, follow=True).content.decode()
    assert shown.count('class="holiday"') + shown.count('class="holiday due"') == 7
    assert "放假7天，调休上班1天" in shown
    assert CalendarChange.objects.count() == 2
    again = browser.post("/calendar/", days | {"holidays": "打错的日子"}).content.decode()
    assert "打错的日子" in again, "nothing typed is lost"


def test_everybody_reads_the_calendar_of_their_region_and_only_those_who_may_set_it(cast, county, as_):
    page = as_(cast.clerk).get("/calendar/").content.decode()
    assert "青禾县" in page
    assert "录入放假安排" not in page
    assert (
        as_(cast.clerk)
        .post("/calendar/", {"what": "days", "year": "2026", "holidays": "1月1日", "note": "x"})
        .status_code
        == 400
    )
    assert as_(cast.outsider).get("/calendar/?region=130599").status_code == 404


def tallies():
    return {row.deadline: (row.kept, row.missed) for row in DeadlineTally.objects.all()}


def test_what_was_kept_and_missed_is_judged_by_the_regions_own_day_as_it_stood(cast, target, county, monkeypatch):
    """The law's default is the end of October; the county gives until mid November; a later change judges nobody anew."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2025, 11, 10, 1, tzinfo=UTC))
    offices(cast)
    set_deadline(cast.admin, county, "target_submission", None, YEARLY, "青财绩〔2025〕3号")
    take_step(target, User.objects.get(pk=cast.clerk.pk), "submit", everything(target))
    assert tallies()["target_submission"] == (1, 0), "late by the law's default, in time by the county's"
    assert list(faults()) == []
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2025, 11, 10, 2, tzinfo=UTC))
    set_deadline(cast.admin, county, "target_submission", 2026, {"month": 11, "day": 1, "year": -1}, "提前")
    assert list(faults()) == [], "the step stays judged by what held when it was taken"
    deadline_tallies.rebuild()
    assert tallies()["target_submission"] == (1, 0)


def test_a_unit_that_is_hung_elsewhere_takes_its_steps_along(cast, target, county, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2025, 11, 10, 1, tzinfo=UTC))
    offices(cast)
    set_deadline(cast.admin, county, "target_submission", None, YEARLY, "青财绩〔2025〕3号")
    take_step(target, User.objects.get(pk=cast.clerk.pk), "submit", everything(target))
    change_unit(cast.admin, cast.department, cast.department.name, None)
    assert tallies()["target_submission"] == (0, 1), "outside the county the law's default holds"
    assert list(faults()) == []
