"""Evaluations of projects from the draft on: objections and answers, the report, who sees what, and what is never rewritten."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta
from decimal import Decimal

import pytest
from appraisal_stage import (
    FILE,
    evaluation,
    fresh,
    page,
    printed_by_office,
    say,
    scored,
    text,
    total,
    with_papers,
)
from django.db import DatabaseError, connection
from web_stage import acts

from zhunsheng.web.records import verification
from zhunsheng.web.records.appraisal_notes import notes_of
from zhunsheng.web.records.appraisal_sorts import SORTS
from zhunsheng.web.records.models import Appraisal, AppraisalNote, Rectification
from zhunsheng.web.records.models.append_only import Immutable
from zhunsheng.web.records.operations.appraise import step_case
from zhunsheng.web.records.operations.outcome import Forbidden, Invalid, Moved
from zhunsheng.web.records.operations.rectify import StepSaid, item_step
from zhunsheng.web.records.rectifications import course_of

# --- objections


def test_the_unit_sees_the_draft_without_who_gave_what_and_objects_row_by_row(as_, cast, target, judges):
    case = evaluation(target, judges, "draft")
    clerk = as_(cast.clerk)
    assert clerk.get(f"/evaluations/{case.pk}/result/").status_code == 404
    step_case(case, judges.department, "consult")
    shown = page(clerk, case, "result/")
    assert "97.50" in shown
    assert "资料不全" in shown
    assert not any(name in shown for name in ("许评审", "沈咨询", "相差"))
    with pytest.raises(Invalid, match="还没有写反馈意见"):
        step_case(fresh(case), cast.head, "object", "有意见")
    send = {"what": "objection", "back": "objections/", "item": "benefit", "text": "效果是有的", "wish": "恢复"}
    assert "效果是有的" in text(clerk.post(f"/evaluations/{case.pk}/note/", send, follow=True))
    with pytest.raises(Invalid, match="已写了1条反馈意见"):
        step_case(fresh(case), cast.head, "agree")
    assert step_case(fresh(case), cast.head, "object", "见逐条").reached == "answering"


def test_every_objection_needs_an_answer_before_the_report_is_final(as_, cast, target, judges):
    case = evaluation(target, judges, "objection")
    row = say(case, cast.clerk, "objection", item="benefit", text="效果是有的")
    whole = say(case, cast.clerk, "objection", text="请补写经验")
    step_case(fresh(case), cast.head, "object", "两条")
    with pytest.raises(Invalid, match="还有2条反馈意见没有答复"):
        step_case(fresh(case), judges.one, "finish")
    with pytest.raises(Forbidden):
        say(case, cast.clerk, "answer", row.key, verdict="采纳", text="自己答")
    for cells, why in (
        ({"verdict": "采纳", "text": "属实", "score": "20.5"}, "应在0到20分之间"), ({"verdict": "不采纳", "text": "不", "score": "19"}, "不能调整得分"),
        ({"verdict": "采纳", "text": ""}, "写明理由"), ({"verdict": "", "text": "好"}, "还没有选"), ({"verdict": "采纳", "text": "属实", "score": "十九"}, "不是数"),
    ):  # fmt: skip
        with pytest.raises(Invalid, match=why):
            say(case, judges.one, "answer", row.key, **cells)
    say(case, judges.one, "answer", row.key, verdict="部分采纳", text="证据属实", score="19")
    with pytest.raises(Invalid, match="没有指明指标"):
        say(case, judges.one, "answer", whole.key, verdict="采纳", text="好", score="1")
    say(case, judges.one, "answer", whole.key, verdict="采纳", text="已补")
    assert step_case(fresh(case), judges.one, "finish").reached == "final"
    assert total(case) == Decimal("99.00")
    shown = page(as_(cast.clerk), case, "result/")
    assert "原17.50，采纳意见调整" in shown
    assert "采纳意见调整1项，97.50分改为" in shown


def test_an_objection_after_the_deadline_is_refused_and_the_client_writes_down_that_none_came(
    cast, target, judges, today
):
    case = evaluation(target, judges, "objection")
    entered = fresh(case).entered_at.date()
    with pytest.raises(Invalid, match="还没有过"):
        step_case(case, judges.department, "lapse", "没有来")
    today(entered + timedelta(days=30))
    with pytest.raises(Forbidden, match=r"反馈期限.*已过"):
        say(case, cast.clerk, "objection", text="迟了")
    with pytest.raises(Invalid, match=r"反馈期限.*已过"):
        step_case(case, cast.head, "object", "迟了")
    say(case, judges.department, "term", until=(entered + timedelta(days=40)).isoformat(), note="同意延期")
    say(case, cast.clerk, "objection", text="延期后提出")
    today(entered + timedelta(days=60))
    assert step_case(case, judges.department, "lapse", "逾期未报送").reached == "answering"
    assert notes_of([fresh(case)])[case.pk].of("objection"), "what was written in time still has to be answered"
    with pytest.raises(Invalid, match="还有1条"):
        step_case(fresh(case), judges.one, "finish")


def test_steps_that_somebody_else_took_first_are_told(target, judges):
    case = evaluation(target, judges, "draft")
    step_case(case, judges.department, "consult", state="draft")
    with pytest.raises(Moved, match="状态已经变成“征求意见”"):
        step_case(case, judges.one, "consult", state="draft")


def test_the_wrong_role_is_refused_with_who_may(cast, target, judges):
    case = evaluation(target, judges, "draft")
    for person in (
        cast.clerk,
        cast.viewer,
        cast.admin,
        judges.budget,
        judges.oversight,
        judges.stranger,
        cast.outsider,
    ):
        with pytest.raises(Forbidden, match="没有办理"):
            step_case(case, person, "consult")


# --- report and afterwards


def test_the_course_ends_with_mending_and_the_use_of_the_result(as_, cast, target, judges):
    case = evaluation(target, judges, "objection")
    step_case(case, cast.head, "agree")
    step_case(fresh(case), judges.one, "finish")
    row = say(case, judges.department, "measure", task="补资料", owner="钱经办", due="2027-09-30")
    step_case(fresh(case), judges.department, "accept")
    with pytest.raises(Invalid, match="还有1条整改措施没有完成"):
        step_case(fresh(case), cast.head, "reply", "改了")
    item = Rectification.objects.get()
    assert (item.title, item.owner, str(item.due), course_of(item).state.name) == (
        "补资料",
        "钱经办",
        "2027-09-30",
        "confirmed",
    )
    with pytest.raises(Invalid, match="请在“问题整改”里办理"):
        say(case, cast.clerk, "mended", row.key, result="已补齐", done_on="2027-09-01")
    assert "补资料" in text(as_(cast.clerk).get("/results/items/"))
    item_step(item, cast.head, "accept", StepSaid())
    item_step(item, cast.clerk, "report", StepSaid("已补齐", [FILE]))
    assert "已整改待验证" in page(as_(cast.clerk), case)
    step_case(fresh(case), cast.head, "reply", "已整改")
    done = step_case(fresh(case), judges.budget, "apply", "下年优先安排")
    assert done.reached == "applied"
    assert fresh(case).is_open is False
    item_step(item, judges.department, "verify", StepSaid(still_found=False))
    shown = page(as_(cast.clerk), case)
    assert "已关闭" in shown
    assert "结果已应用" in shown
    assert list(verification.faults()) == []


def test_the_report_says_what_the_marks_came_to_and_is_previewed_and_downloaded(as_, cast, target, judges):
    case = evaluation(target, judges, "draft")
    browser = as_(judges.one)
    assert "还没有写的：" in page(browser, case, "report/")
    send = {"what": "text", "key": "advice", "text": "建议补齐资料。", "back": "report/"}
    shown = text(browser.post(f"/evaluations/{case.pk}/note/", send, follow=True))
    for words in (
        "项目支出绩效评价报告",
        "综合得分97.50分，等级为“优”",
        "实施效益：满分20分，得17.50分。资料不全。",
        "建议补齐资料。",
        "（初稿）",
    ):
        assert words in shown, words
    assert shown.count("<svg") >= 2
    answer = browser.get(f"/evaluations/{case.pk}/report/docx/")
    package = zipfile.ZipFile(io.BytesIO(answer.content))
    body = package.read("word/document.xml").decode()
    assert "综合得分97.50分" in body
    assert len([name for name in package.namelist() if "media/" in name]) >= 2
    assert acts()[-1] == "export"


@pytest.mark.office
def test_libreoffice_opens_the_report_and_prints_it(as_, target, judges, tmp_path):
    case = evaluation(target, judges, "draft")
    (tmp_path / "评价报告.docx").write_bytes(as_(judges.department).get(f"/evaluations/{case.pk}/report/docx/").content)
    printed = printed_by_office(tmp_path / "评价报告.docx")
    assert "项目支出绩效评价报告" in printed
    assert "绩效评价评分表" in printed
    assert "97.5" in printed


def test_every_page_of_a_case_costs_few_queries(as_, target, judges, django_assert_max_num_queries):
    case = evaluation(target, judges, "objection")
    for person in (judges.department, judges.one):
        browser = as_(person)
        for part in (
            "",
            "scheme/",
            "sheet/",
            "papers/",
            "papers/benefit/",
            "result/",
            "objections/",
            "report/",
            "report/docx/",
        ):
            if part == "sheet/" and person is judges.department:
                continue
            limit = 15 if part != "report/docx/" else 25
            browser.get(f"/evaluations/{case.pk}/{part}")
            with django_assert_max_num_queries(limit):
                assert browser.get(f"/evaluations/{case.pk}/{part}").status_code == 200, part
    browser = as_(judges.department)
    with django_assert_max_num_queries(15):
        browser.get("/evaluations/")


# --- who sees what


def test_nobody_outside_sees_a_case_and_third_parties_only_those_they_were_invited_to(as_, cast, target, judges):
    case = evaluation(target, judges, "planned")
    urls = [
        f"/evaluations/{case.pk}/{part}" for part in ("", "scheme/", "result/", "report/", "papers/", "objections/")
    ]
    for person in (cast.outsider, cast.nobody, judges.stranger, judges.one, cast.clerk, judges.oversight):
        for url in urls:
            assert as_(person).get(url).status_code == 404, (person, url)
        assert target.name not in text(as_(person).get("/evaluations/")) or person is cast.clerk
    say(case, judges.department, "member", judges.one.pk, part="expert")
    assert target.name in text(as_(judges.one).get("/evaluations/"))
    assert target.name in page(as_(judges.one), case)
    say(case, judges.department, "member", judges.one.pk, withdrawn=True)
    assert as_(judges.one).get(urls[0]).status_code == 404
    for page_of in ("/projects/", "/measures/", "/scores/", "/monitoring/", "/ledger/"):
        assert target.name not in as_(judges.one).get(page_of).content.decode()


# --- the history


def test_what_was_said_is_never_changed_or_deleted(target, judges):
    case = evaluation(target, judges)
    say(case, judges.one, "mark", f"{judges.one.pk}:basis", score="2", comment="第一次")
    row = say(case, judges.one, "mark", f"{judges.one.pk}:basis", score="3")
    rows = AppraisalNote.objects.filter(key=f"{judges.one.pk}:basis")
    assert [one.content["score"] for one in rows.order_by("pk")] == ["2", "3"]
    with pytest.raises(Immutable):
        row.delete()
    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute("UPDATE records_appraisalnote SET content = '{}' WHERE id = %s", [row.pk])


def test_a_changed_mark_or_state_is_found_by_verification(target, judges):
    case = evaluation(target, judges)
    assert list(verification.faults()) == []
    Appraisal.objects.filter(pk=case.pk).update(state="final")
    assert any("状态与流转记录不符" in fault for fault in verification.faults())


def test_the_trail_of_a_case_is_for_those_who_see_how_it_is_done(as_, cast, target, judges):
    case = evaluation(target, judges, "objection")
    url = f"/audit/?object=appraisal:{case.pk}"
    shown = text(as_(judges.department).get(url))
    assert "立项评价" in shown
    assert str(case) in shown
    for person in (cast.clerk, judges.one, cast.outsider):
        assert as_(person).get(url).status_code == 404
        assert str(case) not in text(as_(person).get("/audit/")) or person is judges.one, "one's own acts are shown"


def test_a_term_that_is_past_cannot_be_set(target, judges):
    case = evaluation(target, judges, "draft")
    with pytest.raises(Invalid, match="今天以后"):
        say(case, judges.department, "term", until="2020-01-01")
    with pytest.raises(Invalid, match=r"不是日期|今天以后"):
        say(case, judges.department, "term", until="明天以前")


def test_what_was_refused_on_a_page_comes_back_to_be_mended(as_, cast, target, judges):
    case = evaluation(target, judges, "objection")
    send = {"what": "objection", "back": "objections/", "text": "写了很久的意见", "item": "beauty"}
    shown = text(as_(cast.clerk).post(f"/evaluations/{case.pk}/note/", send, follow=True))
    assert "指标体系里没有这一项了" in shown
    assert "写了很久的意见" in shown


@pytest.mark.parametrize("back", ["//evil.example/", "http://evil.example/", "../../admin/", "\\evil", "sheet/../../x"])
def test_one_comes_back_to_a_page_of_the_case_and_nowhere_else(as_, target, judges, back):
    case = evaluation(target, judges, "planned")
    send = {"what": "member", "key": judges.one.pk, "part": "lead", "back": back}
    answer = as_(judges.department).post(f"/evaluations/{case.pk}/note/", send)
    assert answer.url == f"/evaluations/{case.pk}/"


def test_everybody_is_told_what_they_owe_and_nobody_else(as_, cast, target, judges):
    def owed(person) -> str:
        shown = text(as_(person).get("/evaluations/"))
        found = shown.partition('data-label="等我办">')[2].partition("</td>")[0]
        return found.partition(">")[2].partition("<")[0]

    case = evaluation(target, judges, "planned")
    assert owed(judges.department) == "邀请评价组", "nobody can be chosen before somebody is invited"
    assert owed(judges.performance) == "没有", "it is the department's evaluation"
    step_case(case, judges.department, "end", "重来")
    case = evaluation(target, judges, "fieldwork")
    assert owed(judges.one) == owed(judges.two) == "填评分表"
    with_papers(case, judges.one)
    scored(case, judges.one)
    assert (owed(judges.one), owed(judges.two)) == ("没有", "填评分表"), "the lead waits for the other's sheet"
    scored(case, judges.two)
    assert (owed(judges.one), owed(judges.two)) == ("评分完成", "没有")
    step_case(fresh(case), judges.one, "finish")
    step_case(fresh(case), judges.one, "consult")
    assert (owed(cast.clerk), owed(cast.head)) == ("提出意见", "提出意见")
    assert owed(judges.department) == "没有"


NONSENSE = ("", "\0", "x" * 300, "９９", "1e400")


@pytest.mark.parametrize("state", ["fieldwork", "objection"])
def test_nonsense_is_refused_in_words_and_every_page_still_opens(as_, cast, target, judges, state):
    case = evaluation(target, judges, state)
    for person in (judges.department, judges.one, cast.clerk):
        browser = as_(person)
        if browser.get(f"/evaluations/{case.pk}/").status_code == 404:
            continue  # it is not told of it yet
        for what in (*SORTS, "", "nonsense"):
            for word in NONSENSE:
                for key in (word, f"{person.pk}:{word}"):
                    send = dict.fromkeys(
                        (
                            "score",
                            "weight",
                            "until",
                            "independent",
                            "part",
                            "verdict",
                            "item",
                            "above",
                            "row-name",
                            "row-weight",
                        ),
                        word,
                    )
                    answer = browser.post(
                        f"/evaluations/{case.pk}/note/", {"what": what, "key": key, "base": "", **send}
                    )
                    assert answer.status_code in (302, 409), (what, word, key)
        browser.post(f"/evaluations/{case.pk}/sheet/", {"score-basis": "\0", "base": "x", "comment-basis": "x" * 5000})
        for part in ("", "scheme/", "papers/", "result/", "objections/", "report/"):
            assert browser.get(f"/evaluations/{case.pk}/{part}").status_code in (200, 404), part
    assert list(verification.faults()) == []


@pytest.mark.parametrize("number", ["0", "99999999999999999999", "9223372036854775807"])
def test_numbers_that_no_row_has_are_not_found(as_, target, judges, number):
    case = evaluation(target, judges, "planned")
    browser = as_(judges.department)
    for url in (
        f"/evaluations/{number}/",
        f"/ex-ante/{number}/",
        f"/ex-ante/{case.pk}/",
        f"/evaluations/{case.pk}/files/{number}/0/",
    ):
        assert browser.get(url).status_code == 404, url
    assert browser.post("/evaluations/open/", {"target": number, "reason": "x"}).status_code in (400, 404)  # in words
    assert browser.get("/evaluations/?page=99999999&year=0000&unit=x").status_code == 200
