"""Reviews kept in memory: after an edit only the rules that read the changed cells run again.

What is kept is made again whenever it does not fit any more (another day, other settings, projects that came or went), so
nothing here can be stale; it is lost with the process and only costs one whole review to make anew.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from datetime import date
from threading import Lock

from zhunsheng.model.address import DEPARTMENT_CELLS, cells
from zhunsheng.model.document import Document
from zhunsheng.model.project import Project
from zhunsheng.rules.engine import Review, rerun, run
from zhunsheng.rules.outside import NOTHING, Outside
from zhunsheng.rules.rule import READABLE
from zhunsheng.web.records.rule_settings import Effective

MOST_PROJECTS = 5_000
"""How many projects' findings are kept altogether; a sheet's own review counts as one."""
_MOST_CHANGED = 6
"""When more projects than this differ from what was reviewed, all of it is reviewed anew."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a review is of: the document, which sheets its projects are, the rules of the day, the one project wanted, and what
    is known around it."""

    document: Document
    ids: tuple[int, ...]
    rules: Effective
    on: date
    only: int | None = None
    outside: Outside = NOTHING

    def fits(self, other: Asked) -> bool:
        """True where the two differ in cells alone."""
        same = (self.ids, self.on, self.only, self.rules) == (other.ids, other.on, other.only, other.rules)
        one, two = self.document, other.document
        return (
            same
            and self.outside == other.outside
            and (one.fiscal_year, one.unit, one.department.unit)
            == (
                two.fiscal_year,
                two.unit,
                two.department.unit,
            )
        )


def review_kept(key: Hashable, asked: Asked) -> Review:
    """The review of what stands in the records: as it was kept, brought up to date, or made."""
    with _guard:
        found = _kept.get(key)
    review = review_again(*found, asked) if found is not None and found[0].fits(asked) else review_anew(asked)
    with _guard:
        _kept[key] = (asked, review)
        _kept.move_to_end(key)
        while len(_kept) > 1 and sum(_weight(before) for before, _ in _kept.values()) > MOST_PROJECTS:
            _kept.popitem(last=False)
    return review


def review_again(before: Asked, review: Review, now: Asked) -> Review:
    """The review of what differs from ``before`` in cells alone (see :meth:`Asked.fits`)."""
    changes = list(_changes(before.document, now.document))
    if len(changes) > _MOST_CHANGED:
        return review_anew(now)
    for number, addresses in changes:
        review = rerun(
            now.document, review, number, addresses, now.rules.chosen, on=now.on, parameters=now.rules.parameters,
            only_project=now.only, outside=now.outside, severities=now.rules.severities,
        )  # fmt: skip
    return review


def review_anew(asked: Asked) -> Review:
    """A whole review. What reviewers decided is no part of it: decisions and waivers are laid over it afterwards."""
    return run(
        asked.document, asked.rules.chosen, on=asked.on, parameters=asked.rules.parameters, only_project=asked.only,
        outside=asked.outside, severities=asked.rules.severities,
    )  # fmt: skip


def forget() -> None:
    """Drop all that is kept."""
    with _guard:
        _kept.clear()


_kept: OrderedDict[Hashable, tuple[Asked, Review]] = OrderedDict()
_guard = Lock()


def _weight(asked: Asked) -> int:
    return len(asked.ids) + 1 if asked.only is None else 1


def _changes(before: Document, now: Document) -> Iterator[tuple[int | None, tuple[str, ...]]]:
    """The projects (``None``: the department part) whose cells differ, with the addresses of these cells."""
    old, new = before.department, now.department
    written = tuple(name for name in DEPARTMENT_CELLS if getattr(old, name) != getattr(new, name))
    if written:
        yield None, written
    for number, (earlier, later) in enumerate(zip(before.projects, now.projects, strict=True)):
        if earlier is not later and earlier != later:
            yield number, _cells_changed(earlier, later)


def _cells_changed(earlier: Project, later: Project) -> tuple[str, ...]:
    """The addresses that read otherwise; ``indicators`` where rows came or went, everything where it shows in no cell."""
    old, new = {"heading": earlier.heading, **cells(earlier)}, {"heading": later.heading, **cells(later)}
    found = [address for address in old.keys() | new.keys() if old.get(address) != new.get(address)]
    if len(earlier.indicators) != len(later.indicators):
        found.append("indicators")
    return tuple(found) or tuple(READABLE)
