"""QR codes as pictures inside a page."""

from __future__ import annotations

import io

import segno
from django.utils.safestring import SafeString, mark_safe


def qr_svg(text: str, scale: int = 4) -> SafeString:
    """The QR code of an address as inline SVG: drawn by our own library, so nothing in it needs escaping."""
    out = io.BytesIO()
    code = segno.make(text, error="m", micro=False)
    code.save(
        out, kind="svg", scale=scale, border=2, xmldecl=False, svgns=True, nl=False, svgclass="qr", lineclass=None,
        dark="#000", light="#fff", omitsize=False, title="二维码",
    )  # fmt: skip
    return mark_safe(out.getvalue().decode("utf-8"))
