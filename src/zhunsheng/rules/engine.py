"""Running rules over a document: deterministic, order-free, one finding a remark."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from zhunsheng.model.address import DEPARTMENT_CELLS, indicator_address
from zhunsheng.model.document import Document
from zhunsheng.model.finding import Finding
from zhunsheng.model.place import Place
from zhunsheng.rules.registry import rules
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.waiver import Waiver


@dataclass(frozen=True, slots=True)
class Review:
    """Findings in reading order, and those that a waiver sets aside, each with its waiver."""

    findings: tuple[Finding, ...]
    waived: tuple[tuple[Finding, Waiver], ...] = ()


def run(
    document: Document,
    chosen: Iterable[Rule] | None = None,
    *,
    on: date | None = None,
    parameters: Mapping[str, Mapping[str, Any]] | None = None,
    waivers: Iterable[Waiver] = (),
    only_project: int | None = None,
) -> Review:
    """Review a document by the chosen rules (all by default) that are in force on the day.

    ``parameters`` overrides rules' parameters by code; waivers need ``on``. ``only_project`` runs project rules on
    that one project alone and keeps of the document rules' remarks those about it. The order of rules does not matter.
    """
    found: list[Finding] = []
    settings = parameters or {}
    for rule in rules() if chosen is None else chosen:
        if not rule.in_force(on):
            continue
        context = Context(document, {**rule.parameters, **settings.get(rule.code, {})}, on)
        found.extend(_run_rule(rule, document, context, only_project))
    findings = _ordered(document, found)
    if on is None:
        return Review(tuple(findings))
    waivers = tuple(waivers)
    kept, waived = [], []
    for finding in findings:
        waiver = next((waiver for waiver in waivers if waiver.covers(finding, on)), None)
        if waiver is None:
            kept.append(finding)
        else:
            waived.append((finding, waiver))
    return Review(tuple(kept), tuple(waived))


def _run_rule(rule: Rule, document: Document, context: Context, only: int | None) -> Iterable[Finding]:
    if rule.check_project is not None:
        numbers = range(len(document.projects)) if only is None else (only,)
        for number in numbers:
            for remark in rule.check_project(document.projects[number], context):
                yield _finding(rule, document, number, remark)
    if rule.check_document is not None:
        for remark in rule.check_document(document, context):
            if only is None or remark.project_no == only:
                yield _finding(rule, document, remark.project_no, remark)


def _finding(rule: Rule, document: Document, number: int | None, remark: Remark) -> Finding:
    project = document.projects[number] if number is not None else None
    row = indicator_address(remark.address)
    indicator = place = None
    if project is not None:
        if row and row[0] < len(project.indicators):
            noun = project.indicators[row[0]]
            indicator = noun.level3
            place = noun.places.get(row[1]) or next(iter(noun.places.values()), None)
        else:
            place = project.places.get(remark.address) or project.places.get("heading") or project.places.get("name")
    else:
        place = document.department.places.get(remark.address)
    return Finding(
        rule=rule.code,
        title=rule.title,
        category=rule.category,
        severity=remark.severity or rule.severity,
        message=remark.message,
        address=remark.address,
        quote=remark.quote,
        project_no=number,
        project=project.code if project else None,
        project_name=project.name if project else None,
        indicator=indicator,
        suggestion=remark.suggestion,
        legal_basis=rule.legal_basis or None,
        fix=remark.fix,
        related=remark.related,
        place=place if isinstance(place, Place) else None,
    )


_HEAD = (
    "unit",
    "budget.unit",
    "heading",
    "code",
    "name",
    "budget",
    "budget.total",
    "budget.fiscal",
    "budget.other",
    "purpose",
    "fund_plan",
)
_ORDER = {name: index for index, name in enumerate((*DEPARTMENT_CELLS, *_HEAD))}
_CELL_ORDER = {
    name: index for index, name in enumerate(("", "level1", "level2", "level3", "description", "target", "basis"))
}


def _ordered(document: Document, findings: list[Finding]) -> list[Finding]:
    """Reading order: department part, then project by project, cell by cell, then rule code; exact doubles once."""

    def key(finding: Finding) -> tuple[int, int, int, int, str, str, str]:
        project = -1 if finding.project_no is None else finding.project_no
        row = indicator_address(finding.address)
        if row:
            return (project, 2, row[0], _CELL_ORDER.get(row[1], 9), finding.rule, finding.quote, finding.message)
        if finding.address.startswith("fund_plan."):
            return (project, 0, len(_ORDER), int(finding.address[10:]), finding.rule, finding.quote, finding.message)
        group = 1 if finding.address in ("goal", "indicators") else 0
        order = 99 if finding.address == "indicators" else _ORDER.get(finding.address, 90)
        return (project, group, order, 0, finding.rule, finding.quote, finding.message)

    unique = dict.fromkeys(sorted(findings, key=key))
    return list(unique)
