"""Who may do what to which thing on which day. Pure: people, arrangements, thing and day in, a permission or a reason out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from zhunsheng.lifecycle.guards import not_own_work
from zhunsheng.lifecycle.process import Process, Refusal
from zhunsheng.lifecycle.registry import processes
from zhunsheng.lifecycle.rights import PRIVATE_FROM, REACH, Reach, Right, rights
from zhunsheng.model.people import Delegation, HandOver, Leave, Person, Posting
from zhunsheng.model.role import Role


@dataclass(frozen=True, slots=True)
class Thing:
    """What an act is about: where it hangs in the tree, and, for the thing of a process, the state it is in.

    ``filler`` is the id of the person who filled it in or submitted it (for a record: who entered it).
    """

    path: str
    id: str = ""
    process: str | None = None
    state: str | None = None
    filler: str | None = None


@dataclass(frozen=True, slots=True)
class Arrangements:
    """Who stands in for whom: everybody by id, delegations, leaves, hand-overs."""

    people: Mapping[str, Person] = field(default_factory=dict)
    delegations: tuple[Delegation, ...] = ()
    leaves: tuple[Leave, ...] = ()
    hand_overs: tuple[HandOver, ...] = ()


@dataclass(frozen=True, slots=True)
class Seat:
    """A posting that somebody may act from today; ``giver`` is the person for whom they stand in."""

    posting: Posting
    giver: Person | None = None


@dataclass(frozen=True, slots=True)
class Permission:
    """Allowed: from which seat. ``who`` is how the trail names the person: ``李强（代王敏）``."""

    seat: Seat
    who: str

    @property
    def role(self) -> Role:
        """The role in which the act is done."""
        return self.seat.posting.role


def may(person: Person, act: str, thing: Thing, day: date, around: Arrangements | None = None) -> Permission | Refusal:
    """Whether a person may do an act (``target.submit``, ``evidence.enter``) to a thing on a day, and why not.

    Guards about content are not asked here; the engine asks them. Raises ``KeyError`` for an act that nothing knows.
    """
    around = around or Arrangements()
    right = rights()[act]
    roles = _roles_now(right, thing)
    if isinstance(roles, Refusal):
        return roles
    held = seats(person, day, around)
    able = [seat for seat in held if seat.posting.role in roles]
    if not able:
        return Refusal(_wrong_role(right, roles, held))
    near = [seat for seat in able if reaches(seat, thing, person)]
    if not near:
        return Refusal("这不在你负责的范围内。请由负责这个单位的人办理。")
    away = on_leave(person, day, around)
    if away and not right.reads:
        return Refusal(f"你在{away.since}至{away.until}请假，期间由代办人办理。要自己办请先销假。")
    if _is_review(act, thing):
        near = [
            s for s in near if thing.filler is None or thing.filler not in (person.id, s.giver.id if s.giver else None)
        ]
        if not near:
            return Refusal("自己填报的，不能由自己审核。请由他人审核，或设代办。")
    seat = near[0]
    return Permission(seat, f"{person.name}（代{seat.giver.name}）" if seat.giver else person.name)


def seats(person: Person, day: date, around: Arrangements) -> tuple[Seat, ...]:
    """Every posting a person may act from on a day: their own, those handed over to them, those they stand in for."""
    own = [Seat(posting) for posting in held_postings(person.id, day, around, person)]
    lent = [
        Seat(posting, around.people[gift.giver])
        for gift in around.delegations
        if gift.taker == person.id and gift.giver != person.id and gift.holds(day) and gift.giver in around.people
        for posting in held_postings(gift.giver, day, around)
        if gift.role in (None, posting.role)
    ]
    return (*own, *lent)


def held_postings(who: str, day: date, around: Arrangements, person: Person | None = None) -> tuple[Posting, ...]:
    """The postings of a person on a day, after all hand-overs until then; each hand-over moves what was held by then."""
    everybody = {**around.people, **({who: person} if person else {})}
    held = {key: list(one.postings) for key, one in everybody.items()}
    for change in _until(day, around):
        before = held.get(change.predecessor, [])
        going = [posting for posting in before if change.role in (None, posting.role)]
        held[change.predecessor] = [posting for posting in before if posting not in going]
        held[change.successor] = [*held.get(change.successor, []), *going]
    return tuple(dict.fromkeys(posting for posting in held.get(who, []) if posting.holds(day)))


def _until(day: date, around: Arrangements) -> list[HandOver]:
    """The hand-overs up to a day, in the order in which they happened."""
    return sorted((one for one in around.hand_overs if one.day <= day), key=lambda one: one.day)


def successor(who: str, day: date, around: Arrangements, role: Role | None = None) -> str:
    """Who holds on a day what this person once held: the end of the chain of hand-overs, or the person themselves."""
    for change in _until(day, around):
        if change.predecessor == who and (change.role is None or change.role is role):
            who = change.successor
    return who


def on_leave(person: Person, day: date, around: Arrangements) -> Leave | None:
    """The leave that a person is on, or ``None``."""
    return next((leave for leave in around.leaves if leave.person == person.id and leave.holds(day)), None)


def reaches(seat: Seat, thing: Thing, person: Person) -> bool:
    """Whether a seat reaches a thing."""
    posting, holder = seat.posting, seat.giver or person
    reach = REACH[posting.role]
    if thing.process and posting.role in PRIVATE_FROM and thing.state == processes()[thing.process].start.name:
        return False
    if reach is Reach.OWN:
        return thing.path == posting.path
    if reach is Reach.ENTRIES:
        return thing.path == posting.path and thing.filler in (None, person.id, holder.id)
    if reach is Reach.COMMISSIONS:
        return bool(thing.id) and thing.id in posting.charges
    if not thing.path.startswith(posting.path):
        return False
    return reach is Reach.TREE or not posting.charges or any(map(thing.path.startswith, posting.charges))


@dataclass(frozen=True, slots=True)
class Scope:
    """A part of the tree for a query: ``path`` itself, with ``below`` also everything under it; or single things by id.

    ``entered_by`` narrows it to what one of these people entered.
    """

    path: str = ""
    below: bool = False
    ids: tuple[str, ...] = ()
    entered_by: tuple[str, ...] = ()

    def holds(self, thing: Thing) -> bool:
        """True for a thing inside."""
        if self.ids:
            return thing.id in self.ids
        inside = thing.path.startswith(self.path) if self.below else thing.path == self.path
        return inside and (not self.entered_by or thing.filler in (None, *self.entered_by))


def scopes(person: Person, act: str, day: date, around: Arrangements | None = None) -> tuple[Scope, ...]:
    """The parts of the tree in which a person may do an act: for the filter of a query, so that a list never shows what
    :func:`may` would refuse for being out of reach. Raises ``KeyError`` for an act that nothing knows."""
    around = around or Arrangements()
    right = rights()[act]
    found: list[Scope] = []
    for seat in seats(person, day, around):
        if seat.posting.role in right.roles:
            found += scopes_of(seat, person)
    return tuple(dict.fromkeys(found))


def scopes_of(seat: Seat, person: Person) -> Iterable[Scope]:
    """The parts of the tree that a seat reaches; ``person`` is who sits in it."""
    posting, holder = seat.posting, seat.giver or person
    reach = REACH[posting.role]
    if reach is Reach.OWN:
        return (Scope(posting.path),)
    if reach is Reach.ENTRIES:
        return (Scope(posting.path, entered_by=tuple(dict.fromkeys((person.id, holder.id)))),)
    if reach is Reach.COMMISSIONS:
        return (Scope(ids=posting.charges),) if posting.charges else ()
    if reach is Reach.CHARGES and posting.charges:
        inside = [charge for charge in posting.charges if charge.startswith(posting.path)]
        wider = any(map(posting.path.startswith, posting.charges))
        return (Scope(posting.path, below=True),) if wider else tuple(Scope(charge, below=True) for charge in inside)
    return (Scope(posting.path, below=True),)


def _roles_now(right: Right, thing: Thing) -> tuple[Role, ...] | Refusal:
    """The roles that may do it in the thing's state; a refusal where nobody may."""
    area, _, name = right.name.partition(".")
    process = processes().get(area)
    if process is None or name == "see" or thing.state is None:
        return right.roles
    state = process.state(thing.state)
    if name == "edit":
        if not state.editors:
            return Refusal(f"{process.thing}现在是“{state.label}”，内容只读。{_way_to_edit(process, state.name)}")
        return state.editors
    rows = [row for row in process.acts_from(state.name) if row.name == name]
    if not rows:
        label = right.label.rpartition("：")[2]
        return Refusal(f"{process.thing}现在是“{state.label}”，不能办“{label}”。")
    return tuple(dict.fromkeys(role for row in rows for role in row.roles))


def _way_to_edit(process: Process, state: str) -> str:
    """The act that leads to a state in which one may write, if there is one."""
    ways = [row.label for row in process.acts_from(state) if process.state(row.target).editors]
    return f"要改请先办“{ways[0]}”。" if ways else "要改请联系绩效股。"


def _wrong_role(right: Right, roles: tuple[Role, ...], held: tuple[Seat, ...]) -> str:
    able = "、".join(role.label for role in roles)
    mine = "、".join(dict.fromkeys(seat.posting.role.label for seat in held))
    return f"“{right.label}”由{able}办理，{f'你现在是{mine}' if mine else '你现在没有任职'}，不能办。"


def _is_review(act: str, thing: Thing) -> bool:
    """True when the act judges what somebody else filled in."""
    area, _, name = act.partition(".")
    if act in ("finding.decide", "grade.set"):
        return True
    process = processes().get(area)
    rows = process.acts_from(thing.state) if process and thing.state else ()
    return any(row.name == name and not_own_work in row.guards for row in rows)
