"""PDF files drawn by hand, glyph by glyph and line by line, for what no office program can be asked to make."""

from __future__ import annotations

import zlib
from collections.abc import Sequence


class Drawing:
    """One page's drawing commands; coordinates in points from the lower left corner, Chinese glyphs one size wide."""

    def __init__(self, width: int = 595, height: int = 842, extra: str = "") -> None:
        self.width, self.height, self.extra = width, height, extra
        self.commands: list[str] = []

    def text(self, x: float, y: float, text: str, size: float = 10, matrix: str = "1 0 0 1") -> Drawing:
        """Text whose first glyph stands at (x, y): Latin in Helvetica, the rest in a Chinese font."""
        self.commands.append(f"BT {matrix} {x} {y} Tm")
        for latin, run in _runs(text):
            code = run.encode("latin-1").hex() if latin else run.encode("utf-16-be").hex()
            self.commands.append(f"/{'F1' if latin else 'F2'} {size} Tf <{code}> Tj")
        self.commands.append("ET")
        return self

    def line(self, x0: float, y0: float, x1: float, y1: float) -> Drawing:
        """A thin line."""
        self.commands.append(f"0.5 w {x0} {y0} m {x1} {y1} l S")
        return self

    def grid(self, xs: Sequence[float], ys: Sequence[float]) -> Drawing:
        """All lines of a table without merged cells."""
        for x in xs:
            self.line(x, min(ys), x, max(ys))
        for y in ys:
            self.line(min(xs), y, max(xs), y)
        return self

    def raw(self, commands: str) -> Drawing:
        """Any other commands."""
        self.commands.append(commands)
        return self


def _runs(text: str) -> list[tuple[bool, str]]:
    runs: list[tuple[bool, str]] = []
    for char in text:
        latin = ord(char) < 128
        if runs and runs[-1][0] == latin:
            runs[-1] = (latin, runs[-1][1] + char)
        else:
            runs.append((latin, char))
    return runs


def pdf(*pages: Drawing, resources: str = "", catalog: str = "", objects: Sequence[bytes] = ()) -> bytes:
    """A whole file. ``objects`` get the numbers from 10 on, for ``resources`` and ``catalog`` to refer to."""
    fonts = "/Font <</F1 3 0 R /F2 4 0 R>>"
    first = 10 + len(objects)
    numbers = [first + 2 * index for index in range(len(pages))]
    parts = {
        1: f"<</Type /Catalog /Pages 2 0 R {catalog}>>".encode(),
        2: f"<</Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{n} 0 R' for n in numbers)}]>>".encode(),
        3: b"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>",
        4: b"<</Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [5 0 R]>>",
        5: b"<</Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /FontDescriptor 6 0 R"
        b" /CIDSystemInfo <</Registry (Adobe) /Ordering (GB1) /Supplement 2>>>>",
        6: b"<</Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [0 -120 1000 880] /ItalicAngle 0"
        b" /Ascent 880 /Descent -120 /CapHeight 880 /StemV 80>>",
        **dict(enumerate(objects, 10)),
    }
    for number, page in zip(numbers, pages, strict=True):
        parts[number] = (
            f"<</Type /Page /Parent 2 0 R /MediaBox [0 0 {page.width} {page.height}] {page.extra}"
            f" /Contents {number + 1} 0 R /Resources <<{fonts} {resources}>>>>".encode()
        )
        parts[number + 1] = stream("\n".join(page.commands).encode())
    return assembled(parts)


def stream(content: bytes, entries: str = "", packed: bool = False) -> bytes:
    """A stream object, unpacked or Flate-packed."""
    if packed:
        content, entries = zlib.compress(content, 9), entries + " /Filter /FlateDecode"
    return f"<</Length {len(content)} {entries}>>\nstream\n".encode() + content + b"\nendstream"


def assembled(parts: dict[int, bytes]) -> bytes:
    """Objects by number put together to a file with its cross-reference table."""
    out = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, body in sorted(parts.items()):
        places[number] = len(out)
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    size = max(parts) + 1
    out += f"xref\n0 {size}\n0000000000 65535 f \n".encode()
    for number in range(1, size):
        out += f"{places[number]:010d} 00000 n \n".encode() if number in places else b"0000000000 65535 f \n"
    out += f"trailer\n<</Size {size} /Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)
