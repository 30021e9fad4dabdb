"""A demonstration served by the real command on a data folder of its own.

Where ``DATABASE_URL`` is set (see ``tests/postgres.py``) the server gets a database of its own there.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
PASSWORD = "lingang-2020"


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
        made = subprocess.run(
            [*run, "demo", "--data", str(data), "--no-server"], env=environment, capture_output=True, text=True
        )
        assert made.returncode == 0, made.stderr
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
    """Until the server answers; the operating system holds each try back, so nothing here sleeps."""
    for _ in range(600):
        assert server.poll() is None, log.read_text("utf-8")
        try:
            urllib.request.urlopen(f"{address}/login/", timeout=2).close()
            return
        except (urllib.error.URLError, OSError):
            subprocess.run([sys.executable, "-c", "pass"], check=True)
    raise AssertionError(log.read_text("utf-8"))
