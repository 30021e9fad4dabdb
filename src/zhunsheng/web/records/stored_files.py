"""Files in the data folder, each kept once under its SHA-256: ``files/ab/cdef…``."""

from __future__ import annotations

import hashlib
import os
import secrets
from pathlib import Path

from django.conf import settings


def path_of(sha256: str) -> Path:
    """Where the bytes of this digest lie."""
    return Path(settings.FILES) / sha256[:2] / sha256[2:]


def keep(data: bytes) -> str:
    """Write the bytes unless they are there already; their SHA-256. A killed write leaves no half file behind."""
    sha256 = hashlib.sha256(data).hexdigest()
    path = path_of(sha256)
    if path.exists() and path.stat().st_size == len(data):
        return sha256
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.parent / f".{secrets.token_hex(8)}.part"
    try:
        with half.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)
    return sha256


def problem_of(sha256: str) -> str | None:
    """What is wrong with a stored file, in Chinese; ``None`` when its bytes still have their digest."""
    path = path_of(sha256)
    if not path.exists():
        return "文件不见了"
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    return None if found == sha256 else "文件内容与登记的摘要不符"
