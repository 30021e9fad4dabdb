"""Measuring many projects again: what entries touched, or all there is; and what happens when somebody writes meanwhile."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from ledger_stage import add, patrol

from zhunsheng.web.records import measured, remeasure, value_keeping
from zhunsheng.web.records.measured import measures
from zhunsheng.web.records.models import MeasuredValue, Target
from zhunsheng.web.records.operations.bind_formula import Wanted, bind_formula

THE_DAY = date(2026, 5, 8)


@pytest.fixture(autouse=True)
def the_year_is_over(today):
    """The school's year is 2026: look back on it."""
    today(date(2027, 3, 1))


@pytest.fixture
def bound(cast, target):
    """Both projects of the school, their first indicator counting patrols of the project, the second those of the school."""
    targets = list(Target.objects.select_related("unit").order_by("position"))
    for one in targets:
        bind_formula(one, one.draft["indicators"][0]["key"], cast.clerk, Wanted("计数(巡查)"))
        bind_formula(one, one.draft["indicators"][1]["key"], cast.clerk, Wanted("计数(巡查)", scope="unit"))
    return targets


def value_of(target, place=0):
    key = target.draft["indicators"][place]["key"]
    return MeasuredValue.objects.get(target=target, key=key).content["value"]


def test_all_values_are_there_before_anybody_opens_a_page(cast, bound, capsys):
    add(cast.clerk, cast.school, patrol(day=THE_DAY), project=bound[0])
    call_command("remeasure", "--all")
    assert "已重算12个实测值" in capsys.readouterr().out
    assert (value_of(bound[0]), value_of(bound[0], 1), value_of(bound[1], 1)) == ("1", "1", "1")
    assert MeasuredValue.objects.filter(stale=True).count() == 0


def test_after_new_entries_only_what_they_touch_is_measured_again(cast, bound, capsys):
    call_command("remeasure", "--all")
    add(cast.clerk, cast.school, patrol(day=THE_DAY), patrol(day=THE_DAY), project=bound[0])
    before = dict(MeasuredValue.objects.values_list("pk", "computed_at"))
    call_command("remeasure")
    assert "已重算3个实测值" in capsys.readouterr().out.splitlines()[-1]
    changed = [pk for pk, at in MeasuredValue.objects.values_list("pk", "computed_at") if before[pk] != at]
    assert len(changed) == 3
    assert (value_of(bound[0]), value_of(bound[0], 1), value_of(bound[1], 1)) == ("2", "2", "2")


def test_an_entry_that_comes_while_a_value_is_computed_leaves_the_value_to_be_computed_again(cast, bound, monkeypatch):
    remeasure.everything()
    add(cast.clerk, cast.school, patrol(day=THE_DAY), project=bound[0])

    def meanwhile(values, number):
        add(cast.clerk, cast.school, patrol(day=THE_DAY), project=bound[0])
        value_keeping.keep(values, number)

    monkeypatch.setattr(measured, "keep", meanwhile)
    measures([bound[0]])
    monkeypatch.undo()
    assert MeasuredValue.objects.filter(target=bound[0], stale=True).count() == 2
    assert measures([bound[0]])["target", bound[0].pk, bound[0].draft["indicators"][0]["key"]].value == 2


def test_entries_of_many_projects_mark_their_values_with_few_statements(cast, bound):
    remeasure.everything()
    touched = [(cast.school.pk, one.pk, "patrol") for one in bound] * 50
    with CaptureQueriesContext(connection) as asked:
        measured.mark_stale(touched)
    assert len(asked) == 5, "values and month values of units and of projects, and the standings"
    assert MeasuredValue.objects.filter(stale=True).count() == 4
    assert set(MeasuredValue.objects.filter(stale=True).values_list("touches", flat=True)) == {1}


def test_more_projects_are_measured_with_no_more_questions(cast, bound):
    remeasure.everything()
    with CaptureQueriesContext(connection) as one:
        measured.measure_anew(bound[:1])
    with CaptureQueriesContext(connection) as both:
        measured.measure_anew(bound)
    assert len(both) == len(one)
