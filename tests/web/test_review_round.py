"""A round of review over a unit's document: deciding on findings, waivers, closing, what the next round shows."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from web_stage import a_document, acts, add_person, import_document, with_cell, write

from zhunsheng.web.records.models import Decision, Round, Standing, Target
from zhunsheng.web.records.models.append_only import Immutable
from zhunsheng.web.records.queries.review_round import round_page
from zhunsheng.web.records.reviewing import recount, review_target
from zhunsheng.web.records.verification import faults

URL = "/review/219001/2026/"
SHORT = "换好教室的护眼灯，灯下看书不伤眼。"


@pytest.fixture
def reviewer(cast):
    """A reviewer of the education department: sees the school, not the water bureau."""
    return add_person("reviewer", "陈审核", "reviewer", cast.department)


@pytest.fixture
def flawed(cast):
    """The school's document with a project whose goal and one target are wrong."""
    spoiled = with_cell(
        a_document(), 0, {"goal": SHORT, "indicators[0].target": "", "indicators[1].level3": "灯具验收合格率（"}
    )
    import_document(cast.clerk, spoiled)
    recount(cast.school, 2026)
    return Target.objects.select_related("unit").order_by("position").first()


def causes(cast):
    return round_page(cast.school, 2026).causes


def decide(browser, cause, kind, **more):
    data = {"kind": kind, "item": cause.id, "place": [place.value for place in cause.places], **more}
    return browser.post(f"{URL}decide/", data, headers={"Accept": "application/json"})


def test_places_of_one_cause_stand_together(cast, flawed, reviewer, as_):
    found = causes(cast)
    assert len({cause.id for cause in found}) == len(found)
    assert [cause.severity for cause in found] == sorted(
        (c.severity for c in found), key=["error", "warning", "info"].index
    )
    page = as_(reviewer).get(URL).content.decode()
    assert all(cause.id in page for cause in found)


def test_an_acceptance_is_kept_logged_and_shown(cast, flawed, reviewer, as_):
    first = causes(cast)[0]
    answer = decide(as_(reviewer), first, "accept")
    assert answer.status_code == 200
    assert "采纳" in answer.json()["item"]
    assert causes(cast)[0].state == "accept"
    assert acts()[-1] == "accept_finding"
    assert Decision.objects.count() == len(first.places)
    assert list(faults()) == []


def test_a_dismissal_needs_a_reason_and_turns_the_finding_grey(cast, flawed, reviewer, as_):
    cause = next(c for c in causes(cast) if c.places[0].cell == "绩效目标")
    refused = decide(as_(reviewer), cause, "dismiss")
    assert refused.status_code == 400
    assert "要写理由" in refused.json()["message"]
    assert not Decision.objects.exists()
    before = review_target(flawed).counts
    assert decide(as_(reviewer), cause, "dismiss", reason="上级文件原文").status_code == 200
    reviewed = review_target(flawed)
    assert sum(reviewed.counts.values()) == sum(before.values()) - len(cause.places)
    assert {item.decision.reason for item in reviewed.aside} == {"上级文件原文"}
    (mark,) = as_(cast.clerk).get(f"/projects/{flawed.pk}/").context["aside"]
    assert (mark["state_label"], mark["reason"]) == ("驳回", "上级文件原文")


def test_a_dismissal_holds_for_these_words_only(cast, flawed, reviewer, as_):
    cause = next(c for c in causes(cast) if c.places[0].cell == "绩效目标")
    decide(as_(reviewer), cause, "dismiss", reason="可以")
    write(as_(cast.clerk), flawed, "goal", "加强管理。", SHORT)
    reviewed = review_target(Target.objects.get(pk=flawed.pk))
    assert not reviewed.aside
    assert "goal" in [finding.address for finding in reviewed.findings]


