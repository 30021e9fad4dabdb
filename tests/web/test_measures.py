"""Measured values in the web: from entries by formulas, kept until touched, open to the records behind them."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from ledger_stage import add, new_id, patrol
from web_stage import ask as ask_page

from zhunsheng.formula.outcome import Verdict
from zhunsheng.model.measure import MeasureStatus
from zhunsheng.usecases.measure_report import measures_json
from zhunsheng.web.measuring import _measured
from zhunsheng.web.records.kinds_in_force import kinds_of
from zhunsheng.web.records.measured import items_of, measures, traced
from zhunsheng.web.records.models import AuditEntry, Entry, FormulaBinding, MeasuredValue, StatedValue
from zhunsheng.web.records.operations.bind_formula import Wanted, bind_formula
from zhunsheng.web.records.operations.correct_entry import correct_entry, withdraw_entry
from zhunsheng.web.records.operations.outcome import Forbidden, Invalid, Moved
from zhunsheng.web.records.operations.state_value import state_value
from zhunsheng.web.records.verification import faults

PRESENT = "占比(巡查, 条件: 到场 = 是)"
THE_DAY = date(2026, 5, 8)
SEEN = patrol(day=THE_DAY)


@pytest.fixture(autouse=True)
def the_year_is_over(today):
    """The school's year is 2026: look back on it."""
    today(date(2027, 3, 1))


@pytest.fixture
def key(target):
    return target.draft["indicators"][0]["key"]


def measure_of(target, key):
    return measures([target])["target", target.pk, key]


def test_an_unbound_indicator_has_no_value_and_says_why(target, key):
    found = measure_of(target, key)
    assert (found.status, found.value, found.note) == (MeasureStatus.NO_EVIDENCE, None, "还没有取数办法，也没有自述")


def test_a_formula_makes_the_value_follow_the_entries(cast, target, key):
    bind_formula(target, key, cast.clerk, Wanted(PRESENT, reason="按到场记录"))
    assert measure_of(target, key).status is MeasureStatus.NO_EVIDENCE
    add(
        cast.clerk,
        cast.school,
        patrol(day=THE_DAY),
        patrol(day=THE_DAY),
        patrol(day=THE_DAY, present=False),
        project=target,
    )
    found = measure_of(target, key)
    assert (found.status, f"{found.value:.2f}", found.numerator, found.denominator, found.records) == (
        MeasureStatus.MEASURED,
        "66.67",
        2,
        3,
        3,
    )
    add(cast.clerk, cast.school, patrol(day=THE_DAY), project=target)
    assert measure_of(target, key).value == 75


def test_only_what_an_entry_touches_is_computed_again(cast, target, key):
    other = target.draft["indicators"][1]["key"]
    bind_formula(target, key, cast.clerk, Wanted(PRESENT))
    bind_formula(target, other, cast.clerk, Wanted("计数(养护)"))
    add(cast.clerk, cast.school, patrol(day=THE_DAY), project=target)
    measures([target])
    before = {row.key: row.computed_at for row in MeasuredValue.objects.all()}
    add(cast.clerk, cast.school, patrol(day=THE_DAY, present=False), project=target)
    assert list(MeasuredValue.objects.filter(stale=True).values_list("key", flat=True)) == [key]
    measures([target])
    after = {row.key: row.computed_at for row in MeasuredValue.objects.all()}
    assert [name for name in after if after[name] != before[name]] == [key]


def test_an_entry_of_the_whole_unit_counts_only_where_the_formula_asks_for_the_unit(cast, target, key):
    other = target.draft["indicators"][1]["key"]
    bind_formula(target, key, cast.clerk, Wanted("计数(巡查)"))
    bind_formula(target, other, cast.clerk, Wanted("计数(巡查)", scope="unit"))
    add(cast.clerk, cast.school, patrol(day=THE_DAY))
    add(cast.clerk, cast.school, patrol(day=THE_DAY), project=target)
    assert (measure_of(target, key).value, measure_of(target, other).value) == (1, 2)


def test_a_correction_and_a_withdrawal_change_the_value(cast, target, key):
    bind_formula(target, key, cast.clerk, Wanted(PRESENT))
    first, second = add(cast.clerk, cast.school, patrol(day=THE_DAY), patrol(day=THE_DAY), project=target)
    kind = kinds_of(cast.school)["patrol"]
    correct_entry(cast.clerk, first.id, new_id(), kind, {**SEEN, "present": False}, project=target, reason="没有到场")
    assert measure_of(target, key).value == 50
    withdraw_entry(cast.clerk, second.id, new_id(), "记错了")
    assert measure_of(target, key).value == 0


