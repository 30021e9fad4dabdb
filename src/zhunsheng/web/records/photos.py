"""Photos of entries: what they say, and where they were used before."""

from __future__ import annotations

from typing import Any

from zhunsheng.web.records.models import Attachment, StoredFile, Unit


def read_picture(name: str, data: bytes) -> Any:
    return None


def keep_photo(stored: StoredFile, picture: Any) -> None:
    pass


def matches_of(row: Attachment, unit: Unit) -> str:
    return ""
