"""What is owed, by whom, by when: from the tables, the calendar and the things that are under way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol

from zhunsheng.law.deadlines import Due, YearCalendar, YearlyDay, days_left, deadlines
from zhunsheng.lifecycle.facts import Facts
from zhunsheng.lifecycle.permissions import Arrangements, Thing, on_leave, reaches, seats
from zhunsheng.lifecycle.process import Act, Course, Process
from zhunsheng.lifecycle.registry import processes
from zhunsheng.model.people import Person
from zhunsheng.model.role import Role


@dataclass(frozen=True, slots=True)
class UnderWay:
    """A thing of a process that is not at rest: since when it is in its state, and what has happened around it."""

    thing: Thing
    name: str
    year: int
    entered: date
    """The day on which it came into its state."""
    checkpoint: int | None = None
    """The month of a monitoring."""
    facts: Facts = field(default_factory=Facts)
    """What is known of it, as far as it decides which acts are there."""
    events: Mapping[str, date] = field(default_factory=dict)
    """Days on which something happened that terms count from (see ``law.deadlines.EVENTS``); a warning, if none is
    given, was raised on the day of ``entered``."""


@dataclass(frozen=True, slots=True)
class Owed:
    """An act that somebody owes: of the holder of the state, by the deadline of the acts that lead on."""

    under_way: UnderWay
    role: Role
    label: str
    due: Due | None
    """``None``: owed, but by no day that anybody has set, or only since that day is over with its year."""
    is_past: bool = False
    """True for what came to be when its day and its budget year were over: a table of an old year, entered late."""
    deadline: str = ""
    """The name of the deadline that it is held to."""

    @property
    def day(self) -> date | None:
        """The last day on which it may be done."""
        return self.due.day if self.due else None

    @property
    def is_back(self) -> bool:
        """True for what came back to be mended."""
        return (self.under_way.thing.state or "").endswith("returned")

    def days_left(self, day: date) -> int | None:
        """Days from ``day`` to the due day; negative when it is past."""
        return None if self.due is None else (self.due.day - day).days

    def sentence(self, day: date) -> str:
        """What is to be done by when, and how it stands today."""
        return f"{self.under_way.name}：{self.label}，{due_words(self, day)}。"


PAST = "往年的，补办，不计期限"
"""What is said instead of a day of what came to be when its day and its year were over."""
UNSET = "没有设期限"
"""What is said where nobody has set a day."""


def due_words(one: Owed, day: date) -> str:
    """By when, and how that stands on a day: ``期限2019-10-31，还有3天（期限未核，以当地通知为准）``."""
    if one.due is None:
        return PAST if one.is_past else UNSET
    doubt = "" if one.due.is_checked else "（期限未核，以当地通知为准）"
    return f"期限{one.due.day}，{days_left(one.due.day, day)}{doubt}"


class Told(Protocol):
    """What a reminder can be of: by when it is due, whether it came back, and a sentence for a letter."""

    @property
    def day(self) -> date | None:
        """The last day on which it may be done; ``None`` without one."""

    @property
    def is_back(self) -> bool:
        """True for what came back to be mended."""

    def sentence(self, day: date) -> str:
        """What is to be done by when, and how it stands on a day."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """What one person owes."""

    person: Person
    owed: Owed


def owed(under_way: UnderWay, calendar: YearCalendar) -> Owed | None:
    """What is owed for a thing now; ``None`` where it is at rest or nothing leads on."""
    thing = under_way.thing
    if thing.process is None or thing.state is None:
        return None
    process = processes()[thing.process]
    state = process.state(thing.state)
    onward = _onward(process, under_way)
    if state.ends or state.waits or not onward:
        return None
    dues = [(row, _due(row, under_way, calendar)) for row in onward]
    row, due = next((pair for pair in dues if pair[1] is not None), dues[0])
    if due is not None and state.starts and _is_past(under_way, due):
        return Owed(under_way, state.holder, row.label, None, is_past=True, deadline=row.deadline or "")
    return Owed(under_way, state.holder, row.label, due, deadline=row.deadline or "")


def _is_past(under_way: UnderWay, due: Due) -> bool:
    """True for what began when its day and its budget year were over: nobody could keep that day."""
    began = under_way.entered
    return isinstance(due.rule, YearlyDay) and began > due.day and began.year > under_way.year


def all_owed(
    things: Iterable[UnderWay], calendar_of: Mapping[str, YearCalendar], region_of: Mapping[str, str]
) -> tuple[Owed, ...]:
    """What is owed for many things, the most pressing first; calendars by region, regions by the path of the unit."""
    found = [
        one
        for thing in things
        if (one := owed(thing, calendar_of.get(region_of.get(thing.thing.path, ""), YearCalendar()))) is not None
    ]
    return tuple(
        sorted(found, key=lambda one: (one.due is None, one.due.day if one.due else date.max, one.under_way.name))
    )


def overdue(found: Iterable[Owed], day: date) -> tuple[Owed, ...]:
    """What should have been done before the day."""
    return tuple(one for one in found if one.due is not None and one.due.day < day)


def due_within(found: Iterable[Owed], day: date, days: int) -> tuple[Owed, ...]:
    """What is due from the day on within so many days, the day itself included; what is overdue is not in it."""
    return tuple(one for one in found if one.due is not None and 0 <= (one.due.day - day).days <= days)


def reminders(
    found: Sequence[Owed], people: Iterable[Person], day: date, around: Arrangements | None = None
) -> tuple[Reminder, ...]:
    """Who is to be reminded of what: everybody whose seat reaches the thing in the role that owes; those on leave are
    left in peace, those who stand in for them are told."""
    around = around or Arrangements()
    told: list[Reminder] = []
    for person in people:
        if on_leave(person, day, around):
            continue
        held = seats(person, day, around)
        for one in found:
            if any(seat.posting.role is one.role and reaches(seat, one.under_way.thing, person) for seat in held):
                told.append(Reminder(person, one))
    return tuple(told)


class Occasion(StrEnum):
    """Why somebody is reminded of something that they owe; the gravest first."""

    OVERDUE = "overdue"
    RETURNED = "returned"
    DUE_SOON = "due_soon"

    @property
    def label(self) -> str:
        """The heading under which it is told."""
        return {"overdue": "已逾期", "returned": "退回给你", "due_soon": "快到期"}[self.value]


DAYS_AHEAD = 7
"""So many days before its due day somebody is reminded."""


def occasion(one: Told, day: date, ahead: int = DAYS_AHEAD) -> Occasion | None:
    """Whether somebody is reminded of a thing on a day: it is overdue, came back to them, or is due within ``ahead`` days."""
    left = (one.day - day).days if one.day is not None else None
    if left is not None and left < 0:
        return Occasion.OVERDUE
    if one.is_back:
        return Occasion.RETURNED
    return Occasion.DUE_SOON if left is not None and left <= ahead else None


def digest(
    name: str, told: Sequence[Told], day: date, address: str = "", more: Sequence[tuple[str, Sequence[str]]] = ()
) -> tuple[str, str]:
    """A person's reminders as a letter: subject and plain text, what is overdue first. ``address`` leads to the workbench;
    ``more`` are further sections, each with its heading."""
    late = [one for one in told if occasion(one, day) is Occasion.OVERDUE]
    back = [one for one in told if occasion(one, day) is Occasion.RETURNED]
    rest = [one for one in told if one not in late and one not in back]
    subject = f"准绳待办{len(told)}件" if told else "准绳提醒"
    subject += f"，{len(late)}件已逾期" if late else ""
    parts = [f"{name}：", f"截至{day}，你有{len(told)}件待办。", ""] if told else [f"截至{day}：", ""]
    for title, some in (("已逾期", late), ("退回给你", back), ("待办", rest)):
        if some:
            parts += [title, *(f"· {one.sentence(day)}" for one in some), ""]
    for title, lines in more:
        if lines:
            parts += [title, *(f"· {line}" for line in lines), ""]
    parts += [f"到工作台办理：{address}"] if address else []
    return subject, "\n".join(parts).strip() + "\n"


def _onward(process: Process, under_way: UnderWay) -> list[Act]:
    """The acts of the holder that lead on and are there in this situation."""
    state = process.state(under_way.thing.state or "")
    rows = [row for row in process.acts_from(state.name) if row.course is Course.ONWARD and row.target != state.name]
    mine = [row for row in rows if state.holder in row.roles] or rows
    # Which of two ways is there may not be known yet; then both count.
    return [row for row in mine if row.when is None or row.when(under_way.facts)] or mine


def _due(row: Act, under_way: UnderWay, calendar: YearCalendar) -> Due | None:
    if row.deadline is None:
        return None
    name = row.deadline.format(checkpoint=under_way.checkpoint) if "{" in row.deadline else row.deadline
    if name not in deadlines():  # a month that is no usual checkpoint has no day of its own
        return None
    return calendar.due(
        name, under_way.year, {"warned": under_way.entered, **under_way.events, "entered": under_way.entered}
    )
