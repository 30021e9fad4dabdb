"""Scores agree to the cent with what was reckoned by hand: every case of ``cases/*.yaml``."""

from __future__ import annotations

from dataclasses import replace

import pytest
from case_files import (
    YEAR_END,
    cases,
    execution,
    expert_marks,
    files,
    indicator,
    judgement,
    measure,
    months,
    number,
    override,
    project_of_levels,
    project_of_rows,
    reason,
    rules,
    scheme_of,
    scheme_of_items,
)

from zhunsheng.law.evaluation import ex_ante_materials
from zhunsheng.model.department_goal import DepartmentGoal
from zhunsheng.model.evaluation import ExpertMark, RatioFigures
from zhunsheng.model.figure import figure
from zhunsheng.model.finding import Severity
from zhunsheng.model.indicator import level1_kind
from zhunsheng.model.monitoring import Checkpoint, Forecast, History, MonitoringEntries
from zhunsheng.model.project import PLAN_MONTHS, Budget, FundPlanPoint, Project
from zhunsheng.model.quantity import quantity
from zhunsheng.model.result_use import AdviceAction, AdviceRule, Exemption, Trigger, YearResult
from zhunsheng.model.score import Direction, Entries, Judgement, Method, Override, Part, Weighting
from zhunsheng.scoring.completion import completion
from zhunsheng.scoring.deadline import deadline
from zhunsheng.scoring.department import DepartmentPoints, evaluate_department
from zhunsheng.scoring.evaluation import evaluate, evaluation_rules
from zhunsheng.scoring.evaluation_adjusted import Adjustment, adjusted
from zhunsheng.scoring.evaluation_scheme import ex_ante_scheme, shared
from zhunsheng.scoring.ex_ante import AssessmentRules, assess, needs_assessment
from zhunsheng.scoring.execution_score import execution_score
from zhunsheng.scoring.indicator_score import Case, indicator_score
from zhunsheng.scoring.light_rules import light_rules
from zhunsheng.scoring.monitoring import monitor
from zhunsheng.scoring.result_use import advise
from zhunsheng.scoring.roll_up import roll_up
from zhunsheng.scoring.rules import scoring_rules
from zhunsheng.scoring.self_evaluation import self_evaluate
from zhunsheng.scoring.weights import fitting_scheme, weights_of


def test_every_case_shows_its_arithmetic_and_no_name_is_used_twice():
    everything = [(name, case) for name, content in files().items() for case in content["cases"]]
    assert len(everything) >= 60
    assert [case["name"] for name, case in everything if not str(case.get("by_hand", "")).strip()] == []
    names = [(name, case["name"]) for name, case in everything]
    assert len(set(names)) == len(names)


def test_every_file_of_cases_is_walked():
    walked = {
        *("execution", "indicator", "weights", "evaluation", "roll-up", "monitored indicator", "monitored money"),
        *("expert evaluation", "ex-ante", "result use", "department", "completion", "day", "ex-ante amount"),
        *("adjusted evaluation", "fitting scheme", "shared points"),
    }
    assert {content["kind"] for content in files().values()} - walked == set()


@pytest.mark.parametrize("case", cases("execution"))
def test_the_execution_rate(case):
    given, expect = case["given"], case["expect"]
    found = execution_score(execution(given), number(given.get("weight", 10)), rules(given))
    assert found.score.rate == number(expect["rate"])
    assert found.score.score == number(expect["score"])
    assert found.needs_reason is expect.get("needs_reason", False)
    said = [remark.message for remark in found.remarks]
    assert any(expect.get("says", "") in message for message in said) or "says" not in expect, said
    assert not (expect.get("silent") and said)


@pytest.mark.parametrize("case", cases("indicator"))
def test_an_indicator(case):
    given, expect = case["given"], case["expect"]
    row = indicator(given)
    found, remarks = indicator_score(
        Case(
            "indicators[0]", row, number(given["weight"]), level1_kind(row.level1), 2020, measure(given),
            judgement(given), override(given), reason(given),
            Direction(given["direction"]) if "direction" in given else None,
            Method(given["method"]) if "method" in given else None, number(given.get("pass_mark")),
        ),
        rules(given),
    )  # fmt: skip
    assert found.score == number(expect["score"])
    for name in ("percent", "computed"):
        assert name not in expect or getattr(found, name) == number(expect[name])
    for name in ("met", "needs_reason", "state", "method"):
        assert name not in expect or getattr(found, name) == expect[name]
    said = [remark.message for remark in remarks]
    assert any(expect.get("says", "") in message for message in said) or "says" not in expect, said
    assert any(expect.get("says_in_steps", "") in step for step in found.steps), found.steps
    assert not (expect.get("silent") and said), said


