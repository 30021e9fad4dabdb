"""Many projects together, who owes what by when, and two people at once."""

import re

import pytest
from course_stage import everything, offices, put
from django.db import connection
from django.test.utils import CaptureQueriesContext
from test_two_people import at_once
from web_stage import a_document, cell, import_document, write

from zhunsheng.web.records.models import ProcessStep, Target
from zhunsheng.web.records.operations.edit_cell import CellText, edit_cells
from zhunsheng.web.records.operations.outcome import NotDone
from zhunsheng.web.records.operations.take_step import take_step
from zhunsheng.web.records.queries.owed import owed_by
from zhunsheng.web.records.verification import faults


@pytest.fixture
def people(cast):
    return offices(cast)


@pytest.fixture
def three(cast):
    import_document(cast.clerk, a_document(3))
    return list(Target.objects.select_related("unit").order_by("position"))


def many(browser, act, targets, **data):
    sent = {"act": act, "id": [target.pk for target in targets], **data}
    return browser.post("/projects/course/", sent, follow=True)


def states():
    return list(Target.objects.order_by("position").values_list("state", flat=True))


def test_many_are_asked_about_once_and_then_handed_in_each_by_itself(people, three, as_):
    write(as_(people.clerk), three[1], cell(three[1], 0, "target"), "", "≥264套")
    asked = many(as_(people.clerk), "submit", three)
    assert "批量报送" in asked.content.decode()
    assert states() == ["draft"] * 3
    put(three[2], "approved", people.clerk)
    page = many(as_(people.clerk), "submit", three, sure="1").content.decode()
    done = states()
    assert done[1] == "draft"
    assert done[2] == "approved"
    assert "条错误没有改正" in page
    assert "不能办“报送”" in page
    page = many(as_(people.clerk), "submit", three[:2], sure="1", opinion="按单位实际").content.decode()
    assert "都" in page or "已办成" in page
    assert states() == ["submitted", "submitted", "approved"]
    assert list(ProcessStep.objects.exclude(act="put").values_list("act", flat=True)) == ["submit"] * 2


def test_many_are_returned_each_with_its_own_findings(people, three, as_):
    for target in three:
        put(target, "department_review", people.clerk)
    page = many(as_(people.department), "return_to_unit", three, sure="1", opinion="按意见修改").content.decode()
    for target in three:
        target.refresh_from_db()
        step = ProcessStep.objects.filter(target=target, act="return_to_unit").first()
        assert (target.state == "returned") == (step is not None)
        if step is not None:
            assert step.bound
        else:
            assert "退回没有绑定审核意见" in page


def test_nobody_moves_many_of_another_unit_or_without_the_role(people, cast, three, as_):
    assert "还没有选中项目" in many(as_(cast.outsider), "submit", three, sure="1").content.decode()
    assert "没有这个动作" in many(as_(people.clerk), "approve", three, sure="1").content.decode()
    assert many(as_(people.clerk), "", three).status_code == 200
    assert states() == ["draft"] * 3


def test_the_list_shows_and_filters_by_state(people, three, as_):
    put(three[0], "bureau_review", people.clerk)
    page = as_(people.bureau_section).get("/projects/?state=mine").content.decode()
    assert three[0].name in page
    assert three[1].name not in page
    assert "业务股室审核" in page
    assert three[1].name in as_(people.clerk).get("/projects/?state=draft").content.decode()
    assert as_(people.clerk).get("/projects/?state=%00nonsense").status_code == 200


def test_everybody_sees_what_they_owe_and_by_when(people, three, as_):
    put(three[0], "department_review", people.clerk)
    put(three[1], "performance_review", people.clerk)
    assert [row.id for row in owed_by(people.department).rows] == [three[0].pk]
    assert [row.id for row in owed_by(people.performance).rows] == [three[1].pk]
    (draft,) = owed_by(people.clerk).rows
    assert (draft.id, draft.act, str(draft.due)) == (three[2].pk, "报送", "2025-10-31")
    (review,) = owed_by(people.department).rows
    assert (review.act, str(review.due)) == ("通过", "2026-03-09")  # five working days after Monday, 2 March
    assert "当地通知为准" in review.due_words
    for nobody in (people.admin, people.viewer, people.field, people.third_party, people.oversight):
        assert owed_by(nobody).count == 0
    page = as_(people.department).get("/").content.decode()
    assert '待办 <span class="count">1</span>' in page
    assert "主管部门审核 1" in page


