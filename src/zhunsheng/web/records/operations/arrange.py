"""Lend a seat to a colleague, take leave, hand a seat over to a successor, take an arrangement back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from zhunsheng.web.accounts.models import Role, User
from zhunsheng.web.records import audit
from zhunsheng.web.records.canonical import digest
from zhunsheng.web.records.cell_text import one_line
from zhunsheng.web.records.current_day import current_day
from zhunsheng.web.records.models import Arrangement, ArrangementSort
from zhunsheng.web.records.operations.manage_people import manages
from zhunsheng.web.records.operations.outcome import Forbidden, Invalid
from zhunsheng.web.records.queries.standing_in import covers, moving
from zhunsheng.web.records.standing_in import in_force

LONGEST = timedelta(days=366)
"""The longest delegation or leave; who is away for longer hands over."""


def lend_seat(
    by: User, giver: User, taker: User, since: date | None, until: date | None, reason: str = ""
) -> Arrangement:
    """Let somebody act in a person's place from one day to another. Raises ``Invalid`` or ``Forbidden``."""
    _for(by, giver)
    first, last = _days(since, until)
    _fit(giver, taker)
    if taker.pk == giver.pk:
        raise Invalid("不能交给自己代办，没有设。请选另一位同事。")
    row = Arrangement(
        sort=ArrangementSort.DELEGATION, person=giver, other=taker, since=first, until=last, reason=one_line(reason, 400), by=by,
        at=timezone.now(),
    )  # fmt: skip
    with transaction.atomic():
        audit.hold()
        there = Arrangement.objects.filter(sort=ArrangementSort.DELEGATION, person=giver, other=taker, revocation=None)
        if there.filter(since__lte=last, until__gte=first).exists():
            raise Invalid(f"这几天已经交给{taker}代办，没有再设。要改日期，请先撤销原来的。")
        return _keep(row, "lend_seat")


def take_leave(by: User, person: User, since: date | None, until: date | None, reason: str = "") -> Arrangement:
    """Be away for some days: whoever is away does no act. Raises ``Invalid`` or ``Forbidden``."""
    _for(by, person)
    first, last = _days(since, until)
    row = Arrangement(
        sort=ArrangementSort.LEAVE,
        person=person,
        since=first,
        until=last,
        reason=one_line(reason, 400),
        by=by,
        at=timezone.now(),
    )
    with transaction.atomic():
        audit.hold()
        there = Arrangement.objects.filter(sort=ArrangementSort.LEAVE, person=person, revocation=None)
        if there.filter(since__lte=last, until__gte=first).exists():
            raise Invalid("这几天已经登记过请假，没有再记。要改日期，请先撤销原来的。")
        return _keep(row, "take_leave")


def revoke(by: User, row: Arrangement) -> Arrangement:
    """End an arrangement: who lent or borrowed the seat, or an administrator. Raises ``Invalid`` or ``Forbidden``."""
    own = by.pk in (row.person_id, row.other_id) and row.sort != ArrangementSort.HAND_OVER
    if not own and not manages(by, row.person):
        raise Forbidden("只有本人、代办的人和管理员能撤销，没有改动。")
    if row.sort == ArrangementSort.REVOCATION or hasattr(row, "revocation"):
        raise Invalid("已经撤销过了，没有改动。")
    end = Arrangement(
        sort=ArrangementSort.REVOCATION, person=row.person, other=row.other, ends=row, by=by, at=timezone.now()
    )
    try:
        with transaction.atomic():
            return _keep(end, "revoke_arrangement")
    except IntegrityError as error:
        raise Invalid("已经撤销过了，没有改动。") from error


