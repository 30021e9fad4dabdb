"""Which database: the embedded one in the data folder, or the PostgreSQL that ``DATABASE_URL`` names."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from zhunsheng.web.data_folder import DATABASE_NAME

SQLITE_START = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-16000;"
"""Run on each new embedded connection: readers do not wait for the writer, a commit survives a killed process."""

POSTGRESQL_START = "-c jit=off"
"""What each connection to PostgreSQL begins with: compiling a query takes longer than any of ours takes to answer."""


def database_settings(url: str | None, folder: Path) -> dict[str, Any]:
    """Django's settings of the one database. Raises ``ValueError`` for a URL of another kind than PostgreSQL."""
    return _postgresql(url) if url else _sqlite(folder)


def _sqlite(folder: Path) -> dict[str, Any]:
    """A write transaction takes the lock when it begins, so what it read stays true until it commits."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": folder / DATABASE_NAME,
        "CONN_MAX_AGE": None,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE_START},
        "TEST": {"NAME": str(folder / "test.sqlite3")},
    }


def _postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres"):
        raise ValueError("DATABASE_URL 应以 postgresql:// 开头，例如 postgresql://用户:密码@主机:5432/库名。")
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "zhunsheng",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", None) or unquote(parts.hostname or ""),
        "PORT": query.pop("port", None) or str(parts.port or ""),
        "CONN_MAX_AGE": 0,
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 16, "timeout": 20}, "options": POSTGRESQL_START, **query},
    }
