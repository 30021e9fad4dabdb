"""Photos of entries: what they say, how they look in small, and where they were used before."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from django.conf import settings
from PIL import Image, ImageOps

from zhunsheng.web.records import stored_files
from zhunsheng.web.records.models import Attachment, Photo, StoredFile, Unit

SMALL = (320, 240)
"""The size of a small picture, in pixels."""


def path_of(row: Attachment) -> Path:
    """Where the bytes of an attachment lie."""
    return stored_files.path_of(row.file.sha256)


def photo_of(row: Attachment) -> Photo | None:
    """What is known of an attachment as a picture; ``None`` for another file."""
    return getattr(row.file, "photo", None)


def small_picture(row: Attachment) -> bytes | None:
    """A small JPEG of a photo, made once and kept in the data folder; ``None`` for what is no photo any more."""
    path = path_of(row)
    if photo_of(row) is None or not path.exists():
        return None
    kept = Path(settings.FILES) / "small" / row.file.sha256[:2] / f"{row.file.sha256[2:]}.jpg"
    if kept.exists():
        return kept.read_bytes()
    out = io.BytesIO()
    with Image.open(path) as picture:
        picture.draft("RGB", SMALL)
        small = ImageOps.exif_transpose(picture)
        small.thumbnail(SMALL)
        small.convert("RGB").save(out, "JPEG", quality=80)
    kept.parent.mkdir(parents=True, exist_ok=True)
    half = kept.with_suffix(".part")
    half.write_bytes(out.getvalue())
    half.replace(kept)
    return out.getvalue()


def read_picture(name: str, data: bytes) -> Any:
    return None


def keep_photo(stored: StoredFile, picture: Any) -> None:
    pass


def matches_of(row: Attachment, unit: Unit) -> str:
    return ""
