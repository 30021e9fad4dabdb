"""Rules that compare with other papers find them in the records: earlier years, approvals, assessments, monitoring, scores."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from appraisal_stage import assessment
from course_stage import offices, put
from django.core.files.uploadedfile import SimpleUploadedFile
from test_year_courses import evaluate, step
from web_stage import a_document, cell, import_document, write
from year_stage import PAPER, key_of, say

from zhunsheng.model.document import Document
from zhunsheng.model.organisation import BudgetUnit
from zhunsheng.rules.form_examples import evaluation, monitoring
from zhunsheng.usecases.write_document import write_document
from zhunsheng.web.records.amounts import EX_ANTE_MINIMUM
from zhunsheng.web.records.models import Reading, Target
from zhunsheng.web.records.operations.appraise import set_amount, step_case
from zhunsheng.web.records.operations.carry_over import carry_over
from zhunsheng.web.records.operations.state_value import state_value
from zhunsheng.web.records.reviewing import review_target

SATISFACTION = 5
"""The row whose target is ≥90%."""


@pytest.fixture(autouse=True)
def afterwards(today):
    """The tables are of 2026: look back on it."""
    today(date(2027, 3, 1))


@pytest.fixture
def all_of_them(cast):
    return offices(cast)


def again(target):
    return Target.objects.select_related("unit").get(pk=target.pk)


def found(target, rule):
    return [one for one in review_target(again(target)).findings if one.rule == rule]


def is_open(target, rule):
    return any(one.rule == rule for one in review_target(again(target)).undecided)


def test_a_table_in_force_is_the_approved_one_and_a_draft_is_not(cast, target):
    assert is_open(target, "ZSE05")
    put(target, "approved", cast.head)
    assert not is_open(target, "ZSE05")
    assert not found(target, "ZSE05")
    Target.objects.filter(pk=target.pk).update(state="adjusting")
    assert is_open(target, "ZSE05"), "an adjustment may change the budget"


def test_the_same_targets_three_years_running_are_noticed_from_the_tables_kept_here(cast, target):
    assert is_open(target, "ZSC09")
    import_document(cast.clerk, a_document(2, year=2025))
    assert not is_open(target, "ZSC09"), "last year is known: it began then"
    assert not found(target, "ZSC09")
    import_document(cast.clerk, a_document(2, year=2024))
    assert ["从2024年到2026年一个字没有变" in one.message for one in found(target, "ZSC09")] == [True]


def test_a_change_of_last_years_table_is_seen_at_once(cast, target, as_):
    for year in (2024, 2025):
        import_document(cast.clerk, a_document(2, year=year))
    assert found(target, "ZSC09")
    last = Target.objects.select_related("unit").get(code=target.code, year=2025)
    answer = write(as_(cast.clerk), last, cell(last, 0, "target"), "≥1套", "≥264套")
    assert answer.status_code == 200
    assert not found(target, "ZSC09")


def test_a_large_new_project_needs_an_assessment_that_the_records_do_not_have(cast, target, judges):
    other = a_document(1, year=2025)
    import_document(
        cast.clerk, replace(other, projects=(replace(other.projects[0], code="219-0301-JBN-OLD1", name="旧项目"),))
    )
    assert not found(target, "ZSD11"), "the usual amount is far above"
    set_amount(cast.admin, EX_ANTE_MINIMUM, "1", date(2020, 1, 1), "本县办法第三条")
    assert [one.severity.value for one in found(target, "ZSD11")] == ["warning"]
    case = assessment(target, cast, judges, "concluding")
    step_case(case, judges.performance, "support", "同意")
    assert not found(target, "ZSD11")


def test_a_project_with_a_table_of_last_year_is_not_new(cast, target):
    set_amount(cast.admin, EX_ANTE_MINIMUM, "1", date(2020, 1, 1), "本县办法第三条")
    import_document(cast.clerk, a_document(2, year=2025))
    assert not is_open(target, "ZSD11")
    assert not found(target, "ZSD11")


def confirmed(cast, target, all_of_them):
    evaluate(cast, target)
    for name, by in (("submit", cast.clerk), ("sign", cast.head), ("pass", all_of_them.department)):
        step(target, by, name, 0)
    return step(target, all_of_them.performance, "confirm", 0)


def test_next_years_target_is_held_against_what_a_confirmed_self_evaluation_reached(
    cast, target, carried_out, all_of_them
):
    held = again(target)
    key = key_of(held, SATISFACTION)
    state_value(held, key, cast.clerk, text="99%", reason="问卷", as_of=date(2026, 12, 31), files=PAPER)
    made = carry_over(held, cast.clerk)
    assert not found(made, "ZSC08"), "what nobody has confirmed yet is no yardstick"
    confirmed(cast, again(target), all_of_them)
    assert ["上年完成99%" in one.message for one in found(made, "ZSC08")] == [True]


def upload(browser, data, name):
    browser.post("/upload/", {"file": SimpleUploadedFile(name, data)}, follow=True)
    return Reading.objects.order_by("-pk").first()


def papers(**forms):
    return write_document(Document(unit=BudgetUnit("219001", "青禾县第二小学"), fiscal_year=2026, **forms), "docx")


def seen(browser, **forms):
    """The page of a form that is read from a file."""
    reading = upload(browser, papers(**forms), "表.docx")
    return browser.get(f"/readings/{reading.pk}/forms/0/").content.decode()


def test_a_form_is_held_against_the_budget_after_adjustment(cast, target, carried_out, as_):
    about = {"project_code": target.code, "project_name": target.name}
    browser = as_(cast.clerk)
    assert "ZSE11" not in seen(browser, self_evaluations=(evaluation(**about),))
    say(cast, again(target), "budget", budget="20", reason="青财教〔2026〕9号")
    assert "调整后预算是20万元" in seen(browser, self_evaluations=(evaluation(**about),))


def test_a_missed_target_is_held_against_the_monitoring_form_that_came_in_before(cast, target, as_):
    about = {"project_code": target.code, "project_name": target.name}
    sure = monitoring({"indicators[0].outlook_certain": "√", "indicators[0].outlook_possible": None}, **about)
    browser = as_(cast.clerk)
    assert "ZSE12" not in seen(browser, self_evaluations=(evaluation(**about),))
    kept = upload(browser, papers(monitorings=(sure,)), "监控表.docx")
    browser.post(f"/readings/{kept.pk}/confirm/", {"year": "2026"}, follow=True)
    assert "监控时说确定能完成" in seen(browser, self_evaluations=(evaluation(**about),))


def test_a_forms_total_is_held_against_the_confirmed_score(cast, target, carried_out, as_, all_of_them):
    about = {"project_code": target.code, "project_name": target.name}
    browser = as_(cast.clerk)
    assert "ZSE16" not in seen(browser, self_evaluations=(evaluation(**about),))
    total = confirmed(cast, again(target), all_of_them).content["total"]
    assert f"自评报告写{Decimal(total).normalize():f}分" in seen(browser, self_evaluations=(evaluation(**about),))
