"""``zhunsheng convert``: one document into the official form of another format."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from zhunsheng.cli.command import DONE, Command, Unusable
from zhunsheng.cli.files import keep_existing, read_input, write, write_output
from zhunsheng.cli.terminal import say
from zhunsheng.usecases.write_document import SUFFIXES


def arguments(parser: ArgumentParser) -> None:
    """FILE -o OUT"""
    parser.add_argument("file", metavar="文件", help="要转换的文件；- 是标准输入")
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        required=True,
        metavar="文件",
        help="写到哪里；后缀决定格式：.docx .xlsx .pdf .html .json .csv",
    )
    parser.add_argument("--force", action="store_true", help="已有同名文件时覆盖它（默认不覆盖）")


def run(chosen: Namespace) -> int:
    """Read, write, and tell what could not be carried over."""
    suffix = chosen.output.suffix.lower()
    if suffix.removeprefix(".") not in SUFFIXES:
        known = "、".join(f".{known}" for known in SUFFIXES)
        raise Unusable(f"{chosen.output}：不会写这种格式。请把后缀写成{known}之一。")
    file, document, refusal = read_input(chosen.file)
    if refusal is not None:
        raise Unusable(f"{file}：{refusal}")
    for problem in document.problems:
        say(f"{file}：{problem.where}：{problem.message}")
    data = write(document, suffix)
    if not chosen.force:
        keep_existing(chosen.output, data)
    write_output(chosen.output, data, [file])
    say(f"已写到 {chosen.output}（{len(document.projects)}个项目，{document.indicator_count}条指标）")
    return DONE


COMMAND = Command(
    "convert",
    "把绩效文本转成另一种格式的规定表样",
    "  zhunsheng convert 绩效文本.doc -o 绩效文本.docx\n  zhunsheng convert 绩效文本.docx -o 绩效文本.xlsx",
    arguments,
    run,
)
