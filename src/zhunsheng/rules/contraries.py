"""Rates that are reckoned by their own contrary: a rate of errors by what was right."""

from __future__ import annotations

import re
from functools import cache

from zhunsheng.model.indicator import Indicator
from zhunsheng.rules.cell_text import core_name
from zhunsheng.rules.word_list import any_of, contains, word_list


@cache
def _contraries() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """Each pair of the list both ways: the words of a name, and the words that mean the contrary of it."""
    made = []
    for pair in word_list("contraries"):
        good, bad = contains(pair["good"]), contains(pair["bad"])
        made += [(re.compile(f"{any_of(pair['good'])}(?:率|比例|比率|占比|比重|度)$"), bad)]
        made += [(re.compile(f"{any_of(pair['bad'])}(?:发生)?(?:率|比例|比率|占比|比重)$"), good)]
    return tuple(made)


@cache
def _any_contrary() -> re.Pattern[str]:
    """What any of the names end in: of most rows there is no contrary at all."""
    return re.compile(f"(?:{'|'.join({named.pattern.removesuffix('$') for named, _ in _contraries()})})$")


def contrary_part(row: Indicator) -> str | None:
    """What a rate's description divides, where it is the contrary of what the name says: 差错率 as 合格的条目÷抽检条目."""
    target, name, text = row.target, core_name(row.level3), row.description or ""
    if target is None or not target.is_percentage:
        return None
    divided = _NUMERATOR.match(text.strip())
    if divided is None:
        return None
    part = divided["part"]
    if _ONE_MINUS.search(part):
        return None
    if not _any_contrary().search(name):
        return None
    for named, contrary in _contraries():
        own = named.search(name)
        if own is None or name[: own.start()].endswith(("不", "未", "非")):
            continue
        found = contrary.search(part)
        if found is None or own.group()[:2] in part.replace(found.group(), ""):
            continue
        if _NEGATED.search(part[: found.start()]):
            continue
        return part
    return None


_NUMERATOR = re.compile(
    r"(?P<part>[^÷/／，。；]{2,30}?)(?:[÷/／]|除以|占[^，。；÷]{1,30}(?:比|百分|%|$)|与[^，。；÷]{1,20}之比)"
)
_ONE_MINUS = re.compile(r"[-－—−]|减|扣除|剔除|除去|以外|1[-－]")
_NEGATED = re.compile(
    r"(?:不|未|无|没有?|非|零|免|消除|整改|处理|纠正|修复|解决|排除|避免|发现|返工后?)(?:发生|出现|发现|存在|新增|明显|任何|严重|重大|人为)*(?:[^，。；÷、]{1,6}[、和或及])*$"
)
