"""A demonstration served by the real command on a data folder of its own.

Where ``DATABASE_URL`` is set (see ``tests/postgres.py``) the server gets a database of its own there.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
PASSWORD = "lingang-2020"
_FIRST: list[TemporaryDirectory[str]] = []


@dataclass(frozen=True, slots=True)
class Site:
    """A running server and the folder of its data."""

    address: str
    data: Path
    environment: dict[str, str]
    """What its commands need besides: the database, where it is not the embedded one."""


@contextmanager
def served(data: Path) -> Iterator[Site]:
    """A demonstration of its own in a folder, served by the real command."""
    environment = {**os.environ, "PYTHONUTF8": "1"}
    for name in ("DJANGO_SETTINGS_MODULE", "ZHUNSHENG_DATA", "ZHUNSHENG_HOSTS"):
        environment.pop(name, None)  # what the web tests set in the same process is not this server's
    with own_database(environment):
        run = [sys.executable, "-m", "zhunsheng"]
        make_demonstration(data, environment)
        port = free_port()
        log = (data / "server.log").open("w")
        server = subprocess.Popen(
            [*run, "serve", "--data", str(data), "--port", str(port)], env=environment, stdout=log, stderr=log
        )
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for(address, server, data / "server.log")
            yield Site(address, data, {key: environment[key] for key in ("DATABASE_URL",) if environment.get(key)})
        finally:
            server.terminate()
            server.wait(20)
            log.close()


def make_demonstration(data: Path, environment: dict[str, str]) -> None:
    """Make a demonstration. With the embedded database the first one of this process is copied: each takes half a minute."""
    if environment.get("DATABASE_URL"):
        _demo(data, environment)
        return
    if not _FIRST:
        folder = TemporaryDirectory(prefix="zhunsheng-demo-")
        _demo(Path(folder.name) / "示例", environment)
        _FIRST.append(folder)  # it is cleared away with the process
    shutil.copytree(Path(_FIRST[0].name) / "示例", data)


def _demo(data: Path, environment: dict[str, str]) -> None:
    run = [sys.executable, "-m", "zhunsheng", "demo", "--data", str(data), "--no-server"]
    made = subprocess.run(run, env=environment, capture_output=True, text=True)
    assert made.returncode == 0, made.stderr


@contextmanager
def own_database(environment: dict[str, str]) -> Iterator[None]:
    """A database that only this server uses, where there is a PostgreSQL; nothing to do otherwise."""
    url = environment.get("DATABASE_URL")
    if not url:
        yield
        return
    import psycopg

    name = f"browser_{uuid.uuid4().hex[:10]}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'create database "{name}"')
    environment["DATABASE_URL"] = url.replace("/postgres?", f"/{name}?")
    assert environment["DATABASE_URL"] != url
    yield


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(address: str, server: subprocess.Popen, log: Path) -> None:
    """Until the server answers; what it said if it ends before, or says nothing for two minutes."""
    until = time.monotonic() + 120
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(f"{address}/login/", timeout=5).close()
            return
        except OSError:
            with suppress(subprocess.TimeoutExpired):
                server.wait(0.1)
                break
    raise AssertionError(log.read_text("utf-8"))
