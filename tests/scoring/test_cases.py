"""Scores agree to the cent with what was reckoned by hand: every case of ``cases/*.yaml``."""

from __future__ import annotations

import pytest
from case_files import (
    YEAR_END,
    cases,
    execution,
    files,
    indicator,
    judgement,
    measure,
    number,
    override,
    project_of_levels,
    project_of_rows,
    rules,
    scheme_of,
)

from zhunsheng.model.finding import Severity
from zhunsheng.model.indicator import level1_kind
from zhunsheng.model.score import Direction, Entries, Method, Override, Part, Weighting
from zhunsheng.scoring.execution_score import execution_score
from zhunsheng.scoring.indicator_score import Case, indicator_score
from zhunsheng.scoring.roll_up import roll_up
from zhunsheng.scoring.rules import scoring_rules
from zhunsheng.scoring.self_evaluation import self_evaluate
from zhunsheng.scoring.weights import weights_of


def test_every_case_shows_its_arithmetic_and_no_name_is_used_twice():
    everything = [(name, case) for name, content in files().items() for case in content["cases"]]
    assert len(everything) >= 60
    assert [case["name"] for name, case in everything if not str(case.get("by_hand", "")).strip()] == []
    names = [(name, case["name"]) for name, case in everything]
    assert len(set(names)) == len(names)


def test_every_file_of_cases_is_walked():
    walked = {"execution", "indicator", "weights", "evaluation", "roll-up"}
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
            judgement(given), override(given), None,
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
    found = self_evaluate(project, measures, execution(given["money"]), given.get("scheme", "A"), entries)
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
