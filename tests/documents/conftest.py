"""Documents that several reading tests share, each made once a session by the programs people use."""

from __future__ import annotations

from pathlib import Path

import pytest
from samples import convert, official_docx


@pytest.fixture(scope="session")
def source_docx(seed: Path) -> bytes:
    """The source document as an official-looking Word file."""
    return official_docx(seed.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def source_doc(source_docx: bytes, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The same as a Word 97–2003 file, saved by LibreOffice."""
    return convert(source_docx, "docx", "doc", tmp_path_factory.mktemp("doc"))
