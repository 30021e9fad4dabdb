"""The public functions of the package (``zhunsheng.read`` …), in the words of a script's author."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from zhunsheng.bundled import example_bytes
from zhunsheng.documents.interchange import document_from_json, document_to_json
from zhunsheng.model.document import Document
from zhunsheng.model.finding import Finding
from zhunsheng.rules.engine import Review
from zhunsheng.rules.registry import rules
from zhunsheng.rules.rule import Rule
from zhunsheng.rules.waiver import Waiver
from zhunsheng.usecases.read_document import read_bytes, read_file
from zhunsheng.usecases.review import Reviewed, known_from, mend, review_document, summary
from zhunsheng.usecases.review_reports.json_report import review_to_json
from zhunsheng.usecases.write_document import write_document


def all_rules() -> tuple[Rule, ...]:
    """Every review rule, in the order of codes."""
    return rules()


def example() -> bytes:
    """The example park's performance document of 2020, a Word file that comes with the package."""
    return example_bytes()


def read(source: Path | str | bytes, name: str = "") -> Document:
    """Read a file (its path) or the bytes of one (``name`` is then kept as its source).

    Raises :class:`zhunsheng.Refused` when it cannot be used at all; all lesser trouble is in ``document.problems``.
    """
    return read_bytes(source, name) if isinstance(source, bytes) else read_file(source)


def review(
    document: Document,
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    on: date | None = None,
    parameters: Mapping[str, Mapping[str, Any]] | None = None,
    waivers: Iterable[Waiver] = (),
    earlier: Iterable[Document] = (),
    approved: Iterable[Document] = (),
    monitored: Iterable[Document] = (),
) -> Review:
    """Review a document; ``select`` and ``ignore`` take rule codes, beginnings of codes, or rule names.

    ``on`` keeps to the rules in force on that day and puts ``waivers`` into effect; ``parameters`` overrides rules'
    numbers by code, like ``{"ZSA08": {"minimum": 6}}``. ``earlier`` are documents of earlier years, ``approved`` those
    that carry the approved budgets and targets, ``monitored`` those with the year's monitoring forms: rules that compare
    with them else stay open (``review.undecided``). Raises ``ValueError`` for a code that no rule has.
    """
    return review_document(
        document,
        select=select,
        ignore=ignore,
        on=on,
        parameters=parameters,
        waivers=waivers,
        outside=known_from(earlier, approved, monitored),
    )


def write(document: Document, path: Path | str, *, layout: str | None = None, project: int | str | None = None) -> Path:
    """Write the official form (or its data); the path's suffix names the format. Returns the path.

    ``project`` (its code, or its place from 0) writes that project's form alone. Raises :class:`zhunsheng.Unwritable`.
    """
    path = Path(path)
    path.write_bytes(write_document(document, path.suffix, layout=layout, project=project))
    return path


def to_json(document: Document) -> dict[str, Any]:
    """The document as plain values (``zhunsheng/document@1``), what ``zhunsheng read --json`` prints."""
    return document_to_json(document)


def from_json(data: Mapping[str, Any]) -> Document:
    """The document of :func:`to_json`'s values. Raises ``ValueError`` for anything else."""
    return document_from_json(data)


def review_json(document: Document, findings: Review | Iterable[Finding]) -> dict[str, Any]:
    """The review as plain values (``zhunsheng/review@1``), what ``zhunsheng review --format json`` prints."""
    found = findings if isinstance(findings, Review) else Review(tuple(findings))
    return review_to_json(Reviewed(document, found))


__all__ = [
    "all_rules",
    "example",
    "from_json",
    "mend",
    "read",
    "review",
    "review_json",
    "summary",
    "to_json",
    "write",
]
