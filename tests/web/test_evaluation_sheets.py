"""Scoring sheets and working papers as people use them: nothing typed is lost, nobody with an interest counts, pages cost little."""

from __future__ import annotations

from datetime import date

import pytest
from appraisal_stage import assessment, evaluation, fresh, page, say, scored, text, with_papers
from year_stage import measured, pay, rate_key

from zhunsheng.web.records.appraisal_notes import notes_of
from zhunsheng.web.records.operations.appraise import step_case
from zhunsheng.web.records.operations.outcome import Invalid


def test_the_pages_of_working_papers_cost_few_queries(as_, cast, target, judges, today, django_assert_max_num_queries):
    today(date(2027, 3, 1))
    key = rate_key(target)
    measured(cast, target, key, present=3, absent=1)
    pay(cast, target, ("2026-05-05", "85500"))
    case = evaluation(target, judges)
    say(case, judges.one, "paper", "quality", found="核对了巡查记录。", many={"indicators": [key]})
    browser = as_(judges.one)
    for part in ("papers/", "papers/quality/", "papers/spending/", "sheet/"):
        page(browser, case, part)
        with django_assert_max_num_queries(16):  # what was confirmed is asked for, too
            page(browser, case, part)


def test_what_an_expert_thinks_of_the_whole_is_kept_before_the_sheet_is_handed_in(as_, cast, target, judges):
    case = assessment(target, cast, judges, "assessing")
    url = f"/ex-ante/{case.pk}/sheet/"
    browser = as_(judges.two)
    send = {"opinion": "必要，预算偏高，先核减。", "verdict": "调整完善后支持"}
    browser.post(url, {"score-clear": "5", **send})
    shown = text(browser.get(url))
    assert "必要，预算偏高，先核减。" in shown
    assert 'value="调整完善后支持" checked' in shown
    refused = text(browser.post(url, {"hand_in": "1", "opinion": "改成：必要，预算合理。", "verdict": "予以支持"}), 409)
    assert "还有19项没有打分" in refused
    assert "改成：必要，预算合理。" in refused, "also when no row is filled in"
    assert notes_of([fresh(case)])[case.pk].handed_in(judges.two.pk) is None


def test_a_row_that_is_cleared_is_no_longer_scored(as_, target, judges):
    case = evaluation(target, judges)
    browser = as_(judges.two)
    browser.post(f"/evaluations/{case.pk}/sheet/", {"score-basis": "3", "score-goal": "3"})
    browser.post(f"/evaluations/{case.pk}/sheet/", {"score-basis": "", "comment-basis": "", "score-goal": "3"})
    assert set(notes_of([fresh(case)])[case.pk].marks_of(judges.two.pk)) == {"goal"}


def test_the_marks_of_an_expert_who_declares_an_interest_later_do_not_decide(target, judges):
    case = evaluation(target, judges)
    with_papers(case, judges.one)
    scored(case, judges.one)
    scored(case, judges.two)
    say(case, judges.two, "declaration", judges.two.pk, independent="no", note="刚知道亲属在该单位任职")
    with pytest.raises(Invalid, match="应当回避"):
        step_case(fresh(case), judges.one, "finish")


def test_the_editor_of_the_scheme_asks_for_the_share_that_the_settings_ask_for(as_, target, judges):
    case = evaluation(target, judges, "scheme")
    assert 'data-least="60"' in page(as_(judges.one), case, "scheme/")


def test_an_assessments_sheet_leads_to_the_papers_by_which_each_row_is_judged(as_, cast, target, judges):
    case = assessment(target, cast, judges, "assessing", without=("risk",))
    shown = text(as_(judges.two).get(f"/ex-ante/{case.pk}/sheet/"))
    assert f'<a href="/ex-ante/{case.pk}/materials/#m-application">项目申报书</a>' in shown
    assert "#m-risk" not in shown
    assert "写明不交1份" in text(as_(judges.two).get(f"/ex-ante/{case.pk}/materials/"))
