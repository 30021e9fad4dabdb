"""Whether the goal bounds a figure the other way than the row does: ``每件补贴不超过400元`` beside ``≥400元/件``."""

from __future__ import annotations

import re

from zhunsheng.model.indicator import Indicator
from zhunsheng.rules.clauses import clause_before
from zhunsheng.rules.prose import Kind, numbers
from zhunsheng.rules.sameness import thing
from zhunsheng.rules.shared_words import pairs

_AT_MOST = re.compile(r"(?:不超过|不高于|不大于|不多于|不突破|控制在|最高不超|最高)$")
_AT_LEAST = re.compile(r"(?:不低于|不少于|不小于|至少|最低)$")
_CUT = re.compile(r"降|减|压|缩|节约|增|提高|提升")
_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_UP, _DOWN = (">=", ">"), ("<=", "<")


def bounded_otherwise(goal: str | None, row: Indicator) -> str | None:
    """The goal's words that bound the very figure of a row the other way; ``None`` where the goal does not."""
    target = row.target
    if not goal or target is None or not target.number or target.operator not in (*_UP, *_DOWN):
        return None
    against = _AT_MOST if target.operator in _UP else _AT_LEAST
    own = pairs(thing(row.level3 or ""))
    if not own or _CUT.search(row.level3 or ""):
        return None
    for number in numbers(goal):
        if number.kind not in (Kind.MONEY, Kind.PERCENT, Kind.COUNT) or number.upper is not None:
            continue
        before = clause_before(goal, number.start)
        bound = against.search(before)
        figure = _FIGURE.match(number.text.replace(",", ""))
        if bound is None or figure is None or figure.group() != target.value:
            continue
        if len(pairs(before) & own) * 2 >= len(own) and not _CUT.search(before):
            return goal[number.start - len(before) + bound.start() : number.end]
    return None
