"""Good tables that no rule was made on: few errors and warnings, each of them known and named here."""

from collections import Counter

import pytest
from held_out_clerks import CLERKS
from held_out_more import SECOND, THIRD
from held_out_offices import OFFICES
from held_out_seventh import SEVENTH
from held_out_tables import HELD_OUT
from held_out_towns import TOWNS, ZONE, ZONE_PLAN
from planted import WRITTEN
from written_sets import written

from zhunsheng.model.department import DepartmentPlan
from zhunsheng.model.finding import Severity
from zhunsheng.rules.engine import run
from zhunsheng.rules.examples import document

TABLES = (*HELD_OUT, *SECOND, *THIRD, *CLERKS, *TOWNS, *OFFICES, *SEVENTH)
WRITTEN_TABLES = [pytest.param(table, id=table.project.name) for name in WRITTEN for table in written(name)]
MOST = 0.05
"""Errors and warnings that a good table may bear on average."""
FALSE_ALARMS: dict[tuple[str, str], int] = {}
"""By project and rule: none is known. What the first run of each set reported stands in ``bench/review_quality.py``."""


def alarms(*projects):
    found = run(document(*projects, plan=DepartmentPlan(projects[0].unit), year=2026)).findings
    return Counter((one.project_name, one.rule) for one in found if one.severity is not Severity.INFO)


def test_held_out_tables_one_by_one_bear_only_the_known_false_alarms():
    assert sum((alarms(table) for table in TABLES), Counter()) == FALSE_ALARMS


@pytest.mark.parametrize("table", WRITTEN_TABLES)
def test_a_table_of_the_written_sets_bears_no_error_and_no_warning(table):
    found = run(document(table.project, plan=DepartmentPlan(table.project.unit), year=table.year)).findings
    assert [(one.rule, one.message) for one in found if one.severity is not Severity.INFO] == []


def test_held_out_tables_together_bear_only_the_known_false_alarms():
    assert alarms(*TABLES) == FALSE_ALARMS


def test_a_whole_good_document_with_its_department_part_bears_none():
    found = run(document(*ZONE, plan=ZONE_PLAN, year=2026)).findings
    assert [(one.rule, one.message) for one in found if one.severity is not Severity.INFO] == []


def test_false_alarms_are_rare():
    assert sum(FALSE_ALARMS.values()) <= MOST * len(TABLES)


def test_the_held_out_tables_vary_in_length_and_layout():
    lengths = {len(table.indicators) for table in TABLES}
    assert min(lengths) == 4
    assert max(lengths) == 12
    assert any(row.level1 == "成本指标" for table in TABLES for row in table.indicators)
