"""Careful tables are left in peace: no rule, of any severity, speaks on them — alone or together in one document."""

import pytest
from good_work import UNIT, WORK

from zhunsheng.model.department import DepartmentPlan
from zhunsheng.rules.engine import run
from zhunsheng.rules.examples import document


def remarks(*projects):
    found = run(document(*projects, plan=DepartmentPlan(UNIT), year=2026)).findings
    return [(finding.project_name, finding.rule, finding.address, finding.message) for finding in found]


@pytest.mark.parametrize("project", WORK, ids=lambda project: project.name)
def test_no_rule_speaks_on_a_careful_table(project):
    assert remarks(project) == []


def test_no_rule_speaks_on_all_of_them_together():
    assert remarks(*WORK) == []
