"""When two indicators measure one and the same thing in other words: 图书更新册数 and 更新图书数量."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from functools import lru_cache

from zhunsheng.model.indicator import Indicator
from zhunsheng.model.quantity import Quantity
from zhunsheng.rules.cell_text import core_name, squeezed

_COUNTING = re.compile(
    r"(?:的?(?:总|实际|累计)?(?:数量|总量|总数|个数|(?:人次|件|台|套|辆|座|处|个|册|本|盏|条|块|份|篇|间|栋|株|棵|户|家|场|期|批|次|班|所|名|人|项|页|字|村|亩)数"
    r"|件次|人次|次数|场次|批次|期次|里程|长度|面积|数额|金额|数|量|情况|程度|比例|比率|占比|比重|率|度))+$"
)
_OPENING = re.compile(
    r"^(?:本?项目|年度|本年度?|年内|当年|全年|全县|实际|累计|完成|实施|开展|组织|进行|参加|参与|参训|按计划|计划|应|已)+(?=[\u4e00-\u9fff]{2})"
)
_SAME = str.maketrans(dict.fromkeys("的与和及各", ""))
_LIKE = (("总体满意", "满意"), ("综合满意", "满意"), ("整体满意", "满意"), ("通过", "合格"), ("满意率", "满意度"), ("满意程度", "满意度"), ("满意情况", "满意度"), ("参训", "培训"), ("参加培训", "培训"), ("竣工", "完工"), ("购买", "购置"), ("惠及", "受益"), ("受惠", "受益"),
         ("采购", "购置"), ("维护", "维修"), ("修复", "维修"), ("修补", "维修"), ("新购", "购置"), ("管护", "养护"), ("正确", "准确"), ("存活", "成活"), ("公共厕所", "公厕"), ("厕所", "公厕"),
         ("费用", "成本"), ("人口", "人数"))  # fmt: skip


_SERVES = re.compile(r"^服务(?=[居村农市学考师患读游观乘老儿职企商困群家])")


@lru_cache(maxsize=8192)
def usual(text: str) -> str:
    """The text with the usual word for each of several that mean the same: 维护 and 修复 become 维修."""
    for word, common in _LIKE:
        text = text.replace(word, common)
    return _SERVES.sub("受益", text)


@lru_cache(maxsize=8192)
def thing(name: str | None) -> str:
    """What a name is the number of: without brackets, opening verbs and the word for counting at its end."""
    plain = usual(core_name(name))
    stem = _COUNTING.sub("", plain)
    if len(stem) <= 1:
        return plain
    core = _OPENING.sub("", stem)
    return core[0] + core[1:].translate(_SAME)


@lru_cache(maxsize=8192)
def _letters(text: str) -> Counter[str]:
    return Counter(text)


@lru_cache(maxsize=8192)
def same_thing(one: str | None, other: str | None) -> bool:
    """True when two names hold the same characters in any order, once ornaments are gone (at least three of them)."""
    first, second = thing(one), thing(other)
    return len(first) >= 3 and len(first) == len(second) and _letters(first) == _letters(second)


@lru_cache(maxsize=8192)
def part_of_the_other(one: str | None, other: str | None) -> bool:
    """True when all characters of the shorter thing stand in the longer, which adds little of its own."""
    short, long = sorted((thing(one), thing(other)), key=len)
    return len(short) >= 2 and len(long) <= 2 * len(short) and not _letters(short) - _letters(long)


@lru_cache(maxsize=8192)
def same_words(one: str | None, other: str | None) -> bool:
    """True when two descriptions say the same: equal, or the shorter's characters all stand in the longer."""
    first, second = squeezed(one), squeezed(other)
    if first == second:
        return len(first) >= 4
    short, long = sorted((_COUNTING.sub("", first), _COUNTING.sub("", second)), key=len)
    return len(short) >= 6 and len(long) <= 2 * len(short) and not _letters(short) - _letters(long)


def same_target(one: Indicator, other: Indicator) -> bool:
    """True when two rows promise the same number in the same unit."""
    if one.target is None or other.target is None:
        return False
    first, second = one.target, other.target
    if first.value is None or second.value is None:
        return squeezed(first.text) == squeezed(second.text)
    if first.is_percentage and second.is_percentage:
        return first.number == second.number
    return _scaled(first) == _scaled(second)


def _scaled(target: Quantity) -> tuple[Decimal | None, str]:
    """A target's number and unit without the scale before the unit: 2.8万人次 and 28000人次 are one number."""
    unit, number = target.unit or "", target.number
    while number is not None and len(unit) > 1 and unit[0] in _SCALE:
        number, unit = number * _SCALE[unit[0]], unit[1:]
    return number, unit


_SCALE = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
