"""Run a command on a PostgreSQL of its own: ``python tests/postgres.py -- COMMAND…``.

Starts a private cluster in a temporary folder (as the user ``postgres`` when called by root, which PostgreSQL refuses),
runs COMMAND with ``DATABASE_URL`` set (the server with further ones of ``POSTGRES_SETTINGS``: ``shared_buffers=2GB``), stops the cluster, removes the folder, and exits as COMMAND did; 77 when
PostgreSQL is not installed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

NOT_INSTALLED = 77
PORT = "55432"
"""Only names the socket's file: the cluster listens on no network address."""


def bin_folder() -> Path | None:
    """Where PostgreSQL's own programs lie, or ``None``."""
    if shutil.which("initdb"):
        return Path(shutil.which("initdb") or "").parent
    if shutil.which("pg_config"):
        found = subprocess.run(["pg_config", "--bindir"], capture_output=True, text=True, check=False).stdout.strip()
        if found and (Path(found) / "initdb").exists():
            return Path(found)
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return debian[-1].parent if debian else None


def as_postgres(command: list[str], folder: Path) -> None:
    """Run one of PostgreSQL's programs; as its own user when we are root."""
    is_root = os.name == "posix" and os.geteuid() == 0
    who: dict[str, Any] = {"user": "postgres", "group": "postgres", "extra_groups": []} if is_root else {}
    told = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, **who)
    if told.returncode:
        raise SystemExit(f"{' '.join(command)}\n{told.stdout}{told.stderr}")


@contextmanager
def cluster(programs: Path) -> Iterator[str]:
    """A running cluster; its ``DATABASE_URL``."""
    with tempfile.TemporaryDirectory(prefix="zhunsheng-pg-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "sock").mkdir()
        if os.geteuid() == 0:
            for path in (folder, folder / "sock"):
                shutil.chown(path, "postgres")
        data = str(folder / "data")
        initdb = [
            str(programs / "initdb"),
            "-D",
            data,
            "-U",
            "postgres",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "-A",
            "trust",
        ]
        as_postgres(initdb, folder)
        settings = f"-p {PORT} -k {folder / 'sock'} -c listen_addresses= -c fsync=off -c max_connections=60"
        settings += "".join(f" -c {one}" for one in os.environ.get("POSTGRES_SETTINGS", "").split())
        control = [str(programs / "pg_ctl"), "-D", data, "-w", "-l", str(folder / "log")]
        as_postgres([*control, "-o", settings, "start"], folder)
        try:
            yield f"postgresql://postgres@/postgres?host={folder / 'sock'}&port={PORT}"
        finally:
            as_postgres([*control, "-m", "immediate", "stop"], folder)


def main(arguments: list[str]) -> int:
    """Run the command after ``--``."""
    command = arguments[1:] if arguments[:1] == ["--"] else arguments
    if not command:
        print(__doc__, file=sys.stderr)
        return 2
    programs = bin_folder()
    if programs is None:
        print("没有安装 PostgreSQL：多人数据库上的测试没有做。", file=sys.stderr)
        return NOT_INSTALLED
    with cluster(programs) as url:
        return subprocess.run(command, env={**os.environ, "DATABASE_URL": url}, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
