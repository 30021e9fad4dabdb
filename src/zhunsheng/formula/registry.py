"""All functions, found by a walk over ``functions/``; a name that stands twice is refused."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

import zhunsheng.formula.functions
from zhunsheng.formula.function import Function


@cache
def functions() -> tuple[Function, ...]:
    """Every function, the most used first. Raises ``ValueError`` for a name that two files claim."""
    found: dict[str, Function] = {}
    for info in pkgutil.iter_modules(zhunsheng.formula.functions.__path__, "zhunsheng.formula.functions."):
        function = getattr(importlib.import_module(info.name), "FUNCTION", None)
        if not isinstance(function, Function):
            continue
        for word in function.words:
            if word in found:
                raise ValueError(f"function name {word} stands in two files, the second is {info.name}")
            found[word] = function
    return tuple(sorted(dict.fromkeys(found.values()), key=lambda function: function.rank))


@cache
def _by_word() -> dict[str, Function]:
    return {word: function for function in functions() for word in function.words}


def function_of(word: str) -> Function | None:
    """The function of an English or Chinese name (English in any case), or ``None``."""
    return _by_word().get(word) or _by_word().get(word.lower())
