"""Running rules over a document: deterministic, order-free, one finding a remark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from operator import itemgetter
from typing import Any

from zhunsheng.model.address import DEPARTMENT_CELLS, INDICATOR_CELLS, indicator_address
from zhunsheng.model.document import Document
from zhunsheng.model.finding import Finding, Severity
from zhunsheng.model.form_address import FORM_GROUPS, cell_fields, document_form, form_address, form_place, row_address
from zhunsheng.model.place import Place
from zhunsheng.rules.open_check import OpenCheck, open_checks
from zhunsheng.rules.outside import NOTHING, Outside
from zhunsheng.rules.registry import rules
from zhunsheng.rules.rule import Context, Example, Remark, Rule, Undecided
from zhunsheng.rules.waiver import Waiver


@dataclass(frozen=True, slots=True)
class Review:
    """Findings in reading order, those that a waiver sets aside, each with its waiver, and the checks left open."""

    findings: tuple[Finding, ...]
    waived: tuple[tuple[Finding, Waiver], ...] = ()
    undecided: tuple[OpenCheck, ...] = ()
    """Rules that could not judge (无法判定), by code: no findings, and no passes either."""


def run(
    document: Document,
    chosen: Iterable[Rule] | None = None,
    *,
    on: date | None = None,
    parameters: Mapping[str, Mapping[str, Any]] | None = None,
    waivers: Iterable[Waiver] = (),
    only_project: int | None = None,
    outside: Outside = NOTHING,
    severities: Mapping[str, Severity] | None = None,
) -> Review:
    """Review a document by the chosen rules (all by default) that are in force on the day.

    ``parameters`` overrides rules' parameters by code, ``severities`` how grave their findings are; waivers need ``on``. ``only_project`` runs project rules on
    that one project alone and keeps of the document rules' remarks those about it. ``outside`` is what is known from
    other papers. The order of rules does not matter.
    """
    works = _works(document, chosen, on, parameters, outside)
    # Project by project: what rules work out of a text (cached by text) then serves all of them before it is dropped.
    for number in range(len(document.projects)) if only_project is None else (only_project,):
        project = document.projects[number]
        for rule, context, told in works:
            for remark in rule.check_project(project, context) if rule.check_project is not None else ():
                told.append(_answer(rule, document, number, remark))
    found: list[Finding] = []
    left_open: list[OpenCheck] = []
    for rule, context, told in works:
        if rule.check_document is not None:
            told.extend(_run_on_document(rule, document, context, only_project))
        if told or rule.needs:
            _sort(rule, document, told, found, left_open)
    if severities:
        found = [replace(finding, severity=severities.get(finding.rule, finding.severity)) for finding in found]
    return _review(document, found, left_open, on, waivers)


def rerun(
    document: Document,
    before: Review,
    project_no: int | None,
    changed_addresses: Iterable[str],
    chosen: Iterable[Rule] | None = None,
    *,
    on: date | None = None,
    parameters: Mapping[str, Mapping[str, Any]] | None = None,
    waivers: Iterable[Waiver] = (),
    only_project: int | None = None,
    outside: Outside = NOTHING,
    severities: Mapping[str, Severity] | None = None,
) -> Review:
    """The review of a document of which some cells of one project (``None``: the department part) have just changed.

    ``before`` is the review of the document before the change, made with the same rules and settings (and of the same
    ``only_project``, which need not be the one that changed). Only rules that read a changed cell run: project rules on
    that project, document rules on the whole document. The answer is that of :func:`run`. ``indicators`` stands for
    rows that were added, removed or moved. Where several projects changed, call it once for each, always with the
    document as it is now.
    """
    changed = set().union(*(_read_as(address) for address in changed_addresses))
    if "code" in changed:  # findings of any rule may name the project by it
        return run(
            document, chosen, on=on, parameters=parameters, waivers=waivers, only_project=only_project, outside=outside,
            severities=severities,
        )  # fmt: skip
    earlier: dict[str, list[Finding]] = {}
    for finding in (*before.findings, *(finding for finding, _ in before.waived)):
        earlier.setdefault(finding.rule, []).append(finding)
    undecided = {open_check.rule: open_check.cases for open_check in before.undecided}
    found: list[Finding] = []
    left_open: list[OpenCheck] = []
    for rule in rules() if chosen is None else chosen:
        if not rule.in_force(on):
            continue
        kept: list[Finding | Undecided] = [*earlier.get(rule.code, ()), *undecided.get(rule.code, ())]
        if changed.intersection(rule.reads):
            context = _context(rule, document, on, parameters, outside)
            if rule.check_project is None:
                kept = list(_run_on_document(rule, document, context, only_project))
            elif only_project in (None, project_no):
                # Its document check, where it has one too, speaks of the department part alone: other projects stay.
                kept = [answer for answer in kept if answer.project_no not in (project_no, None)]
                if project_no is not None:
                    kept += _run_on_project(rule, document, context, project_no)
                kept += _run_on_document(rule, document, context, only_project)
        answers = [_relabelled(document, answer) if answer.project_no == project_no else answer for answer in kept]
        _sort(rule, document, answers, found, left_open)
    if severities:
        found = [replace(finding, severity=severities.get(finding.rule, finding.severity)) for finding in found]
    return _review(document, found, left_open, on, waivers)


def run_example(rule: Rule, example: Example) -> Review:
    """What one rule says of one of its examples; a project stands in a document of its own."""
    from zhunsheng.rules.examples import document  # a rule file imports it on the way here

    noun = example.noun if isinstance(example.noun, Document) else document(example.noun)
    return run(noun, [rule], outside=example.outside)


def _works(
    document: Document,
    chosen: Iterable[Rule] | None,
    on: date | None,
    parameters: Mapping[str, Mapping[str, Any]] | None,
    outside: Outside,
) -> list[tuple[Rule, Context, list[Finding | Undecided]]]:
    """The rules in force, each with what it may look at and an empty list for its answers."""
    plain = Context(document, {}, on, outside)  # most rules have no parameters: one serves them all
    return [
        (rule, _context(rule, document, on, parameters, outside) if rule.parameters or parameters else plain, [])
        for rule in (rules() if chosen is None else chosen)
        if on is None or rule.in_force(on)
    ]


def _context(
    rule: Rule,
    document: Document,
    on: date | None,
    parameters: Mapping[str, Mapping[str, Any]] | None,
    outside: Outside,
) -> Context:
    own = parameters.get(rule.code) if parameters else None
    return Context(document, {**rule.parameters, **own} if own else rule.parameters, on, outside)


def _sort(
    rule: Rule,
    document: Document,
    answers: Iterable[Finding | Undecided],
    found: list[Finding],
    left_open: list[OpenCheck],
) -> None:
    """A rule's answers on their piles: findings, and the line that says what it could not judge."""
    cases: list[Undecided] = []
    hit = False
    for answer in answers:
        if isinstance(answer, Undecided):
            cases.append(answer)
        else:
            found.append(answer)
            hit = True
    left_open.extend(open_checks(rule, document, cases, hit))


