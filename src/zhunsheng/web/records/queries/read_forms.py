"""A form that came in as a file, as its page shows it: cells, findings, what it is linked to, values that could be taken over."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from zhunsheng.documents.interchange import document_from_json
from zhunsheng.documents.interchange_forms import monitoring_from_json, self_evaluation_from_json
from zhunsheng.model.document import Document
from zhunsheng.model.finding import Finding
from zhunsheng.model.form_address import Form, form_cell_name, form_cells, row_address
from zhunsheng.rules.form_cases import same_name
from zhunsheng.rules.registry import rules_by_code
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records.models import FormulaBinding, ReadForm, Reading, StatedValue, Target
from zhunsheng.web.records.read_forms import KINDS, linked, listed, namesakes, of_form, review_forms

_FIGURE = re.compile(r"[\d,.]{1,16}%?")
_BLOCKS = ("funds", "tasks", "goals", "indicators", "details")


@dataclass(frozen=True, slots=True)
class FormRow:
    """One form in the list of a reading."""

    number: int
    address: str
    kind: str
    name: str
    unit: str
    year: int | None
    indicators: int
    target: Target | None
    namesake: Target | None
    """A project of the same name and year of another unit than the form's."""
    errors: int
    warnings: int
    infos: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a form: its name, its text, and the findings that are about it."""

    name: str
    text: str
    findings: tuple[int, ...]
    gravest: str

    @property
    def css(self) -> str:
        """The classes of its cell: how grave what is said of it is, and whether it is a bare number, which never breaks."""
        figure = "unbroken" if _FIGURE.fullmatch(self.text) else ""
        return " ".join(filter(None, (f"marked sev-{self.gravest}" if self.gravest else "", figure)))


@dataclass(frozen=True, slots=True)
class Block:
    """A table of a form: its columns, and its rows cell by cell."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding beside the form; ``number`` is what its cell is marked with."""

    number: int
    severity: str
    rule: str
    title: str
    cell: str
    message: str
    quote: str
    why: str
    suggestion: str
    basis: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A completed value of the form beside the project's own: whether it could be taken over as a statement, and why not."""

    number: int
    key: str
    indicator: str
    target: str
    actual: str
    now: str
    may_take: bool


@dataclass(frozen=True, slots=True)
class FormPage:
    """Everything on the page of one form."""

    row: FormRow
    heads: tuple[Cell, ...]
    blocks: tuple[Block, ...]
    findings: tuple[FindingRow, ...]
    undecided: tuple[str, ...]
    offers: tuple[Offer, ...]
    kept: ReadForm | None


def form_rows(user: User, reading: Reading, year: int | None) -> tuple[FormRow, ...]:
    """The forms of a reading with how much is found in each; none for a reading without forms."""
    if not reading.document or not any(reading.document.get(group) for group in KINDS):
        return ()
    document = document_from_json(reading.document)
    there = _links(user, reading, document, year)
    others = namesakes(user, document, year)
    findings = review_forms(document, list(there.values())).findings
    return tuple(
        _row(number, address, form, there.get(address), others.get(address), of_form(findings, address))
        for number, (address, form) in enumerate(listed(document))
    )


def form_page(user: User, reading: Reading, number: int, year: int | None) -> FormPage | None:
    """One form of a reading; ``None`` where there is none of this number."""
    document = document_from_json(reading.document or {"schema": "zhunsheng/document@1"})
    forms = list(listed(document))
    if number >= len(forms):
        return None
    address, form = forms[number]
    there = _links(user, reading, document, year)
    review = review_forms(document, list(there.values()))
    found = of_form(review.findings, address)
    rows = tuple(_finding(place, one) for place, one in enumerate(found, 1))
    marks: dict[str, list[int]] = {}
    for place, one in enumerate(found, 1):
        marks.setdefault(one.address.partition("].")[2], []).append(place)
    kept = (
        ReadForm.objects.filter(reading=reading, address=address)
        .select_related("target__unit", "reading__file")
        .first()
    )
    heads, blocks = _cells(form, marks, found)
    open_checks = tuple(dict.fromkeys(f"{item.title}：{item.reason}" for item in review.undecided))
    return FormPage(
        _row(number, address, form, there.get(address), namesakes(user, document, year).get(address), found), heads, blocks, rows, open_checks,
        offers_of(kept) if kept is not None and kept.target is not None else (), kept,
    )  # fmt: skip


