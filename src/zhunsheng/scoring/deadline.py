"""Target cells that name a day by which something is to be done: ``2020年11月底前``, ``11月底前``, ``2020-11-30``.

Source: how official tables word it; the first ten days for 初 and 上旬, twenty for 中旬 are this system's reading.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from zhunsheng.model.spelling import half_width

_DEADLINE = re.compile(
    r"^(?:于|在|≤|<=|不晚于|不迟于|截至)?(?:(?P<year>(?:19|20)\d{2})\s*[年./-]\s*|(?P<when>当年|本年|次年|翌年)?)"
    r"(?:(?P<half>上半年|年底|年末|年内)|(?P<month>1[0-2]|0?[1-9])\s*[月./-]\s*(?:(?P<day>3[01]|[12]\d|0?[1-9])\s*[日号]?)?"
    r"(?P<part>底|末|初|上旬|中旬|下旬|份)?)\s*(?:之?前|以前|内|之内|止)?\s*(?:完成|完工|竣工|投用|发放到位|支付|拨付)?[。;]?$"
)
_PART = {"初": 10, "上旬": 10, "中旬": 20}


def deadline(text: str, year: int | None) -> date | None:
    """The last day that keeps to the words, or ``None`` when they name no single day; ``year`` for words without one."""
    found = _DEADLINE.match(half_width(text).strip())
    if not found:
        return None
    of_year = int(found["year"]) if found["year"] else year
    if of_year is None:
        return None
    if found["when"] in ("次年", "翌年"):
        of_year += 1
    if found["half"]:
        return date(of_year, 6, 30) if found["half"] == "上半年" else date(of_year, 12, 31)
    month = int(found["month"])
    last = monthrange(of_year, month)[1]
    day = int(found["day"]) if found["day"] else _PART.get(found["part"] or "", last)
    return date(of_year, month, day) if day <= last else None
