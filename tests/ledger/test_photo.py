"""Photos: when and where, the same one twice, and files that are no photos."""

from __future__ import annotations

import hashlib
import io
import random
import struct
import zlib
from datetime import datetime
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ExifTags, Image, ImageDraw, ImageEnhance

from zhunsheng.ledger.photo import MAX_BYTES, NEAR, Spot, distance, metres_between, nearly_same, read_photo


def scene(seed: int, size: tuple[int, int] = (800, 600)) -> Image.Image:
    """A street that nobody photographed: sky, road, houses, trees and lamps where the seed puts them."""
    chance = random.Random(seed)
    picture = Image.new("RGB", size, tuple(chance.randrange(120, 240) for _ in range(3)))
    draw = ImageDraw.Draw(picture)
    wide, high = size
    draw.rectangle(
        (0, high * chance.uniform(0.5, 0.8), wide, high), fill=tuple(chance.randrange(40, 120) for _ in range(3))
    )
    for _ in range(14):
        x, y = chance.randrange(wide), chance.randrange(high)
        w, h = chance.randrange(30, wide // 3), chance.randrange(30, high // 2)
        shape = chance.choice([draw.rectangle, draw.ellipse])
        shape((x, y, x + w, y + h), fill=tuple(chance.randrange(256) for _ in range(3)))
    return picture


def jpeg(picture: Image.Image, quality: int = 90, exif: Image.Exif | None = None) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality, **({"exif": exif} if exif is not None else {}))
    return out.getvalue()


def camera_words(orientation: int = 1, gps: dict | None = None, taken: str = "2020:06:03 16:40:12") -> Image.Exif:
    exif = Image.Exif()
    exif[ExifTags.Base.Make], exif[ExifTags.Base.Model], exif[ExifTags.Base.Orientation] = "HUAWEI", "P40", orientation
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = taken
    exif.get_ifd(ExifTags.IFD.GPSInfo).update(gps or {1: "N", 2: (36.0, 51.0, 20.88), 3: "E", 4: (115.0, 30.0, 3.6)})
    return exif


def look(picture: Image.Image, quality: int = 90) -> str:
    return read_photo(jpeg(picture, quality)).photo.look


def test_time_place_and_device_are_read_from_the_photo():
    data = jpeg(scene(1), exif=camera_words())
    photo = read_photo(data).photo
    assert photo.taken_at == datetime(2020, 6, 3, 16, 40, 12)
    assert photo.spot == Spot(Decimal("36.855800"), Decimal("115.501000"))
    assert photo.device == "HUAWEI P40"
    assert photo.sha256 == hashlib.sha256(data).hexdigest()
    assert (photo.media_type, photo.width, photo.height) == ("image/jpeg", 800, 600)


def test_the_copy_for_display_is_small_upright_and_tells_nothing_of_the_camera():
    photo = read_photo(jpeg(scene(1, (4000, 2400)), exif=camera_words(orientation=6))).photo
    assert (photo.width, photo.height) == (2400, 4000)
    shown = Image.open(io.BytesIO(photo.display))
    assert shown.size == (960, 1600)
    assert dict(shown.getexif()) == {}
    assert b"Exif" not in photo.display
    assert b"HUAWEI" not in photo.display


def test_a_photo_without_camera_words_has_no_time_and_no_place():
    photo = read_photo(jpeg(scene(2))).photo
    assert (photo.taken_at, photo.spot, photo.device) == (None, None, "")


@pytest.mark.parametrize(
    "gps",
    [
        {1: "N", 2: (0.0, 0.0, 0.0), 3: "E", 4: (0.0, 0.0, 0.0)},
        {1: "N", 2: (136.0, 0.0, 0.0), 3: "E", 4: (115.0, 0.0, 0.0)},
        {1: "N", 2: (36.0, 0.0), 3: "E", 4: (115.0, 0.0, 0.0)},
        {1: "N", 3: "E", 4: (115.0, 0.0, 0.0)},
    ],
    ids=["no-fix", "no-such-latitude", "no-seconds", "half"],
)
def test_a_place_that_cannot_be_is_no_place(gps: dict):
    assert read_photo(jpeg(scene(3), exif=camera_words(gps=gps))).photo.spot is None


def test_south_and_west_are_below_zero():
    gps = {1: "S", 2: (33.0, 30.0, 0.0), 3: "W", 4: (70.0, 15.0, 0.0)}
    assert read_photo(jpeg(scene(3), exif=camera_words(gps=gps))).photo.spot == Spot(
        Decimal("-33.500000"), Decimal("-70.250000")
    )


