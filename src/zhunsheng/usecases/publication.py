"""Publish the documents of a year, and look through any file before it is published: the gate.

What is published is written anew from nouns, so it carries nothing hidden; the gate looks all the same, at the very bytes
that go out. Nothing is published that holds an error of the publication's rules or private and secret words.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from zhunsheng.documents.page import PageTree
from zhunsheng.documents.publication import accounts_publication, budget_publication
from zhunsheng.documents.reading.detect import read_pages
from zhunsheng.documents.reading.residue import residues as residues_of
from zhunsheng.documents.writing.printable import plain_title, printable_tree
from zhunsheng.documents.writing.unwritable import Unwritable
from zhunsheng.model.department import DepartmentPlan
from zhunsheng.model.document import Document
from zhunsheng.model.finding import Finding, Severity
from zhunsheng.model.publication import Publication, Residue
from zhunsheng.rules.engine import Review, run
from zhunsheng.rules.outside import Outside
from zhunsheng.rules.private_data import PlacedHit, scan_tree
from zhunsheng.rules.registry import rules
from zhunsheng.rules.rule import Rule
from zhunsheng.usecases.read_document import read_bytes

SUFFIXES = ("docx", "pdf", "html")
"""Formats that a publication can be written in."""
_NOTHING_KNOWN = Publication()
_NO_HINDRANCE = ("ZSI06",)
"""Rules that tell of a fault which keeping back the document would only make worse."""


class PublicationKind(StrEnum):
    """What is published: targets with the budget, or results with the final accounts."""

    BUDGET = "budget"
    ACCOUNTS = "accounts"


@dataclass(frozen=True, slots=True)
class Gate:
    """What stands in the way of publishing: findings of the publication's rules, and words that must not go out."""

    review: Review
    hits: tuple[PlacedHit, ...] = ()

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that must be mended first. What is late is none: it has to be published all the more."""
        grave = (finding for finding in self.review.findings if finding.severity is Severity.ERROR)
        return tuple(finding for finding in grave if finding.rule not in _NO_HINDRANCE)

    @property
    def is_open(self) -> bool:
        """True when nothing grave was found; what could not be judged stands in the review's ``undecided``."""
        return not self.errors and not any(found.hit.severity is Severity.ERROR for found in self.hits)


@dataclass(frozen=True, slots=True)
class Published:
    """A file ready to be looked at, with its gate. Only where that is open may it go out."""

    name: str
    data: bytes
    gate: Gate
    residues: tuple[Residue, ...] = ()
    """What the file carries besides the page that one sees."""


def publish(
    document: Document,
    kind: PublicationKind,
    suffix: str = "docx",
    *,
    about: Publication = _NOTHING_KNOWN,
    on: date | None = None,
    withheld: int = 0,
) -> Published:
    """The year's official document and its gate. Raises :class:`Unwritable` without unit or year, or for an unknown suffix.

    ``withheld`` is the number of projects that stay secret by law; the document says so.
    """
    if suffix not in SUFFIXES:
        raise Unwritable(f"公开文件不能写成“{suffix}”。请改用{'、'.join(SUFFIXES)}之一。")
    part = part_of(document, kind)
    tree = printable_tree(_paper(part, kind, on, withheld))
    words = "部门预算绩效目标" if kind is PublicationKind.BUDGET else "部门决算绩效自评情况"
    title = plain_title(f"{document.unit.name or document.unit.label}{document.fiscal_year}年{words}")
    data = _written(tree, title, suffix)
    left = residues_of(data)
    known = replace(about, residues=left, searchable=True)
    return Published(f"{title}.{suffix}", data, _gate(part, tree, known, on), left)


def look_at(
    document: Document, kind: PublicationKind, *, about: Publication = _NOTHING_KNOWN, on: date | None = None
) -> Gate:
    """The gate of a document before its files are written. Raises :class:`Unwritable` without unit or year."""
    part = part_of(document, kind)
    return _gate(part, _paper(part, kind, on, 0), about, on)


def look_through(data: bytes, *, about: Publication = _NOTHING_KNOWN, on: date | None = None) -> Gate:
    """The gate of a file that somebody else wrote. Raises ``Refused`` for a file that cannot be read."""
    _, tree = read_pages(data)
    known = replace(about, residues=residues_of(data), searchable=bool(tree.blocks))
    return _gate(read_bytes(data), tree, known, on)


def gate_rules() -> tuple[Rule, ...]:
    """The rules of the gate: those of the publication stage, and those over target tables that are about publication."""
    return tuple(rule for rule in rules() if rule.stage == "publication" or rule.code.startswith("ZSI"))


def part_of(document: Document, kind: PublicationKind) -> Document:
    """What of a document goes into a publication of this kind."""
    if kind is PublicationKind.BUDGET:
        return replace(document, self_evaluations=(), monitorings=())
    return replace(
        document, department=DepartmentPlan(document.unit), other_departments=(), projects=(), monitorings=()
    )


def _paper(part: Document, kind: PublicationKind, on: date | None, withheld: int) -> PageTree:
    if kind is PublicationKind.BUDGET:
        return budget_publication(part, withheld)
    return accounts_publication(part, on, withheld)


def _gate(document: Document, tree: PageTree, about: Publication, on: date | None) -> Gate:
    review = run(document, gate_rules(), on=on, outside=Outside(publication=about))
    return Gate(review, tuple(scan_tree(tree)))


def _written(tree: PageTree, title: str, suffix: str) -> bytes:
    if suffix == "docx":
        from zhunsheng.documents.writing.docx import write_docx

        return write_docx(tree, title)
    if suffix == "pdf":
        from zhunsheng.documents.writing.pdf import write_pdf

        return write_pdf(tree, title)
    from zhunsheng.documents.writing.html import write_html

    return write_html(tree, title)