def hand_over(by: User, predecessor: User, successor: User, note: str = "") -> list[Arrangement]:
    """Move a person's seat, with all they owe and own, to a successor from today on, and switch their account off.

    What they did stays under their name. Raises ``Invalid`` or ``Forbidden``; then nothing moves.
    """
    if not manages(by, predecessor) or predecessor.pk == by.pk:
        raise Forbidden("只有管理员能办别人的交接，没有改动。请由上级单位的管理员办。")
    if successor.pk == predecessor.pk:
        raise Invalid("不能交给自己，没有改动。请选接任的人。")
    if not manages(by, successor) and successor.pk != by.pk:
        raise Forbidden("接任的人不归您管理，没有改动。请由上级单位的管理员办。")
    with transaction.atomic():
        audit.hold()
        predecessor = User.objects.select_for_update(of=("self",)).select_related("unit").get(pk=predecessor.pk)
        if not predecessor.is_active:
            raise Invalid(f"{predecessor}的账号已经停用，没有改动。要再交接，请先恢复使用。")
        _fit(predecessor, successor)
        moved, day, at = moving(predecessor), current_day(), timezone.now()
        seats = [(predecessor.role, predecessor.unit)]
        taken = Arrangement.objects.filter(sort=ArrangementSort.HAND_OVER, other=predecessor)
        seats += [(row.role, row.unit) for row in in_force(taken, day).select_related("unit")]
        rows = []
        for role, unit in dict.fromkeys(seats):
            row = Arrangement(
                sort=ArrangementSort.HAND_OVER, person=predecessor, other=successor, since=day, role=role, unit=unit,
                reason=one_line(note, 400), moved=[str(one) for one in moved], by=by, at=at,
            )  # fmt: skip
            rows.append(_keep(row, "hand_over"))
        _end_all(by, predecessor)
        predecessor.is_active = False
        predecessor.save(update_fields=("is_active",))
    return rows


def written(row: Arrangement) -> dict[str, Any]:
    """What the audit trail's digest of an arrangement covers."""
    return {
        "sort": str(row.sort), "person": row.person_id, "other": row.other_id, "since": str(row.since or ""),
        "until": str(row.until or ""), "role": row.role, "unit": row.unit_id, "reason": row.reason, "moved": row.moved,
        "ends": row.ends_id, "by": row.by_id,
    }  # fmt: skip


def _keep(row: Arrangement, act: str) -> Arrangement:
    row.save()
    detail = {
        "person": str(row.person), "other": str(row.other or ""), "since": str(row.since or ""), "until": str(row.until or ""),
        "reason": row.reason, "moved": row.moved, "written": {f"arrangement:{row.pk}": digest(written(row))},
    }  # fmt: skip
    audit.log(act, row.by, row.at, f"user:{row.person_id}", detail)
    for user in (row.person, row.other):
        if user is not None:
            user.__dict__.pop("standing", None)  # what was looked up before holds no longer
    return row


def _end_all(by: User, predecessor: User) -> None:
    """What was lent to or by somebody who has left ends with it."""
    open_rows = Arrangement.objects.filter(sort=ArrangementSort.DELEGATION, until__gte=current_day(), revocation=None)
    for row in open_rows.filter(person=predecessor) | open_rows.filter(other=predecessor):
        end = Arrangement(
            sort=ArrangementSort.REVOCATION, person=row.person, other=row.other, ends=row, by=by, at=timezone.now()
        )
        _keep(end, "revoke_arrangement")


def _for(by: User, person: User) -> None:
    if by.pk != person.pk and not manages(by, person):
        raise Forbidden("只能给自己设代办和请假，没有改动。别人的由管理员设。")


def _days(since: date | None, until: date | None) -> tuple[date, date]:
    if since is None or until is None:
        raise Invalid("还没有写起止日期，没有设。请填写从哪天到哪天。")
    if until < since:
        raise Invalid(f"止{until}早于起{since}，没有设。请核对两个日期。")
    if until < current_day():
        raise Invalid(f"{until}已经过去，没有设。请填今天以后的日期。")
    if until - since > LONGEST:
        raise Invalid("超过一年，没有设。长期离岗的请由管理员办理交接。")
    return since, until


def _fit(giver: User, taker: User) -> None:
    """Whoever stands in does such business themselves, may sign in, and sees at least what the other one sees."""
    if not giver.may_stand_in:
        raise Invalid(f"{Role(giver.role).label}没有要代办的业务，没有设。")
    if not taker.is_active or not taker.may_stand_in:
        raise Invalid(
            f"{taker}（{Role(taker.role).label}）不能代办，没有设。请选在用的经办人、负责人、股室或审核的同事。"
        )
    if not covers(taker, giver):
        raise Invalid(f"{taker}看不到{giver.unit or '全部单位'}，没有设。请选同一单位或上级的同事。")