def test_moving_an_entry_to_another_project_touches_both(cast, target, key):
    other = type(target).objects.exclude(pk=target.pk).get()
    bind_formula(target, key, cast.clerk, Wanted("计数(巡查)"))
    bind_formula(other, other.draft["indicators"][0]["key"], cast.clerk, Wanted("计数(巡查)"))
    receipts = add(cast.clerk, cast.school, patrol(day=THE_DAY), patrol(day=THE_DAY), project=target)
    measures([target, other])
    correct_entry(
        cast.clerk, receipts[0].id, new_id(), kinds_of(cast.school)["patrol"], SEEN, project=other, reason="记错项目"
    )
    assert measure_of(target, key).value == 1
    assert measure_of(other, other.draft["indicators"][0]["key"]).value == 1


def test_the_records_behind_a_value_say_whether_they_count_and_why_not(cast, target, key):
    bind_formula(target, key, cast.clerk, Wanted('占比(巡查, 条件: 到场 = 是, 范围: 对象 = "路灯")'))
    add(
        cast.clerk,
        cast.school,
        patrol(day=THE_DAY),
        patrol(day=THE_DAY, present=False),
        patrol(day=THE_DAY, object="绿化"),
        patrol(day=date(2025, 5, 8)),
        project=target,
    )
    item = next(one for one in items_of([target]) if one.key == key)
    found, trace = traced(item, date(2026, 12, 31))
    assert (found.value, found.digest) == (50, trace.digest)
    verdicts = [use.verdict for use in trace.uses]
    assert sorted(verdicts) == sorted([Verdict.COUNTS, Verdict.MISSES, Verdict.LEFT_OUT, Verdict.LEFT_OUT])
    assert all(use.why for use in trace.uses if use.verdict is not Verdict.COUNTS)
    assert measure_of(target, key).digest == found.digest


def test_any_past_day_can_be_measured_again(cast, target, key):
    bind_formula(target, key, cast.clerk, Wanted("计数(巡查)"))
    add(cast.clerk, cast.school, patrol(day=date(2026, 3, 1)), patrol(day=date(2026, 9, 1)), project=target)
    assert measures([target], date(2026, 6, 30))["target", target.pk, key].value == 1
    assert measure_of(target, key).value == 2


def test_a_wrong_formula_is_refused_with_its_place_and_the_nearest_name(cast, target, key):
    with pytest.raises(Invalid, match="巡查"):
        bind_formula(target, key, cast.clerk, Wanted("计数(巡茶)"))
    assert not FormulaBinding.objects.exists()


def test_who_may_not_edit_may_not_bind_and_other_units_do_not_see_the_value(as_, cast, target, key):
    with pytest.raises(Forbidden):
        bind_formula(target, key, cast.viewer, Wanted(PRESENT))
    with pytest.raises(Forbidden):
        bind_formula(target, key, cast.outsider, Wanted(PRESENT))
    assert as_(cast.viewer).get(f"/measures/project/{target.pk}/{key}/").status_code == 200
    assert as_(cast.outsider).get(f"/measures/project/{target.pk}/{key}/").status_code == 404
    assert (
        as_(cast.outsider).post(f"/measures/project/{target.pk}/{key}/bind/", {"formula": PRESENT}).status_code == 404
    )


def test_two_people_binding_at_once_are_told(cast, target, key):
    bind_formula(target, key, cast.clerk, Wanted(PRESENT, base=0))
    with pytest.raises(Moved, match="钱经办"):
        bind_formula(target, key, cast.head, Wanted("计数(巡查)", base=0))


def test_every_choice_of_a_formula_stays_in_the_history_and_the_audit_trail(cast, target, key):
    bind_formula(target, key, cast.clerk, Wanted(PRESENT, reason="先这样"))
    bind_formula(target, key, cast.clerk, Wanted("计数(巡查)", reason="改数次数"))
    bind_formula(target, key, cast.head, Wanted("", reason="不量了"))
    assert [row.number for row in FormulaBinding.objects.order_by("number")] == [1, 2, 3]
    assert list(AuditEntry.objects.filter(act="bind_formula").values_list("detail__number", flat=True)) == [1, 2, 3]
    assert measure_of(target, key).status is MeasureStatus.NO_EVIDENCE
    assert list(faults()) == []


