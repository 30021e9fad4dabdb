"""The one way to what is to be done: every kind of matter asked, in the order of the days."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterable
from functools import cache
from importlib import import_module

from zhunsheng.web.records.matters.matter import Asking, Matter

_HERE = "zhunsheng.web.records.matters"
Kind = Callable[[Asking], Iterable[Matter]]


@cache
def kinds() -> dict[str, Kind]:
    """What each kind of matter answers with, by the name of its module."""
    package = import_module(_HERE)
    modules = {one.name: import_module(f"{_HERE}.{one.name}") for one in pkgutil.iter_modules(package.__path__)}
    return {name: module.matters for name, module in sorted(modules.items()) if hasattr(module, "matters")}


def everything(asking: Asking) -> tuple[Matter, ...]:
    """Everything that is to be done, the most pressing first; what is done last."""
    found = [one for ask in kinds().values() for one in ask(asking)]
    return in_order(found)


def in_order(found: Iterable[Matter]) -> tuple[Matter, ...]:
    """The most pressing first, then what has no day, then what is done."""
    return tuple(
        sorted(found, key=lambda one: (one.is_done, one.due is None, one.due or one.today, one.unit_code, one.key))
    )


def mine(asking: Asking) -> tuple[Matter, ...]:
    """What the person who asks has to do; nothing while they are on leave."""
    asking.whole, asking.with_done = False, False
    return () if asking.user.standing.away else everything(asking)


def late(found: Iterable[Matter]) -> int:
    """How many of some matters are overdue: the one count, of the first page, the bell, its page and the overview."""
    return sum(one.is_late for one in found)


def overdue(asking: Asking) -> tuple[Matter, ...]:
    """What is overdue in everything that the person sees, the latest first."""
    asking.whole, asking.with_done = True, False
    return tuple(
        sorted(
            (one for one in everything(asking) if one.is_late), key=lambda one: (-one.days_late, one.unit_code, one.key)
        )
    )
