"""Serving the web application: bring the database up to date, then run the server."""

from __future__ import annotations

import errno
import os
import secrets
import socket
import sys
import threading
import webbrowser
from pathlib import Path

from zhunsheng.documents.reading.refusal import Refused

THREADS = 4
"""Threads of each worker: requests it answers at the same time."""


def prepare(data: Path) -> None:
    """Point Django at a data folder and bring its database up to date.

    Raises :class:`Refused` where the folder or the database cannot be used.
    """
    import django
    from django.core.management import call_command
    from django.db import OperationalError

    os.environ["ZHUNSHENG_DATA"] = str(data)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhunsheng.web.settings")
    try:
        django.setup()
        call_command("migrate", interactive=False, verbosity=0)
    except OperationalError as error:
        where = "DATABASE_URL 指的数据库" if os.environ.get("DATABASE_URL") else f"{data}里的数据库"
        raise Refused(f"{where}打不开：{str(error).strip().splitlines()[0]}。请检查地址、权限和磁盘空间。") from error
    except ValueError as error:
        if "DATABASE_URL" in str(error) or "ZHUNSHENG_MAIL" in str(error):
            raise Refused(str(error)) from error
        raise


def first_administrator() -> str | None:
    """Make the first administrator of an installation without people; how to sign in, ``None`` where there are some."""
    from zhunsheng.web.accounts.models import Role, User

    if User.objects.exists():
        return None
    password = secrets.token_urlsafe(9)
    User.objects.create_superuser("admin", password=password, name="管理员", role=Role.ADMIN)
    return f"还没有用户，已建立管理员：用户名 admin，密码 {password}。请登录后修改密码。"


def serve(data: Path | str, host: str, port: int, workers: int = 1, browser: bool = False) -> None:
    """Serve until interrupted; with ``browser``, open the first page once the server answers."""
    from granian.constants import Interfaces
    from granian.server import Server

    check_port(host, port)
    local = host in ("127.0.0.1", "localhost", "::1")
    if not local and "ZHUNSHENG_HOSTS" not in os.environ:
        os.environ["ZHUNSHENG_HOSTS"] = "*"  # whoever listens for other machines is called by names we cannot know
    prepare(Path(data))
    for line in filter(None, (first_administrator(), f"准绳已启动：{address(host, port)}（按 Ctrl+C 停止）")):
        print(line, flush=True)
    _close_connections()
    if browser:
        opener = threading.Timer(1.5, webbrowser.open, (address(host, port),))
        opener.daemon = True
        opener.start()
    Server(
        "zhunsheng.web.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        log_enabled=False,
        respawn_failed_workers=True,
    ).serve()


def check_port(host: str, port: int) -> None:
    """Raise :class:`Refused` when nothing can listen there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        why = "已被别的程序占用" if error.errno == errno.EADDRINUSE else f"不能监听（{error.strerror or error}）"
        raise Refused(f"{host}的端口{port}{why}。请换一个端口，例如 --port {port % 65535 + 1}。") from error


def address(host: str, port: int) -> str:
    """Where a browser on this machine finds the server."""
    name = "127.0.0.1" if host in ("0.0.0.0", "::", "") else host
    return f"http://{name}:{port}/"


def _close_connections() -> None:
    """Workers are made by forking or spawning: none may inherit an open database."""
    from django.db import connections

    connections.close_all()


if __name__ == "__main__":
    serve(Path(sys.argv[1]), "127.0.0.1", int(sys.argv[2]))
