"""Backup and restore: one zip of the database as of one moment, the stored files, and the folder's own small files.

The embedded database is copied by SQLite's own online backup; of PostgreSQL every table is copied out in one read-only snapshot, so
that no program of the server is needed. Stored files are named by their digest and never change, so those that the snapshot
names are there when it is taken, and are copied after it. Nobody has to stop working.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from zhunsheng.documents.reading.refusal import Refused
from zhunsheng.usecases.system_words import why
from zhunsheng.web.data_folder import DATABASE_NAME, STANDS_AT_NAME
from zhunsheng.web.serve import prepare

if TYPE_CHECKING:
    from zhunsheng.web.accounts.models import User

SCHEMA = "zhunsheng/backup@1"
MANIFEST = "manifest.json"
_TABLES = "tables/"
_FILES = "files/"
_SMALL = ("secret_key", "demo.txt", STANDS_AT_NAME)
"""Files of the folder itself that belong to the installation."""
_SAFE = re.compile(
    r"(?:files/[0-9a-f]{2}/[0-9a-f]{62}|tables/[a-z0-9_]+\.csv|database\.sqlite3|secret_key|demo\.txt|demonstration-day)"
)
_DATABASE = "database.sqlite3"
_NOT_COPIED = frozenset({"django_migrations", "django_session"})
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore came to: when the backup was made, how many files it held, and what does not fit afterwards."""

    made: str
    files: int
    faults: tuple[str, ...]


def back_up(data: Path, out: Path) -> dict[str, Any]:
    """Write a backup of a data folder (or the database of ``DATABASE_URL`` with it); its manifest. Raises :class:`Refused`."""
    if out.exists():
        raise Refused(f"{out}已经有了，没有覆盖。请换一个文件名，例如加上日期。")
    prepare(data)
    half = out.with_name(f".{out.name}.{secrets.token_hex(4)}.part")
    try:
        descriptor = os.open(
            half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600
        )  # it holds password hashes and the secret key
        with os.fdopen(descriptor, "wb") as file:
            manifest = write_backup(file, None)
            file.flush()
            os.fsync(file.fileno())
        half.replace(out)
    except OSError as error:
        raise Refused(f"{out}写不进去（{why(error)}）。请检查文件夹、权限和磁盘空间。") from error
    finally:
        half.unlink(missing_ok=True)
    return manifest


def write_backup(file: IO[bytes], by: User | None) -> dict[str, Any]:
    """Write a backup of the running installation into an open file; its manifest. The trail says so, in the backup itself too."""
    from django.conf import settings
    from django.db import connection, transaction
    from django.utils import timezone

    from zhunsheng.web.records import audit

    with transaction.atomic():
        entry = audit.log("make_backup", by, timezone.now(), "backup:", {"engine": connection.vendor})
    folder = Path(settings.DATA)
    manifest: dict[str, Any] = {
        "schema": SCHEMA, "made": datetime.now(UTC).isoformat(timespec="seconds"), "engine": connection.vendor,
        "migrations": _migrations(), "audit": {"number": entry.number, "hash": entry.hash}, "entries": {},
    }  # fmt: skip
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as package:
        if connection.vendor == "sqlite":
            _copy_sqlite(package, manifest, Path(connection.settings_dict["NAME"]))
        else:
            _copy_tables(package, manifest)
        for path in sorted((folder / "files").glob("??/*")):
            if len(path.name) == 62 and path.is_file():
                _put(package, manifest, f"{_FILES}{path.parent.name}/{path.name}", path)
        for name in _SMALL:
            if (folder / name).is_file():
                _put(package, manifest, name, folder / name)
        package.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))
    return manifest


