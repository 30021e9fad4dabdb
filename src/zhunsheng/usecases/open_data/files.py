"""The files of a publication: the official document, the open data, and what describes them. The same year, the same bytes."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from zhunsheng.documents.interchange import document_to_json
from zhunsheng.model.document import Document, Source
from zhunsheng.model.project import Project
from zhunsheng.model.publication import Publication
from zhunsheng.usecases.open_data.describe import SCHEMA, data_package, dictionary, json_schema
from zhunsheng.usecases.open_data.rows import PublicYear, Row, Value, table_rows
from zhunsheng.usecases.open_data.tables import FieldType, Table, tables_of
from zhunsheng.usecases.publication import Gate, part_of, publish

MEDIA = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "pdf": "application/pdf",
    "csv": "text/csv; charset=utf-8", "json": "application/json; charset=utf-8", "md": "text/markdown; charset=utf-8",
}  # fmt: skip
"""The media type of each suffix."""
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@dataclass(frozen=True, slots=True)
class PublicFile:
    """A file of a publication: its address among the others, the name to save it by, its bytes, a sentence on what it is."""

    name: str
    saved_as: str
    data: bytes
    sentence: str

    @property
    def suffix(self) -> str:
        """The format, without a dot."""
        return self.name.rpartition(".")[2]


@dataclass(frozen=True, slots=True)
class PublicFiles:
    """All files of a publication, and what the gate says of the official document."""

    files: tuple[PublicFile, ...]
    content: Mapping[str, Any]
    gate: Gate
    residues: int
    """Things that the official files carry besides the page that one sees; 0 for files that this program wrote."""


def public_files(year: PublicYear, about: Publication | None = None) -> PublicFiles:
    """Every file of a publication, written anew from its nouns. Raises ``Unwritable`` without unit or year."""
    known = about or Publication(approved_on=year.approved_on, published_on=year.published_on)
    document = public_document(year)
    made = [
        publish(document, year.kind, suffix, about=known, on=year.published_on, withheld=year.withheld)
        for suffix in ("docx", "pdf")
    ]
    content = open_data(year)
    data = {
        **{table.file: csv_bytes(table, content["tables"][table.name]) for table in tables_of(year.kind)},
        "open-data.json": json_bytes(content),
        "document.json": json_bytes(document_to_json(document)),
    }
    data["datapackage.json"] = json_bytes(data_package(year, data))
    data["open-data.schema.json"] = json_bytes(json_schema())
    data["dictionary.md"] = f"# 数据字典\n\n{dictionary(tables_of(year.kind))}".encode()
    sentences = _sentences(year)
    files = [
        PublicFile(f"document.{suffix}", one.name, one.data, sentences[f"document.{suffix}"])
        for suffix, one in zip(("docx", "pdf"), made, strict=True)
    ]
    files += [PublicFile(name, name, each, sentences[name]) for name, each in data.items()]
    return PublicFiles(tuple(files), content, made[0].gate, sum(len(one.residues) for one in made))


def public_document(year: PublicYear) -> Document:
    """The document as it goes out: only what belongs to the publication, without row keys, sources and problems."""
    document = year.document
    bare = replace(
        document, projects=tuple(map(_bare, document.projects)), problems=(), source=Source("", "", "", None),
        self_evaluations=tuple(one.form for one in year.evaluated) or document.self_evaluations,
    )  # fmt: skip
    return part_of(bare, year.kind)


def open_data(year: PublicYear) -> dict[str, Any]:
    """The publication as ``zhunsheng/open-data@1``."""
    return {
        "schema": SCHEMA,
        "kind": year.kind.value,
        "unit": {"code": year.unit_code, "name": year.unit_name},
        "fiscal_year": year.year,
        "edition": year.edition,
        "approved_on": year.approved_on.isoformat() if year.approved_on else None,
        "published_on": year.published_on.isoformat() if year.published_on else None,
        "withheld_projects": year.withheld,
        "tables": table_rows(year),
    }


def csv_bytes(table: Table, rows: Sequence[Row]) -> bytes:
    """A table as CSV: UTF-8 with mark so that spreadsheets show Chinese, CRLF, a header of column names.

    Text that a spreadsheet would run as a formula gets an apostrophe in front; numbers and words of a choice stay as they are.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    names = [field.name for field in table.fields]
    safe = {field.name for field in table.fields if field.type is not FieldType.TEXT or field.choices}
    writer.writerow(names)
    writer.writerows([_cell(row[name], name in safe) for name in names] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def json_bytes(content: Any) -> bytes:
    """JSON for people and programs: Chinese as it is, one line a value, a line feed at the end."""
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _cell(value: Value, is_safe: bool) -> str:
    if value is None:
        return ""
    text = str(value)
    return f"'{text}" if not is_safe and text.startswith(_RISKY) else text


def _bare(project: Project) -> Project:
    return replace(project, indicators=tuple(replace(indicator, key="") for indicator in project.indicators))


def _sentences(year: PublicYear) -> dict[str, str]:
    """What each file is, in a sentence."""
    return {
        "document.docx": "官方文本，Word，有目录和页码。",
        "document.pdf": "官方文本，PDF，有目录和页码，可检索。",
        **{table.file: f"{table.title}，CSV：{table.meaning}。" for table in tables_of(year.kind)},
        "open-data.json": "上面各表合在一个JSON里。",
        "document.json": "官方文本的全部内容，逐格照原文，zhunsheng read 可以读回。",
        "datapackage.json": "Frictionless 数据包说明：每个数据文件有哪些列，怎么读。",
        "open-data.schema.json": "open-data.json 的 JSON Schema。",
        "dictionary.md": "数据字典：每一列是什么意思。",
    }
