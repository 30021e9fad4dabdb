"""``zhunsheng restore``: a backup into an empty data folder, checked afterwards as ``verify`` does."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from zhunsheng.cli.command import DONE, FOUND, Command
from zhunsheng.cli.terminal import say, show
from zhunsheng.cli.web_door import data_argument, use_data, web_function


def arguments(parser: ArgumentParser) -> None:
    """IN [--data DIR]"""
    parser.add_argument("source", type=Path, metavar="备份", help="zhunsheng backup 写的文件")
    data_argument(parser, "用户数据目录下的zhunsheng，须是空的；环境变量DATABASE_URL指空的PostgreSQL库")


def run(chosen: Namespace) -> int:
    """Restore and check; every fault is a line, and the exit status is 1 when there is one."""
    done = web_function("backup", "restore")(use_data(chosen.data), chosen.source)
    for fault in done.faults:
        show(fault)
    checked = (
        f"核验发现{len(done.faults)}处不一致，见上。" if done.faults else "核验通过：审计链完整，文件与登记的指纹一致。"
    )
    say(f"已恢复{done.made}的备份，{done.files}个文件。{checked}")
    return FOUND if done.faults else DONE


COMMAND = Command(
    "restore",
    "把备份恢复到空的数据文件夹或空库，并核验",
    "  zhunsheng restore 备份20200715.zip --data /srv/zhunsheng-new",
    arguments,
    run,
)
