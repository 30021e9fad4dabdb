"""What an indicator is about, told from its name."""

from __future__ import annotations

import re
from functools import lru_cache

from zhunsheng.model.spelling import half_width

_BRACKET = re.compile(r"[(（][^()（）]*[)）]?$")
_SUFFIX = re.compile(
    r"(?:的?(?:总)?(?:数量|个数|人数|次数|数|量|总量|情况|百分比|比率|比例|比重|占比|程度|水平|率|度))$"
)


@lru_cache(maxsize=8192)
def stem(name: str | None) -> str:
    """What an indicator is about: its name without a bracketed unit and without 数量, 率, 比例 and the like."""
    plain = _BRACKET.sub("", half_width(name or "")).strip()
    return _SUFFIX.sub("", plain)
