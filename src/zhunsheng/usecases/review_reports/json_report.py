"""The public JSON of a review (``zhunsheng/review@1``)."""

from __future__ import annotations

from typing import Any

from zhunsheng.documents.interchange import problem_to_json
from zhunsheng.model.address import cell_name, field_of
from zhunsheng.model.document import Document
from zhunsheng.model.finding import Finding, Severity
from zhunsheng.model.place import Place
from zhunsheng.rules.grade import NOTE, Grade
from zhunsheng.rules.open_check import OpenCheck
from zhunsheng.rules.waiver import Waiver
from zhunsheng.usecases.review import Reviewed
from zhunsheng.usecases.review_reports.marks import span, where

SCHEMA = "zhunsheng/review@1"
Json = dict[str, Any]


def review_to_json(reviewed: Reviewed) -> Json:
    """One document's review. A file that could not be used has no findings, no grade, and its reason in ``problems``."""
    document, review = reviewed.document, reviewed.review
    source = document.source
    total = reviewed.total
    problems = [problem_to_json(problem) for problem in document.problems]
    if reviewed.refusal is not None and reviewed.refusal not in "".join(p.message for p in document.problems):
        problems.append({"where": "全文", "message": reviewed.refusal})
    data: Json = {
        "schema": SCHEMA,
        "source": {"name": source.name, "sha256": source.sha256 or None, "format": source.format or None},
        "unit": {"code": document.unit.code, "name": document.unit.name},
        "fiscal_year": document.fiscal_year,
        "findings": [finding_to_json(document, finding) for finding in review.findings],
        "summary": {
            "projects": total.projects,
            "indicators": total.indicators,
            **{severity.value: total.counts[severity] for severity in Severity},
            **_grade(document, total.grade),
        },
        "problems": problems,
        "undecided": [open_to_json(document, left_open) for left_open in review.undecided],
    }
    if review.waived:
        data["waived"] = [finding_to_json(document, f) | {"waiver": _waiver(waiver)} for f, waiver in review.waived]
    return data


def finding_to_json(document: Document, finding: Finding) -> Json:
    """One finding; beside the contract's keys: the cell's address and Chinese name, its place, the words' span, the fix."""
    fix, found, place = finding.fix, span(document, finding), finding.place
    return {
        "rule": finding.rule,
        "title": finding.title,
        "category": finding.category.value,
        "severity": finding.severity.value,
        "project": finding.project,
        "project_number": None if finding.project_no is None else finding.project_no + 1,
        "project_name": finding.project_name,
        "indicator": finding.indicator,
        "field": field_of(finding.address),
        "address": finding.address,
        "cell": cell_name(finding.address),
        "where": where(finding),
        "place": place.to_json() if isinstance(place, Place) else None,
        "message": finding.message,
        "quote": finding.quote,
        "span": None if found is None else list(found),
        "related": [
            {"project": other.project, "field": field_of(other.address), "address": other.address, "quote": other.quote}
            for other in finding.related
        ],
        "suggestion": finding.suggestion,
        "fix": None if fix is None else {"address": fix.address, "text": fix.text, "label": fix.label},
        "legal_basis": finding.legal_basis,
    }


def open_to_json(document: Document, left_open: OpenCheck) -> Json:
    """A check that could not be judged: one entry a rule, with how many projects it stands open for."""
    numbers = left_open.projects
    one = document.projects[numbers[0]] if len(numbers) == 1 else None
    return {
        "rule": left_open.rule,
        "title": left_open.title,
        "project": one.code if one else None,
        "projects": len(numbers) or len(document.projects),
        "project_numbers": [number + 1 for number in numbers],
        "address": left_open.address or None,
        "reason": left_open.reason,
        "missing": left_open.missing or None,
    }


def _grade(document: Document, grade: Grade | None) -> Json:
    if grade is None:
        return {"grade": None, "score": None}
    return {
        "grade": grade.grade,
        "score": str(grade.score),
        "qualities": {quality: str(points) for quality, points in grade.qualities.items()},
        "items": {name: str(points) for name, points in grade.items.items()},
        "grade_note": NOTE,
    }


def _waiver(waiver: Waiver) -> Json:
    return {"reason": waiver.reason, "until": waiver.until.isoformat(), "by": waiver.by or None}