def offers_of(row: ReadForm) -> tuple[Offer, ...]:
    """The completed values of a kept form, each beside what the project's indicator has now."""
    form = form_of(row)
    target = row.target
    bound: dict[str, str] = {}
    for binding in FormulaBinding.objects.filter(target=target).order_by("number"):
        bound[binding.key] = binding.formula
    stated = {one.key: one for one in StatedValue.objects.filter(target=target).order_by("pk")}
    found = []
    for number, line in enumerate(form.indicators, 1):
        actual = getattr(line, "actual", None) or getattr(line, "reached", None)
        item = next((one for one in target.draft["indicators"] if same_name(one.get("level3"), line.level3)), None)
        if item is None or not actual:
            continue
        last = stated.get(item["key"])
        now = (
            "由台账算出"
            if bound.get(item["key"])
            else f"{last.text}〔自述〕"
            if last and not last.withdrawn
            else "没有"
        )
        text = (item.get("target") or {}).get("text") if isinstance(item.get("target"), Mapping) else item.get("target")
        found.append(
            Offer(
                number,
                item["key"],
                line.level3 or "",
                text or "",
                actual,
                now,
                not bound.get(item["key"]) and now != f"{actual}〔自述〕",
            )
        )
    return tuple(found)


def form_of(row: ReadForm) -> Form:
    """The form that a row keeps."""
    read = self_evaluation_from_json if row.address.startswith("self_evaluations") else monitoring_from_json
    return read(row.content)


def _links(user: User, reading: Reading, document: Document, year: int | None) -> dict[str, Target]:
    """What a confirmed reading was linked to, or what it would be."""
    if reading.status != "confirmed":
        return linked(user, document, year)
    rows = reading.forms.filter(target__isnull=False).select_related("target__unit")
    return {row.address: row.target for row in rows}


def _row(
    number: int, address: str, form: Form, target: Target | None, namesake: Target | None, found: tuple[Finding, ...]
) -> FormRow:
    counts = [sum(one.severity.value == name for one in found) for name in ("error", "warning", "info")]
    return FormRow(
        number, address, KINDS[address.partition("[")[0]], form.project_name or form.label or "没有写名称", form.unit or "", form.year,
        len(form.indicators), target, namesake, *counts,
    )  # fmt: skip


def _finding(number: int, one: Finding) -> FindingRow:
    rule = rules_by_code()[one.rule]
    return FindingRow(
        number, one.severity.value, one.rule, one.title, form_cell_name(one.address.partition("].")[2]), one.message, one.quote,
        rule.why, one.suggestion or rule.how_to_fix, one.legal_basis or "",
    )  # fmt: skip


def _cells(
    form: Form, marks: Mapping[str, list[int]], found: tuple[Finding, ...]
) -> tuple[tuple[Cell, ...], tuple[Block, ...]]:
    cells = form_cells(form)

    def cell(address: str, text: str | None) -> Cell:
        numbers = tuple(marks.get(address, ()))
        gravest = next(
            (
                name
                for name in ("error", "warning", "info")
                if any(found[n - 1].severity.value == name for n in numbers)
            ),
            "",
        )
        return Cell(form_cell_name(address), text or "", numbers, gravest)

    heads = tuple(
        cell(address, text) for address, text in cells.items()
        if row_address(address) is None and (text or address in marks) and address not in ("money_unit", "heading")
    )  # fmt: skip
    blocks = []
    for group in _BLOCKS:
        rows: dict[int, dict[str, Any]] = {}
        for address, text in cells.items():
            at = row_address(address)
            if at is not None and at[0] == group:
                rows.setdefault(at[1], {})[at[2]] = cell(address, text)
        names = [
            name
            for name in (rows[0] if rows else ())
            if any(row[name].text or row[name].findings for row in rows.values())
        ]
        if names:
            titles = tuple(rows[0][name].name for name in names)
            body = tuple(tuple(row[name] for name in names) for row in rows.values())
            blocks.append(Block(form_cell_name(group), titles, body))
    return heads, tuple(blocks)
