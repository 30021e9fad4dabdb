"""The example park's year: the same in every run, and without a fault that its own ledgers would refuse."""

import re
from collections import Counter

from zhunsheng.bundled import example_bytes, park
from zhunsheng.bundled.park.book import SEED, Book
from zhunsheng.formula.checker import check
from zhunsheng.ledger.check import compile_check
from zhunsheng.ledger.registry import kinds
from zhunsheng.usecases.measure import record_kinds
from zhunsheng.usecases.read_document import read_bytes


def test_the_year_has_thousands_of_records_of_most_kinds():
    counted = Counter(one.kind for one in park.records())
    assert sum(counted.values()) > 5000
    assert len(counted) >= 30


def test_every_run_writes_the_same_year():
    first = park.records()
    park.records.cache_clear()
    assert park.records() == first
    assert SEED == 804002
    assert Book().chance.random() == Book().chance.random()


def test_every_record_keeps_the_rules_of_its_ledger():
    ready = {name: [compile_check(one, kind.record) for one in kind.checks] for name, kind in kinds().items()}
    for one in park.records():
        for column in kinds()[one.kind].columns:
            value = one.values[column.name]
            assert not (column.required and value is None), (one.kind, column.name)
            assert not column.choices or value is None or value in column.choices, (one.kind, column.name, value)
        assert [check.check.sentence for check in ready[one.kind] if not check.holds(one.values)] == []


def test_nothing_is_written_before_it_happened_and_corrections_follow_what_they_correct():
    by_id = {one.id: one for one in park.records()}
    assert len(by_id) == len(park.records())
    for one in park.records():
        if one.supersedes:
            assert by_id[one.supersedes].superseded_at == one.recorded_at > by_id[one.supersedes].recorded_at
            assert one.reason


def test_every_indicator_of_the_document_is_bound_once_by_a_formula_that_reads_well():
    document = read_bytes(example_bytes())
    wanted = Counter((project.code, row.level3) for project in document.projects for row in project.indicators)
    bound = Counter((one.project, one.indicator) for one in park.bindings() if one.project)
    assert bound == wanted
    for one in park.bindings():
        assert check(one.formula, record_kinds()).text == one.formula


def test_every_goal_of_the_department_is_quoted_in_the_words_of_the_document():
    plan = read_bytes(example_bytes()).department
    text = "".join(f"{plan.overall_goal}{plan.sub_goal}".split())
    quotes = {one.binding.indicator: re.findall("“(.+?)”", one.goal) for one in park.binding_rows() if one.goal}
    assert quotes
    for indicator, found in quotes.items():
        assert found, indicator
        assert [quote for quote in found if quote not in text] == [], indicator