@pytest.mark.parametrize("case", cases("weights"))
def test_the_points_of_each_row(case):
    given, expect = case["given"], case["expect"]
    project, by_hand = project_of_levels(given["rows"])
    found = weights_of(project, scheme_of(given["scheme"]), by_hand)
    assert list(found.rows) == [number(points) for points in expect["weights"]]
    assert found.total == number(expect["total"])
    assert "levels" not in expect or list(found.levels) == expect["levels"]
    said = {severity: [r.message for r in found.remarks if r.severity is severity] for severity in Severity}
    for name, severity in (("errors", Severity.ERROR), ("warnings", Severity.WARNING), ("information", Severity.INFO)):
        missing = [words for words in expect.get(name, ()) if not any(words in message for message in said[severity])]
        assert missing == [], found.remarks
    assert bool(said[Severity.ERROR]) is bool(expect.get("errors")), said[Severity.ERROR]


@pytest.mark.parametrize("case", cases("evaluation"))
def test_a_whole_evaluation(case):
    given, expect = case["given"], case["expect"]
    entries = Entries()
    if "edge" in given:  # a score by hand, to stand exactly at the edge of a grade
        given = {"scheme": "E", "money": {"budget": 1, "paid": 1}, "rows": [["产出指标=90", "≥1次", 1]]}
        entries = Entries(overrides=(Override("indicators[0]", "试边界", "说明", score=number(case["given"]["edge"])),))
    project, measures, weights = project_of_rows(given["rows"])
    entries = Entries(overrides=entries.overrides, weights=weights)
    found = self_evaluate(project, measures, execution(given["money"]), scheme_of(given.get("scheme", "A")), entries)
    assert (found.points, found.open_points) == (number(expect["points"]), number(expect["open"]))
    assert (found.total, found.grade) == (number(expect["total"]), expect["grade"])


@pytest.mark.parametrize("case", cases("roll-up"))
def test_a_roll_up(case):
    given, expect = case["given"], case["expect"]
    weighting = Weighting(given["weighting"])
    if "units" in given:
        units = [roll_up(name, _parts(rows, weighting), weighting) for name, rows in given["units"].items()]
        found = roll_up("部门", [unit.whole for unit in units], weighting, scoring_rules(YEAR_END))
    else:
        found = roll_up("单位", _parts(given["parts"], weighting), weighting, scoring_rules(YEAR_END))
    for name in ("score", "rate", "covered"):
        assert getattr(found, name) == number(expect[name]), name
    assert found.grade == expect["grade"]
    assert [part.name for part in found.left_out] == expect["left_out"]


def _parts(rows: list, weighting: Weighting) -> list[Part]:
    found = []
    for name, score, budget, paid in rows:
        weight = number(1 if weighting is Weighting.EVEN else budget)
        total, weighted = number(score), number(0)
        if total is not None and weight is not None:
            weighted = total * weight
        found.append(Part(name, total, weight, weighted, number(budget), number(paid)))
    return found


@pytest.mark.parametrize("case", cases("monitored indicator"))
def test_an_indicator_at_a_checkpoint(case):
    given, expect = case["given"], case["expect"]
    checkpoint = Checkpoint(2020, given["month"])
    project = Project(code="1", indicators=(indicator(given),))
    found = measure(given, "indicators[0]")
    window = tuple(given["window"]) if "window" in given else None
    measured = (
        [replace(found, as_of=checkpoint.as_of, formula=given.get("formula", ""), window=window)] if found else []
    )
    history = History(months(given, "months", "rates"), months(given, "last_year"), given.get("accumulates"))
    result = monitor(project, measured, None, checkpoint, MonitoringEntries(histories={"indicators[0]": history}))
    one = result.indicators[0]
    assert one.light == expect["light"], one.why
    assert expect.get("why", "") in one.why
    assert "outlook" not in expect or one.outlook == expect["outlook"], one.forecast
    for name in ("percent", "expected"):
        assert name not in expect or getattr(one, name) == number(expect[name]), name
    assert "forecast" not in expect or _ends(one.forecast) == _numbers(expect["forecast"]), one.forecast


