"""Scores agree to the cent with what was reckoned by hand: every case of ``cases/*.yaml``."""

from __future__ import annotations

import pytest
from case_files import cases, execution, files, indicator, judgement, measure, number, override, rules

from zhunsheng.model.indicator import level1_kind
from zhunsheng.model.score import Direction, Method
from zhunsheng.scoring.execution_score import execution_score
from zhunsheng.scoring.indicator_score import Case, indicator_score


def test_every_case_shows_its_arithmetic_and_no_name_is_used_twice():
    everything = [(name, case) for name, content in files().items() for case in content["cases"]]
    assert len(everything) >= 60
    assert [case["name"] for name, case in everything if not str(case.get("by_hand", "")).strip()] == []
    names = [(name, case["name"]) for name, case in everything]
    assert len(set(names)) == len(names)


def test_every_file_of_cases_is_walked():
    walked = {"execution", "indicator"}
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
