"""Pictures for paper: what they are, how large they print, and their bytes without what programs and cameras left in them."""

from __future__ import annotations

import base64
import io
import re
import struct
import zlib
from functools import lru_cache

import typst
from lxml import etree
from PIL import Image, UnidentifiedImageError

from zhunsheng.documents.page import Picture
from zhunsheng.documents.writing.look import MM, TALLEST_PICTURE, Paper
from zhunsheng.documents.writing.unwritable import Unwritable

_PNG = b"\x89PNG\r\n\x1a\n"
_KEPT_CHUNKS = frozenset({b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"sRGB", b"cHRM", b"pHYs", b"IDAT", b"IEND"})
"""Parts of a PNG file that say how it looks; the others may say who made it, where and when."""
_POINTS_PER_PIXEL = 0.75
_LENGTH = re.compile(r"^\s*([0-9.]+)\s*(px|pt|mm|cm|in)?\s*$")
_POINTS = {None: 0.75, "px": 0.75, "pt": 1.0, "mm": MM, "cm": 10 * MM, "in": 72.0}
_RESOLUTION = 200.0
"""Dots per inch of a drawing that is stored as dots too, for programs that know no SVG."""
_SPOKEN = re.compile(r"^(?:on[a-z]+|.*\}href|href)$")
_LARGEST = 40_000_000


def kind_of(picture: Picture) -> str:
    """``png`` or ``svg``. Raises :class:`Unwritable` for any other bytes."""
    if picture.data.startswith(_PNG):
        return "png"
    if b"<svg" in picture.data[:2000]:
        return "svg"
    raise Unwritable("图片不是PNG也不是SVG，放不进文件。请换用PNG或SVG图片。")


@lru_cache(maxsize=64)
def size_on_paper(picture: Picture, paper: Paper) -> tuple[float, float]:
    """Width and height in points: its own size or the width asked for, made smaller where the page has no room."""
    width, height = _natural_size(picture)
    scale = picture.width * MM / width if picture.width is not None else 1.0
    scale = min(scale, paper.text_width / width, paper.text_height * TALLEST_PICTURE / height)
    return width * scale, height * scale


def _natural_size(picture: Picture) -> tuple[float, float]:
    if kind_of(picture) == "png":
        try:
            with Image.open(io.BytesIO(picture.data)) as image:
                width, height = image.size
        except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as error:
            raise Unwritable("PNG图片已损坏或太大，放不进文件。请换一张图片。") from error
        if width * height > _LARGEST:
            raise Unwritable("PNG图片太大，放不进文件。请缩小后再放。")
        return width * _POINTS_PER_PIXEL, height * _POINTS_PER_PIXEL
    return _drawn_size(picture)


def _drawn_size(picture: Picture) -> tuple[float, float]:
    root = _svg_root(picture.data)
    box = [float(number) for number in re.findall(r"-?[0-9.]+", root.get("viewBox") or "")]
    width, height = _points(root.get("width")), _points(root.get("height"))
    if width is None or height is None:
        if len(box) != 4 or box[2] <= 0 or box[3] <= 0:
            raise Unwritable("SVG图片没有写宽和高，放不进文件。请给它写上viewBox。")
        ratio = box[3] / box[2]
        width = width if width is not None else box[2] * _POINTS_PER_PIXEL
        height = width * ratio
    return width, height


def _points(text: str | None) -> float | None:
    found = _LENGTH.match(text or "")
    return float(found.group(1)) * _POINTS[found.group(2)] if found and float(found.group(1)) > 0 else None


def clean_png(data: bytes) -> bytes:
    """The picture without comments, dates, places and names. Raises :class:`Unwritable` for a damaged file."""
    kept = [_PNG]
    place = len(_PNG)
    while place + 12 <= len(data):
        (length,) = struct.unpack(">I", data[place : place + 4])
        kind, body = data[place + 4 : place + 8], data[place + 8 : place + 8 + length]
        if len(body) != length:
            raise Unwritable("PNG图片不完整，放不进文件。请重新导出图片。")
        if kind in _KEPT_CHUNKS:
            kept.append(struct.pack(">I", length) + kind + body + struct.pack(">I", zlib.crc32(kind + body)))
        place += 12 + length
        if kind == b"IEND":
            return b"".join(kept)
    raise Unwritable("PNG图片不完整，放不进文件。请重新导出图片。")


def clean_svg(data: bytes) -> bytes:
    """The drawing without comments, metadata, scripts and addresses: what is only looked at."""
    root = _svg_root(data)
    for element in list(root.iter()):
        tag = etree.QName(element).localname if isinstance(element.tag, str) else ""
        parent = element.getparent()
        if parent is not None and tag in ("", "script", "metadata", "foreignObject", "image"):
            _drop(parent, element)
            continue
        for name in [str(name) for name in element.attrib]:
            local_target = str(element.attrib[name]).startswith("#")
            if _SPOKEN.match(name) and not local_target:
                del element.attrib[name]
    return etree.tostring(root, encoding="utf-8")


def _drop(parent: etree._Element, element: etree._Element) -> None:
    """Takes an element out and leaves the text behind it where it was."""
    before = element.getprevious()
    if element.tail:
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)


def _svg_root(data: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise Unwritable("SVG图片写得不对，放不进文件。请重新导出图片。") from error


@lru_cache(maxsize=32)
def as_png(picture: Picture) -> bytes:
    """The picture as dots: an SVG drawn for programs that know no SVG. Raises :class:`Unwritable`."""
    if kind_of(picture) == "png":
        return clean_png(picture.data)
    source = (
        b'#set page(width: auto, height: auto, margin: 0pt, fill: white)\n#image(bytes(sys.inputs.svg), format: "svg")'
    )
    try:
        compiler = typst.Compiler(source, sys_inputs={"svg": clean_svg(picture.data).decode("utf-8")})
        made = compiler.compile(format="png", ppi=_RESOLUTION)
    except typst.TypstError as error:
        raise Unwritable(f"SVG图片画不出来：{error}。请换用PNG图片。") from error
    return clean_png(made if isinstance(made, bytes) else b"".join(made or []))


def data_address(picture: Picture) -> str:
    """The picture as an address that holds it, for a page that fetches nothing."""
    kind = kind_of(picture)
    data = clean_svg(picture.data) if kind == "svg" else clean_png(picture.data)
    return f"data:image/{'svg+xml' if kind == 'svg' else 'png'};base64,{base64.b64encode(data).decode()}"
