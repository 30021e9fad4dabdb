"""A matter: something that somebody has to do, and the question that the kinds of matters answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from zhunsheng.law.deadlines import Due, days_left
from zhunsheng.lifecycle.due import PAST, UNSET, Occasion, occasion
from zhunsheng.lifecycle.permissions import Seat, Thing, reaches, seats
from zhunsheng.model.people import Person
from zhunsheng.model.role import Role
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records.calendars import Calendars, calendars
from zhunsheng.web.records.current_day import current_day
from zhunsheng.web.records.models import ProjectStanding
from zhunsheng.web.records.standing_in import arrangements_of, person_of


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing to do. ``key`` names it and the state it came into, the same each time it is told; ``deadline`` is the name
    of the deadline that it is held to (``""`` for one that people set). ``holder`` says whose turn it is."""

    key: str
    deadline: str
    act: str
    name: str
    about: str
    unit_code: str
    unit_name: str
    year: int
    state: str
    holder: str
    url: str
    today: date
    due: date | None = None
    is_checked: bool = True
    is_back: bool = False
    is_past: bool = False
    """True for what came to be when its day and its year were over: it has no day, and it is not overdue."""
    is_done: bool = False
    done_on: date | None = None
    state_name: str = ""
    """The name of the state in its process, of target tables."""
    id: int = 0
    """The number of the project's table, of target tables."""

    @property
    def day(self) -> date | None:
        """The last day on which it may be done."""
        return self.due

    @property
    def is_late(self) -> bool:
        """True once its day is over and it is not done: the one definition of overdue."""
        return not self.is_done and self.due is not None and self.due < self.today

    @property
    def days_late(self) -> int:
        """Days since its day; negative before it."""
        return (self.today - self.due).days if self.due else 0

    @property
    def why(self) -> Occasion | None:
        """Why somebody is reminded of it today; ``None`` while there is time."""
        return None if self.is_done else occasion(self, self.today)

    @property
    def is_near(self) -> bool:
        """True in its last week."""
        return not self.is_done and self.due is not None and 0 <= (self.due - self.today).days <= 7

    @property
    def was_kept(self) -> bool | None:
        """Whether it was done in time; ``None`` while it is open or where no day was set."""
        return None if self.done_on is None or self.due is None else self.done_on <= self.due

    @property
    def words(self) -> str:
        """How it stands today, in a few words."""
        if self.due is None:
            return PAST if self.is_past else UNSET
        return days_left(self.due, self.today)

    @property
    def due_words(self) -> str:
        """By when, and how that stands today."""
        if self.due is None:
            return self.words
        return f"期限{self.due}，{self.words}{'' if self.is_checked else '（期限未核，以当地通知为准）'}"

    def sentence(self, day: date) -> str:
        """What is to be done by when, and how it stands on a day: for a letter."""
        stands = f"期限{self.due}，{days_left(self.due, day)}" if self.due else self.words
        doubt = "" if self.is_checked or self.due is None else "（期限未核，以当地通知为准）"
        return f"{self.name}：{self.act}，{stands}{doubt}。"


@dataclass
class Asking:
    """Who asks for matters on which day: their own, or with ``whole`` everything open in what they see; ``with_done`` also
    what is done. ``year`` narrows to a budget year, ``path`` to a place of the tree."""

    user: User
    whole: bool = False
    with_done: bool = False
    year: int | None = None
    path: str = ""
    most: int = 500
    """Of more than so many of a kind, those that wait longest are looked at."""
    today: date = field(default_factory=current_day)
    found: Calendars | None = None
    freshens: bool = True
    """Bring up to date first what is derived of the projects' year."""
    known_year: int | None = None
    """The latest year in which anything was recorded, where a page knows it already."""
    known_standings: tuple[ProjectStanding, ...] | None = None
    """How the projects of the year at hand stand, where a page has read them already."""
    known_waiting: tuple[tuple[str, str, int, int], ...] | None = None
    """Findings that wait for a decision, by unit code, unit name and year, where a page has counted them already."""
    has_courses: bool = True
    """``False`` where a page knows that nobody has begun any monitoring or self-evaluation."""
    is_cut: bool = False
    """Set by a kind that looked at no more than ``most``."""

    @cached_property
    def calendars(self) -> Calendars:
        """The calendars in force."""
        return self.found or calendars()

    @cached_property
    def person(self) -> Person:
        """Who asks, as the permissions know people."""
        return person_of(self.user)

    @cached_property
    def seats(self) -> tuple[Seat, ...]:
        """From where they act today."""
        return seats(self.person, self.today, arrangements_of(self.user))

    def has_office(self, offices: Iterable[Role]) -> bool:
        """Whether the person sits anywhere in one of these roles."""
        wanted = set(offices)
        return any(seat.posting.role in wanted for seat in self.seats)

    def reaches(self, offices: Iterable[Role], path: str, filler: str | None = None) -> bool:
        """Whether the person may act in one of these roles at a unit; not on what they themselves filled in."""
        wanted = set(offices)
        thing = Thing(path)
        return any(
            seat.posting.role in wanted
            and reaches(seat, thing, self.person)
            and filler not in (self.person.id, seat.giver.id if seat.giver else "-")
            for seat in self.seats
        )

    def due(self, path: str, name: str, year: int, **events: date) -> Due | None:
        """When a deadline falls for a unit; ``None`` where it is not asked or has not begun."""
        return self.calendars.of(path).due(name, year, events)


def day_of(due: Due | None) -> tuple[date | None, bool]:
    """The day, and whether it was checked, as a :class:`Matter` takes them."""
    return (due.day, due.is_checked) if due else (None, True)
