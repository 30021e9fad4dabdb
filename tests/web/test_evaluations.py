"""Evaluations of projects: who opens, scores, objects and answers in which state, what is refused and why, what comes out."""

from __future__ import annotations

import io
import zipfile
from datetime import date, timedelta
from decimal import Decimal
from threading import Thread

import pytest
from appraisal_stage import (
    FILE,
    evaluation,
    fresh,
    make_judges,
    printed_by_office,
    rows_of,
    say,
    scored,
    total,
    with_papers,
)
from django.db import DatabaseError, connection
from web_stage import acts
from year_stage import measured, pay, rate_key

from zhunsheng.web.records import verification
from zhunsheng.web.records.appraisal_notes import notes_of
from zhunsheng.web.records.appraisal_sorts import SORTS
from zhunsheng.web.records.models import Appraisal, AppraisalNote, ProcessStep, Rectification, Target
from zhunsheng.web.records.models.append_only import Immutable
from zhunsheng.web.records.operations.appraise import CaseSaid, note_many, open_case, step_case
from zhunsheng.web.records.operations.outcome import Forbidden, Invalid, Moved
from zhunsheng.web.records.operations.rectify import StepSaid, item_step
from zhunsheng.web.records.rectifications import course_of


@pytest.fixture
def judges(cast):
    return make_judges(cast)


@pytest.fixture
def today(monkeypatch):
    """Lets the pages stand on another day."""

    def stand(day: date) -> None:
        monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: day)

    return stand


def text(answer, status=200):
    assert answer.status_code == status, answer.status_code
    return answer.content.decode()


def page(browser, case, part="", **more):
    return text(browser.get(f"/evaluations/{case.pk}/{part}", more))


# --- opening


def test_the_department_opens_an_evaluation_on_the_page_and_the_bureau_may_too(as_, target, judges):
    browser = as_(judges.department)
    assert "还没有评价" in text(browser.get("/evaluations/"))
    shown = text(
        browser.post("/evaluations/open/", {"target": target.pk, "reason": "列入2026年部门评价计划"}, follow=True)
    )
    assert "已立项" in shown
    case = Appraisal.objects.get()
    assert (case.state, case.opened_as, case.target_id) == ("planned", "department", target.pk)
    assert acts()[-1] == "open_appraisal"
    other = Target.objects.exclude(pk=target.pk).get()
    assert open_case(other, judges.performance, "evaluation", "财政重点评价").opened_as == "performance"


def test_the_evaluated_unit_cannot_evaluate_itself(cast, target, judges):
    for person in (cast.clerk, cast.head, cast.admin, judges.one, judges.budget, cast.outsider):
        with pytest.raises(Forbidden, match="主管部门或绩效股组织"):
            open_case(target, person, "evaluation", "自己评")
    assert not Appraisal.objects.exists()


def test_one_evaluation_of_a_project_is_open_at_a_time_and_another_may_follow(target, judges):
    with pytest.raises(Invalid, match="缘由"):
        open_case(target, judges.department, "evaluation", "  ")
    first = open_case(target, judges.department, "evaluation", "计划")
    with pytest.raises(Invalid, match="已有一件绩效评价在办"):
        open_case(target, judges.performance, "evaluation", "再来")
    with pytest.raises(Invalid, match="没有写意见"):
        step_case(first, judges.department, "end")
    step_case(first, judges.department, "end", "项目已撤销")
    second = open_case(target, judges.performance, "evaluation", "重点评价")
    say(second, judges.performance, "member", judges.one.pk, part="lead")
    say(second, judges.one, "declaration", judges.one.pk, independent="yes")
    step_case(second, judges.performance, "commission")
    assert list(ProcessStep.objects.values_list("number", "act").order_by("number")) == [(1, "end"), (2, "commission")]
    assert fresh(first).state == "ended"
    assert list(verification.faults()) == []


# --- team and scheme


def test_only_people_without_interest_come_into_the_team(cast, target, judges):
    case = evaluation(target, judges, "planned")
    with pytest.raises(Invalid, match=r"还没有声明|没有声明回避"):
        step_case(case, judges.department, "commission")
    with pytest.raises(Forbidden, match="组织评价的一方"):
        say(case, cast.clerk, "member", judges.one.pk, part="lead")
    for stranger in (cast.clerk.pk, 999999, "abc", ""):
        with pytest.raises(Invalid, match="没有这个人"):
            say(case, judges.department, "member", stranger, part="expert")
    say(case, judges.department, "member", judges.one.pk, part="lead")
    with pytest.raises(Forbidden, match="本人填写"):
        say(case, judges.department, "declaration", judges.one.pk, independent="yes")
    with pytest.raises(Invalid, match="什么关系"):
        say(case, judges.one, "declaration", judges.one.pk, independent="no")
    say(case, judges.one, "declaration", judges.one.pk, independent="no", note="曾任该校会计")
    with pytest.raises(Invalid, match="应当回避"):
        step_case(case, judges.department, "commission")


