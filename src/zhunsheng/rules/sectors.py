"""Which line of public work (行业) a text speaks of, told from words that belong to one line only."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from zhunsheng.model.project import Project
from zhunsheng.rules.word_list import any_of, word_list


@cache
def _book() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(any_of(entry["words"])) for name, entry in word_list("sectors").items()}


@cache
def _any_word() -> re.Pattern[str]:
    return re.compile(any_of(word for entry in word_list("sectors").values() for word in entry["words"]))


@cache
def _owners() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(any_of(entry["units"])) for name, entry in word_list("sectors").items()}


@cache
def _neighbours() -> dict[str, frozenset[str]]:
    """Each sector with itself and its neighbours on either side."""
    book = word_list("sectors")
    return {
        name: frozenset({name, *entry["near"], *(other for other, words in book.items() if name in words["near"])})
        for name, entry in book.items()
    }


@lru_cache(maxsize=8192)
def sector_words(text: str | None) -> dict[str, str]:
    """The sectors that a text speaks of, each with its first word there; in the order of the list."""
    if not text or not _any_word().search(text):
        return {}
    return {name: found.group() for name, pattern in _book().items() if (found := pattern.search(text))}


@lru_cache(maxsize=1024)
def owner_words(name: str | None) -> dict[str, str]:
    """The sectors that a unit's or an office's name tells, each with its word in the name."""
    return {sector: found.group() for sector, pattern in _owners().items() if name and (found := pattern.search(name))}


def unit_sectors(name: str | None) -> frozenset[str]:
    """The sectors that a unit works in by its own name; none for a general government or an unknown name."""
    return frozenset(owner_words(name))


def with_neighbours(names: frozenset[str] | set[str]) -> frozenset[str]:
    """These sectors and all that border on one of them."""
    return frozenset().union(*(_neighbours()[name] for name in names)) if names else frozenset()


def project_sectors(project: Project) -> frozenset[str]:
    """The sectors a project works in: by its name, purpose and goal, and by its unit's name."""
    found = {*sector_words(project.name), *sector_words(project.purpose), *sector_words(project.goal)}
    return frozenset(found) | unit_sectors(project.unit.name)
