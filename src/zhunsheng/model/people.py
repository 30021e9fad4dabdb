"""People: who holds which role where and when, who stands in for whom, who has left a seat to whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhunsheng.model.role import Role


def _covers(since: date | None, until: date | None, day: date) -> bool:
    return (since is None or since <= day) and (until is None or day <= until)


@dataclass(frozen=True, slots=True)
class Posting:
    """One role at one place of the tree (任职), both days included; ``None`` is open.

    ``charges`` narrows it: the paths that a section of the bureau looks after (对口部门), or the things that a third
    party was commissioned with.
    """

    role: Role
    path: str
    since: date | None = None
    until: date | None = None
    charges: tuple[str, ...] = ()

    def holds(self, day: date) -> bool:
        """True on the days of the posting."""
        return _covers(self.since, self.until, day)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who signs in: a stable ``id``, a name, and all postings of past, present and future."""

    id: str
    name: str
    postings: tuple[Posting, ...] = ()


@dataclass(frozen=True, slots=True)
class Delegation:
    """``giver`` lets ``taker`` act in their place (代办); with ``role`` only in that one. Ids of people."""

    giver: str
    taker: str
    since: date
    until: date
    role: Role | None = None
    reason: str = ""

    def holds(self, day: date) -> bool:
        """True on the days of the delegation, both ends included."""
        return _covers(self.since, self.until, day)


@dataclass(frozen=True, slots=True)
class Leave:
    """Days on which a person does not act (请假): they still see everything."""

    person: str
    since: date
    until: date

    def holds(self, day: date) -> bool:
        """True on the days of the leave, both ends included."""
        return _covers(self.since, self.until, day)


@dataclass(frozen=True, slots=True)
class HandOver:
    """From ``day`` on ``successor`` holds what ``predecessor`` held (交接); with ``role`` only that one."""

    predecessor: str
    successor: str
    day: date
    role: Role | None = None
    note: str = ""
