"""Which level-2 kind an indicator belongs to, told from its name, description, unit and target: with a reason in words.

Every word of ``words/classification.yaml`` that the name or the description bears adds its weight to a kind; the unit and
the target add theirs. The kind with the most weight is the answer, its lead over the next the confidence. The heading
that the row stands under is not asked: it is what the answer is compared with.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache

from zhunsheng.model.indicator import Indicator, Level2
from zhunsheng.model.quantity import Quantity
from zhunsheng.rules.cell_text import core_name
from zhunsheng.rules.dates_in_text import deadlines
from zhunsheng.rules.measuring_unit import COUNTS, unit_kind
from zhunsheng.rules.word_list import word_list

KINDS = (
    Level2.QUANTITY, Level2.QUALITY, Level2.TIMELINESS, Level2.COST, Level2.ECONOMIC_BENEFIT, Level2.SOCIAL_BENEFIT,
    Level2.ECOLOGICAL_BENEFIT, Level2.SUSTAINABILITY, Level2.SATISFACTION,
)  # fmt: skip
"""The level-2 kinds of the older tree; costs of the newer one are all told as 成本指标."""
_LEAST = 2
"""Less weight than this is no evidence."""
_SURE = 6
"""A lead of this much is as sure as words can be."""
_MONTH_DAY = re.compile(r"\d{1,2}\s*月|年底|季度末|前完成|[日月年]前$")


@dataclass(frozen=True, slots=True)
class Classification:
    """The level-2 kind that an indicator's own words speak for; ``confidence`` from 0 to 1, ``next`` the runner-up."""

    kind: Level2
    reason: str
    confidence: float
    next: Level2 | None = None

    @property
    def is_sure(self) -> bool:
        """True when the words leave no real doubt."""
        return self.confidence >= 0.5


@dataclass(frozen=True, slots=True)
class _Word:
    kind: Level2
    cell: str
    pattern: re.Pattern[str]
    weight: int


@cache
def _words() -> tuple[_Word, ...]:
    return tuple(
        _Word(Level2(kind), cell, re.compile(word["words"]), word["weight"])
        for kind, entry in word_list("classification").items()
        for cell in ("name", "description")
        for word in entry.get(cell, ())
    )


def because(kind: Level2) -> str:
    """What makes an indicator one of the kind, in words: ``说的是花多少钱``."""
    return str(word_list("classification")[kind.value]["because"])


def classify(indicator: Indicator) -> Classification | None:
    """The kind that the row's own words speak for, or ``None`` where they tell nothing."""
    name = core_name(indicator.level3)
    return _classify(name, indicator.description or "", indicator.target) if name else None


@lru_cache(maxsize=4096)
def _classify(name: str, description: str, target: Quantity | None) -> Classification | None:
    weights: dict[Level2, int] = defaultdict(int)
    said: dict[Level2, str] = {}
    for word in _words():
        text = name if word.cell == "name" else description
        found = word.pattern.search(text)
        if found:
            weights[word.kind] += word.weight
            said.setdefault(word.kind, f"{'名称' if word.cell == 'name' else '描述'}写着“{found.group()}”")
    for kind, weight, reason in _from_target(target):
        weights[kind] += weight
        said.setdefault(kind, reason)
    ranked = sorted(weights, key=lambda kind: (-weights[kind], -KINDS.index(kind)))
    if not ranked or weights[ranked[0]] < _LEAST:
        return None
    best, other = ranked[0], ranked[1] if len(ranked) > 1 else None
    lead = weights[best] - (weights[other] if other else 0)
    return Classification(best, f"{said[best]}，{because(best)}", round(min(lead, _SURE) / _SURE, 2), other)


def _from_target(target: Quantity | None) -> list[tuple[Level2, int, str]]:
    """What the unit and the shape of the target speak for."""
    if target is None:
        return []
    if target.number is None:
        dated = bool(deadlines(target.text) or _MONTH_DAY.search(target.text))
        return [(Level2.TIMELINESS, 4, "指标值是日期")] if dated else []
    upper, kind = target.operator in ("<=", "<"), unit_kind(target.unit) or _money_rate(target.unit)
    if kind == "money":
        return [(Level2.COST, 3, "指标值是金额上限")] if upper else [(Level2.ECONOMIC_BENEFIT, 2, "指标值是金额")]
    if kind == "money_rate":
        return [(Level2.COST, 3, "指标值是单位费用")]
    if kind == "time":
        return [(Level2.TIMELINESS, 2, "指标值是时间上限")] if upper else [(Level2.SUSTAINABILITY, 1, "指标值是时间")]
    if kind == "percent":
        return [(Level2.QUALITY, 1, "指标值是比率")]
    if kind in COUNTS or kind in ("area", "length", "volume", "mass"):
        return [(Level2.QUANTITY, 2, "指标值是数量")] if not upper and target.number else []
    return []


def _money_rate(unit: str | None) -> str | None:
    return "money_rate" if unit and re.match(r"[万亿]?元[/／每]", unit) else None
