"""``zhunsheng remind``: what is due, overdue or came back, by mail to everybody who owes it; each reminder once."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from zhunsheng.cli.command import Command
from zhunsheng.cli.web_door import data_argument, tell, use_data, web_function


def arguments(parser: ArgumentParser) -> None:
    """[--data DIR] [--dry-run]"""
    data_argument(parser, "用户数据目录下的zhunsheng；环境变量DATABASE_URL可改用PostgreSQL")
    parser.add_argument("--dry-run", action="store_true", help="只列出要发的信，不发送，也不记作已提醒")


def run(chosen: Namespace) -> int:
    """Send the day's letters; a letter that does not go out is told, and tried again next time."""
    return tell(web_function("reminding", "remind")(use_data(chosen.data, must_exist=True), chosen.dry_run))


COMMAND = Command(
    "remind",
    "把快到期、已逾期和退回的待办用邮件告诉每个人，同一件只提醒一次",
    "  zhunsheng remind --data /srv/zhunsheng\n  zhunsheng remind --data /srv/zhunsheng --dry-run\n  0 8 * * * zhunsheng remind --data /srv/zhunsheng    （crontab：每天八点）",
    arguments,
    run,
)
