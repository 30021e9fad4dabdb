"""A project's self-evaluation from its records to its official form."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from zhunsheng.bundled import example_bytes, park
from zhunsheng.model.fund_line import FundSource
from zhunsheng.model.score import DeviationReason, Entries, Judgement, Override, ScoreState
from zhunsheng.usecases.measure import measure_document
from zhunsheng.usecases.python_api import read
from zhunsheng.usecases.read_document import read_bytes
from zhunsheng.usecases.score_report import scores_json
from zhunsheng.usecases.self_evaluation import EvaluationCase, evaluate, forms_document, unit_score
from zhunsheng.usecases.spending import Paid, execution_of, payments_of
from zhunsheng.usecases.write_document import write_document

YEAR_END = date(2020, 12, 31)
BILLBOARD, GANTRIES, OFFICE = 0, 5, 8


@pytest.fixture(scope="module")
def document():
    return read_bytes(example_bytes())


@pytest.fixture(scope="module")
def measures(document):
    return measure_document(document, park.records(), park.bindings(), as_of=YEAR_END, year=2020)


@pytest.fixture(scope="module")
def paid():
    return payments_of(park.records(), 2020, YEAR_END)


def case_of(document, measures, paid, number, **more):
    project = document.projects[number]
    return EvaluationCase(
        project, measures, execution_of(project, paid.get(project.code, ()), YEAR_END), 2020, **more
    )  # fmt: skip


def test_money_is_the_sum_of_the_payments_month_by_month(document, paid):
    gantries = document.projects[GANTRIES]
    found = execution_of(gantries, paid[gantries.code], YEAR_END)
    assert found.of().paid == Decimal("117600.00") + Decimal("254800.00") + Decimal("19600.00")
    assert {one.month: one.value for one in found.monthly if one.value} == {
        6: Decimal("117600.00"), 9: Decimal("254800.00"), 12: Decimal("19600.00"),
    }  # fmt: skip
    assert sum(one.value for one in found.monthly) == found.of().paid
    assert found.of(FundSource.FISCAL).paid == found.of().paid


def test_only_what_was_paid_until_the_day_counts(document):
    until_june = payments_of(park.records(), 2020, date(2020, 6, 30))
    gantries = document.projects[GANTRIES]
    assert execution_of(gantries, until_june[gantries.code], date(2020, 6, 30)).of().paid == Decimal("117600.00")


def test_no_payment_is_nothing_paid_only_where_payments_are_written_down(document):
    project = document.projects[BILLBOARD]
    assert execution_of(project, (), YEAR_END).of().paid == 0
    nothing_known = execution_of(project, None, YEAR_END)
    assert (nothing_known.of().paid, nothing_known.monthly) == (None, ())
    assert evaluate(EvaluationCase(project, (), nothing_known, 2020)).evaluation.execution.score is None


def test_an_adjusted_budget_is_what_the_rate_is_reckoned_from(document):
    project = document.projects[BILLBOARD]
    found = execution_of(project, (Paid(5, Decimal(30_000), FundSource.FISCAL),), YEAR_END, Decimal(40_000))
    assert (found.of().initial, found.of().budget) == (Decimal("60000.00"), Decimal(40_000))
    assert evaluate(EvaluationCase(project, (), found, 2020)).evaluation.execution.rate == Decimal("75.00")


def test_payments_that_do_not_say_their_source_leave_the_sources_blank(document):
    project = document.projects[BILLBOARD]
    found = execution_of(project, (Paid(5, Decimal(30_000)),), YEAR_END)
    assert (found.of().paid, found.of(FundSource.FISCAL).paid) == (Decimal(30_000), None)


def test_the_form_carries_the_scores_and_adds_up(document, measures, paid):
    found = evaluate(case_of(document, measures, paid, BILLBOARD))
    form = found.form
    assert (form.project_name, form.unit, form.year) == (
        document.projects[0].name,
        document.projects[0].unit.label,
        2020,
    )
    assert sum(row.points.value for row in form.indicators) + form.fund_total.points.value == 100
    assert form.total_score.value == form.fund_total.score.value + sum(row.score.value for row in form.indicators)
    assert form.indicators[0].level1.endswith("分）")
    assert {row.actual for row in form.indicators if row.level3 == "广告牌质量"} == {"97.22%"}
    assert form.goals[0].actual.startswith("共6项指标")
    assert form.fund_total.executed.text == "6.00"


def test_what_is_open_leaves_the_total_blank(document, paid):
    found = evaluate(case_of(document, (), paid, BILLBOARD))
    assert (found.form.total_score, found.evaluation.grade) == (None, None)
    assert {row.score for row in found.form.indicators} == {None}
    assert {row.actual for row in found.form.indicators} == {None}


def test_what_people_say_stands_on_the_form(document, measures, paid):
    entries = Entries(
        overrides=(Override("indicators[1]", "巡查漏记", "巡查补记.pdf", value=Decimal(100), by="王经办"),),
        reasons=(DeviationReason("indicators[0]", "台风停工", "提前签约"),),
    )
    form = evaluate(case_of(document, measures, paid, BILLBOARD, entries=entries)).form
    assert "〔人工改动〕" in form.indicators[1].actual
    assert "巡查补记.pdf" in form.indicators[1].cause
    assert form.indicators[0].cause == "台风停工\n提前签约"


def test_a_verdict_stands_with_its_words_and_its_band(document, paid):
    first = document.projects[BILLBOARD].indicators[0]
    said = Entries(judgements=(Judgement("indicators[0]", Decimal(85), description="牌面整洁"),))
    worded = replace(first, target=replace(first.target, text="明显改善", operator=None, value=None))
    project = replace(document.projects[BILLBOARD], indicators=(worded, *document.projects[BILLBOARD].indicators[1:]))
    found = evaluate(EvaluationCase(project, (), None, 2020, said))
    assert found.evaluation.indicators[0].state is ScoreState.JUDGED
    assert found.form.indicators[0].actual == "牌面整洁；达成年度指标"


def test_the_unit_weighs_its_projects_by_their_budgets(document, measures, paid):
    found = [evaluate(case_of(document, measures, paid, number)) for number in range(9)]
    whole = unit_score("园区", found)
    assert whole.left_out == ()
    assert min(one.evaluation.total for one in found) <= whole.score <= max(one.evaluation.total for one in found)
    assert whole.whole.paid == sum(one.amount for group in paid.values() for one in group)


def test_the_json_shows_every_step(document, measures, paid):
    found = [evaluate(case_of(document, measures, paid, number)) for number in range(9)]
    data = json.loads(json.dumps(scores_json(2020, YEAR_END, found, (document.unit, unit_score("园区", found)))))
    assert data["schema"] == "zhunsheng/scores@1"
    assert len(data["projects"]) == 9
    first = data["projects"][0]
    got = Decimal(first["execution"]["score"]) + sum(Decimal(one["score"]) for one in first["indicators"])
    assert Decimal(first["score"]) == got
    assert all(one["steps"] and one["state"] == "computed" for one in first["indicators"])
    assert {"project", "name", "score", "grade", "execution", "indicators", "findings"} <= set(first)
    assert {"indicator", "weight", "score", "state", "steps"} <= set(first["indicators"][0])


@pytest.mark.parametrize("suffix", ["docx", "xlsx"])
def test_the_official_form_can_be_read_back(document, measures, paid, suffix, tmp_path):
    found = [evaluate(case_of(document, measures, paid, number)) for number in range(9)]
    path = tmp_path / f"自评表.{suffix}"
    path.write_bytes(write_document(forms_document(found, document.unit, 2020), suffix))
    back = read(path)
    assert len(back.self_evaluations) == 9
    for form, one in zip(back.self_evaluations, found, strict=True):
        assert form.total_score.value == one.evaluation.total
        assert [row.score.value for row in form.indicators] == [score.score for score in one.evaluation.indicators]
