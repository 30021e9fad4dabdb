"""Photos of entries: what they say, how they look in small, and where they were used before."""

from __future__ import annotations

import io
from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from PIL import Image

from zhunsheng.ledger import photo as reading
from zhunsheng.web.records import stored_files
from zhunsheng.web.records.models import Attachment, Photo, PhotoMatch, StoredFile, Unit
from zhunsheng.web.records.operations.outcome import Invalid

SMALL = (320, 240)
"""The size of a small picture, in pixels."""
COMPARED = 20_000
"""With how many of the newest photos a new one is compared for its look."""
MATCHES = 30
"""Matches of one photo that are kept."""
_LIKE_PHOTOS = (".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif", ".gif", ".bmp")


def read_picture(name: str, data: bytes) -> reading.Photo | None:
    """The photo that a file is; ``None`` for a file that is not meant as one. Raises :class:`Invalid` for a broken one."""
    found = reading.read_photo(data)
    if found.photo is None and name.lower().endswith(_LIKE_PHOTOS):
        raise Invalid(f"“{name}”没有接收：{found.problem}")
    return found.photo


def keep_photo(stored: StoredFile, picture: reading.Photo) -> None:
    """Keep what a stored file says as a picture, and the copy that pages show."""
    if Photo.objects.filter(file=stored).exists():
        return
    taken = timezone.make_aware(picture.taken_at) if picture.taken_at else None
    spot = picture.spot
    Photo(
        file=stored, media_type=picture.media_type, width=picture.width, height=picture.height, taken_at=taken,
        latitude=spot.latitude if spot else None, longitude=spot.longitude if spot else None, device=picture.device,
        look=picture.look,
    ).save()  # fmt: skip
    _write(_shown_path(stored.sha256), picture.display)


def alike(picture: reading.Photo, unit: Unit, root: str) -> list[tuple[int, int]]:
    """The attachments of other entries whose photos look nearly the same: their ids, and how many bits differ.

    The units under one top unit are compared with each other. It looks at every one of them, so do it before the act's
    transaction, which lets nobody else write.
    """
    looks = _others(unit, root).exclude(file__sha256=picture.sha256).filter(file__photo__isnull=False).order_by("-pk")
    found = []
    for pk, look in looks.values_list("pk", "file__photo__look")[:COMPARED]:
        apart = reading.distance(picture.look, look)
        if apart <= reading.NEAR:
            found.append((pk, apart))
    return found[:MATCHES]


def keep_matches(row: Attachment, unit: Unit, near: list[tuple[int, int]]) -> list[PhotoMatch]:
    """Keep beside an attachment where the same file, or a photo nearly the same, stands with other entries."""
    same = _others(unit, row.entry_id).filter(file=row.file)[:MATCHES]
    found = [PhotoMatch(later=row, earlier=other, distance=0, same_file=True) for other in same]
    found += [PhotoMatch(later=row, earlier_id=pk, distance=apart, same_file=False) for pk, apart in near]
    PhotoMatch.objects.bulk_create(found)
    return found


def _others(unit: Unit, root: str) -> QuerySet[Attachment]:
    top = "/".join(unit.path.split("/")[:2]) + "/"
    return Attachment.objects.filter(entry__unit__path__startswith=top).exclude(entry_id=root)


def photo_of(row: Attachment) -> Photo | None:
    """What is known of an attachment as a picture; ``None`` for another file."""
    return getattr(row.file, "photo", None)


def path_of(row: Attachment) -> Path:
    """Where the bytes of an attachment lie."""
    return stored_files.path_of(row.file.sha256)


def shown_picture(row: Attachment, *, small: bool = False) -> bytes | None:
    """The copy of a photo that pages show: a JPEG without what the camera wrote into it. Made anew where it is missing."""
    if photo_of(row) is None:
        return None
    path = _shown_path(row.file.sha256)
    if not path.exists():
        original = path_of(row)
        found = reading.read_photo(original.read_bytes()).photo if original.exists() else None
        if found is None:
            return None
        _write(path, found.display)
    if not small:
        return path.read_bytes()
    little = path.with_suffix(".small.jpg")
    if not little.exists():
        out = io.BytesIO()
        with Image.open(path) as picture:
            picture.thumbnail(SMALL)
            picture.save(out, "JPEG", quality=80)
        _write(little, out.getvalue())
    return little.read_bytes()


def _shown_path(sha256: str) -> Path:
    return Path(settings.DATA) / "shown" / sha256[:2] / f"{sha256[2:]}.jpg"


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(".part")
    half.write_bytes(data)
    half.replace(path)
