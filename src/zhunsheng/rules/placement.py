"""Indicators under the wrong level-2 heading: one check for every dictionary of ``words/placements.yaml``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from zhunsheng.model.finding import Severity
from zhunsheng.model.indicator import PARENT, Indicator, Level1, Level2
from zhunsheng.model.project import Project
from zhunsheng.rules.cell_text import core_name
from zhunsheng.rules.classification import classify
from zhunsheng.rules.rule import Context, Remark
from zhunsheng.rules.word_list import any_of, contains, word_list
from zhunsheng.rules.wording import brief


def misplaced(
    dictionary: str,
    *,
    under: frozenset[Level1 | Level2],
    where: str,
    because: str,
    move_to: str,
    left_to_others: tuple[str, ...] = (),
    left_under: Mapping[Level2, str] | None = None,
    severity: Severity | None = None,
) -> Callable[[Project, Context], Iterator[Remark]]:
    """A check for rows ``under`` a heading whose names end as the dictionary says, and are none of its exceptions.

    ``where``, ``because`` and ``move_to`` are the words of the message: 「名称」放在``where``里，``because``. Names that
    the dictionaries ``left_to_others`` hold are told by other rules; those of ``left_under`` only under that heading.
    ``severity`` is the rule's own, unless given.
    """
    entry = word_list("placements")[dictionary]
    words = re.compile(any_of(entry["words"]) + "$")
    others = [word for name in left_to_others for word in word_list("placements")[name]["words"]]
    excluded = [*entry.get("not", ()), *others]
    exceptions = contains(excluded) if excluded else None
    elsewhere = {
        kind: re.compile(any_of(word_list("placements")[name]["words"]) + "$")
        for kind, name in (left_under or {}).items()
    }

    def check(project: Project, context: Context) -> Iterator[Remark]:
        for number, row in enumerate(project.indicators):
            if not row.level3 or not (row.kind2 in under or row.kind1 in under):
                continue
            name = core_name(row.level3)
            other = elsewhere.get(row.kind2) if row.kind2 else None
            if (
                words.search(name)
                and not (exceptions and exceptions.search(name))
                and not (other and other.search(name))
            ):
                yield Remark(
                    f"indicators[{number}].level3",
                    f"“{brief(name, 18)}”放在“{heading(row, where)}”里，{because}。",
                    row.level3,
                    belongs(row, move_to, under),
                    severity=severity,
                )

    return check


def belongs(row: Indicator, advice: str, under: frozenset[Level1 | Level2]) -> str:
    """Where the row should stand by its own words, with the reason; the plain ``advice`` where they do not tell surely.

    ``advice`` says where to move it, then (behind its first semicolon) what to write in its place.
    """
    told = classify(row)
    if told is None or not told.is_sure or told.kind in under or PARENT[told.kind] in under:
        return advice
    return f"应放在{told.kind}：{told.reason}。{advice.partition('；')[2]}"


def heading(row: Indicator, otherwise: str) -> str:
    """The heading a row stands under as it is printed."""
    return row.level2 or row.level1 or otherwise
