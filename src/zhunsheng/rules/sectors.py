"""Which line of public work (行业) a text speaks of, told from words that belong to one line only."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from zhunsheng.model.project import Project
from zhunsheng.rules.needed import bit_of, found_in, possible
from zhunsheng.rules.word_list import any_of, word_list

_NO_TRADE = re.compile(r"(?<=[防供排给])水(?=质保)|(?<=医)保(?=洁|安)")
"""What only seems to be a word of a trade: 防水|质保 is no 水质."""
_PATTERN_SIGNS = re.compile(r"[\\|()\[\]?*+{}^$]")


@cache
def _book() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(any_of(entry["words"])) for name, entry in word_list("sectors").items()}


@cache
def _any_word() -> re.Pattern[str]:
    words = [word for entry in word_list("sectors").values() for word in entry["words"]]
    return re.compile(any_of(words if _plain_words() is None else map(re.escape, words)))


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


@cache
def _plain_words() -> dict[str, tuple[tuple[str, str], ...]] | None:
    """Each word of the book with the words it begins with (itself first) and their sectors; ``None`` if one is a pattern."""
    owners = [(word, name) for name, entry in word_list("sectors").items() for word in entry["words"]]
    if any(_PATTERN_SIGNS.search(word) for word, _ in owners):
        return None
    longest_first = sorted(owners, key=lambda owner: -len(owner[0]))
    return {word: tuple(owner for owner in longest_first if word.startswith(owner[0])) for word, _ in owners}


@lru_cache(maxsize=8192)
def sector_words(text: str | None) -> dict[str, str]:
    """The sectors that a text speaks of, each with its first word there; in the order of the list."""
    if not text or not possible(text) & bit_of(_any_word()):
        return {}
    text = _NO_TRADE.sub("，", text) if "水质保" in text or "医保" in text else text
    search = _any_word().search
    found = search(text)
    if found is None:
        return {}
    plain = _plain_words()
    if plain is None:
        return {name: match.group() for name, pattern in _book().items() if (match := pattern.search(text))}
    said: dict[str, str] = {}
    while found is not None:  # words may overlap: look on from the next character
        for word, name in plain[found.group()]:
            said.setdefault(name, word)
        found = search(text, found.start() + 1)
    return {name: said[name] for name in _book() if name in said} if len(said) > 1 else said


@lru_cache(maxsize=1024)
def owner_words(name: str | None) -> dict[str, str]:
    """The sectors that a unit's or an office's name tells, each with its word in the name."""
    if not name:
        return {}
    return {sector: found.group() for sector, pattern in _owners().items() if (found := found_in(pattern, name))}


def unit_sectors(name: str | None) -> frozenset[str]:
    """The sectors that a unit works in by its own name; none for a general government or an unknown name."""
    return frozenset(owner_words(name))


def with_neighbours(names: frozenset[str] | set[str]) -> frozenset[str]:
    """These sectors and all that border on one of them."""
    return frozenset().union(*(_neighbours()[name] for name in names)) if names else frozenset()


@cache
def _soft() -> tuple[re.Pattern[str], dict[str, tuple[str, ...]]]:
    names: dict[str, tuple[str, ...]] = {}
    for name, entry in word_list("sectors").items():
        for word in entry.get("soft", ()):
            names[word] = (*names.get(word, ()), name)
    return re.compile(any_of(map(re.escape, names))), names


@lru_cache(maxsize=8192)
def touched_sectors(text: str | None) -> frozenset[str]:
    """The sectors that a text may belong to: those it speaks of, and those whose everyday words it uses."""
    if not text:
        return frozenset()
    pattern, names = _soft()
    soft = set(pattern.findall(text)) if possible(text) & bit_of(pattern) else ()
    return frozenset(sector_words(text)).union(*(names[word] for word in soft))


_CLAUSES = re.compile(r"[，。；;、\n]")


@lru_cache(maxsize=1024)
def _work_of(goal: str | None) -> str:
    return "，".join(clause for clause in _CLAUSES.split(goal or "") if "满意" not in clause)


def work_sectors(project: Project) -> frozenset[str]:
    """The sectors of the work itself: as :func:`project_sectors`, but whom the goal wants content makes nobody's trade."""
    found = touched_sectors(project.name) | touched_sectors(project.purpose) | touched_sectors(_work_of(project.goal))
    return found | unit_sectors(project.unit.name)


def project_sectors(project: Project) -> frozenset[str]:
    """The sectors a project works in: by its name, purpose and goal, and by its unit's name."""
    found = touched_sectors(project.name) | touched_sectors(project.purpose) | touched_sectors(project.goal)
    return found | unit_sectors(project.unit.name)
