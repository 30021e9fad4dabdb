"""Real documents for reading tests: the seed text as an official-looking Word file, and its twins made by LibreOffice."""

from __future__ import annotations

import io
import re
import shutil
import struct
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import olefile
from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

SeedBlock = str | list[list[str]]
"""A paragraph as printed (with its ``TC`` code), or a table as rows of cell texts."""

TC_CODE = re.compile(r" TC (?P<title>.*?) \\f (?P<letter>[A-Z]) \\l (?P<level>\d)\s*$")
SPANS = {2: (1, 6), 4: (1, 2, 1, 3), 7: (1,) * 7, 5: (1, 1, 2, 1, 2), 6: (1, 1, 1, 2, 1, 1)}
"""How rows of so many cells lie on the seven columns of an official table; the first row stands apart."""
FIRST_ROW = (5, 2)


def seed_blocks(text: str) -> list[SeedBlock]:
    """The seed text as blocks: tab-indented lines are cells, a blank line ends a table row."""
    blocks: list[SeedBlock] = []
    row: list[str] = []
    rows: list[list[str]] | None = None
    for line in text.split("\n"):
        if line.startswith("\t"):
            row.append(line[1:])
        elif line == "" and row:
            if rows is None:
                rows = []
                blocks.append(rows)
            rows.append(row)
            row = []
        elif line.strip():
            rows = None
            blocks.append(line)
    return blocks


def official_docx(text: str) -> bytes:
    """The seed text as a Word file: headings with real ``TC`` fields, tables with real merged cells."""
    document = Document()
    for block in seed_blocks(text):
        if isinstance(block, str):
            _paragraph(document, block)
        else:
            _table(document, block)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _paragraph(document: DocumentObject, line: str) -> None:
    code = TC_CODE.search(line)
    if code is None:
        style = "Heading 1" if re.match(r"\s*第.部分", line) else None
        _run(document.add_paragraph(style=style), line, "仿宋_GB2312", 16)
        return
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(paragraph, line[: code.start()], "方正小标宋_GBK", 18)
    add_field(paragraph, f' TC "{code["title"]}" \\f {code["letter"]} \\l {code["level"]} ')


def _run(paragraph: Paragraph, text: str, font: str, size: int) -> None:
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    run.font.name = font
    run._element.rPr.rFonts.set(qn("w:eastAsia"), font)


