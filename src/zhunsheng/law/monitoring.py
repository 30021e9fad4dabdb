"""When monitoring takes place, and the warning lines that some regions draw beside the spending plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from zhunsheng.law.citation import Citation, Verified


@dataclass(frozen=True, slots=True)
class WarningLines:
    """A region's lines: the least execution rate (percent) from the end of a month, the greatest gap of goals and money."""

    key: str
    title: str
    execution_floors: Mapping[int, Decimal]
    goal_money_gap: Decimal | None
    basis: Citation


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(files("zhunsheng.law").joinpath("monitoring.yaml").read_text("utf-8"))
    return data


def checkpoint_months() -> tuple[int, ...]:
    """The months at whose end monitoring takes place unless a region says otherwise."""
    return tuple(_data()["checkpoints"]["months"])


def checkpoint_basis() -> Citation:
    """What the months rest on."""
    return _citation(_data()["checkpoints"]["basis"])


@cache
def warning_lines() -> dict[str, WarningLines]:
    """Every region's lines by its key; ``通用`` draws none."""
    return {item["key"]: _lines(item) for item in _data()["regions"]}


def _lines(item: dict[str, Any]) -> WarningLines:
    floors = {int(month): Decimal(str(least)) for month, least in item["execution_floors"].items()}
    gap = item.get("goal_money_gap")
    return WarningLines(
        item["key"], item["title"], floors, None if gap is None else Decimal(str(gap)), _citation(item["basis"])
    )


def _citation(basis: dict[str, Any]) -> Citation:
    return Citation(basis.get("number"), basis.get("article"), Verified(basis["verified"]), basis.get("note", ""))
