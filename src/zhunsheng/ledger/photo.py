"""A photo that proves a record: when and where it was taken, its digest, a hash that nearly equal photos share, a smaller copy.

What a camera wrote into the file is read and told, never trusted as proof by itself. The display copy carries none of it: no
place, no device, no owner.
"""

from __future__ import annotations

import hashlib
import io
import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cache
from operator import mul
from typing import Any

from PIL import ExifTags, Image, ImageOps

MAX_BYTES = 30 * 1024 * 1024
"""The largest photo that is taken."""
MAX_PIXELS = 120_000_000
"""The most pixels that are decoded; a phone's largest is 108 million."""
DISPLAY_EDGE = 1600
"""The longer edge of the copy that pages show."""
NEAR = 12
"""Hashes that differ in no more than this many of 64 bits are told as nearly the same photo."""
_OPENED = ("JPEG", "PNG", "WEBP")
_MEDIA_TYPES = {"PNG": "image/png", "WEBP": "image/webp"}
"""By the name that Pillow gives to what it opened; a phone's JPEG with a second picture in it is called MPO."""
_HASH_EDGE, _HASH_SIDE = 32, 8
_SMALL = 240
"""The shorter edge that is enough to hash a picture."""
_CROPS = (0, 0.04, 0.08)
"""How much of each edge the compared crops leave out."""
_EARTH = 6_371_000


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the earth in decimal degrees (WGS 84), six decimals."""

    latitude: Decimal
    longitude: Decimal


@dataclass(frozen=True, slots=True)
class Photo:
    """What is known of a photo. ``taken_at`` is the camera's own local time; ``look`` is what :func:`distance` compares (48 hex
    digits); ``display`` is a JPEG."""

    sha256: str
    media_type: str
    width: int
    height: int
    look: str
    display: bytes
    taken_at: datetime | None = None
    spot: Spot | None = None
    device: str = ""


@dataclass(frozen=True, slots=True)
class PhotoReading:
    """A photo, or the sentence why the file cannot be used as one."""

    photo: Photo | None = None
    problem: str | None = None


def read_photo(data: bytes) -> PhotoReading:
    """Read a photo. Never raises for what is in the file, whatever its name says it is."""
    problem = _not_a_photo(data)
    if problem is not None:
        return PhotoReading(problem=problem)
    try:
        with Image.open(io.BytesIO(data), formats=_OPENED) as image:
            return _read(image, data)
    except Image.DecompressionBombError:
        return PhotoReading(problem=_TOO_MANY)
    except Exception:  # Pillow's decoders raise whatever a damaged file leads them to
        return PhotoReading(problem="照片打不开，可能没有传完整。请重新拍一张，或从相册里再选一次。")


_TOO_MANY = f"照片超过{MAX_PIXELS // 1_000_000}百万像素，请用手机普通模式重新拍。"


def distance(one: str, other: str) -> int:
    """In how many of 64 bits the looks of two photos differ: 0 for the same look, about 30 for different photos.

    A photo is also compared with narrow crops of the other, so that a trimmed edge does not hide it.
    """
    ones, others = _hashes(one), _hashes(other)
    pairs = [(ones[0], hash) for hash in others] + [(hash, others[0]) for hash in ones[1:]]
    return min((a ^ b).bit_count() for a, b in pairs)


def nearly_same(one: str, other: str) -> bool:
    """True for photos that look the same but for recompression, size or a narrow crop."""
    return distance(one, other) <= NEAR


def _hashes(look: str) -> list[int]:
    return [int(look[start : start + 16], 16) for start in range(0, len(look), 16)]


def metres_between(one: Spot, other: Spot) -> int:
    """The distance of two places, to a metre or so for short ones."""
    phi1, phi2 = math.radians(one.latitude), math.radians(other.latitude)
    across = math.sin((phi2 - phi1) / 2) ** 2
    along = math.sin(math.radians(other.longitude - one.longitude) / 2) ** 2
    return round(2 * _EARTH * math.asin(math.sqrt(min(1, across + math.cos(phi1) * math.cos(phi2) * along))))


def _not_a_photo(data: bytes) -> str | None:
    """What the first bytes say against it, in a sentence that names the cure."""
    if not data:
        return "照片是空的，请重新拍一张。"
    if len(data) > MAX_BYTES:
        return f"照片有{len(data) >> 20}兆，超过{MAX_BYTES >> 20}兆。请用手机普通模式重新拍。"
    if data[4:12] in (b"ftypheic", b"ftypheix", b"ftyphevc", b"ftypmif1", b"ftypmsf1"):
        return "这是HEIC格式的照片，暂不能读。请在手机“设置—相机—格式”里选“兼容性最佳”，或截图后再传。"
    known = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF")
    if not data.startswith(known) or (data.startswith(b"RIFF") and data[8:12] != b"WEBP"):
        return "这不是照片文件，只是名字像照片。能用的有JPEG、PNG和WebP。"
    return None


def _read(image: Image.Image, data: bytes) -> PhotoReading:
    width, height = image.size
    if width * height > MAX_PIXELS:
        return PhotoReading(problem=_TOO_MANY)
    if min(width, height) < 32:
        return PhotoReading(problem=f"图片只有{width}×{height}点，太小，看不出内容。请重新拍一张。")
    exif = image.getexif()
    taken_at, spot, device = _taken_at(exif), _spot(exif), _device(exif)
    media_type = _MEDIA_TYPES.get(image.format or "", "image/jpeg")
    # a JPEG decodes at an eighth or a quarter of its size when that is enough: less memory and time for large ones
    image.draft("RGB", (DISPLAY_EDGE, DISPLAY_EDGE))
    orientation = exif.get(ExifTags.Base.Orientation, 1)
    flat = _on_white(image if orientation == 1 else ImageOps.exif_transpose(image))
    flat.thumbnail((DISPLAY_EDGE, DISPLAY_EDGE), Image.Resampling.LANCZOS)
    turned = orientation in (5, 6, 7, 8)
    return PhotoReading(
        Photo(
            hashlib.sha256(data).hexdigest(), media_type, *((height, width) if turned else (width, height)),
            _look(flat), _jpeg(flat), taken_at, spot, device,
        )
    )  # fmt: skip


def _on_white(image: Image.Image) -> Image.Image:
    """The picture as plain RGB; what is transparent becomes white."""
    if "A" in image.getbands() or "transparency" in image.info:
        layered = image.convert("RGBA")
        ground = Image.new("RGB", layered.size, "white")
        ground.paste(layered, mask=layered.getchannel("A"))
        return ground
    return image if image.mode == "RGB" else image.convert("RGB")


def _jpeg(image: Image.Image) -> bytes:
    """The picture as a JPEG without any metadata."""
    out = io.BytesIO()
    image.info = {}  # whatever a camera wrote beside the picture stays behind
    image.save(out, "JPEG", quality=82, exif=b"", icc_profile=None, comment=b"")
    return out.getvalue()


def _look(image: Image.Image) -> str:
    """The hashes of a picture and of its narrow crops, 16 hex digits each."""
    grey = image.convert("L")
    if (times := min(grey.size) // _SMALL) > 1:
        grey = grey.reduce(times)  # averages whole squares: a quarter of the time, and at most a bit or two of the hash
    wide, high = grey.size
    edges = [(round(wide * share), round(high * share)) for share in _CROPS]
    return "".join(_hash(grey.crop((x, y, wide - x, high - y)) if x else grey) for x, y in edges)


def _hash(grey: Image.Image) -> str:
    """The coarse light and dark of a picture: which low frequencies of its cosine transform are above their median. It hardly
    changes when a picture is recompressed, resized or brightened."""
    pixels = grey.resize((_HASH_EDGE, _HASH_EDGE), Image.Resampling.LANCZOS).tobytes()
    waves = _waves()
    lines = [pixels[start : start + _HASH_EDGE] for start in range(0, len(pixels), _HASH_EDGE)]
    across = [[sum(map(mul, wave, line)) for line in lines] for wave in waves]
    low = [sum(map(mul, wave, row)) for wave in waves for row in across]
    middle = sorted(low[1:])[len(low) // 2 - 1]  # the first is the mean brightness and says nothing of the look
    return f"{sum((value > middle) << bit for bit, value in enumerate(low)):016x}"


@cache
def _waves() -> tuple[tuple[float, ...], ...]:
    """The cosine waves of the lowest frequencies."""
    step = math.pi / (2 * _HASH_EDGE)
    return tuple(tuple(math.cos((2 * x + 1) * u * step) for x in range(_HASH_EDGE)) for u in range(_HASH_SIDE))


def _taken_at(exif: Image.Exif) -> datetime | None:
    """When the camera says it was taken, in its local time; ``None`` where it does not say or says nonsense."""
    inside: Mapping[int, Any] = exif.get_ifd(ExifTags.IFD.Exif)
    for text in (
        inside.get(ExifTags.Base.DateTimeOriginal),
        inside.get(ExifTags.Base.DateTimeDigitized),
        exif.get(ExifTags.Base.DateTime),
    ):
        try:
            return datetime.strptime(str(text).strip("\x00 ")[:19], "%Y:%m:%d %H:%M:%S")
        except ValueError:
            continue
    return None


def _device(exif: Image.Exif) -> str:
    words = (str(exif.get(tag, "")).strip("\x00 ") for tag in (ExifTags.Base.Make, ExifTags.Base.Model))
    return " ".join(word for word in words if word and word.isprintable())[:60]


def _spot(exif: Image.Exif) -> Spot | None:
    """Where the camera says it stood; ``None`` where it does not say or says what is no place."""
    gps: Mapping[int, Any] = exif.get_ifd(ExifTags.IFD.GPSInfo)
    latitude = _degrees(gps.get(ExifTags.GPS.GPSLatitude), gps.get(ExifTags.GPS.GPSLatitudeRef), "S", 90)
    longitude = _degrees(gps.get(ExifTags.GPS.GPSLongitude), gps.get(ExifTags.GPS.GPSLongitudeRef), "W", 180)
    if latitude is None or longitude is None or (latitude == 0 and longitude == 0):
        return None  # a phone without a fix writes 0, 0
    return Spot(latitude, longitude)


def _degrees(parts: Any, side: Any, negative: str, most: int) -> Decimal | None:
    """Degrees, minutes and seconds as decimal degrees."""
    try:
        degrees, minutes, seconds = (Decimal(str(float(part))) for part in parts)
        value = degrees + minutes / 60 + seconds / 3600
        if not value.is_finite() or not 0 <= value <= most:
            return None
        value = value.quantize(Decimal("0.000001"))
    except (TypeError, ValueError, ArithmeticError):
        return None
    word = side.decode("ascii", "replace") if isinstance(side, bytes) else str(side or "")
    return -value if word.strip("\x00 ").upper() == negative else value
