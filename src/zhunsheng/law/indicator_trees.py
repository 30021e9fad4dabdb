"""Trees of indicators: which level-2 kinds stand under which level-1 kinds, nationally and in places that differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from zhunsheng.law.citation import Citation, Verified


@dataclass(frozen=True, slots=True)
class IndicatorTree:
    """One tree. ``levels`` gives the level-2 names of each level-1 name, none where its forms print none."""

    key: str
    title: str
    region: str
    levels: Mapping[str, tuple[str, ...]]
    basis: Citation

    @property
    def is_national(self) -> bool:
        """True for a tree of the ministry of finance."""
        return self.region == "全国"


@cache
def indicator_trees() -> dict[str, IndicatorTree]:
    """Every tree by its key, the national ones first."""
    items = yaml.safe_load(files("zhunsheng.law").joinpath("indicator_trees.yaml").read_text("utf-8"))
    return {item["key"]: _tree(item) for item in items}


def _tree(item: dict[str, Any]) -> IndicatorTree:
    basis = item["basis"]
    citation = Citation(basis.get("number"), basis.get("article"), Verified(basis["verified"]), basis.get("note", ""))
    levels = {name: tuple(below) for name, below in item["levels"].items()}
    return IndicatorTree(item["key"], item["title"], item["region"], levels, citation)
