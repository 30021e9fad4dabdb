"""Findings as pages and scripts get them: addressed by row key, with the words that help to mend them."""

from __future__ import annotations

from typing import Any

from zhunsheng.model.address import cell_name
from zhunsheng.model.document import Document
from zhunsheng.model.finding import Finding, Related
from zhunsheng.rules.open_check import OpenCheck
from zhunsheng.rules.registry import rules_by_code
from zhunsheng.web.records.cell_address import NoSuchCell, Noun, RowGone, read, to_key
from zhunsheng.web.records.current_day import shown_moment
from zhunsheng.web.records.finding_key import finding_key
from zhunsheng.web.records.reviewing import Aside, Reviewed, counts

Json = dict[str, Any]


def findings_json(reviewed: Reviewed, noun: Noun) -> list[Json]:
    """All findings of one sheet; ``noun`` is the sheet as it was reviewed."""
    seen: set[str] = set()
    found = []
    for finding in reviewed.findings:
        item = _item(finding, noun, reviewed)
        while item["id"] in seen:
            item["id"] += "x"
        seen.add(item["id"])
        found.append(item)
    return found


def with_counts(reviewed: Reviewed, noun: Noun) -> Json:
    """The findings, how many there are of each severity, and those that a reviewer set aside."""
    return {
        "findings": findings_json(reviewed, noun), "counts": counts(reviewed.findings), "aside": aside_json(reviewed, noun),
        "undecided": undecided_json(reviewed),
    }  # fmt: skip


def undecided_json(reviewed: Reviewed) -> list[Json]:
    """The checks that nobody could judge, by the reason why; what would settle them, and their names."""
    groups: dict[str, list[OpenCheck]] = {}
    for item in reviewed.undecided:
        groups.setdefault(item.reason, []).append(item)
    return [
        {"reason": reason, "checks": [item.title for item in items], "missing": items[0].missing}
        for reason, items in groups.items()
    ]


def aside_json(reviewed: Reviewed, noun: Noun) -> list[Json]:
    """The findings of a sheet that a reviewer dismissed or waived, with the reason."""
    return [_aside(item, noun, reviewed) for item in reviewed.aside]


def _aside(item: Aside, noun: Noun, reviewed: Reviewed) -> Json:
    decision = item.decision
    return {
        **_item(item.finding, noun, reviewed), "state": decision.kind, "state_label": decision.label,
        "reason": decision.reason, "by": decision.by, "at": shown_moment(decision.at).strftime("%m-%d %H:%M"),
        "until": decision.until.isoformat() if decision.until else None,
    }  # fmt: skip


def _item(finding: Finding, noun: Noun, reviewed: Reviewed) -> Json:
    rule = rules_by_code().get(finding.rule)
    address = to_key(noun, finding.address)
    start, end = _span(noun, address, finding.quote)
    fix = finding.fix
    return {
        "id": finding_key(finding, noun),
        "rule": finding.rule,
        "title": finding.title,
        "category": finding.category.value,
        "severity": finding.severity.value,
        "message": finding.message,
        "address": address,
        "cell_name": cell_name(finding.address),
        "quote": finding.quote,
        "start": start,
        "end": end,
        "indicator": finding.indicator,
        "suggestion": finding.suggestion,
        "legal_basis": finding.legal_basis,
        "why": rule.why if rule else "",
        "how_to_fix": rule.how_to_fix if rule else "",
        "fix": {"address": to_key(noun, fix.address), "text": fix.text, "label": fix.label} if fix else None,
        "related": [_related(other, finding, noun, reviewed) for other in finding.related],
    }


def _span(noun: Noun, address: str, quote: str) -> tuple[int | None, int | None]:
    """Where the quoted words stand in the cell; ``None`` where they stand nowhere."""
    if not quote:
        return None, None
    try:
        text = read(noun, address) or ""
    except (NoSuchCell, RowGone):
        return None, None
    start = text.find(quote)
    return (start, start + len(quote)) if start >= 0 else (None, None)


def _related(other: Related, finding: Finding, noun: Noun, reviewed: Reviewed) -> Json:
    """Another place that a finding compares with; ``target`` is its project's id where that is another one."""
    item: Json = {"project": other.project, "quote": other.quote, "cell_name": cell_name(other.address), "target": None}
    document: Document = reviewed.year.document
    index = next((i for i, p in enumerate(document.projects) if other.project and p.code == other.project), None)
    if index is None or other.project == finding.project:
        return {**item, "address": to_key(noun, other.address)}
    project = document.projects[index]
    return {
        **item, "address": to_key(project, other.address), "target": reviewed.year.ids[index], "project_name": project.name,
    }  # fmt: skip