def restore(data: Path, source: Path) -> Restored:
    """Fill an empty data folder (and the empty database of ``DATABASE_URL``) from a backup, and check it.

    Raises :class:`Refused` for a file that is no backup or is damaged, and where there is data already; then nothing is left behind.
    """
    try:
        package = zipfile.ZipFile(source)
    except FileNotFoundError as error:
        raise Refused(f"{source}：没有这个文件。请核对路径。") from error
    except (OSError, zipfile.BadZipFile) as error:
        raise Refused(f"{source}不是准绳的备份，或没有复制完整。请换一份备份。") from error
    with package:
        manifest = _manifest(package, source)
        engine = "postgresql" if os.environ.get("DATABASE_URL") else "sqlite"
        if manifest["engine"] != engine:
            wants = "设好 DATABASE_URL（一个空库）" if engine == "sqlite" else "去掉 DATABASE_URL"
            raise Refused(
                f"这份备份的数据库是{_ENGINES[manifest['engine']]}，现在用的是{_ENGINES[engine]}，没有恢复。请{wants}再恢复。"
            )
        if (data / DATABASE_NAME).exists() or any((data / "files").glob("??/*")):
            raise Refused(f"{data}里已有数据，没有恢复。请换一个空文件夹，例如 --data 恢复。")
        data.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".restoring-", dir=data) as name:
            unpacked = Path(name)
            _unpack(package, manifest, unpacked, source)
            _move(unpacked, data)
            if engine == "postgresql":
                _fill_tables(data, manifest, unpacked)
            else:
                (unpacked / _DATABASE).replace(data / DATABASE_NAME)
    prepare(data)
    return Restored(
        manifest["made"], sum(name.startswith(_FILES) for name in manifest["entries"]), tuple(_checked(manifest))
    )


_ENGINES = {"sqlite": "内置数据库", "postgresql": "PostgreSQL"}


def _checked(manifest: dict[str, Any]) -> Iterator[str]:
    """What does not fit after a restore; then the restore itself goes on the trail."""
    from django.db import transaction
    from django.utils import timezone

    from zhunsheng.web.records import audit
    from zhunsheng.web.records.models import AuditEntry
    from zhunsheng.web.records.verification import faults

    wanted = manifest["audit"]
    there = AuditEntry.objects.filter(number=wanted["number"], hash=wanted["hash"]).exists()
    if not there:
        yield f"备份时审计链的第{wanted['number']}条不在恢复的数据里。"
    yield from faults()
    with transaction.atomic():
        audit.log(
            "restore_backup", None, timezone.now(), "backup:", {"made": manifest["made"], "number": wanted["number"]}
        )


def _migrations() -> dict[str, str]:
    """The newest migration of each app that has been applied."""
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    applied = MigrationRecorder(connection).applied_migrations()
    found: dict[str, str] = {}
    for app, name in sorted(applied):
        found[app] = name
    return found


def _copy_sqlite(package: zipfile.ZipFile, manifest: dict[str, Any], database: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="backup-", dir=database.parent) as name:
        copy = Path(name) / _DATABASE
        with sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True) as source, sqlite3.connect(copy) as target:
            source.backup(target)
        source.close()
        target.execute("PRAGMA journal_mode=DELETE")
        target.close()
        _put(package, manifest, _DATABASE, copy)


def _copy_tables(package: zipfile.ZipFile, manifest: dict[str, Any]) -> None:
    """Every table as csv, all of them as of one moment."""
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        for table in _tables():
            cursor.execute(
                "SELECT column_name FROM information_schema.columns WHERE table_name = %s AND table_schema = current_schema() ORDER BY 1",
                [table],
            )
            columns = [name for (name,) in cursor.fetchall()]
            digest, size, name = hashlib.sha256(), 0, f"{_TABLES}{table}.csv"
            statement = (
                f"COPY {_quoted(table)} ({', '.join(map(_quoted, columns))}) TO STDOUT WITH (FORMAT csv, HEADER)"
            )
            with package.open(name, "w", force_zip64=True) as out, cursor.copy(statement) as rows:
                for chunk in rows:
                    part = bytes(chunk)
                    digest.update(part)
                    size += len(part)
                    out.write(part)
            manifest["entries"][name] = {"sha256": digest.hexdigest(), "size": size, "columns": columns}


def _tables() -> list[str]:
    """The program's tables, sessions left out: who was signed in signs in again."""
    from django.db import connection

    names = connection.introspection.django_table_names(only_existing=True, include_views=False)
    return sorted(set(names) - _NOT_COPIED)