def test_a_stated_value_is_marked_everywhere_and_gives_way_to_a_formula(as_, cast, target, key):
    state_value(
        target,
        key,
        cast.clerk,
        text="96套",
        reason="上级通报",
        as_of=date(2026, 12, 31),
        files=[("通报.pdf", b"%PDF-1.4")],
    )
    found = measure_of(target, key)
    assert (found.status, found.value, found.note) == (MeasureStatus.STATED, 96, "自述：上级通报")
    page = as_(cast.clerk).get("/measures/").content.decode()
    assert "〔自述〕" in page
    page = as_(cast.clerk).get(f"/measures/project/{target.pk}/{key}/").content.decode()
    assert "上级通报" in page
    assert "通报.pdf" in page
    row = StatedValue.objects.get()
    assert (
        b"".join(as_(cast.clerk).get(f"/measures/project/{target.pk}/{key}/files/{row.pk}/0/").streaming_content)
        == b"%PDF-1.4"
    )
    assert as_(cast.outsider).get(f"/measures/project/{target.pk}/{key}/files/{row.pk}/0/").status_code == 404
    bind_formula(target, key, cast.clerk, Wanted(PRESENT))
    add(cast.clerk, cast.school, patrol(day=THE_DAY), project=target)
    assert measure_of(target, key).status is MeasureStatus.MEASURED


def test_a_statement_needs_a_reason_and_no_day_that_has_not_come(cast, target, key):
    with pytest.raises(Invalid, match="依据"):
        state_value(target, key, cast.clerk, text="96%", reason=" ", as_of=date(2026, 12, 31))
    with pytest.raises(Invalid, match="还没有到"):
        state_value(target, key, cast.clerk, text="96%", reason="通报", as_of=date(2099, 1, 1))


def test_a_goal_of_the_department_is_bound_and_measured(as_, cast, plan):
    row = bind_formula(
        plan,
        "",
        cast.clerk,
        Wanted('求和(事故.起数, 条件: 类别 = "火灾")', name="火灾", goal="无一例火灾", target_text="=0起"),
    )
    add(
        cast.clerk,
        cast.school,
        {"day": date(2026, 5, 31), "report": "零报告", "type": "火灾", "cases": 0},
        kind="accident",
    )
    found = measures([plan])["plan", plan.pk, row.key]
    assert (found.status, found.value, found.met) == (MeasureStatus.MEASURED, 0, True)
    assert "无一例火灾" in as_(cast.clerk).get(f"/measures/department/{plan.pk}/{row.key}/").content.decode()


def test_a_goal_of_the_department_is_given_its_formula_on_a_page_of_its_own(as_, cast, plan, target):
    browser, page = as_(cast.clerk), f"/department/{plan.unit.code}/{plan.year}/goals/new/"
    links = browser.get(f"/department/{plan.unit.code}/{plan.year}/goals/").content.decode()
    assert f'href="{page}?goal=' in links
    assert page in browser.get("/measures/").content.decode()
    assert 'value="分项目标4"' in browser.get(page + "?goal=分项目标4").content.decode()
    typed = {
        "formula": "求和(事故.起数, 条件: 类别 = \"火灾\")", "window": "to_date", "scope": "unit", "reason": "每月报一次",
        "name": "火灾", "target": "=0起", "goal": "分项目标4", "base": "0",
    }  # fmt: skip
    shown = ask_page(browser, f"/measures/department/{plan.pk}/check/", key="", **typed).json()
    assert (shown["preview"]["records"], shown["preview"]["unit"]) == (0, "起")
    counted = {**typed, "formula": "计数(事故)", "target": "≥95%"}
    add(
        cast.clerk,
        cast.school,
        {"day": date(2026, 5, 31), "report": "零报告", "type": "火灾", "cases": 0},
        kind="accident",
    )
    shown = ask_page(browser, f"/measures/department/{plan.pk}/check/", key="", **counted).json()
    assert "不能比较" in shown["preview"]["note"]
    refused = browser.post(
        f"/measures/department/{plan.pk}/bind/", {**typed, "formula": "求和(事故.起术)"}, follow=True
    )
    said = refused.content.decode()
    assert "没有保存" in said
    for words in ("求和(事故.起术)", "每月报一次", 'value="火灾"', 'value="=0起"', 'value="to_date" selected'):
        assert words in said, words
    kept = browser.post(f"/measures/department/{plan.pk}/bind/", typed, follow=True)
    assert kept.redirect_chain[-1][0] == f"/measures/department/{plan.pk}/{FormulaBinding.objects.get().key}/"
    assert "分项目标4" in kept.content.decode()


