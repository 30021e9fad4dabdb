"""Money of a year as it was planned and paid, in 元: what the self-evaluation form asks for, and what fell in each month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhunsheng.model.fund_line import FundSource


@dataclass(frozen=True, slots=True)
class FundFigures:
    """One source in 元: ``initial`` 年初预算数, ``budget`` 全年预算数 (initial with adjustments), ``paid`` 执行数; blank is ``None``."""

    source: FundSource = FundSource.TOTAL
    initial: Decimal | None = None
    budget: Decimal | None = None
    paid: Decimal | None = None


@dataclass(frozen=True, slots=True)
class MonthlyFigure:
    """What one month alone came to; ``numerator`` and ``denominator`` for a rate. Blank is ``None``: nothing was recorded."""

    month: int
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Execution:
    """A project's money from the start of the year to ``as_of``, by source, in 元; ``monthly`` what was paid in each month."""

    project: str | None
    as_of: date
    funds: tuple[FundFigures, ...] = ()
    monthly: tuple[MonthlyFigure, ...] = ()

    def of(self, source: FundSource = FundSource.TOTAL) -> FundFigures | None:
        """The figures of a source, or ``None`` when there are none."""
        return next((figures for figures in self.funds if figures.source is source), None)
