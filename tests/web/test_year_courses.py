"""Monitoring and self-evaluation go through their processes: begun, reported, signed, returned, reviewed, mended, confirmed."""

from datetime import date
from decimal import Decimal

import pytest
from course_stage import offices
from django.db import connection
from django.test.utils import CaptureQueriesContext
from web_stage import add_person
from year_stage import PAPER, key_of, measured, pay, rate_key, say

from zhunsheng.lifecycle.due import Occasion
from zhunsheng.usecases.read_document import read_bytes
from zhunsheng.usecases.self_evaluation import GOALS_REACHED
from zhunsheng.web.accounts.models import Role
from zhunsheng.web.records import deadline_tallies
from zhunsheng.web.records.evaluated import evaluate_targets
from zhunsheng.web.records.matters.matter import Asking
from zhunsheng.web.records.matters.seam import mine
from zhunsheng.web.records.models import (
    AuditEntry,
    DeadlineTally,
    ProcessStep,
    ProjectStanding,
    Rectification,
    Target,
    YearCourse,
    YearNote,
)
from zhunsheng.web.records.operations.outcome import Forbidden, Invalid, Moved
from zhunsheng.web.records.operations.take_year_step import YearSaid, points_of, take_year_step
from zhunsheng.web.records.queries.workbench import recent_of
from zhunsheng.web.records.queries.year_course import year_course
from zhunsheng.web.records.verification import faults
from zhunsheng.web.records.year_course import MONITORING, SELF_EVALUATION, Place, course_at, facts_of, gaps_of, look


@pytest.fixture(autouse=True)
def carried_out_and_over(target, today):
    """The school's tables of 2026 are carried out, and the year is looked back on in January."""
    Target.objects.update(state="in_execution", entered_at="2026-01-20T01:00:00+00:00")
    today(date(2027, 1, 10))


@pytest.fixture
def all_of_them(cast):
    """Somebody of every office."""
    return offices(cast)


def place(target, month=6):
    again = Target.objects.select_related("unit").get(pk=target.pk)
    return Place(again, MONITORING if month else SELF_EVALUATION, month)


def fill(cast, target, month=6):
    """Everything that monitoring asks for."""
    for gap in gaps_of(look(place(target, month))):
        key = key_of(target, int(gap.anchor[1:]))
        say(cast, target, "standing", key, month, outlook="certain", explanation="施工晚了", many={"causes": ["other"]})


def evaluate(cast, target):
    """Everything that self-evaluation asks for."""
    say(cast, target, "text", GOALS_REACHED, text="护眼灯全部装完")
    pay(cast, target, ("2026-03-05", str(Decimal(target.total_fen) / 200)))
    for number, one in enumerate(look(place(target, 0)).evaluated.evaluation.indicators):
        say(cast, target, "override", key_of(target, number), score=str(one.weight), reason="验收合格", files=PAPER)
    for gap in gaps_of(look(place(target, 0))):
        if gap.fact == "unexplained":
            key = key_of(target, int(gap.anchor[1:])) if gap.anchor != "money" else "execution"
            say(cast, target, "reason", key, cause="招标晚", correction="早招标")


def step(target, by, name, month=6, said="", **more):
    return take_year_step(place(target, month), by, name, YearSaid(said), **more)


def state(target, month=6):
    course = course_at(place(target, month))
    return course.state if course else "not_started"


def unsound():
    """Every fault but those of the tables, whose state the tests set by hand."""
    return [fault for fault in faults() if not fault.startswith("项目表")]


def owed(person, start="year:"):
    again = type(person).objects.select_related("unit").get(pk=person.pk)
    return [(one.act, one.url) for one in mine(Asking(again)) if one.key.startswith(start)]


def reported(cast, target, month=6):
    fill(cast, target, month)
    step(target, cast.clerk, "submit", month)
    step(target, cast.head, "sign", month)


# --- monitoring


