"""Send people what they are to be reminded of by mail, each reminder once; send a letter to try the settings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone

from zhunsheng.lifecycle.due import DAYS_AHEAD, digest
from zhunsheng.web.accounts.models import User
from zhunsheng.web.mail import mail_trouble
from zhunsheng.web.records import audit
from zhunsheng.web.records.calendars import calendars
from zhunsheng.web.records.cell_text import one_line
from zhunsheng.web.records.current_day import current_day
from zhunsheng.web.records.matters.matter import Matter
from zhunsheng.web.records.models import ReminderSent
from zhunsheng.web.records.operations.outcome import Forbidden, Invalid
from zhunsheng.web.records.queries.reminders import Notices, notices_of

_TROUBLES = (SMTPException, OSError)


@dataclass(frozen=True, slots=True)
class Letter:
    """What one person is told that they were not told before."""

    person: User
    subject: str
    text: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of a letter; ``trouble`` says why it did not go out."""

    letter: Letter
    trouble: str = ""


def letters() -> Iterator[Letter]:
    """The letters of today: for everybody with an address and something new to be told."""
    found, today = calendars(), current_day()
    people = User.objects.filter(is_active=True).exclude(password="!").select_related("unit").order_by("pk")
    for user in people:
        letter = _letter(user, notices_of(user, found), today) if user.until is None or user.until >= today else None
        if letter is not None:
            yield letter


def send(letter: Letter, connection: BaseEmailBackend | None = None) -> Sent:
    """Send one letter, and note what it told. A letter that did not go out is tried again next time."""
    message = EmailMessage(
        letter.subject, letter.text, settings.DEFAULT_FROM_EMAIL, [letter.person.email], connection=connection
    )
    try:
        message.send()
    except _TROUBLES as error:
        return Sent(letter, mail_trouble(error))
    at = timezone.now()
    with transaction.atomic():
        rows = (ReminderSent(person=letter.person, key=key, at=at) for key in letter.keys)
        ReminderSent.objects.bulk_create(rows, ignore_conflicts=True)
        detail = {"sent": len(letter.keys), "to": letter.person.email}
        audit.log("send_reminders", None, at, f"user:{letter.person.pk}", detail)
    return Sent(letter)


def send_all(these: list[Letter]) -> Iterator[Sent]:
    """Send letters over one connection as far as it holds; what becomes of each is told as it is known."""
    connection = get_connection()
    try:
        for letter in these:
            done = send(letter, connection)
            if done.trouble:
                connection.close()
            yield done
    finally:
        connection.close()


def try_mail(by: User, to: str) -> None:
    """Send a letter that says that mail works. Raises ``Invalid`` with what is wrong, or ``Forbidden``."""
    if not by.runs_installation:
        raise Forbidden("只有系统管理员能试发邮件，没有发送。")
    to = one_line(to, 200)
    if "@" not in to:
        raise Invalid("还没有写收件人的邮箱，没有发送。请填写。")
    if settings.MAIL_SERVER is None:
        raise Invalid("还没有设邮件服务器，没有发送。请先设 ZHUNSHENG_MAIL，再重新启动。")
    text = (
        f"这是一封测试邮件：准绳能把提醒发到这个邮箱。\n\n发件人：{by}\n时间：{timezone.localtime():%Y-%m-%d %H:%M}\n"
    )
    try:
        EmailMessage("准绳测试邮件", text, settings.DEFAULT_FROM_EMAIL, [to]).send()
    except _TROUBLES as error:
        raise Invalid(f"没有发出。{mail_trouble(error)}") from error
    with transaction.atomic():
        audit.log("test_mail", by, timezone.now(), "mail:", {"to": to})


def _letter(user: User, found: Notices, today: date) -> Letter | None:
    if not user.email:
        return None
    nodes = [node for node in found.nodes if node.left <= DAYS_AHEAD]
    keys = [*(_key(one) for one in found.rows), *(node.key for node in nodes)]
    told = set(ReminderSent.objects.filter(person=user, key__in=keys).values_list("key", flat=True)) if keys else set()
    rows = [one for one in found.rows if _key(one) not in told]
    new_nodes = [node for node in nodes if node.key not in told]
    if not rows and not new_nodes:
        return None
    more = [("近期节点", [f"{node}。" for node in new_nodes])]
    subject, text = digest(str(user), rows, today, settings.ADDRESS, more)
    return Letter(user, subject, text, (*map(_key, rows), *(node.key for node in new_nodes)))


def _key(one: Matter) -> str:
    """Each matter is told once for each reason."""
    return f"{one.key}:{one.why.value if one.why else ''}"
