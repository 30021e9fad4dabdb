"""All ledger kinds of the program, found by a walk over :mod:`zhunsheng.ledger.kinds`."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

import zhunsheng.ledger.kinds
from zhunsheng.ledger.kind import LedgerKind


@cache
def kinds() -> Mapping[str, LedgerKind]:
    """Every kind by its English name, in the order of groups and labels. Raises ``ValueError`` for a name that stands twice."""
    found: dict[str, LedgerKind] = {}
    for info in pkgutil.iter_modules(zhunsheng.ledger.kinds.__path__, "zhunsheng.ledger.kinds."):
        kind = importlib.import_module(info.name).KIND
        if not isinstance(kind, LedgerKind) or kind.name != info.name.rpartition(".")[2]:
            raise ValueError(f"{info.name} has to define the KIND of its own name")
        if any(kind.label == other.label for other in found.values()):
            raise ValueError(f"two kinds are called {kind.label}, the second is {info.name}")
        found[kind.name] = kind
    return MappingProxyType(dict(sorted(found.items(), key=lambda item: (GROUPS.index(item[1].group), item[0]))))


def kind(word: str) -> LedgerKind | None:
    """The kind of an English name or a Chinese label, or ``None``."""
    return kinds().get(word) or next((kind for kind in kinds().values() if kind.label == word), None)


GROUPS = ("资金", "设施运行", "工程", "安全稳定", "服务与满意", "企业与招商", "人员", "内部事务")
"""The groups of kinds, in the order in which they are shown."""