def _review(
    document: Document, found: list[Finding], left_open: list[OpenCheck], on: date | None, waivers: Iterable[Waiver]
) -> Review:
    """The review in its order, with the waivers in force on the day set aside."""
    findings = _ordered(document, found)
    undecided = tuple(sorted(left_open, key=lambda open_check: open_check.rule))
    if on is None:
        return Review(tuple(findings), (), undecided)
    waivers = tuple(waivers)
    kept, waived = [], []
    for finding in findings:
        waiver = next((waiver for waiver in waivers if waiver.covers(finding, on)), None)
        if waiver is None:
            kept.append(finding)
        else:
            waived.append((finding, waiver))
    return Review(tuple(kept), tuple(waived), undecided)


def _run_on_project(rule: Rule, document: Document, context: Context, number: int) -> Iterator[Finding | Undecided]:
    if rule.check_project is not None:
        for remark in rule.check_project(document.projects[number], context):
            yield _answer(rule, document, number, remark)


def _run_on_document(
    rule: Rule, document: Document, context: Context, only: int | None
) -> Iterator[Finding | Undecided]:
    if rule.check_document is not None:
        for remark in rule.check_document(document, context):
            if only is None or remark.project_no == only:
                yield _answer(rule, document, remark.project_no, remark)


def _answer(rule: Rule, document: Document, number: int | None, remark: Remark | Undecided) -> Finding | Undecided:
    if isinstance(remark, Undecided):
        return replace(remark, project_no=number)
    return _finding(rule, document, number, remark)


