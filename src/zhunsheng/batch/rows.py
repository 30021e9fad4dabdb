"""What one document comes to in the result: its columns, and the row of a document that could not be used."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pyarrow as pa

from zhunsheng.batch.manifest import Entry
from zhunsheng.documents.interchange import document_to_json
from zhunsheng.model.document import Document
from zhunsheng.rules.engine import Review
from zhunsheng.usecases.read_document import try_to_read
from zhunsheng.usecases.review import Reviewed, review_document
from zhunsheng.usecases.review_reports.json_report import review_to_json

Row = dict[str, Any]

_WORDS = pa.string()
_SOURCE = [
    ("file", _WORDS), ("sha256", _WORDS), ("format", _WORDS), ("layout", _WORDS),
    ("unit_code", _WORDS), ("unit_name", _WORDS), ("fiscal_year", pa.int32()),
    ("projects", pa.int32()), ("indicators", pa.int32()),
]  # fmt: skip
_PROBLEM = pa.struct([("where", _WORDS), ("message", _WORDS)])
_FINDING_KEYS = (
    "rule", "title", "category", "severity", "project", "project_name", "indicator", "field", "address",
    "message", "quote", "suggestion", "legal_basis",
)  # fmt: skip
_FINDING = pa.struct([(key, _WORDS) for key in _FINDING_KEYS])


@dataclass(frozen=True, slots=True)
class Work:
    """One kind of batch: its columns, and how a document becomes a row of them."""

    name: str
    schema: pa.Schema
    row: Callable[[Entry], Row]


def read_row(entry: Entry) -> Row:
    """A document as read: the columns of its source, ``budget_yuan`` in 元, ``problems``, and the public JSON as text."""
    document, refusal = try_to_read(entry.path)
    data = document_to_json(document)
    return _source(entry, document, refusal) | {
        "budget_yuan": _money(document.budget_yuan) if document.projects else None,
        "problems": [{"where": problem["where"], "message": problem["message"]} for problem in data["problems"]],
        "document": json.dumps(data, ensure_ascii=False),
        "refusal": refusal,
    }


def review_row(entry: Entry) -> Row:
    """A document as reviewed by the rules' own settings: counts, grade, ``findings``, and the public JSON as text."""
    document, refusal = try_to_read(entry.path)
    review = Review(())
    if refusal is None:
        try:
            review = review_document(document)
        except Exception as error:  # one document that a rule fails on is one row that says so
            refusal = f"审核时出了程序没有料到的情况（{type(error).__name__}：{error}）。请把文件交给维护者。"
    data = review_to_json(Reviewed(document, review, refusal))
    summary = data["summary"]
    return _source(entry, document, refusal) | {
        "errors": summary["error"] if refusal is None else None,
        "warnings": summary["warning"] if refusal is None else None,
        "infos": summary["info"] if refusal is None else None,
        "grade": summary.get("grade"),
        "findings": [{key: finding.get(key) for key in _FINDING_KEYS} for finding in data["findings"]],
        "review": json.dumps(data, ensure_ascii=False),
        "refusal": refusal,
    }


def row_of_the_lost(entry: Entry) -> Row:
    """The row of a document whose reading ended the whole process."""
    return {"file": entry.name, "refusal": "处理这份文件时进程意外结束，多半是内存不够。请单独处理，或拆小再试。"}


def _money(yuan: Decimal) -> Decimal | None:
    """The amount as the column can hold it; an absurd number stands in the document's JSON only."""
    return yuan.quantize(Decimal("0.0001")) if abs(yuan) < Decimal(10) ** 20 else None


def _source(entry: Entry, document: Document, refusal: str | None) -> Row:
    source = document.source
    usable = refusal is None
    return {
        "file": entry.name,
        "sha256": source.sha256 or None,
        "format": source.format or None,
        "layout": source.layout,
        "unit_code": document.unit.code,
        "unit_name": document.unit.name,
        "fiscal_year": document.fiscal_year,
        "projects": len(document.projects) if usable else None,
        "indicators": document.indicator_count if usable else None,
    }


_READ = pa.schema([
    *_SOURCE, ("budget_yuan", pa.decimal128(28, 4)), ("problems", pa.list_(_PROBLEM)), ("document", _WORDS), ("refusal", _WORDS),
])  # fmt: skip
_REVIEW = pa.schema([
    *_SOURCE, ("errors", pa.int32()), ("warnings", pa.int32()), ("infos", pa.int32()), ("grade", _WORDS),
    ("findings", pa.list_(_FINDING)), ("review", _WORDS), ("refusal", _WORDS),
])  # fmt: skip

WORKS = {work.name: work for work in (Work("read", _READ, read_row), Work("review", _REVIEW, review_row))}
"""The kinds of batch by their names."""
