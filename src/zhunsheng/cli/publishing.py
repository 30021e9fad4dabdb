"""``zhunsheng publish``: the official documents and the open data of a year, behind the gate."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from zhunsheng.cli.command import DONE, FOUND, Command, Unusable
from zhunsheng.cli.terminal import say, show
from zhunsheng.cli.web_door import data_argument, use_data, web_function
from zhunsheng.model.finding import Severity
from zhunsheng.usecases.publication import PublicationKind
from zhunsheng.usecases.system_words import why

_KINDS = [kind.value for kind in PublicationKind]


def arguments(parser: ArgumentParser) -> None:
    """[--data DIR] --year Y -o DIR [--kind budget|accounts] [--unit CODE]"""
    data_argument(parser, "用户数据目录下的zhunsheng；环境变量DATABASE_URL可改用PostgreSQL")
    parser.add_argument("--year", type=int, required=True, metavar="年度", help="预算年度")
    parser.add_argument(
        "-o", "--output", type=Path, required=True, metavar="文件夹", help="写到这个文件夹里，每次公开一个子文件夹"
    )
    parser.add_argument(
        "--kind",
        choices=_KINDS,
        metavar="种类",
        help="budget只写随预算公开的，accounts只写随决算公开的（默认有什么写什么）",
    )
    parser.add_argument("--unit", metavar="编码", help="只写这个单位的")


def run(chosen: Namespace) -> int:
    """Look through everything, write what may go out, and say what may not and why."""
    if not 1990 <= chosen.year <= 2100:
        raise Unusable(f"年度{chosen.year}不对。请写四位数的预算年度，如2020。")
    folder = use_data(chosen.data, must_exist=True)
    kind = PublicationKind(chosen.kind) if chosen.kind else None
    shut: list[bool] = []
    for one in web_function("publishing", "publish")(folder, chosen.year, kind, chosen.unit):
        shut.append(one.made is None)
        _tell(one)
        if one.made is not None:
            _write(chosen.output / one.folder, one)
    if not shut:
        raise Unusable(f"{chosen.year}年还没有自评结果，不能公开。请等年度结束、补齐完成值和支付记录后再公开。")
    return FOUND if any(shut) else DONE


def _tell(one: Any) -> None:
    """What was found, on stderr: the errors that stop it, or what is worth a look."""
    errors = [concern for concern in one.concerns if concern.stops]
    if errors:
        say(f"没有公开{one.words}：{len(errors)}处错误，改好后再公开。")
    for concern in one.concerns:
        if concern.release:
            say(f"  已写明理由放行 {concern.where}：{concern.release}")
        elif concern.severity is not Severity.INFO or not errors:
            say(f"  {concern}")


def _write(folder: Path, one: Any) -> None:
    """The files of one publication, and a sentence for each."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file in one.made.files:
            (folder / file.saved_as).write_bytes(file.data)
        told = "\n".join(f"- `{file.saved_as}`：{file.sentence}" for file in one.made.files)
        (folder / "README.md").write_text(f"# {one.words}\n\n{told}\n", "utf-8", newline="\n")
    except OSError as error:
        raise Unusable(f"{folder}：写不进去（{why(error)}）。请检查 -o 和磁盘空间。") from error
    show(f"{one.words}：写到 {folder}")
    for file in one.made.files:
        show(f"  {file.saved_as}：{file.sentence}")


COMMAND = Command(
    "publish",
    "写出一年的公开文本和公开数据，有隐私、涉密或缺项就不写",
    "  zhunsheng publish --data /srv/zhunsheng --year 2020 -o 公开\n  zhunsheng publish --year 2020 --kind accounts --unit 804002 -o 公开",
    arguments,
    run,
)