def _fill_tables(data: Path, manifest: dict[str, Any], unpacked: Path) -> None:
    """Bring an empty database to the state of the backup's migrations, and copy every table in, in one transaction."""
    import django
    from django.core.management import call_command

    os.environ["ZHUNSHENG_DATA"] = str(data)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhunsheng.web.settings")
    django.setup()
    from django.db import connection, transaction

    if "records_auditentry" in connection.introspection.table_names():
        raise Refused("DATABASE_URL 指的库里已有数据，没有恢复。请建一个空库再恢复。")
    for app, name in manifest["migrations"].items():
        call_command("migrate", app, name, interactive=False, verbosity=0)
    with transaction.atomic(), connection.cursor() as cursor:
        tables = _tables()
        cursor.execute(f"TRUNCATE {', '.join(map(_quoted, tables))} CASCADE")
        for table in tables:
            entry = manifest["entries"].get(f"{_TABLES}{table}.csv")
            if entry is None:
                continue
            columns = ", ".join(map(_quoted, entry["columns"]))
            with (
                cursor.copy(f"COPY {_quoted(table)} ({columns}) FROM STDIN WITH (FORMAT csv, HEADER)") as rows,
                (unpacked / _TABLES / f"{table}.csv").open("rb") as file,
            ):
                while chunk := file.read(_CHUNK):
                    rows.write(chunk)
            if "id" in entry["columns"]:
                _go_on_counting(cursor, table)


def _go_on_counting(cursor: Any, table: str) -> None:
    """Let new rows be numbered after those that came in."""
    cursor.execute("SELECT pg_get_serial_sequence(%s, 'id')", [_quoted(table)])
    (sequence,) = cursor.fetchone()
    if sequence:
        cursor.execute(f"SELECT setval(%s, (SELECT coalesce(max(id), 0) + 1 FROM {_quoted(table)}), false)", [sequence])


def _quoted(name: str) -> str:
    if not re.fullmatch(r"[a-zA-Z0-9_]+", name):
        raise ValueError(f"the name {name} is none of a table")
    return f'"{name}"'


def _put(package: zipfile.ZipFile, manifest: dict[str, Any], name: str, path: Path) -> None:
    """Add a file, its digest taken of what went in."""
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file, package.open(name, "w", force_zip64=True) as out:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
            out.write(chunk)
    manifest["entries"][name] = {"sha256": digest.hexdigest(), "size": size}


def _manifest(package: zipfile.ZipFile, source: Path) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads(package.read(MANIFEST))
        names = set(manifest["entries"])
        known = (
            manifest["schema"] == SCHEMA and manifest["engine"] in _ENGINES and isinstance(manifest["migrations"], dict)
        )
        fits = known and names | {MANIFEST} == set(package.namelist()) and all(map(_SAFE.fullmatch, names))
    except (KeyError, TypeError, ValueError, zipfile.BadZipFile) as error:
        raise Refused(f"{source}不是准绳的备份，或没有复制完整。请换一份备份。") from error
    if not fits:
        raise Refused(f"{source}里的清单与内容对不上，没有恢复。请换一份备份。")
    return manifest


def _unpack(package: zipfile.ZipFile, manifest: dict[str, Any], folder: Path, source: Path) -> None:
    """Unpack every entry, and compare what came out with its digest."""
    for name, entry in manifest["entries"].items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        digest, size = hashlib.sha256(), 0
        try:
            with package.open(name) as file, path.open("wb") as out:
                while chunk := file.read(_CHUNK):
                    digest.update(chunk)
                    size += len(chunk)
                    out.write(chunk)
        except zipfile.BadZipFile as error:
            raise Refused(f"{source}里的{name}坏了，没有恢复。请换一份备份。") from error
        if (digest.hexdigest(), size) != (entry["sha256"], entry["size"]):
            raise Refused(f"{source}里的{name}与清单的指纹不符，没有恢复。请换一份备份。")


def _move(unpacked: Path, data: Path) -> None:
    for name in _SMALL:
        if (unpacked / name).exists():
            (unpacked / name).replace(data / name)
            if name == "secret_key":
                (data / name).chmod(0o600)
    for path in sorted((unpacked / "files").glob("??/*")):
        target = data / "files" / path.parent.name
        target.mkdir(parents=True, exist_ok=True)
        shutil.move(path, target / path.name)
