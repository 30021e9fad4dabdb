"""Pictures in a Word file: stored once each, drawn in a line of their own above their caption.

A drawing is stored as SVG and as dots: Word since 2016 and LibreOffice show the sharp one, older programs the other.
"""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from zhunsheng.documents.page import PageTree, Paragraph, Picture
from zhunsheng.documents.writing.docx_parts import FIRST_PICTURE_ID, PICTURE_STYLE
from zhunsheng.documents.writing.docx_words import RELATIONS, Element, add, root
from zhunsheng.documents.writing.look import Paper
from zhunsheng.documents.writing.picture import as_png, clean_svg, kind_of, size_on_paper

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_INLINE = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_EMU = 12700
"""The drawing unit of the format: so many to the point."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A stored picture: the relations of its dots and (for a drawing) of its lines, and its size in points."""

    dots: str
    lines: str | None
    width: float
    height: float


@dataclass(slots=True)
class Media:
    """The pictures of one document: parts of the package by name, and where each picture is."""

    parts: dict[str, bytes]
    files: list[str]
    placed: dict[Picture, Placed]

    @classmethod
    def of(cls, tree: PageTree, paper: Paper) -> Media:
        """Every picture of a tree, each stored once. Raises ``Unwritable`` for one that cannot be drawn."""
        media = cls({}, [], {})
        for block in tree.blocks:
            picture = block.picture if isinstance(block, Paragraph) else None
            if picture is None or picture in media.placed:
                continue
            dots = media._store(as_png(picture), "png")
            lines = media._store(clean_svg(picture.data), "svg") if kind_of(picture) == "svg" else None
            media.placed[picture] = Placed(dots, lines, *size_on_paper(picture, paper))
        return media

    def of_picture(self, picture: Picture) -> Placed:
        """Where a picture of the tree was stored."""
        return self.placed[picture]

    def _store(self, data: bytes, suffix: str) -> str:
        name = f"media/image{len(self.files) + 1}.{suffix}"
        self.files.append(name)
        self.parts[f"word/{name}"] = data
        return f"rId{FIRST_PICTURE_ID + len(self.files) - 1}"


def picture_element(placed: Placed, caption: str, number: int) -> Element:
    """A paragraph with the picture in its line; ``number`` is unique in the document, the caption its spoken words."""
    paragraph = root("p")
    add(add(paragraph, "pPr"), "pStyle", val=PICTURE_STYLE)
    drawing = add(add(paragraph, "r"), "drawing")
    inline = _add(drawing, _INLINE, "inline", distT=0, distB=0, distL=0, distR=0)
    size = {"cx": round(placed.width * _EMU), "cy": round(placed.height * _EMU)}
    _add(inline, _INLINE, "extent", **size)
    _add(inline, _INLINE, "docPr", id=number + 1, name=f"图片{number + 1}", descr=caption)
    data = _add(_add(inline, _DRAWING, "graphic"), _DRAWING, "graphicData", uri=_PICTURE)
    shown = _add(data, _PICTURE, "pic")
    about = _add(shown, _PICTURE, "nvPicPr")
    _add(about, _PICTURE, "cNvPr", id=0, name=f"图片{number + 1}")
    _add(about, _PICTURE, "cNvPicPr")
    fill = _add(shown, _PICTURE, "blipFill")
    blip = _add(fill, _DRAWING, "blip")
    blip.set(f"{{{RELATIONS}}}embed", placed.dots)
    if placed.lines is not None:
        extension = _add(_add(blip, _DRAWING, "extLst"), _DRAWING, "ext", uri=_SVG_EXTENSION)
        _add(extension, _SVG, "svgBlip").set(f"{{{RELATIONS}}}embed", placed.lines)
    _add(_add(fill, _DRAWING, "stretch"), _DRAWING, "fillRect")
    shape = _add(shown, _PICTURE, "spPr")
    frame = _add(shape, _DRAWING, "xfrm")
    _add(frame, _DRAWING, "off", x=0, y=0)
    _add(frame, _DRAWING, "ext", **size)
    _add(_add(shape, _DRAWING, "prstGeom", prst="rect"), _DRAWING, "avLst")
    return paragraph


def _add(parent: Element, namespace: str, tag: str, **attributes: str | int) -> Element:
    child = etree.SubElement(parent, f"{{{namespace}}}{tag}", nsmap={_PREFIXES[namespace]: namespace})
    for name, value in attributes.items():
        child.set(name, str(value))
    return child


_PREFIXES = {_DRAWING: "a", _INLINE: "wp", _PICTURE: "pic", _SVG: "asvg"}
