"""Facts that a text states about an indicator: the number that stands right behind the indicator's own name.

``供暖面积3510㎡`` in the purpose is a fact for the indicator 供暖面积. Only the very name counts, so that two different
things are never compared.
"""

from __future__ import annotations

import re
from functools import lru_cache

from zhunsheng.model.indicator import Indicator
from zhunsheng.model.spelling import half_width
from zhunsheng.rules.prose import Kind, Number, clause_before, normal_unit, numbers

_BRACKET = re.compile(r"[(（][^()（）]*[)）]?$")
_SUFFIX = re.compile(
    r"(?:的?(?:总)?(?:数量|个数|人数|次数|数|量|总量|情况|百分比|比率|比例|比重|占比|程度|水平|率|度))$"
)
_LINK = (
    r"(?:率|比例|比率|度)?(?:仍|均|全部|要|将|应|须|能|可|力争)*"
    r"(?:(?:保持|稳定|控制|维持|提高|提升|增加|降低|下降|实现)(?:到|至|在|为|达到?)"
    r"|达到|达|为|是|到|共|约|有|计|不低于|不少于|大于等于|大于|超过|高于|≥|>=|>|=|:|高达)*+\s*$"
)
_OPENING = r"^\s*(?:确保|保证|使得?|全年|年内|本年|力争|争取|实现|达到|完成|园区|其中|的|且|并|同时|和|及)*"
"""What may stand before a name in its clause without making it the name of something narrower."""


@lru_cache(maxsize=8192)
def stem(name: str | None) -> str:
    """What an indicator is about: its name without a bracketed unit and without 数量, 率, 比例 and the like."""
    plain = _BRACKET.sub("", half_width(name or "")).strip()
    return _SUFFIX.sub("", plain)


def stated_facts(text: str | None, row: Indicator, *, opening: bool = False) -> tuple[Number, ...]:
    """The numbers in the row's own unit that a text puts right behind the row's name.

    With ``opening`` the name must open its clause (``办公楼供暖面积`` is then no 供暖面积); a name of two characters always must.
    """
    if not text or row.target is None or row.target.number is None:
        return ()
    core = stem(row.level3)
    unit = "%" if row.target.is_percentage else normal_unit(row.target.unit)
    if len(core) < 2 or not unit or core not in text:
        return ()
    return _facts(text, core, unit, opening or len(core) < 3)


@lru_cache(maxsize=4096)
def _facts(text: str, core: str, unit: str, opening: bool) -> tuple[Number, ...]:
    pattern = re.compile((_OPENING if opening else "") + re.escape(core) + _LINK)
    kind = Kind.PERCENT if unit == "%" else Kind.COUNT
    return tuple(
        number
        for number in numbers(text)
        if number.kind is kind
        and (unit == "%" or number.unit == unit)
        and number.upper is None
        and not number.per
        and pattern.search(half_width(clause_before(text, number.start)))
    )
