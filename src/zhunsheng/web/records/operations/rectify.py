"""Open a rectification item, and take its steps until it is closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from zhunsheng.lifecycle.process import Refusal, act
from zhunsheng.model.role import Role
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records import audit
from zhunsheng.web.records.canonical import digest
from zhunsheng.web.records.cell_text import one_line
from zhunsheng.web.records.models import ItemSource, Rectification, RectificationStep, Target
from zhunsheng.web.records.operations.outcome import Forbidden, Invalid, Moved
from zhunsheng.web.records.operations.recording import object_name
from zhunsheng.web.records.operations.state_value import kept_files
from zhunsheng.web.records.rectifications import allowed, course_of, facts_of, the_process
from zhunsheng.web.records.scope import sees

OPENERS = (Role.PERFORMANCE, Role.BUREAU_SECTION, Role.DEPARTMENT)
"""Who finds problems."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem to be mended, as somebody writes it down."""

    title: str
    owner: str
    due: date | None
    demand: str = ""
    source: str = ItemSource.OTHER
    reference: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StepSaid:
    """What is said with a step; ``number`` is how many steps the person saw, ``None`` asks not."""

    opinion: str = ""
    files: Sequence[tuple[str, bytes]] = ()
    due: date | None = None
    still_found: bool | None = None
    number: int | None = None


def may_open(by: User, target: Target) -> bool:
    """Whether the person may open an item of the project."""
    return bool(set(by.offices) & set(OPENERS)) and sees(by, target.unit)


def open_item(target: Target, by: User, problem: Problem) -> Rectification:
    """Open an item. Raises ``Invalid`` or ``Forbidden``."""
    if not may_open(by, target):
        able = "、".join(role.label for role in OPENERS)
        raise Forbidden(f"问题单由{able}开，您现在的角色不能开，没有保存。")
    title, owner = one_line(problem.title, 400), one_line(problem.owner, 100)
    missing = [word for word, said in (("问题", title), ("责任人", owner), ("整改期限", problem.due)) if not said]
    if missing or problem.due is None:
        raise Invalid(f"问题单还没有写{'、'.join(missing)}，没有保存。")
    if problem.source not in ItemSource.values:
        raise Invalid("没有这种来源，没有保存。请从列表里选。")
    with transaction.atomic():
        row = Rectification(
            target=target, source=problem.source, reference=problem.reference, title=title, owner=owner, due=problem.due,
            demand=one_line(problem.demand, 1000), by=by, at=timezone.now(),
        )  # fmt: skip
        row.save()
        detail = {"item": row.pk, "name": title, "written": {f"rectification:{row.pk}": digest(written(row))}}
        audit.log("open_item", by, row.at, object_name(target), detail)
    return row


def item_step(item: Rectification, by: User, name: str, said: StepSaid) -> RectificationStep:
    """Do an act of the process to an item; a blank name writes down how it goes. Raises ``Invalid``, ``Forbidden`` or ``Moved``."""
    with transaction.atomic():
        audit.hold()
        course = course_of(item)
        if not sees(by, item.target.unit):
            raise Forbidden("这个问题单不属于您能看到的单位，没有办理。")
        if said.number is not None and said.number != len(course.steps):
            raise Moved("没有办理：这个问题单刚被别人办过。请看过再办。")
        opinion = one_line(said.opinion, 1000)
        done = _done(course, by, name, opinion, said) if name else _followed(course, by, opinion)
        step = RectificationStep(
            item=item, number=len(course.steps) + 1, act=name, source=course.state.name, opinion=opinion,
            files=kept_files(said.files), due=said.due, still_found=said.still_found, by=by, at=timezone.now(), **done,
        )  # fmt: skip
        step.save()
        detail = {
            "item": item.pk, "step": step.number, "act": name, "to": step.reached, "message": step.sentence[:200],
            "written": {f"rectification_step:{step.pk}": digest(written_step(step))},
        }  # fmt: skip
        audit.log("item_step", by, step.at, object_name(item.target), detail)
    return step


def _done(course: Any, by: User, name: str, opinion: str, said: StepSaid) -> dict[str, str]:
    if not any(row.name == name for row in the_process().acts):
        raise Invalid("没有这个动作，没有办理。请刷新页面后再试。")
    permission = allowed(by, name, course)
    if isinstance(permission, Refusal):
        raise Forbidden(f"没有办理。{permission.sentence}")
    facts = facts_of(course, by, permission.who, opinion, len(said.files), said.still_found)
    answer = act(the_process(), course.state.name, name, permission.role, facts)
    if isinstance(answer, Refusal):
        raise Invalid(f"没有办理。{answer.sentence}")
    return {"reached": answer.state, "role": permission.role.value, "sentence": answer.sentence}


def _followed(course: Any, by: User, opinion: str) -> dict[str, str]:
    """How it goes: everybody who owes or finds may say it while the item is open."""
    roles = [role for role in by.offices if role in (*OPENERS, Role.CLERK, Role.HEAD, Role.SECTION)]
    if not roles:
        raise Forbidden("跟进由单位和开问题单的人写，您现在的角色不能写，没有保存。")
    if not opinion:
        raise Invalid("跟进情况空着，没有保存。")
    if not course.is_open:
        raise Invalid(f"问题单已经{course.state.label}，不用再写跟进。")
    return {"reached": course.state.name, "role": roles[0].value, "sentence": f"{by}写了跟进：{opinion}"}


def written(row: Rectification) -> dict[str, Any]:
    """What the audit trail keeps the digest of."""
    return {
        "target": row.target_id, "source": str(row.source), "reference": row.reference, "title": row.title, "demand": row.demand,
        "owner": row.owner, "due": row.due.isoformat(), "by": row.by_id,
    }  # fmt: skip


def written_step(row: RectificationStep) -> dict[str, Any]:
    """What the audit trail keeps the digest of."""
    return {
        "item": row.item_id, "number": row.number, "act": row.act, "from": row.source, "to": row.reached, "role": row.role,
        "sentence": row.sentence, "opinion": row.opinion, "files": row.files, "due": row.due.isoformat() if row.due else None,
        "still_found": row.still_found, "by": row.by_id,
    }  # fmt: skip
