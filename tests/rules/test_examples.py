"""Every rule speaks on its bad examples, at the named cells and nowhere else, and stays silent on its good ones."""

import pytest

from zhunsheng.rules.engine import run, run_example
from zhunsheng.rules.examples import document
from zhunsheng.rules.registry import rules
from zhunsheng.rules.rule import Example, Rule

BAD = [pytest.param(rule, example, id=f"{rule.code}-{example.note}") for rule in rules() for example in rule.bad]
GOOD = [pytest.param(rule, example, id=f"{rule.code}-{example.note}") for rule in rules() for example in rule.good]


def findings(rule: Rule, example: Example):
    return run_example(rule, example).findings


@pytest.mark.parametrize(("rule", "example"), BAD)
def test_a_rule_finds_what_its_bad_example_holds(rule, example):
    found = sorted((finding.address, finding.quote) for finding in findings(rule, example))
    assert found == sorted(example.found)


@pytest.mark.parametrize(("rule", "example"), GOOD)
def test_a_rule_is_silent_on_its_good_example(rule, example):
    assert findings(rule, example) == ()


def test_the_good_project_passes_every_rule():
    assert [(f.rule, f.address, f.message) for f in run(document()).findings] == []


def test_every_parameter_has_a_name_that_people_read():
    for rule in rules():
        assert rule.parameter_names.keys() == rule.parameters.keys(), rule.code
        assert all(not name.isascii() for name in rule.parameter_names.values()), rule.code
