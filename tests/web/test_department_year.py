"""The department as a whole: who carries its goals, its own self-evaluation with form and report, scores rolled up."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from year_stage import measured, pay, rate_key

from zhunsheng.usecases.python_api import read
from zhunsheng.web.records.models import Plan, ResultNote, Target
from zhunsheng.web.records.operations.bind_formula import Wanted, bind_formula
from zhunsheng.web.records.operations.create_target import create_target
from zhunsheng.web.records.operations.note_result import ResultSaid, note_result
from zhunsheng.web.records.operations.outcome import Forbidden
from zhunsheng.web.records.queries.department_year import coverage_map, department_year, rolled_up
from zhunsheng.web.records.verification import faults

GOALS, EVALUATION = "/department/219001/2026/goals/", "/department/219001/2026/evaluation/"


@pytest.fixture(autouse=True)
def the_year_is_over(today):
    """The school's year is 2026: look back on it."""
    today(date(2027, 3, 1))


@pytest.fixture
def year(cast, target, plan):
    """Two projects that paid all, and a goal of the department that records measure."""
    measured(cast, target, rate_key(target))
    for one in Target.objects.filter(year=2026):
        pay(cast, one, ("2026-05-05", f"{Decimal(one.total_fen) / 100:.2f}"))
    bind_formula(plan, "", cast.clerk, Wanted("计数(巡查)", name="全年巡查", goal="总体目标（一）", target_text="≥1次"))
    return plan


def text(answer):
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def key_for(plan, target):
    return f"overall_goals[0]|{target.pk}|"


def test_a_goal_shows_what_measures_it_and_a_goal_nobody_carries_is_marked(as_, cast, year):
    page = text(as_(cast.clerk).get(GOALS))
    assert "全年巡查" in page
    assert "没有项目承担" in page
    assert "<svg" in page


def test_a_link_is_added_and_taken_away_by_hand_and_both_stay_in_the_history(as_, cast, year, target):
    browser, key = as_(cast.clerk), key_for(year, target)
    send = {"what": "link", "key": key, "carries": "1", "why": "校舍安全由它管"}
    page = text(browser.post("/department/219001/2026/note/", send, follow=True))
    assert "已保存" in page
    row = next(one for one in coverage_map(cast.clerk, year).rows if one.statement.address == "overall_goals[0]")
    mine = next(one for one in row.carriers if one.key == key)
    assert mine.note.by == cast.clerk
    assert target.pk not in [one.pk for one in coverage_map(cast.clerk, year).idle]
    page = text(
        browser.post("/department/219001/2026/note/", {**send, "carries": "0", "base": str(mine.base)}, follow=True)
    )
    assert "改动记录（2）" in page
    row = next(one for one in coverage_map(cast.clerk, year).rows if one.statement.address == "overall_goals[0]")
    assert key not in [one.key for one in row.carriers]
    assert key in [one.key for one in row.removed]
    assert list(faults()) == []


def test_who_only_looks_changes_no_links(cast, year, target):
    for person in (cast.viewer, cast.outsider, cast.nobody):
        with pytest.raises(Forbidden):
            note_result(year, person, ResultSaid("link", key_for(year, target), cells={"carries": "1"}))
    assert not ResultNote.objects.exists()


def test_the_departments_hundred_points_are_money_goals_and_projects(as_, cast, year):
    found = department_year(cast.clerk, year).found
    assert found.execution.score == found.execution.weight
    assert [one.score for one in found.goals] == [Decimal(50)]
    assert found.points == sum((found.execution.score, Decimal(50), found.project_points or Decimal(0)), Decimal(0))
    page = text(as_(cast.clerk).get(EVALUATION))
    assert "部门目标50.00（满分50）" in page


def test_points_verdicts_and_causes_of_goals_are_taken_by_the_page(as_, cast, year):
    browser = as_(cast.clerk)
    (goal,) = department_year(cast.clerk, year).goals
    for cells in (
        {"what": "weight", "points": "50"},
        {"what": "reason", "cause": "停课两周", "correction": "补上"},
        {"what": "judgement", "percent": "80", "description": "基本做到"},
    ):
        page = text(browser.post("/department/219001/2026/note/", {**cells, "key": goal.key, "base": "0"}, follow=True))
        assert "已保存" in page, cells
    assert "停课两周" in text(browser.get(EVALUATION))
    wrong = text(
        browser.post("/department/219001/2026/note/", {"what": "weight", "key": goal.key, "points": "40"}, follow=True)
    )
    assert "部门目标的分值合计40，应当等于50" in wrong


def test_the_official_form_and_the_report_say_what_the_page_says(as_, cast, year, tmp_path):
    note_result(year, cast.clerk, ResultSaid("text", "work", cells={"text": "三月组织自评"}))
    browser, found = as_(cast.clerk), department_year(cast.clerk, year)
    path = tmp_path / "部门自评表.docx"
    path.write_bytes(browser.get(f"{EVALUATION}export/docx/").content)
    (form,) = read(path).self_evaluations
    assert form.subject.value == "department"
    assert [row.level3 for row in form.indicators] == ["全年巡查", "项目自评加权得分"]
    assert {task.name for task in form.tasks} == {one.target.name for one in found.projects}
    assert form.indicators[0].score.value == Decimal(50)
    sheet = tmp_path / "部门自评表.xlsx"
    sheet.write_bytes(browser.get(f"{EVALUATION}export/xlsx/").content)
    assert len(read(sheet).self_evaluations) == 1
    with zipfile.ZipFile(io.BytesIO(browser.get(f"{EVALUATION}report/").content)) as package:
        report = re.sub("<[^>]+>", "", package.read("word/document.xml").decode())
    assert "部门整体支出绩效自评报告" in report
    assert "三月组织自评" in report


def test_scores_are_rolled_up_to_units_and_departments_as_far_as_one_sees(as_, cast, year):
    create_target(cast.outsider, cast.other, 2026, "渠道清淤")
    rows = {(row.depth, row.name) for row in rolled_up(cast.admin, 2026).rows}
    assert {(0, "全部部门"), (1, "青禾县教育局"), (2, "青禾县第二小学"), (1, "青禾县水利局")} <= rows
    own = [row.name for row in rolled_up(cast.clerk, 2026).rows]
    assert "青禾县水利局" not in own
    assert "青禾县第二小学" in text(as_(cast.chief).get("/department/scores/?year=2026"))


@pytest.mark.parametrize("url", [GOALS, EVALUATION, "/department/scores/"])
def test_pages_ask_few_queries(as_, cast, year, url):
    browser = as_(cast.clerk)
    browser.get(url)
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(url).status_code == 200
    assert len(asked) <= 15


def test_the_plan_of_another_unit_is_not_there(as_, cast, year):
    assert Plan.objects.count() == 1
    for url in (GOALS, EVALUATION, f"{EVALUATION}report/", f"{EVALUATION}export/docx/"):
        assert as_(cast.outsider).get(url).status_code == 404


@pytest.mark.parametrize("url", [EVALUATION, "/department/scores/?year=2026", "/scores/?unit=219001&year=2026"])
def test_scores_of_a_year_that_is_not_over_are_told_to_be_a_trial(as_, cast, year, today, url):
    told = "2026年还没有过完：这里是按到7月15日的记录试算的，不是自评结果"
    assert told not in text(as_(cast.clerk).get(url))
    today(date(2026, 7, 15))
    assert told in text(as_(cast.clerk).get(url))
