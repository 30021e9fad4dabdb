"""The use of results: a rule table that a bureau fills, the advice it comes to, problems tracked to their closure."""

from __future__ import annotations

import io
import re
from datetime import date
from decimal import Decimal

import pytest
from course_stage import decide_all, everything, offices
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from web_stage import a_document, import_document
from year_stage import measured, pay, rate_key, say

from zhunsheng.web.records.models import Rectification, RectificationStep, ResultNote, Target
from zhunsheng.web.records.operations.note_result import ResultSaid, note_result
from zhunsheng.web.records.operations.outcome import Forbidden, Invalid, Moved
from zhunsheng.web.records.operations.rectify import Problem, StepSaid, item_step, open_item
from zhunsheng.web.records.queries.rectifications import occasions
from zhunsheng.web.records.queries.results import advice_board
from zhunsheng.web.records.rectifications import course_of
from zhunsheng.web.records.verification import faults

CUT = {"trigger": "执行率低", "below": "80", "action": "压减", "least": "5", "most": "10", "basis": "青财绩〔2026〕9号"}
RECOVER = {"trigger": "执行率低", "below": "80", "action": "收回结余", "basis": "青财绩〔2026〕9号"}


@pytest.fixture(autouse=True)
def the_year_is_over(today):
    """The school's year is 2026: look back on it."""
    today(date(2027, 3, 1))


@pytest.fixture
def people(cast):
    return offices(cast)


@pytest.fixture
def year(cast, target):
    """A project that paid half its budget and made half its patrols."""
    measured(cast, target, rate_key(target))
    pay(cast, target, ("2026-05-05", f"{Decimal(target.total_fen) / 200:.2f}"))
    return target


def rule(people, **cells):
    return note_result(None, people.performance, ResultSaid("rule", year=2026, cells={**CUT, **cells}))


def text(answer):
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_without_rules_there_is_no_advice_and_the_page_says_who_fills_them_in(as_, year, people):
    page = text(as_(people.budget).get("/results/?year=2026"))
    assert "2026年还没有结果应用规则" in page
    assert "绩效股" in page


def test_a_rule_turns_into_money_with_its_citation(as_, year, people):
    rule(people)
    note_result(year, people.clerk, ResultSaid("request", cells={"amount": "100", "basis": "一上"}))
    board = advice_board(people.budget, year=2026)
    line = next(one for one in board.lines if one.target.pk == year.pk)
    assert (line.advice.least, line.advice.most) == (Decimal(50_000), Decimal(100_000))
    page = text(as_(people.budget).get("/results/?year=2026"))
    assert "5.00—10.00" in page
    assert "青财绩〔2026〕9号" in page
    assert "执行率50.00%，低于80%" in page


def test_a_light_and_a_grade_that_differ_are_explained_and_no_brackets_nest(as_, year, people):
    rule(people, basis="青财绩〔2026〕9号（试行（二稿））")
    page = text(as_(people.budget).get("/results/?year=2026"))
    assert "等级看总分" in page
    assert "灯看最差" in page
    assert "。依据：青财绩〔2026〕9号（试行（二稿））" in page
    lights = text(as_(people.budget).get(f"/results/lights/?ids={year.pk}"))
    assert re.search(r"6条指标中\d条(未达|偏离)|资金(未达|偏离)", lights)


def test_money_beside_its_rate_is_not_rounded_to_the_whole_budget(as_, cast, year, people):
    rest = Decimal(year.total_fen) / 200 - 40
    pay(cast, year, ("2026-06-05", f"{rest:.2f}"))
    page = text(as_(people.clerk).get(f"/results/projects/{year.pk}/"))
    budget = Decimal(year.total_fen) / 1_000_000
    assert f'data-label="支出（万元）">{budget - Decimal("0.004")}</td>' in page
    assert f'data-label="预算（万元）">{budget:.2f}</td>' in page


def test_what_is_unspent_is_taken_back_and_next_years_table_is_what_is_asked_for(cast, year, people):
    note_result(None, people.performance, ResultSaid("rule", year=2026, cells=RECOVER))
    rule(people, least="10", most="10")
    import_document(cast.clerk, a_document(2, year=2027))
    later = Target.objects.get(year=2027, code=year.code)
    line = next(one for one in advice_board(people.budget, year=2026).lines if one.target.pk == year.pk)
    budget = Decimal(year.total_fen) / 100
    assert line.advice.result.requested == Decimal(later.total_fen) / 100
    assert line.advice.most == budget / 2 + Decimal(later.total_fen) / 1000


