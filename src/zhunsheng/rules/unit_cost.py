"""How much money a project has for each piece of the work it promises, beside what such a piece commonly costs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

from zhunsheng.model.indicator import Indicator, Level2
from zhunsheng.model.project import Project
from zhunsheng.rules.cell_text import core_name
from zhunsheng.rules.clauses import sentence_at
from zhunsheng.rules.counters import normal_unit
from zhunsheng.rules.prose import Kind, Number, amounts
from zhunsheng.rules.reckoning import reckonings
from zhunsheng.rules.shared_words import pairs
from zhunsheng.rules.word_list import word_list

_SCALE = {"万": 10_000, "亿": 100_000_000}


@dataclass(frozen=True, slots=True)
class CommonCost:
    """What one piece of a kind of work commonly costs, in 元; an open end is ``None``."""

    kind: str
    name: re.Pattern[str]
    but_not: re.Pattern[str] | None
    units: frozenset[str]
    least: Decimal | None
    most: Decimal | None


@cache
def common_costs() -> tuple[CommonCost, ...]:
    """Every kind of work of ``words/unit_costs.yaml``."""
    return tuple(_common_cost(kind, entry) for kind, entry in word_list("unit_costs").items())


def _common_cost(kind: str, entry: dict[str, Any]) -> CommonCost:
    least, most = (Decimal(str(entry[end])) if end in entry else None for end in ("least", "most"))
    but_not = re.compile(entry["not"]) if "not" in entry else None
    return CommonCost(
        kind, re.compile(entry["name"]), but_not, frozenset(map(normal_unit, entry["units"])), least, most
    )


@lru_cache(maxsize=4096)
def _cost_of(name: str, unit: str) -> CommonCost | None:
    for cost in _costs_by_unit().get(unit, ()):
        if cost.name.search(name) and not (cost.but_not and cost.but_not.search(name)):
            return cost
    return None


@cache
def _costs_by_unit() -> dict[str, list[CommonCost]]:
    found: dict[str, list[CommonCost]] = {}
    for cost in common_costs():
        for unit in cost.units:
            found.setdefault(unit, []).append(cost)
    return found


def _unit_of(row: Indicator) -> str:
    """The plain unit that a row counts in: ``万人次`` → 人次, ``次/年`` → 次."""
    return normal_unit(_A_YEAR.sub("", row.target.unit or "").lstrip("万亿千百十")) if row.target else ""


_A_YEAR = re.compile(r"[/／每]年$")


def cost_of(row: Indicator) -> CommonCost | None:
    """The kind of work that the row counts, or ``None`` where it is of none that the list knows."""
    return _cost_of(core_name(row.level3), _unit_of(row))


def pieces(row: Indicator) -> Decimal | None:
    """How many pieces the target promises, or ``None`` for a share, a date or nothing."""
    target = row.target
    if target is None or target.number is None or target.is_percentage or target.operator in ("<", "<="):
        return None
    number = target.number * _SCALE.get((target.unit or "")[:1], 1)
    return number if number > 0 else None


@cache
def _reach_costs() -> tuple[CommonCost, ...]:
    return tuple(_common_cost(kind, entry) for kind, entry in word_list("reach_costs").items())


def reach_of(row: Indicator) -> CommonCost | None:
    """What reaching one person of the row may cost at the most, or ``None`` for a row that counts nobody reached."""
    return _reach_cost(core_name(row.level3), _unit_of(row))


@lru_cache(maxsize=4096)
def _reach_cost(name: str, unit: str) -> CommonCost | None:
    for cost in _reach_costs():
        if unit in cost.units and cost.name.search(name) and not (cost.but_not and cost.but_not.search(name)):
            return cost
    return None


def prices_of(project: Project, row: Indicator) -> list[Number]:
    """The prices that the purpose itself gives for one piece of the row, in sentences that name the row's thing."""
    found = []
    text, unit = project.purpose or "", _unit_of(row)
    own = pairs(row.level3)
    for number in amounts(text):
        per = [one for one in number.per if one not in ("年", "个月")]
        if per != [unit] or len(number.per) != len(per) or number.upper is not None or number.approximate:
            continue
        if len(own & pairs(sentence_at(text, number.start))) >= 2:
            found.append(number)
    return found or _factors_of(text, unit, own)


def _factors_of(text: str, unit: str, own: frozenset[str]) -> list[Number]:
    """The price beside a count in the unit in a written product, where the words right before it name the row's thing."""
    found = []
    for made in reckonings(text):
        if made.is_sum or len(made.terms) != 1 or len(made.terms[0]) != 2:
            continue
        count = next((n for n in made.terms[0] if n.kind is Kind.COUNT and n.unit == unit), None)
        price = next((n for n in made.terms[0] if n.kind is Kind.MONEY and not n.per), None)
        before = _ITEM.split(text[max(0, made.start - 24) : made.start])[-1]
        if count is not None and price is not None and len(own & pairs(before)) >= 2:
            found.append(replace(price, per=(unit,)))
    return found


_ITEM = re.compile(r"[，。；;、\n）)]")


def counted_outputs(project: Project) -> Iterator[tuple[int, Indicator, Decimal]]:
    """The rows under 数量指标 that count pieces of work, with how many."""
    for number, row in enumerate(project.indicators):
        count = pieces(row)
        if row.kind2 is Level2.QUANTITY and count is not None:
            yield number, row, count


def is_reckoned(project: Project) -> bool:
    """True where the purpose itself says what the money is made of: two sums, or a price."""
    sums = amounts(project.purpose)
    return any(number.is_rate for number in sums) or len(sums) >= 2
