"""Delegation, leave and hand-over: who may act in whose place, how it is shown, and how it ends."""

from __future__ import annotations

from datetime import date

import pytest
from course_stage import everything, offices
from web_stage import acts, add_person, write

from zhunsheng.web.accounts.models import User
from zhunsheng.web.records.course_facts import Said
from zhunsheng.web.records.models import Arrangement, AuditEntry, ProcessStep, Target
from zhunsheng.web.records.operations.arrange import hand_over, lend_seat, revoke, take_leave
from zhunsheng.web.records.operations.outcome import Forbidden, Invalid
from zhunsheng.web.records.operations.take_step import take_step
from zhunsheng.web.records.queries.owed import owed_by
from zhunsheng.web.records.queries.standing_in import moving
from zhunsheng.web.records.verification import faults

TODAY = date(2026, 3, 2)
WEEK = (date(2026, 3, 2), date(2026, 3, 8))


@pytest.fixture(autouse=True)
def a_monday(today):
    """All of it happens on one Monday."""
    today(TODAY)


def again(user):
    """The person as the next request knows them."""
    return User.objects.select_related("unit").get(pk=user.pk)


@pytest.fixture
def staff(cast, target):
    """Everybody, and the school's project on the department's desk."""
    return offices(cast)


def test_who_stands_in_does_the_act_and_the_trail_names_both(cast, staff, target):
    with pytest.raises(Forbidden, match="由单位经办人办理"):
        take_step(target, again(staff.section), "submit", everything(target))
    lend_seat(cast.clerk, cast.clerk, staff.section, *WEEK, "休假")
    step = take_step(target, again(staff.section), "submit", everything(target))
    assert "业务股室甲（代钱经办）" in step.sentence
    assert (step.by, step.for_person) == (staff.section, cast.clerk)
    assert step.who == "业务股室甲（代钱经办）"
    assert AuditEntry.objects.filter(act="take_step").last().detail["for"] == "clerk"
    assert "lend_seat" in acts()


def test_who_stands_in_at_the_same_unit_fills_in_the_table_and_the_trail_says_for_whom(cast, staff, target, as_):
    address = "purpose"
    assert write(as_(staff.section), target, address, "改", force=True).status_code == 403
    lend_seat(cast.clerk, cast.clerk, staff.section, *WEEK)
    assert write(as_(staff.section), target, address, "代办人写的", force=True).status_code == 200
    assert AuditEntry.objects.filter(act="edit_cell").last().detail["for"] == "clerk"
    assert "钱经办" in as_(staff.section).get("/").content.decode(), "the menu says for whom one stands in"


def test_somebody_above_may_do_the_acts_but_not_write_in_the_tables_of_others(cast, staff, target, as_):
    lend_seat(cast.head, cast.head, staff.department, *WEEK)
    other = Target.objects.exclude(pk=target.pk).first()
    assert write(as_(staff.department), other, "purpose", "越权", force=True).status_code == 403


def test_an_arrangement_begins_and_ends_with_its_days_and_can_be_taken_back(cast, staff, target, today):
    row = lend_seat(cast.clerk, cast.clerk, staff.section, date(2026, 3, 4), date(2026, 3, 5))
    for day, may in ((2, False), (4, True), (5, True), (6, False)):
        today(date(2026, 3, day))
        assert (target.pk in [one.id for one in owed_by(again(staff.section)).rows]) is may, day
    today(date(2026, 3, 4))
    revoke(staff.section, row)
    assert owed_by(again(staff.section)).count == 0
    with pytest.raises(Invalid, match="已经撤销"):
        revoke(cast.clerk, Arrangement.objects.get(pk=row.pk))
    assert list(faults()) == []


def test_who_stands_in_may_not_review_what_they_or_the_lender_submitted(cast, staff, target):
    lend_seat(cast.clerk, cast.clerk, staff.department, *WEEK)
    take_step(target, again(staff.department), "submit", everything(target))
    take_step(target, cast.head, "sign", everything(target))
    with pytest.raises(Forbidden, match="自己填报的"):
        take_step(target, again(staff.department), "return_to_unit", Said("改一改"))


@pytest.mark.parametrize("who", ["viewer", "field", "oversight", "third_party", "admin"])
def test_who_only_looks_enters_or_administers_neither_lends_nor_borrows(cast, staff, who):
    person = getattr(staff, who)
    with pytest.raises(Invalid):
        lend_seat(cast.clerk, cast.clerk, person, *WEEK)
    with pytest.raises(Invalid):
        lend_seat(person, person, cast.head, *WEEK)


