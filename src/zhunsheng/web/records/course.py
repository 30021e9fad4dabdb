"""Where a project stands in the process of its target table, and who may write in it there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zhunsheng.lifecycle.permissions import Permission, Thing, may
from zhunsheng.lifecycle.process import Process, Refusal, State
from zhunsheng.lifecycle.registry import processes
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records.current_day import current_day
from zhunsheng.web.records.models import Plan, ProcessStep, Target
from zhunsheng.web.records.standing_in import arrangements_of, person_of

PROCESS = "target"
SUBMITS = ("submit", "resubmit")
"""The acts by which the unit hands its table in; what reviewers say since then is about what was handed in."""
RUNNING = ("approved", "in_execution", "adjust")
"""The states, by how their names begin, of a table that was approved and is being carried out, adjustments included."""
_CHUNK = 500


def the_process() -> Process:
    """The process of a target table."""
    return processes()[PROCESS]


def state_of(target: Target) -> State:
    """The state that a project is in."""
    return the_process().state(target.state)


def is_running(state: str) -> bool:
    """True for the state of a table that is being carried out: only of such a table monitoring and self-evaluation are owed."""
    return state.startswith(RUNNING)


def was_approved(state: str) -> bool:
    """True from the approval on, also when the table's year was closed."""
    return is_running(state) or state == "closed"


def watch_refusal(target: Target) -> str:
    """Why a table is not monitored, naming unit, year and project; ``""`` for one that was approved."""
    if was_approved(target.state):
        return ""
    whose = f"{target.unit.name}{target.year}年“{target.name or '未命名项目'}”"
    return f"{whose}的绩效目标表现在是“{state_of(target).label}”，还没有批复执行，不用填监控。"


def steps_of(target: Target) -> tuple[ProcessStep, ...]:
    """Every step of a project's table, oldest first."""
    rows = ProcessStep.objects.filter(target=target, process=PROCESS).select_related("by", "for_person", "version")
    return tuple(rows.defer("version__content").order_by("number"))


def thing_of(target: Target, steps: Sequence[ProcessStep] = ()) -> Thing:
    """A project as the permissions know things; who submitted it last may not review it."""
    filler = next((str(step.by_id) for step in reversed(steps) if step.act in SUBMITS), None)
    return Thing(target.unit.path, str(target.pk), PROCESS, target.state, filler)


def allowed(user: User, act: str, target: Target, steps: Sequence[ProcessStep] = ()) -> Permission | Refusal:
    """Whether a user may do an act of the process (``submit``) to a project today, by role and reach."""
    return may(person_of(user), f"{PROCESS}.{act}", thing_of(target, steps), current_day(), arrangements_of(user))


def write_refusal(sheet: Target | Plan, by: User) -> str:
    """Why nobody, or not this person, may change the content in its present state; ``""`` where it may be changed."""
    if not isinstance(sheet, Target):
        return ""
    if by.standing.away:
        since, until = by.standing.away
        return f"没有改动。你在{since}至{until}请假，期间由代办人办理。要自己办请先销假。"
    if state_of(sheet).editors or mends(sheet, by):
        return ""
    answer = may(person_of(by), f"{PROCESS}.edit", thing_of(sheet), current_day(), arrangements_of(by))
    return f"没有改动。{answer.sentence}" if isinstance(answer, Refusal) else ""


def may_write(target: Target, by: User) -> bool:
    """Whether the form is open for this person."""
    return not target.archived and (by.may_edit or mends(target, by)) and not write_refusal(target, by)


def mends(sheet: Target | Plan, by: User) -> bool:
    """True while this person mends the table in the open: they said so in the last step of the state they hold."""
    if not isinstance(sheet, Target) or state_of(sheet).holder not in by.offices:
        return False
    if not any(row.name == "mend" for row in the_process().acts_from(sheet.state)):
        return False
    rows = ProcessStep.objects.filter(target=sheet, process=PROCESS).order_by("-number")
    last = rows.values_list("act", "role", "by_id").first()
    return last is not None and last[0] in ("mend", "agree") and _mender(sheet) == by.pk


def _mender(target: Target) -> int | None:
    """Who said last that they mend the table."""
    rows = ProcessStep.objects.filter(target=target, process=PROCESS, act="mend").order_by("-number")
    return rows.values_list("by_id", flat=True).first()


def state_faults() -> Iterator[str]:
    """Projects whose state is not where their steps lead, and steps that do not follow each other or the table."""
    acts = {(row.source, row.name): row.target for row in the_process().acts}
    state: dict[int, str] = {}
    count: dict[int, int] = {}
    rows = ProcessStep.objects.filter(process=PROCESS, target__isnull=False).order_by("target", "number")
    for pk, number, act, source, reached in rows.values_list(
        "target_id", "number", "act", "source", "reached"
    ).iterator(chunk_size=_CHUNK):
        before = state.get(pk, the_process().start.name)
        if number != count.get(pk, 0) + 1 or source != before or acts.get((source, act)) != reached:
            yield f"项目表{pk}号的第{number}步流转接不上：前面的记录被删改过，或不是按流程办的。"
        state[pk], count[pk] = reached, number
    for pk, now in Target.objects.order_by("pk").values_list("pk", "state").iterator(chunk_size=_CHUNK):
        if now != state.get(pk, the_process().start.name):
            yield f"项目表{pk}号的状态与流转记录不符：状态被改动过。"
