"""Finding what a word names — a ledger, a column, a function, a window — and the nearest right word for one that names nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rapidfuzz import fuzz, process

from zhunsheng.formula.printing import written_name
from zhunsheng.formula.problem import Place, Problem
from zhunsheng.formula.registry import functions
from zhunsheng.formula.storage import slots
from zhunsheng.formula.tree import Name
from zhunsheng.model.record import Column, RecordKind

Kinds = Mapping[str, RecordKind]
_NEAR = 50
"""How alike (0–100) a word must be to be offered instead of a misspelt one."""
_GLUED = ("不属于", "属于", "已填", "未填", "非")
"""Words that need a space or a bracket beside them."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that is most like this one, or ``None`` when none is alike."""
    candidates = list(dict.fromkeys(known))
    found = process.extractOne(word, candidates, scorer=fuzz.ratio, score_cutoff=_NEAR)
    if found:
        return str(found[0])
    holding = [one for one in candidates if len(word) > 1 and (word in one or one in word)]
    return min(holding, key=len, default=None)


def kind_of(word: str, kinds: Kinds) -> RecordKind | None:
    """The kind of an English name or a Chinese label, or ``None``."""
    if word in kinds:
        return kinds[word]
    return next((kind for kind in kinds.values() if word == kind.label), None)


def find_kind(name: Name, kinds: Kinds) -> RecordKind:
    """The kind that a word names; raises :class:`Problem` with the nearest one."""
    found = kind_of(name.word, kinds)
    if found is not None:
        return found
    near = nearest(name.word, [word for kind in kinds.values() for word in (kind.label, kind.name)])
    raise _unknown(name, f"没有名叫“{name.word}”的台账", near)


def find_column(name: Name, kind: RecordKind) -> Column:
    """The column that a word names in a kind; raises :class:`Problem` with the nearest one."""
    found = kind.column(name.word)
    if found is None:
        glued = glued_word(name)
        if glued:
            raise glued
        if any(name.word in column.choices for column in kind.columns):
            raise Problem(f"“{name.word}”是文字，要放在引号里。", name.place, f'"{name.word}"')
        near = nearest(name.word, [word for column in kind.columns for word in (column.label, column.name)])
        raise _unknown(name, f"台账“{kind.label}”里没有“{name.word}”这一列", near)
    if found.name not in slots(kind):
        raise Problem(f"“{kind.label}”的列太多，“{found.label}”排在后面，不能用在公式里。", name.place)
    return found


def unknown_function(word: str, place: Place) -> Problem:
    """The problem of a function name that is none."""
    glued = glued_word(Name(word, place))
    if glued:
        return glued
    near = nearest(word, [one for function in functions() for one in function.words])
    return _unknown(Name(word, place), f"没有名叫“{word}”的函数", near)


def columns_named(word: str, kinds: Kinds) -> list[tuple[RecordKind, Column]]:
    """Every column of that name or label, with its kind."""
    return [(kind, column) for kind in kinds.values() if (column := kind.column(word))]


def glued_word(name: Name) -> Problem | None:
    """The problem of a name that a word of the language was written onto without a space: ``非到场``."""
    for word in _GLUED:
        if name.word.startswith(word) and len(name.word) > len(word):
            return Problem(f"“{word}”后面要空一格。", name.place, f"{word} {name.word[len(word) :]}")
        if name.word.endswith(word) and len(name.word) > len(word) and word != "非":
            return Problem(f"“{word}”前面要空一格。", name.place, f"{name.word[: -len(word)]} {word}")
    return None


def _unknown(name: Name, sentence: str, near: str | None) -> Problem:
    if near is None:
        return Problem(f"{sentence}。", name.place)
    return Problem(f"{sentence}，最接近的是“{near}”。", name.place, written_name(near))