def test_a_waiver_ends(cast, flawed, reviewer, as_, today):
    cause, now = causes(cast)[0], timezone.localdate()
    for until in ("", "x", (now - timedelta(days=1)).isoformat(), (now + timedelta(days=4000)).isoformat()):
        assert decide(as_(reviewer), cause, "waive", reason="当年特批", until=until).status_code == 400
    last = now + timedelta(days=30)
    assert decide(as_(reviewer), cause, "waive", reason="当年特批", until=last.isoformat()).status_code == 200
    assert cause.id in [c.id for c in causes(cast) if c.state == "waive"]
    today(last + timedelta(days=1))
    assert cause.id in [c.id for c in causes(cast) if c.state == ""]


def test_a_decision_can_be_taken_back(cast, flawed, reviewer, as_):
    cause = causes(cast)[0]
    decide(as_(reviewer), cause, "dismiss", reason="误报")
    decide(as_(reviewer), cause, "withdraw")
    assert next(c for c in causes(cast) if c.id == cause.id).state == ""
    assert Decision.objects.count() == 2 * len(cause.places)


def test_repeating_a_request_decides_once(cast, flawed, reviewer, as_):
    cause = causes(cast)[0]
    for _ in range(2):
        assert decide(as_(reviewer), cause, "accept", client_id="same").status_code == 200
    assert Decision.objects.count() == len(cause.places)


def test_it_works_without_a_script(cast, flawed, reviewer, as_):
    cause = causes(cast)[0]
    data = {"kind": "accept", "item": cause.id, "place": [place.value for place in cause.places]}
    answer = as_(reviewer).post(f"{URL}decide/", data, follow=True)
    assert "已采纳" in answer.content.decode()
    refused = as_(reviewer).post(f"{URL}decide/", {**data, "kind": "dismiss"}, follow=True)
    assert "要写理由" in refused.content.decode()


@pytest.mark.parametrize("who", ["clerk", "head", "viewer", "chief"])
def test_who_does_not_review_decides_nothing(cast, flawed, as_, who):
    browser, cause = as_(getattr(cast, who)), causes(cast)[0]
    assert browser.get(URL).status_code == 200
    assert decide(browser, cause, "accept").status_code == 403
    closed = browser.post(f"{URL}close/", {"round": "1", "summary": "退回"}, headers={"Accept": "application/json"})
    assert closed.status_code == 403
    assert not Decision.objects.exists()
    assert not Round.objects.exists()
    assert 'href="/review/"' not in browser.get("/").content.decode()


def test_a_reviewer_decides_in_scope_and_edits_nothing(cast, flawed, reviewer, as_):
    elsewhere = add_person("elsewhere", "冯审核", "reviewer", cast.other)
    everywhere = add_person("everywhere", "卫审核", "reviewer", None)
    assert as_(elsewhere).get(URL).status_code == 404
    assert decide(as_(elsewhere), causes(cast)[0], "accept").status_code == 404
    assert decide(as_(everywhere), causes(cast)[0], "accept").status_code == 200
    assert write(as_(reviewer), flawed, "goal", "x", SHORT).status_code == 403
    assert 'href="/review/"' in as_(reviewer).get("/").content.decode()


@pytest.mark.parametrize(
    "data",
    [{}, {"kind": "x"}, {"kind": "accept", "place": ["x", "9:", "0:y", "99999999999999999999:z"]}, {"kind": "accept"}],
)
def test_senseless_decisions_are_refused_in_a_sentence(cast, flawed, reviewer, as_, data):
    answer = as_(reviewer).post(f"{URL}decide/", data, headers={"Accept": "application/json"})
    assert answer.status_code == 400
    assert answer.json()["message"].endswith("。")


