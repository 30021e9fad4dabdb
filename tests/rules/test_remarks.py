"""What a remark promises beside its own cell: something to write, and the words of the other side of a comparison."""

import re

import pytest

from zhunsheng.model.address import DEPARTMENT_CELLS, cell_of, get_cell
from zhunsheng.model.document import Document
from zhunsheng.model.form_address import form_address
from zhunsheng.rules.engine import run_example
from zhunsheng.rules.examples import document
from zhunsheng.rules.registry import rules

GROUPS_OF_CELLS = ("heading", "budget", "fund_plan", "indicators")
"""Addresses of more than one printed cell, or of a title that the form itself prints."""


def cases():
    for rule in rules():
        for example in rule.bad:
            noun = example.noun if isinstance(example.noun, Document) else document(example.noun)
            for finding in run_example(rule, example).findings:
                yield pytest.param(noun, finding, id=f"{rule.code}-{example.note}-{finding.address}")


CASES = tuple(cases())


@pytest.mark.parametrize(("noun", "finding"), CASES)
def test_a_remark_says_what_to_write_in_words_that_need_no_manual(noun, finding):
    assert finding.suggestion
    assert not re.search("ZS[A-Z]", finding.message + finding.suggestion)


@pytest.mark.parametrize(("noun", "finding"), CASES)
def test_the_other_side_of_a_comparison_quotes_its_own_cell(noun, finding):
    for related in finding.related:
        if related.address in GROUPS_OF_CELLS:
            continue
        if form_address(related.address) is not None:
            assert related.quote in (cell_of(noun, None, related.address) or "")
            continue
        part = next((project for project in noun.projects if project.code == related.project), None)
        in_department = related.address in DEPARTMENT_CELLS or part is None
        assert related.quote in (get_cell(noun.department if in_department else part, related.address) or "")