def test_the_first_word_begins_the_report_and_it_is_sent_only_when_all_is_filled_in(cast, target):
    say(cast, target, "standing", key_of(target), 6, outlook="certain")
    assert state(target) == "filling"
    with pytest.raises(Invalid, match=r"还有\d处没有填.*第一处：“"):
        step(target, cast.clerk, "submit")
    fill(cast, target)
    assert facts_of(place(target), look(place(target))).missing == 0
    done = step(target, cast.clerk, "submit")
    assert (done.reached, done.role, done.by) == ("submitted", "clerk", cast.clerk)
    assert [row["name"] for row in done.content["rows"]] == [row["level3"] for row in target.draft["indicators"]]
    assert YearNote.objects.filter(target=target, what="reading").exists(), (
        "what was reported rests on settled readings"
    )
    assert unsound() == []


def test_what_was_reported_does_not_change_until_it_is_recalled(as_, cast, target):
    fill(cast, target)
    step(target, cast.clerk, "submit")
    with pytest.raises(Forbidden, match=r"待单位审签.*只读"):
        say(cast, target, "standing", key_of(target), 6, outlook="certain", expected="96%")
    page = as_(cast.clerk).get(f"/monitoring/{target.pk}/?month=6").content.decode()
    assert "内容只读" in page
    assert "填原因和可能性" not in page
    step(target, cast.clerk, "recall")
    say(cast, target, "standing", key_of(target), 6, outlook="certain", expected="96%")
    assert "填原因和可能性" in as_(cast.clerk).get(f"/monitoring/{target.pk}/?month=6").content.decode()


def test_months_are_courses_of_their_own(cast, target):
    reported(cast, target, 6)
    say(cast, target, "standing", key_of(target), 7, outlook="certain")
    assert (state(target, 6), state(target, 7)) == ("department_review", "filling")
    assert unsound() == []


def test_from_the_clerk_to_the_bureau_everybody_is_told_when_it_is_their_turn(cast, target, all_of_them):
    url = f"/monitoring/{target.pk}/?month=6"
    fill(cast, target)
    assert owed(cast.head) == []
    step(target, cast.clerk, "submit")
    assert owed(cast.head) == [("审签", url)]
    step(target, cast.head, "sign")
    assert (owed(cast.head), owed(all_of_them.department)) == ([], [("通过", url)])
    step(target, all_of_them.department, "pass")
    assert owed(all_of_them.bureau_section)[0][1] == url
    assert state(target) == "bureau_review"
    red = facts_of(place(target), look(place(target))).alarms
    step(target, all_of_them.bureau_section, "warn" if red else "accept")
    assert owed(all_of_them.bureau_section) == []


def test_a_return_is_bound_to_what_is_to_be_mended_and_comes_back_to_the_clerk(as_, cast, target, all_of_them):
    reported(cast, target, 12)
    department = all_of_them.department
    with pytest.raises(Invalid, match="没有绑定审核意见"):
        step(target, department, "return_to_unit", 12, "原因没写清")
    point = points_of(look(place(target, 12)))
    said = YearSaid("原因没写清", tuple(one.name for one in point[:1]), own="补写责任人")
    done = take_year_step(place(target, 12), department, "return_to_unit", said)
    assert done.bound[-1]["message"] == "补写责任人"
    page = as_(cast.clerk).get(f"/monitoring/{target.pk}/?month=12").content.decode()
    assert "补写责任人" in page
    assert "重新报送" in page
    again = type(cast.clerk).objects.get(pk=cast.clerk.pk)
    (told,) = [one for one in mine(Asking(again)) if one.url == f"/monitoring/{target.pk}/?month=12"]
    assert told.is_back
    assert told.why in (Occasion.RETURNED, Occasion.OVERDUE)
    step(target, cast.clerk, "resubmit", 12)
    assert state(target, 12) == "submitted"


def test_a_red_light_leads_to_disposition_mending_and_closing(cast, target, all_of_them):
    measured(cast, target, rate_key(target), present=0, absent=4)
    reported(cast, target)
    step(target, all_of_them.department, "pass")
    assert [act for act, _ in owed(all_of_them.bureau_section)] == ["审核监控表"]
    with pytest.raises(Invalid, match="只在没有预警时"):
        step(target, all_of_them.bureau_section, "accept")
    step(target, all_of_them.bureau_section, "warn")
    assert [act for act, _ in owed(all_of_them.performance)] == ["作处置决定"]
    with pytest.raises(Invalid, match="没有写意见"):
        step(target, all_of_them.performance, "continue")
    step(target, all_of_them.performance, "continue", said="限期到岗")
    with pytest.raises(Invalid, match="还没有登记整改措施"):
        step(target, cast.clerk, "report")
    act = say(cast, target, "act", "", 6, act_what="增加巡查", owner="马巡查", due="2027-02-01")
    with pytest.raises(Invalid, match="还有1条整改措施没有完成"):
        step(target, cast.clerk, "report")
    say(
        cast,
        target,
        "act",
        act.key,
        6,
        act_what="增加巡查",
        owner="马巡查",
        due="2027-02-01",
        done_on="2027-01-09",
        result="已增加",
    )
    step(target, cast.clerk, "report")
    step(target, all_of_them.performance, "close")
    assert state(target) == "done"
    assert unsound() == []


