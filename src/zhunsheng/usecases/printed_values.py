"""How amounts, scores and completed values stand in the cells of an official form."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from zhunsheng.model.figure import Figure
from zhunsheng.model.fund_line import FundSource
from zhunsheng.model.measure import Measure, MeasureStatus
from zhunsheng.model.organisation import BudgetUnit
from zhunsheng.model.quantity import PERCENT_UNITS
from zhunsheng.scoring.exact import fixed, plain

FUND_LABELS: Mapping[FundSource, str] = {
    FundSource.TOTAL: "年度资金总额", FundSource.FISCAL: "其中：当年财政拨款", FundSource.CARRIED_OVER: "上年结转资金",
    FundSource.SPECIAL_ACCOUNT: "财政专户管理资金", FundSource.UNIT_OWN: "单位资金", FundSource.OTHER: "其他资金",
}  # fmt: skip
"""The names of money lines as the national forms print them."""
STATED = "〔自述〕"
"""The mark of a value that no record proves."""


def wan_figure(yuan: Decimal | None) -> Figure | None:
    """An amount in 元 as 万元: two decimals, or as many as it needs so that nothing is rounded away; blank stays blank."""
    if yuan is None:
        return None
    exact = plain(yuan / 10_000, 6)
    return Figure(exact if len(exact.partition(".")[2]) > 2 else fixed(yuan / 10_000))


def percent_figure(rate: Decimal | None) -> Figure | None:
    """A rate in percent with its sign: ``86.18%``."""
    return None if rate is None else Figure(f"{fixed(rate)}%")


def points_figure(points: Decimal | None) -> Figure | None:
    """Points as they are given: ``8.34``, ``10``."""
    return None if points is None else Figure(plain(points))


def score_figure(score: Decimal | None) -> Figure | None:
    """A score with its two decimals; blank while it is open."""
    return None if score is None else Figure(fixed(score))


def value_text(measure: Measure | None) -> str | None:
    """A completed value as one reads it (``97.22%``), marked where it is merely stated; blank where there is none."""
    if measure is None:
        return None
    mark = STATED if measure.status is MeasureStatus.STATED else ""
    if measure.value is not None:
        return f"{plain(measure.value)}{unit_word(measure.unit)}{mark}"
    if measure.met is not None:
        return f"{'已完成' if measure.met else '未完成'}{mark}"
    return f"{measure.note or ''}{mark}" if mark else None


def unit_word(unit: str | None) -> str:
    """A unit as it stands behind a number: a percentage has its sign."""
    return "%" if unit in PERCENT_UNITS and unit != "个百分点" else unit or ""


def unit_text(unit: BudgetUnit) -> str | None:
    """A unit as forms print it: code and name."""
    return unit.label or None
