"""What is owed by whom by when: workbench, reminders, overdue lists, letters."""

from __future__ import annotations

from datetime import date

from zhunsheng.law.deadlines import DeadlineSetting, YearCalendar, YearlyDay, working_days
from zhunsheng.lifecycle.due import UnderWay, all_owed, digest, due_within, overdue, owed, reminders
from zhunsheng.lifecycle.facts import Facts
from zhunsheng.lifecycle.permissions import Arrangements, Thing
from zhunsheng.lifecycle.registry import processes
from zhunsheng.model.people import Delegation, Leave, Person, Posting
from zhunsheng.model.role import Role

PARK, SCHOOL = "/130535/804/804002/", "/130535/219/219001/"
CALENDAR = YearCalendar()
CLERK = Person("w", "王敏", (Posting(Role.CLERK, PARK),))
HEAD = Person("z", "张局", (Posting(Role.HEAD, PARK),))


def under_way(process="target", state="draft", path=PARK, name="路灯电费绩效目标表", **about):
    """A thing that came into its state on 1 August 2019."""
    entered = about.pop("entered", date(2019, 8, 1))
    return UnderWay(Thing(path, process=process, state=state), name, 2020, entered, **about)


def test_a_draft_is_owed_by_the_clerk_until_the_first_submission():
    one = owed(under_way(), CALENDAR)
    assert (one.role, one.label, one.due.day) == (Role.CLERK, "报送", date(2019, 10, 31))
    assert one.sentence(date(2019, 10, 28)) == (
        "路灯电费绩效目标表：报送，期限2019-10-31，还有3天（期限未核，以当地通知为准）。"
    )
    assert "今天到期" in one.sentence(date(2019, 10, 31))
    assert "已逾期5天" in one.sentence(date(2019, 11, 5))


def test_a_review_is_due_so_many_working_days_after_it_came_in():
    friday = date(2019, 9, 27)
    holidays = working_days([date(2019, 10, day) for day in range(1, 8)], [date(2019, 9, 29), date(2019, 10, 12)])
    one = owed(under_way(state="department_review", entered=friday), YearCalendar(working_days=holidays))
    assert (one.role, one.due.day) == (Role.DEPARTMENT, date(2019, 10, 10))


def test_the_head_is_told_of_the_way_that_is_there():
    alone = owed(under_way(state="submitted", facts=Facts(has_department=False)), CALENDAR)
    assert alone.label == "审签报财政"
    assert owed(under_way(state="submitted"), CALENDAR).label in ("审签", "审签报财政")


def test_a_monitoring_is_due_by_its_checkpoint():
    july = owed(under_way("monitoring", "filling", checkpoint=7), CALENDAR)
    assert july.due.day == date(2020, 8, 31)
    october = owed(under_way("monitoring", "filling", checkpoint=10), CALENDAR)
    assert october.due is None
    assert october.sentence(date(2020, 10, 31)).endswith("没有设期限。")
    county = YearCalendar(("130535",), (DeadlineSetting("monitoring_10", "130535", YearlyDay(11, 10)),))
    assert owed(under_way("monitoring", "filling", checkpoint=10), county).due.day == date(2020, 11, 10)


def test_a_month_that_is_no_usual_checkpoint_is_owed_without_a_day():
    august = owed(under_way("monitoring", "filling", checkpoint=8), CALENDAR)
    assert (august.label, august.due) == ("报送", None)


def test_a_warning_is_disposed_of_within_ten_working_days():
    one = owed(under_way("monitoring", "disposition", checkpoint=7, entered=date(2020, 9, 1)), CALENDAR)
    assert (one.role, one.due.day) == (Role.PERFORMANCE, date(2020, 9, 15))


def test_the_budget_is_relayed_within_fifteen_days_of_its_approval():
    one = owed(under_way(state="approved", events={"budget_approved": date(2020, 1, 30)}), CALENDAR)
    assert (one.label, one.due.day, one.due.is_checked) == ("转批复", date(2020, 2, 14), True)
    assert "未核" not in one.sentence(date(2020, 2, 1))


