"""What rules need of a cell's words: walking the cells, names without brackets, texts made comparable."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from zhunsheng.model.address import DEPARTMENT_CELLS
from zhunsheng.model.department import DepartmentPlan
from zhunsheng.model.project import Project
from zhunsheng.model.spelling import half_width

_BRACKETED = re.compile(r"[（(【\[][^（()）】\]]*(?:[）)】\]]|$)")
_LIST_MARK = re.compile(r"^(?:指标\d{1,2}:?|\(?\d{1,2}(?:\)|[、.:]))(?=\D)")
_NO_WORD = re.compile(r"[\W_]+")
_STROKES = re.compile(r"[\s\-‐—－–─~～/／\\|]*")
_NONE = re.compile(r"[（(]?(?:暂无|暂缺|没有|未填|无|略|空)[）)]?[。.]?")


def project_texts(project: Project, *names: str) -> Iterator[tuple[str, str]]:
    """Address and text of every filled cell of these names, in the order of the form."""
    for name in ("name", "purpose", "goal"):
        if name in names:
            text: str | None = getattr(project, name)
            if text:
                yield name, text
    columns = [name for name in ("level1", "level2", "level3", "description", "target", "basis") if name in names]
    if not columns:
        return
    for number, row in enumerate(project.indicators):
        for column in columns:
            cell = getattr(row, column)
            if cell:
                yield f"indicators[{number}].{column}", cell.text if column == "target" else cell


def texts_with(pattern: re.Pattern[str], texts: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Those texts that the pattern is found in. One search over all of them says no for most tables, and fast."""
    listed = list(texts)
    if listed and pattern.search("\n".join([text for _, text in listed])):
        yield from ((address, text) for address, text in listed if pattern.search(text))


def unfilled(text: str | None) -> bool:
    """True for a cell that nobody filled: nothing, blanks, or strokes drawn through it (``——``, ``/``)."""
    return not text or bool(_STROKES.fullmatch(text))


def says_none(text: str | None) -> bool:
    """True for an unfilled cell, and for one that only says that there is nothing (``无``, ``暂无``, ``略``)."""
    return unfilled(text) or bool(_NONE.fullmatch((text or "").strip()))


def department_texts(plan: DepartmentPlan) -> Iterator[tuple[str, str]]:
    """Address and text of every filled block of the department part."""
    for name in DEPARTMENT_CELLS:
        text: str | None = getattr(plan, name)
        if text:
            yield name, text


@lru_cache(maxsize=8192)
def core_name(text: str | None) -> str:
    """An indicator's name without blanks, list marks and bracketed words (also an unclosed bracket): ``""`` for none."""
    if not text:
        return ""
    plain = "".join(half_width(text).split())
    return _LIST_MARK.sub("", _BRACKETED.sub("", plain)).strip("：:，,。；;、★*") or plain


@lru_cache(maxsize=8192)
def squeezed(text: str | None) -> str:
    """A text made comparable: no blanks, punctuation or width differences; ``""`` for none."""
    return _NO_WORD.sub("", half_width(text)) if text else ""
