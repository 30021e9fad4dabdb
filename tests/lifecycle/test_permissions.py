"""Who may do what to which thing on which day: roles, the tree, leave, delegation, hand-over."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhunsheng.lifecycle.permissions import (
    Arrangements,
    Permission,
    Thing,
    held_postings,
    may,
    scopes,
    seats,
    successor,
)
from zhunsheng.lifecycle.process import Refusal
from zhunsheng.lifecycle.registry import processes
from zhunsheng.lifecycle.rights import REACH, rights
from zhunsheng.model.people import Delegation, HandOver, Leave, Person, Posting
from zhunsheng.model.role import Role

COUNTY, OTHER = "/130535/", "/130534/"
PARK, SCHOOL = "/130535/804/804002/", "/130535/219/219001/"
DAY = date(2020, 7, 15)
PLACES = {
    Role.CLERK: PARK, Role.HEAD: PARK, Role.SECTION: PARK, Role.FIELD: PARK, Role.DEPARTMENT: "/130535/804/",
    Role.BUREAU_SECTION: COUNTY, Role.PERFORMANCE: COUNTY, Role.BUDGET: COUNTY, Role.THIRD_PARTY: COUNTY,
    Role.OVERSIGHT: COUNTY, Role.ADMIN: COUNTY,
}  # fmt: skip


def person(role: Role, name: str = "王敏", **posting) -> Person:
    """Somebody with one role at its usual place."""
    return Person(f"{name}-{role}", name, (Posting(role, posting.pop("path", PLACES[role]), **posting),))


def table(state: str = "draft", path: str = PARK, **about) -> Thing:
    """A target table."""
    return Thing(path, id="target:1", process="target", state=state, **about)


def allowed(*asked, **named) -> bool:
    """Whether it is permitted."""
    return isinstance(may(*asked, **named), Permission)


def why(*asked) -> str:
    """The reason of a refusal."""
    answer = may(*asked)
    assert isinstance(answer, Refusal), answer
    return answer.sentence


def test_the_clerk_submits_the_units_own_draft_and_no_other():
    clerk = person(Role.CLERK)
    assert allowed(clerk, "target.submit", table(), DAY)
    assert why(clerk, "target.submit", table(path=SCHOOL), DAY) == "这不在你负责的范围内。请由负责这个单位的人办理。"
    assert "不能办" in why(clerk, "target.submit", table("approved"), DAY)
    assert why(clerk, "target.pass", table("department_review"), DAY) == (
        "“绩效目标：通过”由主管部门办理，你现在是单位经办人，不能办。"
    )


def test_a_department_reaches_its_units_and_the_bureau_the_county():
    department, bureau = person(Role.DEPARTMENT), person(Role.PERFORMANCE)
    assert allowed(department, "target.pass", table("department_review"), DAY)
    assert not allowed(department, "target.pass", table("department_review", SCHOOL), DAY)
    assert allowed(bureau, "target.pass", table("performance_review", SCHOOL), DAY)
    assert not allowed(bureau, "target.pass", table("performance_review", "/130534/804/804002/"), DAY)


def test_a_path_is_not_taken_for_another_that_begins_alike():
    short = person(Role.DEPARTMENT, path="/130535/80/")
    assert not allowed(short, "project.see", table("approved"), DAY)


def test_a_section_of_the_bureau_looks_after_its_departments():
    section = person(Role.BUREAU_SECTION, charges=("/130535/804/",))
    assert allowed(section, "target.pass", table("bureau_review"), DAY)
    assert not allowed(section, "target.pass", table("bureau_review", SCHOOL), DAY)
    assert allowed(person(Role.BUREAU_SECTION), "target.pass", table("bureau_review", SCHOOL), DAY)


def test_a_third_party_sees_what_it_was_commissioned_with_and_writes_no_targets():
    team = person(Role.THIRD_PARTY, charges=("evaluation:7",))
    scheme = Thing(PARK, id="evaluation:7", process="evaluation", state="scheme")
    assert allowed(team, "evaluation.submit", scheme, DAY)
    assert allowed(team, "evaluation.edit", scheme, DAY)
    assert not allowed(
        team, "evaluation.submit", Thing(PARK, id="evaluation:8", process="evaluation", state="scheme"), DAY
    )
    for act in ("target.edit", "target.submit", "monitoring.edit", "self_evaluation.edit"):
        assert Role.THIRD_PARTY not in rights()[act].roles


def test_oversight_reads_and_does_nothing_and_sees_no_drafts():
    look = person(Role.OVERSIGHT)
    assert allowed(look, "target.see", table("approved"), DAY)
    assert not allowed(look, "target.see", table("draft"), DAY)
    assert [name for name, right in rights().items() if Role.OVERSIGHT in right.roles and not right.reads] == []


def test_a_field_worker_only_enters_records_and_sees_only_their_own():
    worker = person(Role.FIELD, "刘工")
    mine, yours = Thing(PARK, filler=worker.id), Thing(PARK, filler="别人")
    assert allowed(worker, "evidence.enter", Thing(PARK), DAY)
    assert allowed(worker, "evidence.see", mine, DAY)
    assert not allowed(worker, "evidence.see", yours, DAY)
    assert not allowed(worker, "project.see", table("approved"), DAY)
    assert {name for name, right in rights().items() if Role.FIELD in right.roles} == {
        "evidence.see", "evidence.enter", "evidence.correct",
    }  # fmt: skip


def test_an_administrator_does_no_business():
    business = {f"{name}.{row.name}" for name, process in processes().items() for row in process.acts}
    assert [name for name in business if Role.ADMIN in rights()[name].roles] == []


def test_content_is_written_only_in_the_states_that_are_for_writing():
    clerk = person(Role.CLERK)
    assert allowed(clerk, "target.edit", table("draft"), DAY)
    assert allowed(clerk, "target.edit", table("returned"), DAY)
    assert (
        why(clerk, "target.edit", table("in_execution"), DAY)
        == "绩效目标表现在是“执行中”，内容只读。要改请先办“申请调整”。"
    )
    assert (
        why(clerk, "target.edit", table("submitted"), DAY)
        == "绩效目标表现在是“待单位审签”，内容只读。要改请先办“撤回”。"
    )


def test_nobody_reviews_their_own_work_neither_for_themselves_nor_for_another():
    two = Person("a", "王敏", (Posting(Role.CLERK, PARK), Posting(Role.DEPARTMENT, "/130535/804/")))
    own = table("department_review", filler="a")
    assert "自己填报的" in why(two, "target.pass", own, DAY)
    reviewer = Person("b", "赵芳", (Posting(Role.DEPARTMENT, "/130535/804/"),))
    lent = Arrangements({"b": reviewer}, (Delegation("b", "a", DAY, DAY),))
    assert "自己填报的" in why(two, "target.pass", own, DAY, lent)
    assert allowed(reviewer, "target.pass", own, DAY)
    assert "自己填报的" in why(reviewer, "finding.decide", table("department_review", filler="b"), DAY)


def test_a_posting_holds_on_its_days_only():
    clerk = person(Role.CLERK, since=date(2020, 7, 1), until=date(2020, 7, 31))
    assert not allowed(clerk, "target.submit", table(), date(2020, 6, 30))
    assert allowed(clerk, "target.submit", table(), date(2020, 7, 1))
    assert allowed(clerk, "target.submit", table(), date(2020, 7, 31))
    assert why(clerk, "target.submit", table(), date(2020, 8, 1)).endswith("你现在没有任职，不能办。")


def test_a_delegate_acts_for_another_and_the_trail_says_so():
    giver, taker = person(Role.HEAD, "张局"), person(Role.CLERK, "李强")
    around = Arrangements(
        {giver.id: giver, taker.id: taker}, (Delegation(giver.id, taker.id, date(2020, 7, 10), date(2020, 7, 20)),)
    )
    permission = may(taker, "target.sign", table("submitted"), DAY, around)
    assert (permission.who, permission.role) == ("李强（代张局）", Role.HEAD)
    assert not allowed(taker, "target.sign", table("submitted"), date(2020, 7, 21), around)
    assert may(taker, "target.submit", table(), DAY, around).who == "李强"


def test_a_delegation_may_name_one_role_and_cannot_be_passed_on():
    a = Person("a", "甲", (Posting(Role.HEAD, PARK), Posting(Role.CLERK, PARK)))
    b, c = Person("b", "乙"), Person("c", "丙")
    around = Arrangements(
        {"a": a, "b": b, "c": c},
        (Delegation("a", "b", DAY, DAY, Role.CLERK), Delegation("b", "c", DAY, DAY)),
    )
    assert allowed(b, "target.submit", table(), DAY, around)
    assert not allowed(b, "target.sign", table("submitted"), DAY, around)
    assert seats(c, DAY, around) == ()


def test_somebody_on_leave_looks_but_does_not_act():
    clerk, stand_in = person(Role.CLERK, "王敏"), Person("s", "李强")
    around = Arrangements(
        {clerk.id: clerk, "s": stand_in},
        (Delegation(clerk.id, "s", date(2020, 7, 13), date(2020, 7, 17)),),
        (Leave(clerk.id, date(2020, 7, 13), date(2020, 7, 17)),),
    )
    assert allowed(clerk, "target.see", table(), DAY, around)
    assert why(clerk, "target.submit", table(), DAY, around).startswith("你在2020-07-13至2020-07-17请假")
    assert may(stand_in, "target.submit", table(), DAY, around).who == "李强（代王敏）"
    assert allowed(clerk, "target.submit", table(), date(2020, 7, 18), around)


def test_a_successor_holds_what_was_handed_over_from_that_day_on():
    old, new, last = person(Role.CLERK, "王敏"), Person("n", "李强"), Person("l", "赵芳")
    around = Arrangements(
        {old.id: old, "n": new, "l": last},
        hand_overs=(HandOver("n", "l", date(2020, 9, 1)), HandOver(old.id, "n", date(2020, 8, 1))),
    )
    assert allowed(old, "target.submit", table(), date(2020, 7, 31), around)
    assert not allowed(old, "target.submit", table(), date(2020, 8, 1), around)
    assert allowed(new, "target.submit", table(), date(2020, 8, 1), around)
    assert not allowed(new, "target.submit", table(), date(2020, 9, 1), around)
    assert allowed(last, "target.submit", table(), date(2020, 9, 1), around)
    assert successor(old.id, date(2020, 8, 15), around) == "n"
    assert successor(old.id, date(2020, 9, 1), around) == "l"
    assert held_postings(old.id, date(2020, 9, 1), around) == ()


def test_rights_come_from_the_tables():
    for name, process in processes().items():
        for row in process.acts:
            assert set(row.roles) <= set(rights()[f"{name}.{row.name}"].roles)
        for state in process.states:
            assert set(state.editors) <= set(rights()[f"{name}.edit"].roles)
    with pytest.raises(KeyError):
        may(person(Role.CLERK), "target.fly", table(), DAY)


def test_every_role_may_do_something_and_reaches_somewhere():
    used = {role for right in rights().values() for role in right.roles}
    assert used == set(Role) == set(REACH)


@pytest.mark.parametrize("role", list(Role))
def test_a_thing_in_another_county_is_out_of_everybodys_reach(role):
    somebody = person(role, charges=("evaluation:7",) if role is Role.THIRD_PARTY else ())
    away = f"{OTHER}804/804002/"
    for name, right in rights().items():
        area = name.partition(".")[0]
        states = [state.name for state in processes()[area].states] if area in processes() else [None]
        for state in states:
            thing = Thing(away, id="x", process=area if state else None, state=state, filler=somebody.id)
            assert not allowed(somebody, name, thing, DAY), (name, state, right)


PATHS = st.sampled_from([COUNTY, OTHER, "/130535/804/", PARK, SCHOOL, "/130535/219/", "/130535/804/804002/804002001/"])
IDS = st.sampled_from(["a", "b", "c"])
POSTINGS = st.builds(
    Posting,
    st.sampled_from(list(Role)),
    PATHS,
    charges=st.lists(st.sampled_from(["t1", "t2", "/130535/804/"]), max_size=2).map(tuple),
)
PEOPLE = st.fixed_dictionaries({key: st.lists(POSTINGS, max_size=2).map(tuple) for key in "abc"})
DAYS = st.dates(date(2020, 7, 1), date(2020, 7, 10))


@given(
    PEOPLE, st.lists(st.builds(Delegation, IDS, IDS, DAYS, DAYS, st.none() | st.sampled_from(list(Role))), max_size=3),
    st.lists(st.builds(HandOver, IDS, IDS, DAYS), max_size=3),
    st.sampled_from(["project.see", "evidence.see", "audit.see", "file.export"]), PATHS, st.sampled_from(["t1", "t9"]), IDS, DAYS,
)  # fmt: skip
def test_a_list_shows_exactly_what_may_be_seen(postings, delegations, hand_overs, act, path, thing_id, who, day):
    people = {key: Person(key, key, own) for key, own in postings.items()}
    around = Arrangements(people, tuple(delegations), (), tuple(hand_overs))
    thing = Thing(path, id=thing_id, filler="a")
    listed = any(scope.holds(thing) for scope in scopes(people[who], act, day, around))
    assert listed is allowed(people[who], act, thing, day, around)


@given(PEOPLE, st.lists(st.builds(HandOver, IDS, IDS, DAYS), max_size=4), DAYS)
def test_a_hand_over_loses_no_posting_and_makes_none(postings, hand_overs, day):
    people = {key: Person(key, key, tuple(dict.fromkeys(own))) for key, own in postings.items()}
    around = Arrangements(people, hand_overs=tuple(hand_overs))
    before = {posting for one in people.values() for posting in one.postings}
    after = {posting for key in people for posting in held_postings(key, day, around)}
    assert after == before
