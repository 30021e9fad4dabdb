"""One project through its year: who hands it on, who sends it back, what is frozen, what is adjusted."""

from dataclasses import replace

import pytest
from course_stage import decide_all, everything, offices, put
from web_stage import Sql, a_document, cell, import_document, write

from zhunsheng.lifecycle.registry import processes
from zhunsheng.web.records.course import steps_of
from zhunsheng.web.records.course_facts import approved_version
from zhunsheng.web.records.models import AuditEntry, Edit, ProcessStep, Target, Version
from zhunsheng.web.records.operations.outcome import Forbidden, Moved
from zhunsheng.web.records.operations.take_step import take_step
from zhunsheng.web.records.queries.review_forms import project_form
from zhunsheng.web.records.verification import faults

PROCESS = processes()["target"]


@pytest.fixture
def people(cast):
    return offices(cast)


def now(target):
    return Target.objects.select_related("unit").get(pk=target.pk)


def post(as_, person, target, act, **data):
    """Press a button over HTTP as its page does; the answer, and the page behind it."""
    fresh = now(target)
    sent = {"act": act, "state": fresh.state, "revision": str(fresh.revision), **data}
    return as_(person).post(f"/projects/{target.pk}/course/step/", sent, follow=True)


def bound(target):
    """What a form sends to speak of every error and warning."""
    said = everything(now(target))
    return {"bound": list(said.bound), "opinion": said.opinion}


def walk_to_approval(as_, people, target, adjusting=False):
    """From the draft to the approval: every office in its turn."""
    prefix = "adjustment_" if adjusting else ""
    post(as_, people.clerk, target, "submit", **bound(target))
    assert now(target).state == f"{prefix}submitted"
    post(as_, people.head, target, "sign")
    assert now(target).state == f"{prefix}department_review"
    decide_all(now(target), people.department)
    post(as_, people.department, target, "pass", grade="优")
    assert now(target).state == f"{prefix}bureau_review"
    post(as_, people.bureau_section, target, "pass")
    assert now(target).state == f"{prefix}performance_review"
    post(as_, people.performance, target, "pass", grade="优")


def test_a_project_goes_from_the_clerk_to_the_approval_is_adjusted_and_approved_again(people, target, as_):
    walk_to_approval(as_, people, target)
    assert now(target).state == "passed"
    page = post(as_, people.budget, target, "approve", is_new="no").content.decode()
    assert now(target).state == "approved"
    assert "随预算批复了" in page
    post(as_, people.department, target, "relay")
    first = approved_version(target)
    assert now(target).state == "in_execution"

    read_only = write(as_(people.clerk), target, cell(target, 0, "target"), "≥300套", "≥264套")
    assert read_only.status_code == 403
    assert "要改请先办“申请调整”" in read_only.json()["message"]

    post(as_, people.clerk, target, "adjust", opinion="增加一栋教学楼")
    assert write(as_(people.clerk), target, cell(target, 0, "target"), "≥300套", "≥264套").status_code == 200
    walk_to_approval(as_, people, target, adjusting=True)
    done = now(target)
    assert done.state == "in_execution"
    second = approved_version(target)
    assert second.number > first.number
    assert second.note == "调整后批复：增加一栋教学楼"
    assert "≥264套" in str(Version.objects.get(pk=first.pk).content)
    assert "≥300套" in str(second.content)
    page = as_(people.performance).get(f"/projects/{target.pk}/course/").content.decode()
    assert f"compare/?a=v{first.number}&amp;b=v{second.number}" in page
    assert list(faults()) == []


def test_a_return_is_bound_to_findings_and_the_clerk_hands_in_again(people, target, as_):
    post(as_, people.clerk, target, "submit", **bound(target))
    post(as_, people.head, target, "sign")
    refused = post(as_, people.department, target, "return_to_unit", opinion="请改")
    assert "退回没有绑定审核意见" in refused.content.decode()
    assert now(target).state == "department_review"
    page = post(
        as_, people.department, target, "return_to_unit", opinion="指标值偏低", own="第一条指标值没有依据"
    ).content.decode()
    assert now(target).state == "returned"
    assert "绑定1条审核意见：指标值偏低" in page
    history = as_(people.clerk).get(f"/projects/{target.pk}/course/").content.decode()
    assert "第一条指标值没有依据" in history
    write(as_(people.clerk), target, cell(target, 0, "basis"), "设备采购计划", "2026年校舍维修计划")
    post(as_, people.clerk, target, "resubmit", **bound(target))
    assert now(target).state == "submitted"