def test_bad_weights_are_told_at_once_and_stop_the_scheme(as_, target, judges):
    case = evaluation(target, judges, "scheme")
    browser = as_(judges.one)
    columns = rows_of({0: {"weight": "4"}}, case)
    shown = text(
        browser.post(f"/evaluations/{case.pk}/note/", {"what": "scheme", "back": "scheme/", **columns}, follow=True)
    )
    assert "各项分值合计101，应当等于100" in shown
    with pytest.raises(Invalid, match="权重合计为101分"):
        step_case(fresh(case), judges.one, "submit")
    low = rows_of({0: {"weight": "19"}, 15: {"weight": "4"}}, case)  # points taken from the benefits
    shown = text(
        browser.post(f"/evaluations/{case.pk}/note/", {"what": "scheme", "back": "scheme/", **low}, follow=True)
    )
    assert "产出和效益合计49分，不能低于60分" in shown
    with pytest.raises(Invalid, match="只占49%，不应低于60%"):
        step_case(fresh(case), judges.one, "submit")


def test_a_weight_that_is_no_number_comes_back_as_it_was_typed(as_, target, judges):
    case = evaluation(target, judges, "scheme")
    columns = rows_of({2: {"weight": "三分", "question": "打字打到一半"}}, case)
    shown = text(as_(judges.one).post(f"/evaluations/{case.pk}/note/", {"what": "scheme", **columns}), 409)
    assert "第3行“绩效目标合理性”的分值“三分”不是数" in shown
    assert 'value="三分"' in shown
    assert "打字打到一半" in shown
    assert notes_of([case])[case.pk].one("scheme") is None


@pytest.mark.parametrize("weight", ["0", "-1", "100.5", "1.234", "NaN", "Infinity"])
def test_weights_out_of_bounds_are_refused(target, judges, weight):
    case = evaluation(target, judges, "scheme")
    with pytest.raises(Invalid, match="没有保存"):
        say(case, judges.one, "scheme", many=rows_of({0: {"weight": weight}}, case))


def test_the_indicators_of_the_target_table_come_into_the_scheme(as_, target, judges):
    case = evaluation(target, judges, "scheme")
    shown = page(as_(judges.one), case, "scheme/", fill="1")
    names = [row["level3"] for row in target.draft["indicators"]]
    assert all(name in shown for name in names)
    assert "已带入目标表的指标" in shown
    assert "还不能用" not in shown, "the points still add up"


def test_the_scheme_is_closed_once_it_is_approved(target, judges):
    case = evaluation(target, judges, "fieldwork")
    with pytest.raises(Forbidden, match="现在是“取证评分”，不能改评价指标体系"):
        say(case, judges.one, "scheme", many=rows_of({}, case))


# --- scoring


def test_points_out_of_range_and_silent_deductions_are_refused_row_by_row_and_the_others_kept(as_, target, judges):
    case = evaluation(target, judges)
    browser = as_(judges.two)
    send = {
        "score-basis": "3.5", "score-procedure": "1", "comment-procedure": "", "score-goal": "2.5", "comment-goal": "目标偏低",
        "score-indicators": "两分",
    }  # fmt: skip
    shown = text(browser.post(f"/evaluations/{case.pk}/sheet/", send), 409)
    assert "应在0到3分之间" in shown
    assert "没有写扣分理由" in shown
    assert "“两分”不是数" in shown
    assert 'value="两分"' in shown
    kept = notes_of([case])[case.pk].marks_of(judges.two.pk)
    assert {key: row.content["score"] for key, row in kept.items()} == {"goal": "2.5"}


def test_a_sheet_is_handed_in_only_when_it_is_full_and_with_an_opinion(as_, target, judges):
    case = evaluation(target, judges)
    with pytest.raises(Invalid, match="还有17项没有打分"):
        say(case, judges.two, "sheet", judges.two.pk, opinion="好")
    scored(case, judges.two, hand_in=False)
    shown = text(as_(judges.two).post(f"/evaluations/{case.pk}/sheet/", {"hand_in": "1"}), 409)
    assert "要写总体意见" in shown
    say(case, judges.two, "sheet", judges.two.pk, opinion="好")
    with pytest.raises(Forbidden, match="已经交了"):
        say(case, judges.two, "mark", f"{judges.two.pk}:basis", score="3")
    as_(judges.two).post(f"/evaluations/{case.pk}/sheet/", {"take_back": "1"})
    say(case, judges.two, "mark", f"{judges.two.pk}:basis", score="2", comment="依据不足")


