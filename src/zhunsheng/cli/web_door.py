"""The other door: functions of the web application, loaded only when a command needs them.

The command line runs without Django, so it knows the web room by name alone, as a package's entry points do.
"""

from __future__ import annotations

import importlib
import os
from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from zhunsheng.cli.command import DONE, UNUSABLE, Unusable
from zhunsheng.cli.terminal import say, show
from zhunsheng.usecases.system_words import why

DATA_ENVIRONMENT = "ZHUNSHENG_DATA"
"""Names the data folder to the web application; ``--data`` sets it."""


def web_function(module: str, name: str) -> Any:
    """A function of ``zhunsheng.web.<module>``. What it needs and is not installed is told by the caller of commands."""
    return getattr(importlib.import_module(f"zhunsheng.web.{module}"), name)


def tell(lines: Iterable[Any]) -> int:
    """Print what a web function reports as it comes, failures as messages; the exit status: ``UNUSABLE`` after a failure."""
    status = DONE
    for line in lines:
        if getattr(line, "failed", False):
            status = UNUSABLE
            say(str(line))
        else:
            show(str(line))
    return status


def data_argument(parser: ArgumentParser, default: str) -> None:
    """``--data DIR``; ``default`` says where the data is when nobody names a folder."""
    parser.add_argument("--data", type=Path, metavar="文件夹", help=f"数据文件夹（默认{default}）")


def use_data(folder: Path | None, *, must_exist: bool = False) -> Path:
    """The data folder in use, told to the web application before it starts; made when it is missing."""
    if must_exist and folder is not None and not folder.expanduser().is_dir():
        raise Unusable(f"{folder}：没有这个数据文件夹。请核对 --data。")
    if folder is not None:
        os.environ[DATA_ENVIRONMENT] = str(folder.expanduser().resolve())
    try:
        found: Path = web_function("data_folder", "data_folder")()
    except OSError as error:
        raise Unusable(f"{folder}：数据文件夹用不了（{why(error)}）。请换一个有写权限的文件夹。") from error
    return found


def port(text: str) -> int:
    """A TCP port as an argument type."""
    from argparse import ArgumentTypeError

    if not text.isdigit() or not 0 < int(text) < 65536:
        raise ArgumentTypeError(f"“{text}”不是端口号，请给出1到65535之间的整数")
    return int(text)
