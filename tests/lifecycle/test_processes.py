"""The tables themselves: every state is reached, every state has a way out, every act leads to one state only."""

from __future__ import annotations

import re
from collections import deque

import pytest

from zhunsheng.law.deadlines import deadlines
from zhunsheng.lifecycle import guards
from zhunsheng.lifecycle.diagram import diagram
from zhunsheng.lifecycle.facts import Facts
from zhunsheng.lifecycle.process import Course, Effect, Process
from zhunsheng.lifecycle.registry import processes
from zhunsheng.model.role import Role

ALL = [pytest.param(process, id=name) for name, process in processes().items()]
UNIT_WORK = {"target", "monitoring", "self_evaluation"}
"""What is the unit's own management and must not be handed to a third party (财预〔2021〕6号)."""


def reached(process: Process, start: str, backwards: bool = False) -> set[str]:
    """Every state that can be come to from one, or from which it can be come to."""
    found, queue = {start}, deque([start])
    while queue:
        here = queue.popleft()
        for row in process.acts:
            one, other = (row.target, row.source) if backwards else (row.source, row.target)
            if one == here and other not in found:
                found.add(other)
                queue.append(other)
    return found


def test_every_process_of_the_year_has_its_table():
    assert set(processes()) == {
        "ex_ante", "target", "monitoring", "self_evaluation", "evaluation", "rectification", "publication",
    }  # fmt: skip


@pytest.mark.parametrize("process", ALL)
def test_every_state_is_reached_from_the_start(process):
    assert [state.name for state in process.states if state.starts] == [process.start.name]
    assert reached(process, process.start.name) == {state.name for state in process.states}


@pytest.mark.parametrize("process", ALL)
def test_every_state_has_a_way_out_to_an_end(process):
    ends = [state.name for state in process.states if state.ends]
    assert ends
    ended = set().union(*(reached(process, end, backwards=True) for end in ends))
    assert {state.name for state in process.states} - ended == set()
    for state in process.states:
        assert state.ends or any(row.target != state.name for row in process.acts_from(state.name)), state.name


@pytest.mark.parametrize("process", ALL)
def test_state_act_and_role_lead_to_one_state(process):
    keys = [(row.source, row.name, role) for row in process.acts for role in row.roles]
    assert len(keys) == len(set(keys))
    buttons = [(row.source, row.label, role) for row in process.acts for role in row.roles if row.when is None]
    assert len(buttons) == len(set(buttons)), "two buttons of one person read the same"


@pytest.mark.parametrize("process", ALL)
def test_the_holder_of_a_state_can_move_it(process):
    for state in process.states:
        rows = process.acts_from(state.name)
        if rows and not state.ends:
            assert any(state.holder in row.roles for row in rows), state.name


@pytest.mark.parametrize("process", ALL)
def test_whoever_may_write_in_a_state_has_an_act_that_ends_the_writing(process):
    for state in process.states:
        if state.editors:
            assert any(process.state(row.target).editors != state.editors for row in process.acts_from(state.name)), (
                state.name
            )


@pytest.mark.parametrize("process", ALL)
def test_names_labels_and_sentences_are_whole(process):
    states = {state.name for state in process.states}
    assert len({state.label for state in process.states}) == len(process.states)
    assert len(states) == len(process.states)
    for row in process.acts:
        assert {row.source, row.target} <= states
        assert re.fullmatch(r"[a-z][a-z_]*", row.name)
        assert re.fullmatch(r"[\u4e00-\u9fff]{2,8}", row.label), row.label
        assert "{who}" in row.log
        assert "{what}" in row.log
        assert row.log[-1] not in "。！"
        row.log.format(who="王敏", what="路灯电费绩效目标表")


@pytest.mark.parametrize("process", ALL)
def test_every_deadline_stands_in_the_calendar(process):
    for row in process.acts:
        if row.deadline:
            names = [row.deadline.format(checkpoint=month) for month in (3, 6, 7, 10, 12)]
            assert set(names) <= set(deadlines()), row.deadline


@pytest.mark.parametrize("process", ALL)
def test_ways_back_ask_for_an_opinion_or_undo_ones_own_act(process):
    order = [state.name for state in process.states]
    for row in process.acts:
        if row.course is Course.BACK and not {guards.findings_bound, guards.opinion_given} & set(row.guards):
            own = row.name in ("recall", "rework", "more") or guards.something_undecidable in row.guards
            assert own, (row.source, row.name)
        if row.course is Course.BACK and row.name.startswith("return"):
            mending = process.state(row.target).editors != ()
            assert order.index(row.target) < order.index(row.source) or mending, (row.source, row.name)