def test_stopping_a_project_opens_what_is_to_be_settled(cast, target, all_of_them):
    measured(cast, target, rate_key(target), present=0, absent=4)
    reported(cast, target)
    step(target, all_of_them.department, "pass")
    step(target, all_of_them.performance, "warn")
    step(target, all_of_them.performance, "cancel", said="收回未付资金；注销合同")
    assert [one.title for one in Rectification.objects.order_by("pk")] == ["收回未付资金", "注销合同"]


def test_nobody_reviews_what_they_reported_themselves(cast, target, all_of_them):
    reported(cast, target)
    YearCourse.objects.update(filler=all_of_them.department)
    with pytest.raises(Forbidden, match="不能由自己审核"):
        step(target, all_of_them.department, "pass")
    view = year_course(all_of_them.department, place(target))
    assert "不能由自己审核" in view.offer("pass").hindrance


def test_roles_and_places_hold(cast, target, all_of_them):
    fill(cast, target)
    with pytest.raises(Forbidden, match="报送"):
        step(target, cast.head, "submit")
    with pytest.raises(Forbidden, match="不属于您"):
        step(target, cast.outsider, "submit")
    for person in (cast.viewer, all_of_them.oversight, all_of_them.third_party):
        assert not year_course(person, place(target)).offers
    assert ProcessStep.objects.filter(course__isnull=False).count() == 1


def test_of_two_people_at_once_the_second_is_told_what_happened(cast, target):
    fill(cast, target)
    seen = year_course(cast.head, place(target))
    step(target, cast.clerk, "submit")
    with pytest.raises(Moved, match=r"刚有人办过，现在是“待单位审签”.*报送了"):
        step(target, cast.head, "sign", state=seen.state, number=seen.number)
    with pytest.raises(Moved):
        step(target, cast.head, "sign", state="submitted", number=seen.number)
    assert state(target) == "submitted"


def test_what_never_was_approved_and_months_to_come_are_not_reported(cast, target, today):
    today(date(2026, 6, 10))
    with pytest.raises(Invalid, match="还没有过完"):
        step(target, cast.clerk, "start")
    with pytest.raises(Invalid, match="年底以后再自评"):
        step(target, cast.clerk, "start", 0)
    Target.objects.update(state="draft")
    with pytest.raises(Invalid, match="不用自评"):
        step(target, cast.clerk, "start", 0)


def test_every_step_stands_in_the_trail_and_a_state_changed_behind_it_is_found(cast, target):
    reported(cast, target)
    said = [one.detail["sentence"] for one in AuditEntry.objects.filter(act="take_step").order_by("number")]
    assert [sentence[:3] for sentence in said] == ["钱经办", "钱经办", "孙校长"]
    YearCourse.objects.update(state="done")
    assert any("状态与流转记录不符" in fault for fault in faults())


# --- what is owed


def test_a_report_is_owed_until_it_is_reported(cast, target):
    fill(cast, target, 12)
    (told,) = [one for one in owed(cast.clerk, "fill:") if one[1].startswith(f"/monitoring/{target.pk}/")]
    assert told[0] == "报送监控表"
    step(target, cast.clerk, "submit", 12)
    assert not [one for one in owed(cast.clerk, "fill:") if one[1].startswith(f"/monitoring/{target.pk}/")]
    row = ProjectStanding.objects.get(target=target)
    assert (row.watch_state, row.unfilled) == ("submitted", 0)


