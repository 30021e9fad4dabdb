"""Which projects and indicators carry a department's goals, proposed from the words that both use; people put right what is wrong."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from zhunsheng.model.department import DepartmentPlan
from zhunsheng.model.department_goal import GoalLink, GoalStatement
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.project import Project
from zhunsheng.rules.shared_words import pairs
from zhunsheng.scoring.department import statements

_ENOUGH = Fraction(2, 3)
"""What shared pairs of characters have to weigh together: one over the number of projects, or of goals, that use a pair."""
_SHARED = 2
"""How many pairs have to be shared at least."""
_NO_TOPIC = frozenset("的了和与及在给对把让使为等上下中其该各一")
"""Letters that join words: a pair with one of them names nothing."""
_EMPTY = frozenset({"方面", "做到", "良好", "力争", "今年", "改善", "情况", "保持", "定期"})
"""Pairs that goals of every kind use."""
_NUMBER = re.compile(r"(总体|分项)(?:绩效)?目标\s*[（(]?([一二三四五六七八九十]+|\d+)")
_GROUPS = {"总体": "overall_goals", "分项": "sub_goals"}


@dataclass(frozen=True, slots=True)
class ProposedLink:
    """A link with the words that speak for it."""

    link: GoalLink
    words: tuple[str, ...]


def proposed_links(plan: DepartmentPlan, projects: Iterable[Project]) -> tuple[ProposedLink, ...]:
    """The links that the words suggest: to an indicator where its own words say it, else to its project."""
    everything = tuple(project for project in projects if project.code)
    used = {project.code or "": _project_pairs(project) for project in everything}
    common: Counter[str] = Counter(pair for found in used.values() for pair in found)
    every = statements(plan)
    told = Counter(pair for one in every for pair in _topics(one.text))
    weight = {pair: Fraction(1, max(count, told[pair])) for pair, count in common.items()}
    links: list[ProposedLink] = []
    for statement in every:
        wanted = _topics(statement.text)
        for project in everything:
            links += _links(statement, wanted, project, used[project.code or ""], weight)
    return tuple(links)


def statement_of(words: str, every: Sequence[GoalStatement]) -> str:
    """The address of the statement that a goal's origin (``总体目标（一）“…”``) means; ``""`` where none is meant."""
    found = _NUMBER.search(words)
    if found is not None:
        for one in every:
            if one.address.startswith(_GROUPS[found.group(1)]) and one.no == found.group(2):
                return one.address
    mine = _topics(words)
    best = max(every, key=lambda one: len(mine & _topics(one.text)), default=None)
    return best.address if best is not None and len(mine & _topics(best.text)) >= _SHARED else ""


def _links(
    statement: GoalStatement,
    wanted: frozenset[str],
    project: Project,
    used: frozenset[str],
    weight: Mapping[str, Fraction],
) -> list[ProposedLink]:
    shared = wanted & used
    if len(shared) < _SHARED or _together(shared, weight) < _ENOUGH:
        return []
    code = project.code or ""
    found = []
    for row in project.indicators:
        mine = wanted & _indicator_pairs(row)
        if row.level3 and _together(mine, weight) >= _ENOUGH / 2:
            found.append(
                ProposedLink(GoalLink(statement.address, code, row.key or row.level3), _words(statement.text, mine))
            )
    return found or [ProposedLink(GoalLink(statement.address, code), _words(statement.text, shared))]


def _together(shared: Iterable[str], weight: Mapping[str, Fraction]) -> Fraction:
    return sum((weight[pair] for pair in shared), Fraction(0))


def _topics(text: str) -> frozenset[str]:
    """The pairs of a text that name something."""
    return frozenset(pair for pair in pairs(text) if pair not in _EMPTY and not _NO_TOPIC & set(pair))


def _project_pairs(project: Project) -> frozenset[str]:
    own = _topics(f"{project.name or ''}，{project.purpose or ''}，{project.goal or ''}")
    return own.union(*(_indicator_pairs(row) for row in project.indicators))


def _indicator_pairs(row: Indicator) -> frozenset[str]:
    return _topics(f"{row.level3 or ''}，{row.description or ''}")


def _words(text: str, shared: frozenset[str]) -> tuple[str, ...]:
    """The shared pairs joined to the words that they are in the statement, in its order."""
    marked = [False] * len(text)
    for place in range(len(text) - 1):
        if text[place : place + 2] in shared:
            marked[place] = marked[place + 1] = True
    found: list[str] = []
    run = ""
    for letter, hit in zip((*text, ""), (*marked, False), strict=True):
        if hit:
            run += letter
        elif run:
            found.append(run)
            run = ""
    return tuple(dict.fromkeys(found))[:6]