@pytest.mark.parametrize("case", cases("monitored money"))
def test_money_at_a_checkpoint(case):
    given, expect = case["given"], case["expect"]
    checkpoint = Checkpoint(2020, given["month"])
    points = zip(PLAN_MONTHS, given["plan"], strict=True)
    plan = tuple(FundPlanPoint(month, figure(str(share)) if share is not None else None) for month, share in points)
    target = "≥100百分比" if given.get("goal_is_rate") else "≥100次"
    goal = {"target": target, "value": given["goal"]} if "goal" in given else {"target": target}
    project = Project(
        code="1", budget=Budget(figure(given.get("table_budget"))), fund_plan=plan, indicators=(indicator(goal),)
    )
    found = measure(goal, "indicators[0]")
    measured = [replace(found, as_of=checkpoint.as_of)] if found else []
    paid = replace(execution(given), as_of=checkpoint.as_of, monthly=months(given, "months"))
    rules_of = light_rules(checkpoint.as_of, given.get("region", "通用"))
    result = monitor(project, measured, paid, checkpoint, rules=rules_of)
    assert result.funds.light == expect["light"], result.funds.why
    assert (result.funds.rate, result.funds.planned) == (number(expect["rate"]), number(expect["planned"]))
    assert expect.get("why", "") in result.funds.why
    assert "forecast" not in expect or _ends(result.funds.forecast) == _numbers(expect["forecast"])
    assert "goals" not in expect or result.goals == number(expect["goals"])
    said = expect.get("warnings", [])
    assert len(result.warnings) == len(said)
    assert all(words in warning for words, warning in zip(said, result.warnings, strict=True))


def _ends(forecast: Forecast | None) -> list | None:
    return [forecast.value, forecast.low, forecast.high] if forecast else None


def _numbers(said: list | None) -> list | None:
    return None if said is None else [number(one) for one in said]


@pytest.mark.parametrize("case", cases("expert evaluation"))
def test_experts_marks_together(case):
    given, expect = case["given"], case["expect"]
    figures = {key: RatioFigures(*map(number, pair)) for key, pair in given.get("ratios", {}).items()}
    scheme = scheme_of_items(given["items"])
    trimmed = evaluation_rules(YEAR_END, trimmed=given.get("trimmed", False))
    found = evaluate(scheme, expert_marks(scheme, given["marks"]), figures, trimmed, YEAR_END)
    assert [one.score for one in found.items] == _numbers(expect["scores"])
    for name, field in (
        ("spreads", "spread"),
        ("deviations", "deviation"),
        ("ratios", "ratio"),
        ("proposed", "proposed"),
    ):
        assert name not in expect or [getattr(one, field) for one in found.items] == _numbers(expect[name]), name
    assert "outliers" not in expect or [list(one.outliers) for one in found.items] == expect["outliers"]
    assert (found.total, found.grade) == (number(expect["total"]), expect["grade"])
    assert found.open_points == number(expect.get("open", 0))
    said = [remark.message for remark in found.remarks]
    assert "says" not in expect or any(expect["says"] in message for message in said), said
    assert "silent_about" not in expect or not any(expect["silent_about"] in message for message in said), said


@pytest.mark.parametrize("case", cases("ex-ante"))
def test_an_assessment_beforehand(case):
    given, expect = case["given"], case["expect"]
    scheme = scheme_of_items(given["items"]) if "items" in given else ex_ante_scheme(given.get("scheme", "项目"))
    of_region = (
        AssessmentRules(*(number(given["rules"][name]) for name in AssessmentRules.__slots__))
        if "rules" in given
        else None
    )
    scores = {item.key: given["each"] for item in scheme.items} | given.get("change", {})
    marks = [ExpertMark(expert, key, number(score)) for key, score in scores.items() for expert in ("张三", "李四")]
    found = assess(scheme, marks, ex_ante_materials().keys() - set(given.get("lacking", ())), of_region, YEAR_END)
    assert (found.evaluation.total, found.conclusion) == (number(expect["total"]), expect["conclusion"]), found.why
    assert "points" not in expect or found.evaluation.points == number(expect["points"])
    assert "missing" not in expect or list(found.missing) == expect["missing"]
    assert "unjudged" not in expect or len(found.unjudged) == expect["unjudged"]
    assert expect.get("why", "") in found.why
    assert all(found.dimensions.get(name) == number(share) for name, share in expect.get("dimensions", {}).items())


@pytest.mark.parametrize("case", cases("result use"))
def test_advice_from_results(case):
    given, expect = case["given"], case["expect"]
    rows = [
        AdviceRule(
            row.get("year", 2020), Trigger(row["trigger"]), AdviceAction(row["action"]), row["basis"], row.get("grade"),
            number(row.get("below")), number(row.get("least")), number(row.get("most")),
        )
        for row in given["rules"]
    ]  # fmt: skip
    row = given["result"]
    result = YearResult(
        "1", "绿化养护", "804002", row.get("year", 2020), row["grade"], number(row.get("rate")), number(row.get("requested")),
        number(row.get("unspent")), row.get("late", False), row.get("unpublished", False),
    )  # fmt: skip
    exempt = [Exemption("1", given["exempt"])] if "exempt" in given else []
    found = advise(2020, [result], rows, exempt)
    advice = [one for project in found.projects for one in project.advice]
    assert len(advice) == expect["advice"]
    assert (found.least, found.most) == (number(expect["least"]), number(expect["most"]))
    assert "words" not in expect or any(expect["words"] in one.words for one in advice), advice
    assert "exempt" not in expect or found.projects[0].exemption.reason == expect["exempt"]
    said = [remark.message for remark in found.remarks]
    assert "says" not in expect or any(expect["says"] in message for message in said), said