def test_a_clerk_owes_for_their_own_unit_only(people, cast, three):
    assert owed_by(people.clerk).count == 3
    assert owed_by(cast.chief).count == 0


def test_the_pages_of_the_course_ask_few_queries(people, three, as_):
    for target in three:
        put(target, "performance_review", people.clerk)
    url = f"/projects/{three[0].pk}/"
    for page in ("/", "/projects/", url, f"{url}course/", f"{url}course/?act=pass", f"{url}course/?act=return_to_unit"):
        browser = as_(people.performance)
        browser.get(page)
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(page).status_code == 200
        assert len(asked) <= (18 if page == "/" else 15), (
            page,
            len(asked),
        )  # the first page brings many matters together


def test_of_two_who_hand_in_at_once_one_does(live):
    import_document(live.clerk, a_document())
    target = Target.objects.select_related("unit").order_by("position").first()
    said = everything(target)
    outcome = at_once(*(lambda: take_step(target, live.clerk, "submit", said, state="draft") for _ in range(2)))
    assert sorted(isinstance(each, NotDone) for each in outcome) == [False, True]
    assert ProcessStep.objects.count() == 1
    assert list(faults()) == []


def test_an_edit_and_a_handing_in_at_once_never_leave_an_edit_behind_the_frozen_version(live):
    import_document(live.clerk, a_document())
    target = Target.objects.select_related("unit").order_by("position").first()
    said, address = everything(target), cell(target, 0, "basis")
    outcome = at_once(
        lambda: take_step(target, live.clerk, "submit", said, state="draft", revision=0),
        lambda: edit_cells(target, live.head, [CellText(address, "甲", "2026年校舍维修计划")]),
    )
    target.refresh_from_db()
    assert sum(isinstance(each, NotDone) for each in outcome) == 1
    step = ProcessStep.objects.first()
    assert (target.state, target.revision) == (("submitted", 0) if step else ("draft", 1))
    if step:
        assert step.version.content == target.draft
    assert list(faults()) == []


def test_an_act_that_needs_an_opinion_asks_for_it_beforehand_and_ticks_only_what_it_can_do(people, three, as_):
    put(three[2], "approved", people.clerk)
    page = many(as_(people.clerk), "drop", three).content.decode()
    assert "意见（必填）" in page
    assert re.search(r'<textarea id="opinion"[^>]* required', page)
    ticked = re.findall(r'name="id" value="(\d+)" checked', page)
    assert ticked == [str(three[0].pk), str(three[1].pk)]
    assert "现在不能作废" in page
    none = many(as_(people.clerk), "drop", three[2:]).content.decode()
    assert "都不能作废" in none
    assert "作废这些项目" not in none
    assert "意见（可不填）" in many(as_(people.clerk), "recall", three).content.decode()


def test_more_than_can_be_moved_at_once_are_told_and_not_dropped_silently(people, three, as_, monkeypatch):
    monkeypatch.setattr("zhunsheng.web.desk.course.bulk.MAX_CHOSEN", 2)
    page = many(as_(people.clerk), "submit", three).content.decode()
    assert "一次最多办2个，选中的另外1个没有列出" in page


def test_an_explanation_given_for_all_is_not_repeated_below_every_finding(people, three, as_):
    write(as_(people.clerk), three[1], cell(three[1], 0, "target"), "", "≥264套")
    many(as_(people.clerk), "submit", three[1:2], sure="1", opinion="按单位实际填写")
    page = as_(people.clerk).get(f"/projects/{three[1].pk}/course/").content.decode()
    step = ProcessStep.objects.get(target=three[1], act="submit")
    assert {item["reason"] for item in step.bound} == {"按单位实际填写"}
    assert page.count("按单位实际填写") == 1


def test_the_address_alone_leads_to_the_list_and_says_what_to_do(as_, cast, target):
    answer = as_(cast.clerk).get("/projects/course/", follow=True)
    assert answer.redirect_chain[-1][0] == "/projects/"
    assert "成批办理要先在这里勾选项目，再选动作。" in answer.content.decode()