def test_who_may_not_edit_is_told_who_gives_a_goal_its_formula(as_, cast, plan):
    page = f"/department/{plan.unit.code}/{plan.year}/goals/new/"
    assert as_(cast.outsider).get(page).status_code == 404
    said = as_(cast.viewer).get(page).content.decode()
    assert "只能查看" in said
    assert "<textarea" not in said


def test_what_a_refused_formula_or_statement_said_stands_in_its_form_again(as_, cast, target, key):
    browser, url = as_(cast.clerk), f"/measures/project/{target.pk}/{key}/"
    typed = {
        "formula": "占比(巡茶, 条件: 到场)",
        "window": "to_date",
        "scope": "unit",
        "reason": "按到场记录",
        "base": "0",
    }
    said = browser.post(url + "bind/", typed, follow=True).content.decode()
    for words in ("占比(巡茶, 条件: 到场)", 'value="to_date" selected', 'value="unit" selected', "按到场记录"):
        assert words in said, words
    assert "巡茶" not in browser.get(url).content.decode()
    wrong = {"text": "约九成六", "reason": "电话里问的", "as_of": "2099-01-01"}
    said = browser.post(url + "state/", {**wrong, "files": [SimpleUploadedFile("通报.pdf", b"%PDF")]}, follow=True)
    for words in ("还没有到", 'value="约九成六"', 'value="电话里问的"', 'value="2099-01-01"', "要重新选：通报.pdf"):
        assert words in said.content.decode(), words


def test_the_editor_gets_problems_words_a_preview_and_offers(as_, cast, target, key):
    add(cast.clerk, cast.school, patrol(day=THE_DAY), patrol(day=THE_DAY, present=False), project=target)

    def ask(**data):
        return ask_page(as_(cast.clerk), f"/measures/project/{target.pk}/check/", key=key, **data).json()

    right = ask(formula=PRESENT, window="fiscal_year", scope="project")
    assert (right["problems"], right["preview"]["value"], right["preview"]["records"]) == ([], "50", 2)
    assert "到场" in right["words"]
    wrong = ask(formula="占比(巡查, 条件: 到厂 = 是)")
    (problem,) = wrong["problems"]
    assert wrong_text("占比(巡查, 条件: 到厂 = 是)", problem) == "到厂"
    assert "到场" in problem["message"]
    assert "巡查" in [one["label"] for one in ask(formula="计数(巡", caret=4)["offers"]]
    assert ask(formula="计数(" * 300)["problems"]
    assert as_(cast.clerk).post(f"/measures/project/{target.pk}/check/", "[]", "application/json").status_code == 400


def wrong_text(formula, problem):
    return formula[problem["start"] : problem["end"]]


def test_the_pages_ask_the_database_little(as_, cast, target, key, django_assert_max_num_queries):
    for indicator in target.draft["indicators"]:
        bind_formula(target, indicator["key"], cast.clerk, Wanted(PRESENT))
    add(cast.clerk, cast.school, *[patrol(day=THE_DAY) for _ in range(60)], project=target)
    browser = as_(cast.clerk)
    browser.get("/measures/")
    with django_assert_max_num_queries(15):
        browser.get("/measures/")
    with django_assert_max_num_queries(15):
        page = browser.get(f"/measures/project/{target.pk}/{key}/?page=2").content.decode()
    assert "第 2 页，共 2 页" in page
    with django_assert_max_num_queries(15):
        browser.get(f"/measures/project/{target.pk}/{key}/?as_of=2026-06-30")
    with django_assert_max_num_queries(15):
        browser.get(f"/measures/project/{target.pk}/{key}/?as_of=2026-06-30&known=1")


def test_many_projects_are_measured_by_one_statement(cast, target, django_assert_num_queries):
    targets = list(type(target).objects.select_related("unit"))
    for each in targets:
        for indicator in each.draft["indicators"]:
            bind_formula(each, indicator["key"], cast.clerk, Wanted(PRESENT))
    with django_assert_num_queries(4):  # bindings, statements, own kinds, and one for all the values
        found = measures(targets, date(2026, 6, 30))
    assert len(found) == sum(len(each.draft["indicators"]) for each in targets)


