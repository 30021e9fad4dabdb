"""What kind of thing a measuring unit measures: ``万平方米`` an area, ``人次`` people, ``百分比`` a share."""

from __future__ import annotations

import re
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class _Dimension:
    words: tuple[str, ...]
    says: str
    write: str
    conflicts: frozenset[str]
    exceptions: tuple[str, ...]


_DIMENSIONS = tuple(
    _Dimension(tuple(d["words"]), d["says"], d["write"], frozenset(d["not"]), tuple(d["except"]))
    for d in word_list("unit_dimensions")
)


@lru_cache(maxsize=4096)
def unit_conflict(name: str, kind: str) -> tuple[str, str] | None:
    """What an indicator's name says it measures and the unit that fits, where a unit of this kind cannot measure it."""
    for dimension in _DIMENSIONS:
        if name.endswith(dimension.words) and not name.endswith(dimension.exceptions):
            return (dimension.says, dimension.write) if kind in dimension.conflicts else None
    return None
