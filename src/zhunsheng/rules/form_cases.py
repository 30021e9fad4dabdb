"""What rules over forms need: running a check on every form, finding the project of a form, numbers with their print."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import TypeVar

from zhunsheng.model.document import Document
from zhunsheng.model.figure import Figure
from zhunsheng.model.finding import Related
from zhunsheng.model.form_address import FORM_GROUPS, Form, form_cells, forms_of, row_address
from zhunsheng.model.fund_line import FundLine, FundSource
from zhunsheng.model.monitoring_form import MonitoringForm
from zhunsheng.model.project import Project
from zhunsheng.model.self_evaluation_form import EvaluatedIndicator, SelfEvaluationForm
from zhunsheng.rules.cell_text import core_name, squeezed
from zhunsheng.rules.rule import Context, DocumentCheck, Remark, Undecided
from zhunsheng.rules.wording import brief

Answers = Iterator[Remark | Undecided]
EvaluationCheck = Callable[[SelfEvaluationForm, Context], Answers]
FormCheck = Callable[[Form, Context], Answers]
MonitoringCheck = Callable[[MonitoringForm, Context], Answers]
Value = TypeVar("Value")
_NOT_PROSE = frozenset({"year", "until_month", "money_unit", "heading"})


def on_self_evaluations(check: EvaluationCheck) -> DocumentCheck:
    """A check of one self-evaluation form, run on every one of a document; its addresses are those of the form."""

    def run(document: Document, context: Context) -> Answers:
        for number, form in enumerate(document.self_evaluations):
            for answer in check(form, context):
                yield at_form("self_evaluations", number, answer)

    return run


def on_monitorings(check: MonitoringCheck) -> DocumentCheck:
    """A check of one monitoring form, run on every one of a document; its addresses are those of the form."""

    def run(document: Document, context: Context) -> Answers:
        for number, form in enumerate(document.monitorings):
            for answer in check(form, context):
                yield at_form("monitorings", number, answer)

    return run


def on_forms(check: FormCheck) -> DocumentCheck:
    """A check of one form of either kind, run on every one of a document; its addresses are those of the form."""

    def run(document: Document, context: Context) -> Answers:
        for group, number, form in forms_of(document):
            for answer in check(form, context):
                yield at_form(group, number, answer)

    return run


def at_form(group: str, number: int, answer: Remark | Undecided) -> Remark | Undecided:
    """An answer about a cell of a form as one about the document; places it compares with in the same form go along."""
    lead = f"{group}[{number}]"
    address = f"{lead}.{answer.address}" if answer.address else lead
    if isinstance(answer, Undecided):
        return replace(answer, address=address)
    related = tuple(
        replace(other, address=f"{lead}.{other.address}")
        if other.project is None and not other.address.startswith(FORM_GROUPS)
        else other
        for other in answer.related
    )
    return replace(answer, address=address, related=related)


def here(address: str, quote: str) -> Related:
    """A place of the same form to compare with."""
    return Related(None, address, quote)


def project_of(form: Form, context: Context) -> Project | None:
    """The target table of a form's project: of the same document, else of the approved ones; by code, else by name."""
    documents = (context.document, *(context.outside.targets or ()))
    projects = [project for document in documents for project in document.projects]
    if form.project_code:
        same = [project for project in projects if project.code == form.project_code]
        if same:
            return same[0]
    name = squeezed(form.project_name)
    same = [project for project in projects if name and squeezed(project.name) == name]
    return same[0] if len(same) == 1 else None


def of_form(known: Mapping[str, Value] | None, form: Form) -> Value | None:
    """What is known of a form's project, by its code or its name."""
    if known is None:
        return None
    for key in (form.project_code, form.project_name):
        if key and key in known:
            return known[key]
    return None


def number_of(printed: Figure | None) -> Decimal | None:
    """The number of a cell, or ``None`` for a blank and for words."""
    return printed.value if printed is not None else None


def half_step(printed: Figure | None) -> Decimal:
    """Half a unit of the last printed digit: how much a rounded number may be off."""
    digits = printed.digits if printed is not None else None
    if digits is None:
        return Decimal(0)
    return Decimal(1).scaleb(-len(digits.partition(".")[2])) / 2


def total_at(form: Form) -> tuple[int, FundLine] | None:
    """The line of the whole money with its number, or ``None``."""
    return next(((n, line) for n, line in enumerate(form.funds) if line.source is FundSource.TOTAL), None)


def budget_of(line: FundLine) -> tuple[str, Figure] | None:
    """The year's budget of a line and the cell it stands in: after adjustment, else at the start of the year."""
    if line.adjusted is not None:
        return "adjusted", line.adjusted
    return ("initial", line.initial) if line.initial is not None else None


def row_title(number: int, name: str | None) -> str:
    """How a message names a row: ``“亮灯率”``, or by its number where it has no name."""
    return f"“{brief(name, 16)}”" if name else f"第{number + 1}行指标"


def prose_cells(form: Form) -> Iterator[tuple[str, str]]:
    """Every filled cell with words, by its address in the form."""
    for address, text in form_cells(form).items():
        if text and address not in _NOT_PROSE:
            yield address, text


def lost_points(row: EvaluatedIndicator) -> Decimal | None:
    """How many points a row did not get; ``None`` where points or score are blank."""
    points, score = number_of(row.points), number_of(row.score)
    return points - score if points is not None and score is not None else None


@lru_cache(maxsize=8192)
def same_name(one: str | None, other: str | None) -> bool:
    """True for two names of one indicator: blanks, brackets, list marks and widths do not count."""
    return bool(one) and squeezed(core_name(one)) == squeezed(core_name(other))


def in_rows(address: str) -> bool:
    """True for a cell of an indicator row."""
    row = row_address(address)
    return row is not None and row[0] == "indicators"
