"""Reminders: what is overdue, came back or is due soon, in the bell, on its page, and once by mail over a real server."""

from __future__ import annotations

from datetime import date

import pytest
from course_stage import offices, put
from web_stage import acts

from mail_stage import mail_server as running_server
from zhunsheng.lifecycle.due import Occasion
from zhunsheng.web.accounts.models import User
from zhunsheng.web.mail import MailServer, django_mail, mail_server
from zhunsheng.web.records.models import ReminderSent, Target
from zhunsheng.web.records.operations.arrange import lend_seat, take_leave
from zhunsheng.web.records.operations.carry_over import carry_over
from zhunsheng.web.records.operations.outcome import Invalid
from zhunsheng.web.records.operations.send_reminders import letters, send_all, try_mail
from zhunsheng.web.records.queries.reminders import notices_of, overdue_in
from zhunsheng.web.records.verification import faults

LATE = date(2025, 11, 3)


@pytest.fixture(autouse=True)
def late(today):
    """Tables of 2026 were due on the last of October 2025."""
    today(LATE)


@pytest.fixture
def clerk(cast, target):
    """The school's clerk, with an address."""
    User.objects.filter(pk=cast.clerk.pk).update(email="clerk@example.cn")
    Target.objects.update(entered_at="2025-10-01T01:00:00+00:00")
    return User.objects.select_related("unit").get(pk=cast.clerk.pk)


@pytest.fixture
def server(settings):
    """A mail server that the program is told of."""
    with running_server() as running:
        told = MailServer("smtp", "127.0.0.1", running.server_address[1], sender="zhunsheng@example.cn")
        settings.MAIL_SERVER = told
        for name, value in django_mail(told).items():
            setattr(settings, name, value)
        settings.ADDRESS = "https://zhunsheng.example.cn"
        yield running


def test_a_thing_is_told_a_week_before_its_day_and_again_when_it_is_late(clerk, today):
    told = {}
    for day in (date(2025, 10, 20), date(2025, 10, 24), date(2025, 10, 31), LATE):
        today(day)
        told[day.day] = [row.why for row in notices_of(clerk).rows]
    soon, late = [Occasion.DUE_SOON] * 2, [Occasion.OVERDUE] * 2
    assert told == {20: [], 24: soon, 31: soon, 3: late}


def test_what_came_back_is_told_though_there_is_time(cast, clerk, target, today):
    today(date(2025, 9, 1))
    put(target, "returned", cast.head)
    Target.objects.filter(pk=target.pk).update(entered_at="2025-08-31T01:00:00+00:00")
    (notice,) = notices_of(clerk).rows
    assert (notice.why, notice.act) == (Occasion.RETURNED, "重新报送")


def test_only_who_owes_it_is_reminded_and_who_stands_in_for_them(cast, clerk, target):
    staff = offices(cast)
    assert notices_of(staff.section).rows == ()
    assert notices_of(cast.outsider).rows == ()
    lend_seat(clerk, clerk, staff.section, LATE, LATE)
    take_leave(clerk, clerk, LATE, LATE)
    assert len(notices_of(User.objects.get(pk=staff.section.pk)).rows) == 2
    assert notices_of(User.objects.get(pk=clerk.pk)).rows == ()


def test_a_letter_goes_out_over_a_real_server_and_each_thing_is_told_once(cast, clerk, server, today):
    (letter,) = letters()
    (sent,) = send_all([letter])
    assert sent.trouble == ""
    (kept,) = server.kept
    assert (kept["To"], kept["From"]) == ("clerk@example.cn", "zhunsheng@example.cn")
    assert kept["Subject"] == "准绳待办2件，2件已逾期"
    text = kept.get_content()
    assert "已逾期" in text
    assert "护眼灯" in text
    assert "期限未核，以当地通知为准" in text
    assert "https://zhunsheng.example.cn" in text
    assert list(letters()) == [], "told once"
    today(date(2025, 11, 4))
    assert list(letters()) == [], "also on the next day"
    assert ReminderSent.objects.filter(person=clerk).count() == 2
    assert "send_reminders" in acts()
    assert list(faults()) == []


def test_a_letter_that_does_not_go_out_is_told_and_tried_again(cast, clerk, server):
    User.objects.filter(pk=clerk.pk).update(email="refused@example.cn")
    (sent,) = send_all(list(letters()))
    assert "不收这个收件人" in sent.trouble
    assert ReminderSent.objects.count() == 0
    assert len(list(letters())) == 1


def test_nobody_without_an_address_or_an_account_gets_a_letter(cast, clerk, target):
    assert [letter.person for letter in letters()] == [clerk]
    User.objects.filter(pk=clerk.pk).update(is_active=False)
    assert list(letters()) == []