def test_what_a_return_was_bound_to_is_explained_anew_and_asked_for_when_a_plain_button_lacks_it(people, target, as_):
    write(as_(people.clerk), target, cell(target, 0, "target"), "", "≥264套")
    post(as_, people.clerk, target, "submit", **bound(target))
    post(as_, people.head, target, "sign")
    (name, *_) = bound(target)["bound"]
    post(as_, people.department, target, "return_to_unit", opinion="这一条要改", bound=[name])
    refused = post(as_, people.clerk, target, "resubmit").content.decode()
    assert "还有1条" in refused
    assert f'value="{name}" checked' in refused
    post(as_, people.clerk, target, "resubmit", bound=[name], opinion="上级文件就是这样定的")
    assert now(target).state == "submitted"


def test_what_was_written_is_still_there_when_an_act_is_refused(people, target, as_):
    put(target, "performance_review", people.clerk)
    page = post(as_, people.performance, target, "return_to_unit", opinion="数量要核实").content.decode()
    assert "退回没有绑定审核意见" in page
    assert "数量要核实</textarea>" in page


def test_a_poor_table_is_stopped_and_a_fair_one_cannot_pass(people, target, as_):
    put(target, "performance_review", people.clerk)
    decide_all(now(target), people.performance)
    assert "审核等级为“中”" in post(as_, people.performance, target, "pass", grade="中").content.decode()
    assert "才不予安排" in post(as_, people.performance, target, "stop", grade="良", opinion="无依据").content.decode()
    post(as_, people.performance, target, "stop", grade="差", opinion="无依据")
    assert now(target).state == "stopped"


def test_a_good_table_is_mended_in_the_open_and_the_unit_agrees_before_it_passes(people, target, as_):
    put(target, "performance_review", people.clerk)
    decide_all(now(target), people.performance)
    browser = as_(people.performance)
    assert write(browser, target, cell(target, 0, "target"), "≥270套", "≥264套").status_code == 403
    post(as_, people.performance, target, "mend", grade="良", opinion="按清单改数量")
    assert write(browser, target, cell(target, 0, "target"), "≥270套", "≥264套").status_code == 200
    assert write(as_(people.bureau_section), target, cell(target, 0, "target"), "≥9套", "≥270套").status_code == 403
    decide_all(now(target), people.performance)
    assert "单位还没有同意" in post(as_, people.performance, target, "pass", grade="良").content.decode()
    post(as_, people.clerk, target, "agree")
    post(as_, people.performance, target, "pass", grade="良")
    assert now(target).state == "passed"
    assert Edit.objects.get(target=target).by == people.performance


def test_an_adjustment_that_is_given_up_leaves_what_was_approved(people, target, as_):
    put(target, "in_execution", people.clerk)
    post(as_, people.clerk, target, "adjust", opinion="减少数量")
    assert "没有差别" in post(as_, people.clerk, target, "submit", opinion="x").content.decode()
    write(as_(people.clerk), target, cell(target, 0, "target"), "≥1套", "≥264套")
    post(as_, people.clerk, target, "give_up")
    assert now(target).state == "in_execution"
    assert now(target).draft == approved_version(target).content


def test_a_new_project_above_the_amount_is_not_approved_without_its_assessment(people, target, as_):
    put(target, "passed", people.clerk)
    assert "还没有判断" in post(as_, people.budget, target, "approve").content.decode()
    page = post(as_, people.budget, target, "approve", is_new="yes").content.decode()
    assert now(target).state == ("passed" if "应做事前绩效评估" in page else "approved")
    post(as_, people.budget, target, "approve", is_new="no")
    assert now(target).state == "approved"


