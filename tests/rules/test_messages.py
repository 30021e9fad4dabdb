"""Every message can be read aloud in one breath: at most eighty characters, no traces of the program, an advice to go with it."""

import re

import pytest
from good_tables import TABLES
from held_out_clerks import CLERKS
from held_out_towns import TOWNS
from planted import faults

from zhunsheng.model.department import DepartmentPlan
from zhunsheng.rules.engine import run, run_example
from zhunsheng.rules.examples import document
from zhunsheng.rules.registry import rules
from zhunsheng.usecases.read_document import read_file

LONGEST = 80
"""Characters of a message before its details (the advice, the other places, the legal basis)."""
_TRACES = re.compile(r"indicators|Decimal|None|\bTrue\b|\bFalse\b|\{|\}|[a-z]+_[a-z]+|0E|\.0+(?=[万元%])|！")


def all_findings(seed):
    for rule in rules():
        for example in rule.bad:
            yield from run_example(rule, example).findings
    for fault in faults():
        yield from run(fault.document, outside=fault.outside).findings
    for table in (*TABLES, *CLERKS, *TOWNS):
        yield from run(document(table, plan=DepartmentPlan(table.unit), year=2026)).findings
    yield from run(read_file(seed)).findings


@pytest.fixture(scope="module")
def findings(seed):
    return list(dict.fromkeys(all_findings(seed)))


def test_no_message_is_longer_than_a_breath(findings):
    assert len(findings) > 1500
    assert [(one.rule, len(one.message), one.message) for one in findings if len(one.message) > LONGEST] == []


def test_no_message_bears_traces_of_the_program(findings):
    quoted = re.compile(r"“[^”]*”|《[^》]*》|[≥≤=]?[\d.]+[^，。]{0,8}")
    told = [(one.rule, one.message) for one in findings if _TRACES.search(quoted.sub("", one.message))]
    assert told == []


def test_every_message_is_a_sentence_and_says_what_to_do(findings):
    assert [one.message for one in findings if not one.message.endswith(("。", "？"))] == []
    assert [one.rule for one in findings if not (one.suggestion or "").strip()] == []


def test_no_advice_runs_on(findings):
    assert {one.rule: len(one.suggestion or "") for one in findings if len(one.suggestion or "") > LONGEST} == {}
