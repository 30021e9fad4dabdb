"""A document of self-evaluation or monitoring forms, read from a page tree: forms in order, unit and year of the first."""

from __future__ import annotations

import re

from zhunsheng.documents.forms.evaluation_report import in_report, report_title
from zhunsheng.documents.forms.form_nouns import FormNouns
from zhunsheng.documents.forms.form_reader import FormReader, is_form_title
from zhunsheng.documents.forms.layout import FormKind
from zhunsheng.documents.page import PageTree, Paragraph, Table
from zhunsheng.model.document import Document
from zhunsheng.model.form_address import Form
from zhunsheng.model.organisation import BudgetUnit, parse_unit
from zhunsheng.model.place import Problem

_PAGE_NUMBER = re.compile(r"^[-—–\s·•]*\d{1,4}[-—–\s·•]*$|^第\s*\d+\s*页.*$|^\d+\s*/\s*\d+$")
_FURNITURE = re.compile(
    r"^(?:附件|附表|附)\s*[\d一二三四五六七八九十]*(?:[-—.]\d+)?[:：]?$|^目\s*录$|^[（(]?盖章[)）]?$"
)


def read_self_evaluations(tree: PageTree) -> Document:
    """The self-evaluation forms of a tree; what fits nowhere stands in ``problems`` with its place."""
    problems = list(tree.problems)
    reader, running = _walk(tree, FormKind.SELF_EVALUATION, problems)
    nouns = FormNouns(tree.spans_known, problems)
    title, found = report_title(running), reader.finish()
    if title is None:
        _report(running, problems)
    else:
        found = in_report(title, found, running, problems)
    forms = tuple(nouns.self_evaluation(form) for form in found)
    return Document(unit=_unit(forms), fiscal_year=_year(forms), self_evaluations=forms, problems=tuple(problems))


def read_monitorings(tree: PageTree) -> Document:
    """The monitoring forms of a tree; what fits nowhere stands in ``problems`` with its place."""
    problems = list(tree.problems)
    reader, running = _walk(tree, FormKind.MONITORING, problems)
    _report(running, problems)
    nouns = FormNouns(tree.spans_known, problems)
    forms = tuple(nouns.monitoring(form) for form in reader.finish())
    return Document(unit=_unit(forms), fiscal_year=_year(forms), monitorings=forms, problems=tuple(problems))


def _walk(tree: PageTree, kind: FormKind, problems: list[Problem]) -> tuple[FormReader, list[Paragraph]]:
    """The reader that went through all blocks, and the running text that no form has a cell for."""
    reader = FormReader(kind, tree.spans_known, problems)
    unplaced: list[Paragraph] = []
    for block in tree.blocks:
        if isinstance(block, Table):
            reader.table(block)
        elif block.contents_entry or not block.text or _PAGE_NUMBER.match(block.text) or _FURNITURE.match(block.text):
            continue
        elif is_form_title(block.text, kind):
            reader.title(block)
        elif not reader.paragraph(block):
            unplaced.append(block)
    return reader, unplaced


def _report(unplaced: list[Paragraph], problems: list[Problem]) -> None:
    """Running text around the forms, which no form has a cell for: one problem, at its first line."""
    if not unplaced:
        return
    first = unplaced[0]
    short = first.text if len(first.text) <= 30 else first.text[:30] + "…"
    told = f"表外有{len(unplaced)}段文字，没有读入，第一段是“{short}”。如属表中内容，请移到相应栏目。"
    problems.append(Problem(str(first.place) if first.place else "全文", told, first.place))


def _unit(forms: tuple[Form, ...]) -> BudgetUnit:
    """Whose document it is: the unit of the first form that names one, else its competent department."""
    named = next((form.unit or form.department for form in forms if form.unit or form.department), None)
    return parse_unit(named)


def _year(forms: tuple[Form, ...]) -> int | None:
    return next((form.year for form in forms if form.year is not None), None)
