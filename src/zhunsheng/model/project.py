"""A project (项目) of one year with its budget, spending plan, goals and indicators: one target table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from zhunsheng.model.figure import YUAN_PER, Figure
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.numbered import Numbered, numbered_items
from zhunsheng.model.organisation import BudgetUnit
from zhunsheng.model.place import Place


@dataclass(frozen=True, slots=True)
class Budget:
    """The budget by source, printed in ``unit`` (万元 unless the form says otherwise); blank parts are ``None``."""

    total: Figure | None = None
    fiscal: Figure | None = None
    other: Figure | None = None
    unit: str = "万元"

    def yuan(self, part: str = "total") -> Decimal | None:
        """One part (``total``, ``fiscal``, ``other``) in 元, or ``None`` when it is blank or no number."""
        printed: Figure | None = getattr(self, part)
        value = printed.value if printed else None
        if value is None or printed is None:
            return None
        unit = (
            printed.unit
            if printed.unit in YUAN_PER
            else {"万": "万元", "亿": "亿元"}.get(printed.unit or "", self.unit)
        )
        return value * YUAN_PER.get(unit, YUAN_PER["万元"])


@dataclass(frozen=True, slots=True)
class FundPlanPoint:
    """The share of the budget (cumulative, in percent) to be spent by the end of ``month``; blank is ``None``."""

    month: int
    percent: Figure | None = None


PLAN_MONTHS = (3, 6, 10, 12)
"""The months at whose end the official form asks for the cumulative spending plan."""


@dataclass(frozen=True, slots=True)
class Project:
    """One project's target table, every cell as it stands; a blank cell is ``None``.

    ``goal`` is the whole cell; :attr:`goals` its numbered statements. ``heading`` is the printed title above the table
    where it differs from the one the form prescribes (number in the document, project name, 绩效目标表).
    """

    code: str | None = None
    name: str | None = None
    unit: BudgetUnit = BudgetUnit()
    budget: Budget = Budget()
    purpose: str | None = None
    fund_plan: tuple[FundPlanPoint, ...] = tuple(FundPlanPoint(month) for month in PLAN_MONTHS)
    goal: str | None = None
    indicators: tuple[Indicator, ...] = ()
    heading: str | None = None
    places: Mapping[str, Place] = field(default_factory=dict, compare=False, repr=False)
    """Where each cell was read, by cell address (see :mod:`zhunsheng.model.address`)."""

    @property
    def goals(self) -> tuple[Numbered, ...]:
        """The goal cell's numbered statements."""
        return numbered_items(self.goal)