def test_nobody_scores_for_another_or_without_declaring(target, judges):
    case = evaluation(target, judges)
    with pytest.raises(Forbidden, match="本人填写"):
        say(case, judges.one, "mark", f"{judges.two.pk}:basis", score="3")
    with pytest.raises(Forbidden, match="本人填写"):
        say(case, judges.stranger, "mark", f"{judges.stranger.pk}:basis", score="3")
    say(case, judges.two, "declaration", judges.two.pk, independent="no", note="亲属")
    with pytest.raises(Forbidden, match="不能打分"):
        say(case, judges.two, "mark", f"{judges.two.pk}:basis", score="3")


def test_experts_do_not_see_each_other_before_scoring_is_closed(as_, target, judges):
    case = evaluation(target, judges)
    scored(case, judges.one, {"benefit": "13.37"})
    for person in (judges.two, judges.department, judges.performance):
        browser = as_(person)
        for part in ("", "sheet/", "papers/", "papers/benefit/", "scheme/"):
            assert "13.37" not in browser.get(f"/evaluations/{case.pk}/{part}").content.decode()
        for part in ("result/", "report/", "report/docx/", "objections/"):
            assert browser.get(f"/evaluations/{case.pk}/{part}").status_code == 404, part
    scored(case, judges.two)
    with_papers(case, judges.one)
    step_case(fresh(case), judges.one, "finish")
    shown = page(as_(judges.two), case, "result/")
    assert "13.37" in shown
    assert "许评审" in shown


def test_two_windows_of_one_expert_do_not_overwrite_each_other(as_, target, judges):
    case = evaluation(target, judges)
    browser = as_(judges.two)
    assert browser.post(f"/evaluations/{case.pk}/sheet/", {"base": "0", "score-basis": "3"}).status_code == 302
    shown = text(
        browser.post(
            f"/evaluations/{case.pk}/sheet/", {"base": "0", "score-basis": "2", "comment-basis": "另一个窗口"}
        ),
        409,
    )
    assert "刚在别的窗口改过" in shown
    assert "另一个窗口" in shown
    assert notes_of([case])[case.pk].marks_of(judges.two.pk)["basis"].content["score"] == "3"


