"""Evaluations of projects until there is a result: who opens, joins and scores in which state, what is refused and why."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from threading import Thread

import pytest
from appraisal_stage import (
    FILE,
    evaluation,
    fresh,
    make_judges,
    page,
    rows_of,
    say,
    scored,
    text,
    total,
    with_papers,
)
from django.db import connection
from web_stage import acts
from year_stage import measured, pay, rate_key

from zhunsheng.web.records import verification
from zhunsheng.web.records.appraisal_notes import notes_of
from zhunsheng.web.records.models import Appraisal, ProcessStep, Target
from zhunsheng.web.records.operations.appraise import CaseSaid, note_many, open_case, step_case
from zhunsheng.web.records.operations.outcome import Forbidden, Invalid

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
