"""The ``zhunsheng`` command: finds the command's module, runs it, and turns every trouble into one sentence."""

from __future__ import annotations

import importlib
import os
import sys
from argparse import Namespace
from collections.abc import Sequence

from zhunsheng.cli.command import DONE, UNUSABLE, Command, Parser, Unusable
from zhunsheng.cli.terminal import prepare_streams, say, swallow_output
from zhunsheng.documents.reading.refusal import Refused
from zhunsheng.usecases.system_words import why

MODULES = {
    "demo": "demo",
    "serve": "serve",
    "read": "read",
    "review": "review",
    "rule": "rule",
    "convert": "convert",
    "batch": "batch",
    "import": "importing",
    "measure": "measure",
    "score": "score",
    "publish": "publishing",
    "remind": "remind",
    "verify": "verify",
    "backup": "backup",
    "restore": "restore",
}
"""Command → the module of this room that defines its ``COMMAND``, in the order of the help."""

INTERRUPTED = 130
"""What a shell expects of a program that Ctrl-C ended."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status. Never shows a traceback unless ``ZHUNSHENG_DEBUG`` is set."""
    prepare_streams()
    try:
        words = sys.argv[1:] if arguments is None else list(arguments)
        if not words:
            parser().print_help()
            return DONE
        chosen = parser(words[0]).parse_args(words)
        status = _run(chosen)
        sys.stdout.flush()
        return status
    except (Refused, Unusable) as trouble:
        say(str(trouble))
        return UNUSABLE
    except ModuleNotFoundError as error:
        say(f"没有安装这个命令要用的组件{error.name}。请运行 pip install 'zhunsheng[web]' 后再试。")
        return UNUSABLE
    except BrokenPipeError:
        # The reader of the pipe has seen enough (`| head`): nothing went wrong.
        swallow_output()
        return DONE
    except KeyboardInterrupt:
        say("已中断。")
        return INTERRUPTED
    except OSError as error:
        swallow_output()
        say(f"输出写不下去（{why(error)}）。请检查磁盘空间和权限。")
        return UNUSABLE
    except Exception as error:
        if os.environ.get("ZHUNSHENG_DEBUG"):
            raise
        say(
            f"程序内部出错（{type(error).__name__}：{error}）。请把这句话和所用的文件交给维护者；设 ZHUNSHENG_DEBUG=1 再运行可看详情。"
        )
        return UNUSABLE


def parser(word: str | None = None) -> Parser:
    """The parser of the command that ``word`` names, or of the whole command line; only what is needed is loaded."""
    top = Parser(
        prog="zhunsheng",
        description="准绳：预算绩效管理的开放工作台。读取、审核、转换绩效文本，或打开网页工作台。",
        epilog="例：\n  zhunsheng demo                      打开示例园区的工作台\n  zhunsheng review 绩效文本.docx      审核一份绩效文本\n\n用 zhunsheng 命令 --help 看每个命令的说明。",
    )
    if word not in MODULES:
        top.add_argument("--version", action="version", version=f"zhunsheng {version()}", help="显示版本")
    groups = top.add_subparsers(title="命令", metavar="命令", required=True, dest="command")
    for command in map(command_of, [word] if word in MODULES else MODULES):
        sub = groups.add_parser(
            command.name,
            help=command.summary,
            description=f"{command.summary}。",
            epilog=f"例：\n{command.example}",
        )
        command.arguments(sub)
        sub.set_defaults(run=command.run)
    return top


def command_of(name: str) -> Command:
    """One command, by its name."""
    command: Command = importlib.import_module(f"zhunsheng.cli.{MODULES[name]}").COMMAND
    return command


def version() -> str:
    """The installed version of the package."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        return installed("zhunsheng")
    except PackageNotFoundError:
        return "0"


def _run(chosen: Namespace) -> int:
    status: int = chosen.run(chosen)
    return status
