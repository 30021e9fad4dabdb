"""Each rule finds the mistakes that clerks make, at the right cell, and a planted mistake disturbs no other rule."""

from collections import Counter

import pytest
from planted import KNOWN_MISSES, faults
from planted.fault import review
from planted.plans import PLANS

from zhunsheng.model.finding import Severity
from zhunsheng.rules.engine import run
from zhunsheng.rules.examples import document
from zhunsheng.rules.registry import rules_by_code

FAULTS = faults()
PLANTED = [pytest.param(fault, id=fault.name) for fault in FAULTS]
LEAST = 5
"""Faults a rule must be tried on."""


@pytest.mark.parametrize("fault", PLANTED)
def test_the_rule_finds_the_planted_mistake_at_its_cell_and_nothing_else_is_reported(fault):
    outcome = review(fault)
    assert bool(outcome.missed) == (fault.name in KNOWN_MISSES), outcome.missed
    assert [(one.rule, one.project_no, one.address, one.message) for one in outcome.elsewhere] == []
    assert outcome.also_silent == ()


def test_the_known_misses_are_faults_of_these_lists():
    assert set(KNOWN_MISSES) <= {fault.name for fault in FAULTS}


def test_no_two_faults_bear_one_name():
    assert [name for name, count in Counter(fault.name for fault in FAULTS).items() if count > 1] == []


def test_every_rule_on_target_tables_is_tried_on_at_least_five_mistakes():
    tried = Counter(fault.rule for fault in FAULTS)
    of_tables = {code for code, rule in rules_by_code().items() if rule.stage == "target"}
    assert {code: tried[code] for code in of_tables if tried[code] < LEAST} == {}


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.unit.name)
def test_the_department_parts_that_faults_are_planted_into_are_good(plan):
    found = run(document(plan=plan, year=2026)).findings
    assert [
        (one.rule, one.message) for one in found if one.project_no is None and one.severity is not Severity.INFO
    ] == []
