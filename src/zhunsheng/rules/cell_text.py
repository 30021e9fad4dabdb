"""What rules need of a cell's words: walking the cells, names without brackets, texts made comparable."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from zhunsheng.model.address import DEPARTMENT_CELLS
from zhunsheng.model.department import DepartmentPlan
from zhunsheng.model.project import Project
from zhunsheng.model.spelling import half_width
from zhunsheng.rules.needed import bit_of, in_any, possible

_BRACKETED = re.compile(r"[（(【\[][^（()）】\]]*(?:[）)】\]]|$)")
_LIST_MARK = re.compile(r"^(?:指标\d{1,2}:?|\(?\d{1,2}(?:\)|[、.:]))(?=\D)")
_NO_WORD = re.compile(r"[\W_]+")
_STROKES = re.compile(r"[\s\-‐—－–─~～/／\\|]*")
_NONE = re.compile(r"[（(]?(?:暂无|暂缺|没有|未填|无|略|空)[）)]?[。.]?")


class Texts(tuple[tuple[str, str], ...]):
    """Addresses and texts of some cells; ``possible`` has the bits of all patterns that may be found in any of them."""

    possible: int

    def __new__(cls, cells: Iterable[tuple[str, str]], possible: int) -> Texts:
        """The cells, and what may be found in them (or in others of the same table)."""
        made = super().__new__(cls, cells)
        made.possible = possible
        return made


class _Memo:
    """The cells of the project (or department part) that was looked at last: rule after rule asks for the same ones."""

    def __init__(self) -> None:
        self.of: Project | DepartmentPlan | None = None
        self.cells: list[tuple[str, tuple[str, str]]] = []
        self.possible = 0
        self.known: dict[tuple[str, ...], Texts] = {}


_last = _Memo()
_last_plan = _Memo()


def project_texts(project: Project, *names: str) -> Texts:
    """Address and text of every filled cell of these names, in the order of the form."""
    global _last
    memo = _last
    if memo.of is not project:
        memo = _Memo()
        memo.of, memo.cells = project, list(_cells(project))
        memo.possible = in_any(text for _, (_, text) in memo.cells)
        _last = memo  # the whole at once: another thread may look at another project
    found = memo.known.get(names)
    if found is None:
        found = memo.known[names] = Texts([cell for name, cell in memo.cells if name in names], memo.possible)
    return found


def _cells(project: Project) -> Iterator[tuple[str, tuple[str, str]]]:
    """The name of every filled cell with words, and its address and text."""
    for name, whole in (("name", project.name), ("purpose", project.purpose), ("goal", project.goal)):
        if whole:
            yield name, (name, whole)
    for number, row in enumerate(project.indicators):
        target = row.target.text if row.target else None
        columns = (("level1", row.level1), ("level2", row.level2), ("level3", row.level3),
                   ("description", row.description), ("target", target), ("basis", row.basis))  # fmt: skip
        for column, cell in columns:
            if cell:
                yield column, (f"indicators[{number}].{column}", cell)


def texts_with(pattern: re.Pattern[str], texts: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Those texts that the pattern is found in. Only such as hold something that it needs are searched."""
    bit = bit_of(pattern)
    if not isinstance(texts, Texts) or texts.possible & bit:
        for cell in texts:
            if possible(cell[1]) & bit and pattern.search(cell[1]):
                yield cell


def department_texts(plan: DepartmentPlan) -> Texts:
    """Address and text of every filled block of the department part."""
    global _last_plan
    memo = _last_plan
    if memo.of is not plan:
        memo = _Memo()
        memo.of = plan
        filled = [(name, text) for name in DEPARTMENT_CELLS if (text := getattr(plan, name))]
        memo.known[()] = Texts(filled, in_any(text for _, text in filled))
        _last_plan = memo
    return memo.known[()]


def unfilled(text: str | None) -> bool:
    """True for a cell that nobody filled: nothing, blanks, or strokes drawn through it (``——``, ``/``)."""
    return not text or bool(_STROKES.fullmatch(text))


def says_none(text: str | None) -> bool:
    """True for an unfilled cell, and for one that only says that there is nothing (``无``, ``暂无``, ``略``)."""
    return unfilled(text) or bool(_NONE.fullmatch((text or "").strip()))


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