@pytest.mark.parametrize("case", cases("department"))
def test_a_department_as_a_whole(case):
    given, expect = case["given"], case["expect"]
    goals, measures = [], []
    for name, target, value, *weight in given["goals"]:
        goals.append(DepartmentGoal(name, "overall_goals[0]", quantity(target), number(weight[0]) if weight else None))
        said = {"target": target} | ({} if value == "none" else {"value": value})
        found = measure(said, name)
        measures += [replace(found, project=None)] if found else []
    score = number(given["projects"])
    projects = roll_up("部门", [Part("绿化养护", score, number(1), score or number(0))], rules=scoring_rules(YEAR_END))
    split = DepartmentPoints(*map(number, given["split"])) if "split" in given else None
    judged = tuple(Judgement(name, number(share), None, "说明") for name, share in given.get("judgements", {}).items())
    money = execution(given.get("money"))
    result = evaluate_department(goals, measures, projects, money, Entries(judged), points=split)
    assert result.execution.score == number(expect["execution"])
    assert [one.score for one in result.goals] == _numbers(expect["goals"])
    assert result.project_points == number(expect["projects"])
    assert (result.total, result.grade) == (number(expect["total"]), expect["grade"])
    for name, field in (("points", "points"), ("open", "open_points")):
        assert name not in expect or getattr(result, field) == number(expect[name])
    messages = [remark.message for remark in result.remarks]
    assert "says" not in expect or any(expect["says"] in message for message in messages), messages


@pytest.mark.parametrize("case", cases("completion"))
def test_how_far_a_value_fulfils_its_target(case):
    given, expect = case["given"], case["expect"]
    value = given["day"] if "day" in given else given["reached"] if "reached" in given else number(given.get("value"))
    direction = Direction(given["direction"]) if "direction" in given else None
    found = completion(
        value, quantity(given.get("target")), unit=given.get("unit"), direction=direction, asked=given.get("asked"),
        answered=number(given.get("answered")), year=2020,
    )  # fmt: skip
    assert (found.met, found.percent) == (expect["met"], number(expect["percent"])), found.note
    assert expect.get("says", "") in found.note


@pytest.mark.parametrize("case", cases("day"))
def test_the_last_day_that_keeps_to_a_deadline(case):
    given = case["given"]
    assert deadline(given["words"], given.get("year", 2020)) == case["expect"]["day"]


@pytest.mark.parametrize("case", cases("ex-ante amount"))
def test_which_projects_are_assessed_beforehand(case):
    given, expect = case["given"], case["expect"]
    project = Project(code="1", budget=Budget(figure(given.get("budget"))))
    needed, why = needs_assessment(project, given["new"], YEAR_END, number(given.get("minimum")))
    assert needed is expect["needed"], why
    assert expect.get("why", "") in why


@pytest.mark.parametrize("case", cases("adjusted evaluation"))
def test_an_evaluation_after_objections(case):
    given, expect = case["given"], case["expect"]
    scheme = scheme_of_items(given["items"])
    before = evaluate(scheme, expert_marks(scheme, given["marks"]), on=YEAR_END)
    changes = {name: Adjustment(number(score), "意见有理") for name, score in given["changes"].items()}
    found = adjusted(scheme, before, changes, YEAR_END)
    assert [one.score for one in found.items] == _numbers(expect["scores"])
    assert (found.total, found.grade) == (number(expect["total"]), expect["grade"])
    assert all(found.levels[name] == number(points) for name, points in expect.get("levels", {}).items())
    assert expect.get("says", "") in found.steps[-1]
    assert (found == before) is expect.get("unchanged", False)
    assert [one.marks for one in found.items] == [one.marks for one in before.items]


@pytest.mark.parametrize("case", cases("fitting scheme"))
def test_the_scheme_that_fits_a_table(case):
    project, _ = project_of_levels(case["given"]["rows"])
    assert fitting_scheme(project).key == case["expect"]["scheme"]


@pytest.mark.parametrize("case", cases("shared points"))
def test_points_shared_in_halves(case):
    given = case["given"]
    assert list(shared(number(given["points"]), given["count"])) == _numbers(case["expect"]["points"])
