"""Money of a project's year from its payments: the figures that self-evaluation and monitoring ask for.

A unit that writes down its payments has paid nothing where there is no payment; a unit that writes down none has no figure
at all, which is not 0.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhunsheng.model.execution import Execution, FundFigures, MonthlyFigure
from zhunsheng.model.fund_line import FundSource
from zhunsheng.model.project import Project
from zhunsheng.model.record import Record

KIND = "payment"
"""The ledger that payments stand in."""
_SOURCES = {"财政资金": FundSource.FISCAL, "其他资金": FundSource.OTHER}


@dataclass(frozen=True, slots=True)
class Paid:
    """What was paid in one month from one source, in 元; ``source`` ``None`` where the payments do not say."""

    month: int
    amount: Decimal
    source: FundSource | None = None


def source_of(word: str | None) -> FundSource | None:
    """The source that a payment names (``财政资金``), or ``None``."""
    return _SOURCES.get(word or "")


def payments_of(records: Iterable[Record], year: int, as_of: date) -> Mapping[str | None, Sequence[Paid]]:
    """The valid payments of a year until a day by project code; empty where none was written down at all."""
    found: dict[str | None, list[Paid]] = defaultdict(list)
    for record in records:
        day, amount = record.values.get("day"), record.values.get("amount")
        if record.kind != KIND or record.superseded_at is not None or record.withdrawn:
            continue
        if isinstance(day, date) and isinstance(amount, Decimal) and day.year == year and day <= as_of:
            said = record.values.get("source")
            found[record.project].append(Paid(day.month, amount, source_of(said if isinstance(said, str) else None)))
    return found


def execution_of(
    project: Project, paid: Sequence[Paid] | None, as_of: date, adjusted: Decimal | None = None
) -> Execution:
    """A project's money as of a day. ``paid`` ``None``: the unit writes down no payments; ``adjusted`` is 全年预算数 in 元 after
    adjustments, the year's first budget unless given.
    """
    initial = project.budget.yuan()
    total = FundFigures(
        FundSource.TOTAL,
        initial,
        adjusted if adjusted is not None else initial,
        _sum(paid) if paid is not None else None,
    )
    parts = [_part(project, source, name, paid, adjusted, initial) for source, name in _PARTS]
    return Execution(project.code, as_of, (total, *(part for part in parts if part is not None)), _monthly(paid, as_of))


_PARTS = ((FundSource.FISCAL, "fiscal"), (FundSource.OTHER, "other"))


def _part(
    project: Project,
    source: FundSource,
    name: str,
    paid: Sequence[Paid] | None,
    adjusted: Decimal | None,
    initial: Decimal | None,
) -> FundFigures | None:
    """One source. Its payments are known only when every payment says its source; an adjustment is of the whole, so that
    the part's own new budget is known only where the part is the whole."""
    planned = project.budget.yuan(name)
    known = paid is not None and all(one.source is not None for one in paid)
    amount = _sum([one for one in paid if one.source is source]) if known and paid is not None else None
    if planned is None and not amount:
        return None
    budget = planned if adjusted is None else adjusted if planned == initial else None
    return FundFigures(source, planned, budget, amount)


def _monthly(paid: Sequence[Paid] | None, as_of: date) -> tuple[MonthlyFigure, ...]:
    if paid is None:
        return ()
    return tuple(
        MonthlyFigure(month, _sum([one for one in paid if one.month == month])) for month in range(1, as_of.month + 1)
    )


def _sum(paid: Sequence[Paid]) -> Decimal:
    return sum((one.amount for one in paid), Decimal(0))
