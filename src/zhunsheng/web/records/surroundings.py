"""What the records know around a table or a form: earlier years, what was approved, assessed, monitored, adjusted, reported.

Rules that compare with other papers are told it from here; on the command line these are the files that one names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from zhunsheng.documents.interchange_forms import monitoring_from_json
from zhunsheng.model.document import Document
from zhunsheng.model.monitoring_form import MonitoringForm
from zhunsheng.model.organisation import BudgetUnit
from zhunsheng.model.project import Project
from zhunsheng.rules.cell_text import squeezed
from zhunsheng.rules.outside import Outside
from zhunsheng.scoring.exact import rounded
from zhunsheng.web.records.changes import noun_of
from zhunsheng.web.records.confirmed_scores import READINGS, confirmed_of, readings_from_json
from zhunsheng.web.records.evaluated import evaluate_targets, months_past, watch_months
from zhunsheng.web.records.models import NoteStage, ProcessStep, ReadForm, Target, Unit, YearCourse
from zhunsheng.web.records.year_notes import notes_of

IN_FORCE = ("approved", "in_execution", "closed")
"""States in which a table is the approved one."""
SUPPORTED = "supported"
"""What an assessment beforehand must have come to."""
_NOT_HANDED_IN = ("not_started", "filling", "returned", "cancelled")


@dataclass(frozen=True, slots=True)
class Standings:
    """How a unit's tables of a year and of the years before stand: ids of those in force, of those whose assessment beforehand
    ended in their favour, and whether any self-evaluation of last year is confirmed."""

    in_force: frozenset[int] = frozenset()
    assessed: frozenset[int] = frozenset()
    is_confirmed: bool = False


NO_STANDINGS = Standings()


def with_standings(rows: QuerySet[Target]) -> QuerySet[Target]:
    """Tables with what :class:`Standings` asks, as ``confirmed`` and ``assessment``."""
    evaluations = YearCourse.objects.filter(target=OuterRef("pk"), process="self_evaluation", frozen__isnull=False)
    steps = ProcessStep.objects.filter(target=OuterRef("pk"), process="ex_ante").order_by("-number")
    return rows.annotate(confirmed=Exists(evaluations), assessment=Subquery(steps.values("reached")[:1]))


def around_tables(
    unit: Unit, year: int, now: Mapping[int, Project], standings: Standings, earlier: tuple[Document, ...]
) -> Outside:
    """What there is beside a unit's target tables of a year, given by their ids; ``earlier`` are its documents of the years
    before. Without last year's nobody knows what is new, nor what never changes. One query, if last year was confirmed.
    """
    in_force = (one for pk, one in now.items() if pk in standings.in_force)
    approved = {one.code: yuan for one in in_force if one.code and (yuan := one.budget.yuan()) is not None}
    if not any(one.fiscal_year == year - 1 for one in earlier):
        return Outside(approved=approved or None)
    reached = _reached(unit, year - 1, now.values()) if standings.is_confirmed else {}
    assessed = frozenset(one.code for pk, one in now.items() if one.code and pk in standings.assessed)
    return Outside(earlier=earlier, approved=approved or None, assessed=assessed, completed=reached or None)


def around_forms(targets: Sequence[Target], tables: tuple[Document, ...] | None) -> Outside:
    """What there is beside forms about these projects: their target tables, what was monitored, the budget after adjustment
    of those in execution, the score of those whose self-evaluation is confirmed."""
    watched = tuple(_monitored(targets))
    document = Document(unit=BudgetUnit(), monitorings=watched)
    return Outside(
        targets=tables, monitored=(document,) if watched else None, adjusted=_adjusted(targets) or None,
        reported=_reported(targets) or None,
    )  # fmt: skip


def _reached(unit: Unit, year: int, now: Iterable[Project]) -> dict[tuple[str, str], Decimal]:
    """What last year's confirmed self-evaluations rest on, for the rows of this year that have the same name and unit."""
    rows = YearCourse.objects.filter(
        process="self_evaluation", target__unit=unit, target__year=year, target__archived=False, frozen__isnull=False
    )
    continued = {project.code: project for project in now if project.code}
    found = {}
    for course in rows.select_related("frozen", "target"):
        row, kept = course.target, readings_from_json(course.frozen.content[READINGS])
        project = continued.get(row.code)
        if project is None:
            continue
        values = {
            (squeezed(one.level3), one.target.unit or ""): value
            for one in noun_of(row.draft).indicators
            if one.target is not None and one.key in kept.values
            and (value := kept.values[one.key].value) is not None
        }  # fmt: skip
        for one in project.indicators:
            known = values.get((squeezed(one.level3), one.target.unit or "")) if one.target is not None else None
            if known is not None:
                found[row.code, one.level3 or ""] = rounded(known, 2)
    return found


def _monitored(targets: Sequence[Target]) -> Iterator[MonitoringForm]:
    """The monitoring forms that these projects handed in, as they were filled in here and as files brought them."""
    rows = YearCourse.objects.filter(target__in=targets, process="monitoring").exclude(state__in=_NOT_HANDED_IN)
    handed_in: dict[int, set[int]] = {}
    for pk, month in rows.values_list("target", "month"):
        handed_in.setdefault(pk, set()).add(month)
    for year in sorted({target.year for target in targets}):
        of_year = [target for target in targets if target.year == year and target.pk in handed_in]
        months = months_past(year, sorted({month for target in of_year for month in handed_in[target.pk]}))
        for month, watched in watch_months(of_year, months).items():
            yield from (one.monitored.form for one in watched if month in handed_in[one.target.pk])
    kept = ReadForm.objects.filter(target__in=targets, address__startswith="monitorings").order_by("pk")
    yield from (monitoring_from_json(row.content) for row in kept)


def _adjusted(targets: Sequence[Target]) -> dict[str, Decimal]:
    said = notes_of(targets, NoteStage.EVALUATION)
    found = {}
    for target in targets:
        yuan = said[target.pk].adjusted
        if yuan is None and target.state in IN_FORCE:
            yuan = noun_of(target.draft).budget.yuan()
        if yuan is not None:
            found |= dict.fromkeys(_names(target), yuan)
    return found


def _reported(targets: Sequence[Target]) -> dict[str, Decimal]:
    confirmed = confirmed_of(targets)
    scored = evaluate_targets([target for target in targets if target.pk in confirmed])
    totals = {one.target: one.evaluated.evaluation.total for one in scored}
    return {name: rounded(total) for target, total in totals.items() if total is not None for name in _names(target)}


def _names(target: Target) -> tuple[str, ...]:
    return tuple(name for name in (target.code, target.name) if name)
