"""Where an expert begins: at the one case there is, or at all invitations with what to do and by when."""

from __future__ import annotations

from datetime import timedelta

from appraisal_stage import assessment, evaluation, fresh, say, scored, text

from zhunsheng.web.records.current_day import current_day
from zhunsheng.web.records.models import Target
from zhunsheng.web.records.operations.appraise import step_case
from zhunsheng.web.records.queries.invitations import invitations_of


def test_whoever_is_invited_to_nothing_is_told_so(as_, judges):
    shown = text(as_(judges.one).get("/"))
    assert "现在没有邀请您的评价" in shown
    assert "<h1>工作台</h1>" in shown
    assert 'href="/projects/"' not in shown, "no entries that lead to empty pages"


def test_with_one_open_case_one_is_at_once_where_the_work_is(as_, cast, target, judges):
    case = evaluation(target, judges)
    answer = as_(judges.two).get("/")
    assert (answer.status_code, answer.url) == (302, f"/evaluations/{case.pk}/sheet/")
    scored(case, judges.two)
    assert as_(judges.two).get("/").url == f"/evaluations/{case.pk}/", "nothing to do: the case itself"


def test_an_assessment_beforehand_is_found_as_an_evaluation_is(as_, cast, target, judges):
    case = assessment(target, cast, judges)
    assert as_(judges.two).get("/").url == f"/ex-ante/{case.pk}/sheet/"


def test_with_several_cases_the_page_says_what_to_do_in_which_and_by_when(
    as_, cast, target, judges, django_assert_max_num_queries
):
    first = evaluation(target, judges)
    other = Target.objects.exclude(pk=target.pk).get()
    second = assessment(other, cast, judges)
    for case, days in ((first, 3), (second, 9)):
        say(case, judges.department, "scoring_term", until=(current_day() + timedelta(days=days)).isoformat())
    browser = as_(judges.two)
    with django_assert_max_num_queries(15):
        shown = text(browser.get("/"))
    assert shown.index(f'href="/evaluations/{first.pk}/sheet/">填评分表：{target.name}') < shown.index(
        f'href="/ex-ante/{second.pk}/sheet/">填评分表：{other.name}'
    ), "the nearer day first"
    assert "还有3天" in shown
    assert "绩效评价，取证评分；评分专家" in shown
    scored(first, judges.two)
    again = text(browser.get("/"))
    assert f'href="/evaluations/{first.pk}/"' in again
    assert "已交" in again


def test_what_is_overdue_is_marked_and_what_is_over_stays_in_the_list(as_, cast, target, judges, today):
    case = evaluation(target, judges)
    say(case, judges.department, "scoring_term", until=current_day().isoformat())
    other = evaluation(Target.objects.exclude(pk=target.pk).get(), judges, "commissioned")
    today(current_day() + timedelta(days=2))
    shown = text(as_(judges.two).get("/"))
    assert '<li class="late">' in shown
    assert "已逾期2天" in shown
    step_case(fresh(other), judges.department, "change", "换人")
    step_case(fresh(other), judges.department, "end", "不评了")
    assert [(one.case.pk, bool(one.todo)) for one in invitations_of(judges.two)] == [(case.pk, True), (other.pk, False)]


def test_a_withdrawn_invitation_takes_the_case_away_at_once(as_, cast, target, judges):
    case = evaluation(target, judges)
    browser = as_(judges.two)
    scored(case, judges.two)
    say(case, judges.department, "member", judges.two.pk, withdrawn=True)
    assert "现在没有邀请您的评价" in text(browser.get("/"))
    for part in ("", "sheet/", "papers/", "scheme/", "result/", "report/"):
        assert browser.get(f"/evaluations/{case.pk}/{part}").status_code == 404, part
    for part, send in (
        ("sheet/", {"score-basis": "3"}),
        ("note/", {"what": "declaration", "independent": "yes"}),
        ("step/", {"act": "finish"}),
    ):
        assert browser.post(f"/evaluations/{case.pk}/{part}", send).status_code == 404, part
    assert target.name not in text(browser.get("/recent/"))
