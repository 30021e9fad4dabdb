"""Careful tables are left in peace: no rule warns on them, alone or together in one document, and every hint is known."""

import pytest
from good_work import UNIT, WORK

from zhunsheng.model.department import DepartmentPlan
from zhunsheng.model.finding import Severity
from zhunsheng.rules.engine import run
from zhunsheng.rules.examples import document

HINTS = [
    ("农村公路日常养护", "ZSG13", "indicators[1].basis"),
    ("政务服务平台运维", "ZSC05", "indicators[4].target"),
    ("图书馆免费开放", "ZSB03", "goal"),
    ("图书馆免费开放", "ZSG13", "indicators[0].basis"),
    ("防汛物资储备", "ZSB03", "goal"),
    ("防汛物资储备", "ZSB03", "goal"),
]
"""What a reviewer may say in passing: a standard named without 《》, a growth of 120%, books and life vests that no row counts."""


def remarks(*projects):
    found = run(document(*projects, plan=DepartmentPlan(UNIT), year=2026)).findings
    assert [finding.message for finding in found if finding.severity is not Severity.INFO] == []
    return [(finding.project_name, finding.rule, finding.address) for finding in found]


@pytest.mark.parametrize("project", WORK, ids=lambda project: project.name)
def test_a_careful_table_bears_only_known_hints(project):
    assert remarks(project) == [hint for hint in HINTS if hint[0] == project.name]


def test_all_of_them_together_bear_only_known_hints():
    assert remarks(*WORK) == HINTS
