"""The readers that are compared: each turns a Word file's bytes into its tables as grids of text.

A merged cell's text is repeated over all the places it covers wherever the reader's output says what it covers, so that
no reader loses a point for the way it writes a table down.
"""

from __future__ import annotations

import importlib.util
import io
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

Grid = list[list[str]]


class Reader(NamedTuple):
    """One reader: its name, how it reads, and how its output becomes grids (``None``: it gives no tables)."""

    name: str
    read: Callable[[bytes], Any]
    grids: Callable[[Any], list[Grid]] | None
    knows_projects: bool = False


def readers() -> tuple[list[Reader], list[str]]:
    """Every reader that is here, the bare parse first and ours second; and words for those that are not."""
    found = [Reader("lxml（只解压、解析XML）", _lxml, None), Reader("准绳", _zhunsheng, _zhunsheng_grids, True)]
    missing = []
    for name, module, reader in (
        ("python-docx", "docx", Reader("python-docx（逐格取字）", _python_docx, lambda tables: tables)),
        ("mammoth", "mammoth", Reader("mammoth（转HTML）", _mammoth, _html_grids)),
        ("markitdown", "markitdown", Reader("markitdown（转Markdown）", _markitdown(), _markdown_grids)),
        ("docling", "docling", Reader("docling", _docling, _markdown_grids)),
    ):
        if importlib.util.find_spec(module):
            found.append(reader)
        else:
            missing.append(f"{name}：没有安装")
    if shutil.which("pandoc"):
        found.append(Reader("pandoc（另起进程，转HTML）", _pandoc, _html_grids))
    else:
        missing.append("pandoc：没有安装")
    return found, missing


def _lxml(data: bytes) -> Any:
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read("word/document.xml"))


def _zhunsheng(data: bytes) -> Any:
    from zhunsheng.usecases.read_document import read_bytes

    return read_bytes(data)


def _zhunsheng_grids(document: Any) -> list[Grid]:
    """Our nouns as the table they were read from, so that they are judged like any other output."""
    from zhunsheng.documents.interchange import project_to_json

    header = ["一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据"]
    keys = ("level1", "level2", "level3", "description", "target", "basis")
    grids = []
    for project in document.projects:
        rows = project_to_json(project)["indicators"]
        grids.append([header, *([row[key]["text"] if key == "target" else row[key] for key in keys] for row in rows)])
    return grids


def _python_docx(data: bytes) -> list[Grid]:
    from docx import Document

    return [[[cell.text for cell in row.cells] for row in table.rows] for table in Document(io.BytesIO(data)).tables]


def _mammoth(data: bytes) -> str:
    import mammoth

    html: str = mammoth.convert_to_html(io.BytesIO(data)).value
    return html


def _markitdown() -> Callable[[bytes], str]:
    """The converter is made once: making it loads a model of file types, which is no part of reading."""
    made: list[Any] = []

    def read(data: bytes) -> str:
        from markitdown import MarkItDown, StreamInfo

        if not made:
            made.append(MarkItDown())
        text: str = made[0].convert_stream(io.BytesIO(data), stream_info=StreamInfo(extension=".docx")).text_content
        return text

    return read


def _docling(data: bytes) -> str:
    from docling.datamodel.base_models import DocumentStream
    from docling.document_converter import DocumentConverter

    stream = DocumentStream(name="x.docx", stream=io.BytesIO(data))
    text: str = DocumentConverter().convert(stream).document.export_to_markdown()
    return text


def _pandoc(data: bytes) -> str:
    with tempfile.NamedTemporaryFile(suffix=".docx") as file:
        Path(file.name).write_bytes(data)
        command = ["pandoc", "-f", "docx", "-t", "html", file.name]
        return subprocess.run(command, capture_output=True, check=True).stdout.decode()


def _html_grids(html: str) -> list[Grid]:
    from lxml.html import fromstring

    return [_html_grid(table) for table in fromstring(f"<div>{html}</div>").iter("table")]


def _html_grid(table: Any) -> Grid:
    """A table with each cell repeated over its ``rowspan`` and ``colspan``."""
    places: dict[tuple[int, int], str] = {}
    for number, row in enumerate(table.iter("tr")):
        column = 0
        for cell in row.iterchildren("td", "th"):
            while (number, column) in places:
                column += 1
            text = "".join(cell.itertext()).strip()
            for down in range(int(cell.get("rowspan") or 1)):
                for right in range(int(cell.get("colspan") or 1)):
                    places[number + down, column + right] = text
    rows, columns = (max((key[axis] for key in places), default=-1) + 1 for axis in (0, 1))
    return [[places.get((row, column), "") for column in range(columns)] for row in range(rows)]


def _markdown_grids(text: str) -> list[Grid]:
    return list(_pipe_tables(text.splitlines()))


def _pipe_tables(lines: list[str]) -> Iterator[Grid]:
    grid: Grid = []
    for line in [*lines, ""]:
        if line.startswith("|"):
            cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
            if not all(set(cell) <= {"-", ":"} for cell in cells):
                grid.append(cells)
        elif grid:
            yield grid
            grid = []