def test_closing_freezes_the_round_and_the_next_one_compares(cast, flawed, reviewer, as_):
    browser = as_(reviewer)
    for cause in causes(cast):
        decide(browser, cause, "accept")
    sentence = round_page(cast.school, 2026).sentence
    assert browser.post(f"{URL}close/", {"round": "1", "summary": " "}, follow=True).status_code == 200
    assert not Round.objects.exists()
    answer = browser.post(f"{URL}close/", {"round": "1", "summary": sentence}, follow=True)
    assert sentence in answer.content.decode()
    closed = Round.objects.get()
    assert {item["decision"]["kind"] for item in closed.content["items"]} == {"accept"}
    assert acts()[-1] == "close_round"
    write(as_(cast.clerk), flawed, "purpose", "用于开支。", flawed.draft["purpose"])
    write(
        as_(cast.clerk),
        flawed,
        "goal",
        "1、8月底前完成24间教室灯具更换，验收合格率100%。\n2、师生满意度不低于90%，检测达标率100%。",
        SHORT,
    )
    page = round_page(cast.school, 2026)
    assert page.number == 2
    assert page.progress.mended > 0
    assert page.progress.same > 0
    assert page.progress.new > 0
    assert page.progress.undecided == page.progress.total
    shown = browser.get(URL).content.decode()
    assert all(word in shown for word in ("已改", "仍在", "新增"))
    recount(cast.school, 2026)
    standing = Standing.objects.get()
    assert (standing.rounds, standing.fresh > 0) == (1, True)
    assert list(faults()) == []


def test_a_round_over_tables_in_execution_is_kept_with_them_and_claims_no_return(cast, flawed, reviewer, as_):
    browser = as_(reviewer)
    Target.objects.update(state="in_execution", entered_at="2026-01-20T01:00:00+00:00")
    for cause in causes(cast):
        decide(browser, cause, "accept")
    page = browser.get(URL).content.decode()
    assert "结束本轮，意见随表存下" in page
    assert "项目目标表是“执行中”，不能退回" in page
    assert "退回单位" not in page
    assert "再报" not in page
    sentence = round_page(cast.school, 2026).sentence
    assert sentence.endswith("请申请调整。")
    told = browser.post(f"{URL}close/", {"round": "1", "summary": sentence}, follow=True).content.decode()
    assert "第1轮已结束，意见已随表存下，没有退回。" in told
    assert "申请调整" in told
    assert "意见已退回" not in told
    assert "第1轮已结束，意见随表存下" in browser.get("/review/").content.decode()
    assert "已退回，单位还没有改过" not in browser.get(URL).content.decode()
    assert "第1轮审核意见" in as_(cast.clerk).get("/recent/").content.decode()
    assert set(Target.objects.values_list("state", flat=True)) == {"in_execution"}


@pytest.mark.parametrize(
    ("states", "button", "told"),
    [
        (("draft", "draft"), "结束本轮，退回单位", "意见已退回"),
        (("adjustment_returned", "approved"), "结束本轮，退回单位", "另有1张表是“已批复”"),
        (("bureau_review", "passed"), "结束本轮，意见告诉单位", "表没有退回"),
        (("approved", "closed"), "结束本轮，意见随表存下", "“已批复、已结束”"),
    ],
)
def test_the_button_says_what_the_end_of_a_round_does(cast, flawed, reviewer, as_, states, button, told):
    for pk, state in zip(Target.objects.order_by("pk").values_list("pk", flat=True), states, strict=True):
        Target.objects.filter(pk=pk).update(state=state)
    browser = as_(reviewer)
    assert button in browser.get(URL).content.decode()
    closed = browser.post(f"{URL}close/", {"round": "1", "summary": "请看"}, follow=True).content.decode()
    assert told in closed


def test_a_round_is_closed_once(cast, flawed, reviewer, as_):
    for expected in (302, 302):
        assert as_(reviewer).post(f"{URL}close/", {"round": "1", "summary": "请改"}).status_code == expected
    assert Round.objects.count() == 1
    with pytest.raises(Immutable):
        Round.objects.update(summary="x")


