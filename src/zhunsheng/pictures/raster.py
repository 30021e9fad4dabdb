"""A picture as PNG, for Word and for programs that do not draw SVG: Typst sets it, as it sets the PDF of the forms."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pylopdf_fonts_zh_cn
import typst

from zhunsheng.pictures.picture import FONTS, Picture

_PAGE = b"""#set page(width: auto, height: auto, margin: 0pt, fill: white)
#image(bytes(sys.inputs.svg), format: "svg", width: float(sys.inputs.width) * 1pt)"""


def to_png(picture: Picture, scale: float = 2.0) -> bytes:
    """The picture in the light scheme on white, ``scale`` pixels for each px of its natural size.

    The same picture gives the same bytes on the same machine. Raises :class:`typst.TypstError` only for an SVG that
    none of this room's functions makes.
    """
    # The packaged family has one weight; a machine's own family, where there is one, also has the bold of captions.
    svg = picture.printed.replace(FONTS, "'Noto Sans CJK SC','Source Han Sans SC','Noto Sans SC',sans-serif")
    inputs = {"svg": svg, "width": str(picture.width)}
    made = typst.Compiler(_PAGE, font_paths=_fonts(), sys_inputs=inputs).compile(format="png", ppi=72 * scale)
    assert isinstance(made, bytes)  # one page, so one file
    return made


@cache
def _fonts() -> typst.Fonts:
    """The machine's fonts and the packaged ones; looking through them takes a while, so it is done once."""
    packaged = Path(pylopdf_fonts_zh_cn.serif_path()).parent
    return typst.Fonts(include_system_fonts=True, font_paths=[str(packaged)])
