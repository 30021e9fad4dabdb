"""What kind of thing a measuring unit measures: ``万平方米`` an area, ``人次`` people, ``百分比`` a share."""

from __future__ import annotations

import re
from functools import lru_cache

from zhunsheng.model.spelling import half_width
from zhunsheng.rules.word_list import word_list

_KIND = {half_width(unit): kind for kind, units in word_list("measuring_units").items() for unit in units}
_PERIOD = re.compile(r"(?:[/／每]|(?<=[次场期人])\s*每)(?:个)?(?:年|月|日|天|周|季|季度|学期|半年|旬|班)$")
_SCALE = re.compile(r"^[十百千万亿]+(?=.)")

COUNTS = frozenset({"people", "household", "organisation", "thing", "occasion"})
"""Kinds that are counted one by one."""
BODIES = frozenset({"people", "household", "organisation"})
"""Kinds that count who is served."""


@lru_cache(maxsize=2048)
def unit_kind(unit: str | None) -> str | None:
    """The kind of a unit (a period behind it left aside), or ``None`` for an unknown or compound unit."""
    if not unit:
        return None
    plain = _PERIOD.sub("", "".join(half_width(unit).split()))
    found = _SCALE.match(plain)
    scale = found.end() if found else 0
    return next((kind for cut in range(scale + 1) if (kind := _KIND.get(plain[cut:]))), None)
