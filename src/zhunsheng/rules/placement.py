"""Indicators under the wrong level-2 heading: one check for every dictionary of ``words/placements.yaml``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from zhunsheng.model.indicator import Indicator, Level1, Level2
from zhunsheng.model.project import Project
from zhunsheng.rules.cell_text import core_name
from zhunsheng.rules.prose import brief
from zhunsheng.rules.rule import Context, Remark
from zhunsheng.rules.word_list import any_of, contains, word_list


def misplaced(
    dictionary: str,
    *,
    under: frozenset[Level1 | Level2],
    where: str,
    because: str,
    move_to: str,
    left_to_others: tuple[str, ...] = (),
) -> Callable[[Project, Context], Iterator[Remark]]:
    """A check for rows ``under`` a heading whose names end as the dictionary says, and are none of its exceptions.

    ``where``, ``because`` and ``move_to`` are the words of the message: 「名称」放在``where``里，``because``. Names that
    the dictionaries ``left_to_others`` hold are told by other rules.
    """
    entry = word_list("placements")[dictionary]
    words = re.compile(any_of(entry["words"]) + "$")
    others = [word for name in left_to_others for word in word_list("placements")[name]["words"]]
    excluded = [*entry.get("not", ()), *others]
    exceptions = contains(excluded) if excluded else None

    def check(project: Project, context: Context) -> Iterator[Remark]:
        for number, row in enumerate(project.indicators):
            if not row.level3 or not (row.kind2 in under or row.kind1 in under):
                continue
            name = core_name(row.level3)
            if words.search(name) and not (exceptions and exceptions.search(name)):
                yield Remark(
                    f"indicators[{number}].level3",
                    f"“{brief(name, 18)}”放在“{heading(row, where)}”里，{because}。",
                    row.level3,
                    move_to,
                )

    return check


def heading(row: Indicator, otherwise: str) -> str:
    """The heading a row stands under as it is printed."""
    return row.level2 or row.level1 or otherwise
