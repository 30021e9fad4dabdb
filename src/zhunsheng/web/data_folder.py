"""The data folder: where the database, stored files, logs and the secret key of one installation live."""

from __future__ import annotations

import os
import secrets
import sys
from datetime import date
from pathlib import Path

ENVIRONMENT = "ZHUNSHENG_DATA"
"""The environment variable that names the data folder."""
DATABASE_NAME = "zhunsheng.sqlite3"
"""The embedded database's file name in the data folder."""

STANDS_AT_NAME = "demonstration-day"
"""The file in a demonstration's data folder that says at which day (``2020-07-15``) it stands."""


def default_data_folder() -> Path:
    """The folder an installation uses when nobody names one: the platform's place for a user's data."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "zhunsheng"


def data_folder() -> Path:
    """The data folder in use: the environment's, else the default one; made with its drawers when missing."""
    named = os.environ.get(ENVIRONMENT)
    folder = Path(named).expanduser().resolve() if named else default_data_folder()
    for drawer in (folder, folder / "files", folder / "logs"):
        drawer.mkdir(parents=True, exist_ok=True)
    return folder


def demonstration_day(folder: Path) -> date | None:
    """The day that the demonstration in this folder stands at, as its file says; ``None`` without one."""
    try:
        return date.fromisoformat((folder / STANDS_AT_NAME).read_text("ascii").strip())
    except FileNotFoundError:
        return None


def secret_key(folder: Path) -> str:
    """The installation's secret key, made once; only the owner may read its file."""
    path = folder / "secret_key"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        found = path.read_text("ascii").strip()
        if found:
            return found
        descriptor = os.open(path, os.O_WRONLY | os.O_TRUNC)
    made = secrets.token_urlsafe(64)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(made)
    return made
