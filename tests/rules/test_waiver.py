"""Waivers of one cell, and severities that an installation changes."""

from datetime import date

from zhunsheng.model.finding import Severity
from zhunsheng.rules.engine import run
from zhunsheng.rules.examples import document, good
from zhunsheng.rules.waiver import Waiver

SPOILED = document(good({"indicators[0].target": "", "indicators[1].target": ""}), year=2026)
CODE = SPOILED.projects[0].code


def blank_targets(**settings):
    review = run(SPOILED, on=date(2026, 6, 1), **settings)
    return [finding.address for finding in review.findings if finding.rule == "ZSA15"]


def test_a_waiver_of_one_cell_leaves_the_others():
    waiver = Waiver("ZSA15", CODE, "另文说明", date(2026, 12, 31), address="indicators[0].target")
    assert blank_targets(waivers=[waiver]) == ["indicators[1].target"]
    assert len(blank_targets(waivers=[Waiver("ZSA15", CODE, "另文说明", date(2026, 12, 31))])) == 0
    assert len(blank_targets(waivers=[Waiver("ZSA15", CODE, "另文说明", date(2026, 5, 31))])) == 2


def test_a_changed_severity_is_the_findings():
    review = run(SPOILED, severities={"ZSA15": Severity.INFO})
    assert {finding.severity for finding in review.findings if finding.rule == "ZSA15"} == {Severity.INFO}