def test_errors_are_mended_or_explained_before_the_table_is_handed_in(people, target, as_):
    write(as_(people.clerk), target, cell(target, 0, "target"), "", "≥264套")
    assert "条错误没有改正" in post(as_, people.clerk, target, "submit").content.decode()
    post(as_, people.clerk, target, "submit", **bound(target))
    assert now(target).state == "submitted"
    (step,) = steps_of(target)
    assert any(item["reason"] == "按单位实际" for item in step.bound)
    assert step.version.content == now(target).draft


# --- nothing behind the process's back


@pytest.mark.parametrize("state", [state.name for state in PROCESS.states if not state.editors])
def test_no_way_of_editing_works_where_the_content_is_read_only(people, cast, target, as_, state):
    write(as_(people.clerk), target, cell(target, 0, "basis"), "甲", "2026年校舍维修计划")
    put(target, state, people.clerk)
    before = now(target).draft
    browser, row = as_(people.clerk), before["indicators"][0]["key"]
    url = f"/projects/{target.pk}/"
    sent = {
        "cells/": {"address": f"indicators.{row}.target", "text": "≥1套", "force": True},
        "rows/": {"act": "remove", "key": row},
        "undo/": {},
        "versions/1/restore/": {},
    }
    for part, data in sent.items():
        answer = browser.post(url + part, data, content_type="application/json")
        assert answer.status_code == 403, part
        assert "只读" in answer.json()["message"]
    rows = browser.post(
        f"{url}rows/", {"act": "paste", "at": 0, "column": "target", "block": [["≥1"]]}, content_type="application/json"
    )
    assert rows.status_code == 403
    with pytest.raises(Forbidden, match="只读"):
        import_document(people.clerk, replace_first(a_document()))
    assert now(target).draft == before


def replace_first(document):
    first = replace(document.projects[0], goal="另一个目标")
    return replace(document, projects=(first, *document.projects[1:]))