def test_what_has_ended_is_owed_by_nobody():
    for name, process in processes().items():
        for state in process.states:
            one = owed(under_way(name, state.name, checkpoint=7), CALENDAR)
            assert (one is None) is (state.ends or state.waits), (name, state.name)
            assert one is None or one.role is state.holder


def test_lists_of_what_is_late_and_what_is_near():
    things = [
        under_way(name="甲", state="returned", entered=date(2019, 10, 14)),
        under_way(name="乙"),
        under_way("monitoring", "filling", name="丙", checkpoint=3),
        under_way(name="丁", state="closed"),
        under_way(name="戊", path=SCHOOL),
    ]
    regions = {PARK: "130535", SCHOOL: "130534"}
    early = YearCalendar(("130534",), (DeadlineSetting("target_submission", "130534", YearlyDay(9, 30, -1)),))
    found = all_owed(things, {"130535": CALENDAR, "130534": early}, regions)
    day = date(2019, 10, 25)
    assert [one.under_way.name for one in found] == ["戊", "甲", "乙", "丙"]
    assert [one.under_way.name for one in overdue(found, day)] == ["戊", "甲"]
    assert [one.under_way.name for one in due_within(found, day, 7)] == ["乙"]
    assert due_within(found, day, 5) == ()
    assert found[0].days_left(day) == -25
    assert found[3].days_left(day) is None


def test_reminders_go_to_whoever_owes_and_to_those_who_stand_in():
    found = all_owed([under_way(), under_way(path=SCHOOL), under_way(state="submitted", name="乙")], {}, {})
    day = date(2019, 10, 28)
    told = reminders(found, [CLERK, HEAD], day)
    assert [(one.person.name, one.owed.under_way.name) for one in told] == [
        ("王敏", "路灯电费绩效目标表"),
        ("张局", "乙"),
    ]
    stand_in = Person("l", "李强")
    around = Arrangements(
        {"w": CLERK, "l": stand_in}, (Delegation("w", "l", day, day),), (Leave("w", day, day),),
    )  # fmt: skip
    assert [one.person.name for one in reminders(found, [CLERK, stand_in], day, around)] == ["李强"]


def test_a_letter_says_what_is_late_first():
    found = all_owed([under_way(name="甲"), under_way(name="乙", state="returned", entered=date(2019, 10, 8))], {}, {})
    day = date(2019, 10, 28)
    told = [one.owed for one in reminders(found, [CLERK], day)]
    subject, text = digest(CLERK.name, told, day, "http://10.1.2.3/")
    assert subject == "准绳待办2件，1件已逾期"
    assert text == (
        "王敏：\n截至2019-10-28，你有2件待办。\n\n已逾期\n· 乙：重新报送，期限2019-10-15，已逾期13天（期限未核，以当地通知为准）。\n\n"
        "待办\n· 甲：报送，期限2019-10-31，还有3天（期限未核，以当地通知为准）。\n\n到工作台办理：http://10.1.2.3/\n"
    )


def test_a_table_of_a_year_long_over_is_not_born_overdue():
    """Entered in 2026 for 2020: nobody could keep October 2019. A table of the running year that comes late is late."""
    old = owed(under_way(entered=date(2026, 11, 2)), CALENDAR)
    assert (old.due, old.is_past) == (None, True)
    assert old.sentence(date(2026, 11, 22)) == "路灯电费绩效目标表：报送，往年的，补办，不计期限。"
    assert overdue([old], date(2026, 11, 22)) == ()
    late = owed(under_way(entered=date(2020, 3, 2)), CALENDAR)
    assert late.due.day == date(2019, 10, 31)
    waited = owed(under_way(entered=date(2019, 10, 1)), CALENDAR)
    assert overdue([waited], date(2026, 11, 22)) == (waited,), "it was there in time and waited"


def test_nobody_counts_thousands_of_days():
    far = owed(UnderWay(Thing(PARK, process="target", state="draft"), "甲", 2047, date(2026, 11, 1)), CALENDAR)
    assert far.sentence(date(2026, 11, 22)) == "甲：报送，期限2046-10-31，还有19年多（期限未核，以当地通知为准）。"
