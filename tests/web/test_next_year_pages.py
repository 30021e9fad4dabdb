"""Next year from this one: a copy with what has to be looked at, never over a table that is there, beside last year's values."""

from __future__ import annotations

import re
from datetime import date

import pytest
from course_stage import put
from django.db import connection
from django.test.utils import CaptureQueriesContext
from web_stage import a_document, cell, import_document, write
from year_stage import measured, rate_key

from zhunsheng.web.records.copied import looks_open
from zhunsheng.web.records.models import FormulaBinding, Plan, Tally, Target, Version
from zhunsheng.web.records.operations.archive_target import archive_target
from zhunsheng.web.records.operations.carry_over import carry_over, origin_of
from zhunsheng.web.records.operations.outcome import Forbidden, Invalid
from zhunsheng.web.records.operations.recording import noun
from zhunsheng.web.records.queries.next_years import beside
from zhunsheng.web.records.queries.unit_years import latest_of_all, latest_seen, unit_year
from zhunsheng.web.records.verification import faults


@pytest.fixture(autouse=True)
def the_year_is_over(today):
    """The school's year is 2026: look back on it."""
    today(date(2027, 1, 5))


def text(answer):
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_what_is_copied_is_the_approved_table_not_the_draft(as_, cast, target):
    approved = put(target, "approved", cast.head)
    Target.objects.filter(pk=target.pk).update(state="draft")
    write(as_(cast.clerk), target, "purpose", "改过的用途", noun(target).purpose)
    made = carry_over(Target.objects.select_related("unit").get(pk=target.pk), cast.clerk)
    assert noun(made).purpose == noun(approved).purpose
    assert (made.year, made.state, made.name) == (2027, "draft", target.name)
    assert "批复的第" in Version.objects.get(target=made).note
    assert Plan.objects.filter(unit=cast.school, year=2027).exists()


def test_a_table_that_is_there_is_never_overwritten(as_, cast, target):
    import_document(cast.clerk, a_document(2, year=2027))
    there = Target.objects.get(year=2027, code=target.code)
    with pytest.raises(Invalid, match="没有覆盖"):
        carry_over(target, cast.clerk)
    archive_target(there, cast.clerk)
    with pytest.raises(Invalid, match="已移出"):
        carry_over(target, cast.clerk)
    assert Target.objects.filter(year=2027).count() == 2
    page = text(as_(cast.clerk).get(f"/projects/{target.pk}/next-year/"))
    assert "也不会覆盖它" in page


def test_carrying_over_twice_makes_one_table(cast, target):
    carry_over(target, cast.clerk)
    with pytest.raises(Invalid, match="2027年已经有"):
        carry_over(target, cast.clerk)
    assert list(faults()) == []


def test_the_formulas_go_along_where_asked(cast, target):
    measured(cast, target, rate_key(target))
    made = carry_over(target, cast.clerk)
    assert FormulaBinding.objects.get(target=made).formula == "占比(巡查, 条件: 到场 = 是)"
    assert {row.key for row in noun(made).indicators} == {row.key for row in noun(target).indicators}
    other = Target.objects.exclude(pk__in=(target.pk, made.pk)).select_related("unit").get()
    measured(cast, other, rate_key(other))
    assert not FormulaBinding.objects.filter(target=carry_over(other, cast.clerk, formulas=False)).exists()


def test_the_form_marks_what_has_to_be_looked_at_until_it_is_changed_or_ticked_off(as_, cast, target):
    browser = as_(cast.clerk)
    page = text(browser.post(f"/projects/{target.pk}/next-year/", {"formulas": "1"}, follow=True))
    made = Target.objects.select_related("unit").get(year=2027)
    assert "从上年结转，还有" in page
    assert "to-look" in page
    before = looks_open(made, noun(made))
    money = next(look for look in before if look.label == "金额")
    write(browser, made, money.address, "12.00", money.text)
    made.refresh_from_db()
    after = looks_open(made, noun(made))
    assert money.address not in {look.address for look in after}
    other = after[0]
    send = {"what": "looked", "key": other.address, "text": other.text}
    text(browser.post(f"/projects/{made.pk}/last-year/note/", send, follow=True))
    assert other.address not in {look.address for look in looks_open(made, noun(made))}
    assert "to-look" not in text(browser.get(f"/projects/{target.pk}/")), "last year's own table is not marked"


