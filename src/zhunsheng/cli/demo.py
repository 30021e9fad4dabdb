"""``zhunsheng demo``: the example park's whole year in a fresh data folder, and the web application on it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from zhunsheng.cli.command import DONE, Command
from zhunsheng.cli.measure import day
from zhunsheng.cli.terminal import show
from zhunsheng.cli.web_door import data_argument, port, use_data, web_function


def arguments(parser: ArgumentParser) -> None:
    """[--data DIR] [--as-of DATE] [--port N] [--no-browser] [--no-server]"""
    data_argument(parser, "用户数据目录下的zhunsheng-demo，停在别的一天的各有一个")
    parser.add_argument(
        "--as-of", type=day, metavar="日期",
        help="示例停在哪一天：2020-07-15看年中监控，2020-10-20看年底前还差什么，2021-01-20看全年自评（默认2021-09-10，全年已评价、公开）",
    )  # fmt: skip
    parser.add_argument("--port", type=port, default=8000, metavar="端口", help="监听的端口（默认8000）")
    parser.add_argument("--no-browser", action="store_true", help="不打开浏览器")
    parser.add_argument("--no-server", action="store_true", help="只建好示例数据，不启动网页")


def run(chosen: Namespace) -> int:
    """Make the example's data, say who may sign in, serve."""
    folder = chosen.data
    if folder is None:
        name = web_function("demo", "folder_name")(chosen.as_of)
        folder = web_function("data_folder", "default_data_folder")().with_name(name)
    data = use_data(folder)
    made = web_function("demo", "make_demo")(data, chosen.as_of)
    for line in made or ():
        show(str(line))
    if chosen.no_server:
        return DONE
    web_function("serve", "serve")(data, "127.0.0.1", chosen.port, 1, not chosen.no_browser)
    return DONE


COMMAND = Command(
    "demo",
    "建好示例园区一整年的数据，打开网页工作台看看",
    "  zhunsheng demo\n  zhunsheng demo --as-of 2020-07-15\n  zhunsheng demo --port 8001 --no-browser",
    arguments,
    run,
)
