"""A review as SARIF 2.1.0, the exchange format of checkers: editors and code hosts show it without knowing our form."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from zhunsheng.model.address import cell_name
from zhunsheng.model.document import Document
from zhunsheng.model.finding import Finding, Severity
from zhunsheng.model.place import Place
from zhunsheng.rules.registry import rules_by_code
from zhunsheng.rules.rule import Rule
from zhunsheng.usecases.review import Reviewed
from zhunsheng.usecases.review_reports.marks import (
    OPEN_TITLE,
    cell_text,
    place_words,
    related_lines,
    table_title,
    where,
)

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
Json = dict[str, Any]


def sarif_report(reviews: Iterable[Reviewed], version: str) -> Json:
    """One run over all documents; ``version`` is the program's. Files that could not be used are notifications."""
    reviews = tuple(reviews)
    codes = sorted({finding.rule for reviewed in reviews for finding in reviewed.review.findings})
    index = {code: number for number, code in enumerate(codes)}
    results = [
        _result(reviewed.document, finding, number, index[finding.rule])
        for number, reviewed in enumerate(reviews)
        for finding in reviewed.review.findings
    ]
    run: Json = {
        "tool": {
            "driver": {
                "name": "zhunsheng",
                "fullName": "准绳",
                "semanticVersion": version,
                "language": "zh-CN",
                "rules": [_rule(rules_by_code()[code]) for code in codes],
            }
        },
        "language": "zh-CN",
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(reviews)],
        "artifacts": [_artifact(reviewed.document) for reviewed in reviews],
        "results": results,
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(rule: Rule) -> Json:
    pascal = "".join(word.capitalize() for word in rule.name.split("-"))
    return {
        "id": rule.code,
        "name": pascal,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.why},
        "help": {"text": f"{rule.how_to_fix}\n依据：{rule.legal_basis}" if rule.legal_basis else rule.how_to_fix},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {"category": rule.category.value, "automation": rule.automation},
    }


def _result(document: Document, finding: Finding, artifact: int, rule: int) -> Json:
    message = "\n".join(
        filter(None, (finding.message, f"改法：{finding.suggestion}" if finding.suggestion else None))
    )  # fmt: skip
    location: Json = {
        "physicalLocation": _physical(document, finding, artifact),
        "logicalLocations": [{"name": cell_name(finding.address), "fullyQualifiedName": _qualified(document, finding), "kind": "member"}],
        "message": {"text": where(finding)},
    }  # fmt: skip
    result: Json = {
        "ruleId": finding.rule,
        "ruleIndex": rule,
        "level": LEVELS[finding.severity],
        "message": {"text": message},
        "locations": [location],
        "partialFingerprints": {"finding/v1": _fingerprint(finding)},
        "properties": {"category": finding.category.value, "address": finding.address, "quote": finding.quote},
    }
    if finding.related:
        result["relatedLocations"] = [
            {"id": number, "message": {"text": line}} for number, line in enumerate(related_lines(document, finding))
        ]
    return result


def _physical(document: Document, finding: Finding, artifact: int) -> Json:
    """The file, and the line in it where the format has lines."""
    physical: Json = {"artifactLocation": {"uri": _uri(document), "index": artifact}}
    place = finding.place
    if isinstance(place, Place) and place.line is not None and document.source.format == "text":
        physical["region"] = {"startLine": place.line}
        if finding.quote and "\n" not in (cell_text(document, finding) or ""):  # else they may stand lines below
            physical["region"]["snippet"] = {"text": finding.quote}
    return physical


def _qualified(document: Document, finding: Finding) -> str:
    place = place_words(document, finding)
    place = f"（{place}）" if place else ""
    return f"{table_title(document, finding)} > {where(finding)}{place}"


def _artifact(document: Document) -> Json:
    artifact: Json = {"location": {"uri": _uri(document)}}
    if document.source.sha256:
        artifact["hashes"] = {"sha-256": document.source.sha256}
    return artifact


def _invocation(reviews: Iterable[Reviewed]) -> Json:
    """How the run went: files that could not be used, and the checks that could not be judged."""
    refused = [
        {
            "level": "error",
            "message": {"text": f"{reviewed.document.source.name}：{reviewed.refusal}"},
            "locations": [
                {"physicalLocation": {"artifactLocation": {"uri": _uri(reviewed.document), "index": number}}}
            ],
        }
        for number, reviewed in enumerate(reviews)
        if reviewed.refusal is not None
    ]
    left_open = [
        {
            "level": "note",
            "message": {"text": f"{OPEN_TITLE}：{one.title}。{one.reason}。"},
            "associatedRule": {"id": one.rule},
            "locations": [
                {"physicalLocation": {"artifactLocation": {"uri": _uri(reviewed.document), "index": number}}}
            ],
        }
        for number, reviewed in enumerate(reviews)
        for one in reviewed.review.undecided
    ]
    invocation: Json = {"executionSuccessful": not refused}
    if refused or left_open:
        invocation["toolExecutionNotifications"] = refused + left_open
    return invocation


def _uri(document: Document) -> str:
    """A relative reference; lone surrogates of undecodable file names are kept as bytes."""
    name = PurePath(document.source.name).as_posix() or "stdin"
    return quote(name.encode("utf-8", "surrogateescape"), safe="/")


def _fingerprint(finding: Finding) -> str:
    parts = "\0".join(part or "" for part in finding.identity)
    return hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()