def test_a_seat_is_lent_to_the_same_or_a_higher_scope_only_and_for_days_that_make_sense(cast, staff):
    for giver, taker in ((cast.clerk, cast.outsider), (staff.department, cast.head), (staff.performance, cast.chief)):
        with pytest.raises(Invalid, match="看不到"):
            lend_seat(giver, giver, taker, *WEEK)
    with pytest.raises(Forbidden):
        lend_seat(cast.head, cast.clerk, cast.head, *WEEK)
    with pytest.raises(Invalid, match="不能交给自己"):
        lend_seat(cast.clerk, cast.clerk, cast.clerk, *WEEK)
    for since, until, words in (
        (WEEK[1], WEEK[0], "早于"),
        (date(2026, 1, 1), date(2026, 1, 2), "已经过去"),
        (TODAY, date(2028, 1, 1), "超过一年"),
    ):
        with pytest.raises(Invalid, match=words):
            lend_seat(cast.clerk, cast.clerk, cast.head, since, until)
    lend_seat(cast.admin, cast.clerk, cast.head, *WEEK)
    with pytest.raises(Invalid, match="已经交给"):
        lend_seat(cast.clerk, cast.clerk, cast.head, *WEEK)


def test_who_is_away_does_nothing_and_the_page_says_why(cast, staff, target, as_):
    take_leave(cast.clerk, cast.clerk, *WEEK)
    away = again(cast.clerk)
    with pytest.raises(Forbidden, match="请假"):
        take_step(target, away, "submit", everything(target))
    answer = write(as_(away), target, "purpose", "请假时写", force=True)
    assert answer.status_code == 403
    assert "销假" in answer.json()["message"]
    row = Arrangement.objects.get(sort="leave")
    as_(away).post(f"/stand-ins/{row.pk}/end/")
    assert write(as_(cast.clerk), target, "purpose", "回来了", force=True).status_code == 200


def test_a_hand_over_moves_the_seat_with_all_that_is_open_and_switches_the_account_off(
    cast, staff, target, as_, client
):
    heir = add_person("heir", "新经办", "section", cast.school)
    moved = [str(one) for one in moving(cast.clerk)]
    assert moved[0] == "任职：经办人，219001青禾县第二小学"
    assert any(target.name in one for one in moved)
    page = as_(cast.admin).get(f"/settings/people/{cast.clerk.pk}/hand-over/").content.decode()
    assert target.name in page
    done = as_(cast.admin).post(f"/settings/people/{cast.clerk.pk}/hand-over/", {"to": heir.pk, "note": "调任"})
    assert "已交接给新经办" in done.content.decode()
    assert not again(cast.clerk).is_active
    assert as_(cast.clerk).get("/").status_code == 302, "signed out at once"
    assert write(as_(heir), target, "purpose", "接任后写的", force=True).status_code == 200
    entry = AuditEntry.objects.filter(act="edit_cell").last()
    assert "for" not in entry.detail, "a successor acts in their own name"
    step = take_step(Target.objects.get(pk=target.pk), again(heir), "submit", everything(target))
    assert "代" not in step.who
    assert AuditEntry.objects.get(act="hand_over").detail["moved"] == moved
    assert "钱经办" in as_(cast.admin).get("/audit/").content.decode(), "what was done stays under their name"
    assert list(faults()) == []


def test_what_was_taken_over_goes_on_to_the_next_and_lent_seats_end(cast, staff, target, today):
    first, second = (add_person(name, name, "section", cast.school) for name in ("first", "second"))
    lend_seat(cast.head, cast.head, cast.clerk, *WEEK)
    hand_over(cast.admin, cast.clerk, first)
    assert again(first).standing.seats[0].role == "clerk"
    hand_over(cast.admin, again(first), again(second))
    assert {seat.role for seat in again(second).standing.seats} == {"clerk", "section"}
    assert Arrangement.objects.filter(sort="delegation", revocation__isnull=True).count() == 0
    with pytest.raises(Forbidden):
        hand_over(cast.clerk, cast.head, second)


def test_the_page_lends_takes_leave_and_shows_both_at_once(cast, staff, as_):
    browser = as_(cast.clerk)
    sent = {"since": "2026-03-02", "until": "2026-03-08", "to": cast.head.pk, "leave": "on", "reason": "年休假"}
    page = browser.post("/stand-ins/", sent, follow=True).content.decode()
    assert "2026-03-02至2026-03-08由孙校长代钱经办办理" in page
    assert "<b>孙校长</b> 代 钱经办" in page
    assert "销假" in page
    again_page = browser.post("/stand-ins/", {**sent, "reason": "打错"}).content.decode()
    assert "打错" in again_page, "nothing typed is lost"
    assert "孙校长" in as_(cast.head).get("/stand-ins/").content.decode()
    assert "孙校长</b> 代" not in as_(cast.outsider).get("/stand-ins/").content.decode()
    assert as_(cast.outsider).post(f"/stand-ins/{Arrangement.objects.first().pk}/end/").status_code == 404


def test_the_history_of_a_project_shows_who_acted_for_whom(cast, staff, target, as_):
    lend_seat(cast.clerk, cast.clerk, staff.section, *WEEK)
    take_step(target, again(staff.section), "submit", everything(target))
    assert ProcessStep.objects.get(target=target).for_person == cast.clerk
    assert "业务股室甲（代钱经办）" in as_(cast.head).get(f"/projects/{target.pk}/course/").content.decode()
