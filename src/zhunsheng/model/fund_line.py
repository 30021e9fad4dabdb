"""A line of the money block of a self-evaluation or monitoring form: budget, what was paid, rate, points."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from zhunsheng.model.figure import YUAN_PER, Figure
from zhunsheng.model.spelling import half_width


class FundSource(StrEnum):
    """What a money line is about: the whole, or the part of it from one source or for one kind of spending."""

    TOTAL = "total"
    FISCAL = "fiscal"
    CARRIED_OVER = "carried_over"
    SPECIAL_ACCOUNT = "special_account"
    UNIT_OWN = "unit_own"
    OTHER = "other"
    BASIC_SPENDING = "basic_spending"
    PROJECT_SPENDING = "project_spending"


_SOURCES = (
    (re.compile(r"结转|结余"), FundSource.CARRIED_OVER),
    (re.compile(r"专户"), FundSource.SPECIAL_ACCOUNT),
    (re.compile(r"^基本支出"), FundSource.BASIC_SPENDING),
    (re.compile(r"^项目支出"), FundSource.PROJECT_SPENDING),
    (re.compile(r"总额|总计|合计|总数|^预算数$|^资金$"), FundSource.TOTAL),
    (re.compile(r"单位资金|自有资金"), FundSource.UNIT_OWN),
    (re.compile(r"其[他它]"), FundSource.OTHER),
    (re.compile(r"财政|公共预算"), FundSource.FISCAL),
)
_LEAD = re.compile(r"^(?:其中:?|[一二三四五六七八九十]、|\(?[一二三四五六七八九十\d]+\)|\d+[、.])+")


@lru_cache(maxsize=512)
def fund_source(label: str | None) -> FundSource | None:
    """What a printed line name (``其中：当年财政拨款``) means, or ``None`` when it means none that is known."""
    plain = _LEAD.sub("", half_width("".join((label or "").split())))
    return next((source for pattern, source in _SOURCES if pattern.search(plain)), None)


@dataclass(frozen=True, slots=True)
class FundLine:
    """One printed line of money, every cell as it stands; a blank cell is ``None``.

    ``initial`` 年初预算数, ``adjusted`` 全年预算数, ``received`` 到位数, ``executed`` paid so far, ``forecast`` 全年预计执行数; all
    in the form's money unit. ``rate`` is in percent; ``points`` and ``score`` stand on self-evaluation forms only.
    """

    label: str | None = None
    initial: Figure | None = None
    adjusted: Figure | None = None
    received: Figure | None = None
    executed: Figure | None = None
    points: Figure | None = None
    rate: Figure | None = None
    score: Figure | None = None
    forecast: Figure | None = None
    reason: str | None = None

    @property
    def source(self) -> FundSource | None:
        """What the line is about, told from its label."""
        return fund_source(self.label)


def figure_in_yuan(printed: Figure | None, unit: str) -> Decimal | None:
    """A printed amount in 元: its own unit goes before the form's; ``None`` for a blank or what is no number."""
    value = printed.value if printed is not None else None
    if printed is None or value is None:
        return None
    own = {"万": "万元", "亿": "亿元"}.get(printed.unit or "", printed.unit)
    return value * YUAN_PER.get(own if own in YUAN_PER else unit, YUAN_PER["万元"])
