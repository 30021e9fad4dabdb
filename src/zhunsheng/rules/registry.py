"""All rules, found by a walk over the drawers of this room; a code that stands twice is refused."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

import zhunsheng.rules
from zhunsheng.rules.rule import Rule


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule, in the order of codes. Raises ``ValueError`` for a code that two files claim."""
    found: dict[str, Rule] = {}
    for info in pkgutil.walk_packages(zhunsheng.rules.__path__, "zhunsheng.rules."):
        rule = getattr(importlib.import_module(info.name), "RULE", None)
        if not isinstance(rule, Rule):
            continue
        if rule.code in found:
            raise ValueError(f"rule code {rule.code} stands in two files, the second is {info.name}")
        found[rule.code] = rule
    return tuple(found[code] for code in sorted(found))


@cache
def rules_by_code() -> dict[str, Rule]:
    """Rules by their code."""
    return {rule.code: rule for rule in rules()}
