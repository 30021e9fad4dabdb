"""Limits that the PDF library lacks: what streams unpack to, and how long tables in a file may make it count.

pdfminer unpacks a stream in one go and loops over whatever range a font or an index claims, so a file of a few hundred
bytes can cost gigabytes or days. Its modules find ``zlib``, ``range`` and their decoders by name; here these names are
replaced by ones that count against the budget of the document being read. Outside :func:`limited` nothing changes.
"""

from __future__ import annotations

import builtins
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from types import ModuleType
from typing import Any

from pdfminer import cmapdb, lzw, pdfdocument, pdffont, pdftypes, runlength, utils

from zhunsheng.documents.reading.refusal import MAX_UNPACKED_BYTES, Refused

MAX_STEPS = 50_000_000
"""The most turns of all loops over claimed ranges in one document; a real one with ten CJK fonts takes a million."""
MAX_CONTENT_BYTES = 128 * 1024 * 1024
"""The most bytes of drawing commands that are run, each time a form is drawn counted; 1,000 pages take about 60 MB."""
MAX_COLUMNS = 1_000_000
"""The widest row of a predictor that is undone."""


class Budget:
    """What is left of a document's limits; ``spent`` stays True even where the library swallows the refusal."""

    def __init__(self) -> None:
        self.unpacked, self.steps, self.content = MAX_UNPACKED_BYTES, MAX_STEPS, MAX_CONTENT_BYTES
        self.spent = False

    def unpack(self, size: int) -> None:
        """Counts ``size`` unpacked bytes."""
        self.unpacked -= size
        if self.unpacked < 0:
            self.refuse()

    def step(self, count: int) -> None:
        """Counts ``count`` turns of a loop."""
        self.steps -= count
        if self.steps < 0:
            self.refuse()

    def draw(self, size: int) -> None:
        """Counts ``size`` bytes of drawing commands."""
        self.content -= size
        if self.content < 0:
            self.refuse()

    def refuse(self) -> None:
        """Ends the reading."""
        self.spent = True
        raise too_costly()


def too_costly() -> Refused:
    """The sentence for a file whose content is far out of proportion."""
    return Refused("PDF的内容解开后过大，不像正常文件，没有读入。请核对文件来源，或用Word原件重新导出PDF再上传。")


_budget: ContextVar[Budget | None] = ContextVar("pdf_budget", default=None)


@contextmanager
def limited() -> Iterator[Budget]:
    """Within this block pdfminer works against one document's budget."""
    budget = Budget()
    token = _budget.set(budget)
    try:
        yield budget
    finally:
        _budget.reset(token)


class _Unpacker:
    """``zlib.decompressobj()`` that counts what it gives out."""

    def __init__(self, budget: Budget) -> None:
        self._engine, self._budget = zlib.decompressobj(), budget

    def decompress(self, data: bytes) -> bytes:
        """All of ``data`` unpacked; the budget is checked before more than it allows is built."""
        out = self._engine.decompress(data, self._budget.unpacked + 1)
        self._budget.unpack(len(out))
        return out

    @property
    def eof(self) -> bool:
        """True when the packed data is complete."""
        return self._engine.eof


class _CountingZlib:
    """Stands for the module ``zlib`` in pdfminer."""

    error = zlib.error

    def decompress(self, data: bytes) -> bytes:
        budget = _budget.get()
        if budget is None:
            return zlib.decompress(data)
        unpacker = _Unpacker(budget)
        out = unpacker.decompress(data)
        if not unpacker.eof:
            budget.unpacked += len(out)
            raise zlib.error("incomplete")
        return out

    def decompressobj(self) -> Any:
        budget = _budget.get()
        return zlib.decompressobj() if budget is None else _Unpacker(budget)


def _lzwdecode(data: bytes) -> bytes:
    budget = _budget.get() or Budget()
    out = bytearray()
    for piece in lzw.LZWDecoder(io.BytesIO(data)).run():
        budget.unpack(len(piece))
        out += piece
    return bytes(out)


def _rldecode(data: bytes) -> bytes:
    # One packed byte gives at most 64.
    budget = _budget.get()
    if budget is not None and len(data) * 64 > budget.unpacked:
        budget.refuse()
    out: bytes = _run_length(data)
    if budget is not None:
        budget.unpack(len(out))
    return out


def _png_predictor(pred: int, colors: int, columns: int, bits: int, data: bytes) -> bytes:
    if not (0 < columns <= MAX_COLUMNS and 0 < colors <= 32):
        raise ValueError("predictor out of range")
    out: bytes = _undo_png(pred, colors, columns, bits, data)
    return out


def _range(*bounds: int) -> range:
    found = builtins.range(*bounds)
    budget = _budget.get()
    if budget is not None:
        budget.step(len(found))
    return found


_run_length: Any = runlength.rldecode
_undo_png: Any = utils.apply_png_predictor
_REPLACED: dict[ModuleType, dict[str, Any]] = {
    pdftypes: {
        "zlib": _CountingZlib(),
        "lzwdecode": _lzwdecode,
        "rldecode": _rldecode,
        "apply_png_predictor": _png_predictor,
    },
    pdffont: {"range": _range},
    cmapdb: {"range": _range},
    pdfdocument: {"range": _range},
}
for _module, _names in _REPLACED.items():
    for _name, _replacement in _names.items():
        setattr(_module, _name, _replacement)