def add_field(paragraph: Paragraph, instruction: str, result: str | None = None) -> None:
    """A complex field: begin, instruction, (separate, result,) end."""
    steps = ["begin", instruction, *(["separate", result] if result is not None else []), "end"]
    for index, step in enumerate(steps):
        run = paragraph.add_run()
        if step in ("begin", "separate", "end"):
            char = OxmlElement("w:fldChar")
            char.set(qn("w:fldCharType"), step)
            run._element.append(char)
        elif index == 1:
            code = OxmlElement("w:instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = step
            run._element.append(code)
        else:
            run.text = step


def _table(document: DocumentObject, rows: list[list[str]]) -> None:
    table = document.add_table(rows=len(rows), cols=7, style="Table Grid")
    table.autofit = False
    tops: dict[int, _Cell] = {}
    for number, texts in enumerate(rows):
        grid = table.rows[number].cells
        column = 0
        spans = SPANS[len(texts)] if number else FIRST_ROW
        for index, (text, span) in enumerate(zip(texts, spans, strict=True)):
            cell = grid[column]
            if span > 1:
                cell = cell.merge(grid[column + span - 1])
            if index == 0 and text == "":
                cell = tops[column].merge(cell)
            else:
                _fill(cell, text)
                tops[column] = cell
            column += span


def _fill(cell: _Cell, text: str) -> None:
    first, *others = text.split("\n")
    _run(cell.paragraphs[0], first, "宋体", 10)
    for other in others:
        _run(cell.add_paragraph(), other, "宋体", 10)
    cell.width = Cm(2.3)


def covered_places(text: str) -> set[tuple[int, int]]:
    """(table, row) pairs, from 1, whose first cell :func:`official_docx` merges into the row above."""
    tables = [block for block in seed_blocks(text) if not isinstance(block, str)]
    return {
        (number, index)
        for number, rows in enumerate(tables, 1)
        for index, row in enumerate(rows, 1)
        if row[0] == "" and index > 1
    }


def soffice() -> str | None:
    """The LibreOffice program, or ``None`` where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def convert(data: bytes, suffix: str, target: str, folder: Path) -> bytes:
    """``data`` (a file with ``suffix``) as LibreOffice saves it in the format ``target`` (``"doc"``, ``"docx"``)."""
    program = soffice()
    assert program is not None, "LibreOffice is needed for this sample"
    folder.mkdir(parents=True, exist_ok=True)
    source = folder / f"sample.{suffix}"
    source.write_bytes(data)
    outdir = folder / "out"
    command = [program, "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
    command += ["--convert-to", target, "--outdir", str(outdir), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return (outdir / f"sample.{target.split(':')[0]}").read_bytes()


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


def docx_of(body: str, space: str = W, head: str = "", **parts: str) -> bytes:
    """A minimal Word package around the XML of a body; ``parts`` adds parts (``numbering="<w:num …>"``)."""
    declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    relations = "".join(
        f'<Relationship Id="r{number}" Type="{_RELATIONS}/{name}" Target="{name}.xml"/>'
        for number, name in enumerate(parts)
    )
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{kind}.{name}{".main" * (name == "document")}+xml"/>'
        for name in ("document", *parts)
    )
    files = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r" '
        f'Type="{_RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'{head}<w:document xmlns:w="{space}" {_SPACES}><w:body>{body}</w:body></w:document>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}/relationships">{relations}</Relationships>',
    }
    for name, content in parts.items():
        files[f"word/{name}.xml"] = f'<w:{name} xmlns:w="{space}">{content}</w:{name}>'
    return zip_of({name: (declaration + content).encode() for name, content in files.items()})


def zip_of(files: dict[str, bytes]) -> bytes:
    """A zip of the named parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in files.items():
            target.writestr(name, content)
    return out.getvalue()


def p(text: str, properties: str = "") -> str:
    """The XML of a paragraph of one run."""
    start = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f'<w:p>{start}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def tc(text: str, properties: str = "") -> str:
    """The XML of a cell of one paragraph."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def tbl(*rows: str) -> str:
    """The XML of a table of rows, each the XML of its cells."""
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def run(content: str) -> str:
    """The XML of a paragraph of one run with the given content."""
    return f"<w:p><w:r>{content}</w:r></w:p>"


def field(instruction: str, result: str | None = None) -> str:
    """The XML of the runs of a complex field."""
    middle = "" if result is None else f'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{result}</w:t></w:r>'
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{instruction}</w:instrText></w:r>{middle}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


STYLES = (
    '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="x"><w:name w:val="表题"/><w:basedOn w:val="2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="b"><w:name w:val="节"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="c"><w:name w:val="标题 3"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="t"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="o"><w:name w:val="环"/><w:basedOn w:val="o"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="n"><w:name w:val="条"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    "</w:style>"
)


def level(number: int, form: str, text: str, more: str = "") -> str:
    """The XML of one level of a list."""
    return f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def listed(text: str, number: int = 1, depth: int = 0) -> str:
    """The XML of an automatically numbered paragraph."""
    return p(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


def numbering(*levels: str, more: str = "") -> str:
    """The XML of a numbering part with one list, number 1, and ``more``."""
    scheme = f'<w:abstractNum w:abstractNumId="7">{"".join(levels)}</w:abstractNum>'
    return f'{scheme}<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>{more}'


def rezip(data: bytes, change: Callable[[str, bytes], bytes | None], extra: dict[str, bytes] | None = None) -> bytes:
    """The package with each part passed through ``change`` (``None`` drops it) and ``extra`` parts added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = change(name, source.read(name))
            if content is not None:
                target.writestr(name, content)
        for name, content in (extra or {}).items():
            target.writestr(name, content)
    return out.getvalue()


def ole_of(streams: dict[str, bytes]) -> bytes:
    """An OLE container of the named streams (``"Macros/VBA"`` makes a storage), each in sectors of its own."""
    entries = [_entry("Root Entry", 5, child=1 if streams else -1)]
    sectors: list[bytes] = []
    chain: list[int] = []
    for number, (name, content) in enumerate(streams.items(), 1):
        storage, _, inner = name.partition("/")
        # Streams of less than 4096 bytes would belong into another, smaller kind of sector: pad them out of it.
        content = content.ljust(4096, b"\x00") if not inner else b""
        count = -(-len(content) // 512)
        right = number + 1 if number < len(streams) else -1
        kind, start = (1, len(sectors)) if inner else (2, len(sectors))
        entries.append(_entry(storage, kind, right=right, start=start if count else 0, size=len(content)))
        sectors += [content[place : place + 512].ljust(512, b"\x00") for place in range(0, len(content), 512)]
        chain += [*range(len(chain) + 1, len(chain) + count), 0xFFFFFFFE][:count]
    directory = b"".join(entries)
    directory = directory.ljust(-(-len(directory) // 512) * 512, b"\x00")
    first_directory, count = len(sectors), len(directory) // 512
    sectors += [directory[place : place + 512] for place in range(0, len(directory), 512)]
    chain += [*range(first_directory + 1, first_directory + count), 0xFFFFFFFE]
    tables = 1
    while tables * 128 < len(chain) + tables:
        tables += 1
    places = range(len(chain), len(chain) + tables)
    chain += [0xFFFFFFFD] * tables
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(tables * 512, b"\xff")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<IIIIIiIiI", 0, tables, first_directory, 0, 4096, -2, 0, -2, 0)
    head += struct.pack("<109i", *places, *[-1] * (109 - tables))
    return head + b"".join(sectors) + table


def _entry(name: str, kind: int, right: int = -1, child: int = -1, start: int = 0, size: int = 0) -> bytes:
    stored = name.encode("utf-16-le") + b"\x00\x00"
    return struct.pack("<64sHBBiii36xIQ", stored, len(stored), kind, 1, -1, right, child, start, size)


def ole_streams(data: bytes) -> dict[str, bytes]:
    """The streams of an OLE container that lie directly in it."""
    with olefile.OleFileIO(io.BytesIO(data)) as ole:
        return {path[0]: ole.openstream(path).read() for path in ole.listdir() if len(path) == 1}
