"""``zhunsheng remind``: the day's letters, to be run by cron."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from zhunsheng.documents.reading.refusal import Refused
from zhunsheng.web.importing import NotImported
from zhunsheng.web.serve import prepare


class NotSent(NotImported):
    """A line about a letter that did not go out."""


def remind(data: Path | str, dry_run: bool = False) -> Iterator[str]:
    """Send what has not been told yet, or with ``dry_run`` only say what would be sent; one line (or letter) a person.

    Raises :class:`Refused` without a mail server.
    """
    prepare(Path(data))
    from django.conf import settings

    if settings.MAIL_SERVER is None and not dry_run:
        raise Refused(
            "还没有设邮件服务器，没有发送。请设环境变量 ZHUNSHENG_MAIL，例如 smtp+starttls://用户:密码@主机:587；只想看看的，加 --dry-run。"
        )
    return _lines(dry_run)


def _lines(dry_run: bool) -> Iterator[str]:
    from zhunsheng.web.records.operations.send_reminders import letters, send_all

    found = list(letters())
    if not found:
        yield "没有新的提醒。"
        return
    if dry_run:
        for letter in found:
            yield f"{letter.person} <{letter.person.email}>\n{letter.subject}\n\n{letter.text}"
        yield f"共{len(found)}封，都没有发送。"
        return
    for sent in send_all(found):
        who = f"{sent.letter.person} <{sent.letter.person.email}>"
        if sent.trouble:
            yield NotSent(f"{who}：没有发出。{sent.trouble}")
        else:
            yield f"{who}：{sent.letter.subject}"
