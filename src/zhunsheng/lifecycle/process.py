"""A process as one table: in this state, this act of these roles leads to that state. The engine that reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from zhunsheng.lifecycle.facts import Facts
from zhunsheng.model.role import Role

Guard = Callable[[Facts], str | None]
Situation = Callable[[Facts], bool]


class Course(StrEnum):
    """Where an act takes the thing: onward, back to be mended, out of the process."""

    ONWARD = "onward"
    BACK = "back"
    OUT = "out"


class Effect(StrEnum):
    """What an act does to the thing besides moving it; whoever stores it carries this out in the same transaction."""

    FREEZE = "freeze"
    """The version as it stands becomes the approved one and never changes."""
    NEW_VERSION = "new_version"
    """The adjusted table becomes the next approved version; the former stays, both are kept side by side."""
    MEND = "mend"
    """The cells that the reviewer changed are saved with it, marked as theirs; the unit sees each and agrees or not."""
    OPEN_DRAFT = "open_draft"
    """A draft is opened from the version in force."""
    DROP_DRAFT = "drop_draft"
    """The draft is put aside; the version in force stays in force."""
    OPEN_ITEMS = "open_items"
    """Each point of the opinion becomes a rectification item."""
    PUBLISH = "publish"
    """The files go to the public portal."""
    WITHDRAW = "withdraw"
    """The files leave the public portal; that they were there stays recorded."""


@dataclass(frozen=True, slots=True)
class State:
    """A state: ``holder`` owes the next act; ``editors`` may change the content while it lasts (nobody else may)."""

    name: str
    label: str
    holder: Role
    editors: tuple[Role, ...] = ()
    starts: bool = False
    ends: bool = False
    """The process may rest here for good. An ending may still have acts, such as opening a case again."""
    waits: bool = False
    """Nobody owes anything while it lasts: what may be done may also be left."""


@dataclass(frozen=True, slots=True)
class Act:
    """One row of the table. ``label`` is the button; ``log`` the sentence of the trail, with ``{who}`` and ``{what}``.

    ``when`` says in which situation the act is there at all; ``guards`` must all agree before it is done. ``deadline``
    names the entry of the calendar by which it is due.
    """

    source: str
    name: str
    roles: tuple[Role, ...]
    target: str
    label: str
    log: str
    guards: tuple[Guard, ...] = ()
    when: Situation | None = None
    deadline: str | None = None
    course: Course = Course.ONWARD
    effect: Effect | None = None


@dataclass(frozen=True, slots=True)
class Process:
    """A process: what it is about (``thing``), its states in the order of a normal year, its acts."""

    name: str
    label: str
    thing: str
    states: tuple[State, ...]
    acts: tuple[Act, ...]
    note: str = ""
    """What a reader of the diagram should know."""

    @property
    def start(self) -> State:
        """The state in which everything begins."""
        return next(state for state in self.states if state.starts)

    def state(self, name: str) -> State:
        """A state by its name. Raises ``KeyError`` for a name that the process does not have."""
        for state in self.states:
            if state.name == name:
                return state
        raise KeyError(name)

    def acts_from(self, state: str) -> tuple[Act, ...]:
        """The acts of a state in the order of the table."""
        return tuple(act for act in self.acts if act.source == state)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The act is done: the new state, the sentence for the trail, and what else is to be carried out with it."""

    state: str
    sentence: str
    act: Act
    bound: tuple[str, ...] = ()
    """The findings that a return is bound to."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """The act is not done; the sentence says what, why and what to do instead."""

    sentence: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A button: an act that a role may do now; ``hindrance`` is why it would still be refused, ``""`` when it would not."""

    act: Act
    hindrance: str = ""


def act(process: Process, state: str, name: str, role: Role, facts: Facts) -> Outcome | Refusal:
    """Do an act by the table. Raises ``KeyError`` for a state that the process does not have."""
    here = process.state(state)
    found = next((row for row in process.acts_from(state) if row.name == name), None)
    if found is None:
        return Refusal(_no_such_act(process, here, name))
    if role not in found.roles:
        able = "、".join(one.label for one in found.roles)
        return Refusal(f"“{found.label}”由{able}办理，{role.label}不能办。")
    if found.when is not None and not found.when(facts):
        return Refusal(f"“{found.label}”只在{found.when.__doc__}时办理，现在不是。请办理别的动作。")
    hindrance = hindrance_of(found, facts)
    if hindrance:
        return Refusal(hindrance)
    bound = facts.bound if found.course is Course.BACK else ()
    return Outcome(found.target, sentence_of(process, found, facts), found, bound)


def offers(process: Process, state: str, roles: Iterable[Role], facts: Facts) -> tuple[Offer, ...]:
    """The buttons of a state for somebody with these roles, with what still hinders each."""
    held = set(roles)
    return tuple(
        Offer(row, hindrance_of(row, facts))
        for row in process.acts_from(state)
        if held & set(row.roles) and (row.when is None or row.when(facts))
    )


def hindrance_of(row: Act, facts: Facts) -> str:
    """The first reason why the guards refuse, ``""`` when they do not."""
    return next((problem for guard in row.guards if (problem := guard(facts))), "")


def sentence_of(process: Process, row: Act, facts: Facts) -> str:
    """The sentence of the trail: who did what to which thing, with the opinion and the number of findings bound."""
    told = row.log.format(who=facts.who or "有人", what=facts.what or process.thing)
    if row.course is Course.BACK and facts.bound:
        told += f"，绑定{len(facts.bound)}条审核意见"
    opinion = " ".join(facts.opinion.split())
    return f"{told}：{opinion}" if opinion else f"{told}。"


def _no_such_act(process: Process, state: State, name: str) -> str:
    known = next((row.label for row in process.acts if row.name == name), None)
    able = "、".join(dict.fromkeys(row.label for row in process.acts_from(state.name)))
    can = f"现在可以办：{able}。" if able else "现在没有可以办的。"
    called = f"“{known}”" if known else "这个动作"
    return f"{process.thing}现在是“{state.label}”，不能办{called}。{can}"
