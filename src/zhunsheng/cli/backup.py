"""``zhunsheng backup``: the database as of one moment and every stored file, in one zip; also while the server runs."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from zhunsheng.cli.command import DONE, Command
from zhunsheng.cli.terminal import say
from zhunsheng.cli.web_door import data_argument, use_data, web_function


def arguments(parser: ArgumentParser) -> None:
    """OUT [--data DIR]"""
    parser.add_argument("out", type=Path, metavar="文件", help="写到哪里，如 备份20200715.zip；已有的不覆盖")
    data_argument(parser, "用户数据目录下的zhunsheng；环境变量DATABASE_URL可改用PostgreSQL")


def run(chosen: Namespace) -> int:
    """Write the backup and say what is in it."""
    made = web_function("backup", "back_up")(use_data(chosen.data, must_exist=True), chosen.out)
    files = sum(name.startswith("files/") for name in made["entries"])
    say(
        f"已备份到{chosen.out}：数据库和{files}个文件，审计链到第{made['audit']['number']}条。里面有密码的摘要和密钥，请妥善保管。"
    )
    return DONE


COMMAND = Command(
    "backup",
    "备份整个数据文件夹或数据库，不用停机",
    "  zhunsheng backup 备份20200715.zip --data /srv/zhunsheng",
    arguments,
    run,
)