def _read_as(address: str) -> frozenset[str]:
    """What a rule that looks at the cell says it reads; a whole row, or all of them, is every column."""
    if address in DEPARTMENT_CELLS:
        return frozenset({"department"})
    form = form_address(address)
    if form is not None:
        return frozenset({form[0]})
    row = indicator_address(address)
    if row or address == "indicators":
        return frozenset({row[1]}) if row and row[1] else frozenset(INDICATOR_CELLS)
    return frozenset({address.partition(".")[0]})


def _relabelled(document: Document, answer: Finding | Undecided) -> Finding | Undecided:
    """A finding from before with the names that its project and its row bear now."""
    if isinstance(answer, Undecided) or answer.project_no is None:
        return answer
    project = document.projects[answer.project_no]
    indicator = _place(document, answer.project_no, answer.address)[0]
    if (answer.project_name, answer.indicator) == (project.name, indicator):
        return answer
    return replace(answer, project_name=project.name, indicator=indicator)


def _place(document: Document, number: int | None, address: str) -> tuple[str | None, Place | None]:
    """The name of the row that an address is in, and where the cell was read."""
    if number is None and form_address(address) is not None:
        return _form_place(document, address)
    if number is None:
        return None, document.department.places.get(address)
    project, row = document.projects[number], indicator_address(address)
    if row and row[0] < len(project.indicators):
        noun = project.indicators[row[0]]
        return noun.level3, noun.places.get(row[1]) or next(iter(noun.places.values()), None)
    return None, project.places.get(address) or project.places.get("heading") or project.places.get("name")


def _form_place(document: Document, address: str) -> tuple[str | None, Place | None]:
    """The same for a cell of a self-evaluation or monitoring form."""
    found = document_form(document, address)
    if found is None:
        return None, None
    form, cell = found
    row = row_address(cell)
    in_row = row is not None and row[0] == "indicators" and row[1] < len(form.indicators)
    return form.indicators[row[1]].level3 if in_row and row else None, form_place(form, cell)


def _finding(rule: Rule, document: Document, number: int | None, remark: Remark) -> Finding:
    project = document.projects[number] if number is not None else None
    form = document_form(document, remark.address) if number is None else None
    indicator, place = _place(document, number, remark.address)
    return Finding(
        rule=rule.code,
        title=rule.title,
        category=rule.category,
        severity=remark.severity or rule.severity,
        message=remark.message,
        address=remark.address,
        quote=remark.quote,
        project_no=number,
        project=project.code if project else form[0].project_code if form else None,
        project_name=project.name if project else form[0].label if form else None,
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
        form = form_address(finding.address) if finding.project_no is None else None
        if form is not None:
            return (*_form_order(document, form), finding.rule, finding.quote, finding.message)
        row = indicator_address(finding.address)
        if row:
            return (project, 2, row[0], _CELL_ORDER.get(row[1], 9), finding.rule, finding.quote, finding.message)
        if finding.address.startswith("fund_plan."):
            return (project, 0, len(_ORDER), int(finding.address[10:]), finding.rule, finding.quote, finding.message)
        group = 1 if finding.address in ("goal", "indicators") else 0
        order = 99 if finding.address == "indicators" else _ORDER.get(finding.address, 90)
        return (project, group, order, 0, finding.rule, finding.quote, finding.message)

    ordered: list[Finding] = []
    before: tuple[int, int, int, int, str, str, str] | None = None
    start = 0
    for place, finding in sorted(((key(finding), finding) for finding in findings), key=_first):
        if place != before:
            before, start = place, len(ordered)
        if finding not in ordered[start:]:
            ordered.append(finding)
    return ordered


_FORMS_BEHIND = 1_000_000
"""Where forms begin in the order of a document's parts: behind every project."""


def _form_order(document: Document, found: tuple[str, int, str]) -> tuple[int, int, int, int]:
    """The place of a form's cell in reading order: the form, its blocks as its noun lists them, rows, columns."""
    group, number, cell = found
    at = document_form(document, f"{group}[{number}]")
    part = _FORMS_BEHIND * (1 + FORM_GROUPS.index(group)) + number
    if at is None:
        return (part, 0, 0, 0)
    row = row_address(cell)
    names = cell_fields(type(at[0]))
    name = row[0] if row else cell
    block = names.index(name) if name in names else len(names)
    if row is None:
        return (part, block, 0, 0)
    rows = getattr(at[0], row[0], ())
    columns = cell_fields(type(rows[row[1]])) if row[1] < len(rows) else ()
    return (part, block, row[1], columns.index(row[2]) if row[2] in columns else -1)


_first = itemgetter(0)