def test_an_evaluations_grade_goes_before_the_units_own_and_an_exempt_project_is_not_cut(as_, year, people):
    rule(people, trigger="评价等级", grade="差", action="取消")
    note_result(
        year, people.performance, ResultSaid("graded", cells={"source": "财政评价", "grade": "差", "basis": "评价报告"})
    )
    note_result(year, people.clerk, ResultSaid("request", cells={"amount": "40", "basis": "一上"}))
    (line,) = advice_board(people.budget, year=2026).lines
    assert (line.advice.result.source, line.advice.most) == ("财政评价", Decimal(400_000))
    note_result(year, people.performance, ResultSaid("exempt", cells={"reason": "教师工资，刚性支出"}))
    (line,) = advice_board(people.budget, year=2026).lines
    assert line.advice.most == 0
    assert "教师工资，刚性支出" in text(as_(people.budget).get("/results/?year=2026"))


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"basis": ""}, "没有依据文号"),
        ({"least": "", "most": ""}, "没有写压减百分之几"),
        ({"least": "30", "most": "10"}, "下限比上限大"),
        ({"trigger": "评价等级", "grade": ""}, "没有写等级"),
        ({"below": "abc"}, "不是数"),
        ({"action": "罚款"}, "还没有选怎么办"),
    ],
)
def test_a_rule_that_would_have_no_effect_is_refused_with_why(year, people, change, why):
    with pytest.raises(Invalid, match=why):
        rule(people, **change)
    assert not ResultNote.objects.exists()


def test_rules_are_changed_and_withdrawn_and_their_history_stays(as_, year, people):
    browser = as_(people.performance)
    made = rule(people)
    send = {**CUT, "what": "rule", "key": made.key, "year": "2026", "base": str(made.pk)}
    page = text(browser.post("/results/rules/save/", {**send, "most": "20"}, follow=True))
    assert "已保存" in page
    assert "5%—20%" in page
    stale = text(browser.post("/results/rules/save/", {**send, "most": "30"}, follow=True))
    assert "刚被" in stale
    newest = ResultNote.objects.order_by("pk").last()
    page = text(browser.post("/results/rules/save/", {**send, "base": str(newest.pk), "withdraw": "1"}, follow=True))
    assert "规则表是空的" in page
    assert "改动记录（3）" in page


def test_only_the_performance_office_sets_rules_and_only_those_concerned_see_the_list(as_, cast, year, people):
    for who in ("clerk", "head", "department", "budget", "admin", "viewer", "oversight"):
        with pytest.raises(Forbidden):
            note_result(None, getattr(people, who), ResultSaid("rule", year=2026, cells=CUT))
    rule(people)
    for who, sees in (("clerk", False), ("viewer", False), ("head", True), ("department", True), ("oversight", False)):
        page = text(as_(getattr(people, who)).get("/results/?year=2026"))
        assert ("给预算股的清单" in page) is sees, who
    assert as_(people.clerk).get("/results/export/?year=2026").status_code == 403
    assert year.name not in text(as_(cast.outsider).get("/results/items/"))
    with pytest.raises(Forbidden):
        note_result(year, cast.outsider, ResultSaid("request", cells={"amount": "1", "basis": "x"}))


def test_the_whole_list_can_be_taken_along_with_numbers_as_numbers(as_, year, people):
    rule(people)
    note_result(year, people.clerk, ResultSaid("request", cells={"amount": "100", "basis": "一上"}))
    answer = as_(people.budget).get("/results/export/?year=2026")
    book = load_workbook(io.BytesIO(answer.content))
    sheet = book["挂钩清单"]
    heads = {cell.value: cell.column for cell in sheet[2]}
    row = next(row for row in sheet.iter_rows(min_row=3) if row[heads["项目名称"] - 1].value == year.name)
    assert row[heads["建议压减上限（万元）"] - 1].value == 10
    assert "12月" in row[heads["监控灯"] - 1].value
    assert book["规则表"]["G3"].value == "青财绩〔2026〕9号"


def test_the_lists_order_can_be_chosen(year, people):
    rule(people, trigger="未按期自评", action="压减", below="")
    both = list(Target.objects.filter(year=2026).order_by("position"))
    for target, amount in zip(both, ("10", "90"), strict=True):
        note_result(target, people.clerk, ResultSaid("request", cells={"amount": amount, "basis": "一上"}))
        note_result(target, people.performance, ResultSaid("mark", cells={"late": "1", "reason": "晚报十天"}))
    by_unit = [line.target.pk for line in advice_board(people.budget, year=2026).lines]
    by_money = [line.target.pk for line in advice_board(people.budget, year=2026, sort="money").lines]
    assert by_unit == [one.pk for one in both]
    assert by_money == by_unit[::-1]


def test_a_project_over_the_years_shows_each_with_its_lights(as_, cast, year, people):
    import_document(cast.clerk, a_document(2, year=2025))
    page = text(as_(people.clerk).get(f"/results/projects/{year.pk}/"))
    assert "2025年" in page
    assert "50.00%" in page
    lights = text(as_(people.clerk).get(f"/results/lights/?project={year.pk}"))
    assert "7月" in lights
    assert any(word in lights for word in ("达标", "偏离", "未达"))