def test_the_bell_and_its_page_say_the_same(cast, clerk, as_):
    browser = as_(clerk)
    assert browser.get("/reminders/count/").json() == {"count": 2, "late": 2}
    page = browser.get("/reminders/").content.decode()
    assert "已逾期（2）" in page
    assert "已逾期3天" in page
    assert as_(cast.outsider).get("/reminders/count/").json() == {"count": 0, "late": 0}
    assert "没有要提醒的" in as_(cast.outsider).get("/reminders/").content.decode()
    assert 'data-bell="/reminders/count/"' in browser.get("/projects/").content.decode()


def test_the_overdue_list_says_whose_turn_it_is_and_keeps_to_ones_own_units(cast, clerk, as_):
    rows, more = overdue_in(cast.chief)
    assert [(row.holder, row.days_late) for row in rows] == [("单位经办人", 3)] * 2
    assert not more
    page = as_(cast.chief).get("/reminders/overdue/").content.decode()
    assert "2件：单位经办人2件" in page
    assert overdue_in(cast.outsider) == ((), False)


def test_days_of_the_calendar_are_told_to_units_whose_tables_are_carried_out(cast, clerk, target, today):
    put(target, "in_execution", cast.head)
    today(date(2026, 8, 25))
    assert [node.title for node in notices_of(clerk).nodes] == ["报送一至七月绩效监控"]
    (letter,) = letters()
    assert "报送一至七月绩效监控，2026-08-31，还有6天（未核实，以当地通知为准）。" in letter.text
    today(date(2026, 7, 1))
    assert notices_of(clerk).nodes == ()


def test_next_years_tables_are_told_of_before_their_day_while_there_is_none_of_them(cast, clerk, target, today):
    put(target, "in_execution", cast.head)
    today(date(2026, 10, 20))
    (node,) = notices_of(clerk).nodes
    assert str(node).startswith(f"{cast.school.name}2027年绩效目标随预算“一上”申报，2026-10-31，还有11天")
    assert node.url == "/projects/?year=2026"
    today(date(2026, 10, 26))
    (letter,) = letters()
    assert "绩效目标随预算“一上”申报，2026-10-31，还有5天" in letter.text
    carry_over(target, cast.clerk)
    assert notices_of(clerk).nodes == ()


def test_the_mail_page_shows_what_is_set_but_never_the_password_and_sends_a_letter(cast, as_, server, settings):
    told = settings.MAIL_SERVER
    settings.MAIL_SERVER = MailServer("smtp", told.host, told.port, "robot", "geheim-8", "zhunsheng@example.cn")
    browser = as_(cast.admin)
    page = browser.get("/settings/mail/").content.decode()
    assert f"127.0.0.1:{told.port}" in page
    assert "已设，不显示" in page
    assert "geheim" not in page
    assert "geheim" not in repr(settings.MAIL_SERVER)
    done = browser.post("/settings/mail/", {"to": "admin@example.cn"}, follow=True).content.decode()
    assert "测试邮件已交给邮件服务器" in done
    assert server.kept[0]["Subject"] == "准绳测试邮件"
    for who in (cast.clerk, cast.chief):
        assert as_(who).get("/settings/mail/").status_code == 403


def test_without_a_server_or_with_one_that_is_not_there_the_reason_is_told(cast, settings):
    settings.MAIL_SERVER = None
    with pytest.raises(Invalid, match="还没有设邮件服务器"):
        try_mail(cast.admin, "a@b.cn")
    gone = MailServer("smtp", "127.0.0.1", 1, sender="a@b.cn")
    settings.MAIL_SERVER = gone
    for name, value in django_mail(gone).items():
        setattr(settings, name, value)
    with pytest.raises(Invalid, match="连不上邮件服务器"):
        try_mail(cast.admin, "a@b.cn")


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://host", "应写成 smtp"), ("smtp://", "应写成 smtp"), ("smtp://host:nine", "应写成 smtp"),
        ("smtp://host", "还要设发件人"),
    ],
)  # fmt: skip
def test_an_address_that_is_none_is_told_with_an_example(url, words):
    with pytest.raises(ValueError, match=words):
        mail_server({"ZHUNSHENG_MAIL": url})


def test_the_address_of_the_server_is_read_with_its_port_and_secrecy():
    found = mail_server({"ZHUNSHENG_MAIL": "smtps://a%40b.cn:p%2Fw@mail.cn"})
    assert (found.host, found.port, found.user, found.password, found.sender) == (
        "mail.cn",
        465,
        "a@b.cn",
        "p/w",
        "a@b.cn",
    )
    assert django_mail(found)["EMAIL_USE_SSL"]
    assert mail_server({}) is None
