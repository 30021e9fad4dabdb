"""What a command is, and an argument parser that speaks Chinese."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NoReturn
from unicodedata import east_asian_width

DONE, FOUND, UNUSABLE = 0, 1, 2
"""Exit status: done; done and something was found; the input could not be used."""


class Unusable(Exception):
    """The command cannot do its work; the message is one Chinese sentence. Exit status 2."""


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its words, its arguments, and what runs. ``run`` returns the exit status."""

    name: str
    summary: str
    example: str
    arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


_SENTENCES = (
    (r"argument 命令: invalid choice: '(.*)' \(choose from (.*)\)", r"没有“\1”这个命令。可用的命令：\2"),
    (r"argument (.+): invalid choice: '(.*)' \(choose from (.*)\)", r"\1不能是“\2”，可选：\3"),
    (r"argument (.+): invalid int value: '(.*)'", r"\1应是整数，不能是“\2”"),
    (r"argument (.+): expected (?:at least )?one argument", r"\1后面要跟一个值"),
    (r"argument (.+): ignored explicit argument '(.*)'", r"\1不带值，后面不能写“\2”"),
    (r"argument (.+): not allowed with argument (.+)", r"\1不能和\2同时用"),
    (r"the following arguments are required: (.+)", r"缺少参数：\1"),
    (r"unrecognized arguments: (.+)", r"不认识的参数：\1"),
    (r"argument (.+?): (.+)", r"\1：\2"),
)
"""What argparse says, and what we say."""


class Parser(argparse.ArgumentParser):
    """An argument parser whose own words are Chinese; a wrong argument is one sentence and exit status 2."""

    def __init__(self, **settings: Any) -> None:
        settings.setdefault("formatter_class", Formatter)
        super().__init__(add_help=False, allow_abbrev=False, **settings)
        self._positionals.title, self._optionals.title = "参数", "选项"
        self.add_argument("-h", "--help", action="help", help="显示这份说明")

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the arguments and where to look."""
        for pattern, sentence in _SENTENCES:
            if re.fullmatch(pattern, message, re.S):
                message = re.sub(pattern, sentence, message, flags=re.S).replace("', '", "、").replace("'", "")
                break
        self.exit(UNUSABLE, f"准绳：{message}。用 {self.prog} --help 看用法。\n")


_PIECES = re.compile(r"[（“《]*(?:[!-~]+|[^!-~\s])[，。、；：）”》]*|\s+")
"""Where a line of help may break: after a Latin word or a character, closing punctuation stays with what it closes."""


def _columns(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


class Formatter(argparse.RawDescriptionHelpFormatter):
    """Help whose usage line is headed in Chinese."""

    def __init__(self, prog: str, *rest: Any, **settings: Any) -> None:
        settings.setdefault("max_help_position", 26)
        super().__init__(prog, *rest, **settings)

    def add_usage(
        self, usage: str | None, actions: Iterable[argparse.Action], groups: Iterable[Any], prefix: str | None = None
    ) -> None:
        """The usage line."""
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)

    def format_help(self) -> str:
        """Headings with a Chinese colon."""
        return re.sub(r"^(参数|选项|命令):$", r"\1：", super().format_help(), flags=re.M)

    def _split_lines(self, text: str, width: int) -> list[str]:
        """Lines no wider than the room: Chinese takes two columns and breaks anywhere, a Latin word stays whole."""
        lines = [""]
        for piece in _PIECES.findall(text):
            if lines[-1] and _columns(lines[-1] + piece.rstrip()) > width:
                lines.append("")
            lines[-1] += piece if lines[-1] else piece.lstrip()
        return [line.rstrip() for line in lines]

    def _format_action(self, action: argparse.Action) -> str:
        """The list of commands without a line for the list itself."""
        if isinstance(action, argparse._SubParsersAction):
            return "".join(self._format_action(command) for command in action._get_subactions())
        return super()._format_action(action)