def test_a_problem_is_tracked_to_its_closure(as_, year, people):
    browser = as_(people.department)
    send = {"title": "巡查记录缺签名", "owner": "孙校长", "due": "2027-04-30", "demand": "补签"}
    page = text(browser.post(f"/results/projects/{year.pk}/items/", send, follow=True))
    assert "已开问题单" in page
    item = Rectification.objects.get()
    url = f"/results/items/{item.pk}/step/"

    def step(who, act, **more):
        return text(as_(getattr(people, who)).post(url, {"act": act, **more}, follow=True))

    assert "开始整改" not in step("head", "accept"), "first it has to be confirmed"
    step("department", "confirm")
    step("head", "accept")
    assert "没有附整改佐证" in step("clerk", "report", opinion="已补签")
    assert "写了跟进" in step("clerk", "", opinion="周五补签")
    step("clerk", "report", opinion="已补签", files=SimpleUploadedFile("补签.pdf", b"%PDF-1.4 x"))
    assert course_of(item).state.name == "rectified"
    assert "还没有重新审核" in step("department", "verify"), "somebody has to say that the problem is gone"
    assert "关闭" in step("department", "verify", still_found="no")
    assert course_of(item).state.name == "closed"
    paper = RectificationStep.objects.get(act="report")
    assert b"".join(browser.get(f"/results/items/{item.pk}/files/{paper.number}/0/").streaming_content) == b"%PDF-1.4 x"
    assert list(faults()) == []


def test_another_deadline_can_be_set_when_it_has_to_be_mended_again(year, people):
    item = open_item(year, people.performance, Problem("缺签名", "孙校长", date(2027, 2, 1)))
    assert course_of(item).is_late
    item_step(item, people.performance, "confirm", StepSaid())
    item_step(item, people.clerk, "dispute", StepSaid("本来就有签名"))
    item_step(item, people.performance, "uphold", StepSaid("只有一半有", due=date(2027, 5, 1)))
    course = course_of(item)
    assert (course.due, course.is_late, course.item.due) == (date(2027, 5, 1), False, date(2027, 2, 1))


def test_two_people_do_not_do_the_same_step(year, people):
    item = open_item(year, people.performance, Problem("缺签名", "孙校长", date(2027, 5, 1)))
    item_step(item, people.performance, "confirm", StepSaid(number=0))
    with pytest.raises(Moved, match="刚被别人办过"):
        item_step(item, people.performance, "", StepSaid("再看看", number=0))


def test_a_problem_found_by_a_rule_is_closed_only_when_a_fresh_review_no_longer_finds_it(cast, year, people):
    finding = everything(year)
    assert finding is not None
    decide_all(year, people.performance)
    reference = {"rule": "ZSX99", "cell": "", "words": "没有这条规则"}
    item = open_item(
        year,
        people.performance,
        Problem("不再有的问题", "孙校长", date(2027, 5, 1), source="review", reference=reference),
    )
    item_step(item, people.performance, "confirm", StepSaid())
    item_step(item, people.head, "accept", StepSaid())
    item_step(item, people.clerk, "report", StepSaid("已改", [("改.pdf", b"%PDF-1.4 x")]))
    item_step(item, people.performance, "verify", StepSaid())
    assert course_of(item).state.name == "closed"


@pytest.mark.usefixtures("carried_out")
def test_items_are_opened_from_what_monitoring_and_the_years_values_found(cast, year, people):
    say(cast, year, "act", month=7, act_what="增派巡查", owner="马会民", due="2026-08-15")
    found = occasions(people.department, year)
    assert [one.title for one in found if one.source == "monitoring"] == ["增派巡查"]
    assert any("没有达到指标值" in one.title for one in found if one.source == "evaluation")
    assert occasions(people.clerk, year) == ()


@pytest.mark.parametrize("who", ["clerk", "budget", "viewer", "third_party"])
def test_units_and_onlookers_open_no_problems(year, people, who):
    with pytest.raises(Forbidden):
        open_item(year, getattr(people, who), Problem("缺签名", "孙校长", date(2027, 5, 1)))


@pytest.mark.parametrize("url", ["/results/", "/results/lights/?ids={pk}", "/results/rules/", "/results/items/", "/results/projects/{pk}/", "/results/projects/{pk}/items/"])  # fmt: skip
def test_pages_ask_few_queries(as_, year, people, url):
    rule(people)
    open_item(year, people.performance, Problem("缺签名", "孙校长", date(2027, 5, 1)))
    browser, url = as_(people.performance), url.format(pk=year.pk)
    browser.get(url)
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(url).status_code == 200
    assert len(asked) <= 16  # the history of a project looks at everything that its year has
