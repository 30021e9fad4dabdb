"""A folder of documents as a bureau has it: several formats, folders below folders, a file that is none."""

from pathlib import Path

import pytest

from zhunsheng.bundled import example_bytes
from zhunsheng.usecases.read_document import read_bytes
from zhunsheng.usecases.write_document import write_document


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Six files of which five count and four are documents."""
    place = tmp_path / "全县 文本"
    (place / "园区").mkdir(parents=True)
    data = example_bytes()
    document = read_bytes(data)
    (place / "园区" / "甲.docx").write_bytes(data)
    (place / "园区" / "乙.xlsx").write_bytes(write_document(document, ".xlsx"))
    (place / "丙.html").write_bytes(write_document(document, ".html"))
    (place / "丁.docx").write_bytes(data)
    (place / "坏.docx").write_bytes(b"PK\x03\x04 rubbish")
    (place / "~$甲.docx").write_bytes(b"lock")
    return place
