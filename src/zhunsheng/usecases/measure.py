"""Measure indicators: from bindings and records to values that say where they are from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from zhunsheng.formula.checker import Formula, check
from zhunsheng.formula.evaluate import trace
from zhunsheng.formula.explain import explain
from zhunsheng.formula.outcome import Outcome, OutcomeStatus
from zhunsheng.formula.problem import Problem
from zhunsheng.formula.units import RECORDS
from zhunsheng.formula.window import When, WindowChoice
from zhunsheng.ledger.registry import kinds as built_in
from zhunsheng.model.document import Document
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.measure import Binding, BindingScope, Measure, MeasureStatus
from zhunsheng.model.quantity import Quantity, quantity
from zhunsheng.model.record import Record, RecordKind
from zhunsheng.scoring.comparable_units import COUNTED, conversion, may_count
from zhunsheng.scoring.completion import completion
from zhunsheng.scoring.people_asked import asked_of

_PLACES = Decimal("0.000001")
NO_BINDING = "还没有取数办法，也没有自述"
"""The note of an indicator that nobody has bound to a formula or stated."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What is measured: an indicator of a project, or a measurable goal of a department (``project`` is ``None``)."""

    project: str | None
    name: str
    target: Quantity | None
    asked: Decimal | None = None
    """How many people the indicator means to ask, where it counts people."""


def record_kinds() -> Mapping[str, RecordKind]:
    """The kinds of records that come with the program, by name."""
    return {name: kind.record for name, kind in built_in().items()}


def subject_of(project: str | None, indicator: Indicator) -> Subject:
    """The subject that an indicator of a table is."""
    return Subject(project, indicator.level3 or "", indicator.target, asked_of(indicator))


def measure_document(
    document: Document,
    records: Iterable[Record],
    bindings: Iterable[Binding],
    *,
    as_of: date,
    year: int | None = None,
    known_at: datetime | None = None,
    kinds: Mapping[str, RecordKind] | None = None,
) -> tuple[Measure, ...]:
    """Measure every indicator of a document from records, in the document's order.

    An indicator without a binding is in the answer too, with status ``no_evidence``. ``known_at`` takes the records as they stood
    then. Raises ``ValueError`` where neither ``year`` nor the document names the budget year.
    """
    year = year or document.fiscal_year
    if year is None:
        raise ValueError("the budget year is not known")
    known = kinds or record_kinds()
    by_name = {(binding.project, binding.indicator): binding for binding in bindings}
    ours = sorted_out(records)
    found = []
    for project in document.projects:
        for indicator in project.indicators:
            subject = subject_of(project.code, indicator)
            binding = by_name.get((project.code, subject.name))
            found.append(measure(subject, binding, ours, When(year, as_of, known_at=known_at), known))
    return tuple(found)


def measure(
    subject: Subject,
    binding: Binding | None,
    records: Mapping[str | None, Sequence[Record]],
    when: When,
    kinds: Mapping[str, RecordKind],
) -> Measure:
    """Measure one subject; ``records`` are by project code, all of them under ``None``. Never raises for a bad formula."""
    if binding is None:
        return unmeasured(subject, when.as_of, NO_BINDING)
    at = When(when.year, when.as_of, binding.window, when.known_at, when.heating)
    try:
        formula = check(binding.formula, kinds)
    except Problem as problem:
        return unmeasured(subject, when.as_of, str(problem), MeasureStatus.ERROR, binding.formula)
    whose = None if binding.scope is BindingScope.UNIT else subject.project
    traced = trace(formula, records.get(whose, ()), at)
    return measure_of(subject, binding, formula, traced.outcome, at, traced.digest)


