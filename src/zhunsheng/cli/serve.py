"""``zhunsheng serve``: the web application on a data folder or on the database of ``DATABASE_URL``."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from zhunsheng.cli.command import DONE, Command
from zhunsheng.cli.web_door import data_argument, port, use_data, web_function


def arguments(parser: ArgumentParser) -> None:
    """[--data DIR] [--host H] [--port N] [--workers N]"""
    data_argument(parser, "用户数据目录下的zhunsheng；环境变量DATABASE_URL可改用PostgreSQL")
    parser.add_argument(
        "--host", default="127.0.0.1", metavar="地址", help="监听的地址；0.0.0.0表示允许别的电脑访问（默认127.0.0.1）"
    )
    parser.add_argument("--port", type=port, default=8000, metavar="端口", help="监听的端口（默认8000）")
    parser.add_argument("--workers", type=int, default=1, metavar="个数", help="工作进程数（默认1）")
    parser.add_argument("--browser", action="store_true", help="启动后打开浏览器")


def run(chosen: Namespace) -> int:
    """Serve until interrupted."""
    data = use_data(chosen.data)
    web_function("serve", "serve")(data, chosen.host, chosen.port, max(1, chosen.workers), chosen.browser)
    return DONE


COMMAND = Command(
    "serve",
    "启动网页工作台",
    "  zhunsheng serve\n  zhunsheng serve --data /srv/zhunsheng --host 0.0.0.0 --port 8000 --workers 4",
    arguments,
    run,
)
