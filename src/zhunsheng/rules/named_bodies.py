"""Offices that a cell names by their line of work: ``科研管理部门``, ``教育主管部门``; and firms that are asked: ``货代企业满意度``."""

from __future__ import annotations

import re
from functools import lru_cache

from zhunsheng.rules.needed import found_in
from zhunsheng.rules.sectors import owner_words, sector_words
from zhunsheng.rules.word_list import contains

_BODY = re.compile(
    r"[\u4e00-\u9fff]{2,10}?(?:(?:行政)?(?:管理|主管|监管|业务)(?:部门|机构|机关|科室|处室)|部门)|[\u4e00-\u9fff]{2,12}?(?:企业|公司|协会|商会|厂家|经营者|代理商)(?=的?满意)"
)


_FIRMS = ("企业", "公司", "协会", "商会", "厂家", "经营者", "代理商")
_ANY_MARK = contains(("部门", "机构", "机关", "科室", "处室", *_FIRMS))


@lru_cache(maxsize=4096)
def bodies(text: str | None) -> tuple[tuple[str, str], ...]:
    """Each office that a text names, with the sector it belongs to; offices of no known sector are left out."""
    if not text or not found_in(_ANY_MARK, text):
        return ()
    found = []
    for body in _BODY.findall(text):
        owners = {} if body.endswith(_FIRMS) else owner_words(body)
        for sector, word in {**owners, **sector_words(body)}.items():
            found.append((body[body.index(word) :], sector))
            break
    return tuple(found)
