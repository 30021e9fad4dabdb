"""How self-evaluations are scored is a region's to set, for a year or for every one, and what was closed keeps its rules."""

from datetime import date
from decimal import Decimal

import pytest
from test_monitoring_settings import city  # noqa: F401
from web_stage import add_person
from year_stage import pay

from zhunsheng.web.accounts.models import Role
from zhunsheng.web.records.confirmed_scores import READINGS, readings_json
from zhunsheng.web.records.evaluated import evaluate_targets
from zhunsheng.web.records.models import CalendarChange, ProcessStep, Unit, YearCourse
from zhunsheng.web.records.operations.outcome import Forbidden, Invalid
from zhunsheng.web.records.operations.set_scoring import set_scoring, unset_scoring
from zhunsheng.web.records.scoring_settings import number_in, scoring_setting

NOTE = "青财绩〔2026〕5号"


@pytest.fixture(autouse=True)
def the_year_is_over(today):
    today(date(2027, 3, 1))


@pytest.fixture
def bureau(cast):
    return add_person("jixiao", "绩效股", Role.PERFORMANCE, None)


def test_a_switch_holds_for_its_region_and_year(bureau, city):  # noqa: F811
    county, beside = Unit.objects.get(code="5101"), Unit.objects.get(code="5102")
    assert not scoring_setting(2026, county.path).rules.satisfaction_by_interval
    set_scoring(bureau, county, 2026, ["satisfaction_by_interval"], {"satisfaction_full": "95"}, NOTE)
    rules = scoring_setting(2026, county.path).rules
    assert (rules.satisfaction_by_interval, rules.satisfaction_full) == (True, 95)
    assert not scoring_setting(2027, county.path).rules.satisfaction_by_interval
    assert not scoring_setting(2026, beside.path).rules.satisfaction_by_interval
    unset_scoring(bureau, county, 2026, "改回")
    assert scoring_setting(2026, county.path).setting is None


def test_a_grade_follows_the_limit_that_was_set_and_a_closed_evaluation_does_not(cast, bureau, target):
    pay(cast, target, ("2026-03-05", f"{Decimal(target.total_fen) / 400:.2f}"))

    def asks_a_reason():
        (found,) = evaluate_targets([target])
        return any(
            "要写偏差原因" in one.message and "执行率" in one.message for one in found.evaluated.evaluation.remarks
        )

    assert asks_a_reason()
    set_scoring(bureau, None, 2026, [], {"execution_reason_below": "20"}, NOTE)
    assert not asks_a_reason()
    course = YearCourse.objects.create(
        target=target, process="self_evaluation", state="confirmed", entered_at=CalendarChange.objects.get().at
    )
    step = ProcessStep(
        target=target, process="self_evaluation", number=1, act="accept", source="bureau_review", reached="confirmed", role="performance", sentence="办结", reason="",
        revision=target.revision, by=bureau, at=CalendarChange.objects.get().at, course=course,
        content={READINGS: readings_json(target)},
    )  # fmt: skip
    step.save()
    YearCourse.objects.filter(pk=course.pk).update(frozen=step)
    set_scoring(bureau, None, 2026, [], {"execution_reason_below": "90"}, NOTE)
    assert not asks_a_reason(), "it was confirmed under the rules of its day"


@pytest.mark.parametrize(
    ("on", "numbers", "note", "why"),
    [
        (["fly"], {}, NOTE, "没有这个开关"),
        ([], {"satisfaction_full": "很多"}, NOTE, "应填0到100"),
        ([], {"satisfaction_full": "101"}, NOTE, "应填0到100"),
        ([], {"satisfaction_full": "50"}, NOTE, "应低于"),
        ([], {"score_grade_good": "95"}, NOTE, "应低于"),
        ([], {"over_completion_step": "0"}, NOTE, "不能是0"),
        ([], {}, " ", "依据"),
    ],
)
def test_what_cannot_hold_is_refused(bureau, on, numbers, note, why):
    with pytest.raises(Invalid, match=why):
        set_scoring(bureau, None, 2026, on, numbers, note)
    assert not CalendarChange.objects.exists()


def test_who_may_not_set_it_is_refused(cast):
    with pytest.raises(Forbidden, match="自评计分由"):
        set_scoring(cast.clerk, None, 2026, [], {}, NOTE)


def test_numbers_have_their_usual_values(cast):
    assert number_in(scoring_setting(2026).rules, "score_grade_excellent") == 90


PAGE = "/scores/settings/"


def test_the_page_tries_an_example_before_it_sets_and_keeps_what_was_refused(as_, bureau, city):  # noqa: F811
    browser = as_(bureau)
    cells = {
        "region": "5101",
        "year": "2026",
        "satisfaction_by_interval": "on",
        "satisfaction_nothing": "60",
        "note": NOTE,
    }
    page = browser.post(PAGE, {**cells, "try": "1"}).content.decode()
    assert "改后" in page
    assert "<b>0.00分</b>" in page, "55% earns nothing by interval"
    assert NOTE in page
    assert not CalendarChange.objects.exists()
    refused = browser.post(PAGE, {**cells, "satisfaction_nothing": "很多"})
    assert refused.status_code == 400
    assert 'value="很多"' in refused.content.decode()
    assert "已定下" in browser.post(PAGE, cells, follow=True).content.decode()
    page = browser.get(PAGE + "?region=5101&year=2026").content.decode()
    assert "本区自定" in page
    assert "满意度按区间赋分【未核】" in page
    assert "自评计分" in browser.get("/calendar/?region=5101&year=2026").content.decode()
    assert "自评计分" in browser.get("/audit/").content.decode()


def test_who_may_not_set_it_looks_only(as_, cast, target):
    page = as_(cast.clerk).get(PAGE + "?year=2026").content.decode()
    assert "由本地区财政绩效股和管理员设" in page
    assert "定下</button>" not in page
    assert as_(cast.clerk).post(PAGE, {"year": "2026", "note": NOTE}).status_code == 403


def test_its_page_costs_few_queries(as_, bureau, target, django_assert_max_num_queries):
    browser = as_(bureau)
    browser.get(PAGE)
    with django_assert_max_num_queries(15):
        assert browser.get(PAGE + "?year=2026").status_code == 200
