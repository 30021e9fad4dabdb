"""One tree, two executions: whatever the formula and the records, memory and databases give the same answer."""

from __future__ import annotations

import os

import pytest
from generated_formulas import formulas, some_records, whens
from hypothesis import HealthCheck, given, note, settings
from stage import KINDS, Database, postgresql, sqlite

from zhunsheng.formula import Formula, OutcomeStatus, When, check, evaluate, problems, trace
from zhunsheng.formula.entered import NOTHING
from zhunsheng.model.record import Record

GROUPS = (1, 2, 3)
EXAMPLES = int(os.environ.get("FORMULA_EXAMPLES", "200"))
"""How many formulas are tried on each database; set the variable for a longer search."""
SLOW = settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])


@pytest.fixture(scope="module")
def in_sqlite():
    with sqlite() as database:
        yield database


@pytest.fixture(scope="module")
def in_postgresql():
    with postgresql() as database:
        if database is None:
            pytest.skip("没有 DATABASE_URL：公式在 PostgreSQL 上的测试没有做（见 tests/postgres.py）")
        yield database


def checked(text: str) -> Formula:
    """The formula; only numbers beyond what can be exact may be refused."""
    found = problems(text, KINDS)
    assert all("太大" in problem.message for problem in found), [problem.caret(text) for problem in found]
    return check("计数(报修)" if found else text, KINDS)


def agree(database: Database, formula: Formula, records: list[Record], when: When) -> None:
    """Memory and the database give every group the same outcome and the same fate to every record."""
    database.fill(records)
    found = database.outcomes(formula, when, GROUPS, seen=True)
    wide = database.outcomes(formula, when, GROUPS, seen=True, wide=True)
    digests = database.digests(formula, when)
    for group in GROUPS:
        own = [record for record in records if record.project == str(group)]
        outcome = evaluate(formula, own, when)
        note(f"{group}: {outcome}")
        assert found[group] == outcome
        assert wide[group] == outcome
        if outcome.status is not OutcomeStatus.ERROR:
            told = trace(formula, own, when)
            assert told.outcome == outcome
            assert database.uses(formula, when, group) == told.uses
            assert len(told.used) == outcome.records
            assert digests.get(group, NOTHING) == told.digest


@SLOW
@given(formula=formulas(), records=some_records, when=whens())
def test_sqlite_answers_as_memory_does(in_sqlite, formula, records, when):
    agree(in_sqlite, checked(formula[0]), records, when)


@SLOW
@given(formula=formulas(), records=some_records, when=whens())
def test_postgresql_answers_as_memory_does(in_postgresql, formula, records, when):
    agree(in_postgresql, checked(formula[0]), records, when)


def test_the_generator_makes_formulas_that_are_nearly_all_right():
    refused = []

    @settings(max_examples=200, database=None, suppress_health_check=list(HealthCheck))
    @given(formulas())
    def look(formula):
        refused.extend((problem.message, formula[0]) for problem in problems(formula[0], KINDS))

    look()
    assert [one for one in refused if "太大" not in one[0]] == []
    assert len(refused) < 20