def test_the_queue_puts_what_needs_a_human_first(cast, flawed, reviewer, as_):
    import_document(cast.chief, a_document(2, year=2025))
    recount(cast.school, 2025)
    page = as_(reviewer).get("/review/").content.decode()
    assert page.index("/review/219001/2026/") < page.index("/review/219001/2025/")
    assert "/2025/" not in as_(reviewer).get("/review/?year=2026").content.decode()
    assert "没有符合条件的" in as_(reviewer).get("/review/?q=水利").content.decode()
    assert "护眼灯" in as_(reviewer).get("/review/?by=project&q=护眼灯").content.decode()
    assert as_(reviewer).get("/review/?page=x&state=y&year=z&unit=%00").status_code == 200
    assert "还没有要审核的文本" in as_(cast.outsider).get("/review/").content.decode()


def test_drafts_that_were_not_submitted_are_marked_and_stand_behind_what_was(cast, flawed, reviewer, as_):
    import_document(cast.chief, a_document(2, year=2025))
    recount(cast.school, 2025)
    browser = as_(reviewer)
    page = browser.get("/review/").content.decode()
    assert page.index("/review/219001/2026/") < page.index("/review/219001/2025/")
    assert page.count("草稿，还没有报送") == 2
    first, second = Target.objects.filter(year=2025).order_by("pk")
    Target.objects.filter(pk=first.pk).update(state="department_review")
    page = browser.get("/review/").content.decode()
    assert page.index("/review/219001/2025/") < page.index("/review/219001/2026/")
    assert page.count("草稿，还没有报送") == 1
    assert "1个还是草稿" in page
    page = browser.get("/review/?by=project").content.decode()
    assert all(page.index(f"?project={first.pk}") < page.index(f"?project={one.pk}") for one in (second, flawed))
    assert page.count("草稿，还没有报送") == 3


def test_the_queue_says_how_many_findings_of_a_round_in_progress_are_decided(cast, flawed, reviewer, as_):
    browser = as_(reviewer)
    assert "还没审过" in browser.get("/review/").content.decode()
    first, second, *_ = causes(cast)
    decide(browser, first, "accept")
    decide(browser, second, "dismiss", reason="上级文件原文")
    progress = round_page(cast.school, 2026).progress
    assert 0 < progress.decided < progress.total
    page = browser.get("/review/").content.decode()
    assert f"第1轮已定{progress.decided}处，共{progress.total}处" in page
    assert 'data-label="轮次">还没审过' not in page
    decide(browser, second, "withdraw")
    progress = round_page(cast.school, 2026).progress
    assert f"第1轮已定{progress.decided}处" in browser.get("/review/").content.decode()


def test_a_returned_document_waits_for_its_unit_until_somebody_changes_it(cast, flawed, reviewer, as_):
    browser = as_(reviewer)
    import_document(cast.chief, a_document(2, year=2025))
    recount(cast.school, 2025)
    browser.post(f"{URL}close/", {"round": "1", "summary": "请改"})
    standing = Standing.objects.get(year=2026)
    assert (standing.returned, standing.undecided) == (True, 0)
    page = browser.get("/review/").content.decode()
    assert page.index("/review/219001/2025/") < page.index("/review/219001/2026/")
    assert "等单位改" in page
    assert "单位还没有改过" in browser.get(URL).content.decode()
    assert browser.get("/review/?state=returned").content.decode().count('data-label="轮次"') == 1
    write(as_(cast.clerk), flawed, "purpose", "用于开支。", flawed.draft["purpose"])
    page = browser.get("/review/").content.decode()
    assert "单位改过" in page
    standing = Standing.objects.get(year=2026)
    assert not standing.returned
    assert standing.undecided
    shown = browser.get(URL).content.decode()
    assert "上一轮以后改过的（1）" in shown
    compared = round_page(cast.school, 2026).changed[0]
    assert (compared.name, compared.edits) == (flawed.name, 1)
    assert "共有 <b>1</b> 处不同" in browser.get(compared.url).content.decode()


