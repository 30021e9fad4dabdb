"""``zhunsheng batch``: a folder of documents into one Parquet file."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from zhunsheng.cli.command import DONE, FOUND, Command, Unusable
from zhunsheng.cli.terminal import console, say
from zhunsheng.usecases.system_words import why

if TYPE_CHECKING:
    from zhunsheng.batch.engines import Engine
    from zhunsheng.batch.run import Outcome

WORKS = ("read", "review")
ENGINES = ("local", "dask")


def arguments(parser: ArgumentParser) -> None:
    """read|review IN_DIR_OR_GLOB -o OUT.parquet [--engine local|dask] …"""
    parser.add_argument("work", choices=WORKS, metavar="做什么", help="read读取，或review审核")
    parser.add_argument(
        "place", metavar="文件夹", help="文件夹（连同下级文件夹），或带引号的通配符，如 '文本/**/*.docx'"
    )
    parser.add_argument(
        "-o", "--output", type=Path, required=True, metavar="文件.parquet", help="结果文件，一份文件一行"
    )
    parser.add_argument(
        "--engine", choices=ENGINES, default=ENGINES[0], metavar="引擎",
        help="local用本机全部核（默认），dask用Dask集群",
    )  # fmt: skip
    parser.add_argument(
        "--scheduler", metavar="地址", help="Dask调度器的地址，如 tcp://10.0.0.8:8786（默认在本机起一个）"
    )
    parser.add_argument("--workers", type=_count, metavar="数", help="用几个进程（默认与核数相同）")


def run(chosen: Namespace) -> int:
    """Do what is not done yet, join it, and say what it came to; status 1 when some documents could not be used."""
    if chosen.output.suffix.lower() != ".parquet":
        raise Unusable(f"{chosen.output}：结果是Parquet文件。请把后缀写成.parquet。")
    if chosen.scheduler and chosen.engine != "dask":
        raise Unusable("--scheduler 只用于 --engine dask。请加上 --engine dask，或去掉 --scheduler。")
    try:
        from zhunsheng.batch.manifest import documents_in
        from zhunsheng.batch.run import run_batch

        engine = _engine(chosen)
    except ModuleNotFoundError as error:
        raise Unusable(
            f"没有安装批量处理要用的组件{error.name}。请运行 pip install 'zhunsheng[batch]' 后再试。"
        ) from error
    entries = documents_in(chosen.place)
    if not entries:
        raise Unusable(f"{chosen.place}：没有找到要处理的文件。请核对文件夹或通配符；通配符要加引号。")
    from zhunsheng.cli.main import version

    try:
        with _bar(len(entries), f"批量{'读取' if chosen.work == 'read' else '审核'}") as advance:
            outcome = run_batch(chosen.work, entries, chosen.output, engine, version=version(), progress=advance)
    except OSError as error:
        raise Unusable(
            f"{chosen.output}：写不了（{why(error)}）。请检查文件夹是否存在、有没有权限、磁盘是否已满；改好后再运行，会接着做。"
        ) from error
    say(_words(outcome, chosen.output))
    return FOUND if outcome.refused else DONE


def _engine(chosen: Namespace) -> Engine:
    from zhunsheng.batch.engines import on_a_cluster, on_this_machine

    workers = chosen.workers or os.cpu_count() or 1
    return on_a_cluster(chosen.scheduler, workers) if chosen.engine == "dask" else on_this_machine(workers)


def _count(word: str) -> int:
    if not word.isdecimal() or not 1 <= int(word) <= 1024:
        raise ArgumentTypeError(f"进程数应是1到1024的整数，不能是“{word}”")
    return int(word)


def _words(outcome: Outcome, output: Path) -> str:
    kept = f"，其中{outcome.kept}份上次已经做完" if outcome.kept else ""
    refused = f"；有{outcome.refused}份用不了，缘由见refusal一列" if outcome.refused else ""
    return f"{outcome.documents}份文件的结果已写到 {output}{kept}{refused}。"


@contextmanager
def _bar(total: int, title: str) -> Iterator[Callable[[int], None]]:
    """A progress bar on stderr; a pipe is spared it."""
    from rich import progress

    columns = (
        progress.TextColumn("{task.description}"), progress.BarColumn(), progress.MofNCompleteColumn(),
        progress.TimeElapsedColumn(), progress.TextColumn("还要"), progress.TimeRemainingColumn(),
    )  # fmt: skip
    with progress.Progress(*columns, console=console(sys.stderr), disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task(title, total=total)
        yield lambda done: bar.advance(task, done)


COMMAND = Command(
    "batch",
    "批量读取或审核一个文件夹的文件，结果写成一个Parquet文件；中断了再运行会接着做",
    "  zhunsheng batch review 全县文本/ -o 审核.parquet\n  zhunsheng batch read '文本/**/*.docx' -o 文本.parquet --workers 8",
    arguments,
    run,
)