def test_two_experts_save_at_the_same_moment_and_both_are_kept(live):
    from web_stage import a_document, import_document

    import_document(live.clerk, a_document(1))
    judges = make_judges(live)
    case = evaluation(Target.objects.select_related("unit").get(), judges)
    problems: list[BaseException] = []

    def save(person) -> None:
        try:
            items = notes_of([case])[case.pk].scheme.items
            note_many(
                case,
                person,
                [CaseSaid("mark", f"{person.pk}:{item.key}", {"score": str(item.weight)}) for item in items],
            )
        except BaseException as error:
            problems.append(error)
        finally:
            connection.close()

    threads = [Thread(target=save, args=(person,)) for person in (judges.one, judges.two)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    notes = notes_of([case])[case.pk]
    assert len(notes.marks_of(judges.one.pk)) == len(notes.marks_of(judges.two.pk)) == 17
    assert list(verification.faults()) == []


def test_scoring_is_not_finished_without_both_sheets_and_papers_with_evidence(target, judges):
    case = evaluation(target, judges)
    scored(case, judges.one)
    with pytest.raises(Invalid, match="还有1张评分表没有交"):
        step_case(case, judges.one, "finish")
    scored(case, judges.two)
    with pytest.raises(Invalid, match="还没有底稿"):
        step_case(case, judges.one, "finish")
    say(case, judges.one, "paper", "basis", found="看过了")
    with pytest.raises(Invalid, match="有17份底稿没有连到佐证"):
        step_case(case, judges.one, "finish")
    with_papers(case, judges.one)
    assert step_case(case, judges.one, "finish").reached == "draft"


def test_a_row_from_which_all_withdraw_cannot_be_summed_up(target, judges):
    case = evaluation(target, judges)
    for person in (judges.one, judges.two):
        scored(case, person, hand_in=False)
        say(case, person, "mark", f"{person.pk}:basis", recused="1", comment="参与过立项论证")
        say(case, person, "sheet", person.pk, opinion="好")
    with_papers(case, judges.one)
    with pytest.raises(Invalid, match="立项依据充分性没有有效的打分"):
        step_case(case, judges.one, "finish")


def test_an_expert_who_only_scores_does_not_write_for_the_team(target, judges):
    case = evaluation(target, judges)
    with pytest.raises(Forbidden):
        step_case(case, judges.two, "finish")
    for what, key, cells in (("paper", "basis", {"found": "看"}), ("text", "advice", {"text": "写"})):
        with pytest.raises(Forbidden, match="主评人"):
            say(case, judges.two, what, key, **cells)


# --- working papers


def test_a_working_paper_leads_from_the_row_to_the_value_to_the_records_also_for_third_parties(
    as_, cast, target, judges, today
):
    today(date(2027, 3, 1))
    key = rate_key(target)
    measured(cast, target, key, present=3, absent=1)
    case = evaluation(target, judges)
    say(case, judges.one, "paper", "quality", found="核对了巡查记录。", many={"indicators": [key]}, files=[FILE])
    row = notes_of([case])[case.pk].one("paper", "quality")
    assert row.content["values"][key]["records"] == 4
    assert len(row.content["values"][key]["digest"]) == 64
    shown = page(as_(judges.two), case, "papers/quality/")
    assert "75%" in shown
    assert "占比(巡查" in shown
    assert shown.count('<td class="lead">巡查</td>') == 3
    file = as_(judges.two).get(f"/evaluations/{case.pk}/files/{row.pk}/0/")
    assert b"".join(file.streaming_content) == FILE[1]
    for person in (cast.clerk, cast.head):
        assert as_(person).get(f"/evaluations/{case.pk}/papers/quality/").status_code == 404
        assert as_(person).get(f"/evaluations/{case.pk}/files/{row.pk}/0/").status_code == 404


def test_a_value_that_changed_since_the_paper_was_written_is_told(as_, cast, target, judges, today):
    today(date(2027, 3, 1))
    key = rate_key(target)
    measured(cast, target, key, present=1, absent=1)
    case = evaluation(target, judges)
    say(case, judges.one, "paper", "quality", found="核对了。", many={"indicators": [key]})
    from ledger_stage import add, patrol

    add(
        cast.clerk,
        cast.school,
        patrol(day=date(2026, 6, 1), present=True),
        patrol(day=date(2026, 6, 2), present=True),
        project=target,
    )
    assert "写底稿时是50%" in page(as_(judges.one), case, "papers/quality/")


def test_the_ratio_of_spending_is_reckoned_from_the_papers_two_numbers(as_, cast, target, judges, today):
    today(date(2027, 3, 1))
    pay(cast, target, ("2026-05-05", "85500"))
    case = evaluation(target, judges)
    with pytest.raises(Invalid, match="分母0要大于0"):
        say(case, judges.one, "paper", "spending", found="查了", above="1", below="0")
    say(
        case,
        judges.one,
        "paper",
        "spending",
        found="查了支付凭证。",
        above="85500",
        below="90000",
        many={"sources": ["payments"]},
    )
    assert "预算执行率＝实际支出资金85500÷实际到位资金90000＝95.00%" in page(as_(judges.two), case, "sheet/")
    assert "已支付85500" in page(as_(judges.one), case, "papers/spending/")


# --- result


def test_the_result_is_the_mean_with_the_spread_and_marks_those_far_apart(as_, target, judges):
    case = evaluation(target, judges, "draft")
    shown = page(as_(judges.department), case, "result/")
    assert total(case) == Decimal("97.50")
    assert "得分＝（15＋20）÷2＝17.50分" in shown
    assert "资料不全" in shown
    again = evaluation(Target.objects.exclude(pk=target.pk).get(), judges, "fieldwork")
    with_papers(again, judges.one)
    scored(again, judges.one)
    scored(again, judges.two, {"benefit": "8"})
    step_case(fresh(again), judges.one, "finish")
    assert "▲ 12" in page(as_(judges.department), again, "result/")
    step_case(fresh(again), judges.department, "more")
    assert as_(judges.two).get(f"/evaluations/{again.pk}/result/").status_code == 404, (
        "hidden again while it is scored anew"
    )


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


def test_a_third_party_begins_at_its_invitations(as_, judges):
    answer = as_(judges.one).get("/")
    assert (answer.status_code, answer.url) == (302, "/evaluations/")


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
    assert browser.post("/evaluations/open/", {"target": number, "reason": "x"}).status_code in (302, 404)
    assert browser.get("/evaluations/?page=99999999&year=0000&unit=x").status_code == 200