def test_those_above_owe_a_decision_until_the_form_is_reported(cast, target):
    board = add_person("zhuguan", "主管部门", Role.DEPARTMENT, cast.department)
    measured(cast, target, rate_key(target), present=0, absent=4)
    fill(cast, target, 12)
    assert [url for _, url in owed(board, "decide:")] == [f"/monitoring/{target.pk}/?month=12#decision"]
    assert owed(cast.head, "decide:") == []
    with pytest.raises(Forbidden, match="处置建议"):
        say(cast, target, "decision", "", 12, by=cast.head, decision="继续执行", reason="抓紧")
    say(cast, target, "decision", "", 12, by=board, decision="继续执行", reason="抓紧")
    assert owed(board, "decide:") == []
    say(cast, target, "decision", "", 12, by=board, withdrawn=True)
    step(target, cast.clerk, "submit", 12)
    assert owed(board, "decide:") == []


def test_the_news_tells_of_reports(cast, target):
    fill(cast, target)
    step(target, cast.clerk, "submit")
    told = {(event.what, event.url) for event in recent_of(cast.head).events}
    assert ("报送（6月底监控）", f"/monitoring/{target.pk}/?month=6") in told


# --- self-evaluation


def test_a_confirmed_score_stays_whatever_is_recorded_later(as_, cast, target, all_of_them):
    evaluate(cast, target)
    view = year_course(cast.clerk, place(target, 0))
    assert not view.gaps, view.gaps
    step(target, cast.clerk, "submit", 0)
    with pytest.raises(Forbidden, match="只读"):
        say(cast, target, "override", key_of(target), score="1", reason="更好了", files=PAPER)
    step(target, cast.head, "sign", 0)
    step(target, all_of_them.department, "pass", 0)
    done = step(target, all_of_them.performance, "confirm", 0)
    total = done.content["total"]
    assert Decimal(total) > 80
    pay(cast, target, ("2026-04-05", str(Decimal(target.total_fen) / 400)))
    view = year_course(all_of_them.performance, place(target, 0))
    assert view.is_frozen
    assert view.kept.content["total"] == total
    assert view.differences
    now = view.differences[0]
    assert (now.name, now.then) == ("总分", total)
    page = as_(cast.clerk).get(f"/scores/{target.pk}/").content.decode()
    assert f"按现在的记录重算，有{len(view.differences)}处不同" in page
    assert "日确认，本页和自评表、报告、公开都用确认的数" in page
    assert "日确认<" in as_(cast.clerk).get("/scores/").content.decode()
    step(target, all_of_them.performance, "archive", 0)
    step(target, all_of_them.performance, "reopen", 0, "重查支付")
    assert not year_course(all_of_them.performance, place(target, 0)).is_frozen
    assert step(target, all_of_them.bureau_section, "confirm", 0).content["total"] != total
    assert unsound() == []


def test_forms_roll_ups_and_results_take_the_confirmed_score_until_it_is_reopened(as_, cast, target, all_of_them):
    evaluate(cast, target)
    step(target, cast.clerk, "submit", 0)
    step(target, cast.head, "sign", 0)
    step(target, all_of_them.department, "pass", 0)
    total = Decimal(step(target, all_of_them.performance, "confirm", 0).content["total"])
    for day in ("2026-04-05", "2026-05-05"):
        pay(cast, target, (day, str(Decimal(target.total_fen) / 400)))
    again = list(Target.objects.filter(pk=target.pk).select_related("unit"))
    (row,) = evaluate_targets(again)
    assert row.confirmed.act == "confirm"
    assert row.evaluated.evaluation.total == total
    assert look(place(target, 0)).evaluated.evaluation.total != total
    (form,) = read_bytes(as_(cast.clerk).get(f"/scores/{target.pk}/export/xlsx/").content).self_evaluations
    assert Decimal(form.total_score.digits) == total
    assert str(total) in as_(cast.clerk).get(f"/results/projects/{target.pk}/").content.decode()
    step(target, all_of_them.performance, "reopen", 0, "重查支付")
    (row,) = evaluate_targets(again)
    assert row.confirmed is None
    assert row.evaluated.evaluation.total != total


# --- pages


def test_the_bar_says_whose_turn_it_is_and_what_is_missing_with_links(as_, cast, target):
    say(cast, target, "standing", key_of(target), 12, outlook="certain")
    page = as_(cast.clerk).get(f"/monitoring/{target.pk}/?month=12").content.decode()
    for words in ("填报中", "等单位经办人办理", "还不能报送", "缺在哪里", f"/monitoring/{target.pk}/?month=12#i"):
        assert words in page, words
    act = as_(cast.clerk).get(f"/monitoring/{target.pk}/course/?month=12&act=submit").content.decode()
    assert "现在还不能办" in act
    assert "办理记录" in as_(cast.viewer).get(f"/monitoring/{target.pk}/course/?month=12").content.decode()


