"""What a person has to do and is reminded of, the same for the first page, the bell, its page and the letter; and what is
overdue in their part of the tree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from zhunsheng.law.deadlines import days_left, deadlines
from zhunsheng.lifecycle.due import DAYS_AHEAD, Occasion
from zhunsheng.web.accounts.models import Role, User
from zhunsheng.web.records.calendars import Calendars
from zhunsheng.web.records.course import is_running
from zhunsheng.web.records.matters.matter import Asking, Matter
from zhunsheng.web.records.matters.seam import late, mine, overdue
from zhunsheng.web.records.models import Target, Unit
from zhunsheng.web.records.scope import units

LISTED = 2000
"""Of more than so many things of a kind in the list of what is overdue, those that wait longest are looked at."""
NODES_AHEAD = 30
"""How far ahead the page tells of days of the calendar."""
_NODES = tuple(name for name in deadlines() if name.startswith("monitoring_") or name == "self_evaluation")
"""Days of the calendar that every unit with approved tables has to keep, whatever its tables' own state."""
_NEXT = "target_submission"
"""The day by which next year's tables are handed in: told while there is none of them. Each that is there tells its own."""


@dataclass(frozen=True, slots=True)
class Node:
    """A day of the calendar that a unit has to keep."""

    key: str
    title: str
    unit_name: str
    year: int
    day: date
    today: date
    is_checked: bool
    url: str

    @property
    def left(self) -> int:
        """Days until it comes."""
        return (self.day - self.today).days

    def __str__(self) -> str:
        doubt = "" if self.is_checked else "（未核实，以当地通知为准）"
        return f"{self.unit_name}{self.year}年{self.title}，{self.day}，{days_left(self.day, self.today)}{doubt}"


@dataclass(frozen=True, slots=True)
class Notices:
    """Everything that a person has to do, ``rows`` those of it that they are to be reminded of, the gravest first."""

    matters: tuple[Matter, ...] = ()
    nodes: tuple[Node, ...] = ()

    @property
    def rows(self) -> tuple[Matter, ...]:
        """What is overdue, came back or is due soon."""
        order = list(Occasion)
        return tuple(
            sorted((one for one in self.matters if one.why is not None), key=lambda one: order.index(one.why))  # type: ignore[arg-type]
        )

    @property
    def late(self) -> int:
        """How much of it is overdue."""
        return late(self.matters)

    def of(self, why: Occasion | None) -> tuple[Matter, ...]:
        """Those of one occasion; with ``None`` those for which there is time."""
        return tuple(row for row in self.matters if row.why is why)


def notices_of(user: User, found: Calendars | None = None, *, freshens: bool = True) -> Notices:
    """What a person has to do and is to be reminded of today; nothing while they are on leave. Without ``freshens`` what is
    derived is taken as it lies there: for the bell, which rings on every page."""
    if user.standing.away or not user.offices:
        return Notices()
    asking = Asking(user, found=found, freshens=freshens)
    return Notices(mine(asking), tuple(_nodes(asking)))


def overdue_in(user: User, unit: str = "", year: int | None = None) -> tuple[tuple[Matter, ...], bool]:
    """Everything that is overdue in what a person sees, the latest first; and whether more waits than was looked at."""
    asking = Asking(user, year=year, most=LISTED)
    if unit:
        path = units(user).filter(code=unit).values_list("path", flat=True).first()
        if path is None:
            return (), False
        asking.path = path
    return overdue(asking), asking.is_cut


def _nodes(asking: Asking) -> Iterator[Node]:
    """Days of the calendar within the next month, for clerks and heads of units with tables that are being carried out."""
    user, unit = asking.user, asking.user.unit
    if unit is None or user.role not in (Role.CLERK, Role.HEAD):
        return
    there = Target.objects.filter(unit=unit, archived=False).order_by("year")
    tables = tuple(there.values_list("year", "state").distinct())
    running = sorted({year for year, state in tables if is_running(state)})
    for year in running:
        yield from _nodes_of(asking, unit, year, _NODES)
    if running and not any(year > running[-1] for year, _ in tables):
        yield from _nodes_of(asking, unit, running[-1] + 1, (_NEXT,))


def _nodes_of(asking: Asking, unit: Unit, year: int, names: tuple[str, ...]) -> Iterator[Node]:
    for name in names:
        due = asking.due(unit.path, name, year)
        if due is not None and 0 <= (due.day - asking.today).days <= NODES_AHEAD:
            key = f"node:{name}:{year}:{unit.pk}:{due.day}"
            url = _page_of(name, year)
            yield Node(key, deadlines()[name].title, unit.name, year, due.day, asking.today, due.is_checked, url)


def _page_of(name: str, year: int) -> str:
    """Where what is due on a day of the calendar is done; next year's tables are carried over from this year's."""
    if name == _NEXT:
        return f"/projects/?year={year - 1}"
    return f"/scores/?year={year}" if name == "self_evaluation" else f"/monitoring/?month={name[11:]}&year={year}"


__all__ = ["DAYS_AHEAD", "Node", "Notices", "notices_of", "overdue_in"]
