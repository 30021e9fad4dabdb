"""Deadlines of the budget year: by law, by a region's own setting, in working days."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhunsheng.law.citation import Verified, official_documents
from zhunsheng.law.deadlines import (
    DaysAfter,
    DeadlineSetting,
    YearCalendar,
    YearlyDay,
    deadline_rule,
    deadlines,
    working_days,
)

SPRING_FESTIVAL = working_days((date(2020, 1, 24), date(2020, 1, 27), date(2020, 1, 28)), (date(2020, 1, 19),))


def test_the_law_counts_twenty_days_from_the_congress():
    due = YearCalendar().due("budget_approval", 2020, {"budget_passed": date(2020, 1, 10)})
    assert (due.day, due.source, due.is_checked) == (
        date(2020, 1, 30), "预算法第五十二条（批准预算后二十日内批复各部门）", True,
    )  # fmt: skip


def test_a_term_does_not_run_before_it_has_begun():
    assert YearCalendar().due("budget_publication", 2020, {}) is None


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("ex_ante_assessment", date(2019, 8, 31)), ("target_submission", date(2019, 10, 31)), ("monitoring_7", date(2020, 8, 31)),
        ("self_evaluation", date(2021, 3, 31)), ("results_use", date(2021, 9, 30)),
    ],
)  # fmt: skip
def test_the_calendar_of_a_county_for_2020(name, day):
    due = YearCalendar().due(name, 2020)
    assert due.day == day
    assert not due.is_checked


def test_a_region_sets_its_own_day_and_the_nearest_one_wins():
    settings = (
        DeadlineSetting("monitoring_7", "130500", YearlyDay(8, 20), note="邢财绩〔2020〕1号"),
        DeadlineSetting("monitoring_7", "130535", YearlyDay(8, 10)),
        DeadlineSetting("monitoring_7", "130535", YearlyDay(8, 12), year=2021),
    )
    county = YearCalendar(("130535", "130500"), settings)
    assert county.due("monitoring_7", 2020).day == date(2020, 8, 10)
    assert county.due("monitoring_7", 2021).day == date(2021, 8, 12)
    neighbour = YearCalendar(("130534", "130500"), settings).due("monitoring_7", 2020)
    assert (neighbour.day, neighbour.source, neighbour.is_checked) == (date(2020, 8, 20), "邢财绩〔2020〕1号", True)


def test_checkpoints_are_asked_for_only_where_a_region_sets_them():
    assert YearCalendar().due("monitoring_10", 2020) is None
    asked = YearCalendar(("130535",), (DeadlineSetting("monitoring_10", "130535", YearlyDay(11, 15)),))
    assert asked.due("monitoring_10", 2020).day == date(2020, 11, 15)


def test_a_region_may_not_ask_for_something_at_all():
    calendar = YearCalendar(("130535",), (DeadlineSetting("monitoring_7", "130535", None, year=2020),))
    assert calendar.due("monitoring_7", 2020) is None
    assert calendar.due("monitoring_7", 2021).day == date(2021, 8, 31)


def test_working_days_skip_weekends_and_holidays_and_count_worked_sundays():
    assert SPRING_FESTIVAL.after(date(2020, 1, 17), 1) == date(2020, 1, 19)
    assert SPRING_FESTIVAL.after(date(2020, 1, 23), 1) == date(2020, 1, 29)
    assert working_days().after(date(2020, 1, 23), 1) == date(2020, 1, 24)
    assert working_days().after(date(2020, 1, 23), 0) == date(2020, 1, 23)


@given(st.dates(date(2019, 1, 1), date(2030, 1, 1)), st.integers(0, 60))
def test_a_term_of_working_days_holds_exactly_so_many(start, days):
    end = SPRING_FESTIVAL.after(start, days)
    between = [date.fromordinal(n) for n in range(start.toordinal() + 1, end.toordinal() + 1)]
    assert sum(map(SPRING_FESTIVAL.is_worked, between)) == days
    assert days == 0 or SPRING_FESTIVAL.is_worked(end)


def test_the_last_of_february_is_found():
    assert YearlyDay(2, 31, 1).on(2019) == date(2020, 2, 29)
    assert YearlyDay(2, 31, 1).on(2020) == date(2021, 2, 28)


def test_a_rule_is_read_from_plain_data_and_says_itself():
    assert deadline_rule({"month": 8, "day": 31, "year": -1}) == YearlyDay(8, 31, -1)
    assert deadline_rule({"after": "warned", "days": 10, "working": True}) == DaysAfter("warned", 10, True)
    assert str(YearlyDay(8, 31, -1)) == "上年8月31日前"
    assert str(DaysAfter("budget_passed", 20)) == "人民代表大会批准预算后20日内"
    for wrong in ({"month": 13, "day": 1}, {"after": "never", "days": 1}, {"after": "entered", "days": -1}, {"day": 3}):
        with pytest.raises(ValueError, match="期限"):
            deadline_rule(wrong)


@pytest.mark.parametrize("deadline", [pytest.param(one, id=name) for name, one in deadlines().items()])
def test_a_deadline_says_what_it_rests_on_and_claims_no_more_than_was_checked(deadline):
    assert deadline.title
    for rule in deadline.rules:
        assert rule.basis.note
        assert rule.basis.number is None or rule.basis.number in official_documents()
        assert (rule.basis.article is not None) is (rule.basis.verified is Verified.ARTICLE)
        assert deadline.settable or rule.is_checked, "only what the law sets is beyond a region's reach"


def test_a_day_before_a_rule_came_into_force_has_none():
    with pytest.raises(LookupError, match="2014-12-31"):
        deadlines()["budget_approval"].on(date(2014, 12, 31))


def test_a_unit_publishes_within_twenty_days_of_its_departments_approval_and_that_is_not_checked():
    due = YearCalendar().due("unit_budget_publication", 2020, {"unit_budget_approved": date(2020, 1, 21)})
    assert (due.day, due.is_checked) == (date(2020, 2, 10), False)
    assert "【未核】" in due.source
    assert deadlines()["unit_budget_publication"].settable