def measure_of(
    subject: Subject, binding: Binding, formula: Formula, outcome: Outcome, when: When, digest: str = ""
) -> Measure:
    """The measure that a formula's outcome means for a subject: in the target's unit, held against the target."""
    status, note = _status(outcome)
    value, unit = _in_target_unit(outcome.value, _unit_of(formula, outcome, subject.target), subject.target)
    if status is not MeasureStatus.MEASURED:
        value = None
    done = completion(value, subject.target, unit=unit, asked=subject.asked) if value is not None else None
    notes = [text for text in (note, done.note if done else None) if text]
    span = WindowChoice().span(when)
    return Measure(
        project=subject.project, indicator=subject.name, target=subject.target, as_of=when.as_of, status=status,
        formula=binding.formula, explanation=explain(formula), window=(span.first, span.last), value=value, unit=unit,
        numerator=outcome.numerator, denominator=outcome.denominator, records=outcome.records, digest=digest,
        met=done.met if done else None, completion=done.percent if done else None, note="；".join(notes) or None,
    )  # fmt: skip


def stated(subject: Subject, value: Decimal | None, text: str, reason: str, as_of: date) -> Measure:
    """The measure of a value that a person stated, with the reason."""
    said = quantity(text)
    value, unit = _in_target_unit(value, said.unit if said else None, subject.target)
    done = completion(value, subject.target, unit=unit, asked=subject.asked) if value is not None else None
    apart = done.note if done and done.met is None else ""
    return Measure(
        project=subject.project, indicator=subject.name, target=subject.target, as_of=as_of, status=MeasureStatus.STATED, value=value,
        unit=unit, met=done.met if done else None, completion=done.percent if done else None,
        note=f"自述：{text}。{reason}" if value is None else "；".join(part for part in (f"自述：{reason}", apart) if part),
    )  # fmt: skip


def unmeasured(
    subject: Subject,
    as_of: date,
    note: str,
    status: MeasureStatus = MeasureStatus.NO_EVIDENCE,
    formula: str = "",
) -> Measure:
    """A measure without a value, and why."""
    return Measure(subject.project, subject.name, subject.target, as_of, status, formula=formula, note=note)


def sorted_out(records: Iterable[Record]) -> Mapping[str | None, Sequence[Record]]:
    """Records by project code, and all of them under ``None``."""
    found: dict[str | None, list[Record]] = defaultdict(list)
    for record in records:
        found[None].append(record)
        if record.project is not None:
            found[record.project].append(record)
    return found


def _status(outcome: Outcome) -> tuple[MeasureStatus, str | None]:
    """Whether there is a value. A number over no record at all is no evidence: nobody has counted, so it is not 0; nor is it
    where only last year's records are there to be held against."""
    if outcome.status is OutcomeStatus.ERROR:
        return MeasureStatus.ERROR, outcome.note
    if outcome.status is OutcomeStatus.NO_VALUE:
        return MeasureStatus.NO_EVIDENCE, outcome.note
    if outcome.seen == 0 or not (outcome.records or outcome.seen):
        return MeasureStatus.NO_EVIDENCE, outcome.note or "这段期间台账里一条记录也没有；没有记录不等于0"
    return MeasureStatus.MEASURED, outcome.note


def _unit_of(formula: Formula, outcome: Outcome, target: Quantity | None) -> str | None:
    """The unit of an outcome. A count of records has no word of its own: it is said in the target's, but 95 patrols are no 95%."""
    if formula.unit != RECORDS or outcome.unit:
        return outcome.unit or None
    return COUNTED if target is not None and not may_count(target.unit) else None


def _in_target_unit(
    value: Decimal | None, unit: str | None, target: Quantity | None
) -> tuple[Decimal | None, str | None]:
    """The value in the target's own unit where it can be compared, else in its own."""
    if value is None:
        return None, unit
    into = conversion(unit, target.unit) if target is not None else None
    if into is None or target is None or not target.unit:
        return _rounded(value), unit
    exact = value * Decimal(into.factor.numerator) / Decimal(into.factor.denominator)
    return _rounded(exact), target.unit


def _rounded(value: Decimal) -> Decimal:
    """Six decimals at most, without trailing zeros."""
    rounded = value.quantize(_PLACES, ROUND_HALF_UP)
    return rounded.quantize(Decimal(1)) if rounded == rounded.to_integral_value() else rounded.normalize()