def test_a_past_day_says_which_records_it_counts_and_what_the_others_would_make_it(as_, cast, target, key):
    """The value of a past day has two readings; each can be asked for again and gives the same."""
    bind_formula(target, key, cast.clerk, Wanted(PRESENT))
    add(cast.clerk, cast.school, patrol(day=THE_DAY, present=True), project=target)
    url = f"/measures/project/{target.pk}/{key}/?as_of=2026-05-31"
    browser = as_(cast.clerk)
    page = browser.get(url).content.decode()
    assert "现有的都算，2026-05-31以后补记的也在内" in page
    assert "只算2026-05-31当天已经记下的，是" in page  # written today, which is later
    assert "没有数" in page
    then = browser.get(url + "&known=1").content.decode()
    assert "只算2026-05-31 23:59已经记下的" in then
    assert "以后又有补记、更正的记录，现在算是" in then
    known = timezone.now()
    first = browser.get(url, {"as_of": "2026-05-31", "known": known.isoformat()}).content.decode()
    assert "以后没有补记、更正，现在算也是这个数" in first
    bind_formula(target, key, cast.clerk, Wanted("计数(巡查)", base=1))
    add(cast.clerk, cast.school, patrol(day=THE_DAY, present=False), project=target)
    again = browser.get(url, {"as_of": "2026-05-31", "known": known.isoformat()}).content.decode()
    assert figure_of(again) == figure_of(first) == "100"
    assert f'<code class="formula">{PRESENT}</code>' in again  # the formula of then


def test_a_day_as_known_at_a_moment_measures_the_same_ever_after(cast, target, key):
    bind_formula(target, key, cast.clerk, Wanted(PRESENT))
    (entry,) = add(cast.clerk, cast.school, patrol(day=THE_DAY, present=True), project=target)
    known = timezone.now()
    said = json.dumps(measured_then(known))
    withdraw_entry(cast.clerk, entry.id, new_id(), "记错了")
    bind_formula(target, key, cast.clerk, Wanted("计数(巡查)", base=1))
    state_value(target, key, cast.clerk, text="5", reason="补报", as_of=THE_DAY)
    assert json.dumps(measured_then(known)) == said
    assert '"100"' in said
    assert '"digest": "' in said


def measured_then(known):
    found = _measured(Path(), 2026, date(2026, 6, 30), None, known)
    return measures_json((one for _, group in found.projects for one in group), found.as_of, found.known_at)


def figure_of(page):
    return re.search(r'<div class="figure">([\d.,]+)', page)[1]


def test_senseless_requests_get_a_sentence(as_, cast, target, key):
    browser = as_(cast.clerk)
    url = f"/measures/project/{target.pk}/{key}/"
    assert browser.get(url + "?as_of=heute&page=x&show=all&known=1").status_code == 200
    assert browser.get(url + "?as_of=9999-12-31&known=1").status_code == 200
    assert browser.get(url + "?as_of=2026-05-31&known=2026-05-31T25:00").status_code == 200
    assert browser.get(url + "?as_of=2026-05-31&known=9999-12-31T23:59:59%2B08:00").status_code == 200
    assert browser.get(f"/measures/school/{target.pk}/{key}/").status_code == 404
    assert browser.get(f"/measures/project/{target.pk}/nothere/").status_code == 404
    assert browser.post(url + "bind/", {"formula": "计数(" * 2000}, follow=True).status_code == 200
    assert browser.post(url + "state/", {"text": "1", "reason": "有", "as_of": "heute"}, follow=True).status_code == 200
    assert not Entry.objects.exists()


def test_an_unbound_indicator_gets_suggestions_from_the_library(as_, cast, target):
    rows = {row["level3"]: row["key"] for row in target.draft["indicators"]}
    name = next(name for name in rows if "满意" in name)
    page = as_(cast.clerk).get(f"/measures/project/{target.pk}/{rows[name]}/").content.decode()
    assert "满意率(问卷" in page
    bind_formula(target, rows[name], cast.clerk, Wanted("满意率(问卷)"))
    assert "指标库里像的" not in as_(cast.clerk).get(f"/measures/project/{target.pk}/{rows[name]}/").content.decode()
