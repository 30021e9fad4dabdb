"""What was paid, from the entries of the payment ledger: one query for all projects."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Q, Sum

from zhunsheng.formula.storage import day_number, microseconds, slots
from zhunsheng.ledger.registry import kinds
from zhunsheng.model.execution import Execution
from zhunsheng.usecases.spending import KIND, Paid, execution_of, source_of
from zhunsheng.web.records.changes import noun_of
from zhunsheng.web.records.models import Entry, Target

PaidBy = Mapping[int, Mapping[int | None, Sequence[Paid]]]
"""By unit, then by project (``None``: of the unit as a whole)."""


def paid_by(units: Sequence[int], year: int, as_of: date, known_at: datetime | None = None) -> PaidBy:
    """The payments of units in a year until a day, on request as known at a moment; a unit that wrote down none is not among them."""
    places = slots(kinds()[KIND].record)
    amount, source = places["amount"], places["source"]
    rows = Entry.objects.filter(
        kind=KIND, unit_id__in=units, day__range=(day_number(date(year, 1, 1)), day_number(as_of)), withdrawn=False
    )
    if known_at is None:
        rows = rows.filter(superseded_at=None)
    else:
        known = microseconds(known_at)
        rows = rows.filter(Q(superseded_at=None) | Q(superseded_at__gt=known), recorded_at__lte=known)
    found: dict[int, dict[int | None, list[Paid]]] = defaultdict(lambda: defaultdict(list))
    grouped = rows.order_by().values_list("unit_id", "project_id", "month", source).annotate(Sum(amount))
    for unit, project, month, word, fen in grouped:
        found[unit][project].append(Paid(month % 100, Decimal(fen or 0).scaleb(-2), source_of(word)))
    return found


def of_project(paid: PaidBy, target: Target, month: int) -> Sequence[Paid] | None:
    """The payments of a project until the end of a month; ``None`` where its unit wrote none down."""
    of_unit = paid.get(target.unit_id)
    return None if of_unit is None else [one for one in of_unit.get(target.pk, ()) if one.month <= month]


def executions(
    targets: Sequence[Target], as_of: date, adjusted: Mapping[int, Decimal | None], paid: PaidBy | None = None
) -> dict[int, Execution]:
    """The money of projects of one year as of a day; ``adjusted`` are their budgets after adjustments.

    ``paid`` are payments asked for before, until that day's month end or later; later months do not count.
    """
    if not targets:
        return {}
    if paid is None:
        paid = paid_by(sorted({target.unit_id for target in targets}), targets[0].year, as_of)
    found = {}
    for target in targets:
        mine = of_project(paid, target, as_of.month)
        found[target.pk] = execution_of(noun_of(target.draft), mine, as_of, adjusted.get(target.pk))
    return found