def test_after_one_document_comes_the_one_that_needs_a_reviewer_most(cast, flawed, reviewer, as_):
    browser = as_(reviewer)
    for year in (2024, 2025):
        import_document(cast.chief, a_document(2, year=year))
        recount(cast.school, year)
    assert 'href="/review/219001/2025/" data-key="n"' in browser.get(URL).content.decode()
    closed = browser.post(f"{URL}close/", {"round": "1", "summary": "请改"}, follow=True).content.decode()
    assert 'data-key="n"' in closed
    for year in (2024, 2025):
        last = browser.post(f"/review/219001/{year}/close/", {"round": "1", "summary": "可以"}, follow=True)
    assert 'data-key="n"' not in last.content.decode()


def test_everything_undecided_is_accepted_in_one_go(cast, flawed, reviewer, as_):
    browser, first = as_(reviewer), causes(cast)[0]
    decide(browser, first, "dismiss", reason="上级文件原文")
    answer = browser.post(f"{URL}decide/", {"kind": "accept", "all": "1"}, follow=True)
    assert "已采纳" in answer.content.decode()
    found = {cause.id: cause.state for cause in causes(cast)}
    assert found.pop(first.id) == "dismiss"
    assert set(found.values()) == {"accept"}
    again = browser.post(f"{URL}decide/", {"kind": "accept", "all": "1"}, follow=True)
    assert "这些意见已经不在" in again.content.decode()


def test_the_round_can_be_narrowed_to_one_project(cast, flawed, reviewer, as_):
    browser = as_(reviewer)
    write(as_(cast.clerk), Target.objects.exclude(pk=flawed.pk).get(), "purpose", "再上新台阶。", force=True)
    whole, narrow = round_page(cast.school, 2026), round_page(cast.school, 2026, flawed.pk)
    assert {place.project for cause in narrow.causes for place in cause.places} == {flawed.name}
    assert 0 < sum(len(c.places) for c in narrow.causes) < whole.progress.total
    assert narrow.progress == whole.progress
    page = browser.get(f"{URL}?project={flawed.pk}").content.decode()
    assert f"只看“{flawed.name}”的意见" in page
    browser.post(f"{URL}decide/", {"kind": "accept", "all": "1", "project": str(flawed.pk)})
    assert {cause.state for cause in round_page(cast.school, 2026, flawed.pk).causes} == {"accept"}
    assert Decision.objects.exclude(target=flawed).count() == 0
    for wrong in ("x", "-1", "999999", "9" * 30):
        assert browser.get(f"{URL}?project={wrong}").status_code == 200


def test_what_nobody_could_judge_has_a_list_of_its_own(cast, flawed, reviewer, as_):
    page = as_(reviewer).get(URL).content.decode()
    assert "没能判断的检查项" in page
    assert "没有批复的预算数可以对照" in page
    assert round_page(cast.school, 2026).undecided


def test_projects_that_wait_for_a_decision_come_first(cast, flawed, reviewer, as_):
    browser, other = as_(reviewer), Target.objects.exclude(pk=flawed.pk).get()
    write(as_(cast.clerk), other, "goal", SHORT, force=True)
    assert Target.objects.get(pk=flawed.pk).undecided
    browser.post(f"{URL}decide/", {"kind": "accept", "all": "1", "project": str(flawed.pk)})
    assert Target.objects.get(pk=flawed.pk).undecided == 0
    page = browser.get("/review/?by=project").content.decode()
    assert page.index(f"?project={other.pk}") < page.index(f"?project={flawed.pk}")
    assert f"?project={flawed.pk}" in browser.get("/review/?by=project&state=done").content.decode()
    assert f"?project={flawed.pk}" not in browser.get("/review/?by=project&state=undecided").content.decode()


@pytest.mark.parametrize("count", [2, 40])
@pytest.mark.parametrize("url", ["/review/", "/review/?by=project&state=error", URL])
def test_the_pages_ask_few_queries(cast, reviewer, as_, url, count):
    import_document(cast.clerk, a_document(count))
    browser = as_(reviewer)
    browser.get("/review/")
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(url).status_code == 200
    assert len(captured) <= 15
