"""Sums and prices in the goal against those of the indicators: whether both are of the same thing."""

from __future__ import annotations

import re

from zhunsheng.model.indicator import Indicator
from zhunsheng.rules.cell_text import core_name
from zhunsheng.rules.clauses import clause_before, sentence_at
from zhunsheng.rules.mentions import two_by_two
from zhunsheng.rules.prose import Number, amounts
from zhunsheng.rules.sameness import thing
from zhunsheng.rules.shared_words import pairs

LEAD = re.compile(
    r"^(?:[底末]?前|[底末]|确保|保证|保障|使得?|全年|年内|本年|力争|争取|实现|完成|做到|并|同时|且|和|及|的|也)+(?=[\u4e00-\u9fff]{2})"
)
"""Words before the thing itself: 确保, 全年, 完成."""


def money_clash(goal: str, row: Indicator) -> str | None:
    """Another sum for the row's own thing: 到位资金12亿元 and ≥15亿元; or another price for one: 每人每月200元 and 180元/人·月."""
    target, name = row.target, thing(row.level3).removesuffix("额")
    promise = next(iter(amounts(target.text)), None) if target is not None else None
    if target is None or promise is None or target.operator == "between" or promise.upper is not None:
        return None
    per = set(promise.per) | set(_MEAN.findall(row.level3 or ""))
    told = [
        n for n in amounts(goal) if n.upper is None and (not n.approximate or _is_limit(goal, n)) and set(n.per) == per
    ]
    if promise.is_rate:
        told = [n for n in told if _is_price_of(goal, n, row)] if len({n.value for n in told}) == 1 else []
    else:
        told = [
            n for n in told if len(name) >= 3 and _is_named(clause_before(goal, n.start), name, core_name(row.level3))
        ]
    if not told:
        return None
    if any(n.value == promise.value for n in amounts(goal)):
        return None  # 每吨处置费不超过185元、收集运输费不超过95元: the second is of the row
    if target.operator in ("<=", "<") and promise.value >= told[0].value and not _is_limit(goal, told[0]):
        return None
    if promise.is_rate and target.operator not in ("=", "<=", "<", None):
        return None
    before = clause_before(goal, told[0].start)[-12:]
    return f"{before}{told[0].text}"


def _is_price_of(goal: str, number: Number, row: Indicator) -> bool:
    """True for a price in a sentence that shares words with the row; what people gain by it is no price of theirs."""
    sentence = sentence_at(goal, number.start)
    return not _GAIN.search(clause_before(goal, number.start)) and bool(
        pairs(sentence) & pairs(f"{row.level3}，{row.description}")
    )


def _is_limit(goal: str, number: Number) -> bool:
    """True where the goal gives a sum as the most that may be spent: 总投资控制在76万元以内."""
    return bool(
        _MOST.search(clause_before(goal, number.start)) or goal.startswith(("以内", "之内", "以下"), number.end)
    )


_MOST = re.compile(r"(?:不超过|不高于|不大于|不超出|控制在|限于|压减到|压缩到|降到)$")
_GAIN = re.compile(r"增收|收入|节约|节省|增加|增长|产值|收益|减少|降低|产出")


def _is_named(before: str, name: str, full: str) -> bool:
    """True where a sum stands right behind the row's name, or behind most of its words with its last one (带动企业技改投资)."""
    told = _TILL.sub("", before)
    said = told.removesuffix("额")[-14:]
    own = pairs(name)
    if said.endswith(name) or (
        said.endswith(name[-2:]) and len(own) >= 3 and len(own & pairs(said)) * 10 >= len(own) * 6
    ):
        return True
    same = _alike_at_the_end(told, full)
    whose, owner = LEAD.sub("", told[: len(told) - same]), full[: len(full) - same]
    if same < _SHORTEST or (same == _SHORTEST and whose):
        return False
    return not whose or not owner or bool(two_by_two(whose) & two_by_two(owner)) or whose[-1:] == owner[-1:]


_SHORTEST = 3
_MEAN = re.compile(r"([人户亩])均(?!衡)")
_TILL = re.compile(
    r"(?:达到?|为|不低于|不少于|不高于|不大于|不超过?|超过|约|控制在|至少|突破|实现|稳定在|保持在|降到|降至)+$"
)


def _alike_at_the_end(one: str, other: str) -> int:
    """How many characters two texts share from their ends."""
    return next(
        (place for place, (a, b) in enumerate(zip(one[::-1], other[::-1], strict=False)) if a != b),
        min(len(one), len(other)),
    )