def test_steps_are_written_once(people, target):
    from django.db import DatabaseError, connection, transaction

    take_step(target, people.clerk, "submit", everything(target))
    for statement in ("UPDATE records_processstep SET reached = 'approved'", "DELETE FROM records_processstep"):
        with pytest.raises(DatabaseError, match="written once"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    entry = AuditEntry.objects.get(act="take_step")
    assert entry.detail["to"] == "submitted"


def test_a_state_that_was_changed_without_a_step_is_found(people, target):
    take_step(target, people.clerk, "submit", everything(target))
    assert list(faults()) == []
    Target.objects.filter(pk=target.pk).update(state="approved")
    assert any("状态与流转记录不符" in fault for fault in faults())


def test_a_step_that_was_rewritten_is_found(people, target):
    from importlib import import_module

    triggers = import_module("zhunsheng.web.records.migrations.0015_steps_written_once")
    take_step(target, people.clerk, "submit", everything(target))
    triggers.remove(None, Sql)
    Sql.execute("UPDATE records_processstep SET reason = 'x'")
    assert any("流转" in fault and "不符" in fault for fault in faults())
    triggers.put(None, Sql)


def test_an_act_on_what_has_changed_since_is_refused(people, target, as_):
    old = now(target)
    write(as_(people.head), target, cell(target, 0, "basis"), "甲", "2026年校舍维修计划")
    with pytest.raises(Moved, match="刚被孙校长改过"):
        take_step(old, people.clerk, "submit", everything(now(target)), state="draft", revision=old.revision)
    take_step(now(target), people.clerk, "submit", everything(now(target)))
    with pytest.raises(Moved, match=r"待单位审签.*。请看过再办。"):
        take_step(old, people.clerk, "submit", everything(now(target)), state="draft")


def test_drafts_are_not_shown_to_those_who_only_look_on(people, target, as_):
    assert as_(people.oversight).get(f"/projects/{target.pk}/").status_code == 404
    assert target.name not in as_(people.oversight).get("/projects/").content.decode()
    put(target, "submitted", people.clerk)
    assert as_(people.oversight).get(f"/projects/{target.pk}/").status_code == 200
    assert as_(people.third_party).get(f"/projects/{target.pk}/").status_code == 404


# --- every role, every act


@pytest.mark.parametrize("state", [state.name for state in PROCESS.states])
def test_every_role_does_its_own_acts_and_hears_why_it_may_do_no_others(people, target, as_, state):
    """Over HTTP: an act of the table is done or says what it lacks, any other is refused with a sentence; nothing fails."""
    put(target, state, people.clerk)
    elsewhere = next(row.name for row in PROCESS.acts if row.name not in {one.name for one in PROCESS.acts_from(state)})
    for role, person in vars(people).items():
        browser = as_(person)
        seen = person.sees_drafts or state != PROCESS.start.name
        for name in (*(row.name for row in PROCESS.acts_from(state)), elsewhere, "no_such_act"):
            sent = {"act": name, "state": state, "revision": str(now(target).revision)}
            answer = browser.post(f"/projects/{target.pk}/course/step/", sent, headers={"accept": "application/json"})
            assert answer.json()["message"].endswith("。"), (role, name)
            mine = any(row.name == name and set(row.roles) & set(person.offices) for row in PROCESS.acts_from(state))
            if role == "third_party" or not seen:
                assert answer.status_code == 404, (role, name)
            elif name == "no_such_act" and role != "field":
                assert answer.status_code == 400
            elif not mine or role == "field":
                assert answer.status_code == 403, (role, name, answer.content.decode())
            else:
                assert answer.status_code in (200, 400, 403), (role, name, answer.content.decode())
                if answer.status_code == 403:  # the way that is not there: a department stands above this school
                    assert "自己填报" in answer.json()["message"]
                page = browser.get(f"/projects/{target.pk}/course/?act={name}")
                assert page.status_code == 200, (role, name)
            if now(target).state != state:
                assert answer.status_code == 200
                put(target, state, people.clerk)


def test_the_grade_is_the_review_forms_unless_the_reviewer_says_why_not(people, target, as_):
    put(target, "performance_review", people.clerk)
    decide_all(now(target), people.performance)
    form = project_form(now(target))
    page = as_(people.performance).get(f"/projects/{target.pk}/course/?act=pass").content.decode()
    assert f"为“<b>{form.grade}</b>”" in page
    assert "单位同意后再“通过”" in page, "what each grade leaves stands beside it"
    other = "良" if form.grade == "优" else "优"
    refused = post(as_, people.performance, target, "pass", grade=other).content.decode()
    assert f"与所选的“{other}”不同" in refused
    assert now(target).state == "performance_review"
    post(as_, people.performance, target, "pass")
    assert now(target).state == "passed"
    assert ProcessStep.objects.filter(target=target).last().grade == form.grade


def test_who_looks_on_sees_nothing_of_drafts_on_the_review_desk(people, target, as_):
    submitted = Target.objects.exclude(pk=target.pk).get()
    browser = as_(people.oversight)
    assert "/review/219001/2026/" not in browser.get("/review/").content.decode()
    assert browser.get("/review/219001/2026/").status_code == 404
    put(submitted, "department_review", people.clerk)
    write(as_(people.clerk), target, cell(target, 0, "target"), "", "≥264套")
    assert "/review/219001/2026/" in browser.get("/review/").content.decode()
    page = browser.get("/review/219001/2026/").content.decode()
    forms = browser.get("/review/219001/2026/form/").content.decode()
    for part in ("", "course/", "review-form/"):
        page += browser.get(f"/projects/{submitted.pk}/{part}").content.decode()
    assert target.name not in page + forms
    assert submitted.name in forms
    assert target.name in as_(people.department).get("/review/219001/2026/").content.decode()


def test_a_table_that_comes_back_unchanged_is_pointed_out_before_it_is_handed_in_again(people, target, as_):
    post(as_, people.clerk, target, "submit", **bound(target))
    post(as_, people.head, target, "return_to_clerk", opinion="目标值请核对")
    page = as_(people.clerk).get(f"/projects/{target.pk}/course/?act=resubmit").content.decode()
    assert "退回以后这张表一个字也没有改" in page
    write(as_(people.clerk), target, cell(target, 0, "basis"), "设备采购计划", "2026年校舍维修计划")
    page = as_(people.clerk).get(f"/projects/{target.pk}/course/?act=resubmit").content.decode()
    assert "一个字也没有改" not in page
