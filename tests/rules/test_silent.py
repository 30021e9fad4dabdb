"""Good work is left in peace: on tables as an excellent clerk writes them, no rule raises an error or a warning."""

import pytest
from good_tables import PARK, PARK_PLAN, TABLES

from zhunsheng.model.department import DepartmentPlan
from zhunsheng.model.finding import Severity
from zhunsheng.rules.engine import run
from zhunsheng.rules.examples import document

HINTS = (("卫东灌区支渠疏浚", "ZSB03", "goal"), ("背街小巷清扫保洁", "ZSB04", "indicators[6].level3"))
"""Hints (info) that good tables may carry, as (project name, rule, address)."""


def remarks(*projects, plan):
    found = run(document(*projects, plan=plan, year=2026)).findings
    return [(f.project_name, f.rule, f.address, f.severity, f.message) for f in found]


@pytest.mark.parametrize("project", TABLES, ids=lambda project: project.name)
def test_no_rule_warns_on_a_good_table(project):
    found = remarks(project, plan=DepartmentPlan(unit=project.unit))
    assert [remark for remark in found if remark[3] is not Severity.INFO] == []
    assert [remark for remark in found if remark[:3] not in HINTS] == []


def test_no_rule_warns_on_a_good_department_part():
    assert remarks(PARK, plan=PARK_PLAN) == []


def test_many_good_tables_in_one_document_disturb_no_rule_that_compares_them():
    assert [remark[:3] for remark in remarks(*TABLES, plan=PARK_PLAN)] == list(HINTS)


def test_the_good_tables_are_full_tables():
    for project in TABLES:
        assert 6 <= len(project.indicators) <= 10
        assert all(row.level3 and row.description and row.target and row.basis for row in project.indicators)
