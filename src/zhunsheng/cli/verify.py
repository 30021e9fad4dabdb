"""``zhunsheng verify``: the audit trail's chain and the stored files' digests."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from zhunsheng.cli.command import DONE, FOUND, Command
from zhunsheng.cli.terminal import say, show
from zhunsheng.cli.web_door import data_argument, use_data, web_function


def arguments(parser: ArgumentParser) -> None:
    """[--data DIR]"""
    data_argument(parser, "用户数据目录下的zhunsheng；环境变量DATABASE_URL可改用PostgreSQL")


def run(chosen: Namespace) -> int:
    """Check everything; every fault is a line, and the exit status is 1 when there is one."""
    faults = [str(fault) for fault in web_function("verifying", "verify")(use_data(chosen.data, must_exist=True))]
    for fault in faults:
        show(fault)
    say(f"发现{len(faults)}处不一致，见上。" if faults else "审计链完整，存储的文件与登记的指纹一致。")
    return FOUND if faults else DONE


COMMAND = Command(
    "verify",
    "核验审计链是否被改动、存储的文件是否完整",
    "  zhunsheng verify --data /srv/zhunsheng",
    arguments,
    run,
)