def test_a_refused_return_keeps_what_was_written(as_, cast, target):
    fill(cast, target)
    step(target, cast.clerk, "submit")
    url = f"/monitoring/{target.pk}/course/step/"
    answer = as_(cast.head).post(url, {"month": 6, "act": "return_to_clerk", "state": "filling", "opinion": "措施太空"})
    assert answer.status_code == 409
    assert "措施太空" in answer.content.decode()
    answer = as_(cast.head).post(
        url, {"month": 6, "act": "return_to_clerk", "state": "submitted", "opinion": "措施太空"}
    )
    assert answer.url == f"/monitoring/{target.pk}/?month=6"
    assert state(target) == "returned"


def test_many_are_done_in_one_go_each_with_its_own_answer(as_, cast, target, all_of_them):
    other = Target.objects.exclude(pk=target.pk).select_related("unit").get()
    fill(cast, target)
    say(cast, other, "standing", key_of(other), 6, outlook="certain")
    keys = [f"{one.pk}-6" for one in (target, other)]
    browser = as_(cast.clerk)
    asked = browser.post("/monitoring/course/", {"id": keys, "act": "submit"}).content.decode()
    assert "批量报送" in asked
    told = browser.post("/monitoring/course/", {"id": keys, "act": "submit", "sure": "1"}).content.decode()
    assert "1个已办成，1个没有办" in told
    assert "没有填" in told
    assert (state(target), state(other)) == ("submitted", "filling")
    head = as_(cast.head)
    assert f'value="{target.pk}-6"' in head.get("/monitoring/course/").content.decode()
    back = head.post(
        "/monitoring/course/", {"id": keys[:1], "act": "return_to_clerk", "sure": "1", "opinion": "再写细"}
    )
    assert "1个已办成" in back.content.decode()
    assert head.post("/monitoring/course/", {"act": "sign"}).status_code == 400
    assert as_(cast.outsider).post("/monitoring/course/", {"id": keys, "act": "submit", "sure": "1"}).status_code == 400
    assert as_(cast.clerk).post("/monitoring/course/", {"id": ["x-6", "9-99"], "act": "submit"}).status_code == 400


@pytest.mark.parametrize("url", ["/monitoring/{0}/?month=12", "/monitoring/", "/scores/{0}/", "/scores/", "/monitoring/{0}/course/?month=12",
                                 "/scores/{0}/course/", "/monitoring/course/", "/scores/course/"])  # fmt: skip
def test_the_pages_cost_few_queries(as_, cast, target, url):
    reported(cast, target, 12)
    evaluate(cast, target)
    step(target, cast.clerk, "submit", 0)
    browser = as_(cast.head)
    browser.get(url.format(target.pk))
    with CaptureQueriesContext(connection) as captured:
        answer = browser.get(url.format(target.pk))
    assert answer.status_code == 200
    assert len(captured) <= 15, [one["sql"][:90] for one in captured]


def test_steps_of_monitoring_and_self_evaluation_count_as_kept_or_missed(cast, target, all_of_them):
    reported(cast, target, 7)
    step(target, all_of_them.department, "pass", 7)
    rows = {row.deadline: (row.kept, row.missed) for row in DeadlineTally.objects.filter(target=target)}
    assert rows["monitoring_7"] == (0, 2), "handed in and signed after August; to begin hands nothing in"
    assert rows["target_review"] == (1, 0), "looked at on the day on which it came"
    assert list(deadline_tallies.faults()) == []
    evaluate(cast, target)
    step(target, cast.clerk, "submit", 0)
    assert DeadlineTally.objects.get(target=target, deadline="self_evaluation").kept == 1
    before = list(
        DeadlineTally.objects.order_by("target", "deadline").values_list("target", "deadline", "kept", "missed")
    )
    deadline_tallies.rebuild()
    assert before == list(
        DeadlineTally.objects.order_by("target", "deadline").values_list("target", "deadline", "kept", "missed")
    )