def test_a_target_looser_than_what_was_reached_is_to_be_looked_at(as_, cast, target):
    rows = noun(target).indicators
    key = next(
        row.key for row in rows if row.target.is_percentage and row.target.operator == ">=" and row.target.number < 100
    )
    measured(cast, target, key, present=4, absent=0)
    told = text(as_(cast.clerk).get(f"/projects/{target.pk}/next-year/"))
    made = carry_over(target, cast.clerk)
    assert f"结转后要看的（{len(looks_open(made, noun(made)))}）" in told, (
        "what is told beforehand is what is marked then"
    )
    label = next(look for look in looks_open(made, noun(made)) if look.address == f"indicators.{key}.target")
    assert label.label == "指标值"
    assert "比上年做到的松" in label.message
    page = text(as_(cast.clerk).get(f"/projects/{made.pk}/last-year/"))
    assert "松于上年实际" in page
    assert "100%" in page


def test_the_tables_are_compared_row_by_row_with_what_was_changed(as_, cast, target):
    made = carry_over(target, cast.clerk)
    write(as_(cast.clerk), made, cell(made, 0, "target"), "≥300套", noun(made).indicators[0].target.text)
    found = beside(cast.clerk, Target.objects.select_related("unit").get(pk=made.pk))
    assert [one.kind.label for one in found.changes] == ["改"]
    assert found.lines[0].changed
    assert not found.lines[1].changed
    assert "≥300套" in text(as_(cast.clerk).get(f"/projects/{made.pk}/last-year/"))


def test_a_table_that_nobody_carried_over_is_compared_too_and_one_without_a_year_before_says_so(as_, cast, target):
    import_document(cast.clerk, a_document(2, year=2027))
    later = Target.objects.get(year=2027, code=target.code)
    assert origin_of(later) is None
    assert beside(cast.clerk, later).last.pk == target.pk
    assert "上年没有这个项目" in text(as_(cast.clerk).get(f"/projects/{target.pk}/last-year/"))


@pytest.mark.parametrize("who", ["viewer", "outsider", "nobody"])
def test_who_may_not_write_carries_nothing_over(as_, cast, target, who):
    with pytest.raises(Forbidden):
        carry_over(target, getattr(cast, who))
    as_(getattr(cast, who)).post(f"/projects/{target.pk}/next-year/")
    assert not Target.objects.filter(year=2027).exists()


def test_next_years_draft_does_not_hide_this_years_results(cast, target):
    measured(cast, target, rate_key(target))
    carry_over(target, cast.clerk)
    assert unit_year(cast.clerk).year == 2026
    assert unit_year(cast.clerk, year=2027).year == 2027


def test_a_first_record_of_a_year_still_being_drafted_does_not_turn_the_pages_to_it(cast, target, today):
    today(date(2027, 2, 8))
    measured(cast, target, rate_key(target))
    put(target, "approved", cast.head)
    made = carry_over(target, cast.clerk)
    Tally.objects.create(unit=cast.school, kind="patrol", month=202701, count=1)
    assert unit_year(cast.clerk).year == latest_seen(cast.clerk, [2026, 2027]) == latest_of_all() == 2026
    put(made, "approved", cast.head)
    assert unit_year(cast.clerk).year == latest_seen(cast.clerk, [2026, 2027]) == latest_of_all() == 2027
    today(date(2026, 12, 20))
    assert unit_year(cast.clerk).year == latest_of_all() == 2026, "a year to come is not at hand"


@pytest.mark.parametrize("part", ["", "next-year/", "last-year/"])
def test_pages_ask_few_queries(as_, cast, target, part):
    measured(cast, target, rate_key(target))
    made = carry_over(target, cast.clerk)
    browser = as_(cast.clerk)
    for pk in (target.pk, made.pk):
        browser.get(f"/projects/{pk}/{part}")
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(f"/projects/{pk}/{part}").status_code == 200
        assert len(asked) <= 15


@pytest.mark.parametrize("board", ["monitoring", "scores", "evaluations", "ex-ante", "measures"])
def test_the_boards_lead_to_every_year_that_the_unit_has(as_, cast, target, board):
    measured(cast, target, rate_key(target))
    carry_over(target, cast.clerk)
    browser = as_(cast.clerk)
    page = text(browser.get(f"/{board}/"))
    years = re.findall(rf'<option value="({target.unit.code}@\d+)"( selected)?', page)
    assert years == [(f"{target.unit.code}@2027", ""), (f"{target.unit.code}@2026", " selected")]
    assert f'value="{target.unit.code}@2027" selected' in text(browser.get(f"/{board}/?unit={years[0][0]}"))
    assert text(browser.get(f"/{board}/?unit={target.unit.code}@99999@"))
    assert f'value="{target.unit.code}@2027" selected' in text(
        browser.get(f"/{board}/?unit={target.unit.code}&year=2027")
    )
