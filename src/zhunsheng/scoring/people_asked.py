"""How many people or bodies an indicator means to ask, as its cells say it: ``（询问10人）``, ``调查20家``, ``总人数25人``.

Source: how official tables word it; a number of people is judged as a share of those asked.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from zhunsheng.model.indicator import Indicator
from zhunsheng.model.spelling import half_width
from zhunsheng.scoring.comparable_units import is_heads

_NUMBER_OF_HEADS = re.compile(r"(\d+)\s*\)?\s*(?:人|名|位|家|户|份)(?!次)")
_SAID = re.compile(
    r"(?:询问|调查|回访|问卷|抽样|抽查|访谈|走访|测评|随机|总人数|总数|总户数|共|发放)[^,,。;\d]{0,20}?(\d+)\s*(?:人|名|位|家|户|份)(?!次)"
    r"|\((\d+)\)?\s*(?:人|名|位|家|户|份)\)?"
)


def asked_of(indicator: Indicator) -> Decimal | None:
    """How many an indicator counted in heads (``≥7人``) means to ask; ``None`` for others and where nothing single is said."""
    target = indicator.target
    if target is None or not is_heads(target.unit):
        return None
    if target.note and (found := people_in_note(target.note)):
        return found
    return _said(indicator.description) or _said(indicator.level3)


@lru_cache(maxsize=4096)
def people_in_note(note: str | None) -> Decimal | None:
    """The number in a bracketed note (``询问10人`` → 10), or ``None``; several different numbers say nothing."""
    return _single(set(_NUMBER_OF_HEADS.findall(half_width(note or ""))))


@lru_cache(maxsize=4096)
def _said(text: str | None) -> Decimal | None:
    return _single({one or other for one, other in _SAID.findall(half_width(text or ""))})


def _single(found: set[str]) -> Decimal | None:
    number = Decimal(found.pop()) if len(found) == 1 else None
    return number if number else None