def test_a_time_that_cannot_be_is_no_time():
    assert read_photo(jpeg(scene(3), exif=camera_words(taken="0000:00:00 00:00:00"))).photo.taken_at is None


def test_the_same_photo_is_known_again_after_recompression_resizing_and_a_narrow_crop():
    for seed in range(12):
        whole = scene(seed)
        wide, high = whole.size
        changed = {
            "quality": look(whole, 35),
            "half": look(whole.resize((400, 300)), 70),
            "bright": look(ImageEnhance.Brightness(whole).enhance(1.15)),
            **{
                f"crop {n}%": look(
                    whole.crop((wide * n // 100, high * n // 100, wide - wide * n // 100, high - high * n // 100))
                )
                for n in (2, 4, 6, 8)
            },
        }
        assert {
            how: distance(look(whole), hash) for how, hash in changed.items() if not nearly_same(look(whole), hash)
        } == {}


def test_different_photos_are_not_taken_for_the_same():
    looks = [look(scene(seed)) for seed in range(40)]
    near = [pair for pair in combinations(looks, 2) if nearly_same(*pair)]
    assert near == []
    assert min(distance(*pair) for pair in combinations(looks, 2)) > NEAR


hashes = st.integers(0, 2**192 - 1).map(lambda number: f"{number:048x}")


@given(hashes, hashes)
def test_likeness_is_the_same_both_ways_and_everything_is_like_itself(one: str, other: str):
    assert distance(one, other) == distance(other, one)
    assert distance(one, one) == 0


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_png_and_webp_are_photos_too_and_what_is_transparent_turns_white(form: str):
    picture = Image.new("RGBA", (200, 100), (0, 0, 0, 0))
    out = io.BytesIO()
    picture.save(out, form)
    photo = read_photo(out.getvalue()).photo
    assert photo.media_type == f"image/{form.lower()}"
    assert Image.open(io.BytesIO(photo.display)).getpixel((50, 50)) == (255, 255, 255)


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few kilobytes that would unpack to gigabytes."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\x00" * 100_000))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "照片是空的，请重新拍一张。"),
        (b"<html>not a photo</html>", "这不是照片文件，只是名字像照片。能用的有JPEG、PNG和WebP。"),
        (b"%PDF-1.7", "这不是照片文件，只是名字像照片。能用的有JPEG、PNG和WebP。"),
        (b"RIFF\x00\x00\x00\x00WAVE", "这不是照片文件，只是名字像照片。能用的有JPEG、PNG和WebP。"),
        (b"\x00\x00\x00\x18ftypheic" + b"\x00" * 40, "这是HEIC格式的照片，暂不能读。请在手机“设置—相机—格式”里选“兼容性最佳”，或截图后再传。"),
        (b"\xff\xd8\xff\xe0 torn", "照片打不开，可能没有传完整。请重新拍一张，或从相册里再选一次。"),
        (jpeg(scene(1))[:5000], "照片打不开，可能没有传完整。请重新拍一张，或从相册里再选一次。"),
        (bomb(60_000, 60_000), "照片超过120百万像素，请用手机普通模式重新拍。"),
        (jpeg(Image.new("RGB", (20, 20))), "图片只有20×20点，太小，看不出内容。请重新拍一张。"),
        (b"\xff\xd8\xff" + b"\x00" * (MAX_BYTES + 1), "照片有30兆，超过30兆。请用手机普通模式重新拍。"),
    ],
    ids=["empty", "page", "pdf", "sound", "heic", "torn", "half", "bomb", "tiny", "huge"],
)  # fmt: skip
def test_what_is_no_usable_photo_gets_a_sentence(data: bytes, problem: str):
    reading = read_photo(data)
    assert (reading.photo, reading.problem) == (None, problem)


GOOD = jpeg(scene(5, (200, 150)), exif=camera_words())


@given(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=4))
def test_no_damage_to_a_photo_raises(at: int, noise: bytes):
    reading = read_photo(GOOD[:at] + noise + GOOD[at + len(noise) :])
    assert (reading.photo is None) is (reading.problem is not None)


def test_distances_on_the_ground_are_about_right():
    gate, lamp = Spot(Decimal("36.855800"), Decimal("115.501000")), Spot(Decimal("36.856700"), Decimal("115.501000"))
    assert metres_between(gate, gate) == 0
    assert 99 <= metres_between(gate, lamp) <= 101
