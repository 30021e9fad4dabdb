"""Helpers of the mutations that add, change or move rows of indicators."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from random import Random

from mutations import Good, Mutant
from zhunsheng.model.indicator import PARENT, Indicator, Level1, Level2
from zhunsheng.model.project import Project
from zhunsheng.model.quantity import quantity

MUTATIONS = ()
"""No mutations of its own: the index takes one tuple from every file here."""


def words_of(project: Project) -> str:
    """All that the table says: name, unit, purpose, goal and every cell of its rows."""
    rows = (f"{row.level3}，{row.description}，{row.basis}" for row in project.indicators)
    return "，".join((project.name or "", project.unit.name or "", project.purpose or "", project.goal or "", *rows))


def levels(project: Project, kind: Level2) -> tuple[str, str] | None:
    """How this table prints the two levels of a kind; ``None`` where it uses another tree than the kind is of."""
    for row in project.indicators:
        if row.kind2 is kind and row.level1 and row.level2:
            return row.level1, row.level2
    tops = {row.kind1: row.level1 for row in project.indicators if row.level1}
    if kind in (Level2.COST, Level2.ECONOMIC_COST) and Level1.COST in tops:
        return (tops[Level1.COST], "经济成本指标") if kind is Level2.ECONOMIC_COST else None
    if kind is Level2.ECONOMIC_COST:
        return None
    return tops.get(PARENT[kind], PARENT[kind].value) or PARENT[kind].value, kind.value


def with_row(project: Project, new: Indicator) -> tuple[Project, int]:
    """The project with a row added behind the last of its level-2 kind (else of its level-1 kind), and its number."""
    rows = list(project.indicators)
    same = [number for number, row in enumerate(rows) if row.kind2 is new.kind2]
    near = [number for number, row in enumerate(rows) if row.kind1 is new.kind1]
    at = (same or near or [len(rows) - 1])[-1] + 1
    rows.insert(at, new)
    return replace(project, indicators=tuple(rows)), at


def added(
    good: Good, kind: Level2, name: str, description: str, target: str, basis: str, cells: str = "level3"
) -> Mutant | None:
    """One more row under a kind; the marks belong to the ``cells`` of it."""
    own = levels(good.project, kind)
    if own is None:
        return None
    row = Indicator(*own, name, description, quantity(target), basis)
    project, at = with_row(good.project, row)
    places = frozenset(f"indicators[{at}].{cell}" for cell in (*cells.split(), "level2"))
    return Mutant(project, places, f"加{own[1]}“{name}｜{description}｜{target}｜{basis}”")


def moved(good: Good, number: int, kind: Level2) -> Mutant | None:
    """A row put under another kind."""
    own = levels(good.project, kind)
    if own is None:
        return None
    rows = list(good.project.indicators)
    row = rows.pop(number)
    project, at = with_row(replace(good.project, indicators=tuple(rows)), replace(row, level1=own[0], level2=own[1]))
    places = frozenset(f"indicators[{at}].{cell}" for cell in ("level1", "level2", "level3", "target", "description"))
    told = f"{row.level3}｜{row.description}｜{row.target.text if row.target else ''}"
    return Mutant(project, places, f"{row.level2}“{told}”放到{own[1]}")


def choose(good: Good, random: Random, fits: Callable[[Indicator], bool]) -> int | None:
    """The number of one of the rows that fit."""
    numbers = [number for number, row in enumerate(good.project.indicators) if row.level3 and fits(row)]
    return random.choice(numbers) if numbers else None


_CHINESE = re.compile(r"[一-鿿]+")


def pairs_of(text: str | None) -> set[str]:
    """All two characters that stand side by side in a text."""
    return {run[at : at + 2] for run in _CHINESE.findall(text or "") for at in range(len(run) - 1)}
