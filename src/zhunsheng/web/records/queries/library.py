"""What the pages of the indicator library show: entries with their evidence, who uses the like, and a unit's favourites."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from zhunsheng.formula.checker import check
from zhunsheng.formula.problem import Problem
from zhunsheng.library.entries import LibraryIndicator, library, sectors
from zhunsheng.library.search import Wanted, names_like, search
from zhunsheng.library.suggest import Suggestion, suggest
from zhunsheng.model.indicator import Indicator, Level2
from zhunsheng.model.project import Project
from zhunsheng.model.quantity import quantity
from zhunsheng.usecases.measure import record_kinds
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records import result_notes
from zhunsheng.web.records.cell_text import one_line
from zhunsheng.web.records.course import may_write
from zhunsheng.web.records.models import IndicatorRow, Target
from zhunsheng.web.records.operations.fill_from_library import is_blank
from zhunsheng.web.records.operations.note_result import may_say
from zhunsheng.web.records.operations.recording import noun
from zhunsheng.web.records.scope import scoped

PAGE = 48
_NAMES = 20_000
"""Indicator names that are compared at once."""
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class EntryCard:
    """An entry in a list."""

    entry: LibraryIndicator
    evidence: tuple[tuple[str, str], ...]
    """Name and label of the ledgers that prove it."""
    is_favourite: bool
    base: int

    @property
    def target(self) -> str:
        """How its target reads, without the number."""
        return f"{self.entry.operator}{self.entry.unit}"


@dataclass(frozen=True, slots=True)
class LibraryPage:
    """The entries that fit."""

    cards: tuple[EntryCard, ...]
    wanted: Wanted
    total: int
    page: int
    pages: int
    sectors: tuple[str, ...]
    kinds: tuple[str, ...]
    favourites: int
    can_keep: bool
    only_favourites: bool


@dataclass(frozen=True, slots=True)
class Use:
    """An indicator of some table that is like another."""

    name: str
    target_text: str
    project: str
    unit: str
    year: int
    url: str
    likeness: int
    is_own: bool


@dataclass(frozen=True, slots=True)
class Likes:
    """What is like one indicator: in one's own unit's tables, in those of others that one sees, and in the library."""

    own: tuple[Use, ...]
    others: tuple[Use, ...]
    entries: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True)
class FillPage:
    """A table that an entry can be put into."""

    target: Target
    blank: tuple[tuple[str, str], ...]
    can_write: bool


def library_page(user: User, query: object) -> LibraryPage:
    """The entries that fit the address."""
    get = query.get  # type: ignore[attr-defined]
    kept = result_notes.of_unit(user.unit, "favourite") if user.unit else {}
    only = get("mine") == "1"
    wanted = Wanted(
        one_line(get("q"), 60), one_line(get("level1"), 20), one_line(get("level2"), 20), one_line(get("sector"), 20),
        frozenset(kept) if only else None,
    )  # fmt: skip
    found = search(wanted)
    asked = get("page", "")
    pages = max(1, -(-len(found) // PAGE))
    page = min(max(1, int(asked)) if asked and asked.isascii() and asked.isdecimal() and len(asked) < 5 else 1, pages)
    cards = tuple(
        EntryCard(one, evidence_of(one), one.name in kept, kept[one.name].pk if one.name in kept else 0)
        for one in found[(page - 1) * PAGE : page * PAGE]
    )
    kinds = tuple(dict.fromkeys(one.level2.value for one in sorted(library(), key=lambda one: list(Level2).index(one.level2))))  # fmt: skip
    can_keep = user.unit is not None and may_say(user.unit, user, "favourite")
    return LibraryPage(cards, wanted, len(found), page, pages, sectors(), kinds, len(kept), can_keep, only)


def card_of(user: User, entry: LibraryIndicator) -> EntryCard:
    """One entry."""
    kept = result_notes.of_unit(user.unit, "favourite") if user.unit else {}
    note = kept.get(entry.name)
    return EntryCard(entry, evidence_of(entry), note is not None, note.pk if note else 0)


@lru_cache(maxsize=1024)
def evidence_of(entry: LibraryIndicator) -> tuple[tuple[str, str], ...]:
    """The ledgers whose records prove an entry."""
    try:
        formula = check(entry.formula, record_kinds())
    except Problem:
        return ()
    return tuple((kind.name, kind.label) for kind in formula.kinds)


def likes(user: User, name: str, description: str = "", target_text: str = "") -> Likes:
    """What is like an indicator of this name, as far as the person sees; each name of a table once, the newest year first."""
    rows = IndicatorRow.objects.filter(target__in=scoped(Target.objects.filter(archived=False), user)).exclude(
        level3=""
    )
    names = list(rows.order_by().values_list("level3", flat=True).distinct()[:_NAMES])
    near = dict(names_like(name, names))
    found = rows.filter(level3__in=list(near)).select_related("target__unit").defer("target__draft")
    uses = [
        Use(
            row.level3, row.target_text, row.target.name or "未命名项目", row.target.unit.name, row.target.year,
            f"/projects/{row.target_id}/", near[row.level3], row.target.unit_id == user.unit_id,
        )
        for row in found.order_by("-target__year", "target_id", "position")[:400]
    ]  # fmt: skip
    uses.sort(key=lambda use: -use.likeness)
    entries = suggest(Indicator(level3=name, description=description or None, target=quantity(target_text)), most=6)
    own, others = [use for use in uses if use.is_own], [use for use in uses if not use.is_own]
    return Likes(tuple(own[:_SHOWN]), tuple(others[:_SHOWN]), entries)


def fill_page(user: User, target: Target) -> FillPage:
    """A table with its blank rows."""
    project = noun(target)
    assert isinstance(project, Project)
    return FillPage(target, _blank(project.indicators), may_write(target, user))


def _blank(rows: Sequence[Indicator]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (row.key, f"第{number}行：{row.level1 or '没有一级指标'}·{row.level2 or '没有二级指标'}")
        for number, row in enumerate(rows, 1)
        if is_blank(row)
    )
