"""Several problems at once: the parts of a formula are checked side by side, so that an editor can underline all that is wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from zhunsheng.formula.problem import Problem

_T = TypeVar("_T")


class Several(Exception):
    """More than one problem; never leaves this room."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(len(problems))
        self.problems = problems


def gather(*checks: Callable[[], _T]) -> list[_T]:
    """The results of all checks. Raises the one :class:`Problem`, or :class:`Several`."""
    found: list[_T] = []
    problems: list[Problem] = []
    for check in checks:
        try:
            found.append(check())
        except Problem as problem:
            problems.append(problem)
        except Several as several:
            problems += several.problems
    if len(problems) == 1:
        raise problems[0]
    if problems:
        raise Several(problems)
    return found