def test_two_acts_for_one_situation_exclude_each_other():
    pairs = ((guards.has_department, guards.no_department), (guards.has_alarms, guards.no_alarms))
    for facts in (Facts(), Facts(has_department=True, alarms=2), Facts(has_department=False, alarms=0)):
        for one, other in pairs:
            assert not (one(facts) and other(facts))


def test_every_guard_is_used_and_says_what_it_asks_for():
    used = {
        guard for process in processes().values() for row in process.acts for guard in (*row.guards, row.when) if guard
    }
    own = {
        function for name, function in vars(guards).items()
        if callable(function) and not name.startswith("_") and getattr(function, "__module__", "") == guards.__name__
    }  # fmt: skip
    assert own == used
    assert [guard.__name__ for guard in used if not re.search(r"[\u4e00-\u9fff]", guard.__doc__ or "")] == []


@pytest.mark.parametrize("process", [p for p in ALL if p.id in UNIT_WORK])
def test_a_third_party_does_none_of_the_units_own_work(process):
    assert [row.name for row in process.acts if Role.THIRD_PARTY in row.roles] == []
    assert [state.name for state in process.states if Role.THIRD_PARTY in state.editors] == []


@pytest.mark.parametrize("process", ALL)
def test_those_who_look_on_and_those_who_administer_do_nothing(process):
    idle = {Role.OVERSIGHT, Role.FIELD, Role.ADMIN}
    assert [row.name for row in process.acts if idle & set(row.roles)] == []


def test_only_approval_freezes_and_only_an_adjustment_makes_another_version():
    target = processes()["target"]
    effects = {(row.source, row.name): row.effect for row in target.acts if row.effect}
    assert effects[("passed", "approve")] is Effect.FREEZE
    assert effects[("adjustment_performance_review", "pass")] is Effect.NEW_VERSION
    assert [key for key, effect in effects.items() if effect is Effect.FREEZE] == [("passed", "approve")]
    frozen = [state for state in target.states if state.name in ("passed", "approved", "in_execution", "closed")]
    assert [state.editors for state in frozen] == [(), (), (), ()]


def test_an_adjustment_walks_the_same_path_as_the_target():
    rows = processes()["target"].acts
    first = [
        (row.source, row.name, row.roles, row.label)
        for row in rows
        if "review" in row.source and "adj" not in row.source
    ]
    again = [
        (row.source.removeprefix("adjustment_"), row.name, row.roles, row.label)
        for row in rows if row.source.startswith("adjustment_") and "review" in row.source
    ]  # fmt: skip
    assert first == again


@pytest.mark.parametrize("process", ALL)
def test_the_diagram_shows_every_row_of_the_table(process):
    picture = diagram(process)
    labels = {state.name: state.label for state in process.states}
    shown = {(row[0], row[1], row[3]) for row in picture.rows}
    assert shown == {(labels[row.source], row.label, labels[row.target]) for row in process.acts}
    assert [row[2] for row in picture.rows if not row[2]] == []


@pytest.mark.parametrize("width", [960.0, 328.0])
@pytest.mark.parametrize("process", ALL)
def test_no_line_of_a_diagram_runs_through_a_card(process, width):
    svg = diagram(process, width).svg
    cards = [tuple(map(float, found)) for found in re.findall(
        r'<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)" fill="var\(--(?:paper|accent-tint)\)"', svg)]  # fmt: skip
    for path in re.findall(r'<path d="(M[^"]*H[^"]*)"', svg):
        x = y = 0.0
        for letter, numbers in re.findall(r"([MHVQ])([^MHVQ]*)", path):
            values = [float(number) for number in numbers.split()]
            before = (x, y)
            x = values[0] if letter == "H" else values[-2] if letter in "MQ" else x
            y = values[0] if letter == "V" else values[-1] if letter in "MQ" else y
            if letter in "HV":
                left, right = sorted((before[0], x))
                top, bottom = sorted((before[1], y))
                hit = [
                    c
                    for c in cards
                    if left < c[0] + c[2] - 1 and right > c[0] + 1 and top < c[1] + c[3] - 1 and bottom > c[1] + 1
                ]
                assert hit == [], path
