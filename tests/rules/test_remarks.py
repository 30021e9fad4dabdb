"""What every remark of every rule promises: words that stand in the cell, a short sentence, a harmless mend that helps."""

import re

import pytest

from zhunsheng.model.address import DEPARTMENT_CELLS, get_cell, put_cell, put_department_cell
from zhunsheng.model.document import Document
from zhunsheng.model.spelling import half_width
from zhunsheng.rules.engine import run
from zhunsheng.rules.examples import document
from zhunsheng.rules.registry import rules

NUMERALS = re.compile(r"[0-9零〇一二两三四五六七八九十百千万亿]")
GROUPS_OF_CELLS = ("heading", "budget", "fund_plan", "indicators")
"""Addresses of more than one printed cell, or of a title that the form itself prints."""
LONGEST = 80
"""Characters of a message that can be read aloud in one breath."""


def cases():
    for rule in rules():
        for example in rule.bad:
            noun = example.noun if isinstance(example.noun, Document) else document(example.noun)
            for finding in run(noun, [rule]).findings:
                yield pytest.param(noun, rule, finding, id=f"{rule.code}-{example.note}-{finding.address}")


CASES = tuple(cases())
MENDS = tuple(case for case in CASES if case.values[2].fix is not None)


def cell(noun, finding, address):
    part = noun.department if finding.project_no is None else noun.projects[finding.project_no]
    try:
        return get_cell(part, address)
    except KeyError:
        return None


@pytest.mark.parametrize(("noun", "rule", "finding"), CASES)
def test_a_remark_quotes_the_cell_and_says_what_to_write(noun, rule, finding):
    text = cell(noun, finding, finding.address)
    assert finding.quote in (text or "")
    assert 0 < len(finding.message) <= LONGEST
    assert finding.message.endswith(("。", "？"))
    assert finding.suggestion
    assert not re.search("[！!]|ZS[A-Z]", finding.message + finding.suggestion)


@pytest.mark.parametrize(("noun", "rule", "finding"), CASES)
def test_the_other_side_of_a_comparison_quotes_its_own_cell(noun, rule, finding):
    for related in finding.related:
        if related.address in GROUPS_OF_CELLS:
            continue
        part = next((project for project in noun.projects if project.code == related.project), None)
        in_department = related.address in DEPARTMENT_CELLS or part is None
        assert related.quote in (get_cell(noun.department if in_department else part, related.address) or "")


@pytest.mark.parametrize(("noun", "rule", "finding"), MENDS)
def test_a_mend_keeps_every_number_and_silences_its_remark(noun, rule, finding):
    fix = finding.fix
    before = cell(noun, finding, fix.address)
    assert NUMERALS.findall(half_width(before)) == NUMERALS.findall(half_width(fix.text))
    assert fix.label
    if finding.project_no is None:
        mended = document(*noun.projects, plan=put_department_cell(noun.department, fix.address, fix.text))
    else:
        projects = list(noun.projects)
        projects[finding.project_no] = put_cell(projects[finding.project_no], fix.address, fix.text)
        mended = document(*projects, plan=noun.department)
    again = {(f.project_no, f.address, f.quote) for f in run(mended, [rule]).findings}
    assert (finding.project_no, fix.address, finding.quote) not in again
