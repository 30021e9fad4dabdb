"""Suggestions from the indicator library: what an indicator could be measured by."""

import pytest

from zhunsheng.bundled import example_bytes, park
from zhunsheng.formula.checker import check
from zhunsheng.library.entries import library
from zhunsheng.library.suggest import suggest
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.quantity import quantity
from zhunsheng.usecases.measure import record_kinds
from zhunsheng.usecases.read_document import read_bytes


def an_indicator(name, target, description=None):
    return Indicator(level3=name, target=quantity(target), description=description)


@pytest.mark.parametrize("entry", library(), ids=lambda entry: entry.name)
def test_every_entry_has_a_formula_that_can_be_computed_and_is_printed_as_written(entry):
    assert check(entry.formula, record_kinds()).text == entry.formula


def test_names_are_used_once():
    names = [entry.name for entry in library()]
    assert len(set(names)) == len(names) >= 50


def test_an_indicator_is_known_by_another_name():
    first, *_ = suggest(an_indicator("路灯亮灯率", "≥98%"))
    assert first.entry.name == "设备完好率"
    assert "亮灯率" in first.why


def test_the_unit_decides_between_a_share_and_a_number_of_people():
    share, *_ = suggest(an_indicator("群众满意度", "≥90%"))
    people, *_ = suggest(an_indicator("群众满意人数", "≥18家"))
    assert (share.entry.name, people.entry.name) == ("服务对象满意度", "满意人数")


def test_the_description_helps_where_the_name_says_little():
    found = suggest(an_indicator("维修及时性", "≤2天", "园区报修到修缮完的时间记录"))
    assert "最长维修用时" in [one.entry.name for one in found]


def test_what_is_like_nothing_gets_no_suggestion_and_neither_does_a_blank_name():
    assert suggest(an_indicator("古籍缩微胶片拷贝", "≥3拍")) == ()
    assert suggest(Indicator()) == ()


def test_almost_every_indicator_of_the_example_gets_a_formula_over_the_right_ledgers():
    bound = {(one.project, one.indicator): one.formula for one in park.bindings()}
    kinds = record_kinds()
    missed = [
        row.level3
        for project in read_bytes(example_bytes()).projects
        for row in project.indicators
        if {kind.name for kind in check(bound[project.code, row.level3], kinds).kinds}
        not in [{kind.name for kind in check(one.entry.formula, kinds).kinds} for one in suggest(row)]
    ]
    assert len(missed) <= 2
